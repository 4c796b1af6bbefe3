//! Many reports as one: how many came out how, which kinds of faults they have, which are given twice, which repeat each other.
//!
//! Comes in: the audits of a run, one after the other. Goes out: what a leader reads at the end of it, in words.

use std::collections::BTreeMap;

use crate::audit::Audit;
use crate::lang::Lang;
use crate::likeness::Sentences;
use crate::list::Field;
use crate::order;
use crate::rule::{RuleId, Severity};
use crate::rules::{core_of, is_of_place};

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
    /// Every report that was read: its name, and whose it is.
    read: Vec<(String, Option<(String, u16)>)>,
    /// What was found in the first report of an organ on a year, those of an earlier run among them.
    tallies: BTreeMap<(String, u16), Tally>,
    prose: Vec<(String, Sentences)>,
    /// Percent from which on two reports are alike.
    likeness: u8,
}

/// What was found in a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Tally {
    contradictions: usize,
    warnings: usize,
    kinds: BTreeMap<RuleId, (Severity, usize)>,
}

/// An organ's report beside the one of the year before: contradictions and warnings then and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Years {
    /// Whose they are.
    pub organ: String,
    /// The later year.
    pub year: u16,
    /// Contradictions in the earlier report, and in the later.
    pub contradictions: [usize; 2],
    /// Warnings in the earlier report, and in the later.
    pub warnings: [usize; 2],
}

/// A report that, by its name, may add up others of the run: a government, with its departments and smaller places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The report, by its place among those given.
    pub parent: usize,
    /// The others, by theirs.
    pub members: Vec<usize>,
}

/// Reports that may add up others, by their organs' names and years. A name is no proof: whoever judges by it asks first.
pub fn groups(reports: &[(Option<&str>, Option<u16>)]) -> Vec<Group> {
    let known = |(organ, year): &(Option<&str>, Option<u16>)| Some((core_of((*organ)?), (*year)?));
    let cores: Vec<Option<(String, u16)>> = reports.iter().map(known).collect();
    // What several go by names none of them.
    let mut places: BTreeMap<(&str, u16), Option<usize>> = BTreeMap::new();
    for (at, known) in cores.iter().enumerate() {
        let Some((core, year)) = known.as_ref().filter(|(core, _)| is_of_place(core)) else { continue };
        // 长泽市清沅区 is called 清沅区 as well.
        let short = core
            .char_indices()
            .filter(|(_, c)| matches!(c, '省' | '市'))
            .map(|(end, c)| &core[end + c.len_utf8()..]);
        for name in std::iter::once(core.as_str()).chain(short.filter(|short| is_of_place(short))) {
            places.entry((name, *year)).and_modify(|place| *place = None).or_insert(Some(at));
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, known) in cores.iter().enumerate() {
        let Some((core, year)) = known else { continue };
        let starts = core.char_indices().map(|(start, _)| start).rev();
        // The nearest place above it.
        let parent = starts.filter_map(|end| places.get(&(&core[..end], *year)).copied().flatten()).next();
        if let Some(parent) = parent.filter(|&parent| parent != at) {
            members.entry(parent).or_default().push(at);
        }
    }
    let groups = members.into_iter().map(|(parent, members)| Group { parent, members });
    groups.filter(|group| group.members.len() >= FEWEST).collect()
}

/// So many reports make a group: one part of a whole adds up to nothing.
const FEWEST: usize = 2;

/// A table of what a leader reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// What it is about.
    pub name: &'static str,
    /// The headings of its columns.
    pub heads: Vec<&'static str>,
    /// Its lines.
    pub lines: Vec<Vec<Field>>,
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
        self.likeness = audit.settings.likeness();
        let tally = tally(audit);
        self.contradictions += usize::from(tally.contradictions > 0);
        self.warnings += usize::from(tally.warnings > 0);
        for (&rule, &(severity, findings)) in &tally.kinds {
            let kind = self.kinds.entry(rule).or_insert(Kind { rule, severity, reports: 0, findings: 0 });
            kind.reports += 1;
            kind.findings += findings;
            kind.severity = kind.severity.max(severity);
        }
        if self.prose.len() <= MOST_COMPARED {
            self.prose.push((name.to_owned(), Sentences::of(&audit.report)));
        }
        let key = audit.report.organ.clone().zip(audit.report.year);
        self.read.push((name.to_owned(), key.clone()));
        let key = key?;
        self.tallies.entry(key.clone()).or_insert(tally);
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

    /// Takes a report of an earlier year that is not one of the run: what was found then.
    pub fn add_earlier(&mut self, audit: &Audit) {
        if let Some(key) = audit.report.organ.clone().zip(audit.report.year) {
            self.tallies.entry(key).or_insert_with(|| tally(audit));
        }
    }

    /// Whether an organ's report on a year is known.
    pub fn knows(&self, organ: Option<&str>, year: Option<u16>) -> bool {
        organ.zip(year).is_some_and(|(organ, year)| self.tallies.contains_key(&(organ.to_owned(), year)))
    }

    /// Reports of the run beside those of the year before, by organ and year.
    pub fn years(&self) -> Vec<Years> {
        let years = |(organ, year): &(String, u16)| {
            let [then, now] = self.pair(organ, *year)?;
            Some(Years {
                organ: organ.clone(),
                year: *year,
                contradictions: [then.contradictions, now.contradictions],
                warnings: [then.warnings, now.warnings],
            })
        };
        self.first.keys().filter_map(years).collect()
    }

    /// Of the organs whose report on the year before is known: how many reports have a kind of fault, then and now.
    pub fn kinds_by_year(&self) -> Vec<(RuleId, [usize; 2])> {
        let mut kinds: BTreeMap<RuleId, (Severity, [usize; 2])> = BTreeMap::new();
        for pair in self.first.keys().filter_map(|(organ, year)| self.pair(organ, *year)) {
            for (at, tally) in pair.into_iter().enumerate() {
                for (rule, (severity, _)) in &tally.kinds {
                    let kind = kinds.entry(*rule).or_insert((*severity, [0, 0]));
                    kind.0 = kind.0.max(*severity);
                    kind.1[at] += 1;
                }
            }
        }
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        order::sort_by_key(&mut kinds, |(rule, (severity, counts))| {
            (std::cmp::Reverse((*severity, counts[1], counts[0])), *rule)
        });
        kinds.into_iter().map(|(rule, (_, counts))| (rule, counts)).collect()
    }

    fn pair(&self, organ: &str, year: u16) -> Option<[&Tally; 2]> {
        let tally = |year| self.tallies.get(&(organ.to_owned(), year));
        Some([tally(year.checked_sub(1)?)?, tally(year)?])
    }

    /// Reports of the run that may add up others of it, by name: the report, and the others.
    pub fn groups(&self) -> Vec<(&str, Vec<&str>)> {
        let known = |(_, key): &'_ (String, Option<(String, u16)>)| {
            (key.as_ref().map(|key| key.0.clone()), key.as_ref().map(|key| key.1))
        };
        let keys: Vec<(Option<String>, Option<u16>)> = self.read.iter().map(known).collect();
        let keys: Vec<(Option<&str>, Option<u16>)> =
            keys.iter().map(|(organ, year)| (organ.as_deref(), *year)).collect();
        let name = |at: usize| self.read[at].0.as_str();
        groups(&keys)
            .into_iter()
            .map(|group| (name(group.parent), group.members.into_iter().map(name).collect()))
            .collect()
    }

    /// The summary as tables: by kind of fault, and [`Batch::yearly`].
    pub fn tables(&self, lang: Lang) -> Vec<Summary> {
        let lines = self.kinds().into_iter().map(|kind| {
            let Kind { rule, severity, reports, findings } = kind;
            let words = [severity.label(lang), rule.explain(lang).title].map(Field::text);
            words.into_iter().chain([reports, findings].map(Field::count)).collect()
        });
        let (name, heads) = match lang {
            Lang::Zh => ("按问题种类", ["级别", "问题种类", "份数", "处数"]),
            Lang::En => ("By kind of fault", ["severity", "kind", "reports", "findings"]),
        };
        let kinds = Summary { name, heads: heads.to_vec(), lines: lines.collect() };
        std::iter::once(kinds).filter(|table| !table.lines.is_empty()).chain(self.yearly(lang)).collect()
    }

    /// What is told against the year before, by unit and by kind of fault, where that year is known.
    pub fn yearly(&self, lang: Lang) -> Vec<Summary> {
        let units = self.years().into_iter().map(|years| {
            let head = [Field::text(years.organ.as_str()), Field::Number(years.year.into())];
            let counts = years.contradictions.into_iter().chain(years.warnings).map(Field::count);
            head.into_iter().chain(counts).collect()
        });
        let kinds = self.kinds_by_year().into_iter().map(|(rule, counts)| {
            std::iter::once(Field::text(rule.explain(lang).title)).chain(counts.map(Field::count)).collect()
        });
        let [of_units, of_kinds] = match lang {
            Lang::Zh => ["按单位：与上年相比", "按问题种类：与上年相比"],
            Lang::En => ["By unit, against last year", "By kind, against last year"],
        };
        let (unit_heads, kind_heads) = match lang {
            Lang::Zh => (
                ["机关", "年份", "上年矛盾", "本年矛盾", "上年提示", "本年提示"],
                ["问题种类", "上年份数", "本年份数"],
            ),
            Lang::En => (
                ["organ", "year", "contradictions last year", "this year", "warnings last year", "this year"],
                ["kind", "reports last year", "this year"],
            ),
        };
        let tables = [
            Summary { name: of_units, heads: unit_heads.to_vec(), lines: units.collect() },
            Summary { name: of_kinds, heads: kind_heads.to_vec(), lines: kinds.collect() },
        ];
        tables.into_iter().filter(|table| !table.lines.is_empty()).collect()
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
        self.kinds().into_iter().map(kind).chain(self.remarks(lang)).collect()
    }

    /// What was given twice, and what is alike, a line each.
    pub fn remarks(&self, lang: Lang) -> Vec<String> {
        let twin = |(first, later): &(String, String)| match lang {
            Lang::Zh => format!("重复：{later} 与 {first} 是同一机关同一年度的年报"),
            Lang::En => format!("twice: {later} and {first} are of one organ on one year"),
        };
        let alike = |Alike { names: [one, two], percent }: Alike| match lang {
            Lang::Zh => format!("雷同：{one} 与 {two}，正文约 {percent}% 相同"),
            Lang::En => format!("alike: {one} and {two}, about {percent} % of the prose"),
        };
        let mut lines: Vec<String> = self.twins.iter().map(twin).collect();
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

fn tally(audit: &Audit) -> Tally {
    let mut tally = Tally {
        contradictions: audit.count(Severity::Error),
        warnings: audit.count(Severity::Warning),
        kinds: BTreeMap::new(),
    };
    for finding in audit.findings.iter().filter(|finding| finding.severity > Severity::Info) {
        let kind = tally.kinds.entry(finding.rule).or_insert((finding.severity, 0));
        *kind = (kind.0.max(finding.severity), kind.1 + 1);
    }
    tally
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
    #[test]
    fn a_year_stands_beside_the_one_before() {
        let mut batch = Batch::default();
        batch.add("甲", &audit("清沅县人民政府", 2023, &prose("惠民资金"), "1"));
        batch.add("乙", &audit("桐原区人民政府", 2023, &prose("教育收费"), "2"));
        assert!(batch.years().is_empty() && batch.tables(Lang::Zh).len() == 1);
        batch.add_earlier(&audit("清沅县人民政府", 2022, &prose("惠民资金"), "2"));
        assert!(
            batch.knows(Some("清沅县人民政府"), Some(2022))
                && !batch.knows(Some("清沅县人民政府"), Some(2021))
        );
        let years: Vec<(String, u16, [usize; 2])> =
            batch.years().into_iter().map(|years| (years.organ, years.year, years.contradictions)).collect();
        assert_eq!(years, [("清沅县人民政府".to_owned(), 2023, [0, 1])], "what is of the run stands first");
        assert!(batch.kinds_by_year().contains(&(RuleId::T4Total, [0, 1])));
        for Summary { heads, lines, .. } in batch.tables(Lang::Zh) {
            assert!(lines.iter().all(|line| line.len() == heads.len()));
        }
        // Where nothing is wrong any more, the years are told all the same.
        let told = |batch: &Batch| batch.yearly(Lang::En).iter().map(|table| table.name).collect::<Vec<_>>();
        assert_eq!(told(&batch), ["By unit, against last year", "By kind, against last year"]);
        batch.kinds.clear();
        assert_eq!((batch.tables(Lang::En).len(), told(&batch).len()), (2, 2));
    }

    #[test]
    fn who_may_add_up_others_is_told_by_name_and_by_year() {
        let reports = [
            ("长泽市人民政府", 2023),
            ("长泽市教育局", 2023),
            ("长泽市清沅区人民政府", 2023),
            ("清沅区教育局", 2023),
            ("长泽市清沅区望溪镇人民政府", 2023),
            ("长泽市财政局", 2022),
            ("新丰县人民政府", 2023),
            ("新丰县教育局", 2023),
            ("丰县教育局", 2023),
            ("长泽市卫生健康局", 2023),
        ];
        let given: Vec<(Option<&str>, Option<u16>)> =
            reports.iter().map(|(organ, year)| (Some(*organ), Some(*year))).collect();
        let found: Vec<(usize, Vec<usize>)> =
            groups(&given).into_iter().map(|group| (group.parent, group.members)).collect();
        assert_eq!(found, [(0, vec![1, 2, 9]), (2, vec![3, 4])], "one part alone is no group");
        assert!(groups(&[(None, Some(2023)), (Some("清沅县人民政府"), None)]).is_empty());
    }
}
