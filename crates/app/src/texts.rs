//! Every sentence of the page, Chinese and English side by side; traditional Chinese is made from the simplified. Official
//! labels are not here: they come from the form and stay as they are; sentences about findings and rules come from the library.
//!
//! `{name}` is filled in by [`fill`]; `{name?s}` is an `s` unless that number is 1.

use std::sync::OnceLock;

use crate::lang::{Lang, hant};

// One text for each language, a line for each sentence, which is taken apart once: three hundred addresses and the calls that convert
// three hundred sentences are more to download than the sentences.
macro_rules! texts {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        /// The sentences in one language.
        #[derive(Debug)]
        pub struct Texts {
            $(#[doc = $zh] pub $name: &'static str,)*
        }
        impl Texts {
            fn of(lines: &'static str) -> Texts {
                let mut lines = lines.lines();
                let mut next = || lines.next().unwrap_or_default();
                Texts { $($name: next(),)* }
            }
        }
        const ZH: &str = concat!($($zh, "\n",)*);
        const EN: &str = concat!($($en, "\n",)*);
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
    privacy: "内容只在本机浏览器中核对，不上传；除非您要求，也不保存。",
        "The report is checked inside this browser only: it is not uploaded, and not stored unless you ask.";
    skip: "跳到核对结果", "Skip to the result";
    language: "语言", "Language";
    colon: "：", ": ";
    stop: "。", ". ";
    semicolon: "；", "; ";
    look_large: "大字", "Large text";
    look_dark: "深色", "Dark";
    look_light: "浅色", "Light";
    help: "帮助", "Help";

    // Help.
    help_title: "怎样使用，核对什么", "How to use it, and what is checked";
    help_reading_title: "怎样看一条结果", "How to read a finding";
    help_reading_1: "每条结果都是一个等式：左边是应当相加的单元格，右边是合计。两边不相等，就说明这些数字不可能同时成立，其中至少有一个是错的；究竟哪一个错，请对照原始台账。",
        "Every finding is an equation: on the left the cells that are added up, on the right their total. Where the sides differ, these figures cannot all be true and at least one is wrong; which one, only your records can tell.";
    help_reading_2: "“矛盾”是表格内部对不上；“提示”是与正文、上一年年报或规定格式不一致；“说明”只是告诉您哪些内容没有读到、没有核对。",
        "A contradiction is one inside the tables; a warning is a departure from the prose, last year's report or the form; a note only says what was not read or not checked.";
    help_reading_3: "“通过”“不符”“无法判断”数的是等式，“已忽略”数的是您选择不看的条目。没有核对的从不算作通过。",
        "Holds, fails and cannot be judged count equations; ignored counts the findings that you chose not to see. What was not checked never counts as passed.";
    help_keys_title: "键盘", "Keyboard";
    help_rules_title: "核对哪些规则", "The rules";
    help_source_title: "规则从哪里来", "Where the rules come from";
    help_source: "规则来自国务院办公厅政府信息公开办公室印发的年度报告格式：2019年版（国办公开办函〔2019〕60号）和2021年版（国办公开办函〔2021〕30号）。勾稽不代表任何机关。",
        "The rules come from the form that the State Council's office sets for these reports: the 2019 edition (国办公开办函〔2019〕60号) and the 2021 edition (国办公开办函〔2021〕30号). Gouji speaks for no authority.";
    help_privacy_title: "隐私", "Privacy";
    help_privacy: "年报只在本机浏览器里核对。网页的安全策略禁止它与别的服务器通信；不使用 Cookie。只有您点了“在本机保留草稿”，草稿才会存在这台电脑的浏览器里，可以随时删除。",
        "The report is checked inside this browser. The page's own policy forbids it to talk to any other server, and it sets no cookies. Only if you choose to keep a draft on this computer is it stored, in this browser, and you can delete it at any time.";
    key_arrows: "在表格里移动", "move inside a table";
    key_enter: "查看单元格所在的等式，Esc 回到单元格", "show the equations of a cell; Esc goes back to it";
    key_type: "直接输入，替换单元格的数字", "type to replace a cell's figure";
    key_f2: "选中单元格里原有的内容来修改，连点两下也可以", "select what stands in a cell to edit it; so does a double click";
    key_commit: "确认输入，移到下一行；Tab 移到右边一格", "finish an edit and move down; Tab moves right";
    key_delete: "清空单元格", "blank a cell";
    key_escape: "放弃输入；返回上一步", "give up an edit; go back";
    key_undo: "撤销、重做；换了一份年报也能撤销", "undo, redo, another report included";
    key_copy: "复制单元格；粘贴从 Excel 复制的一片数字", "copy a cell; paste figures copied from a spreadsheet";
    key_f8: "下一处、上一处问题", "next and previous finding";
    key_help: "打开这份说明", "open this help";

    // The input.
    input_title: "年报内容", "The report";
    input_label: "把年报粘贴到这里，或选择文件", "Paste the report here, or choose files";
    input_hint: "在年报网页或 Word、WPS 文档里全选（Ctrl+A）、复制（Ctrl+C），再到这里粘贴（Ctrl+V）。只有一张表也可以；表格是图片的，截图后粘贴。",
        "Open the report as a web page or in Word or WPS, select all (Ctrl+A), copy (Ctrl+C) and paste here (Ctrl+V). Tables come along; a single table will do, and so will a screenshot of tables that are pictures.";
    input_placeholder: "在此粘贴（Ctrl+V），也可以直接输入，或把年报文件（Word、WPS、Excel、PDF、OFD、网页、文本、图片）或文件夹拖到这里",
        "Paste here (Ctrl+V), type, or drop a file (Word, WPS, Excel, PDF, OFD, web page, text, picture) or a folder";
    choose_file: "选择文件", "Choose files";
    choose_folder: "选择文件夹", "Choose a folder";
    start_paste: "粘贴", "Paste";
    start_files: "文件", "Files";
    start_files_how: "一次可以选多份，或整个文件夹：列成清单，逐份核对。", "Choose several at once, or a folder: they are listed and checked one by one.";
    start_prior: "上年", "Last year";
    start_prior_how: "把相邻两年的年报一起选，或在结果里打开“上年对照”。", "Choose two neighbouring years together, or open “Last year” with the result.";
    start_private: "不上传", "Private";
    link_waits: "这个链接指向一份年报里的一处问题：{what}。链接里没有年报本身：请在这里粘贴或打开那份年报，就会直接显示这一处。",
        "This link names a finding in a report: {what}. The report itself is not in the link: paste or open it here, and the finding is shown at once.";
    edit_html: "高级：修改原文（网页代码）", "Advanced: change the text (HTML)";
    file_kinds_known: "可以打开的是 {kinds} 文件。", " Files that can be opened: {kinds}.";
    file_kinds: "Word、WPS、Excel、PDF、OFD、网页、纯文本、图片或压缩包（{kinds}）",
        "Word, WPS, Excel, PDF, OFD, web page, plain text, pictures or a packed folder ({kinds})";
    reading: "正在读取“{name}”……", "Reading {name}…";
    stop_reading: "取消", "Cancel";
    readers_not_loaded: "读取这种文件的程序没有载入。请检查网络后再选一次；也可以打开文件，全选复制后粘贴。您已有的内容没有变动。",
        "The program that reads this kind of file did not load. Check the network and choose the file again; or open it, copy everything and paste it. What you had here is unchanged.";
    reader_crashed: "读取这个文件时出错停止了，文件可能已损坏或过于复杂。请打开文件，另存一份再试，或全选复制后粘贴。您已有的内容没有变动。",
        "Reading this file stopped with an error: it may be damaged or too complex. Open it and save a new copy, or copy everything and paste it. What you had here is unchanged.";
    reader_slow: "这个文件读了20秒还没有读完，已停止。请打开文件，全选复制后粘贴，或只留下年报部分另存再试。您已有的内容没有变动。",
        "This file was not read within 20 seconds, and reading was stopped. Open it, copy everything and paste it, or save only the report and try again. What you had here is unchanged.";
    reading_picture: "正在读图片，先找表格，再逐格读数字。第一次要从本站载入读图程序（约5兆字节），图片不上传……",
        "Reading the picture: its tables, then figure by figure. The first time the reader loads from this site (about 5 MB); the picture stays here…";
    reading_figures: "正在读图片：{done} / {all} 个数字……", "Reading the picture: {done} of {all} figures…";
    reading_slowly: "这个浏览器版本较旧，读图要慢好几倍，请耐心等待，或换用较新的浏览器。", "This browser is old, and reading a picture takes it several times as long: be patient, or use a newer one.";
    pictures_elsewhere: "这个单文件版没有读图程序。请使用带读图程序的版本 gouji-pictures.html，或打开原始文档，把表格复制后粘贴。",
        "This single-file edition has no reader of pictures. Use the edition that has one, gouji-pictures.html, or open the original document and copy its tables.";
    picture_nth: "第 {n} 张图片", "Picture {n}";
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
    replaced_changed: "新的内容已替换原来的内容，连同其中修改过的 {n} 个单元格。", "The new text took the place of what was here, with {n} changed cell{n?s}.";
    cleared: "内容已清空，可以恢复。", "The box was emptied; what was in it can be brought back.";
    cleared_changed: "内容已清空，连同修改过的 {n} 个单元格，可以恢复。", "The box was emptied, with {n} changed cell{n?s}; all of it can be brought back.";
    closed_changed: "列表已关闭，其中修改过 {n} 个单元格，可以恢复。", "The list was closed, with {n} changed cell{n?s} in it; it can be brought back.";
    restored: "已恢复上一份内容和其中的修改。", "What was here before is back, with its changes.";
    restore_not: "换回去", "Go forward again";
    dismiss: "知道了", "Dismiss";
    reads_alone: "后台核对程序没有回应，已改由网页自己核对；内容很长时，网页可能一时没有反应。", "The checker in the background does not answer, so the page checks by itself; with a long text it may stand still for a while.";
    checker_slow: "这份内容核对了20秒还没有结果，已停止。内容还在，没有上传。请只复制年报部分或三张表格再试。", "This text was not checked within 20 seconds, and the check was stopped. The text is still here and was not uploaded. Copy only the report, or only its three tables.";
    offer_now: "这是同一机关 {year} 年度的年报。作为上年对照？", "This is the same organ's report on {year}. Put it beside the other as last year's?";
    offer_listed: "清单里有同一机关 {year} 年度的年报。作为上年对照？", "The list has the same organ's report on {year}. Put it beside this one as last year's?";
    offer_before: "上一份是同一机关 {year} 年度的年报。作为上年对照？", "The one before is the same organ's report on {year}. Put it beside this one as last year's?";
    offer_accept: "作为上年对照", "As last year's";
    origin_typed: "输入的文字", "typed text";
    origin_pasted: "粘贴的内容", "pasted content";
    origin_sample: "示例（机关与情况均为虚构）", "sample (organ and events are invented)";
    origin_file: "文件 {name}", "file {name}";
    read_as_html: "按网页读取", "read as a web page";
    read_as_document: "按文字文档读取", "read as a document";
    read_as_workbook: "按电子表格读取", "read as a workbook";
    read_as_pages: "按版式文件读取", "read as printed pages";
    read_as_picture: "从图片读取，只读表格", "read from a picture, its tables only";
    read_as_text: "按纯文本读取", "read as plain text";
    read_as_values: "按CSV表格读取", "read as csv";
    characters: "{n} 个字符", "{n} character{n?s}";
    sniffed_html: "这段文字是网页源代码，已按网页读取。", "This text is the source of a web page, so it was read as one.";
    switch_to_text: "改按纯文本读取", "Read it as plain text";
    switch_to_html: "改按网页读取", "Read it as a web page";
    forced_text: "这段文字像网页源代码，现按纯文本读取。", "This text looks like the source of a web page; it is read as plain text.";
    nothing_pasted: "剪贴板里没有文字。", "There is no text on the clipboard.";
    image_pasted: "剪贴板里只有图片的地址，没有图片本身。请对表格截图后粘贴，或把图片存成文件再打开。",
        "The clipboard holds only the address of a picture. Paste a screenshot of the tables, or save the picture and open the file.";

    // The first visit.
    what_title: "核对什么", "What is checked";
    what_rows: "第三部分表格：每行各类申请人之和等于总计；每列各种办理结果之和等于总计；本年新收加上年结转，等于办理结果总计加结转下年度。",
        "Table 3: in each row applicants add up to the total; in each column outcomes add up to the total; received plus carried in equals handled plus carried out.";
    what_blocks: "第四部分表格：复议、诉讼三组中，各项结果之和等于总计。",
        "Table 4: in each of its three blocks the results add up to the total.";
    what_text: "正文里的数字与表格是否一致，其中的分项、百分比是否算得对；与上一年年报的结转、现行有效件数是否衔接。",
        "Figures in the prose against the tables, their breakdowns and percentages; what was carried over from last year's report, where it is given.";
    what_form: "数字写法、六个部分和三张表格是否齐全、标题与统计期限的年份是否一致。",
        "How numbers are written, whether the six sections and three tables are there, whether title and period name one year.";
    what_forms: "2019年版和2021年版格式都能识别，按每张表自己的表头判断。",
        "The forms of 2019 and 2021 are both known, and told apart table by table.";
    not_title: "不核对什么", "What is not checked";
    not_text: "图片里只读表格，不读文字段落；正文中看不准指哪一项的数字不核对；数字是否属实，也无从判断。没有读到或没有核对的，结果里会逐项说明。",
        "Of pictures only the tables are read, not the prose; figures in the prose whose cell is not certain are passed over, and nobody can tell from a report whether its figures are true. Whatever was not read or not checked is listed with the result.";

    // The answer.
    checking: "正在核对……", "Checking…";
    stop_checking: "停止核对", "Stop checking";
    stopped: "核对已停止，没有结果。", "The check was stopped; there is no result.";
    check_again: "重新核对", "Check again";
    checker_stopped: "核对这份内容时出错停止了。内容还在，没有上传。请换一种方式复制年报再试，或只复制三张表格。",
        "The checker stopped with an error over this text. The text is still here and was not uploaded. Copy the report in another way, or only its three tables.";
    too_long_to_show: "内容太长（{n} 字），这里不显示，但没有丢失。在框里输入或粘贴会换掉它。", "The text is too long to be shown here ({n} characters); it is not lost. What you type or paste here takes its place.";
    verdict_errors: "{n} 处矛盾", "{n} contradiction{n?s}";
    verdict_clean: "在 {equations} 个等式、{cells} 个单元格中没有发现矛盾",
        "No contradiction in {equations} equation{equations?s} over {cells} cell{cells?s}";
    verdict_warned: "表内 {equations} 个等式、{cells} 个单元格中没有发现矛盾", "No contradiction inside the tables, in {equations} equation{equations?s} over {cells} cell{cells?s}";
    verdict_warned_by: "；但有 {n} 处与正文或另一份年报不一致", "; but in {n} place{n?s} they disagree with the text or another report";
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
    count_skipped: "无法判断 {n}", "{n} cannot be judged";
    count_ignored: "已忽略 {n}", "{n} ignored";
    skipped_spoken: "{n} 个等式无法判断", "{n} equation{n?s} cannot be judged";
    cells_read: "读到 {found} / {expected} 个单元格", "{found} of {expected} cells read";
    equations_checked: "核对 {n} 个等式", "{n} equation{n?s} checked";
    warnings_count: "{n} 条提示", "{n} warning{n?s}";
    infos_count: "{n} 条说明", "{n} note{n?s}";
    not_checked_title: "没有读到、没有核对的", "Not read, not checked";
    skipped_because: "{n} 个等式未核对：{why}", "{n} equation{n?s} not checked: {why}";
    table_absent: "没有读到表格", "table not found";
    table_2_no_equation: "第二部分的表格，规定格式没有设等式，只检查数字写法；2021年版还检查现行有效件数是否不少于制发减废止。",
        "The form sets no equation inside table 2: how its numbers are written is checked, and in the form of 2021 that no fewer are in force than were made less those repealed.";
    prose_not_checked: "正文里的数字没有与表格核对。", "Figures in the prose were not compared with the tables.";
    year: "{year} 年度", "report year {year}";
    edition: "{year}年版格式", "{year} form";
    both_editions: "2019年版、2021年版格式相同", "the same in the 2019 and 2021 forms";

    // Findings.
    findings_title: "发现的问题", "Findings";
    next_steps: "下一步：用表格右上角的“复制表格”带走改好的表，或用“下载与打印”取走表格和核对单；有上一年的年报，可以打开“上年对照”。",
        "Next: take the tables along with “Copy table” or “Download and print”; compare with last year’s report, if you have it.";
    no_findings: "没有需要逐条查看的问题。点击表格里的任意数字，可以看到它在哪些等式里。",
        "There is nothing to look at one by one. Choose any number in the tables to see the equations that it is in.";
    group_error: "矛盾", "Contradictions";
    group_warning: "提示", "Warnings";
    group_info: "说明", "Notes";
    group_error_hint: "这些数字不可能同时成立，至少有一个是错的。", "These figures cannot all be true: at least one is wrong.";
    difference: "差 {n}", "off by {n}";
    next: "下一处", "Next";
    previous: "上一处", "Previous";
    keys: "直接输入即修改 · 回车看等式 · F8 下一处 · Alt+回车 按首选修改 · Ctrl+Z 撤销 · ? 帮助",
        "Type to change a cell · Enter: its equations · F8: next · Alt+Enter: first correction · Ctrl+Z: undo · ? help";

    // One equation.
    detail_title: "等式", "Equation";
    finding_title: "这一条", "This finding";
    close: "关闭", "Close";
    back: "返回", "Back";
    fails: "不符", "fails";
    holds: "相符", "holds";
    not_checked: "未核对", "not checked";
    not_placed: "列未定，每种读法都合计得上", "columns not certain; adds up in every reading";
    left_side: "左边", "Left side";
    right_side: "右边", "Right side";
    sum: "合计", "Sum";
    figure_of_prior: "上一年年报：{cell}", "last year's report: {cell}";
    figure_of_member: "{name}：{cell}", "{name}: {cell}";
    figure_of_prose: "正文“{words}”", "the text's “{words}”";
    figure_elsewhere: "表格以外的数", "figures from outside the table";
    zero_terms: "另有 {n} 项为 0 或空白", "{n} more {n?are} zero or blank";
    equal_unplaced: "有的数字所在列无法确定；无论哪一种读法，两边都合计得上。下面是其中一种读法。", "The columns of some figures cannot be told; both sides add up in every reading. Below is one of them.";
    left_is_more: "差 {n}：左边比右边多 {n}", "Off by {n}: the left side is {n} more than the right";
    right_is_more: "差 {n}：左边比右边少 {n}", "Off by {n}: the left side is {n} less than the right";
    equal: "两边相等", "Both sides are equal";
    at_least: "右边不少于左边", "The right side is at least the left";
    about_equal: "正文写的是约数或取整的数，在其范围之内", "The text gives a rounded figure, and this is within it";
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

    // Changing cells.
    edit_cell: "修改这个单元格", "Change this cell";
    editor_label: "修改 {cell}", "Change {cell}";
    changes_title: "修改", "Changes";
    undo: "撤销", "Undo";
    redo: "重做", "Redo";
    revert_cell: "恢复原文的{was}", "Back to {was}, as in the source";
    revert_all: "全部恢复原文", "Back to the source";
    changed_count: "已修改 {n} 个单元格", "{n} cell{n?s} changed";
    was: "原 {was}", "was {was}";
    said_changed: "{cell}：{was} 改为 {now}", "{cell}: {was} changed to {now}";
    said_undone: "已撤销", "Undone";
    said_redone: "已重做", "Done again";
    said_reverted: "已恢复原文", "Back to the source";
    nothing_to_undo: "没有可以撤销的修改", "Nothing to undo";
    nothing_to_redo: "没有可以重做的修改", "Nothing to do again";
    cell_change: "首选改法：改为 {to}", "the first correction writes {to}";
    cell_changed: "已修改，原文为{was}", "changed, was {was} in the source";
    legend_changed: "修改过的单元格，后面是原文的数字", "changed here; what the source says stands beside it";

    // Repairs.
    repairs_title: "怎样改才对得上", "What would make it add up";
    repairs_hint: "这里只说明怎样改数字才能对得上，不说明哪一种是事实，请对照原始台账选用。",
        "These changes make the figures agree. Which of them is true, only your records can tell.";
    repair_only: "只有这一种改法（改动最少）：", "The only one of its kind (fewest changes):";
    repair_one_of: "以下 {n} 种改法，任选其一：", "One of these {n}:";
    repair_resolves: "解决 {n} 处矛盾，不产生新的矛盾", "resolves {n} contradiction{n?s} and makes none";
    repair_apply: "按此修改", "Apply";
    more: "更多", "More";
    tab_t2: "表二 主动公开", "Table 2";
    tab_t3: "表三 申请情况", "Table 3";
    tab_prior: "上年对照", "Last year";
    tab_flow: "来去图", "Picture";
    tab_sums: "显示合计", "Sums";
    tab_t4: "表四 复议诉讼", "Table 4";
    write_to: "改为 {to}", "Write {to}";
    fill_in: "自己填…", "Write another…";
    verify: "不改，已核实", "Leave it: looked into";
    said_verified: "已标记为核实无误，核对单会写明；可在列表末尾恢复", "Marked as looked into; the note will say so, and the end of the list takes it back";
    see_source: "看原文", "See the text";
    said_prose: "已记为改正文，核对单会写明；改好的那一句已复制，可粘贴到文档里", "Noted: the prose is to be changed, and the note will say so. The corrected clause was copied, to be pasted into the document";
    across: "横着看", "Across";
    down: "竖着看", "Down";
    infos_title: "说明 {n} 条（读取时的情况）", "{n} note{n?s} on the reading";
    repair_apply_all: "全部按首选改法修改", "Apply the first choice for all";
    said_applied: "已按此修改 {n} 个单元格，可用 Ctrl+Z 撤销", "{n} cell{n?s} changed; Ctrl+Z takes it back";

    // Out again.
    out_title: "下载与打印", "Download and print";
    copy_table: "复制表格", "Copy table";
    copied: "已复制“{name}”，可以粘贴到 Word、WPS 或网站编辑器", "“{name}” was copied; paste it into Word, WPS or a web editor";
    copy_failed: "浏览器不允许复制。请在表格上拖选后按 Ctrl+C，或下载文件。", "The browser did not allow copying. Select the table and press Ctrl+C, or download a file.";
    tables_as: "表格下载为：", "The tables as:";
    note_as: "核对单下载为：", "The review note as:";
    print: "打印核对单", "Print the note";
    said_downloaded: "已生成文件 {name}", "{name} was made";
    note_title: "政府信息公开工作年度报告核对单", "Review note on a disclosure report";
    note_result: "核对结果", "Result";
    note_unnamed: "（未写明机关）", "(no organ named)";
    note_column_kind: "类别", "Kind";
    note_column_rule: "规则", "Rule";
    note_column_message: "内容", "Finding";
    note_column_equation: "等式", "Equation";
    note_column_difference: "差", "Difference";
    note_column_state: "处理", "Status";
    note_changed: "以上按修改后的表格核对；与原文不同的单元格：", "Checked on the changed tables. Cells that differ from the source:";
    note_by: "由勾稽 {version} 核对，规则集 {rules}。结果供填报人员复核，不代表任何机关。", "Checked by gouji {version}, rule set {rules}, for the people who compile the report; it speaks for no authority.";
    note_ignored: "已忽略", "ignored";
    note_verified: "已核实，不改", "looked into, left as it is";
    note_prose: "改正文：{clause}", "the prose is to read: {clause}";
    web_note_none: "没有需要逐条查看的问题。", "There is nothing to look at one by one.";
    web_note_more: "，另有 {n} 个", ", and {n} more";
    web_note_legend: "≠ 和 ! 后面的数字是问题的序号，点击可回到那一条。✎ 是修改过的单元格。", "The number after ≠ or ! is that of the finding, and leads back to it. ✎ is a cell that was changed.";
    web_note_rules: "以上问题的规则", "The rules of these findings";
    file_tables: "年报表格", "report-tables";
    file_note: "年报核对单", "review-note";
    file_list: "年报核对清单", "report-list";

    // The blank form.
    blank_form: "填写空白表格（2021年版）", "Fill in a blank form (2021)";
    origin_draft: "本机的草稿", "the draft on this computer";
    origin_blank: "空白表格（2021年版）", "blank form (2021)";
    blank_hint: "在格子里直接输入数字：Tab 向右，回车向下；填到哪里，核对到哪里。", "Type into the cells: Tab goes right, Enter goes down. What you fill in is checked as you go.";

    // Ignoring.
    ignore_one: "仅忽略这一处", "Ignore this one";
    ignore_kind: "忽略本次全部同类", "Ignore all of this kind";
    ignored_title: "已忽略 {n} 条", "{n} ignored";
    restore_one: "恢复", "Restore";
    restore_all: "全部恢复", "Restore all";
    said_ignored: "已忽略，可在列表末尾恢复", "Ignored; the end of the list restores it";
    said_unignored: "已恢复到列表", "Back in the list";
    verdict_ignored: "没有其他矛盾；您忽略了 {n} 条，未计入", "No other contradiction; {n} that you ignored {n?are} not counted";
    unknown_link: "链接所指的那一条不在这份年报的结果里。", "The finding that the link names is not among the results of this report.";
    link_here: "复制这一条的链接", "Copy a link to this finding";
    copied_unsure: "其中 {n} 格不能确定，带“？”的请对照原文改正", "{n} of its cells {n?are} not certain: correct what has a “?” from the source";
    said_link_copied: "链接已复制；打开链接的人要先放入同一份年报", "The link was copied; whoever opens it needs the same report";

    // Last year's report.
    prior_title: "与上一年年报对照", "Beside last year's report";
    prior_hint: "把同一机关上一年的年报粘贴到这里，或选择文件，就能看到逐项变化，并核对结转、现行有效件数是否衔接。",
        "Paste the same organ's report on the year before, or choose its file: see every change, and whether carried-over figures meet.";
    prior_label: "上一年年报", "Last year's report";
    prior_choose: "选择上一年年报的文件", "Choose last year's file";
    prior_remove: "移除上一年年报", "Remove it";
    prior_failed: "上一年年报没有读成：{why}", "Last year's report was not read: {why}";
    prior_is: "对照的是：{name}", "Beside: {name}";
    prior_swap: "对调两份年报", "Swap them";
    prior_same: "两份年报的所有单元格都相同。", "All cells of the two reports are the same.";
    prior_changes: "{n} 个单元格与上一年不同", "{n} cell{n?s} differ{n?s_verb} from last year";
    prior_column_cell: "单元格", "Cell";
    prior_column_last: "上一年", "Last year";
    prior_column_this: "本年", "This year";
    prior_column_change: "变化", "Change";
    prior_swing: "变化较大", "large swing";
    prior_swings: "其中 {n} 个变化较大（相差不少于 10，且不少于一倍），请留意；这不是错误。", "{n} of them {n?are} large swings (10 or more, and at least double or half): worth a look, not an error.";
    said_prior: "上一年年报已读入", "Last year's report was read";
    said_prior_removed: "已移除上一年年报", "Last year's report was removed";

    prior_listed: "对照的是列表中的上一年年报：{name}", "Beside last year's report, from the list: {name}";

    // Two copies of one report, and what is like last year's.
    copies_title: "两份比较", "Two copies, compared";
    copies_remove: "不再比较", "Compare no more";
    copies_cells: "不同的单元格", "Cells that differ";
    copies_sentences: "不同的句子", "Sentences that differ";
    copies_other: "另一份", "The other copy";
    copies_this: "这一份", "This copy";
    copies_absent: "没有这一句", "not there";
    sentences_more: "另有 {n} 句没有列出。", "{n} more {n?are} not listed.";
    copies_hint: "只列出不同之处，哪一份正确请对照原始材料。空格、全角半角和引号不算不同。", "Only what differs is listed; which copy is right, your records tell. Spaces, widths and quotation marks are no difference.";
    copies_compare: "比较两份", "Compare the two";
    offer_copy: "这一份与之前的一份是同一机关、同一年度。", "This and the one before are of the same organ and year.";
    offer_compare: "比较两份", "Compare them";
    alike_title: "与上一年相同的句子", "Sentences that stand in last year's report too";
    alike_share: "正文约 {percent}% 与上一年相同（{n} 句）。", "About {percent} % of the prose stands in last year's report too ({n} sentence{n?s}).";
    alike_little: "正文太少，不计算与上一年相同的比例。", "Too little prose to say how much of it stands in last year's report.";
    alike_open: "逐句对照", "Side by side";
    alike_close: "收起", "Close";
    alike_measure: "比较第一、第五部分中 12 字以上的句子；只有数字、年份或机关名称不同的，也算相同。", "Sentences of 12 characters and more of sections 一 and 五; those that differ in figures, years or the organ's name alone count as the same.";
    alike_unchanged: "其中 {n} 句一字未改。", "{n} of them did not change at all.";
    alike_same: "未改", "unchanged";

    // What an office has set.
    office_chip: "按设置核对：{name}", "Checked as set: {name}";
    office_usual: "与通行规则没有不同。", "Nothing differs from what everybody has.";
    office_remove: "移除设置", "Remove the settings";
    said_office: "已按“{name}”的设置核对", "Checked as “{name}” sets";
    said_office_removed: "已移除设置，按通行规则核对", "The settings were removed; the usual rules hold";
    settings_unread: "这个设置文件没有读成。请用“另存为”存成 UTF-8 编码的文本，再放进来。", "This file of settings could not be read. Save it as UTF-8 text and choose it again.";

    // Several files.
    files_title: "{n} 个文件", "{n} file{n?s}";
    files_title_plain: "读取进度", "Progress";
    files_progress: "已读 {done} / {n}", "{done} of {n} read";
    files_column_file: "文件", "File";
    files_column_report: "年报", "Report";
    files_column_year: "年度", "Year";
    files_column_errors: "矛盾", "Contradictions";
    files_column_warnings: "提示", "Warnings";
    files_column_read: "读到的单元格", "Cells read";
    files_stopped: "没有读：已停止读取。要读，请重新选择这个文件。", "Not read: reading was stopped. Choose the file again to read it.";
    files_waiting: "等待读取", "waiting";
    files_reading: "正在读取", "reading";
    files_total: "{n} 份：{broken} 份有矛盾，{unread} 份未能核对，{warned} 份有提示，{clean} 份未发现问题", "{n} report{n?s}: {broken} with contradictions, {unread} not checked, {warned} with warnings, {clean} without a finding";
    files_filter: "只看", "Show only";
    files_all: "全部", "all";
    files_broken: "有矛盾", "contradictory";
    files_unread: "未能核对", "not checked";
    files_warned: "有提示", "warnings";
    files_clean: "未发现问题", "clean";
    files_twin: "与“{name}”是同一机关、同一年度", "same organ and year as “{name}”";
    files_findings: "问题清单", "Findings";
    files_notes: "各份核对单：", "A review note for each:";
    file_notes: "年报核对单", "Review notes";
    files_sort: "问题最重的在前", "Worst first";
    files_stop: "停止读取", "Stop reading";
    files_close: "关闭列表", "Close the list";
    files_export: "清单下载为：", "The list as:";
    files_done: "{n} 个文件已读完，其中 {broken} 个有矛盾，{failed} 个没有读成", "{n} file{n?s} read; {broken} with contradictions, {failed} not read";
    files_tasks: "整改清单：", "What is to be mended:";
    file_tasks: "整改清单", "to-mend";
    files_tasks_column: "整改", "To mend";
    files_tasks_hint: "整改清单记下每一项的状态。把下载的清单和年报再次放进来，就接着上次往下做；网页自己不保存。", "The list of what is to be mended keeps how far each is. Choose it again with the reports to go on; the page itself stores nothing.";
    tasks_title: "{name} 的整改清单", "What {name} has to mend";
    tasks_none: "没有要改的", "nothing to mend";
    tasks_open: "待改 {n}", "{n} open";
    tasks_done: "已办 {n}", "{n} done";
    tasks_from: "接着“{name}”", "Going on with “{name}”";
    tasks_unread: "这个文件看来是整改清单，但没有读到“整改状态”和“整改编号”两列。请保留这两列。", "This looks like a list of what is to be mended, but its columns “standing” and “task” are not there. Keep them.";
    said_tasks: "已读入整改清单，共 {n} 项", "The list of what is to be mended was read: {n} task{n?s}";
    tasks_column_what: "问题", "What";
    tasks_column_fix: "建议改法", "Proposed correction";
    tasks_column_standing: "状态", "Standing";
    tasks_gone: "不再出现", "found no more";
    tasks_back: "标为已改，仍然存在", "called mended, still there";
    tasks_new: "新发现", "new";
    files_summary: "汇总报告：", "A summary:";
    file_summary: "年报核对汇总", "report-summary";
    summary_title: "政府信息公开工作年度报告核对汇总", "Annual reports on information disclosure, checked: a summary";
    summary_remarks: "总数、重复与雷同", "Totals, what is given twice, what is alike";
    files_group_found: "按名称看，“{name}”可能是另外 {n} 份的汇总单位。名称不能证明，请确认后再核对。", "By its name “{name}” may add up {n} others. A name is no proof: check only if it does.";
    files_group_take: "按汇总核对", "Check as the sum";
    files_group: "作为汇总单位", "Is the parent";
    files_group_column: "汇总单位", "Parent";
    files_group_hint: "如果其中一份是其余各份的汇总，请在这里指明，打开它时会与各成员之和核对。", "If one of them adds up the others, say so here: when it is opened, it is checked against their sum.";
    files_group_none: "没有汇总关系", "None adds up the others";
    files_limit: "没有全部读取：一次最多放入 {n} 个文件，文件夹不能太深。", "Not everything was read: at most {n} files at a time, and folders not too deep.";
    folder_empty: "没有读到其中的文件。文件夹里没有文件，或者浏览器不让网页读取拖入的文件夹；请改用“选择文件夹”。", "No file in it could be read: it is empty, or the browser does not let a page read a folder that was dropped. Use “Choose a folder” instead.";
    group_with: "与 {n} 个成员单位之和核对", "checked against the sum of {n} member{n?s}";

    // The source.
    show_source: "正文", "Source";
    source_title: "原文", "The source";
    source_hint: "按原来的文字和表格显示，不带样式。标出的是当前这一条涉及的地方；下划线是正文中与表格核对过的数字，点击可到那一格。", "Its words and tables, without styling. Marked is what the chosen finding speaks of; underlined are figures of the prose that were compared, and lead to their cell.";
    claim_agrees: "（与表格相符）", "(agrees with the table)";
    claim_differs: "（与表格不符）", "(differs from the table)";
    source_cut: "原文很长，这里只显示前 {n} 段。", "The source is long; its first {n} blocks are shown.";
    mark_chosen: "（此处）", "(here)";

    // Pictures that were read, and what they leave open.
    show_picture: "原图", "Picture";
    picture_hint: "只读了图片里的表格，文字段落没有读。点图片里的一格，就选中表格里的同一格。",
        "Only the tables in the picture were read, not its prose. Click a cell in the picture to select it in the table.";
    unsure_title: "先看这里：图片里有 {n} 格没有读准", "Look here first: {n} cell{n?s} of the picture {n?are} not certain";
    unsure_how: "对照图片，点正确的读法；选中单元格后也可以按字母键。用到这些格的等式，定下来才核对。",
        "Compare with the picture and choose what is right, with the cell selected also by its letter. Equations with these cells are checked once they are decided.";
    unsure_more: "还有 {n} 格，定下上面的之后接着显示。", "{n} more, shown as these are decided.";
    crop_label: "图片中的单元格：{cell}", "The cell in the picture: {cell}";
    readings_label: "可能的读法：{cell}", "What it may say: {cell}";
    take_label: "{cell}：取 {now}", "{cell}: take {now}";
    said_taken: "{cell} 定为 {now}", "{cell} is taken to say {now}";

    // The picture.
    flow_title: "申请的来去", "How applications flowed";
    sums_row: "各项之和", "Sum of the row";
    sums_results: "（一）至（六）之和", "Sum of （一） to （六）";
    sums_balance: "结转应为", "Should be carried over";
    sums_block: "四项之和", "Sum of the four";
    flow_in: "收到", "In";
    flow_out: "去向", "Out";
    flow_in_total: "合计 {n} 件", "{n} in all";
    flow_balanced: "收到的与去向相等，都是 {n} 件。", "What came in equals what went out: {n}.";
    flow_broken: "收到 {a} 件，去向合计 {b} 件，差 {n} 件。", "{a} came in, {b} went out: off by {n}.";
    flow_gap: "差 {n} 件", "off by {n}";
    flow_unknown: "第三部分“总计”列有数字没有读到，画不出图。", "Some figures of table 3's 总计 column were not read, so there is no picture.";
    flow_empty: "本年没有申请。", "There were no applications.";

    // The draft.
    draft_keep: "在本机保留草稿", "Keep this draft on this computer";
    draft_kept: "草稿已存在这台电脑的浏览器里（{time}）。任何使用这台电脑的人都可能看到。", "The draft is stored in this browser on this computer ({time}). Anyone who uses this computer may see it.";
    draft_found: "这台电脑上留有一份草稿（{time}）。", "A draft is stored on this computer ({time}).";
    draft_open: "打开草稿", "Open the draft";
    draft_delete: "删除草稿", "Delete the draft";
    draft_deleted: "草稿已删除", "The draft was deleted";
    draft_failed: "浏览器没有存下草稿（空间不够，或禁止保存）。请改为下载文件。", "The browser did not store the draft (no room, or not allowed). Download a file instead.";

    // The tables.
    tables_title: "按规定格式重排的表格", "The tables, laid out as the form prints them";
    table_region: "{title}，表格，可左右滚动", "{title}: table, scrolls sideways";
    table_not_found: "没有读到这张表格。若原文中的表格是图片，请对它截图后粘贴；也可能是没有复制到。",
        "This table was not found. If it is a picture in the source, paste a screenshot of it; or it was not copied.";
    legend: "标记：", "Signs: ";
    legend_fails: "在不相符的等式里（后面的数字是不符的等式数）", "in an equation that fails (a number counts the equations)";
    legend_flaw: "数字写法有问题", "not written as a number should be";
    legend_noted: "有提示，请核实", "named by a warning: to be looked into";
    legend_ambiguous: "所在列无法确定，数字按其中一种读法放置，没有据此判错", "column cannot be told; the figure stands as in one of the readings, and nothing is called wrong on it";
    legend_unsure: "图片里没有读准，没有据此判错", "not certain in the picture; nothing is called wrong on it";
    legend_missing: "没有读到", "not found";

    // A cell, as a screen reader says it.
    cell_column: "{name}列", "column {name}";
    cell_row: "{name}行", "row {name}";
    cell_fails: "不符 {n} 项", "in {n} equation{n?s} that fail{n?s_verb}";
    cell_flawed: "写法有问题", "not written as a number should be";
    cell_noted: "有提示", "named by a warning";
    cell_unsure: "图片里没有读准，有 {n} 种读法", "not certain in the picture, {n} reading{n?s}";
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
pub fn texts(lang: Lang) -> &'static Texts {
    static TEXTS: [OnceLock<Texts>; 3] = [const { OnceLock::new() }; 3];
    TEXTS[lang as usize].get_or_init(|| {
        Texts::of(match lang {
            Lang::Zh => ZH,
            // Kept as long as the page.
            Lang::Hant => hant::convert(ZH).leak(),
            Lang::En => EN,
        })
    })
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
    fn every_text_is_where_its_name_says() {
        for lang in [Lang::Zh, Lang::Hant, Lang::En] {
            let all = format!("{:?}", texts(lang));
            for (name, zh, en) in PAIRS {
                let text = match lang {
                    Lang::Zh => (*zh).to_owned(),
                    Lang::Hant => hant::convert(zh),
                    Lang::En => (*en).to_owned(),
                };
                assert!(all.contains(&format!(" {name}: {text:?}")), "{lang:?} {name}");
            }
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
