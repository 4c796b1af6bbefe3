//! Names of organs: whether two names mean one organ.
//!
//! Comes in: names as they stand in titles, simplified. Goes out: how alike they are. Titles of one organ vary from year to year: with
//! or without the province, the government or its office, a short name of a department.

use crate::read::PROVINCES;

/// How alike two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The same words.
    Same,
    /// Other words that nearly always mean the same organ: a reader should see both.
    Alike,
    /// One of them is not known.
    Unknown,
    /// Two organs.
    Different,
}

/// Departments in short, and in full.
const SHORT: [(&str, &str); 9] = [
    ("卫健", "卫生健康"),
    ("发改", "发展和改革"),
    ("发展改革", "发展和改革"),
    ("人社", "人力资源和社会保障"),
    ("住建", "住房和城乡建设"),
    ("市监", "市场监督管理"),
    ("工信", "工业和信息化"),
    ("文旅", "文化和旅游"),
    ("交运", "交通运输"),
];

/// Compares two names.
pub(super) fn likeness(left: Option<&str>, right: Option<&str>) -> Likeness {
    let (Some(left), Some(right)) = (left, right) else { return Likeness::Unknown };
    if left == right {
        return Likeness::Same;
    }
    let (left, right) = (core_of(left), core_of(right));
    let (short, long) =
        if left.chars().count() <= right.chars().count() { (left, right) } else { (right, left) };
    // 区政府, 本级: nothing that tells one organ from another.
    if short.chars().count() < 2 {
        return Likeness::Unknown;
    }
    match long.strip_suffix(short.as_str()) {
        Some(place) if place.is_empty() || is_place(place) => Likeness::Alike,
        _ => Likeness::Different,
    }
}

/// Whether the rest of a name stands for a place of its own, which has departments and smaller places.
pub(crate) fn is_of_place(core: &str) -> bool {
    is_place(core) && core.chars().count() >= 2
}

/// The name as it is held against others, without the words that vary: 人民政府, 办公室, 办事处.
pub(crate) fn core_of(name: &str) -> String {
    let mut name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    for (from, to) in [("管理委员会", "管委会"), ("委员会", "委")] {
        name = name.replace(from, to);
    }
    for (short, full) in SHORT {
        if !name.contains(full) {
            name = name.replace(short, full);
        }
    }
    while let Some(rest) =
        ["办公室", "办公厅", "办事处", "人民政府", "政府"].iter().find_map(|end| name.strip_suffix(end))
    {
        name = rest.to_owned();
    }
    name
}

/// Whether what stands before a name can be the place that it belongs to: 汉中市, 陕西省汉中市, 陕西.
fn is_place(text: &str) -> bool {
    text.ends_with(['省', '市', '区', '县', '州', '盟', '旗', '镇', '乡'])
        || PROVINCES.iter().any(|province| text.starts_with(province))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(left: &str, right: &str, expected: Likeness) {
        assert_eq!(likeness(Some(left), Some(right)), expected, "{left} / {right}");
        assert_eq!(likeness(Some(right), Some(left)), expected, "{right} / {left}");
    }

    #[test]
    fn one_organ_under_two_names() {
        check("清沅区人民政府", "清沅区人民政府", Likeness::Same);
        for (left, right) in [
            ("云岭县人民政府", "云岭县人民政府办公室"),
            ("云岭县", "云岭县人民政府"),
            ("清沅区人民政府", "南屏省长泽市清沅区人民政府"),
            ("长泽市清沅区", "清沅区"),
            ("江苏丰县人民政府", "丰县人民政府"),
            ("教育局", "清沅区教育局"),
            ("望溪街道办事处", "清沅区望溪街道"),
            ("长泽市卫健委", "长泽市卫生健康委员会"),
            ("长泽市发改委", "长泽市发展和改革委员会"),
            ("临沧河高新区管委会", "临沧河高新区管理委员会"),
        ] {
            check(left, right, Likeness::Alike);
        }
    }

    #[test]
    fn two_organs() {
        for (left, right) in [
            ("丰县人民政府", "新丰县人民政府"),
            ("云岭县人民政府", "云岭县教育局"),
            ("清沅区教育局", "青禾区教育局"),
            ("长泽市人民政府", "长泽市清沅区人民政府"),
            ("白石镇人民政府", "青石镇人民政府"),
            ("云岭县卫生健康局", "云岭县人民政府办公室"),
        ] {
            check(left, right, Likeness::Different);
        }
    }

    #[test]
    fn what_names_no_organ_is_unknown() {
        check("区人民政府", "清沅区人民政府", Likeness::Unknown);
        assert_eq!(likeness(None, Some("清沅区人民政府")), Likeness::Unknown);
        assert_eq!(likeness(None, None), Likeness::Unknown);
    }
}
