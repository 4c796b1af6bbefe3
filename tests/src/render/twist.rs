//! What content managers, converters and hands do to a page: HTML source in, HTML source out, with the same figures.

/// Something that a page went through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twist {
    /// Escaped once more, so that browsers show its tags.
    Escaped,
    /// Cells, rows and paragraphs never closed, as HTML allows.
    Unclosed,
    /// Rows that no reader sees, with other figures in them.
    HiddenRows,
    /// A blank column before each table, blank rows above and below.
    BlankEdges,
    /// Tables 2 to 4 and the text between them in one table.
    OneTable,
    /// The whole page inside a table, as pages were laid out once.
    LayoutTable,
    /// The report twice on one page.
    Twice,
    /// Rows that the page's style sheet hides, with other figures in them.
    HiddenClass,
    /// What a browser's view of the source puts on the clipboard: a table with a line of the source in each row.
    ViewSource,
}

impl Twist {
    /// The page after it.
    pub(super) fn of(self, page: &str) -> String {
        match self {
            Twist::Escaped => {
                let escaped = page.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                format!("<html><body><div class=\"article\">{escaped}</div></body></html>")
            }
            Twist::Unclosed => ["</td>", "</th>", "</tr>", "</p>", "</tbody>"]
                .iter()
                .fold(page.to_owned(), |page, tag| page.replace(tag, "")),
            Twist::HiddenRows => page.replace(
                "</tr>",
                "</tr><tr style=\"height:0; display: none\"><td>二、上年结转政府信息公开申请数量</td><td>77</td><td>7</td></tr>",
            ),
            Twist::BlankEdges => {
                let blank = "<tr><td>&nbsp;</td><td></td></tr>";
                page.replace("<tr>", "<tr><td></td>")
                    .replace("<tbody>", &format!("<tbody>{blank}{blank}"))
                    .replace("</tbody>", &format!("{blank}</tbody>"))
            }
            Twist::OneTable => one_table(page),
            Twist::HiddenClass => {
                let page = page.replace("</head>", "<style>td { padding: 2px }\n.tpl , .no-print{ DISPLAY : none !important }</style></head>");
                page.replace(
                    "</tr>",
                    "</tr><tr class=\"row tpl\"><td colspan=\"3\">二、上年结转政府信息公开申请数量</td><td>77</td><td>7</td></tr>",
                )
            }
            Twist::ViewSource => {
                let line = |(index, line): (usize, &str)| {
                    let text = line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                    let text = text.replace("&lt;td", "<span class=\"html-tag\">&lt;td</span>");
                    format!("<tr><td class=\"line-number\" value=\"{}\"></td><td class=\"line-content\">{text}</td></tr>", index + 1)
                };
                let lines: String = page.lines().enumerate().map(line).collect();
                format!("<meta charset='utf-8'><div class=\"line-gutter-backdrop\"></div><form autocomplete=\"off\"><label class=\"line-wrap-control\">自动换行<input type=\"checkbox\"></label></form><table><tbody>{lines}</tbody></table>")
            }
            Twist::LayoutTable => {
                let body = page.replace("<body>", "<body><table width=\"960\"><tr><td>导航</td></tr><tr><td>");
                body.replace("</body>", "</td></tr></table></body>")
            }
            Twist::Twice => {
                let (head, rest) = page.split_once("<body>").unwrap_or(("", page));
                let body = rest.split("</body>").next().unwrap_or(rest);
                format!("{head}<body>{body}{body}</body></html>")
            }
        }
    }
}

/// Everything from the first table to the last in one, paragraphs as rows of one cell.
fn one_table(page: &str) -> String {
    let (Some(start), Some(end)) = (page.find("<table"), page.rfind("</table>")) else {
        return page.to_owned();
    };
    let mut inner = String::new();
    for line in page[start..end].lines() {
        match line.trim_start() {
            line if line.starts_with("<table") || line.starts_with("</table") => {}
            line if line.starts_with("<tbody") || line.starts_with("</tbody") => {}
            line if line.starts_with("<p") || line.starts_with("<h") => {
                inner.push_str(&format!("<tr><td colspan=\"15\">{line}</td></tr>\n"));
            }
            line => {
                inner.push_str(line);
                inner.push('\n');
            }
        }
    }
    format!("{}<table><tbody>{inner}</tbody>{}", &page[..start], &page[end..])
}
