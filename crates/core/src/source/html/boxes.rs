//! What an element is to a table: HTML's own table elements, and boxes that are laid out as tables by style.
//!
//! Content managers draw tables with `display: table` or with flex rows, in an attribute or in the page's style sheet. Only
//! simple selectors (`.name`, `tag`, `tag.name`, `#name`) are looked at; other layouts come out as one cell a line.

use std::collections::{HashMap, HashSet};

use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{Html, Node};

/// What an element is to a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Table,
    Group,
    Row,
    Cell,
}

/// What style makes of elements.
#[derive(Default)]
pub(super) struct Boxes {
    /// Roles. HTML's own elements need no entry.
    roles: HashMap<NodeId, Role>,
    /// Rows and cells that the style sheet hides. Elsewhere a sheet hides what a script shows later, the article itself among it.
    hidden: HashSet<NodeId>,
}

/// A flex row with fewer boxes than this is no row of a table.
const MIN_FLEX_CELLS: usize = 2;

impl Boxes {
    /// Looks through the page's style sheets and attributes.
    pub(super) fn of(html: &Html) -> Boxes {
        let sheet = sheet(html);
        let mut boxes = Boxes::default();
        let elements = || html.tree.nodes().filter_map(|node| Some((node, node.value().as_element()?)));
        if sheet.is_empty()
            && !elements().any(|(_, element)| {
                element.attrs().any(|(name, value)| name == "style" && value.contains("display"))
            })
        {
            return boxes;
        }
        let mut flex = Vec::new();
        for (node, element) in elements() {
            let display = display(element, &sheet);
            if own_role(element.name()).is_some() {
                if display.as_deref() == Some("none") && element.name() != "table" {
                    boxes.hidden.insert(node.id());
                }
                continue;
            }
            match display.as_deref() {
                Some("table" | "inline-table") => drop(boxes.roles.insert(node.id(), Role::Table)),
                Some("table-row-group" | "table-header-group" | "table-footer-group") => {
                    boxes.roles.insert(node.id(), Role::Group);
                }
                Some("table-row") => drop(boxes.roles.insert(node.id(), Role::Row)),
                Some("table-cell") => drop(boxes.roles.insert(node.id(), Role::Cell)),
                Some("flex" | "inline-flex") => flex.push(node),
                _ => {}
            }
        }
        boxes.flex_rows(&flex);
        boxes
    }

    /// Flex boxes that stand side by side under one parent are the rows of a table, their boxes its cells.
    fn flex_rows(&mut self, flex: &[NodeRef<'_, Node>]) {
        let children =
            |node: &NodeRef<'_, Node>| node.children().filter(|child| child.value().is_element()).count();
        let mut rows: HashMap<NodeId, Vec<&NodeRef<'_, Node>>> = HashMap::new();
        for node in flex.iter().filter(|node| children(node) >= MIN_FLEX_CELLS) {
            if let Some(parent) = node.parent() {
                rows.entry(parent.id()).or_default().push(node);
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each entry is written to its own place")]
        for (parent, rows) in rows {
            if rows.len() < 3 {
                continue;
            }
            self.roles.insert(parent, Role::Table);
            for row in rows {
                self.roles.insert(row.id(), Role::Row);
                for cell in row.children().filter(|child| child.value().is_element()) {
                    self.roles.insert(cell.id(), Role::Cell);
                }
            }
        }
    }

    /// Whether a row or a cell is hidden by the page's style sheet.
    pub(super) fn hides(&self, id: NodeId) -> bool {
        self.hidden.contains(&id)
    }

    /// What an element is to a table.
    pub(super) fn role_of(&self, id: NodeId, element: &Element) -> Option<Role> {
        own_role(element.name()).or_else(|| self.roles.get(&id).copied())
    }

    /// The same for any node.
    pub(super) fn role(&self, id: NodeId, node: &Node) -> Option<Role> {
        node.as_element().and_then(|element| self.role_of(id, element))
    }
}

/// Pictures smaller than this (pixels) are icons.
const MIN_PICTURE: u32 = 200;

/// Whether an image may show a table, as far as its tag says.
pub(super) fn is_picture(element: &Element) -> bool {
    let pixels = |name| element.attr(name).and_then(|value| value.trim_end_matches("px").parse::<u32>().ok());
    pixels("width").is_none_or(|width| width >= MIN_PICTURE)
        && pixels("height").is_none_or(|height| height >= MIN_PICTURE)
}

fn own_role(name: &str) -> Option<Role> {
    Some(match name {
        "table" => Role::Table,
        "thead" | "tbody" | "tfoot" => Role::Group,
        "tr" => Role::Row,
        "td" | "th" => Role::Cell,
        _ => return None,
    })
}

/// `display` by simple selector, from the page's style elements. What stands under a condition (`@media print`) is left out.
fn sheet(html: &Html) -> HashMap<String, String> {
    let mut sheet = HashMap::new();
    let styles =
        html.tree.nodes().filter(|node| node.value().as_element().is_some_and(|e| e.name() == "style"));
    for style in styles {
        for text in style.children().filter_map(|child| child.value().as_text()) {
            for (selectors, body) in rules(text) {
                let Some(display) = declared(body) else { continue };
                for selector in selectors.split(',') {
                    sheet.insert(selector.trim().to_ascii_lowercase(), display.clone());
                }
            }
        }
    }
    sheet
}

/// The rules of a style sheet that hold without a condition: selectors and declarations.
fn rules(mut text: &str) -> impl Iterator<Item = (&str, &str)> {
    std::iter::from_fn(move || {
        loop {
            let (selectors, rest) = text.split_once('{')?;
            let mut depth = 1;
            let end = rest.find(|c| {
                depth += i32::from(c == '{') - i32::from(c == '}');
                depth == 0
            });
            let (body, after) = rest.split_at(end.unwrap_or(rest.len()));
            text = after.strip_prefix('}').unwrap_or(after);
            // Behind a comment, the mark of one, or a statement without a body.
            let selectors = selectors.rsplit(['/', ';', '>']).next().unwrap_or(selectors).trim();
            let selectors = selectors.strip_prefix("!--").unwrap_or(selectors);
            if !selectors.starts_with('@') {
                return Some((selectors, body));
            }
        }
    })
}

/// The value of `display` among declarations.
fn declared(declarations: &str) -> Option<String> {
    declarations.split(';').rev().find_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let value = value.trim().trim_end_matches("!important").trim();
        name.trim().eq_ignore_ascii_case("display").then(|| value.to_ascii_lowercase())
    })
}

fn display(element: &Element, sheet: &HashMap<String, String>) -> Option<String> {
    let style = element.attrs().find(|(name, _)| *name == "style");
    if let Some(display) = style.and_then(|(_, style)| declared(style)) {
        return Some(display);
    }
    if sheet.is_empty() {
        return None;
    }
    let name = element.name();
    let mut selectors: Vec<String> =
        element.classes().flat_map(|class| [format!(".{class}"), format!("{name}.{class}")]).collect();
    selectors.extend(element.id().map(|id| format!("#{id}")));
    selectors.push(name.to_owned());
    selectors.iter().find_map(|selector| sheet.get(&selector.to_ascii_lowercase()).cloned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_a_style_sheet() {
        let text = "<!-- @charset \"utf-8\"; .a, td.b { color:red; Display : none } @media print { .c {display:none} .d{display:none} }\n/* x */ #e{display:flex";
        let found: Vec<_> =
            rules(text).filter_map(|(selectors, body)| Some((selectors, declared(body)?))).collect();
        let expected = [(".a, td.b", "none"), ("#e", "flex")].map(|(s, d)| (s, d.to_owned()));
        assert_eq!(found, expected);
    }
}
