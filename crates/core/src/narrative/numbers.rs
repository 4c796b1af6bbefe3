//! Figures as people write them: 12,345 · 1.2万 · 三件 · 两起 · 百分之三十 · 20余件 · 近百件 · 2023年.
//!
//! Comes in: folded characters and where a figure may start. Goes out: a [`Figure`] with its unit and how exact it is, or what the
//! digits are instead (a year, a month, an article, a telephone number).

use rust_decimal::Decimal;

/// How exactly a figure is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// To the last digit.
    Exact,
    /// 余, 多, 近, 约, 超过, 以上, or written in 万: any value from `low` to `high`.
    Approximate {
        /// The least value that the words allow.
        low: Decimal,
        /// The greatest, where they have one.
        high: Option<Decimal>,
    },
}

impl Precision {
    /// Whether a figure written as `written` can stand for `value`.
    pub fn allows(self, written: Decimal, value: Decimal) -> bool {
        match self {
            Precision::Exact => written == value,
            Precision::Approximate { low, high } => low <= value && high.is_none_or(|high| value <= high),
        }
    }
}

/// A number with what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    pub(super) value: Decimal,
    /// Digits after the point, as written.
    pub(super) decimals: u32,
    /// The unit as written; empty where there is none.
    pub(super) unit: &'static str,
    pub(super) precision: Precision,
}

/// What stands at a place where digits stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numeral {
    /// Something counted.
    Count(Figure),
    /// A share or a rate, in hundredths.
    Percent(Figure),
    /// `2023年`, `2023年度`.
    Year(u16),
    /// `6月`.
    Month(u8),
    /// `30日`.
    Day(u8),
    /// An article, a document's number, a telephone number, a range: nothing that is compared.
    Other,
}

/// A numeral: what it is, where its digits end, and where it ends with its unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Read {
    pub(super) numeral: Numeral,
    pub(super) digits_end: usize,
    pub(super) end: usize,
}

/// Units behind a figure, longer ones first. The first group counts cases and documents; of the others only 万元 and 元 have cells.
const UNITS: [&str; 58] = [
    "件次",
    "人次",
    "件",
    "起",
    "宗",
    "份",
    "例",
    "项",
    "条",
    "个",
    "次",
    "部",
    "笔", //
    "个百分点",
    "个工作日",
    "个月",
    "亿元",
    "万元",
    "万人次",
    "平方米",
    "公里",
    "小时",
    "分钟",
    "周年",
    "季度",
    "元",
    "篇",
    "期",
    "场",
    "家",
    "类",
    "册",
    "面",
    "批",
    "封",
    "户",
    "处",
    "张",
    "块",
    "名",
    "人",
    "位",
    "天",
    "号",
    "页",
    "字",
    "届",
    "楼",
    "层",
    "室",
    "倍",
    "年",
    "月",
    "日",
    "时",
    "分",
    "台",
    "幅",
];

/// Words before a figure that make it approximate.
const BEFORE: [(&str, Slack); 15] = [
    ("不少于", Slack::AtLeast),
    ("大约", Slack::About),
    ("接近", Slack::Nearly),
    ("将近", Slack::Nearly),
    ("超过", Slack::AtLeast),
    ("突破", Slack::AtLeast),
    ("至少", Slack::AtLeast),
    ("不到", Slack::Nearly),
    ("不足", Slack::Nearly),
    ("左右", Slack::About),
    ("近", Slack::Nearly),
    ("约", Slack::About),
    ("逾", Slack::AtLeast),
    ("超", Slack::AtLeast),
    ("几近", Slack::Nearly),
];

/// Words behind a figure and its unit that do.
const BEHIND: [(&str, Slack); 4] =
    [("以上", Slack::AtLeast), ("左右", Slack::About), ("上下", Slack::About), ("以内", Slack::Nearly)];

/// In which direction a figure may be off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slack {
    /// 余, 多: more than the figure, less than its next step.
    More,
    /// 近: up to the figure.
    Nearly,
    /// 约: on either side.
    About,
    /// 超过: from the figure on.
    AtLeast,
    /// Written in 万: rounded to its last digit.
    Rounded,
}

/// Longer runs of digits are no figures.
const MAX_DIGITS: usize = 15;

/// Reads the numeral at `at`; none where there is none.
pub(super) fn read(chars: &[char], at: usize) -> Option<Read> {
    let first = *chars.get(at)?;
    // Most characters are not.
    if !first.is_ascii_digit() && !is_chinese(first) {
        return None;
    }
    if starts(&chars[at..], "百分之") {
        let (value, decimals, end) = plain(chars, at + 3).or_else(|| chinese(chars, at + 3))?;
        let figure = Figure { value, decimals, unit: "%", precision: precision(chars, at, value, None) };
        return Some(Read { numeral: Numeral::Percent(figure), digits_end: end, end });
    }
    let (value, decimals, mut end) = match first {
        '0'..='9' => match plain(chars, at) {
            Some(found) => found,
            None => return Some(other(at + run(&chars[at..], |c| c.is_ascii_digit()))),
        },
        _ => chinese(chars, at)?,
    };
    let arabic = first.is_ascii_digit();
    let digits = end - at;
    let before = at.checked_sub(1).map(|before| chars[before]);
    // 2.2024年: the second item of a list, and a year.
    let item = before == Some('.') && digits == 4 && chars.get(end) == Some(&'年');
    let joins = |c: char| "第每同任逐〔-—~/.".contains(c) || c.is_ascii_alphanumeric() || is_chinese(c);
    if before.is_some_and(joins) && !item {
        return arabic.then(|| other(end));
    }
    let mut slack = None;
    let mut value = value;
    let mut step = |end: &mut usize| {
        if chars.get(*end).is_some_and(|c| matches!(c, '余' | '多')) {
            slack = Some(Slack::More);
            *end += 1;
        }
    };
    step(&mut end);
    let mut scale = Decimal::ONE;
    for (c, factor) in [('千', 1_000), ('万', 10_000), ('亿', 100_000_000)] {
        if arabic && chars.get(end) == Some(&c) && chars.get(end + 1) != Some(&'元') {
            scale = Decimal::from(factor);
            value = value.checked_mul(scale)?;
            end += 1;
        }
    }
    step(&mut end);
    let digits_end = end;
    // What follows the digits and is no unit makes them something else.
    if arabic && let Some(&next) = chars.get(end) {
        let range = matches!(next, '-' | '—' | '~' | '/' | '至' | '到' | '：' | '.')
            && chars.get(end + 1).is_some_and(|c| c.is_ascii_digit());
        if range && !(next == '：' && digits > 2)
            || next.is_ascii_alphabetic()
            || matches!(next, '〕' | '@' | '_')
        {
            return Some(other(end));
        }
    }
    if arabic && chars.get(end) == Some(&'%') {
        let figure = Figure { value, decimals, unit: "%", precision: precision(chars, at, value, slack) };
        return Some(Read { numeral: Numeral::Percent(figure), digits_end: end + 1, end: end + 1 });
    }
    let unit = UNITS.iter().filter(|unit| starts(&chars[end..], unit)).max_by_key(|unit| unit.len());
    let unit = unit.copied().unwrap_or("");
    let whole = value.try_into().unwrap_or(0u32);
    end += unit.chars().count();
    let dated = |numeral, end| Some(Read { numeral, digits_end, end });
    match unit {
        "年" if digits == 4 && (1949..2100).contains(&whole) => {
            let long = chars.get(end) == Some(&'度');
            return dated(Numeral::Year(whole as u16), end + usize::from(long));
        }
        "月" if (1..=12).contains(&whole) => return dated(Numeral::Month(whole as u8), end),
        "日" if (1..=31).contains(&whole) => return dated(Numeral::Day(whole as u8), end),
        "年" | "月" | "日" | "号" | "楼" | "层" | "室" | "时" | "分" | "届" => {
            return arabic.then(|| other(end));
        }
        // A Chinese numeral without a unit is part of a word, but for 为零 at the end of a clause.
        "" if !arabic => {
            let ends = chars.get(end).is_none_or(|c| "，。；、)".contains(*c));
            if !(value.is_zero() && ends && before == Some('为')) {
                return None;
            }
        }
        _ => {}
    }
    for (word, behind) in BEHIND {
        if starts(&chars[end..], word) {
            slack = slack.or(Some(behind));
        }
    }
    if scale > Decimal::ONE && slack.is_none() {
        slack = Some(Slack::Rounded);
    }
    let precision = match slack {
        Some(Slack::Rounded) => rounded(value, decimals, scale),
        slack => precision(chars, at, value, slack),
    };
    let figure = Figure { value, decimals, unit, precision };
    Some(Read { numeral: Numeral::Count(figure), digits_end, end })
}

/// The values that a figure can stand for which was rounded to `decimals` digits behind the point, in units of `scale`.
pub(super) fn rounded(value: Decimal, decimals: u32, scale: Decimal) -> Precision {
    let half = Decimal::new(5, decimals + 1).saturating_mul(scale);
    Precision::Approximate { low: value.saturating_sub(half), high: Some(value.saturating_add(half)) }
}

fn other(end: usize) -> Read {
    Read { numeral: Numeral::Other, digits_end: end, end }
}

/// What the words around a figure make of it.
fn precision(chars: &[char], at: usize, value: Decimal, slack: Option<Slack>) -> Precision {
    let before =
        BEFORE.iter().filter(|(word, _)| ends(&chars[..at], word)).max_by_key(|(word, _)| word.len());
    let Some(slack) = slack.or(before.map(|(_, slack)| *slack)) else { return Precision::Exact };
    // The step of a round number: 20余 goes up to 30, 100余 to 200.
    let mut step = Decimal::ONE;
    while !value.is_zero() && (value % (step * Decimal::TEN)).is_zero() {
        step *= Decimal::TEN;
    }
    let (low, high) = match slack {
        Slack::More => (value, Some(value.saturating_add(step))),
        Slack::Nearly => (value.saturating_sub(step.max(value / Decimal::TEN)), Some(value)),
        Slack::About | Slack::Rounded => {
            let half = (step / Decimal::TWO).max(value / Decimal::TEN);
            (value.saturating_sub(half), Some(value.saturating_add(half)))
        }
        Slack::AtLeast => (value, None),
    };
    Precision::Approximate { low, high }
}

/// `12,345` and `33.9`: the value, the digits behind the point, and the end.
fn plain(chars: &[char], at: usize) -> Option<(Decimal, u32, usize)> {
    let digits = |at: usize| run(&chars[at.min(chars.len())..], |c| c.is_ascii_digit());
    let mut text: String = chars[at..at + digits(at)].iter().collect();
    let mut end = at + text.len();
    if text.is_empty() || text.len() > MAX_DIGITS {
        return None;
    }
    while text.len() < MAX_DIGITS && chars.get(end) == Some(&',') && digits(end + 1) == 3 && end - at <= 7 {
        text.extend(&chars[end + 1..end + 4]);
        end += 4;
    }
    let mut decimals = 0;
    if chars.get(end) == Some(&'.') && (1..=6).contains(&digits(end + 1)) {
        decimals = digits(end + 1);
        text.push('.');
        text.extend(&chars[end + 1..end + 1 + decimals]);
        end += 1 + decimals;
    }
    Some((Decimal::from_str_exact(&text).ok()?, decimals as u32, end))
}

/// `三`, `两`, `十二`, `一百零五`, `二〇二三`.
fn chinese(chars: &[char], at: usize) -> Option<(Decimal, u32, usize)> {
    /// Longer ones are no figures, and are not looked through to their end: each place of them is asked.
    const MAX: usize = 9;
    let length = run(&chars[at..chars.len().min(at + MAX + 1)], is_chinese);
    let text = &chars[at..at + length];
    if length == 0 || length > MAX {
        return None;
    }
    let digit = |c: char| "零一二三四五六七八九".chars().position(|d| d == c).map(|d| d as i64);
    let digit = |c: char| match c {
        '〇' => Some(0),
        '两' => Some(2),
        c => digit(c),
    };
    let value = if length > 1 && text.iter().all(|&c| digit(c).is_some()) {
        text.iter().fold(0, |value, &c| value * 10 + digit(c).unwrap_or(0))
    } else {
        let (mut total, mut section, mut last) = (0i64, 0i64, None);
        for &c in text {
            let factor = match c {
                '十' => 10,
                '百' => 100,
                '千' => 1_000,
                '万' => {
                    total += (section + last.take().unwrap_or(0)) * 10_000;
                    section = 0;
                    continue;
                }
                c => {
                    last = Some(digit(c)?);
                    continue;
                }
            };
            section += last.take().unwrap_or(1) * factor;
        }
        total + section + last.unwrap_or(0)
    };
    Some((Decimal::from(value), 0, at + length))
}

fn is_chinese(c: char) -> bool {
    matches!(
        c,
        '零' | '〇'
            | '一'
            | '二'
            | '两'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
    )
}

fn run(chars: &[char], is: impl Fn(char) -> bool) -> usize {
    chars.iter().take_while(|&&c| is(c)).count()
}

/// Whether the characters start with `word`.
pub(super) fn starts(chars: &[char], word: &str) -> bool {
    let mut chars = chars.iter();
    word.chars().all(|c| chars.next() == Some(&c))
}

fn ends(chars: &[char], word: &str) -> bool {
    let mut chars = chars.iter().rev();
    word.chars().rev().all(|c| chars.next() == Some(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<Numeral> {
        let chars: Vec<char> = text.chars().collect();
        (0..chars.len()).find_map(|at| read(&chars, at)).map(|read| read.numeral)
    }

    #[track_caller]
    fn count(text: &str, value: i64, unit: &str, low_high: Option<(i64, i64)>) {
        let Some(Numeral::Count(figure)) = first(text) else { panic!("{text}: {:?}", first(text)) };
        assert_eq!((figure.value, figure.unit), (Decimal::from(value), unit), "{text}");
        let precision = match low_high {
            None => Precision::Exact,
            Some((low, high)) => {
                Precision::Approximate { low: Decimal::from(low), high: Some(Decimal::from(high)) }
            }
        };
        assert_eq!(figure.precision, precision, "{text}");
    }

    #[test]
    fn figures_as_people_write_them() {
        count("共38件", 38, "件", None);
        count("12,345件", 12345, "件", None);
        count("1,234,567条", 1_234_567, "条", None);
        count("三件", 3, "件", None);
        count("两起", 2, "起", None);
        count("十二件", 12, "件", None);
        count("一百零五件", 105, "件", None);
        count("一百二十三件", 123, "件", None);
        count("零件", 0, "件", None);
        count("均为零。", 0, "", None);
        count("申请数为27，", 27, "", None);
    }

    #[test]
    fn approximate_figures_know_their_slack() {
        count("20余件", 20, "件", Some((20, 30)));
        count("100多条", 100, "条", Some((100, 200)));
        count("近30件", 30, "件", Some((20, 30)));
        count("约40件", 40, "件", Some((35, 45)));
        count("1.2万件", 12000, "件", Some((11500, 12500)));
        let Some(Numeral::Count(figure)) = first("超过20件") else { panic!() };
        assert!(figure.precision.allows(figure.value, Decimal::from(500)));
        assert!(!figure.precision.allows(figure.value, Decimal::from(19)));
        let Some(Numeral::Count(figure)) = first("20件以上") else { panic!() };
        assert!(figure.precision.allows(figure.value, Decimal::from(21)));
    }

    #[test]
    fn shares_and_rates() {
        for (text, value, decimals) in [("33.9%", 339, 1), ("百分之三十", 30, 0), ("百分之33.9", 339, 1)]
        {
            let Some(Numeral::Percent(figure)) = first(text) else { panic!("{text}") };
            assert_eq!((figure.value, figure.decimals), (Decimal::new(value, decimals), decimals), "{text}");
        }
    }

    #[test]
    fn digits_that_count_nothing() {
        assert_eq!(first("2023年度"), Some(Numeral::Year(2023)));
        assert_eq!(first("二〇二三年"), Some(Numeral::Year(2023)));
        assert_eq!(first("6月"), Some(Numeral::Month(6)));
        assert_eq!(first("31日"), Some(Numeral::Day(31)));
        for text in ["60号", "0598-2269921", "第20条", "3-5件", "3至5件", "〔2019〕", "10：36", "2/3", "5G"]
        {
            assert_eq!(first(text), Some(Numeral::Other), "{text}");
        }
        for text in ["一是", "进一步", "第二条", "第二十条", "三安全一稳定", "十分", "统一", "每一件"]
        {
            assert_eq!(first(text), None, "{text}");
        }
    }
}
