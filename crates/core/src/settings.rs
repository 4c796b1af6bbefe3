//! What an office has set: rules that are off or count for more or less, days, thresholds, and requirements of its own.
//!
//! Comes in: pairs of a key and a value, as `gouji.toml` has them. Goes out: [`Settings`], under which a report is judged, and the lines that
//! every note names them by. The sums of the tables cannot be turned off: without them nothing is checked.

use std::collections::BTreeMap;

use crate::form::CellId;
use crate::lang::Lang;
use crate::rule::{RuleId, Severity};

/// What an office has set; where it set nothing, what everybody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    rules: BTreeMap<RuleId, Choice>,
    /// Percent of repeated prose from which on [`RuleId::PriorLikeness`] says so.
    likeness: u8,
    /// Month and day by which departments publish.
    departments: (u8, u8),
    /// Month and day by which governments publish.
    governments: (u8, u8),
    /// Characters that section 一 may have; none where nobody limits them.
    overview: Option<usize>,
    /// Cells whose figures the prose has to state, in the order given.
    figures: Vec<CellId>,
}

/// What was chosen for a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Off,
    Severity(Severity),
}

/// A value of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A word, or a day as `01-31`.
    Word(&'a str),
    /// A whole number.
    Number(i64),
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            rules: BTreeMap::new(),
            likeness: 50,
            departments: (1, 31),
            governments: (3, 31),
            overview: None,
            figures: Vec::new(),
        }
    }
}

/// Why a setting is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such key.
    UnknownKey,
    /// There is no such rule.
    UnknownRule,
    /// The rule's sums make the check.
    Kept,
    /// `off`, `info` or `warning`, and for a rule whose worst is a note no more than that is meant.
    Level,
    /// A whole number from 1 to 100.
    Percent,
    /// A whole number above zero.
    Count,
    /// A day of a year, as `01-31`.
    Day,
    /// A cell of the form, as `t3.received.total`.
    Cell,
}

impl Refusal {
    /// What to do instead, in a sentence.
    pub const fn message(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Refusal::UnknownKey, Lang::Zh) => {
                "没有这一项设置；可用的有 rules、likeness、departments、governments、overview、figures"
            }
            (Refusal::UnknownKey, Lang::En) => {
                "there is no such setting; there are rules, likeness, departments, governments, overview, figures"
            }
            (Refusal::UnknownRule, Lang::Zh) => "没有这条规则，全部规则见 gouji rules",
            (Refusal::UnknownRule, Lang::En) => "there is no such rule; gouji rules lists them all",
            (Refusal::Kept, Lang::Zh) => "表内的合计与勾稽关系必须核对，不能关闭或调整",
            (Refusal::Kept, Lang::En) => "the sums of the tables are always checked, and are contradictions",
            (Refusal::Level, Lang::Zh) => "应为 off（关闭）、info（说明）或 warning（提示）",
            (Refusal::Level, Lang::En) => "should be off, info or warning",
            (Refusal::Percent, Lang::Zh) => "应为 1 到 100 的整数，表示百分比",
            (Refusal::Percent, Lang::En) => "should be a whole number from 1 to 100, in percent",
            (Refusal::Count, Lang::Zh) => "应为大于零的整数",
            (Refusal::Count, Lang::En) => "should be a whole number above zero",
            (Refusal::Day, Lang::Zh) => "应为“月-日”，例如 01-31",
            (Refusal::Day, Lang::En) => "should be a month and a day, as 01-31",
            (Refusal::Cell, Lang::Zh) => "应为单元格的代号，例如 t3.received.total",
            (Refusal::Cell, Lang::En) => "should be cells of the form, as t3.received.total",
        }
    }
}

impl Settings {
    /// Takes one setting. `key` is `rules.<id>`, `likeness`, `departments`, `governments`, `overview`, or `figures`, which adds a cell.
    ///
    /// # Errors
    ///
    /// A [`Refusal`]; the settings are then as they were.
    pub fn set(&mut self, key: &str, value: Value<'_>) -> Result<(), Refusal> {
        if let Some(id) = key.strip_prefix("rules.") {
            let rule =
                RuleId::ALL.into_iter().find(|rule| rule.as_str() == id).ok_or(Refusal::UnknownRule)?;
            if rule.is_kept() {
                return Err(Refusal::Kept);
            }
            let choice = match value {
                Value::Word("off") => Choice::Off,
                Value::Word("info") => Choice::Severity(Severity::Info),
                Value::Word("warning") => Choice::Severity(Severity::Warning),
                _ => return Err(Refusal::Level),
            };
            self.rules.insert(rule, choice);
            return Ok(());
        }
        match key {
            "likeness" => self.likeness = percent(value).ok_or(Refusal::Percent)?,
            "departments" => self.departments = day(value).ok_or(Refusal::Day)?,
            "governments" => self.governments = day(value).ok_or(Refusal::Day)?,
            "overview" => self.overview = Some(count(value).ok_or(Refusal::Count)?),
            "figures" => {
                let Value::Word(word) = value else { return Err(Refusal::Cell) };
                let cell = word.parse().map_err(|_| Refusal::Cell)?;
                if !self.figures.contains(&cell) {
                    self.figures.push(cell);
                }
            }
            _ => return Err(Refusal::UnknownKey),
        }
        Ok(())
    }

    /// Whether the rule makes findings.
    pub fn is_on(&self, rule: RuleId) -> bool {
        self.rules.get(&rule) != Some(&Choice::Off)
    }

    /// How bad a finding of the rule is, which its own `severity` says where nothing was set.
    pub fn severity(&self, rule: RuleId, severity: Severity) -> Severity {
        match self.rules.get(&rule) {
            Some(&Choice::Severity(chosen)) => chosen,
            _ => severity,
        }
    }

    /// Percent of repeated prose that is still said nothing of.
    pub fn likeness(&self) -> u8 {
        self.likeness
    }

    /// Month and day by which governments, or departments, publish.
    pub fn published_by(&self, government: bool) -> (u8, u8) {
        if government { self.governments } else { self.departments }
    }

    /// Characters that section 一 may have.
    pub fn overview(&self) -> Option<usize> {
        self.overview
    }

    /// Cells whose figures the prose has to state.
    pub fn figures(&self) -> &[CellId] {
        &self.figures
    }

    /// Whether a text can be a file of settings, and nothing else that people give to a checker: lines of keys and values, of which one is known.
    ///
    /// ```
    /// use gouji::Settings;
    /// assert!(Settings::looks_like("# 本市\nlikeness = 40\n[rules]\n\"form.rate\" = \"off\"\n"));
    /// assert!(!Settings::looks_like("2023年政府信息公开工作年度报告"));
    /// ```
    pub fn looks_like(text: &str) -> bool {
        let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        let mut told = lines.filter(|line| !line.is_empty() && !line.starts_with('#')).peekable();
        let is_known = |line: &str| {
            line.starts_with("[rules]")
                || line
                    .split_once('=')
                    .is_some_and(|(key, _)| KEYS.contains(&key.trim()) || key.starts_with("rules."))
        };
        let mut known = false;
        told.peek().is_some()
            && told.all(|line| {
                known |= is_known(line);
                // A list goes on over lines.
                line.contains('=') || line.starts_with(['[', ']', '"', '\''])
            })
            && known
    }

    /// What differs from what everybody has, a line each.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let usual = Settings::default();
        let rule = |(rule, choice): (&RuleId, &Choice)| {
            let title = rule.explain(lang).title;
            match (choice, lang) {
                (Choice::Off, Lang::Zh) => format!("不核对：{title}（{rule}）"),
                (Choice::Off, Lang::En) => format!("not checked: {title} ({rule})"),
                (Choice::Severity(severity), Lang::Zh) => {
                    format!("作为{}：{title}（{rule}）", severity.label(lang))
                }
                (Choice::Severity(severity), Lang::En) => {
                    format!("counts as a {}: {title} ({rule})", severity.label(lang))
                }
            }
        };
        let mut lines: Vec<String> = self.rules.iter().map(rule).collect();
        let mut say = |zh: String, en: String| lines.push(if lang == Lang::Zh { zh } else { en });
        if self.likeness != usual.likeness {
            say(
                format!("正文与上年度相同超过 {}% 时说明", self.likeness),
                format!("prose like last year's is noted above {} %", self.likeness),
            );
        }
        if self.departments != usual.departments {
            let (month, day) = self.departments;
            say(
                format!("部门应在 {month}月{day}日前公布"),
                format!("departments publish by {month:02}-{day:02}"),
            );
        }
        if self.governments != usual.governments {
            let (month, day) = self.governments;
            say(
                format!("政府应在 {month}月{day}日前公布"),
                format!("governments publish by {month:02}-{day:02}"),
            );
        }
        if let Some(most) = self.overview {
            say(format!("第一部分不超过 {most} 字"), format!("section 一 has at most {most} characters"));
        }
        if !self.figures.is_empty() {
            let labels: Vec<String> = self.figures.iter().map(|cell| cell.placed_label()).collect();
            say(
                format!("正文应写明：{}", labels.join("、")),
                format!("the prose states: {}", labels.join(", ")),
            );
        }
        lines
    }

    /// [`Settings::lines`] in one sentence, as it stands under a list; none where nothing differs.
    pub fn sentence(&self, lang: Lang) -> Option<String> {
        let (head, between) = match lang {
            Lang::Zh => (SENTENCES[0], "；"),
            Lang::En => (SENTENCES[1], "; "),
        };
        let lines = self.lines(lang);
        (!lines.is_empty()).then(|| format!("{head}{}", lines.join(between)))
    }

    /// Whether a text is such a sentence.
    pub(crate) fn is_sentence(text: &str) -> bool {
        SENTENCES.iter().any(|head| text.starts_with(head))
    }
}

/// How a sentence of settings begins.
const SENTENCES: [&str; 2] = ["核对设置：", "Checked as set: "];

/// The keys but for `rules`.
const KEYS: [&str; 5] = ["likeness", "departments", "governments", "overview", "figures"];

fn count(value: Value<'_>) -> Option<usize> {
    match value {
        Value::Number(number) => usize::try_from(number).ok().filter(|&number| number > 0),
        Value::Word(_) => None,
    }
}

fn percent(value: Value<'_>) -> Option<u8> {
    count(value).and_then(|number| u8::try_from(number).ok()).filter(|&number| number <= 100)
}

fn day(value: Value<'_>) -> Option<(u8, u8)> {
    let Value::Word(word) = value else { return None };
    let (month, day) = word.split_once('-')?;
    let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days).contains(&day).then_some((month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_taken_or_refused() {
        let mut settings = Settings::default();
        let word = Value::Word;
        for (key, value, expected) in [
            ("rules.form.wording", word("off"), Ok(())),
            ("rules.form.rate", word("warning"), Ok(())),
            ("rules.form.rate", word("error"), Err(Refusal::Level)),
            ("rules.form.rat", word("off"), Err(Refusal::UnknownRule)),
            ("rules.t3.balance", word("off"), Err(Refusal::Kept)),
            ("likeness", Value::Number(40), Ok(())),
            ("likeness", Value::Number(0), Err(Refusal::Percent)),
            ("likeness", Value::Number(101), Err(Refusal::Percent)),
            ("likeness", word("40"), Err(Refusal::Percent)),
            ("departments", word("01-20"), Ok(())),
            ("departments", word("02-30"), Err(Refusal::Day)),
            ("departments", word("13-01"), Err(Refusal::Day)),
            ("governments", Value::Number(3), Err(Refusal::Day)),
            ("overview", Value::Number(1000), Ok(())),
            ("overview", Value::Number(-1), Err(Refusal::Count)),
            ("figures", word("t3.received.total"), Ok(())),
            ("figures", word("t3.received.all"), Err(Refusal::Cell)),
            ("figures", Value::Number(3), Err(Refusal::Cell)),
            ("deadline", word("01-31"), Err(Refusal::UnknownKey)),
        ] {
            assert_eq!(settings.set(key, value), expected, "{key} {value:?}");
        }
        assert!(!settings.is_on(RuleId::FormWording) && settings.is_on(RuleId::FormFee));
        assert_eq!(settings.severity(RuleId::FormRate, Severity::Info), Severity::Warning);
        assert_eq!((settings.likeness(), settings.overview()), (40, Some(1000)));
        assert_eq!((settings.published_by(false), settings.published_by(true)), ((1, 20), (3, 31)));
        assert_eq!(settings.figures().len(), 1);
        assert_eq!(settings.lines(Lang::Zh).len(), 6, "what was refused left nothing behind");
        assert!(Settings::default().lines(Lang::En).is_empty());
    }

    #[test]
    fn a_file_of_settings_is_told_from_a_report() {
        for text in [
            "likeness = 40",
            "\u{feff}# a\n[rules]\nform.rate=\"off\"",
            "figures = [\n  \"t3.received.total\",\n]",
        ] {
            assert!(Settings::looks_like(text), "{text}");
        }
        for text in
            ["", "# only a remark", "总计 = 3", "a = 1\nb = 2", "likeness = 40\n一、总体情况", "甲\t1\t2"]
        {
            assert!(!Settings::looks_like(text), "{text}");
        }
    }
}
