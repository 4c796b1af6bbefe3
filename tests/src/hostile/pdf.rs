//! Pdf files made to cost time or memory: objects without an end, streams that unfold without one, dictionaries that pages share.

use super::Hostile;

/// Bytes of the larger files.
const LARGE: usize = 60 << 20;

pub(super) const ALL: &[Hostile] = &[
    ("pdf of widths over widths", || with_font(&format!("<</W[{}]>>", "0 65535 1 ".repeat(4_000)))),
    ("pdf of widths over widths, 60 MB", || {
        with_font(&format!("<</W[{}]>>", "0 65535 1 ".repeat(LARGE / 10)))
    }),
    ("pdf of a font that is written out and chosen again", || {
        let content = "BT ".to_owned() + &"/C 9 Tf ".repeat(1_000) + "50 50 Td (hello hello hello) Tj ET";
        let font = format!(
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[{}]>>>>",
            "0 ".repeat(400_000)
        );
        format!(
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj \
             3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</C {font}>>>>>>endobj \
             4 0 obj<</Length {}>>stream\n{content}\nendstream endobj\ntrailer<</Root 1 0 R>>\n",
            content.len()
        )
        .into_bytes()
    }),
    ("pdf of a table that goes on over pages", || {
        let (pages, columns) = (290, 700);
        let rules = (0..=2).map(|row| format!("10 {0} m {1} {0} l S\n", 10 + row * 8, 10 + columns * 4));
        let edges = (0..=columns).map(|column| format!("{0} 10 m {0} 26 l S\n", 10 + column * 4));
        let figures: String = (0..10).map(|at| format!("1 0 0 1 {} 12 Tm (b) Tj ", 11 + 8 * at)).collect();
        let content = rules.chain(edges).collect::<String>()
            + "BT /C 3 Tf 1 0 0 1 11 20 Tm (aa) Tj 1 0 0 1 100 20 Tm (aa) Tj "
            + &figures
            + "ET";
        let kids: String = (0..pages).map(|page| format!("{} 0 R ", 10 + page)).collect();
        let sheets = (0..pages).map(|page| {
            format!(
                "{} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 {} 36]/Contents 4 0 R/Resources<</Font<</C 5 0 R>>>>>>endobj\n",
                10 + page,
                columns * 4 + 20
            )
        });
        format!(
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count {pages}/Kids[{kids}]>>endobj\n\
             5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n\
             4 0 obj<</Length {}>>stream\n{content}\nendstream endobj\n{}trailer<</Root 1 0 R>>\n",
            content.len(),
            sheets.collect::<String>()
        )
        .into_bytes()
    }),
    ("pdf of strings never closed", || untabled("1 0 obj (", 400_000)),
    ("pdf of strings never closed, 60 MB", || untabled("1 0 obj (", LARGE)),
    ("pdf of strings closed at its end", || {
        let times = LARGE / 10;
        untabled_text(&("1 0 obj (".repeat(times) + &")".repeat(times)))
    }),
    ("pdf of lists never closed", || untabled("1 0 obj [", LARGE)),
    ("pdf of deep lists", || untabled("[[[[[[[[[[[[[[[[ ", LARGE)),
    ("pdf of dictionaries never closed", || untabled("<</A ", LARGE)),
    ("pdf of dictionaries and strings never closed", || untabled("<</A( ", LARGE)),
    ("pdf of comments", || untabled("1 % ", LARGE)),
    ("pdf of names", || untabled("1 0 obj /a ", LARGE)),
    ("pdf of numbers", || untabled("1 0 ", LARGE)),
    ("pdf of small objects", || untabled("7 0 obj<<>>endobj ", LARGE)),
    ("pdf of trailers", || untabled("<</Root 1 0 R>> ", LARGE)),
    ("pdf of catalogues", || untabled("3 0 obj<</Type/Catalog/Root 1 0 R/Pages 2 0 R>> ", LARGE)),
    ("pdf of streams without an end", || untabled("3 0 obj<</Length 9>>stream\n", LARGE)),
    ("pdf of lists of objects without an end", || untabled("<</Type/ObjStm>>stream\n ", LARGE)),
    ("pdf of streams of nothing", || untabled("3 0 obj<<>>stream\nendstream ", LARGE)),
    ("pdf of pictures", || untabled("3 0 obj<</Subtype/Image>>stream\n(<<endstream ", LARGE)),
    ("pdf of zeros", || untabled("\0", LARGE)),
    ("pdf of pages in one list", || {
        let kids = "<<>>".repeat(LARGE / 4);
        untabled_text(&format!("2 0 obj<</Type/Pages/Kids[{kids}]>>endobj "))
    }),
    ("pdf of pages over and over", || {
        let kids = "2 0 R ".repeat(LARGE / 6);
        untabled_text(&format!("2 0 obj<</Type/Pages/Kids[{kids}]>>endobj "))
    }),
    ("pdf of pages with one large dictionary", || shared(20_000, 100_000)),
    ("pdf of many pages with a dictionary", || shared(300_000, 1_000)),
    ("near: pdf of pages with a dictionary", || shared(290, 5_000)),
    ("pdf of a table with a long tail", || {
        let table = "0000000009 00000 n \n".repeat(LARGE / 20);
        untabled_text(&format!("xref\n0 {}\n{table}trailer<</Root 1 0 R>>\nstartxref\n95\n", LARGE / 20))
    }),
    ("pdf that unfolds", || unfolding(1, &zeros(32 << 20), "/FlateDecode")),
    ("pdf that unfolds a thousand times", || unfolding(1_000, &zeros(30 << 20), "/FlateDecode")),
    ("pdf that unfolds without a head", || unfolding(1_000, &zeros(30 << 20)[2..], "/FlateDecode")),
    ("pdf that unfolds twice", || unfolding(100, &zlib(&zeros(1 << 28)), "[/FlateDecode/FlateDecode]")),
    ("pdf that unfolds behind its end", || {
        let mut data = b"\x78\x01\x00\x09\x00\xf6\xffendstream".to_vec();
        data.extend(&zeros(30 << 20)[2..]);
        unfolding(1_000, &data, "/FlateDecode")
    }),
    ("pdf that unfolds as LZW", || unfolding(1, &vec![0x80; 32 << 20], "/LZWDecode")),
    ("pdf that unfolds runs", || unfolding(1, &[129, 0].repeat(16 << 20), "/RunLengthDecode")),
    ("pdf that unfolds by a filter elsewhere", || {
        listed("8 0 obj/ASCIIHexDecode endobj ", "/Filter[8 0 R/FlateDecode]", &hex(&page_and_zeros()))
    }),
    ("pdf that unfolds text of text", || {
        listed("", "/Filter[/AHx/AHx/FlateDecode]", &hex(&hex(&page_and_zeros())))
    }),
    ("pdf that unfolds by one of two filters", || {
        listed("", "/X/ASCIIHexDecode/F/FlateDecode/Filter/ASCIIHexDecode", &page_and_zeros())
    }),
    ("pdf that unfolds without being a list", || {
        listed("8 0 obj/FlateDecode endobj ", "/Filter 8 0 R", &page_and_zeros())
    }),
    ("pdf that unfolds once it is decrypted", || {
        locked(&page_and_zeros(), "/ObjStm/Filter/FlateDecode", true)
    }),
    ("pdf that unfolds once it is decrypted, listed as text", || {
        locked(&hex(&page_and_zeros()), "/ObjStm/Filter[/AHx/FlateDecode]", true)
    }),
    ("pdf of encrypted streams", || locked(&vec![b'x'; 31 << 20], "/None", true)),
    ("pdf of encrypted streams, 60 MB", || locked(&vec![b'x'; LARGE], "/None", false)),
    ("pdf of locks", || {
        let locks = "/Encrypt 8 0 R".repeat(LARGE / 14);
        untabled_text(&format!("8 0 obj{LOCK}endobj trailer<</Root 1 0 R{locks}>>"))
    }),
    ("pdf of encrypted streams of nothing", || {
        let streams: String = (9..90_000).map(|at| stream(at, "")).collect();
        untabled_text(&format!("{streams}trailer<</Root 1 0 R/Encrypt{LOCK}/ID[{ID}]>>"))
    }),
    ("pdf of numbers in a list of objects", || unfolding(4, &zlib(&b"1 1 ".repeat(7 << 20)), "/FlateDecode")),
    ("pdf of objects in a list, one in the other", || {
        unfolding(4, &zlib(&b"<</A( ".repeat(4 << 20)), "/FlateDecode")
    }),
    ("pdf of operators", || with_content(&"0 0 m 1 1 l S\n".repeat(LARGE / 14))),
    ("pdf of letters", || with_content(&format!("BT /C 10 Tf {} ET", "(aaaaaaaa) Tj ".repeat(LARGE / 14)))),
    ("pdf of one long string", || with_content(&format!("BT /C 10 Tf ({}) Tj ET", "a".repeat(LARGE)))),
    ("pdf of strokes", || with_content(&"50 50 m 500 50 l 50 500 l h S\n".repeat(1 << 20))),
    ("pdf of pictures in its text", || with_content(&"BI /W 1 ID x EI ".repeat(1 << 20))),
    ("pdf of pictures in its text without an end", || with_content(&"BI /W 1 ID x EIx ".repeat(1 << 20))),
    ("pdf of deep lists in its text", || with_content(&"[".repeat(LARGE))),
    ("pdf of dictionaries in its text", || with_content(&"<</A ".repeat(LARGE / 5))),
    ("pdf of strings in its text", || with_content(&"(".repeat(LARGE))),
    ("pdf of a letter that stands for a page", || {
        mapped(&format!("1 beginbfchar <61> <{}> endbfchar", "4e00".repeat(500_000)), 3_000)
    }),
    ("pdf of a range of letters that stand for a page", || {
        mapped(&format!("1 beginbfrange <00> <ff> <{}> endbfrange", "4e00".repeat(20_000)), 20_000)
    }),
    ("pdf of letters that stand for a sentence", || {
        mapped(&format!("1 beginbfchar <61> <{}> endbfchar", "4e00".repeat(250)), 300_000)
    }),
    ("pdf of fonts of sentences", || fonts(200, 12_000)),
    ("pdf of labels closer than their letters", || {
        lines(1, 1_900, 1.2, |y| {
            [(50, "ab"), (70, "1"), (90, "2")].map(|(x, text)| shown(x, y, text)).concat()
        })
    }),
    ("pdf of labels on many pages", || {
        lines(40, 900, 1.2, |y| {
            [(50, "ab"), (70, "1"), (90, "2")].map(|(x, text)| shown(x, y, text)).concat()
        })
    }),
    ("pdf of figures before their labels", || {
        lines(1, 15_000, 1.5, |y| {
            [(50, "1"), (70, "ab"), (90, "cd")].map(|(x, text)| shown(x, y, text)).concat()
        })
    }),
    ("pdf of lone figures", || lines(1, 100_000, 1.5, |y| shown(50, y, "1"))),
    ("pdf of heads", || {
        lines(1, 2_000, 1.5, |y| {
            let heads: String = (0..50).map(|at| shown(30 + 9 * at, y, "ab")).collect();
            // One row of figures in the middle.
            let is_middle = (1_500.0..1_501.0).contains(&y);
            heads + &if is_middle { shown(10, y, "1") + &shown(20, y, "2") } else { String::new() }
        })
    }),
    ("pdf of heads on many pages", || {
        lines(60, 40, 1.5, |y| {
            let heads: String = (0..45).map(|at| shown(30 + 9 * at, y, "ab")).collect();
            heads + &if y < 2.0 { shown(10, y, "1") + &shown(20, y, "2") } else { String::new() }
        })
    }),
    ("pdf of rows below heads", || {
        lines(1, 900, 3.0, |y| {
            let row = [(50, y, "1"), (90, y, "2"), (300, y + 1.5, "head"), (500, y + 1.5, "hed")];
            row.map(|(x, y, text)| shown(x, y, text)).concat()
        })
    }),
    ("pdf of rows and titles", || {
        let rows =
            (0..40_000).map(|at| shown(50, f64::from(at) * 1.5, "1") + &shown(70, f64::from(at) * 1.5, "1"));
        let titles = (40_000..70_000).map(|at| shown(50, f64::from(at) * 1.5, "1.abcd"));
        pages(&[rows.chain(titles).collect()])
    }),
    ("pdf of figures below figures of another page", || {
        let page = (0..3_000).flat_map(|row| (0..58).map(move |at| (at, f64::from(row) * 1.5)));
        let page: String = page.map(|(at, y)| shown(20 + 9 * at, y, "1")).collect();
        pages(&[page.clone(), page])
    }),
    ("pdf of pages of figures", || {
        lines(290, 110, 5.0, |y| [(50, "1000"), (150, "123456")].map(|(x, text)| shown(x, y, text)).concat())
    }),
    ("pdf of pages of texts that are cut", || {
        lines(280, 70, 5.0, |y| format!("q 32 0 4 999999 re W n {} Q ", shown(30, y, "abcdefghijklmnop")))
    }),
    ("pdf of two pages of texts that are cut", || {
        lines(2, 12_000, 1.5, |y| format!("q 32 0 4 999999 re W n {} Q ", shown(30, y, "abcdefghijklmnop")))
    }),
    ("pdf of crossing strokes", || {
        let line = |at: u32| format!("{at} 0 m {at} 800 l S 0 {at} m 600 {at} l S\n");
        with_content(&(0..600).map(line).collect::<String>().repeat(20))
    }),
];

/// So many bytes of one piece behind a catalogue and its pages, and no table of objects.
fn untabled(piece: &str, bytes: usize) -> Vec<u8> {
    untabled_text(&piece.repeat(bytes / piece.len()))
}

fn untabled_text(text: &str) -> Vec<u8> {
    let head = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]>>endobj ";
    [head, text, " trailer<</Root 1 0 R>>"].concat().into_bytes()
}

fn with_font(descendant: &str) -> Vec<u8> {
    paged("BT /C 10 Tf 50 50 Td (aaaaaaaaaaaaaaaaaaaa) Tj ET", descendant)
}

fn with_content(content: &str) -> Vec<u8> {
    paged(content, "<<>>")
}

fn paged(content: &str, descendant: &str) -> Vec<u8> {
    untabled_text(&format!(
        "2 0 obj<</Type/Pages/Kids[3 0 R]>>endobj 3 0 obj<</Type/Page/Contents 4 0 R/Resources<</Font<</C 5 0 R>>>>>>endobj \
         5 0 obj<</Subtype/Type0/Encoding/UniGB-UCS2-H/DescendantFonts[{descendant}]>>endobj \
         4 0 obj<</Length {}>>stream\n{content}\nendstream endobj",
        content.len()
    ))
}

/// So many letters of a font whose codes stand for what `cmap` says.
fn mapped(cmap: &str, letters: usize) -> Vec<u8> {
    let font = "5 0 obj<</Subtype/Type1/FirstChar 97/Widths[1]/ToUnicode 6 0 R>>endobj ";
    let content = format!("BT /C 10 Tf 50 50 Td ({}) Tj ET", "a".repeat(letters));
    read_page("/C 5 0 R", &[font, &stream(4, &content), &stream(6, cmap)].concat())
}

/// So many fonts, each of so many codes that stand for a character.
fn fonts(count: usize, codes: usize) -> Vec<u8> {
    let each = |write: fn(usize) -> String| (9..9 + count).map(write).collect::<String>();
    let codes: String = (0..codes).map(|code| format!("<{code:x}><4e>")).collect();
    let fonts = each(|at| format!("{at} 0 obj<</Subtype/Type1/ToUnicode 6 0 R>>endobj "));
    let content = each(|at| format!("BT /C{at} 9 Tf 50 50 Td (aa) Tj ET "));
    let cmap = format!("1 beginbfchar {codes} endbfchar");
    read_page(
        &each(|at| format!("/C{at} {at} 0 R")),
        &[fonts, stream(4, &content), stream(6, &cmap)].concat(),
    )
}

/// So many pages of so many lines, `step` points apart.
fn lines(count: usize, lines: u32, step: f64, line: impl Fn(f64) -> String) -> Vec<u8> {
    let page: String = (0..lines).map(|at| line(f64::from(at) * step)).collect();
    // A line of another size at the top: a page does not go on with the table of the page before it.
    pages(&vec![format!("/C 3 Tf {} /C 1 Tf {page}", shown(300, -5.0, "x")); count])
}

/// A text of letters one point high.
fn shown(x: u32, y: f64, text: &str) -> String {
    // Lines go down from below the upper margin of a very high page.
    format!("1 0 0 1 {x} {:.1} Tm ({text}) Tj ", 174_000.0 - y)
}

fn pages(contents: &[String]) -> Vec<u8> {
    let kids: String = (0..contents.len()).map(|at| format!("{} 0 R ", 9 + 2 * at)).collect();
    let pages = contents.iter().enumerate().map(|(at, content)| {
        let (page, stream) = (9 + 2 * at, stream(10 + 2 * at, &format!("BT /C 1 Tf {content} ET")));
        format!(
            "{page} 0 obj<</Type/Page/MediaBox[0 0 600 200000]/Contents {} 0 R/Resources<</Font<</C 5 0 R>>>>>>endobj {stream}",
            page + 1
        )
    });
    untabled_text(&format!(
        "2 0 obj<</Type/Pages/Count {}/Kids[{kids}]>>endobj \
         5 0 obj<</Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj {}",
        contents.len(),
        pages.collect::<String>()
    ))
}

/// One page with these fonts, whose content is object 4.
fn read_page(fonts: &str, objects: &str) -> Vec<u8> {
    untabled_text(&format!(
        "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj {objects}\
         3 0 obj<</Type/Page/MediaBox[0 0 600 10000]/Contents 4 0 R/Resources<</Font<<{fonts}>>>>>>endobj "
    ))
}

fn stream(number: usize, data: &str) -> String {
    format!("{number} 0 obj<</Length {}>>stream\n{data}\nendstream endobj ", data.len())
}

/// Pages whose resources are one dictionary of so many names.
fn shared(pages: usize, names: usize) -> Vec<u8> {
    let names: String = (0..names).map(|at| format!("/a{at} 0")).collect();
    let kids: String = (9..9 + pages).map(|at| format!("{at} 0 R ")).collect();
    let pages: String = (9..9 + pages).map(|at| format!("{at} 0 obj<</Resources 5 0 R>>endobj ")).collect();
    untabled_text(&format!(
        "2 0 obj<</Type/Pages/Kids[{kids}]>>endobj 5 0 obj<</ExtGState<<{names}>>>>endobj {pages}"
    ))
}

/// Lists of objects, each of which holds a page.
fn unfolding(times: usize, data: &[u8], filter: &str) -> Vec<u8> {
    let mut bytes = untabled_text("");
    for at in 9..9 + times {
        let head =
            format!("{at} 0 obj<</Type/ObjStm/N 1/First 4/Length {}/Filter{filter}>>stream\n", data.len());
        bytes.extend(head.as_bytes());
        bytes.extend(data);
        bytes.extend(b"\nendstream endobj ");
    }
    bytes.extend(b"trailer<</Root 1 0 R>>");
    bytes
}

/// A file whose only page is in a list of objects, which the table at its end names.
fn listed(objects: &str, filter: &str, data: &[u8]) -> Vec<u8> {
    let mut bytes = format!(
        "%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[10 0 R]>>endobj \
         5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj {objects}{}",
        stream(4, "BT /C 10 Tf 50 50 Td (hello hello hello) Tj ET")
    )
    .into_bytes();
    bytes.extend(
        format!("9 0 obj<</Type/ObjStm/N 1/First 5/Length {}{filter}>>stream\n", data.len()).as_bytes(),
    );
    bytes.extend(data);
    bytes.extend(b"\nendstream endobj ");
    let start = bytes.len();
    let place = |number: usize| {
        let head = format!("{number} 0 obj");
        bytes.windows(head.len()).position(|window| window == head.as_bytes())
    };
    let mut table = Vec::new();
    for number in 0..11 {
        let (kind, place) = if number == 10 { (2, Some(9)) } else { (1, place(number)) };
        table.push(if place.is_some() { kind } else { 0 });
        table.extend((place.unwrap_or(0) as u32).to_be_bytes());
        table.push(0);
    }
    let head = format!("11 0 obj<</Type/XRef/W[1 4 1]/Size 11/Root 1 0 R/Length {}>>stream\n", table.len());
    bytes.extend(head.as_bytes());
    bytes.extend(table);
    bytes.extend(format!("\nendstream endobj\nstartxref\n{start}\n%%EOF").as_bytes());
    bytes
}

/// A lock that opens without a password, and the name of the file that it is for.
const LOCK: &str = "<</Filter/Standard/V 1/R 2/P -4/O<0101010101010101010101010101010101010101010101010101010101010101>\
    /U<be1747e336ee6355c847bbfcd7ddf55996da7967f9ffb44b94a73b56b6015a10>>>";
const ID: &str = "(0123456789abcdef)";

/// A file whose object 9 is a stream of this kind, encrypted.
fn locked(data: &[u8], kind: &str, is_right: bool) -> Vec<u8> {
    // What the lock makes of the number 9.
    let key = [110, 161, 36, 158, 166, 35, 203, 229, 252, 116];
    let data = if is_right { rc4(&key, data) } else { data.to_vec() };
    let head = format!("9 0 obj<</N 1/First 5/Length {}/Type{kind}>>stream\n", data.len());
    let end = format!("\nendstream endobj 8 0 obj{LOCK}endobj trailer<</Root 1 0 R/ID[{ID}]/Encrypt 8 0 R>>");
    let pages = "%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[10 0 R]>>endobj ";
    [pages.as_bytes(), head.as_bytes(), &data, end.as_bytes()].concat()
}

fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=255).collect();
    let mut other = 0u8;
    for at in 0..256 {
        other = other.wrapping_add(state[at]).wrapping_add(key[at % key.len()]);
        state.swap(at, other.into());
    }
    let (mut at, mut other) = (0u8, 0u8);
    let next = |byte: &u8| {
        at = at.wrapping_add(1);
        other = other.wrapping_add(state[usize::from(at)]);
        state.swap(at.into(), other.into());
        byte ^ state[usize::from(state[usize::from(at)].wrapping_add(state[usize::from(other)]))]
    };
    data.iter().map(next).collect()
}

/// A page in a list of objects, and zeros behind it, folded.
fn page_and_zeros() -> Vec<u8> {
    let page = "10 0 <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</C 5 0 R>>>>>> ";
    let mut data = page.as_bytes().to_vec();
    data.resize(600 << 20, 0);
    zlib(&data)
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect()
}

/// So many zeros, folded.
fn zeros(count: usize) -> Vec<u8> {
    zlib(&vec![0; count])
}

fn zlib(data: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(data, 6)
}
