//! The longest known word at a place of a text: one of the `lexicon`, or a name put together from pieces.
//!
//! Comes in: folded characters. Goes out: a meaning and a length.

use std::sync::OnceLock;

use crate::order;

use super::lexicon::{GROUPS, Meaning, Topic};
use super::numbers;

/// What names of the applications are put together from: 政府信息公开申请, 依申请信息公开件, 公开政府信息的申请.
/// By their first characters, the longest first.
const fn pieces(first: char) -> &'static [&'static str] {
    match first {
        '政' => &["政府", "政务"],
        '信' => &["信息", "信件"],
        '公' => &["公开"],
        '申' => &["申请"],
        '依' => &["依申请", "依申"],
        '的' => &["的"],
        '类' => &["类"],
        '件' => &["件"],
        '事' => &["事件", "事项"],
        '办' => &["办件"],
        '请' => &["请求"],
        _ => &[],
    }
}

/// Whether a piece is the name of a thing by itself, so that a name that ends with it needs no verb.
fn is_thing(piece: &str) -> bool {
    matches!(piece, "申请" | "件" | "事件" | "信件" | "办件" | "事项" | "请求")
}

/// A name of the applications at the start of `chars`, put together from pieces, with its length.
fn composed(chars: &[char]) -> Option<(Meaning, usize)> {
    if !matches!(chars.first()?, '政' | '信' | '公' | '依' | '申') {
        return None;
    }
    /// Names are shorter; a run of pieces may be as long as a text, and every one of them begins a name.
    const MOST: usize = 24;
    let (mut at, mut asked, mut about, mut ends) = (0, false, false, None);
    while at < MOST {
        let rest = &chars[at..];
        let piece =
            rest.first().and_then(|&first| pieces(first).iter().find(|piece| numbers::starts(rest, piece)));
        // 公开依申请公开目录: what is posted is another name.
        let starts = at == 0 || chars[at - 1] == '息';
        let Some(piece) = piece.filter(|piece| starts || !piece.starts_with('依')) else { break };
        let length = piece.chars().count();
        if *piece == "申请" && rest.get(length).is_some_and(|c| matches!(c, '人' | '书' | '表' | '者'))
        {
            break;
        }
        at += length;
        asked |= piece.contains('申');
        about |= matches!(*piece, "公开" | "信息");
        if asked && about && !matches!(*piece, "的" | "类" | "政府" | "政务" | "依申") {
            ends = Some((
                if is_thing(piece) {
                    Meaning::Noun(Topic::Applications)
                } else {
                    Meaning::Weak(Topic::Applications)
                },
                at,
            ));
        }
    }
    ends
}

/// Words of one character that are only part of a word behind or before these: 运转 and 转变 carry nothing over.
const PARTS: [(char, &str, &str); 6] = [
    ('转', "运好流中周扭逆旋翻倒", "变型发载为化向让换折业移正岗播录型机"),
    ('除', "消解免删清排扣", "此险非夕"),
    ('均', "平人户年月日", "衡等值"),
    ('都', "首成", "市会"),
    ('事', "人外民军刑叙从", "项业务故实由发迹"),
    ('外', "涉对海境国", "事交国语汇办资"),
];

/// A word and what it says.
#[derive(Debug)]
struct Entry {
    word: Box<[char]>,
    meaning: Meaning,
}

/// The words by their first character, the longest first.
struct Index {
    /// For each character from [`FIRST`] on, the run of `entries` that starts with it.
    runs: Vec<(u16, u16)>,
    entries: Vec<Entry>,
}

const FIRST: u32 = 0x3000;
const LAST: u32 = 0x9fff;

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut entries: Vec<Entry> = GROUPS
            .iter()
            .flat_map(|group| {
                group.words().map(|word| Entry { word: word.chars().collect(), meaning: group.meaning })
            })
            .collect();
        let first = |entry: &Entry| entry.word.first().map_or(0, |&c| u32::from(c));
        order::sort_by_key(&mut entries, |entry| (first(entry), usize::MAX - entry.word.len()));
        let mut runs = vec![(0, 0); (LAST - FIRST + 1) as usize];
        for (at, entry) in entries.iter().enumerate() {
            let Some(run) = first(entry).checked_sub(FIRST).and_then(|c| runs.get_mut(c as usize)) else {
                continue;
            };
            if run.1 == 0 {
                run.0 = at as u16;
            }
            run.1 = at as u16 + 1;
        }
        Index { runs, entries }
    })
}

/// The longest known word at `at`, with its length.
pub(super) fn word(text: &[char], at: usize) -> Option<(Meaning, usize)> {
    let chars = &text[at..];
    let first = u32::from(*chars.first()?);
    if *chars.first()? == '1' {
        let hotline = numbers::starts(chars, "12345");
        let counted = chars.get(5).is_some_and(|c| "件起宗份例项条个次万余多,.0123456789".contains(*c));
        return (hotline && !counted).then_some((Meaning::Foreign, 5));
    }
    let index = index();
    let &(start, end) = index.runs.get(first.checked_sub(FIRST)? as usize)?;
    let run = &index.entries[start as usize..end as usize];
    let word = run
        .iter()
        .find(|entry| chars.starts_with(&entry.word))
        .map(|entry| (entry.meaning, entry.word.len()));
    let word = word.filter(|&(_, length)| length > 1 || !is_part(text, at));
    // The longer one is meant; of two equally long ones the one that was written down.
    match (word, composed(chars)) {
        (Some(word), Some(name)) => Some(if name.1 > word.1 { name } else { word }),
        (word, name) => word.or(name),
    }
}

/// Whether the character at `at` is only part of a word.
fn is_part(text: &[char], at: usize) -> bool {
    PARTS.iter().any(|(c, before, behind)| {
        *c == text[at]
            && (at.checked_sub(1).is_some_and(|at| before.contains(text[at]))
                || text.get(at + 1).is_some_and(|next| behind.contains(*next)))
    })
}
