//! Many reports as one: how many came out how, which kinds of faults they have, which are given twice, which repeat each other.
//!
//! Comes in: the audits of a run, one after the other. Goes out: what a leader reads at the end of it, in words.

use std::collections::BTreeMap;

use crate::audit::Audit;
use crate::lang::Lang;
use crate::likeness::Sentences;
use crate::order;
use crate::rule::{RuleId, Severity};

/// Reports of which every two are compared for likeness; beyond that it would take too long, and [`Batch::alike`] says so.
pub const MOST_COMPARED: usize = 1_000;

/// What is known of all reports of a run so far.
#[derive(Debug, Default)]
pub struct Batch {
    reports: usize,
    unread: usize,
    contradictions: usize,
    warnings: usize,
    kinds: BTreeMap<RuleId, Kind>,
    /// The first report of an organ on a year.
    first: BTreeMap<(String, u16), String>,
    twins: Vec<(String, String)>,
    prose: Vec<(String, Sentences)>,
    /// Percent from which on two reports are alike.
    likeness: u8,
}

/// A kind of fault: how many reports have it, and how often they have it together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The rule.
    pub rule: RuleId,
    /// The worst that it was.
    pub severity: Severity,
    /// Reports that have it.
    pub reports: usize,
    /// Findings.
    pub findings: usize,
}

/// Two reports of which the one has much of the other's prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// Their names.
    pub names: [String; 2],
    /// The larger of both shares, in percent.
    pub percent: u8,
}

impl Batch {
    /// Takes a report that was read. Gives the name of an earlier one on the same year of the same organ, where there is one.
    pub fn add(&mut self, name: &str, audit: &Audit) -> Option<&str> {
        self.reports += 1;
        self.contradictions += usize::from(audit.count(Severity::Error) > 0);
        self.warnings += usize::from(audit.count(Severity::Warning) > 0);
        self.likeness = audit.settings.likeness();
        let mut own: BTreeMap<RuleId, Kind> = BTreeMap::new();
        for finding in audit.findings.iter().filter(|finding| finding.severity > Severity::Info) {
            let kind = Kind { rule: finding.rule, severity: finding.severity, reports: 1, findings: 0 };
            let kind = own.entry(finding.rule).or_insert(kind);
            kind.findings += 1;
            kind.severity = kind.severity.max(finding.severity);
        }
        for (rule, kind) in own {
            let all = self.kinds.entry(rule).or_insert(Kind { reports: 0, findings: 0, ..kind });
            all.reports += 1;
            all.findings += kind.findings;
            all.severity = all.severity.max(kind.severity);
        }
        if self.prose.len() <= MOST_COMPARED {
            self.prose.push((name.to_owned(), Sentences::of(&audit.report)));
        }
        let key = (audit.report.organ.clone()?, audit.report.year?);
        match self.first.get(&key) {
            Some(first) => {
                self.twins.push((first.clone(), name.to_owned()));
                self.twins.last().map(|(first, _)| first.as_str())
            }
            None => {
                self.first.insert(key, name.to_owned());
                None
            }
        }
    }

    /// Takes one that could not be read.
    pub fn add_unread(&mut self) {
        self.reports += 1;
        self.unread += 1;
    }

    /// All in a sentence.
    pub fn total(&self, lang: Lang) -> String {
        let Batch { reports, unread, contradictions, warnings, .. } = self;
        match lang {
            Lang::Zh => {
                format!(
                    "共 {reports} 份：{contradictions} 份有矛盾，{warnings} 份有提示，{unread} 份未能读取。"
                )
            }
            Lang::En => format!(
                "{reports} inputs: {contradictions} with contradictions, {warnings} with warnings, {unread} not read."
            ),
        }
    }

    /// The kinds of faults, worst first, then the most frequent.
    pub fn kinds(&self) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = self.kinds.values().copied().collect();
        order::sort_by_key(&mut kinds, |kind| {
            (std::cmp::Reverse((kind.severity, kind.reports, kind.findings)), kind.rule)
        });
        kinds
    }

    /// Reports that are given twice: the first, and the later one of the same organ on the same year.
    pub fn twins(&self) -> &[(String, String)] {
        &self.twins
    }

    /// Reports whose prose is much alike, the most alike first; none where there are more than [`MOST_COMPARED`]. What was given twice is
    /// no finding here, nor are two years of one organ, which `prior.likeness` is about.
    pub fn alike(&self) -> Option<Vec<Alike>> {
        if self.prose.len() > MOST_COMPARED {
            return None;
        }
        let mut alike = Vec::new();
        for (index, (name, own)) in self.prose.iter().enumerate() {
            for (other_name, other) in &self.prose[..index] {
                if own.is_same_organ(other) {
                    continue;
                }
                let [one, two] = [own.share(other), other.share(own)];
                let percent = one.percent().max(two.percent());
                let Some(percent) = percent.filter(|&percent| percent > self.likeness) else { continue };
                alike.push(Alike { names: [other_name.clone(), name.clone()], percent });
            }
        }
        order::sort_by_key(&mut alike, |alike| std::cmp::Reverse(alike.percent));
        Some(alike)
    }

    /// What a leader reads: kinds of faults, what was given twice, what is alike, a line each.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let kind = |kind: Kind| {
            let Kind { rule, severity, reports, findings } = kind;
            let (label, title) = (severity.label(lang), rule.explain(lang).title);
            match lang {
                Lang::Zh => format!("{label}：{title}：{reports} 份，共 {findings} 处"),
                Lang::En => format!("{label}: {title}: {findings} in {reports} reports"),
            }
        };
        let twin = |(first, later): &(String, String)| match lang {
            Lang::Zh => format!("重复：{later} 与 {first} 是同一机关同一年度的年报"),
            Lang::En => format!("twice: {later} and {first} are of one organ on one year"),
        };
        let alike = |Alike { names: [one, two], percent }: Alike| match lang {
            Lang::Zh => format!("雷同：{one} 与 {two}，正文约 {percent}% 相同"),
            Lang::En => format!("alike: {one} and {two}, about {percent} % of the prose"),
        };
        let mut lines: Vec<String> = self.kinds().into_iter().map(kind).collect();
        lines.extend(self.twins.iter().map(twin));
        match self.alike() {
            Some(all) => lines.extend(all.into_iter().map(alike)),
            None => lines.push(match lang {
                Lang::Zh => format!("超过 {MOST_COMPARED} 份，各份之间是否雷同没有比较"),
                Lang::En => format!("more than {MOST_COMPARED} reports: not compared with each other"),
            }),
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::likeness::LEAST;
    use crate::{Input, check};

    fn audit(organ: &str, year: u16, prose: &str, second: &str) -> Audit {
        let text = format!(
            "{organ}{year}年政府信息公开工作年度报告\n一、总体情况\n{prose}\n四、政府信息公开行政复议、行政诉讼情况\n\
            行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
            结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n\
            0\t1\t0\t0\t1\t1\t0\t0\t1\t{second}\t0\t0\t0\t0\t0\n五、存在的主要问题及改进情况\n以上情况都已向社会说明。"
        );
        check(Input::text(&text)).expect("a report")
    }

    /// Prose of more than [`LEAST`] characters.
    fn prose(subject: &str) -> String {
        (0..LEAST / 10)
            .map(|n| {
                format!(
                    "{subject}第{}类事项均按要求在网站公布说明。",
                    "甲乙丙丁戊己庚辛壬癸".chars().nth(n % 10).expect("a sign")
                )
            })
            .collect()
    }

    #[test]
    fn a_run_is_told_as_a_whole() {
        let mut batch = Batch::default();
        let first = audit("清沅县人民政府", 2023, &prose("惠民资金"), "1");
        assert_eq!(batch.add("甲", &first), None);
        assert_eq!(batch.add("乙", &first), Some("甲"), "the same organ and year");
        assert_eq!(batch.add("丙", &audit("桐原区教育局", 2023, &prose("惠民资金"), "2")), None);
        assert_eq!(batch.add("丁", &audit("桐原区财政局", 2023, &prose("教育收费"), "2")), None);
        batch.add_unread();
        assert!(batch.total(Lang::Zh).starts_with("共 5 份：2 份有矛盾"), "{}", batch.total(Lang::Zh));
        let worst = batch.kinds()[0];
        assert_eq!((worst.rule, worst.reports, worst.findings), (RuleId::T4Total, 2, 2));
        let alike: Vec<[String; 2]> =
            batch.alike().expect("few").into_iter().map(|alike| alike.names).collect();
        assert_eq!(alike, [["甲", "丙"], ["乙", "丙"]].map(|names| names.map(str::to_owned)));
        let lines = batch.lines(Lang::Zh);
        assert!(lines.iter().any(|line| line == "重复：乙 与 甲 是同一机关同一年度的年报"), "{lines:?}");
        assert!(lines.iter().any(|line| line.starts_with("雷同：甲 与 丙，正文约 100% 相同")), "{lines:?}");
    }
}
