//! What is the name of an organ: words as data.
//!
//! Comes in: text in one width and script, without spaces. Goes out: names that are whole. A pronoun, a common noun or a name glued to
//! another word is none: an unknown organ costs little, a wrong one is shown above every finding.

use crate::value::normal::is_han;

/// The short names of provinces, which stand before a place's name also without 省, 市 or 自治区.
pub(crate) const PROVINCES: [&str; 34] = [
    "北京",
    "天津",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "上海",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "重庆",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
    "香港",
    "澳门",
    "台湾",
];

/// What the names of organs end with.
const KINDS: [&str; 57] = [
    "政府",
    "局",
    "委员会",
    "管委会",
    "卫健委",
    "发改委",
    "教委",
    "科委",
    "住建委",
    "交通委",
    "农委",
    "国资委",
    "城管委",
    "文旅委",
    "经信委",
    "编委",
    "办公室",
    "办公厅",
    "政府办",
    "街道办",
    "办事处",
    "厅",
    "部",
    "署",
    "中心",
    "公司",
    "集团",
    "大学",
    "学院",
    "学校",
    "中学",
    "小学",
    "一中",
    "幼儿园",
    "医院",
    "卫生院",
    "法院",
    "检察院",
    "银行",
    "支行",
    "分行",
    "支队",
    "大队",
    "总队",
    "中队",
    "站",
    "所",
    "处",
    "馆",
    "台",
    "社",
    "协会",
    "联合会",
    "总工会",
    "研究院",
    "园",
    "党政办",
];

/// What the names of places end with: governments report under them alone.
const PLACES: [&str; 13] =
    ["省", "市", "区", "县", "旗", "州", "盟", "镇", "乡", "街道", "苏木", "地区", "兵团"];

/// What stands for an organ without naming one.
const PRONOUNS: [&str; 25] = [
    "本", "我", "各", "该", "全", "某", "其", "贵", "高校", "学校", "部门", "单位", "机关", "下属", "所属",
    "县直", "市直", "区直", "省直", "有关", "相关", "上级", "基层", "两级", "多个",
];

/// Places that begin like a pronoun.
const NO_PRONOUNS: [&str; 5] = ["本溪", "全州", "全椒", "全南", "全福"];

/// Words that no name holds: a run with one of them is a sentence or a name glued to one.
const NO_NAME: [&str; 46] = [
    "是",
    "我",
    "其中",
    "代表",
    "印发",
    "通过",
    "依托",
    "根据",
    "按照",
    "依据",
    "关于",
    "网站",
    "平台",
    "公众号",
    "领导",
    "受理",
    "收到",
    "要求",
    "负责",
    "召开",
    "加强",
    "做好",
    "推进",
    "完善",
    "强化",
    "编制",
    "公布",
    "现将",
    "特将",
    "公开",
    "以及",
    "各级",
    "各部门",
    "各单位",
    "贯彻",
    "落实",
    "坚持",
    "认真",
    "的",
    "了",
    "年度",
    "报告",
    "年报",
    "通知",
    "首页",
    "位置",
];

/// Beginnings that are common nouns for a place, not its name.
const COMMON: [&str; 26] = [
    "市场",
    "城市",
    "都市",
    "超市",
    "市县",
    "市区",
    "县区",
    "区县",
    "县市",
    "城乡",
    "乡镇",
    "实验区",
    "试验区",
    "开发区",
    "高新区",
    "经开区",
    "示范区",
    "新区",
    "园区",
    "景区",
    "自治区",
    "自治州",
    "自治县",
    "社区",
    "校区",
    "辖区",
];

/// Bodies of the centre.
const CENTRAL: [&str; 6] = ["中华人民共和国", "国家", "中国", "全国", "国务院", "最高人民"];

/// The longest name that is looked for.
const MAX_CHARS: usize = 40;

/// Whether `text` is a whole name with its place: 清沅县教育局, 国家税务总局清沅县税务局.
pub(super) fn is_full(text: &str) -> bool {
    is_like_name(text) && ends_like_organ(text) && text != "国务院办公厅" && begins_with_place(text)
}

/// Whether `text` can be an organ's name in a place that only has such: a title, a label's value. Common nouns are none.
pub(super) fn is_titular(text: &str) -> bool {
    let ends = ends_like_organ(text) || PLACES.iter().any(|end| text.ends_with(end));
    let count = text.chars().count();
    is_like_name(text)
        && (count >= 4 || ends && !COMMON.iter().any(|common| text.starts_with(common)))
        && !is_bare_government(text)
        && !COMMON.contains(&text)
}

/// Whether a name says a kind and no place: 教育局, 市教育局. A longer name ending with it may be known.
pub(super) fn is_bare(text: &str) -> bool {
    !begins_with_place(text)
}

/// 市人民政府, 县政府办公室, 实验区人民政府: whose, is not said.
fn is_bare_government(text: &str) -> bool {
    text.contains("政府") && !begins_with_place(text)
}

/// Whether `text` ends with the kind of an organ.
pub(super) fn ends_like_organ(text: &str) -> bool {
    KINDS.iter().any(|kind| text.ends_with(kind) && text.len() > kind.len() + 2)
}

fn is_like_name(text: &str) -> bool {
    let count = text.chars().count();
    // The commission for the posts of the Party and the state has a word of sentences in its name.
    let words = text.replace("机构编制", "");
    (2..=MAX_CHARS).contains(&count)
        && text.chars().all(is_han)
        && !is_pronoun(text)
        && !NO_NAME.iter().any(|word| words.contains(word))
        && !text.ends_with('等')
}

fn is_pronoun(text: &str) -> bool {
    let starts = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
    starts(&PRONOUNS) && !starts(&NO_PRONOUNS)
}

/// Whether `text` stands for an organ in a title and names none: 我局, 高校, 市人民政府.
pub(super) fn is_common(text: &str) -> bool {
    is_pronoun(text) || is_bare_government(text) && is_like_name(text) || COMMON.contains(&text)
}

/// Whether the name says where it belongs: a province, a place with a name of its own, or the centre.
fn begins_with_place(text: &str) -> bool {
    if PROVINCES.iter().chain(&CENTRAL).any(|word| text.starts_with(word)) {
        return true;
    }
    if is_pronoun(text) || COMMON.iter().any(|common| text.starts_with(common)) {
        return false;
    }
    // 市政府, 县教育局; but 市中区 is a name.
    if text.starts_with(['省', '县', '州', '旗', '区', '市'])
        && !["市中区", "市北区", "市南区"].iter().any(|name| text.starts_with(name))
    {
        return false;
    }
    const BODIES: [&str; 9] =
        ["人民政府", "政府", "党政", "便民", "中心", "卫生院", "财政", "办事处", "党委"];
    text.char_indices().enumerate().any(|(count, (at, c))| {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        let body = after.is_empty() || BODIES.iter().any(|body| after.starts_with(body));
        match c {
            '省' | '县' | '州' | '盟' => count >= 1 && !before.ends_with(['联', '加']),
            '旗' => count >= 1,
            '市' => count >= 2 && !before.ends_with(['城', '都', '超']) && !after.starts_with("场"),
            '区' => count >= 1 && !before.ends_with(['社', '校']),
            '镇' | '乡' => count >= 1 && body && !before.ends_with('城'),
            '道' => count >= 3 && before.ends_with('街') && body,
            '木' => count >= 2 && before.ends_with('苏') && body,
            _ => false,
        }
    })
}

/// The whole name that `text` begins with, where `follows` knows what stands behind it.
pub(super) fn at_start(text: &str, follows: impl Fn(&str) -> bool) -> Option<&str> {
    let ends = text.char_indices().take(MAX_CHARS).take_while(|&(_, c)| is_han(c));
    ends.map(|(at, c)| at + c.len_utf8())
        // Asked in the order of what the answers cost.
        .find(|&end| follows(&text[end..]) && ends_like_organ(&text[..end]) && is_full(&text[..end]))
        .map(|end| &text[..end])
}

/// The run of Chinese characters at the end of `text`.
pub(super) fn last_run(text: &str) -> &str {
    let start =
        text.char_indices().rev().take_while(|&(_, c)| is_han(c)).last().map_or(text.len(), |(at, _)| at);
    &text[start..]
}

/// The run of Chinese characters at the start of `text`.
pub(super) fn first_run(text: &str) -> &str {
    let end = text.find(|c: char| !is_han(c)).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names() {
        for name in [
            "清沅县人民政府",
            "清沅县人民政府办公室",
            "长泽市卫健委",
            "南屏省市场监督管理局",
            "将乐县发展和改革委员会",
            "国家税务总局清沅县税务局",
            "临沧河高新区管委会",
            "望溪街道办事处",
            "白石镇人民政府",
            "丰县水利局",
            "清沅县第一中学",
        ] {
            assert!(is_full(name), "{name}");
        }
    }

    #[test]
    fn what_is_no_name() {
        for text in [
            "我局",
            "我单位",
            "本机关",
            "高校",
            "各部门",
            "市人民政府",
            "二是市人民政府",
            "其中市人民政府",
            "印发清沅县人民政府",
            "实验区人民政府",
            "县人民政府办公室",
            "全县各级政府",
            "市场监督管理局",
            "城乡建设局",
            "清沅县人民政府门户网站",
            "教育局",
            "市政府办公厅代表市政府",
            "县教育局和南屏省教育厅",
        ] {
            assert!(!is_full(text), "{text}");
        }
        for text in [
            "我局",
            "高校",
            "市人民政府",
            "实验区人民政府",
            "本单位",
            "各部门",
            "二是市人民政府",
            "县政府办公室",
        ] {
            assert!(!is_titular(text), "{text}");
        }
        for name in ["清沅县", "教育局", "市教育局", "商河区", "甲区人民政府办公室", "东山风景区"]
        {
            assert!(is_titular(name), "{name}");
        }
    }
}
