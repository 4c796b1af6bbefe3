//! `--config FILE`: what an office has set; and several earlier reports, for how much of the prose repeats.

use std::fs;

use calamine::{Reader as _, open_workbook_auto};

use crate::harness::{clean, folder, run, write};

/// A whole report with a section 一 of some length.
fn report(year: u16, first: &str, fifth: &str) -> String {
    format!(
        "桐原县人民政府{year}年政府信息公开工作年度报告\n一、总体情况\n{first}\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n\
         四、政府信息公开行政复议、行政诉讼情况\n{}五、存在的主要问题及改进情况\n{fifth}\n六、其他需要报告的事项\n无。\n",
        clean()
    )
}

const FIRST: [&str; 4] = [
    "全年围绕营商环境和民生实事主动公开政策文件，并为每份文件配发图文解读。",
    "依申请公开的受理、登记、审核和答复都在一个平台上办理，每一步都留有记录。",
    "门户网站增设了办事指南的检索入口，群众可以按事项、部门和办理地点查找。",
    "县政府办公室按季度检查各单位栏目的更新，检查的结果向全县通报并限期整改。",
];

const FIFTH: &str = "解读材料的形式仍然比较单一，下一步将增加短视频和问答；部分乡镇的公开专区更新不够及时，将安排专人逐月检查；申请答复的文书用语不够统一，年内印发了样本并组织各单位学习。";

#[test]
fn prose_that_repeats_is_noted_for_each_earlier_year() {
    let folder = folder("likeness");
    let all = FIRST.concat();
    write(folder.join("2024.txt"), report(2024, &all, FIFTH));
    write(
        folder.join("2023.txt"),
        report(
            2023,
            &[FIRST[0], "新闻发布会全年召开三次，主题都与群众关心的医疗保障有关系。"].concat(),
            "基层的公开力量仍然薄弱，还要多做培训才能改进。",
        ),
    );
    write(folder.join("2022.txt"), report(2022, &all, FIFTH));
    let done = run(
        &folder,
        &["check", "--format", "ndjson", "2024.txt", "--prior", "2023.txt", "--prior", "2022.txt"],
    );
    let object = &done.objects()[0];
    let findings = object["findings"].as_array().expect("findings");
    let like: Vec<_> = findings.iter().filter(|finding| finding["rule"] == "prior.likeness").collect();
    assert_eq!(like.len(), 1, "one sentence of six is little: {}", done.out);
    assert!(like[0]["message"].as_str().expect("words").contains("100% 与2022年年报相同"), "{}", like[0]);
    assert!(all.contains(like[0]["quote"]["text"].as_str().expect("a sentence")));
    assert_eq!(like[0]["severity"], "info");
    assert_eq!(object["settings"], serde_json::json!([]));
}

#[test]
fn what_an_office_set_holds_and_is_said_everywhere() {
    let folder = folder("settings");
    write(folder.join("甲.txt"), report(2024, &FIRST.concat(), FIFTH));
    write(folder.join("去年.txt"), report(2023, FIRST[0], "基层的公开力量仍然薄弱，还要多做培训才能改进。"));
    write(
        folder.join("gouji.toml"),
        "likeness = 10\noverview = 100\n[rules]\nstructure.table = \"off\"\n\"prior.likeness\" = \"warning\"\n",
    );
    let rules = |args: &[&str]| {
        let done = run(&folder, &[&["check", "--format", "ndjson", "甲.txt"], args].concat());
        let object = done.objects().remove(0);
        let findings = object["findings"].as_array().expect("findings").clone();
        findings
            .iter()
            .map(|finding| {
                format!(
                    "{} {}",
                    finding["severity"].as_str().unwrap_or_default(),
                    finding["rule"].as_str().unwrap_or_default()
                )
            })
            .collect::<Vec<_>>()
    };
    let has = |all: &[String], rule: &str| all.iter().any(|one| one == rule);
    let bare = rules(&["--prior", "去年.txt"]);
    assert!(
        has(&bare, "warning structure.table")
            && !bare.iter().any(|one| one.contains("likeness") || one.contains("form.length")),
        "{bare:?}"
    );
    let set = rules(&["--prior", "去年.txt", "--config", "gouji.toml"]);
    assert!(!has(&set, "warning structure.table"), "{set:?}");
    assert!(has(&set, "warning form.length") && has(&set, "warning prior.likeness"), "{set:?}");
    let done = run(&folder, &["check", "--lang", "zh", "--config", "gouji.toml", "--notes", "out", "甲.txt"]);
    assert!(done.out.contains("按设置：不核对：三张表格齐全（structure.table）"), "{}", done.out);
    let note = fs::read(folder.join("out/甲-核对单.docx")).expect("a note");
    let words = gouji_files::open(&note).expect("a docx").text;
    assert!(words.contains("核对设置") && words.contains("第一部分不超过 100 字"), "{words}");
    let done =
        run(&folder, &["check", "--lang", "zh", "--format", "html", "--config", "gouji.toml", "甲.txt"]);
    assert!(done.out.contains("按设置核对：") && done.out.contains("超过 10% 时说明"), "{}", done.out);
}

#[test]
fn settings_that_are_wrong_stop_the_run_and_say_where() {
    let folder = folder("settings-wrong");
    write(folder.join("甲.txt"), clean());
    for (text, says) in [
        (
            "[rules]\n\"t3.balance\" = \"off\"",
            "第 2 行 rules.t3.balance = \"off\"：表内的合计与勾稽关系必须核对",
        ),
        ("likeness = 40%", "第 1 行不是正确的 toml"),
    ] {
        write(folder.join("gouji.toml"), text);
        let done = run(&folder, &["check", "--lang", "zh", "--config", "gouji.toml", "甲.txt"]);
        assert_eq!((done.status, done.out.as_str()), (2, ""), "{}", done.err);
        assert!(done.err.contains("gouji.toml: ") && done.err.contains(says), "{}", done.err);
    }
    let done = run(&folder, &["check", "--config", "none.toml", "甲.txt"]);
    assert_eq!(done.status, 2);
    // The settings are never written over.
    write(folder.join("gouji.toml"), "likeness = 40");
    let done = run(&folder, &["check", "--config", "gouji.toml", "-o", "gouji.toml", "--force", "甲.txt"]);
    assert_eq!(done.status, 2);
    assert_eq!(fs::read_to_string(folder.join("gouji.toml")).expect("settings"), "likeness = 40");
}

#[test]
fn a_folder_of_last_year_s_reports_gives_each_its_own_and_a_run_is_told_as_a_whole() {
    let folder = folder("batch");
    let of =
        |organ: &str, year: u16, first: &str| report(year, first, FIFTH).replace("桐原县人民政府", organ);
    let first = FIRST.concat();
    write(folder.join("今年/甲.txt"), of("桐原县教育局", 2024, &first));
    write(folder.join("今年/乙.txt"), of("桐原县财政局", 2024, &first));
    write(folder.join("今年/乙-副本.txt"), of("桐原县财政局", 2024, "内容相近的另一稿，正在征求意见。"));
    write(folder.join("今年/诗.txt"), "床前明月光");
    write(folder.join("去年/教育.txt"), of("桐原县教育局", 2023, &first));
    write(folder.join("去年/税务.txt"), of("桐原县税务局", 2023, &first));
    let args = ["check", "--lang", "zh", "今年", "--prior", "去年", "--format"];
    let text = run(&folder, &[&args[..], &["text"]].concat()).out;
    for says in [
        "与2023年年报相同",
        "没有找到同一机关上一年度的年报，未与上年比较",
        "与 今年/乙-副本.txt 是同一机关同一年度的年报",
        "共 4 份：0 份有矛盾，3 份有提示，1 份未能读取。",
        "提示：三张表格齐全：3 份，共 6 处",
        "雷同：今年/乙.txt 与 今年/甲.txt，正文约 100% 相同",
    ] {
        assert!(text.contains(says), "{says}\n{text}");
    }
    assert_eq!(text.matches("与2023年年报相同").count(), 1, "each its own");
    assert_eq!(text.matches("没有找到同一机关").count(), 2);
    let html = run(&folder, &[&args[..], &["html"]].concat()).out;
    assert!(
        html.contains("<li>雷同：今年/乙.txt 与 今年/甲.txt") && html.contains("没有找到同一机关"),
        "{html}"
    );
    let done = run(&folder, &[&args[..], &["xlsx", "-o", "汇总.xlsx"]].concat());
    assert_eq!(done.status, 2, "{}", done.err);
    let mut book = open_workbook_auto(folder.join("汇总.xlsx")).expect("a workbook");
    let name = book.sheet_names().into_iter().find(|name| name.contains("汇总")).expect("the overview");
    let overview = book.worksheet_range(&name).expect("the third sheet");
    let lines: Vec<String> = overview.rows().map(|row| row[0].to_string()).collect();
    for says in ["共 4 份：", "重复：", "雷同：", "今年/乙.txt：没有找到"] {
        assert!(lines.iter().any(|line| line.starts_with(says)), "{says}: {lines:?}");
    }
    // A file of last year's is not written over.
    let done = run(&folder, &["check", "今年", "--prior", "去年", "-o", "去年/教育.txt", "--force"]);
    assert_eq!(done.status, 2);
    assert!(fs::read_to_string(folder.join("去年/教育.txt")).expect("a report").contains("教育局"));
}
