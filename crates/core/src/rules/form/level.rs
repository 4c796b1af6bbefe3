//! `form.level`: 我镇, 我局, 全县 in the report of an organ that is none: copied from another level's report.
//!
//! A county below a city speaks of 我市, a town of 我县; what lies above is never wrong. What the name of the organ leaves open is not judged, nor are zones and
//! what belongs to the centre, nor 我区, which is a district, a region or a zone.

use super::super::authority::{Kind, places};
use super::{Paragraph, Words, both, finding};
use crate::finding::Finding;
use crate::rule::RuleId;

/// What an organ calls itself, with characters that make another word of it.
const OWN: [(&str, &str); 9] = [
    ("我省", "略去"),
    ("我市", "场"),
    ("我县", ""),
    ("我镇", "静压痛定"),
    ("我乡", "村镇"),
    ("我街道", ""),
    ("我局", "部限面"),
    ("我委", "托派员"),
    ("我厅", ""),
];

/// The same of all that it is responsible for; judged where applications were received.
const ALL: [(&str, &str); 5] =
    [("全省", "我省"), ("全市", "我市"), ("全县", "我县"), ("全镇", "我镇"), ("全乡", "我乡")];
const RECEIVED: [&str; 6] = ["共收到", "收到", "共受理", "受理", "共新收", "新收"];

pub(super) fn findings(words: &Words<'_>) -> Vec<Finding> {
    let Some(organ) = words.report.organ.as_deref().filter(|_| words.intact).and_then(Organ::of) else {
        return Vec::new();
    };
    let mut findings: Vec<Finding> = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    for paragraph in words.sentences() {
        for (word, others) in OWN {
            let text = paragraph.text.as_str();
            let at = text.match_indices(word).map(|(at, _)| at).find(|&at| {
                let behind = text[at + word.len()..].chars().next();
                let before = text[..at].chars().next_back();
                behind.is_none_or(|c| !others.contains(c))
                    && before != Some('自')
                    && !is_quoted(paragraph, at, word)
            });
            if let Some(at) = at.filter(|_| organ.is_wrong(word) && !told.contains(&word)) {
                told.push(word);
                findings.push(organ.told(word, paragraph, at));
            }
        }
        for (word, own) in ALL {
            let text = paragraph.text.as_str();
            let at = text.match_indices(word).map(|(at, _)| at).find(|&at| {
                let behind = &text[at + word.len()..];
                RECEIVED.iter().any(|verb| behind.starts_with(verb))
                    && text[paragraph.clause(at)].contains("公开申请")
            });
            if let Some(at) = at.filter(|_| organ.is_wrong_of_all(word, own) && !told.contains(&word)) {
                told.push(word);
                findings.push(organ.told(word, paragraph, at));
            }
        }
    }
    findings
}

/// Whether the words stand in quotation marks: another's.
fn is_quoted(paragraph: &Paragraph<'_>, at: usize, word: &str) -> bool {
    let chars = paragraph.chars_before(at);
    let bytes = paragraph.view.bytes(chars..chars + word.chars().count());
    paragraph.prose.text.as_str()[..bytes.start].ends_with(['“', '"', '‘', '「'])
}

struct Organ<'n> {
    name: &'n str,
    /// The last of the places in its name.
    kind: Kind,
    /// What follows the places.
    rest: &'n str,
}

impl<'n> Organ<'n> {
    fn of(name: &'n str) -> Option<Organ<'n>> {
        // Zones, the centre's own, and branches, whose place the name may not tell.
        const OPEN: [&str; 13] = [
            "管委会",
            "管理委员会",
            "开发区",
            "新区",
            "高新区",
            "国家",
            "中国",
            "园区",
            "示范区",
            "实验区",
            "分局",
            "支队",
            "大队",
        ];
        if OPEN.iter().any(|word| name.contains(word)) {
            return None;
        }
        let (places, rest) = places(name);
        let &(kind, _) = places.last()?;
        let known = rest.is_empty()
            || ["人民政府", "政府", "办事处", "局", "委员会", "委", "厅", "办公室"]
                .iter()
                .any(|end| rest.ends_with(end));
        (kind != Kind::Zone && known).then_some(Organ { name, kind, rest })
    }

    fn has(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.name.contains(word))
    }

    fn is_town(&self) -> bool {
        self.kind == Kind::Township
    }

    /// Whether the organ cannot call itself so.
    fn is_wrong(&self, word: &str) -> bool {
        let body = |ends: &[&str]| ends.iter().any(|end| self.rest.ends_with(end));
        let is_place = self.rest.is_empty() || body(&["人民政府", "政府", "办事处"]);
        match word {
            "我省" => ["北京", "上海", "天津", "重庆"].iter().any(|city| self.name.starts_with(city)),
            "我市" => self.kind == Kind::Province && !self.has(&["市"]),
            "我县" => !self.has(&["县"]) && !self.is_town(),
            "我镇" => !self.has(&["镇"]),
            "我乡" => !self.has(&["乡"]),
            "我街道" => !self.has(&["街道"]),
            "我局" => !self.has(&["局"]) && (is_place || body(&["委员会", "厅"])),
            "我委" => !self.has(&["委"]) && (is_place || body(&["局", "厅"])),
            "我厅" => !self.has(&["厅"]) && (is_place || body(&["局", "委员会"])),
            _ => false,
        }
    }

    /// Whether the organ cannot have received the applications of so many.
    fn is_wrong_of_all(&self, word: &str, own: &str) -> bool {
        match word {
            "全省" => self.kind != Kind::Province,
            "全市" => {
                matches!(self.kind, Kind::Province | Kind::County | Kind::Township)
                    && !self.has(&["北京", "上海", "天津", "重庆"])
            }
            "全县" => self.is_wrong(own) || self.is_town(),
            _ => self.is_wrong(own),
        }
    }

    fn told(&self, word: &str, paragraph: &Paragraph<'_>, at: usize) -> Finding {
        let quote = paragraph.quote(at..at + word.len());
        let stands = both(
            format!("正文写“{word}”，报告机关是“{}”", self.name),
            format!("The text says “{word}”, and the organ is “{}”", self.name),
        );
        let should =
            both("自称应与报告机关的层级一致", "what the organ calls itself should be of its own level");
        finding(RuleId::FormLevel, stands, should, Some(quote))
    }
}
