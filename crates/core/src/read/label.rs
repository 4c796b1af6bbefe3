//! What a text of a table says in the language of the form: a row, a heading, a column, a block.
//!
//! Exact comparison of normalised text first; then a label inside a longer text (pages carry whole filling instructions in a
//! cell); then the nearest label by edit distance, for portals misspell and extractors lose characters.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::form::{Group, Table};
use crate::value::normal::{self, Normal};

/// A meaning that a text of a table can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// A row of table 2 or 3, by index.
    Row(Table, u8),
    /// A heading of table 3.
    Group(Group),
    /// A column of table 2 or 3, by index.
    Column(Table, u8),
    /// One of the five columns of a block of table 4: 0 to 4.
    Part(u8),
    /// A block of table 4 by its place, or 行政诉讼 above the last two of them.
    Block(Option<u8>),
    /// Something else that only stands in this table's header.
    Header(Table),
}

/// Other wordings of labels that portals use, beside the official ones of [`crate::form`].
const SYNONYMS: &[(&str, &str, &str)] = &[
    // Columns of the 2019 form's table 2, and short forms seen on portals.
    ("column", "t2.made", "本年新制作数量"),
    ("column", "t2.made", "本年制作件数"),
    ("column", "t2.made", "制发件数"),
    ("column", "t2.repealed", "废止件数"),
    ("column", "t2.valid", "有效件数"),
    ("column", "t2.decisions", "处理决定数量"),
    ("column", "t2.amount", "采购总金额"),
    ("column", "t2.amount", "本年收费金额"),
    ("column", "t2.amount", "收费金额"),
    ("column", "t2.change", "本年增减"),
    ("row", "t2.normative", "规范性文件"),
    ("row", "t3.carried_out", "结转下年度继续办理数量"),
    ("row", "t3.partial", "部分公开"),
    ("row", "t3.received", "本年新收政府信息公开申请"),
    ("row", "t3.received", "本年新收申请数量"),
    ("row", "t3.carried_in", "上年结转政府信息公开申请"),
    ("row", "t3.carried_in", "上年结转申请数量"),
    ("row", "t3.unavailable.needs_creation", "没有现成信息需要另行制作加工分析"),
    ("column", "t3.business", "企业"),
    ("column", "t3.other_org", "其他组织"),
];

const HEADERS: &[(Table, &str)] = &[
    (Table::T2, "信息内容"),
    (Table::T2, "第二十条第一项"),
    (Table::T2, "第二十条第五项"),
    (Table::T2, "第二十条第六项"),
    (Table::T2, "第二十条第八项"),
    (Table::T2, "第二十条第九项"),
    (Table::T3, "申请人情况"),
    (Table::T3, "法人或其他组织"),
    (Table::T3, "本列数据的勾稽关系为第一项加第二项之和等于第三项加第四项之和"),
];

/// The blocks of table 4, under the name that stands above two of them, and with it.
const BLOCKS: &[(Option<u8>, &str)] = &[
    (Some(0), "行政复议"),
    (None, "行政诉讼"),
    (Some(1), "未经复议直接起诉"),
    (Some(1), "行政诉讼未经复议直接起诉"),
    (Some(2), "复议后起诉"),
    (Some(2), "行政诉讼复议后起诉"),
];

/// The share of characters that may differ in a fuzzy match. Picked so that 结果维持 may lose one character of four but
/// 予以公开 and 不予公开 (two of four) stay apart.
const MAX_DISTANCE: f64 = 0.3;

/// Labels shorter than this (characters) match exactly or not at all.
const MIN_FUZZY: usize = 4;

/// A label inside a longer text starts within this many bytes: behind the name of its heading, at most.
const MAX_LEAD: usize = 24;

struct Lexicon {
    exact: HashMap<String, Vec<Key>>,
    entries: Vec<Entry>,
    /// Indices of entries by how many characters they have.
    by_length: Vec<Vec<usize>>,
    /// A bit for each character that some label has.
    alphabet: Vec<u64>,
}

impl Lexicon {
    fn has(&self, c: char) -> bool {
        let code = u32::from(c) as usize;
        self.alphabet.get(code / 64).is_some_and(|bits| bits & 1 << (code % 64) != 0)
    }
}

struct Entry {
    label: String,
    chars: Vec<char>,
    /// Those of its characters: see [`normal::bits`].
    bits: u128,
    key: Key,
}

/// What `text` can mean, likeliest first; empty for text that is no label.
pub(super) fn keys(text: &Normal, in_table: bool) -> Vec<Key> {
    let lexicon = lexicon();
    if let Some(keys) = lexicon.exact.get(&text.body) {
        return keys.clone();
    }
    let body: Vec<char> = text.body.chars().collect();
    if body.len() < MIN_FUZZY {
        return Vec::new();
    }
    if in_table && let Some(key) = contained(lexicon, &text.body) {
        return vec![key];
    }
    nearest(lexicon, &body).into_iter().collect()
}

/// Whether the text is a label to the letter.
pub(super) fn is_exact(text: &Normal) -> bool {
    lexicon().exact.contains_key(&text.body)
}

/// Whether a label goes on after these words.
pub(super) fn begins(words: &str) -> bool {
    !words.is_empty() && lexicon().entries.iter().any(|entry| entry.label.starts_with(words))
}

/// The longest label near the start of a longer text, and behind it the label that stands under it
/// (三、本年度办理结果（一）予以公开). Labels further on belong to an instruction.
fn contained(lexicon: &Lexicon, body: &str) -> Option<Key> {
    let head = normal::bits(body.chars());
    let fits = |entry: &&Entry| entry.chars.len() >= MIN_FUZZY && entry.bits & !head == 0;
    let found = lexicon.entries.iter().filter(fits).filter_map(|entry| {
        let at = body.find(entry.label.as_str()).filter(|&at| at <= MAX_LEAD)?;
        Some((entry.label.len(), at, entry.key))
    });
    let (length, at, mut key) = found.max_by_key(|&(length, at, _)| (length, at))?;
    let mut rest = &body[at + length..];
    while matches!(key, Key::Group(_)) {
        rest = rest.trim_start_matches(normal::is_numeral);
        let next = lexicon.entries.iter().filter(|entry| {
            matches!(entry.key, Key::Group(_) | Key::Row(Table::T3, _))
                && rest.starts_with(entry.label.as_str())
        });
        let Some(inner) = next.max_by_key(|entry| entry.label.len()) else { break };
        (key, rest) = (inner.key, &rest[inner.label.len()..]);
    }
    Some(key)
}

/// The label with the fewest edits, where they are few enough and no other meaning has as few.
fn nearest(lexicon: &Lexicon, body: &[char]) -> Option<Key> {
    let mut best: Option<(f64, Key)> = None;
    let mut tie = false;
    // Most texts of a page have characters that no label has, each of which is an edit.
    let strange = body.iter().filter(|&&c| !lexicon.has(c)).count();
    let longest = body.len() as f64 / (1.0 - MAX_DISTANCE);
    if strange as f64 > MAX_DISTANCE * longest {
        return None;
    }
    let body_bits = normal::bits(body.iter().copied());
    // An edit away at most: lengths, and characters that the one has and the other has not.
    let allowed = |label: usize| (MAX_DISTANCE * label.max(body.len()) as f64) as usize;
    let is_near = |label: usize| label >= MIN_FUZZY && label.abs_diff(body.len()) <= allowed(label);
    let lengths = lexicon.by_length.iter().enumerate().filter(|&(length, _)| is_near(length));
    for &index in lengths.flat_map(|(_, indices)| indices) {
        let Entry { chars: label, bits, key, .. } = &lexicon.entries[index];
        let lacking = (bits & !body_bits).count_ones().max((body_bits & !bits).count_ones()) as usize;
        if lacking > allowed(label.len()) {
            continue;
        }
        let longer = label.len().max(body.len());
        let edits = strsim::generic_levenshtein(&Chars(label), &Chars(body));
        let distance = edits as f64 / longer as f64;
        if distance > MAX_DISTANCE {
            continue;
        }
        match best {
            Some((least, other)) if distance == least && other != *key => tie = true,
            Some((least, _)) if distance >= least => {}
            _ => {
                best = Some((distance, *key));
                tie = false;
            }
        }
    }
    best.filter(|_| !tie).map(|(_, key)| key)
}

/// Lets `strsim` walk a slice of characters.
struct Chars<'a>(&'a [char]);

impl<'b> IntoIterator for &'b Chars<'_> {
    type Item = &'b char;
    type IntoIter = std::slice::Iter<'b, char>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let mut labels: Vec<(String, Key)> = Vec::new();
        let mut add = |text: &str, key| labels.push((normal::label(text).body, key));
        for table in [Table::T2, Table::T3] {
            for (index, row) in (0u8..).zip(table.rows()) {
                // （六）其他处理 is a heading in 2021 and a row in 2019; the heading decides by what follows it.
                if row.key != "other" {
                    add(row.label, Key::Row(table, index));
                }
            }
            for (index, column) in (0u8..).zip(table.columns()) {
                add(column.label, Key::Column(table, index));
            }
        }
        for group in Group::ALL {
            add(group.label().1, Key::Group(group));
        }
        for (index, column) in (0u8..).zip(&Table::T4.columns()[..5]) {
            add(column.label, Key::Part(index));
        }
        for (block, text) in BLOCKS {
            add(text, Key::Block(*block));
        }
        for &(table, text) in HEADERS {
            add(text, Key::Header(table));
        }
        for &(kind, id, text) in SYNONYMS {
            if let Some(key) = synonym(kind, id) {
                add(text, key);
            }
        }
        let mut lexicon = Lexicon {
            exact: HashMap::new(),
            entries: Vec::new(),
            by_length: Vec::new(),
            alphabet: vec![0; 1024],
        };
        for (label, key) in labels {
            let keys = lexicon.exact.entry(label.clone()).or_default();
            if !keys.contains(&key) {
                keys.push(key);
            }
            let chars: Vec<char> = label.chars().collect();
            for code in chars.iter().map(|&c| u32::from(c) as usize) {
                if let Some(bits) = lexicon.alphabet.get_mut(code / 64) {
                    *bits |= 1 << (code % 64);
                }
            }
            if lexicon.by_length.len() <= chars.len() {
                lexicon.by_length.resize(chars.len() + 1, Vec::new());
            }
            lexicon.by_length[chars.len()].push(lexicon.entries.len());
            lexicon.entries.push(Entry { bits: normal::bits(label.chars()), chars, label, key });
        }
        lexicon
    })
}

fn synonym(kind: &str, id: &str) -> Option<Key> {
    let (table, name) = id.split_once('.')?;
    let table = Table::ALL.into_iter().find(|candidate| candidate.key() == table)?;
    match kind {
        "row" => {
            let index = table.rows().iter().position(|row| row.key == name)?;
            Some(Key::Row(table, index as u8))
        }
        _ => {
            let index = table.columns().iter().position(|column| column.key == name)?;
            Some(Key::Column(table, index as u8))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys_of(text: &str) -> Vec<Key> {
        keys(&normal::label(text), true)
    }

    #[track_caller]
    fn check_row(text: &str, id: &str) {
        let found: Vec<String> = keys_of(text)
            .into_iter()
            .map(|key| match key {
                Key::Row(table, row) => format!("{}.{}", table.key(), table.rows()[row as usize].key),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(found, [id], "{text}");
    }

    #[test]
    fn every_synonym_names_a_row_or_a_column() {
        for (kind, id, text) in SYNONYMS {
            assert!(synonym(kind, id).is_some(), "{text}");
        }
    }

    #[test]
    fn official_labels_and_misspelt_ones() {
        check_row("一、本年新收政府信息公开申请数量", "t3.received");
        check_row("一、本年新收政府信公开申请数量", "t3.received");
        check_row("5.属于三类内部事务信息", "t3.denied.internal_affairs");
        check_row("6.属于四类过程信息", "t3.denied.deliberative");
        check_row("3．危及「三安全一稳定」", "t3.denied.security_stability");
        check_row("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "t3.partial");
        check_row("（二）部分公开", "t3.partial");
        check_row("三、本年度办理结果（一）予以公开", "t3.granted");
        check_row("行政規范性文件", "t2.normative");
    }

    #[test]
    fn an_instruction_inside_the_label_is_passed_over() {
        check_row(
            "1.信访举报投诉类申请（以申请名义提出的，如-8号文所列情形，告知其通过相应渠道提出）",
            "t3.rejected.petition",
        );
    }

    #[test]
    fn near_labels_stay_apart() {
        assert_eq!(keys_of("（三）不予公开"), [Key::Group(Group::Denied)]);
        check_row("（一）予以公开", "t3.granted");
        assert_eq!(keys_of("（五）不予处理"), [Key::Group(Group::Rejected)]);
        assert_eq!(keys_of("结果纠正"), [Key::Part(1)]);
        assert_eq!(keys_of("结果维"), []);
        assert_eq!(keys_of("政府工作报告"), []);
    }
}
