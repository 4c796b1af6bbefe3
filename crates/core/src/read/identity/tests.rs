use super::*;

fn identify(lines: &[&str]) -> (Option<String>, Option<String>, Vec<u16>) {
    let mut identity = Identity::default();
    for line in lines {
        identity.line(line, Place { block: 0, row: None, column: None, span: None });
    }
    let known = identity.finish(&[]);
    let years = known.years.iter().map(|mention| mention.year).collect();
    (known.title, known.organ, years)
}

#[track_caller]
fn check(lines: &[&str], organ: &str, years: &[u16]) {
    let (_, found, found_years) = identify(lines);
    assert_eq!((found.as_deref(), found_years.as_slice()), (Some(organ), years), "{lines:?}");
}

#[test]
fn titles() {
    check(&["甲区人民政府办公室 2023 年政府信息公开工作年度报告"], "甲区人民政府办公室", &[2023]);
    check(&["乙盟乙旗丙镇2022年度政府信息公开工作年度报告"], "乙盟乙旗丙镇", &[2022]);
    check(&["辛市壬区人民政府", "2024 年政府信息公开工作年度报告"], "辛市壬区人民政府", &[2024]);
    check(&["2024年丁县教育局政府信息公开工作年度报告"], "丁县教育局", &[2024]);
    check(
        &["有關(guān)要求,現(xiàn)將戊區(qū)人民政府2023年政府信息公開工作年度報告予以公開。"],
        "戊区人民政府",
        &[2023],
    );
}

#[test]
fn the_period_of_the_figures() {
    let (_, organ, years) =
        identify(&["统计期限自2019年1月1日起至2019年12月31日止，并在己县人民政府门户网站公布。"]);
    // Where a report is published does not say whose it is.
    assert_eq!((organ, years), (None, vec![2019, 2019]));
    check(
        &["己县水利局2019年政府信息公开工作年度报告", "数据的统计周期为 2019 年 1 月 1 日至 12 月 31 日。"],
        "己县水利局",
        &[2019, 2019],
    );
    check(
        &["庚市政府信息公开网：庚市2022年政府信息公开年度报告", "2022年01月01日至2021年12月31日"],
        "庚市",
        &[2022, 2022, 2021],
    );
}

#[test]
fn the_notice_that_a_report_cites_is_no_title() {
    assert_eq!(identify(&["《关于做好2019年度政府信息公开工作，编制年度报告的通知》"]).0, None);
}

#[test]
fn titles_are_looked_for_in_so_many_lines() {
    let place = Place { block: 0, row: None, column: None, span: None };
    for (times, found) in [(300, true), (limits::NAMED_LINES, false)] {
        let mut identity = Identity::default();
        (0..times).for_each(|_| identity.line("关于做好2023年政府信息公开工作年度报告编制的通知", place));
        identity.line("清沅县教育局2023年政府信息公开工作年度报告", place);
        assert_eq!(identity.has_title(), found, "{times} lines");
    }
}
