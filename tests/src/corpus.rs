//! Hostile documents and mutations: what the fuzz functions are fed on the stable toolchain.
//!
//! Comes in: a seed and good documents. Goes out: documents that nobody should write and somebody will paste.

use crate::dice::Dice;

/// Documents made to exhaust a reader: depth, width, length, spans. `scale` 1 is their full size.
pub fn hostile(scale: usize) -> Vec<(&'static str, String)> {
    let n = |full: usize| full / scale.max(1);
    let row = "<tr><td>一、本年新收政府信息公开申请数量</td><td>1</td><td>2</td></tr>";
    vec![
        ("nested divs", "<div>".repeat(n(100_000)) + "38" + &"</div>".repeat(n(100_000))),
        ("nested tables", "<table><tr><td>".repeat(n(20_000)) + "行政复议"),
        ("nested inline tags", "<table><tr><td>".to_owned() + &"<b><i>".repeat(n(20_000)) + "1"),
        ("unterminated tags", "<td <table <tr ".repeat(n(50_000))),
        ("unterminated attribute", "<td title=\"".to_owned() + &"总计".repeat(n(100_000))),
        ("unterminated comment", "<table><tr><td>1<!--".to_owned() + &"-".repeat(n(500_000))),
        ("giant spans", "<table>".to_owned() + &"<tr><td rowspan=4294967295 colspan=4294967295>自然人</td></tr>".repeat(n(1_000)) + "</table>"),
        ("spans that overflow", "<table><tr><td colspan=99999999999999999999 rowspan=-1>总计</td><td colspan=1e9>1</td></tr></table>".to_owned()),
        ("many wide spans", "<table><tr>".to_owned() + &"<td colspan=1000 rowspan=65534>0</td>".repeat(n(2_000)) + "</tr></table>"),
        ("steps of spans", (0..n(1_000)).fold("<table>".to_owned(), |out, n| out + &format!("<tr><td rowspan={} colspan={}>1</td></tr>", 1000 - n % 1000, n + 1))),
        ("a huge table", "<table>".to_owned() + &row.repeat(n(20_000)) + "</table>"),
        ("a wide row", "<table><tr>".to_owned() + &"<td>0</td>".repeat(n(200_000)) + "</tr></table>"),
        ("a million cells", "<table>".to_owned() + &("<tr>".to_owned() + &"<td>0".repeat(1_000)).repeat(n(1_000)) + "</table>"),
        ("a million cells of text", ("0\t".repeat(1_000) + "\n").repeat(n(1_000))),
        ("many tables", "<table><tr><td>行政复议</td><td>行政诉讼</td></tr></table>".repeat(n(5_000))),
        ("a million digits", format!("规章\t{}\t0\t0\n行政许可\t{}\n", "9".repeat(n(1_000_000)), "1.".repeat(n(1_000)))),
        ("a million digits in a cell", format!("<table><tr><td>行政许可</td><td>{}</td></tr></table>", "7".repeat(n(1_000_000)))),
        ("pipes", "|".repeat(n(300_000))),
        ("lines of pipes", "|\n".repeat(n(100_000))),
        ("tabs", "\t".repeat(n(300_000))),
        ("labels without figures", "一、本年新收政府信息公开申请数量 |\n".repeat(n(10_000))),
        ("figures without labels", "0 |\n".repeat(n(50_000))),
        ("short rows", "三、本年度办理结果 |\n(一)予以公开 |\n1 |\n2 |\n|||\n".repeat(n(5_000))),
        ("table 4 over and over", "行政复议\t行政诉讼\n结果维持\t总计\n0\t1\t0\t0\t2\n".repeat(n(5_000))),
        ("pinyin without end", "(jù".repeat(n(100_000))),
        ("zero-width and controls", "\u{feff}\u{200b}\0\u{1}总计\u{202e}\t1\r\n\r\r\u{2028}".repeat(n(2_000))),
        ("titles", "一、总体情况\n二、主动公开\n".repeat(n(5_000))),
        ("years", "2023年政府信息公开工作年度报告".repeat(n(5_000))),
        ("claims without end", "一、总体情况\n收到政府信息公开申请".to_owned() + &"1件，其中予以公开2件、（占50%）累计行政复议3起维持".repeat(n(20_000)) + "。\n"),
        ("claims by the sentence", "一、总体情况\n".to_owned() + &"收到政府信息公开申请1件，未发生行政复议、行政诉讼，同比增长3%。".repeat(n(20_000))),
        ("nothing without end", "一、总体情况\n未发生".to_owned() + &"行政复议、".repeat(n(50_000)) + &"（未".repeat(n(50_000))),
        ("dates without end", "统计期限2023年1月1日至".to_owned() + &"6月31日至2022年".repeat(n(20_000)) + "。"),
        ("references", "<table><tr><td>&#x110000;&#0;&nbsp;&amp;&bogus;&#56;</td></tr></table>".repeat(n(2_000))),
    ]
}

/// A copy of `good` with a few pieces cut, doubled, swapped, or replaced by bytes that mean something to a reader.
pub fn mutate(good: &[u8], dice: &mut Dice) -> Vec<u8> {
    const SPICE: [&[u8]; 14] = [
        b"|",
        b"\t",
        b"\n",
        b"<td>",
        b"</table>",
        b"rowspan=\"0\"",
        b"<tr>",
        b"-",
        b"\xff\xfe",
        b"\xe6\x80",
        b"&nbsp",
        b"<!--",
        "总计".as_bytes(),
        "９９９９９９９９９９９９９９９９９９９９９９９９９９９９９９".as_bytes(),
    ];
    let mut bytes = good.to_vec();
    for _ in 0..=dice.below(8) {
        if bytes.is_empty() {
            break;
        }
        let len = bytes.len() as u32;
        let start = dice.below(len) as usize;
        let end = (start + dice.below(64) as usize).min(bytes.len());
        match dice.below(5) {
            0 => drop(bytes.drain(start..end)),
            1 => {
                let piece = bytes[start..end].to_vec();
                let at = dice.below(len) as usize;
                bytes.splice(at..at, piece);
            }
            2 => bytes[start] = dice.below(256) as u8,
            3 => bytes.truncate(start.max(1)),
            _ => drop(bytes.splice(start..start, dice.pick(&SPICE).iter().copied())),
        }
    }
    bytes
}
