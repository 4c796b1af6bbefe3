//! `gouji diff`: two copies of one report.

use crate::harness::{clean, clean_html, folder, run, write};

#[test]
fn copies_that_say_the_same_are_told_to_be_so() {
    let folder = folder("diff-same");
    write(folder.join("下载.txt"), clean());
    write(folder.join("页面.html"), clean_html());
    let done = run(&folder, &["diff", "--lang", "zh", "页面.html", "下载.txt"]);
    assert_eq!(done.status, 0, "{}", done.err);
    assert!(done.out.contains("两份内容一致：比较了 15 格"), "{}", done.out);
}

#[test]
fn what_differs_is_told_cell_by_cell_and_sentence_by_sentence() {
    let folder = folder("diff");
    let report = |sentence: &str, table: &str| {
        format!(
            "桐原县人民政府2024年政府信息公开工作年度报告\n一、总体情况\n{sentence}\n四、政府信息公开行政复议、行政诉讼情况\n{table}\
             五、存在的主要问题及改进情况\n以上情况都已说明。\n六、其他需要报告的事项\n没有其他事项。\n"
        )
    };
    write(folder.join("前.txt"), report("公开文件120件。新设一个专栏。", &clean()));
    write(folder.join("后.txt"), report("公开文件102件。", &clean().replacen("0\t1\t0", "2\t1\t0", 1)));
    let done = run(&folder, &["diff", "--lang", "zh", "前.txt", "后.txt"]);
    assert_eq!(done.status, 1, "{}", done.err);
    for says in [
        "结果维持：0 → 2",
        "− 公开文件120件",
        "+ 公开文件102件",
        "− 新设一个专栏",
        "1 格不同（比较了 15 格），2 句不同（2 句相同）",
    ] {
        assert!(done.out.contains(says), "{says}\n{}", done.out);
    }
    let done = run(&folder, &["diff", "--format", "json", "前.txt", "后.txt"]);
    let object: serde_json::Value = serde_json::from_str(&done.out).expect("an object");
    assert_eq!(
        object["cells"],
        serde_json::json!([{ "cell": "t4.review.upheld", "first": "0", "second": "2" }])
    );
    assert_eq!(object["sentences"]["changed"][0]["second"], "公开文件102件");
    assert_eq!(object["sentences"]["only_first"], serde_json::json!(["新设一个专栏"]));
    let done = run(&folder, &["diff", "前.txt", "没有.txt"]);
    assert_eq!((done.status, done.out.as_str()), (2, ""));
    assert!(done.err.contains("没有.txt"), "{}", done.err);
}

#[test]
fn of_many_sentences_each_finds_its_own() {
    let folder = folder("diff-many");
    // Words that stand nowhere else; figures would be put apart.
    let word = |n: usize| format!("{n:05}").bytes().map(|digit| char::from(digit + 49)).collect::<String>();
    for (name, own) in [("前.txt", '前'), ("后.txt", '后')] {
        let sentence = |n: usize| format!("{own}{}。", word(n)) + if n % 100 == 99 { "\n" } else { "" };
        let prose: String = (0..30_000).map(sentence).collect();
        write(
            folder.join(name),
            format!(
                "桐原县人民政府2024年政府信息公开工作年度报告\n一、总体情况\n{prose}四、政府信息公开行政复议、行政诉讼情况\n{}\
                 五、存在的主要问题及改进情况\n以上情况都已说明。\n六、其他需要报告的事项\n没有其他事项。\n",
                clean()
            ),
        );
    }
    let done = run(&folder, &["diff", "--lang", "zh", "前.txt", "后.txt"]);
    assert_eq!(done.status, 1, "{}", done.err);
    assert!(done.out.contains("60000 句不同（2 句相同）"), "{:?}", done.out.lines().last());
}
