//! `t2.authority`: regulations (规章) in the report of an organ that has no power to make them.
//!
//! Comes in: the organ's name. Goes out: a warning where the name alone makes it certain, over figures whose cells are certain. Source: 《中华人民共和国立法法》: departments of the
//! State Council, and the governments of provinces, of cities with districts and of autonomous prefectures make regulations; nobody
//! else does. A name does not tell a city with districts from a county-level city, so no city's government is flagged, nor is an
//! office that may report for it, nor what belongs to a province or to the centre, nor a zone's administration.

use crate::finding::{Finding, Problem};
use crate::form::Table;
use crate::read::PROVINCES;
use crate::report::Report;
use crate::rule::{RuleId, Severity};

/// One finding for the row of table 2.
pub(super) fn finding(report: &Report) -> Option<Finding> {
    let organ = report.organ.as_deref().filter(|organ| lacks_authority(organ))?;
    let figures: Vec<_> = report
        .cells
        .keys()
        .filter(|cell| cell.table == Table::T2 && cell.row_spec().key == "regulations")
        .filter(|&&cell| report.is_certain(cell))
        .filter_map(|&cell| Some((cell, report.value(cell).flatten().filter(|value| !value.is_zero())?)))
        .collect();
    (!figures.is_empty()).then(|| Finding {
        rule: RuleId::T2Authority,
        severity: Severity::Warning,
        cells: figures.iter().map(|(cell, _)| *cell).collect(),
        problem: Problem::NoAuthority { organ: organ.to_owned(), figures },
        equation: None,
        quote: None,
    })
}

/// Bodies of the centre, which may have the power, and their branches; those of the Party, which report otherwise.
const CENTRAL: [&str; 8] = ["国家", "中国", "中华", "全国", "国务院", "中央", "中共", "党委"];

/// What the names of zones end with: whose administrations vary.
const ZONES: [&str; 24] = [
    "自治区",
    "新区",
    "特区",
    "林区",
    "矿区",
    "地区",
    "开发区",
    "高新区",
    "经开区",
    "园区",
    "景区",
    "名胜区",
    "示范区",
    "合作区",
    "保税区",
    "自贸区",
    "度假区",
    "功能区",
    "实验区",
    "试验区",
    "保护区",
    "管理区",
    "社区",
    "港区",
];

/// Words that begin with 市 or 区 and are no place: `市场监督管理局`, `区块链`.
const NOT_PLACES: [&str; 6] = ["市场", "市政", "市容", "市民", "区块", "区域"];

/// What the names of departments and institutions end with.
const DEPARTMENTS: [&str; 31] = [
    "局",
    "委",
    "委员会",
    "办",
    "办公室",
    "中心",
    "医院",
    "学院",
    "大学",
    "学校",
    "中学",
    "小学",
    "幼儿园",
    "公司",
    "支队",
    "大队",
    "站",
    "所",
    "处",
    "馆",
    "台",
    "社",
    "集团",
    "联合会",
    "卫生院",
    "图书馆",
    "博物馆",
    "档案馆",
    "管理所",
    "服务中心",
    "研究所",
];

/// Institutions that have no power, whoever they belong to.
const INSTITUTIONS: [&str; 9] =
    ["大学", "学院", "学校", "中学", "小学", "幼儿园", "医院", "卫生院", "有限公司"];

/// The cities that are provinces: their departments are a province's.
const MUNICIPALITIES: [&str; 4] = ["北京", "上海", "天津", "重庆"];

/// Whether the name alone makes it certain that the organ cannot make regulations.
fn lacks_authority(organ: &str) -> bool {
    let name: String = organ.chars().filter(|c| !c.is_whitespace()).collect();
    if CENTRAL.iter().any(|word| name.contains(word)) {
        return false;
    }
    if INSTITUTIONS.iter().any(|end| name.ends_with(end)) {
        return true;
    }
    // A zone's administration, whatever the place it lies in.
    if name.ends_with("管委会") || name.ends_with("管理委员会") {
        return false;
    }
    let (places, rest) = places(&name);
    let Some(&(kind, place)) = places.last() else {
        return ["县", "镇", "乡", "街道"].iter().any(|kind| is_government_of(&name, kind));
    };
    match kind {
        Kind::County | Kind::Township => true,
        // A county-level city lies in a prefecture or in a city.
        Kind::City if rest.is_empty() || rest.contains("政府") => {
            let above = &places[..places.len() - 1];
            above.iter().any(|(kind, _)| matches!(kind, Kind::City | Kind::Prefecture | Kind::Autonomous))
        }
        Kind::City => !MUNICIPALITIES.contains(&place) && DEPARTMENTS.iter().any(|end| rest.ends_with(end)),
        Kind::Autonomous => !rest.contains("政府") && DEPARTMENTS.iter().any(|end| rest.ends_with(end)),
        Kind::Prefecture | Kind::Province | Kind::Zone => false,
    }
}

/// `县人民政府`, `镇`: a place without its own name.
fn is_government_of(name: &str, kind: &str) -> bool {
    let rest = name.strip_prefix(kind);
    rest.is_some_and(|rest| {
        rest.is_empty() || rest.contains("政府") || DEPARTMENTS.iter().any(|end| rest.ends_with(end))
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Province,
    /// An autonomous prefecture: its government has the power.
    Autonomous,
    /// A prefecture or league, or a prefecture in short.
    Prefecture,
    City,
    /// A county, a banner, a district of a city.
    County,
    Zone,
    Township,
}

/// The places that the name begins with, from the largest, each without its last word, and what follows them.
pub(super) fn places(name: &str) -> (Vec<(Kind, &str)>, &str) {
    let mut places = Vec::new();
    let mut rest = name;
    // A province in short is a place only where something else than its own title follows: 北京市 is a city.
    if let Some(province) = PROVINCES.iter().find(|province| rest.starts_with(**province)) {
        let after = &rest[province.len()..];
        if !after.starts_with(['市', '省', '自']) && next(after).is_some() {
            places.push((Kind::Province, *province));
            rest = after;
        }
    }
    while let Some((kind, place, after)) = next(rest) {
        places.push((kind, place));
        rest = after;
    }
    (places, rest)
}

/// The first place of `text`: the shortest beginning that ends like one and is followed by a name, a body, or nothing.
fn next(text: &str) -> Option<(Kind, &str, &str)> {
    const MAX_CHARS: usize = 14;
    for (count, (at, c)) in text.char_indices().enumerate().take(MAX_CHARS) {
        let end = at + c.len_utf8();
        let (place, after) = (&text[..at], &text[end..]);
        // 城市管理局, 市场监督管理局: no place is named there.
        let is_word = |text: &str| NOT_PLACES.iter().any(|word| text.starts_with(word));
        let no_place = is_word(&text[at..]);
        // 津市市: the next character ends the place.
        let goes_on = after.starts_with(c) && !is_word(after);
        if no_place || goes_on {
            continue;
        }
        let whole = &text[..end];
        let kind = match c {
            '省' if count >= 1 => Kind::Province,
            '区' if whole.ends_with("自治区") => Kind::Province,
            '区' if ZONES.iter().any(|zone| whole.ends_with(zone)) => Kind::Zone,
            '区' if count >= 1 => Kind::County,
            '县' if count >= 1 => Kind::County,
            '旗' if count >= 1 && !after.starts_with(['区', '县', '镇', '乡', '街']) => Kind::County,
            '州' if whole.ends_with("自治州") => Kind::Autonomous,
            '州' if count >= 1 && next_is_city(after) => Kind::Prefecture,
            '盟' if count >= 1 => Kind::Prefecture,
            // 市中区, 市北区: a district's own name begins with 市.
            '市' if count >= 2 && !is_district_in_city(place, after) => Kind::City,
            '镇' | '乡' if count >= 1 && is_end(after) => Kind::Township,
            '道' if count >= 2 && whole.ends_with("街道") && is_end(after) => Kind::Township,
            '木' if whole.ends_with("苏木") && is_end(after) => Kind::Township,
            _ => continue,
        };
        return Some((kind, place, after));
    }
    None
}

/// `苏州昆山市`: a city follows, and not the prefecture's own 市.
fn next_is_city(after: &str) -> bool {
    after.chars().position(|c| c == '市').is_some_and(|at| (1..=6).contains(&at))
}

/// `沙市区`: the 市 belongs to a district's name.
fn is_district_in_city(place: &str, after: &str) -> bool {
    place.chars().count() < 2 || after.starts_with('区') && place.chars().count() < 3
}

/// Whether a place's name ends here: 镇 and 乡 are also part of names (景德镇市, 乡村振兴局).
fn is_end(after: &str) -> bool {
    after.is_empty()
        || ["人民政府", "政府", "办事处", "党政", "中心", "办公室"].iter().any(|body| after.starts_with(body))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Ground;
    use crate::{Decimal, Report};

    #[test]
    fn nobody_is_accused_over_a_figure_whose_cell_is_inferred() {
        let text = "甲县教育局2024年政府信息公开工作年度报告\n二、主动公开政府信息情况\n\
            信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t3\t0\t3\n行政规范性文件\t0\t0\t0\n";
        let mut report: Report = crate::check(crate::Input::sniff(text)).expect("a report").report;
        let found = finding(&report).expect("a warning");
        assert!(matches!(&found.problem, Problem::NoAuthority { figures, .. }
            if figures.iter().all(|(_, value)| *value == Decimal::from(3))));
        let row = found.cells[0].row;
        report.grounds.insert((Table::T2, row), Ground::Inferred);
        assert!(finding(&report).is_none());
    }

    #[test]
    fn organs_without_the_power() {
        let mut wrong = Vec::new();
        for organ in [
            "清沅区人民政府",
            "清沅区",
            "云岭县人民政府办公室",
            "云岭县",
            "青禾县卫生健康局",
            "白石镇人民政府",
            "清沅区白石镇人民政府",
            "望溪街道办事处",
            "清沅区望溪街道",
            "乙盟乙旗丙镇",
            "额济纳旗人民政府",
            "鄂伦春自治旗人民政府",
            "长泽市教育局",
            "长泽市发展和改革委员会",
            "深圳市教育局",
            "长泽市城市管理局",
            "长泽市市场监督管理局",
            "长泽市公安局清沅分局",
            "南屏省长泽市清沅区人民政府",
            "陕西省汉中市汉台区",
            "重庆市渝中区教育委员会",
            "江苏省苏州市昆山市人民政府",
            "苏州市昆山市人民政府",
            "延边朝鲜族自治州延吉市人民政府",
            "恩施土家族苗族自治州教育局",
            "锡林郭勒盟锡林浩特市人民政府",
            "大理州大理市人民政府",
            "南屏大学",
            "长泽市第一中学",
            "长泽市人民医院",
            "县教育局",
            "镇人民政府",
            "连山壮族瑶族自治县人民政府",
            "荆州市沙市区人民政府",
            "济南市市中区人民政府",
            "红旗区人民政府",
            "新乡市红旗区人民政府",
            "新乡市教育局",
            "景德镇市教育局",
        ] {
            wrong.extend((!lacks_authority(organ)).then_some(organ));
        }
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn organs_that_have_the_power_or_may_have_it() {
        let mut wrong = Vec::new();
        for organ in [
            "南屏省人民政府",
            "南屏省人民政府办公厅",
            "南屏省教育厅",
            "南屏省市场监督管理局",
            "南屏省城市管理局",
            "南屏省乡村振兴局",
            "内蒙古自治区人民政府",
            "广西壮族自治区市场监督管理局",
            "内蒙古自治区林业和草原局",
            "广东省地方金融监督管理局",
            "北京市人民政府",
            "北京市教育委员会",
            "上海市市场监督管理局",
            "重庆市发展和改革委员会",
            "长泽市人民政府",
            "长泽市人民政府办公室",
            "长泽市",
            "津市市人民政府",
            "景德镇市人民政府",
            "吉林省吉林市人民政府",
            "广州市人民政府",
            "广东广州市人民政府",
            "新乡市人民政府",
            "延边朝鲜族自治州人民政府",
            "延边朝鲜族自治州人民政府办公室",
            "大理州人民政府",
            "喀什地区行政公署",
            "锡林郭勒盟行政公署",
            "市教育局",
            "区人民政府",
            "市场监督管理局",
            "教育厅",
            "教育部",
            "国家税务总局长泽市税务局",
            "国家市场监督管理总局",
            "生态环境部",
            "中国人民银行长泽市分行",
            "中国证券监督管理委员会",
            "浦东新区人民政府",
            "临沧河高新区管委会",
            "长泽市经济技术开发区管理委员会",
            "六枝特区人民政府",
            "神农架林区人民政府",
            "深圳经济特区",
            "交通运输部",
            "海关总署",
            "信息公开办",
        ] {
            wrong.extend(lacks_authority(organ).then_some(organ));
        }
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
