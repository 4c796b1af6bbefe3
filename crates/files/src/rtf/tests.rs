//! Bodies in, HTML out.

use gouji::Error;

use crate::{Format, open};

/// A file with this body; the first font is Chinese, the second is of symbols.
fn file(body: &str) -> Vec<u8> {
    format!(
        "{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\fnil\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}}{{\\f1\\fcharset2 Symbol;}}{{\\f2\\fcharset0 Arial;}}\
         {{\\f3\\fcharset136 Ming;}}}}{{\\stylesheet{{\\s0 Normal;}}}}{{\\*\\generator x;}}\r\n{body}}}"
    )
    .into_bytes()
}

#[track_caller]
fn check(body: &str, expected: &str) {
    let opened = open(&file(body)).expect("readable");
    assert_eq!((opened.format, opened.text.replace('\n', "").as_str()), (Format::Rtf, expected));
}

#[test]
fn characters_in_every_way() {
    // GBK in pairs, the second half of one as a letter; UTF-16 with what stands for it; two units for one character.
    check(
        "\\'ce\\'c4\\'81Ax\\u25991 ?\\u-10179\\'3f\\u-8704\\'3f{\\uc2\\u20214\\'bc\\'fe\\u20214 xy}z\\par",
        "<p>文丄x文😀件件z</p>",
    );
    check(
        "{\\f2 caf\\'e9}{\\f3 \\'c1\\'60}{\\f1 \\'b7a}\\emdash\\~\\_\\-\\{\\\\\\tab\\line\\lquote\\par",
        "<p>café總•α—\u{a0}-{\\\t<br>‘</p>",
    );
    // The file's own page where the font says nothing.
    let body = "{\\rtf1\\ansicpg936\\deff7{\\f7 \\'ce\\'c4}\\par}";
    assert_eq!(open(body.as_bytes()).expect("readable").text, "<p>文</p>\n");
    // A font for Chinese beside the other.
    check("\\f2\\loch\\af2\\hich\\af2\\dbch\\af0\\loch\\f2 \\'ce\\'c4\\par", "<p>文</p>");
}

#[test]
fn symbols_are_what_they_look_like() {
    let file = |body: &str| {
        format!(
            "{{\\rtf1\\ansicpg936{{\\fonttbl{{\\f1\\fnil\\fcharset2{{\\*\\panose 05}}Symbol;}}{{\\f2\\fcharset2 Wingdings;}}{{\\f3\\fcharset2 Bookshelf;}}}}{body}\\par}}"
        )
    };
    let body = "{\\f1 1\\u-4046?3}{\\f2 l\\'fc\\'81\\u-3967?}{\\f3 1}\\u-3913?";
    let opened = open(file(body).as_bytes()).expect("readable");
    assert_eq!(opened.text, "<p>123●✓①①□•</p>\n");
}

#[test]
fn what_is_not_seen_is_left_out() {
    check(
        "{\\header \\'ce\\par}{\\*\\unknown x}1{\\v 9}{\\deleted 9}\\v 9\\v0 2{\\field{\\*\\fldinst PAGE}{\\fldrslt 3}}{\\footnote 9}{\\*\\bkmkstart a}{\\*\\bkmkend a}\\par\
         {\\revised 4}{\\deleted\\par}5\\par",
        "<p>123</p><p>45</p>",
    );
    check(
        "{\\*\\shppict{\\pict\\pngblip 89504e47}}{\\nonshppict{\\pict 00}}{\\pict\\bin4 }}}}x}y\\par",
        "<p><img><img>y</p>",
    );
}

#[test]
fn numbers_of_lists_are_as_the_program_wrote_them() {
    check(
        "{\\listtext\\pard\\plain \\'d2\\'bb\\'a1\\'a2\\tab}\\'ce\\'c4\\par{\\listtext (1)}b\\par{\\pntext\\f1\\'b7\\tab}c\\par{\\listtext\\f2 o\\tab}d\\par{\\*\\pn\\pnlvlbody}e\\par",
        "<p>一、 文</p><p>(1)b</p><p>c</p><p>d</p><p>e</p>",
    );
}

#[test]
fn merged_cells_get_spans() {
    check(
        "\\trowd\\trleft-108\\clvmgf\\cellx2000\\cellx3000\\pard\\intbl a\\par b\\cell c\\cell\\row\
         \\trowd\\trleft-108\\clvmrg\\cellx2005\\cellx2500\\cellx3000\\pard\\intbl \\cell d\\cell e\\cell\\row\
         \\trowd\\trleft-108\\clmgf\\cellx2000\\clmrg\\cellx3000\\pard\\intbl f\\cell\\cell\\row\
         \\pard g\\par",
        "<table><tr><td rowspan=2>a<br>b</td><td colspan=2>c</td></tr><tr><td>d</td><td>e</td></tr><tr><td colspan=3>f</td></tr></table><p>g</p>",
    );
    // Definitions that serve for several rows, and cells of which nothing is said.
    check(
        "\\trowd\\cellx1000\\cellx2000 a\\cell b\\cell\\row c\\cell\\row\\intbl d\\cell e\\cell f\\cell\\row",
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td></td></tr><tr><td>d</td><td>e</td><td>f</td></tr></table>",
    );
}

#[test]
fn tables_inside_of_tables_and_rows_that_were_deleted() {
    check(
        "\\trowd\\cellx3000\\pard\\intbl\\itap2 x\\nestcell y\\nestcell{\\*\\nesttableprops\\trowd\\cellx1000\\cellx2000\\nestrow}{\\nonesttables\\par}\
         \\pard\\intbl z\\cell\\row\\trowd\\cellx3000\\pard\\intbl{\\deleted q\\cell}\\row\\trowd\\cellx3000\\pard\\intbl{\\deleted q}\\cell\\row\\pard after\\par",
        "<table><tr><td><table><tr><td>x</td><td>y</td></tr></table><br>z</td></tr><tr><td></td></tr></table><p>after</p>",
    );
}

#[test]
fn text_boxes_stand_behind_their_paragraph() {
    check(
        "a{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn x}{\\sv y}}{\\shptxt \\pard box\\par\\trowd\\cellx900\\intbl 1\\cell\\row}}{\\shprslt{\\*\\do x}}}b\\par",
        "<p>ab</p><p>box</p><table><tr><td>1</td></tr></table>",
    );
}

#[test]
fn cut_deep_and_wide_files_are_refused() {
    let whole = file("\\trowd\\cellx1000\\intbl 1\\cell\\row");
    assert_eq!(open(&whole[..whole.len() - 3]), Err(Error::Corrupt));
    assert_eq!(open(&file(&"{".repeat(5000))), Err(Error::TooLarge));
    assert_eq!(open(&file(&"\\cell".repeat(600_000))), Err(Error::TooLarge));
    assert_eq!(open(&file(&"\\row".repeat(600_000))), Err(Error::TooLarge));
    let wide = format!("\\trowd{}", "\\cellx9".repeat(1000));
    assert_eq!(open(&file(&format!("{wide}{}", "\\row".repeat(600)))), Err(Error::TooLarge));
    let boxes = "{\\shptxt ".repeat(17) + &"}".repeat(17);
    assert_eq!(open(&file(&boxes)), Err(Error::TooLarge));
}
