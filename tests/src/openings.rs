//! `passages/openings.txt`: heads of reports with the organ and the year that a careful reader takes from them.
//!
//! Comes in: the file. Goes out: a document each, with tables that say nothing about either, and what is wrong or not known.

use gouji::{Input, Kind, check};

/// One opening.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// The line on which it stands.
    pub line: usize,
    /// The organ that reports, where it can be told.
    pub organ: Option<String>,
    /// The report year, where it can be told.
    pub year: Option<u16>,
    head: String,
    tail: String,
}

const TEXT: &str = "\n行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n\
1\t0\t0\t0\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n\n";

const PAGE: &str = "<table><tr><td colspan=5>行政复议</td><td colspan=10>行政诉讼</td></tr>\
<tr><td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>\
<tr><td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td><td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td></tr>\
<tr><td>1</td><td>0</td><td>0</td><td>0</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td></tr></table>";

/// All openings of the file.
pub fn all() -> Vec<Opening> {
    let mut all: Vec<Opening> = Vec::new();
    let mut behind = false;
    for (line, text) in include_str!("../passages/openings.txt").lines().enumerate() {
        if let Some(head) = text.strip_prefix("@ ") {
            let (organ, year) = head.split_once('|').unwrap_or((head, "-"));
            let organ = Some(organ.trim().to_owned()).filter(|organ| organ != "-");
            behind = false;
            all.push(Opening { line: line + 1, organ, year: year.trim().parse().ok(), ..Opening::default() });
            continue;
        }
        let Some(opening) = all.last_mut().filter(|_| !text.starts_with("# ") || !text.ends_with('.')) else {
            continue;
        };
        if text == "..." {
            behind = true;
        } else if !text.is_empty() {
            let part = if behind { &mut opening.tail } else { &mut opening.head };
            part.push_str(text);
            part.push('\n');
        }
    }
    all
}

impl Opening {
    /// What differs from what a careful reader takes from it, and whether anything of that is wrong and not just unknown.
    pub fn departures(&self) -> (Vec<String>, bool) {
        let is_page = self.head.starts_with('<');
        let (tables, kind) = if is_page { (PAGE, Kind::Html) } else { (TEXT, Kind::Text) };
        let text = format!("{}{tables}{}", self.head, self.tail);
        let report = match check(Input { text: &text, kind }) {
            Ok(audit) => audit.report,
            Err(error) => return (vec![format!("refused: {error}")], true),
        };
        let mut departures = Vec::new();
        if report.organ != self.organ {
            departures.push(format!("the organ is {:?}, not {:?}", report.organ, self.organ));
        }
        if report.year != self.year {
            departures.push(format!("the year is {:?}, not {:?}", report.year, self.year));
        }
        let wrong = report.organ.is_some() && report.organ != self.organ
            || report.year.is_some() && report.year != self.year;
        (departures, wrong)
    }
}
