//! Every sentence of the page, Chinese and English side by side. Official labels are not here: they come from the form and
//! stay Chinese; sentences about findings and rules come from the library.
//!
//! `{name}` is filled in by [`fill`]; `{name?s}` is an `s` unless that number is 1.

use gouji::Lang;

macro_rules! texts {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        /// The sentences in one language.
        #[derive(Debug)]
        pub struct Texts {
            $(#[doc = $zh] pub $name: &'static str,)*
        }
        const ZH: Texts = Texts { $($name: $zh,)* };
        const EN: Texts = Texts { $($name: $en,)* };
        #[cfg(test)]
        const PAIRS: &[(&str, &str, &str)] = &[$((stringify!($name), $zh, $en),)*];
    };
}

texts! {
    // The top of the page.
    document_title: "勾稽 · 政府信息公开年报核对", "Gouji · Checking disclosure reports";
    headline: "政府信息公开年报数字核对", "Checking the figures of disclosure reports";
    lede: "粘贴一份政府信息公开工作年度报告，立即看到三张表里哪些数字不可能同时成立。",
        "Paste a Chinese government information-disclosure annual report and see at once which figures in its three tables cannot all be true.";
    privacy: "内容只在本机浏览器中核对，不上传，也不保存。",
        "The report is checked inside this browser only: it is not uploaded and not stored.";
    skip: "跳到核对结果", "Skip to the result";
    other_language: "English", "中文";
    other_language_tag: "en", "zh-CN";

    // The input.
    input_title: "年报内容", "The report";
    input_label: "把年报粘贴在这里", "Paste the report here";
    input_hint: "在年报网页或 Word、WPS 文档里全选（Ctrl+A）、复制（Ctrl+C），再到这里粘贴（Ctrl+V）。表格会一并带过来；只有一张表也可以。",
        "Open the report as a web page or in Word or WPS, select all (Ctrl+A), copy (Ctrl+C) and paste here (Ctrl+V). Tables come along; a single table will do.";
    input_placeholder: "在此粘贴（Ctrl+V），也可以直接输入，或把年报文件（Word、Excel、PDF、网页、文本）拖到这里",
        "Paste here (Ctrl+V), type, or drop a file (Word, Excel, PDF, web page, text)";
    choose_file: "选择文件", "Choose a file";
    file_kinds: "Word、Excel、PDF、网页或纯文本（.docx .xlsx .xls .pdf .html .htm .mht .txt）",
        "Word, Excel, PDF, web page or plain text (.docx .xlsx .xls .pdf .html .htm .mht .txt)";
    reading: "正在读取“{name}”……", "Reading {name}…";
    stop_reading: "取消", "Cancel";
    readers_not_loaded: "读取这种文件的程序没有载入。请检查网络后再选一次；也可以打开文件，全选复制后粘贴。您已有的内容没有变动。",
        "The program that reads this kind of file did not load. Check the network and choose the file again; or open it, copy everything and paste it. What you had here is unchanged.";
    reader_crashed: "读取这个文件时出错停止了，文件可能已损坏或过于复杂。请打开文件，另存一份再试，或全选复制后粘贴。您已有的内容没有变动。",
        "Reading this file stopped with an error: it may be damaged or too complex. Open it and save a new copy, or copy everything and paste it. What you had here is unchanged.";
    reader_slow: "这个文件读了20秒还没有读完，已停止。请打开文件，全选复制后粘贴，或只留下年报部分另存再试。您已有的内容没有变动。",
        "This file was not read within 20 seconds, and reading was stopped. Open it, copy everything and paste it, or save only the report and try again. What you had here is unchanged.";
    drop_here: "松开鼠标，读取这个文件", "Let go to read this file";
    samples_title: "没有现成的年报？看一个示例：", "No report at hand? Look at a sample:";
    sample_broken: "有矛盾的年报", "A report with a contradiction";
    sample_clean: "数字一致的年报", "A consistent report";
    sample_2019: "2019年版格式的年报", "A report on the 2019 form";
    clear: "清空", "Clear";
    edit_source: "查看或修改原文", "View or change the text";
    fold_source: "收起原文", "Fold the text";
    new_report: "换一份年报", "Another report";
    restore: "恢复上一份内容", "Bring back what was here before";
    replaced: "新的内容已替换原来的内容。", "The new text took the place of what was here.";
    origin_typed: "输入的文字", "typed text";
    origin_pasted: "粘贴的内容", "pasted content";
    origin_sample: "示例（机关与情况均为虚构）", "sample (organ and events are invented)";
    origin_file: "文件 {name}", "file {name}";
    read_as_html: "按网页读取", "read as a web page";
    read_as_document: "按 Word 文档读取", "read as a Word document";
    read_as_workbook: "按电子表格读取", "read as a workbook";
    read_as_pdf: "按 PDF 读取", "read as a pdf";
    read_as_text: "按纯文本读取", "read as plain text";
    characters: "{n} 个字符", "{n} character{n?s}";
    sniffed_html: "这段文字是网页源代码，已按网页读取。", "This text is the source of a web page, so it was read as one.";
    switch_to_text: "改按纯文本读取", "Read it as plain text";
    switch_to_html: "改按网页读取", "Read it as a web page";
    forced_text: "这段文字像网页源代码，现按纯文本读取。", "This text looks like the source of a web page; it is read as plain text.";
    nothing_pasted: "剪贴板里没有文字。", "There is no text on the clipboard.";
    image_pasted: "剪贴板里是图片，无法读取。请复制表格本身，而不是截图。",
        "The clipboard holds a picture, which cannot be read. Copy the table itself, not a screenshot.";

    // The first visit.
    what_title: "核对什么", "What is checked";
    what_rows: "第三部分表格：每行各类申请人之和等于总计；每列各种办理结果之和等于总计；本年新收加上年结转，等于办理结果总计加结转下年度。",
        "Table 3: in each row applicants add up to the total; in each column outcomes add up to the total; received plus carried in equals handled plus carried out.";
    what_blocks: "第四部分表格：复议、诉讼三组中，各项结果之和等于总计。",
        "Table 4: in each of its three blocks the results add up to the total.";
    what_form: "数字写法、六个部分和三张表格是否齐全、标题与统计期限的年份是否一致。",
        "How numbers are written, whether the six sections and three tables are there, whether title and period name one year.";
    what_forms: "2019年版和2021年版格式都能识别，按每张表自己的表头判断。",
        "The forms of 2019 and 2021 are both known, and told apart table by table.";
    not_title: "不核对什么", "What is not checked";
    not_text: "正文里的数字、与上一年年报的衔接、图片中的表格目前不核对；没有读到或没有核对的，结果里会逐项说明。",
        "Figures in the prose, last year's report and tables that are pictures are not checked yet. Whatever was not read or not checked is listed with the result.";

    // The answer.
    checking: "正在核对……", "Checking…";
    verdict_errors: "{n} 处矛盾", "{n} contradiction{n?s}";
    verdict_clean: "在 {equations} 个等式、{cells} 个单元格中没有发现矛盾",
        "No contradiction in {equations} equation{equations?s} over {cells} cell{cells?s}";
    verdict_partial: "在 {equations} 个等式、{cells} 个单元格中没有发现矛盾；另有一部分没有读到或没有核对",
        "No contradiction in {equations} equation{equations?s} over {cells} cell{cells?s}; but part of the report was not read or not checked";
    verdict_nothing: "没有可以核对的等式", "There is no equation to check";
    verdict_nothing_why: "表格中没有读到可以互相核对的数字，所以不能说它没有矛盾。",
        "No figures were read that could be checked against each other, so this is no sign that the report is consistent.";
    could_not_read: "没有读成年报", "This could not be read as a report";
    kept: "您的内容还在上面的框里，没有丢失。", "Your text is still in the box above; nothing was lost.";
    several: "这里有 {n} 份不同的年报，每次核对一份：", "There are {n} different reports here; one is checked at a time:";
    nth_report: "第{n}份：{title}", "No. {n}: {title}";
    untitled: "未写明标题", "untitled";
    count_held: "{n} 个等式相符", "{n} equation{n?s} hold{n?s_verb}";
    count_failed: "{n} 个等式不符", "{n} equation{n?s} fail{n?s_verb}";
    count_skipped: "{n} 个等式未核对", "{n} equation{n?s} not checked";
    cells_read: "读到 {found} / {expected} 个单元格", "{found} of {expected} cells read";
    equations_checked: "核对 {n} 个等式", "{n} equation{n?s} checked";
    warnings_count: "{n} 条提示", "{n} warning{n?s}";
    infos_count: "{n} 条说明", "{n} note{n?s}";
    not_checked_title: "没有读到、没有核对的", "Not read, not checked";
    skipped_because: "{n} 个等式未核对：{why}", "{n} equation{n?s} not checked: {why}";
    table_absent: "没有读到表格", "table not found";
    table_2_no_equation: "第二部分的表格，规定格式没有设等式，只检查数字写法。",
        "The form sets no equation inside table 2; only how its numbers are written is checked.";
    prose_not_checked: "正文里的数字没有与表格核对。", "Figures in the prose were not compared with the tables.";
    year: "{year} 年度", "report year {year}";
    edition: "{year}年版格式", "{year} form";
    both_editions: "2019年版、2021年版格式相同", "the same in the 2019 and 2021 forms";

    // Findings.
    findings_title: "发现的问题", "Findings";
    no_findings: "没有需要逐条查看的问题。点击表格里的任意数字，可以看到它在哪些等式里。",
        "There is nothing to look at one by one. Choose any number in the tables to see the equations that it is in.";
    group_error: "矛盾", "Contradictions";
    group_warning: "提示", "Warnings";
    group_info: "说明", "Notes";
    group_error_hint: "这些数字不可能同时成立，至少有一个是错的。", "These figures cannot all be true: at least one is wrong.";
    difference: "差 {n}", "off by {n}";
    next: "下一处", "Next";
    previous: "上一处", "Previous";
    keys: "键盘：方向键在表格里移动，回车查看单元格的等式，Esc 返回，F8 和 Shift+F8 在各处问题间前后移动。",
        "Keyboard: arrows move inside a table, Enter shows a cell's equations, Esc goes back, F8 and Shift+F8 step through the findings.";

    // One equation.
    detail_title: "等式", "Equation";
    finding_title: "这一条", "This finding";
    close: "关闭", "Close";
    back: "返回", "Back";
    fails: "不符", "fails";
    holds: "相符", "holds";
    not_checked: "未核对", "not checked";
    left_side: "左边", "Left side";
    right_side: "右边", "Right side";
    sum: "合计", "Sum";
    zero_terms: "另有 {n} 项为 0 或空白", "{n} more {n?are} zero or blank";
    left_is_more: "差 {n}：左边比右边多 {n}", "Off by {n}: the left side is {n} more than the right";
    right_is_more: "差 {n}：左边比右边少 {n}", "Off by {n}: the left side is {n} less than the right";
    equal: "两边相等", "Both sides are equal";
    every_reading: "有的单元格所在列无法确定；无论哪一种读法，两边都不相等。下面的合计取其中一种读法。",
        "The columns of some cells cannot be told; the sides differ in every reading. The sums below are those of one reading.";
    blank: "空白", "blank";
    blank_as_zero: "空白，按 0 计", "blank, counts as 0";
    written: "填“{raw}”，按 0 计", "“{raw}”, counts as 0";
    why: "为什么", "Why";
    source: "依据", "Source";
    rule: "规则", "Rule";
    own_rule: "勾稽对读取情况的说明，不是规定格式的要求", "A note of gouji's own on what it read; the form asks for nothing here";
    quoted: "原文", "In the text";
    cell_title: "这个单元格", "This cell";
    cell_in_relations: "这个单元格在 {n} 个等式里。选一个查看：", "This cell is in {n} equation{n?s}. Choose one:";
    cell_in_none: "规定格式没有为这个单元格设等式，只检查数字写法。",
        "The form sets no equation over this cell; only how its number is written is checked.";
    show_cell: "在表格中查看：{name}", "Show in the table: {name}";
    no_cell: "这一条说的是整份报告的结构，没有对应的单元格。", "This is about the report as a whole; no cell stands for it.";

    // The tables.
    tables_title: "按规定格式重排的表格", "The tables, laid out as the form prints them";
    tables_hint: "数字按原样显示，空白仍是空白。", "Numbers are shown as they were written; blank stays blank.";
    table_region: "{title}，表格，可左右滚动", "{title}: table, scrolls sideways";
    table_not_found: "没有读到这张表格。若原文中的表格是图片，则无法读取；也可能是没有复制到。",
        "This table was not found. A table that is a picture cannot be read; or it was not copied.";
    legend: "标记：", "Signs: ";
    legend_fails: "在不相符的等式里（后面的数字是不符的等式数）", "in an equation that fails (a number counts the equations)";
    legend_flaw: "数字写法有问题", "not written as a number should be";
    legend_ambiguous: "所在列无法确定，没有据此判错", "column cannot be told; nothing is called wrong on it";
    legend_missing: "没有读到", "not found";

    // A cell, as a screen reader says it.
    cell_column: "{name}列", "column {name}";
    cell_row: "{name}行", "row {name}";
    cell_fails: "不符 {n} 项", "in {n} equation{n?s} that fail{n?s_verb}";
    cell_flawed: "写法有问题", "not written as a number should be";
    cell_ambiguous: "所在列无法确定", "column cannot be told";
    cell_missing: "没有读到", "not found";
    role_plus: "等式的加项", "added in the equation";
    role_minus: "等式的减项", "subtracted in the equation";
    role_total: "等式的合计", "the total of the equation";
    role_right_plus: "等式右边的加项", "added on the right of the equation";
    role_mention: "这条说明提到的单元格", "named by this note";
    separator: "，", ", ";

    // Announcements.
    said_chosen: "第 {i} 条，共 {n} 条：{message}", "{i} of {n}: {message}";
    said_cell: "{cell}：在 {n} 个等式里，其中 {failing} 个不符", "{cell}: in {n} equation{n?s}, {failing} of them fail{failing?s_verb}";
    said_closed: "已返回", "Went back";
    said_cleared: "已清空", "Cleared";
    said_stopped: "已取消读取，原有内容没有变动", "Reading was cancelled; what was here is unchanged";
    said_restored: "已恢复上一份内容", "The earlier text is back";
    said_no_findings: "没有需要查看的问题", "There are no findings";

    // The foot, and the worst case.
    footer: "勾稽是开放源代码的核对工具，不代表任何机关；结果供填报人员复核，以规定格式和原文为准。",
        "Gouji is an open-source checker and speaks for no authority. Its results are for the people who compile a report to look at again; the form and the original document decide.";
    crashed: "核对程序出错停止了。您的内容没有上传。请复制保存框里的内容，刷新页面再试；如果总是出错，请换一种方式复制年报。",
        "The checker stopped with an error. Nothing was uploaded. Save what is in the box, reload the page and try again; if that does not help, copy the report in another way.";
}

/// The sentences in `lang`.
pub const fn texts(lang: Lang) -> &'static Texts {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}

/// `template` with its places filled in.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (place, after) = after.split_once('}').unwrap_or((after, ""));
        let (name, plural) = place.split_once('?').unwrap_or((place, ""));
        let value = values.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value);
        filled.push_str(before);
        filled.push_str(match (plural, value) {
            ("", value) => value,
            ("are", "1") => "is",
            ("s_verb", "1") => "s",
            ("s_verb", _) | (_, "1") => "",
            (ending, _) => ending,
        });
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The same for a template whose only place is a number `n`.
pub fn count(template: &str, n: usize) -> String {
    fill(template, &[("n", &n.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(template: &str) -> Vec<&str> {
        let mut names: Vec<_> = template
            .split('{')
            .skip(1)
            .filter_map(|part| part.split('}').next())
            .map(|place| place.split('?').next().unwrap_or(place))
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    #[test]
    fn both_languages_have_every_text_with_the_same_places() {
        for (name, zh, en) in PAIRS {
            assert!(!zh.is_empty() && !en.is_empty(), "{name}");
            assert_eq!(places(zh), places(en), "{name}");
        }
    }

    #[test]
    fn fills_places_and_endings() {
        assert_eq!(count("{n} cell{n?s}", 1), "1 cell");
        assert_eq!(count("{n} cell{n?s}", 2), "2 cells");
        assert_eq!(count("{n} more {n?are} zero", 1), "1 more is zero");
        assert_eq!(count("{n} more {n?are} zero", 3), "3 more are zero");
        assert_eq!(fill("{a} / {b}", &[("a", "1"), ("b", "2")]), "1 / 2");
    }
}
