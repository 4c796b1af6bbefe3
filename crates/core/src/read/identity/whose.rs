//! The organ where no title names it: labels around the report, sentences about itself, the signature.
//!
//! Comes in: labels and their values, the narrative. Goes out: one name, or none where two are named that are not one organ's, or where the
//! report calls itself something else (我局 in a report that a government's portal shows).

use super::name;
use super::years::{self, strip_unit};
use crate::report::Prose;
use crate::value::normal::joined;

/// A name with what speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    name: String,
    weight: Weight,
}

/// How much a name's place says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// A site, a breadcrumb, 来源, an address for questions: near the report, and perhaps above it.
    Near,
    /// 发布机构, 由…编制, the subject of the first sentences.
    Said,
    /// The signature.
    Signed,
}

impl Named {
    /// A name beside the title.
    pub(super) fn beside(name: String) -> Named {
        Named { name, weight: Weight::Near }
    }
}

/// Labels whose value is the organ that made the paper.
const MAKERS: [&str; 23] = [
    "发布机构",
    "发布机关",
    "发布单位",
    "发布部门",
    "发文机关",
    "发文单位",
    "发文机构",
    "公开机构",
    "公开机关",
    "公开主体",
    "公开单位",
    "公开部门",
    "责任单位",
    "责任部门",
    "编制单位",
    "编制机关",
    "制作单位",
    "制发机关",
    "填报单位",
    "报告单位",
    "单位名称",
    "机关名称",
    "机构名称",
];

/// Labels whose value may be another's that passes the paper on.
const SOURCES: [&str; 9] =
    ["信息来源", "文章来源", "来源", "稿源", "供稿单位", "供稿", "信息提供", "当前位置", "您所在的位置"];

/// Labels that may stand behind such a value on its line.
const NEXT: [&str; 27] = [
    "时间",
    "日期",
    "发布",
    "浏览",
    "字号",
    "文号",
    "作者",
    "编辑",
    "点击",
    "阅读",
    "成文",
    "索引",
    "主题",
    "标题",
    "访问",
    "打印",
    "字体",
    "视力",
    "栏目",
    "有效",
    "生成",
    "分享",
    "责任",
    "信息名称",
    "信息分类",
    "公开方式",
    "公开日期",
];

/// Whether a line may hold a label of the masthead.
pub(super) fn may_label(line: &str) -> bool {
    line.len() < 600
        && line.contains([':', '：', '﹕'])
        && line.contains(['源', '單', '单', '机', '機', '主', '供', '门', '門', '位'])
}

/// Whether a field of a table is such a label.
pub(super) fn is_label(text: &str) -> bool {
    if text.len() < 6 || text.len() > 60 {
        return false;
    }
    let text = joined(text);
    let text = text.trim_end_matches(':');
    MAKERS.contains(&text) || SOURCES.contains(&text)
}

/// The organ behind a label.
pub(super) fn labelled(text: &str) -> Option<Named> {
    let find = |labels: &[&str], weight| {
        labels.iter().find_map(|label| {
            let at = text.find(label)?;
            let value =
                text[at + label.len()..].strip_prefix([':', '】', ']'])?.trim_start_matches([':', '[', '【']);
            let name =
                if label.contains("位置") { last_of_path(value)? } else { cut(name::first_run(value)) };
            name::is_full(name).then(|| Named { name: name.to_owned(), weight })
        })
    };
    find(&MAKERS, Weight::Said).or_else(|| find(&SOURCES, Weight::Near))
}

/// A value without the label that follows it.
fn cut(value: &str) -> &str {
    let end = NEXT.iter().filter_map(|word| value.find(word)).min().unwrap_or(value.len());
    &value[..end]
}

/// The last name of `首页>政府信息公开>清沅县教育局>年报`.
fn last_of_path(path: &str) -> Option<&str> {
    path.split(['>', '/', '»', '›', '-']).rfind(|part| name::is_full(part))
}

/// The organ: `part` is what a title says of it without its place.
pub(super) fn organ(part: Option<String>, mut named: Vec<Named>, prose: &[Prose]) -> Option<String> {
    let texts: Vec<String> = prose.iter().map(|prose| joined(prose.text.as_str())).collect();
    named.extend(sentences(prose, &texts));
    named.extend(signature(prose, &texts));
    if let Some(part) = part {
        // 教育局 in the title, 清沅县教育局 below it.
        let whole = named.iter().map(|named| &named.name).find(|name| name.ends_with(part.as_str()));
        return Some(whole.cloned().unwrap_or(part));
    }
    let own = Own::of(&texts);
    named.retain(|named| own.may_be(named));
    [Weight::Signed, Weight::Said, Weight::Near]
        .into_iter()
        .map(|weight| {
            named.iter().filter(|named| named.weight == weight).map(|named| named.name.as_str()).collect()
        })
        .find(|names: &Vec<&str>| !names.is_empty())
        .and_then(|names| one_of(&names, own))
}

/// The one organ that all names are; of a government and its office the one that the report calls itself.
fn one_of(names: &[&str], own: Own) -> Option<String> {
    let longest = *names.iter().max_by_key(|name| name.len())?;
    let is_government = |name: &&&str| longest.strip_prefix(**name).is_some_and(is_office);
    if own != Own::Office
        && let Some(government) = names.iter().find(is_government)
    {
        let one = names.iter().all(|name| name == government || *name == longest);
        return (one && own == Own::Region).then(|| (*government).to_owned());
    }
    // An office compiles its government's report, too.
    let is_governments = ["政府办公室", "政府办公厅", "政府办"].iter().any(|end| longest.ends_with(end));
    if is_governments && own == Own::Region {
        return None;
    }
    // 长泽市清沅县教育局 and 清沅县教育局.
    names.iter().all(|name| longest.ends_with(name)).then(|| longest.to_owned())
}

fn is_office(rest: &str) -> bool {
    matches!(rest, "办公室" | "办公厅" | "办")
}

/// What a report calls itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Own {
    /// 我局, 本委, 我镇: the last character of its kind.
    Kind(char),
    /// 我办, or a government's office as the subject.
    Office,
    /// 我县, 全市: a government, or a bureau that speaks of its place.
    Region,
    Unknown,
}

impl Own {
    fn of(texts: &[String]) -> Own {
        const KINDS: &str = "局委厅镇乡校院队馆社";
        let mut kinds: Vec<(char, usize)> = Vec::new();
        let mut region = 0;
        let mut add = |kind: char| match kinds.iter_mut().find(|known| known.0 == kind) {
            Some(known) => known.1 += 1,
            None => kinds.push((kind, 1)),
        };
        for text in texts {
            let mut chars = text.chars().peekable();
            let mut before = ' ';
            while let Some(c) = chars.next() {
                let next = chars.peek().copied().unwrap_or(' ');
                let after = || chars.clone().nth(1).unwrap_or(' ');
                match (c, next) {
                    ('我' | '本', '办') if !matches!(after(), '法' | '理' | '结') => add('办'),
                    // 本院 of a court, 我院 of a school; 我委托 is a verb.
                    ('我' | '本', kind) if KINDS.contains(kind) && after() != '托' => add(kind),
                    ('我' | '本', '街') => add('道'),
                    ('我' | '本', '中') if after() == '心' => add('心'),
                    ('我' | '本', '公') if after() == '司' => add('司'),
                    ('我' | '全', '县' | '市' | '区' | '省' | '旗' | '州' | '盟') if before != '安' => {
                        region += 1
                    }
                    _ => {}
                }
                before = c;
            }
        }
        match kinds.iter().max_by_key(|kind| kind.1) {
            Some(('办', _)) => Own::Office,
            Some((kind, _)) => Own::Kind(*kind),
            None if region > 0 => Own::Region,
            None => Own::Unknown,
        }
    }

    /// Whether a name can be what the report calls itself.
    fn may_be(self, named: &Named) -> bool {
        let name = named.name.as_str();
        let government = ["政府", "政府办公室", "政府办公厅", "政府办"].iter().any(|end| name.ends_with(end));
        let is_town = ["镇人民政府", "乡人民政府"].iter().any(|end| name.ends_with(end));
        match self {
            Own::Kind('委') => name.ends_with('委') || name.ends_with("委员会"),
            Own::Kind('镇' | '乡') => name.contains(['镇', '乡']),
            Own::Kind('道') => name.contains("街道"),
            Own::Kind('校' | '院') => ["学", "校", "院", "中心"].iter().any(|end| name.ends_with(end)),
            Own::Kind(kind) => name.ends_with(kind),
            Own::Office => {
                name.ends_with('办')
                    || name.ends_with("办公室")
                    || name.ends_with("办公厅")
                    || name.ends_with("办事处")
            }
            // A portal's owner, where nothing says that it is the report's.
            Own::Region => named.weight > Weight::Near || !name.ends_with("办公室"),
            Own::Unknown => {
                !government
                    || is_town
                    || named.weight == Weight::Signed
                    || named.weight == Weight::Said && name.ends_with("政府")
            }
        }
    }
}

/// What follows the organ as the subject of its sentence.
const VERBS: [&str; 62] = [
    "认真",
    "坚持",
    "深入",
    "严格",
    "高度",
    "全面",
    "积极",
    "切实",
    "持续",
    "紧紧",
    "紧密",
    "围绕",
    "按照",
    "根据",
    "依据",
    "在",
    "以",
    "贯彻",
    "落实",
    "不断",
    "始终",
    "扎实",
    "进一步",
    "共",
    "全年",
    "主动",
    "依法",
    "收到",
    "受理",
    "接受",
    "办理",
    "未",
    "政府信息",
    "信息公开",
    "政务公开",
    "本年",
    "本着",
    "充分",
    "高质量",
    "牢固",
    "大力",
    "稳步",
    "着力",
    "聚焦",
    "结合",
    "依托",
    "通过",
    "加强",
    "立足",
    "把",
    "坚决",
    "深化",
    "推进",
    "强化",
    "没有",
    "无",
    "接到",
    "共计",
    "累计",
    "学习",
    "锚定",
    "高效",
];

/// What follows the organ that made the report.
const MAKES: [&str; 12] =
    ["编制", "负责编制", "制作", "根据", "依据", "按照", "汇总", "起草", "编写", "负责", "公布", "发布"];

/// Names in the sentences before the sections, and at the beginning of section one.
fn sentences<'a>(prose: &'a [Prose], texts: &'a [String]) -> impl Iterator<Item = Named> + 'a {
    let early = prose.iter().zip(texts).filter(|(prose, _)| prose.section <= 1);
    early.flat_map(|(prose, text)| {
        let mut found = Vec::new();
        for sentence in text.split(['。', ';', '；']) {
            found.extend(subject(sentence).map(|name| (name, Weight::Said)));
            if prose.section == 0 {
                let compiler =
                    after(sentence, &["由"], |rest| MAKES.iter().any(|word| rest.starts_with(word)));
                found.extend(compiler.map(|name| (name, Weight::Said)));
                let asked = after(sentence, &["请与", "请联系", "请向", "可与"], |rest| {
                    rest.starts_with(['(', ',', '联'])
                        || rest.starts_with("政务")
                        || rest.starts_with("办公")
                        || rest.starts_with("电子")
                        || rest.starts_with("信息")
                        || rest.starts_with("反映")
                        || rest.starts_with("咨询")
                });
                found.extend(asked.map(|name| (name, Weight::Near)));
            }
        }
        found.into_iter().map(|(name, weight)| Named { name: name.to_owned(), weight })
    })
}

/// The name that a sentence, or what follows its year, begins with.
fn subject(sentence: &str) -> Option<&str> {
    let sentence = years::without_number(sentence);
    let first = years::years(sentence).next().filter(|year| year.range.start == 0);
    let rest = first.map_or(sentence, |year| strip_unit(&sentence[year.range.end..]));
    let rest = rest.strip_prefix("以来").unwrap_or(rest).trim_start_matches(',');
    let follows = |rest: &str| {
        VERBS.iter().any(|verb| rest.starts_with(verb))
            || rest.starts_with(',')
            || years::years(rest).next().is_some_and(|year| year.range.start == 0)
    };
    name::at_start(rest, follows)
}

/// The name behind one of `leads`.
fn after<'a>(sentence: &'a str, leads: &[&str], follows: impl Fn(&str) -> bool) -> Option<&'a str> {
    leads.iter().find_map(|lead| {
        sentence
            .match_indices(lead)
            .find_map(|(at, lead)| name::at_start(&sentence[at + lead.len()..], &follows))
    })
}

/// The organ that signs: a name with a date behind it or on the next line, at the end or below the title.
fn signature(prose: &[Prose], texts: &[String]) -> Option<Named> {
    const LAST: usize = 8;
    let may_sign = |at: &usize| *at + LAST >= texts.len() || prose[*at].section == 0;
    let signed = (0..texts.len()).rev().filter(may_sign).find_map(|at| {
        let text = texts[at].trim_matches(['(', ')']);
        let name = name::first_run(text);
        // 二〇二四年 is Chinese writing, too.
        let name = name
            .find(['二', '〇'])
            .map_or(name, |end| if years::is_date(&text[end..]) { &text[..end] } else { name });
        let rest = &text[name.len()..];
        let dated = if rest.is_empty() {
            texts.get(at + 1).is_some_and(|next| years::is_date(next))
                || at > 0 && at + 1 == texts.len() && years::is_date(&texts[at - 1])
        } else {
            years::is_date(rest)
        };
        (dated && name::is_full(name)).then_some(name)
    });
    signed.map(|name| Named { name: name.to_owned(), weight: Weight::Signed })
}
