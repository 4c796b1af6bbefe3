//! How a report came out, in one word and in counts: the same on every surface.
//!
//! Comes in: an [`Audit`]. Goes out: its [`Ledgers`] (how many equations of each kind were judged, and how many failed) and its [`Verdict`], which
//! the worst of its findings decides. A green word over an open contradiction, of whatever kind, is the one thing that must not happen.

use crate::audit::Audit;
use crate::equation::Outcome;
use crate::lang::Lang;
use crate::rule::{RuleId, Severity};

/// How many equations of one kind were judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Those that were judged.
    pub checked: usize,
    /// Those of them that do not hold.
    pub failed: usize,
}

/// The equations of a report by where the other side comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ledgers {
    /// Inside the tables.
    pub tables: Ledger,
    /// Figures of the prose.
    pub text: Ledger,
    /// Last year's report.
    pub prior: Ledger,
    /// The members' reports.
    pub group: Ledger,
}

impl Ledgers {
    /// Each with its name in the JSON, in the order in which they are shown.
    pub const fn all(&self) -> [(&'static str, Ledger); 4] {
        [("tables", self.tables), ("text", self.text), ("prior", self.prior), ("group", self.group)]
    }

    /// What people call the ledger with this name.
    pub fn label(name: &str, lang: Lang) -> &'static str {
        match (name, lang) {
            ("tables", Lang::Zh) => "表内等式",
            ("tables", Lang::En) => "tables",
            ("text", Lang::Zh) => "正文",
            ("text", Lang::En) => "prose",
            ("prior", Lang::Zh) => "上年",
            ("prior", Lang::En) => "last year",
            (_, Lang::Zh) => "汇总",
            (_, Lang::En) => "members",
        }
    }

    /// `表内等式 43/44 · 正文 5/6`: those that hold of those that were judged, without ledgers in which nothing was.
    pub fn line(&self, lang: Lang) -> String {
        let told = self.all().into_iter().filter(|(_, ledger)| ledger.checked > 0);
        let told = told.map(|(name, ledger)| {
            format!("{} {}/{}", Ledgers::label(name, lang), ledger.checked - ledger.failed, ledger.checked)
        });
        told.collect::<Vec<_>>().join(" · ")
    }
}

/// How a report came out: its worst finding, or how much was checked where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Figures of the tables cannot all be true, or are none.
    Contradictions,
    /// The tables agree with themselves; the prose, another report or the form's structure does not agree with them.
    Mismatches,
    /// No equation was judged: no sign that anything is right.
    Unchecked,
    /// Nothing is open.
    Clean,
}

impl Verdict {
    /// The word in the JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Verdict::Contradictions => "contradictions",
            Verdict::Mismatches => "mismatches",
            Verdict::Unchecked => "unchecked",
            Verdict::Clean => "clean",
        }
    }
}

impl Audit {
    /// How many equations were judged and how many failed, by kind.
    pub fn ledgers(&self) -> Ledgers {
        let mut ledgers = Ledgers::default();
        for (equation, outcome) in &self.coverage.checked {
            let ledger = match equation.rule {
                RuleId::PriorCarry | RuleId::PriorValid => &mut ledgers.prior,
                RuleId::GroupSum => &mut ledgers.group,
                _ => &mut ledgers.tables,
            };
            ledger.checked += 1;
            ledger.failed += usize::from(matches!(outcome, Outcome::Fails(_)));
        }
        for agrees in self.claims.iter().filter_map(crate::Claim::agrees) {
            ledgers.text.checked += 1;
            ledgers.text.failed += usize::from(!agrees);
        }
        ledgers
    }

    /// How the report came out.
    pub fn verdict(&self) -> Verdict {
        match self.findings.iter().map(|finding| finding.severity).max() {
            Some(Severity::Error) => Verdict::Contradictions,
            Some(Severity::Warning) => Verdict::Mismatches,
            _ if self.coverage.checked.is_empty() => Verdict::Unchecked,
            _ => Verdict::Clean,
        }
    }

    /// The verdict in a few words. That nothing was found is said only where something was checked.
    pub fn headline(&self, lang: Lang) -> String {
        match (self.verdict(), lang) {
            (Verdict::Contradictions, lang) => self.contradictions(lang),
            (Verdict::Mismatches, lang) => self.mismatches(lang),
            (Verdict::Unchecked, Lang::Zh) => "没有可核对的等式".to_owned(),
            (Verdict::Unchecked, Lang::En) => "no equation could be checked".to_owned(),
            (Verdict::Clean, Lang::Zh) => "已核对部分未发现矛盾".to_owned(),
            (Verdict::Clean, Lang::En) => "no contradiction in what was checked".to_owned(),
        }
    }

    /// `1 处要改（引出 2 处矛盾）`, or `2 处矛盾` where nothing is to be told apart.
    fn contradictions(&self, lang: Lang) -> String {
        let causes = self.causes.iter().filter(|cause| cause.severity == Severity::Error).count();
        let contradictions = Severity::Error.count(self.count(Severity::Error), lang);
        match lang {
            _ if causes == self.count(Severity::Error) => contradictions,
            Lang::Zh => format!("{causes} 处要改（引出 {contradictions}）"),
            Lang::En if causes == 1 => format!("1 thing to correct ({contradictions})"),
            Lang::En => format!("{causes} things to correct ({contradictions})"),
        }
    }

    /// `表内相符；正文与表 1 处不一致`.
    fn mismatches(&self, lang: Lang) -> String {
        let count = |is: fn(RuleId) -> bool| {
            let warnings = self.findings.iter().filter(|finding| finding.severity == Severity::Warning);
            warnings.filter(|finding| is(finding.rule)).count()
        };
        let is_text = |rule| matches!(rule, RuleId::TextTable | RuleId::TextSum | RuleId::TextPercent);
        let is_prior = |rule| matches!(rule, RuleId::PriorCarry | RuleId::PriorValid | RuleId::PriorCopied);
        let is_group = |rule| matches!(rule, RuleId::GroupSum);
        let (text, prior, group) = (count(is_text), count(is_prior), count(is_group));
        let other = self.count(Severity::Warning) - text - prior - group;
        let parts = match lang {
            Lang::Zh => [
                (text, format!("正文 {text} 处不一致")),
                (prior, format!("与上年 {prior} 处不一致")),
                (group, format!("与所属单位 {group} 处不一致")),
                (other, format!("{other} 条提示")),
            ],
            Lang::En => [
                (text, format!("the prose differs in {text} {}", if text == 1 { "place" } else { "places" })),
                (prior, format!("last year's report in {prior}")),
                (group, format!("the members' figures in {group}")),
                (other, Severity::Warning.count(other, lang)),
            ],
        };
        let parts: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(_, words)| words).collect();
        let ledger = self.ledgers().tables;
        let tables = match (ledger.checked, ledger.failed, lang) {
            (0, _, Lang::Zh) => "没有可核对的等式；",
            (0, _, Lang::En) => "no equation could be checked; ",
            (_, 0, Lang::Zh) => "表内相符；",
            (_, 0, Lang::En) => "the tables agree with themselves; ",
            // What fails is no more than a warning: documents in force.
            (_, _, Lang::Zh) => "表内合计相符；",
            (_, _, Lang::En) => "the totals of the tables are right; ",
        };
        format!("{tables}{}", parts.join(if lang == Lang::Zh { "，" } else { ", " }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, check};

    fn audit(prose: &str, review_total: u32) -> Audit {
        let source = format!(
            "清沅县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n{prose}\n\
            四、政府信息公开行政复议、行政诉讼情况\n行政复议\t行政诉讼\n\
            结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
            结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n\
            2\t1\t0\t0\t{review_total}\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0"
        );
        check(Input::text(&source)).expect("a report")
    }

    #[test]
    fn ledgers_count_what_was_judged_where_it_comes_from() {
        let ledgers = audit("2023年，因政府信息公开被申请行政复议13件。", 3).ledgers();
        assert_eq!(ledgers.tables, Ledger { checked: 3, failed: 0 });
        assert_eq!(ledgers.text, Ledger { checked: 1, failed: 1 });
        assert_eq!((ledgers.prior, ledgers.group), (Ledger::default(), Ledger::default()));
        assert_eq!(ledgers.line(Lang::Zh), "表内等式 3/3 · 正文 0/1");
    }

    #[test]
    fn the_worst_class_sets_the_headline() {
        let contradicted = audit("2023年，因政府信息公开被申请行政复议3件。", 4);
        assert_eq!(contradicted.verdict(), Verdict::Contradictions);
        assert_eq!(contradicted.headline(Lang::Zh), "1 处矛盾");
        let mismatched = audit("2023年，因政府信息公开被申请行政复议13件。", 3);
        assert_eq!(mismatched.verdict(), Verdict::Mismatches);
        assert!(mismatched.headline(Lang::Zh).starts_with("表内相符；正文 1 处不一致"));
    }
}
