//! The rules of form: over passages of our own, and over documents that nobody here wrote.

use std::collections::BTreeMap;

use gouji::{Input, check};
use gouji_tests::dice::Dice;
use gouji_tests::form::{FEWEST, measure, of_others, passages};

#[test]
fn nothing_right_is_called_wrong_and_what_is_wrong_is_found() {
    let rows = measure();
    let ids: Vec<&str> =
        gouji::RuleId::ALL.iter().map(|rule| rule.as_str()).filter(|id| id.starts_with("form.")).collect();
    // Off where no office sets a length or figures; `settings.rs` of the command line and `stated.rs` have their tests.
    let ids = ids.into_iter().filter(|id| !["form.length", "form.stated"].contains(id));
    for id in ids {
        let row = rows.get(id).unwrap_or_else(|| panic!("no passage for {id}"));
        assert!(row.passages.iter().all(|count| *count >= FEWEST), "{id} has {:?} passages", row.passages);
        assert!(row.on_target(), "{id}: {:#?}", row.departures);
    }
}

/// What a careful reader finds in them, by hand. Of anything else a finding would be false.
const OTHERS: [(&str, &[&str]); 2] = [
    // Governments that do not speak of all of 工作考核, 社会评议 and 责任追究.
    ("000_cf57d6717fb9c4da.txt", &["form.government info "]),
    ("shuyang-2025.md", &["form.government info "]),
];

#[test]
fn documents_of_others_are_called_what_they_are() {
    let Some(shared) = gouji_tests::real::shared() else {
        gouji_tests::skipped("the documents of others are not on this machine");
        return;
    };
    let expected: BTreeMap<String, Vec<String>> = OTHERS
        .iter()
        .map(|(name, told)| (name.to_string(), told.iter().map(|told| told.to_string()).collect()))
        .collect();
    assert_eq!(of_others(&shared), expected);
}

/// Words that the rules look for, in any order, and what no rule expects beside them.
const PIECES: [&str; 64] = [
    "《",
    "》",
    "〈",
    "(",
    ")",
    "（",
    "）",
    "〔",
    "〕",
    "[",
    "]",
    "年",
    "月",
    "日",
    " ",
    "发布日期：",
    "2024",
    "-",
    "1",
    "12",
    "元",
    "万",
    "收取",
    "信息处理费",
    "，",
    ",",
    "。",
    "；",
    "号",
    "条",
    "函",
    "第",
    "国",
    "国办公开办函",
    "中华人民共和国政府信息公开条例",
    "格式",
    "部分",
    "六个",
    "由",
    "总体情况",
    "主动公开",
    "、",
    "和",
    "X",
    "×",
    "_",
    "x",
    "我镇",
    "全县收到",
    "公开申请",
    "现将",
    "局",
    "答复率",
    "100%",
    "现行有效",
    "制定",
    "规范性文件",
    "废止",
    "共",
    "件",
    "\u{1f600}",
    "é",
    "\u{3000}",
    "11010519491231002X",
];

#[test]
fn no_words_in_any_order_make_it_panic() {
    let frames: Vec<_> = passages().into_iter().filter(|passage| passage.line % 4 == 0).collect();
    for seed in 0..1500 {
        let mut dice = Dice::seeded(seed);
        let mut frame = dice.pick(&frames.iter().collect::<Vec<_>>()).clone();
        frame.text = (0..=dice.below(40)).map(|_| dice.pick(&PIECES)).collect();
        if let Ok(audit) = check(Input::text(&frame.report())) {
            for finding in &audit.findings {
                finding.message(gouji::Lang::Zh);
                finding.message(gouji::Lang::En);
            }
        }
    }
}
