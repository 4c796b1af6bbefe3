//! `--tasks FILE`: the list of what each report has to mend, as an office works on it; and what a run says beside the years and the groups.

use std::fs;
use std::path::Path;

use calamine::{Data, Range, Reader as _, open_workbook_auto};
use rust_xlsxwriter::{FilterCondition, Note, Workbook, Worksheet};

use crate::harness::{CONTRADICTION, clean, folder, run, write};

fn report(organ: &str, year: u16, table: &str) -> String {
    format!(
        "{organ}{year}年政府信息公开工作年度报告\n一、总体情况\n全年工作平稳有序。\n四、政府信息公开行政复议、行政诉讼情况\n{table}\n\
         五、存在的主要问题及改进情况\n以上情况都已说明。\n六、其他需要报告的事项\n没有其他事项。\n"
    )
}

/// A sheet of a workbook, by its name without the number.
fn sheet(path: &Path, name: &str) -> Range<Data> {
    let mut book = open_workbook_auto(path).expect("a workbook");
    let sheet = book.sheet_names().into_iter().find(|sheet| sheet.contains(name)).expect("the sheet");
    book.worksheet_range(&sheet).expect("a sheet")
}

/// The lines of the list: key and standing, with what changed.
fn lines(path: &Path) -> Vec<(String, String, String)> {
    let range = sheet(path, "整改清单");
    let lines = range.rows().skip(1).map(|row| {
        let text = |at: usize| row.get(at).map(ToString::to_string).unwrap_or_default();
        (text(10), text(7), text(8))
    });
    lines.filter(|(key, ..)| key.starts_with("t4")).collect()
}

#[test]
fn a_list_is_made_worked_on_and_goes_on() {
    let folder = folder("tasks");
    write(folder.join("in/甲.txt"), report("桐原县教育局", 2024, CONTRADICTION));
    write(folder.join("in/乙.txt"), report("桐原县财政局", 2024, CONTRADICTION));
    let list = folder.join("in/整改清单.xlsx");
    let args = ["check", "--lang", "zh", "--tasks", "in/整改清单.xlsx", "in"];
    let first = run(&folder, &args);
    assert_eq!(first.status, 1, "{}", first.err);
    assert!(first.err.contains("整改清单共") && first.err.contains("已改 0"), "{}", first.err);
    let tasks = lines(&list);
    assert!(tasks.len() >= 2 && tasks.iter().all(|(_, standing, _)| standing == "待改"), "{tasks:?}");
    // One report was mended. The list lies among the reports, and is none of them.
    write(folder.join("in/甲.txt"), report("桐原县教育局", 2024, &clean()));
    let second = run(&folder, &args);
    assert_eq!(second.status, 1, "{}", second.out);
    let after = lines(&list);
    assert_eq!(after.len(), tasks.len());
    let of =
        |standing: &str, change: &str| after.iter().filter(|(_, s, c)| s == standing && c == change).count();
    assert_eq!(of("已改", "不再出现"), tasks.len() / 2, "{after:?}");
    assert_eq!(of("待改", ""), tasks.len() / 2, "{after:?}");
}

#[test]
fn another_file_is_never_written_over_by_a_list() {
    let folder = folder("tasks-other");
    write(folder.join("甲.txt"), report("桐原县教育局", 2024, CONTRADICTION));
    write(folder.join("台账.xlsx"), "not ours");
    let done = run(&folder, &["check", "--lang", "zh", "--tasks", "台账.xlsx", "甲.txt"]);
    assert_eq!((done.status, done.out.as_str()), (2, ""), "{}", done.err);
    assert!(done.err.contains("读不到整改清单"), "{}", done.err);
    assert_eq!(fs::read(folder.join("台账.xlsx")).expect("it is there"), b"not ours");
    let done = run(&folder, &["check", "--tasks", "甲.txt", "--force", "甲.txt"]);
    assert_eq!(done.status, 2, "a report never");
}

/// A list as an office saves it: every line is looked into, and `change` makes of the sheet and the workbook what it likes.
fn saved(path: &Path, to: &Path, change: impl FnOnce(&mut Worksheet, u32)) {
    let range = sheet(path, "整改清单");
    let mut page = Worksheet::new();
    let mut last = 0;
    for (line, cells) in (0..).zip(range.rows()) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Data::Float(number) => page.write(line, column, *number),
                _ if column == 7 && line > 0 && cells[10] != Data::Empty => {
                    page.write(line, column, "已核实")
                }
                _ => page.write(line, column, cell.to_string()),
            }
            .expect("a cell");
        }
        last = line;
    }
    change(&mut page, last);
    let mut book = Workbook::new();
    book.push_worksheet(page);
    book.save(to).expect("a workbook");
}

#[test]
fn a_workbook_that_holds_more_than_a_list_goes_only_where_that_is_asked_for() {
    let folder = folder("tasks-more");
    write(folder.join("甲.txt"), report("桐原县教育局", 2024, CONTRADICTION));
    write(folder.join("gouji.toml"), "likeness = 40\n");
    let set = ["check", "--lang", "zh", "--config", "gouji.toml", "甲.txt", "--tasks"];
    run(&folder, &[&set[..], &["清单.xlsx"]].concat());
    let list = folder.join("清单.xlsx");
    let words: Vec<String> = sheet(&list, "整改清单").rows().map(|row| row[0].to_string()).collect();
    assert!(words.last().is_some_and(|last| last.starts_with("核对设置：")), "its own last line: {words:?}");
    type Change = fn(&mut Worksheet, u32);
    let changes: [(&str, bool, Change); 8] = [
        ("as it is", true, |_, _| ()),
        ("filtered", true, |page, last| {
            page.autofilter(0, 0, last, 10).expect("a filter");
            page.filter_column(7, &FilterCondition::new().add_list_filter("待改")).expect("a filter");
        }),
        ("a column", false, |page, _| {
            page.write(1, 11, "张三").expect("a cell");
        }),
        ("a remark below", false, |page, last| {
            page.write(last + 2, 0, "以上各项月底前改完").expect("a cell");
        }),
        ("a line of its own", false, |page, last| {
            page.write(last + 1, 0, "乙.txt").expect("a cell").write(last + 1, 9, "未报送").expect("a cell");
        }),
        ("a hidden line", false, |page, _| {
            page.set_row_hidden(1).expect("a row");
        }),
        ("a comment", false, |page, _| {
            page.insert_note(1, 5, &Note::new("问过了")).expect("a note");
        }),
        ("no key", false, |page, _| {
            page.clear_cell(1, 10);
        }),
    ];
    for (what, is_ours, change) in changes {
        let file = folder.join("处理中.xlsx");
        saved(&list, &file, change);
        let before = fs::read(&file).expect("it is there");
        let args = [&set[..], &["处理中.xlsx"]].concat();
        let done = run(&folder, &args);
        if is_ours {
            assert_eq!(done.status, 1, "{what}: {}", done.err);
        } else {
            assert_eq!(done.status, 2, "{what}: {}", done.out);
            assert!(done.err.contains("还有别的内容"), "{what}: {}", done.err);
            assert_eq!(fs::read(&file).expect("it is there"), before, "{what}");
            assert_eq!(run(&folder, &[&args[..], &["--force"]].concat()).status, 1, "{what}");
        }
        let kept = lines(&file).iter().filter(|(_, standing, _)| standing == "已核实").count();
        let lost = usize::from(matches!(what, "a hidden line" | "no key"));
        assert_eq!(kept, lines(&list).len() - lost, "{what}");
    }
    // Another sheet, hidden or not.
    for hidden in [false, true] {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        for (column, head) in (0..).zip(gouji::tasks::heads(gouji::Lang::Zh)) {
            page.write(0, column, head).expect("a cell");
        }
        book.add_worksheet().write(0, 0, "通讯录").expect("a cell").set_hidden(hidden);
        book.save(folder.join("两张.xlsx")).expect("a workbook");
        let done = run(&folder, &[&set[..], &["两张.xlsx"]].concat());
        assert_eq!(done.status, 2, "{}", done.out);
        assert!(done.err.contains("还有别的内容"), "{}", done.err);
    }
}

#[test]
fn a_page_or_a_text_with_a_list_goes_only_where_that_is_asked_for() {
    let folder = folder("tasks-page");
    write(folder.join("甲.txt"), report("桐原县教育局", 2024, CONTRADICTION));
    let heads = gouji::tasks::heads(gouji::Lang::Zh);
    let page = format!("<table><tr><td>{}</td></tr></table><p>说明</p>", heads.join("</td><td>"));
    for (name, text) in [("清单.html", page), ("清单.csv", heads.join(","))] {
        write(folder.join(name), &text);
        let args = ["check", "--lang", "zh", "--tasks", name, "甲.txt"];
        let done = run(&folder, &args);
        assert_eq!(done.status, 2, "{name}: {}", done.err);
        assert!(done.err.contains(name) && done.err.contains("不是 xlsx"), "{}", done.err);
        assert!(done.err.contains("--force"), "{}", done.err);
        assert_eq!(fs::read_to_string(folder.join(name)).expect("it is there"), text);
        let done = run(&folder, &[&args[..], &["--force"]].concat());
        assert_eq!(done.status, 1, "{name}: {}", done.err);
        assert!(fs::read(folder.join(name)).expect("it is there").starts_with(b"PK"));
    }
}

#[test]
fn a_run_stands_beside_the_year_before_and_says_who_may_add_up_others() {
    let folder = folder("years");
    write(folder.join("今年/县.txt"), report("桐原县人民政府", 2024, &clean()));
    write(folder.join("今年/教育.txt"), report("桐原县教育局", 2024, &clean()));
    write(folder.join("今年/财政.txt"), report("桐原县财政局", 2024, &clean()));
    write(folder.join("去年/教育.txt"), report("桐原县教育局", 2023, CONTRADICTION));
    let args = ["check", "--lang", "zh", "今年", "--prior", "去年", "--format"];
    let text = run(&folder, &[&args[..], &["text"]].concat());
    let hint = "按名称看，今年/县.txt 可能是另外 2 份的汇总单位";
    assert!(text.out.contains(hint), "{}", text.out);
    assert!(!text.out.contains("与各成员"), "asked, not judged: {}", text.out);
    let html = run(&folder, &[&args[..], &["html"]].concat()).out;
    assert!(html.contains("<h2>按单位：与上年相比</h2>") && html.contains(hint), "{html}");
    assert!(
        html.contains(
            "<td>桐原县教育局</td><td class=\"n\">2024</td><td class=\"n\">1</td><td class=\"n\">0</td>"
        ),
        "{html}"
    );
    run(&folder, &[&args[..], &["xlsx", "-o", "汇总.xlsx"]].concat());
    let years = sheet(&folder.join("汇总.xlsx"), "按单位：与上年相比");
    let first: Vec<String> = years.rows().nth(1).expect("a line").iter().map(ToString::to_string).collect();
    assert_eq!(first[..4], ["桐原县教育局", "2024", "1", "0"], "{first:?}");
}

#[test]
fn figures_that_an_office_requires_are_looked_for() {
    let folder = folder("stated");
    let rest = "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n";
    let whole =
        report("桐原县教育局", 2024, CONTRADICTION).replace("四、政府信息公开行政复议、行政诉讼情况\n", rest);
    write(folder.join("甲.txt"), whole);
    write(folder.join("gouji.toml"), "figures = [\"t4.direct.total\", \"t4.review.total\"]\n");
    let done = run(&folder, &["check", "--lang", "zh", "--config", "gouji.toml", "甲.txt"]);
    assert!(done.out.contains("正文没有写明表四"), "{}", done.out);
    assert!(done.out.contains("正文应写明：表四"), "what is set is said: {}", done.out);
    assert!(!run(&folder, &["check", "--lang", "zh", "甲.txt"]).out.contains("正文没有写明"));
}
