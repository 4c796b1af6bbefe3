//! Pages in, HTML out.

use gouji::Error;

use crate::testing::zip;
use crate::{Foreign, Format, foreign, limits, open};

fn file_of(pages: &[&str], template: &str) -> Vec<u8> {
    let entries: String =
        (0..pages.len()).map(|at| format!("<ofd:Page ID='{at}' BaseLoc='Pages/{at}.xml'/>")).collect();
    let document = format!(
        "<ofd:Document xmlns:ofd='http://www.ofdspec.org/2016'><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>\
         <ofd:TemplatePage ID='90' BaseLoc='Tpls/t.xml'/></ofd:CommonData><ofd:Pages>{entries}</ofd:Pages></ofd:Document>"
    );
    let page = |content: &str| {
        format!(
            "<ofd:Page><ofd:Template TemplateID='90'/><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    };
    let mut members = vec![
        (
            "OFD.xml".to_owned(),
            "<ofd:OFD><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
                .to_owned(),
        ),
        ("Doc_0/Document.xml".to_owned(), document),
        ("Doc_0/Tpls/t.xml".to_owned(), page(template)),
    ];
    members.extend(
        pages.iter().enumerate().map(|(at, content)| (format!("Doc_0/Pages/{at}.xml"), page(content))),
    );
    let members: Vec<(&str, &[u8])> =
        members.iter().map(|(name, content)| (name.as_str(), content.as_bytes())).collect();
    zip(&members)
}

/// Text at a place, each character 5 mm wide.
fn text(x: f64, y: f64, more: &str, text: &str) -> String {
    format!(
        "<ofd:TextObject Boundary='{x} {y} 100 5' Size='5' {more}><ofd:TextCode X='0' Y='4.3' DeltaX='g {} 5'>{text}</ofd:TextCode></ofd:TextObject>",
        text.chars().count().saturating_sub(1)
    )
}

fn path(data: &str, more: &str) -> String {
    format!(
        "<ofd:PathObject Boundary='0 0 210 297' {more}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )
}

#[track_caller]
fn check(pages: &[&str], template: &str, expected: &str) {
    let opened = open(&file_of(pages, template)).expect("readable");
    let html = opened.text.replace('\n', "").replace("<!DOCTYPE html><meta charset=\"utf-8\">", "");
    assert_eq!((opened.format, html.as_str()), (Format::Ofd, expected));
}

#[test]
fn lines_and_a_ruled_table() {
    // Two rows of two columns: strokes, a thin filled box, and a transformed one.
    let rules = [
        path("M 20 50 L 100 50 M 20 60 L 100 60", ""),
        path("M 0 0 L 80 0 L 80 0.2 L 0 0.2 C", "Stroke='false' Fill='true' CTM='1 0 0 1 20 70'"),
        path("M 20 50 L 20 70 M 50 50 L 50 70", "CTM='1 0 0 1 0 0'"),
        path("M 50 25 L 50 35", "CTM='2 0 0 2 0 0'"),
    ];
    let page = [
        text(20.0, 20.0, "", "政府信息公开工作年度报告"),
        rules.concat(),
        text(22.0, 52.0, "", "规章"),
        text(52.0, 52.0, "", "现行有效"),
        text(22.0, 62.0, "", "文件"),
        "<ofd:TextObject Boundary='52 62 40 5' Size='5'><ofd:TextCode X='0' Y='4.3' DeltaX='2.5'>12</ofd:TextCode></ofd:TextObject>".to_owned(),
        text(52.0, 20.0, "Visible='false'", "不可见"),
    ];
    check(
        &[&page.concat()],
        "",
        "<p>政府信息公开工作年度报告</p><table><tr><td>规章</td><td>现行有效</td></tr><tr><td>文件</td><td>12</td></tr></table>",
    );
}

#[test]
fn templates_stand_on_each_page_and_text_may_be_scaled() {
    let scaled = "<ofd:PageBlock><ofd:TextObject Boundary='20 30 100 5' Size='1' CTM='5 0 0 5 0 0'><ofd:TextCode X='0' Y='0.86' DeltaX='g 9 1'>一段缩放过的文字在这</ofd:TextCode></ofd:TextObject></ofd:PageBlock>";
    check(
        &[scaled],
        &text(20.0, 20.0, "", "模板上的一行标题文字。"),
        "<p>模板上的一行标题文字。一段缩放过的文字在这</p>",
    );
}

/// A file with these members beside one page of this content.
fn package(members: &[(&str, &str)], content: &str) -> Vec<u8> {
    let page = format!(
        "<ofd:Page><ofd:PageRes>PageRes.xml</ofd:PageRes><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"
    );
    let document = "<ofd:Document><ofd:CommonData><ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>/Doc_0/DocumentRes.xml</ofd:DocumentRes></ofd:CommonData>\
        <ofd:Pages><ofd:Page ID='1' BaseLoc='Pages/0/Content.xml'/></ofd:Pages><ofd:Annotations>Annots.xml</ofd:Annotations></ofd:Document>";
    let usual = [
        (
            "OFD.xml",
            "<ofd:OFD><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody></ofd:OFD>",
        ),
        ("Doc_0/Document.xml", document),
        ("Doc_0/Pages/0/Content.xml", &page),
    ];
    // Those that are given stand before the usual ones of the same name.
    let members: Vec<(&str, &[u8])> =
        members.iter().chain(&usual).map(|(name, content)| (*name, content.as_bytes())).collect();
    zip(&members)
}

#[track_caller]
fn check_file(bytes: &[u8], expected: &str) {
    let opened = open(bytes).expect("readable");
    let html = opened.text.replace('\n', "").replace("<!DOCTYPE html><meta charset=\"utf-8\">", "");
    assert_eq!((opened.format, html.as_str()), (Format::Ofd, expected));
}

#[test]
fn shapes_are_painted_wherever_they_are_used() {
    let units = |units: &[(&str, &str)]| -> String {
        let units = units.iter().map(|(id, content)| {
            format!("<ofd:CompositeGraphicUnit ID='{id}' Width='99' Height='9'><ofd:Content>{content}</ofd:Content></ofd:CompositeGraphicUnit>")
        });
        format!(
            "<ofd:Res BaseLoc='Res'><ofd:CompositeGraphicUnits>{}</ofd:CompositeGraphicUnits></ofd:Res>",
            units.collect::<String>()
        )
    };
    let grid =
        path("M 20 50 L 100 50 M 20 60 L 100 60 M 20 50 L 20 60 M 60 50 L 60 60 M 100 50 L 100 60", "");
    let word = text(2.0, 2.0, "", "规章");
    // A shape that uses another, and one that uses itself.
    let both = "<ofd:CompositeObject Boundary='0 0 40 10' ResourceID='7'/><ofd:CompositeObject Boundary='40 0 40 10' CTM='0.5 0 0 0.5 0 2' ResourceID='9'/>";
    let endless = "<ofd:CompositeObject Boundary='0 0 40 10' ResourceID='5'/>";
    let public = units(&[("7", &word), ("8", both), ("5", endless)]);
    let own = units(&[("9", &text(4.0, 0.0, "Size='10'", "文件").replacen("Size='5'", "", 1))]);
    let page = [
        text(20.0, 20.0, "", "政府信息公开工作年度报告"),
        grid,
        "<ofd:CompositeObject Boundary='20 50 80 10' ResourceID='8'/><ofd:CompositeObject Visible='false' Boundary='20 80 80 10' ResourceID='8'/>".to_owned(),
    ];
    let members = [("Doc_0/PublicRes.xml", public.as_str()), ("Doc_0/Pages/0/PageRes.xml", own.as_str())];
    let table = "<p>政府信息公开工作年度报告</p><table><tr><td>规章</td><td>文件</td></tr></table>";
    check_file(&package(&members, &page.concat()), table);
    // One that is not there leaves a picture in its place, and so does one without an end, a small one.
    for (id, picture) in [("4", "<p><img alt=\"\"></p>"), ("5", "")] {
        let missing = format!("{}<ofd:CompositeObject Boundary='0 30 210 260' ResourceID='{id}'/>", page[0]);
        check_file(&package(&members, &missing), &format!("<p>政府信息公开工作年度报告</p>{picture}"));
    }
    let many = "<ofd:CompositeObject Boundary='0 0 1 1' ResourceID='7'/>".repeat(1000);
    let large = units(&[("7", &" ".repeat(limits::UNPACKED_BYTES / 500))]);
    assert_eq!(open(&package(&[("Doc_0/PublicRes.xml", &large)], &many)), Err(Error::TooLarge));
}

#[test]
fn what_was_put_on_pages_is_not_read() {
    let annots = "<ofd:Annotations><ofd:Page PageID='1'><ofd:FileLoc>Annot_0.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>";
    let annot = format!(
        "<ofd:PageAnnot><ofd:Annot ID='20' Type='Stamp'><ofd:Appearance Boundary='20 20 90 9'>{}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>",
        text(0.0, 0.0, "", "某某专用章")
    );
    let signs =
        "<ofd:Signatures><ofd:Signature ID='1' Type='Seal' BaseLoc='Sign_0/Signature.xml'/></ofd:Signatures>";
    let members = [
        ("Doc_0/Annots.xml", annots),
        ("Doc_0/Annot_0.xml", annot.as_str()),
        ("Doc_0/Signs/Signatures.xml", signs),
        ("Doc_0/Signs/Sign_0/Signature.xml", "<ofd:Signature><ofd:SignedInfo/></ofd:Signature>"),
        ("Doc_0/Signs/Sign_0/SignedValue.dat", "\u{1}\u{2}"),
    ];
    check_file(
        &package(&members, &text(20.0, 20.0, "", "政府信息公开工作年度报告")),
        "<p>政府信息公开工作年度报告</p>",
    );
}

#[test]
fn of_several_documents_all_are_read_and_of_versions_the_one_that_is_shown() {
    let document = |page: &str| {
        format!("<ofd:Document><ofd:Pages><ofd:Page BaseLoc='{page}.xml'/></ofd:Pages></ofd:Document>")
    };
    let page = |word: &str| {
        format!(
            "<ofd:Page><ofd:Content><ofd:Layer>{}</ofd:Layer></ofd:Content></ofd:Page>",
            text(20.0, 20.0, "", word)
        )
    };
    let body = |root: &str, more: &str| {
        format!("<ofd:DocBody><ofd:DocRoot>{root}</ofd:DocRoot>{more}</ofd:DocBody>")
    };
    let versions = "<ofd:Versions><ofd:Version ID='1' Index='1' Current='false' BaseLoc='B/V1.xml'/><ofd:Version ID='2' Index='2' Current='true' BaseLoc='B/V2.xml'/></ofd:Versions>";
    let root =
        format!("<ofd:OFD>{}{}</ofd:OFD>", body("A/Document.xml", ""), body("B/Document.xml", versions));
    let members = [
        ("OFD.xml", root),
        ("A/Document.xml", document("Page")),
        ("A/Page.xml", page("第一份文件的文字在这里。")),
        ("B/Document.xml", document("Old")),
        ("B/Old.xml", page("改动以前的文字不应当出现。")),
        (
            "B/V2.xml",
            "<ofd:DocVersion ID='2'><ofd:FileList/><ofd:DocRoot>New.xml</ofd:DocRoot></ofd:DocVersion>"
                .to_owned(),
        ),
        ("B/New.xml", document("Text")),
        ("B/Text.xml", page("第二份文件改动之后的文字。")),
    ];
    let members: Vec<(&str, &[u8])> =
        members.iter().map(|(name, content)| (*name, content.as_bytes())).collect();
    let text = open(&zip(&members)).expect("readable").text;
    for (words, is_shown) in
        [("第一份文件的文字在这里。", true), ("第二份文件改动之后的文字。", true), ("改动以前", false)]
    {
        assert_eq!(text.contains(words), is_shown, "{words}");
    }
}

#[test]
fn scans_locked_damaged_and_endless_files_are_told() {
    let picture = "<ofd:ImageObject Boundary='0 0 210 297' ResourceID='5'/>";
    let scan = file_of(&[picture], "");
    assert_eq!((open(&scan), foreign(&scan)), (Err(Error::UnsupportedFormat), Some(Foreign::ScannedPdf)));
    // The text layer of a scan is not painted, and is read.
    let layer = text(20.0, 20.0, "Fill='false'", "扫描件上面的文字层内容");
    check(&[&format!("{picture}{layer}")], "", "<p><img alt=\"\"></p><p>扫描件上面的文字层内容</p>");
    assert_eq!(open(&file_of(&[], "")), Err(Error::Empty));
    let locked = zip(&[("OFD.xml", b"<a/>"), ("Encryptions.xml", b"<a/>")]);
    assert_eq!(open(&locked), Err(Error::Encrypted));
    assert_eq!(open(&zip(&[("OFD.xml", b"<OFD><DocRoot>x.xml</DocRoot></OFD>")])), Err(Error::Corrupt));
    let endless = "<ofd:TextObject Boundary='20 20 9 9' Size='5'><ofd:TextCode X='0' Y='4' DeltaX='g 999999999 5 g 999999999 5'>一</ofd:TextCode></ofd:TextObject>";
    assert!(open(&file_of(&[endless], "")).is_ok_and(|opened| opened.text.contains('一')));
    let many = text(0.0, 0.0, "", &"字".repeat(limits::PDF_GLYPHS + 1));
    assert_eq!(open(&file_of(&[&many], "")), Err(Error::TooLarge));
}

#[test]
fn a_path_is_no_longer_than_paths_are() {
    let ofd = |root: &str, page: &str, resources: &str| {
        let root = format!("<OFD><DocRoot>{root}</DocRoot></OFD>");
        let document = format!(
            "<Document><DocumentRes>{resources}</DocumentRes><Pages><Page BaseLoc='{page}'/></Pages></Document>"
        );
        let content = format!("<Page><Content>{}</Content></Page>", text(20.0, 20.0, "", "一行文字在这里"));
        let members = [("OFD.xml", &root), ("d.xml", &document), ("p.xml", &content)];
        open(&zip(&members.map(|(name, content)| (name, content.as_bytes())))).map(|opened| opened.text.len())
    };
    let long = "./".repeat(limits::ID_BYTES);
    assert!(ofd("d.xml", "p.xml", "r.xml").is_ok());
    assert!(ofd(&format!("{}d.xml", &long[..500]), &format!("{}p.xml", &long[..500]), "r.xml").is_ok());
    assert_eq!(ofd(&format!("{long}d.xml"), "p.xml", "r.xml"), Err(Error::TooLarge));
    assert_eq!(ofd("d.xml", &format!("{long}p.xml"), "r.xml"), Err(Error::TooLarge));
    assert_eq!(ofd("d.xml", "p.xml", &format!("{long}r.xml")), Err(Error::TooLarge));
}

/// The pages of `pdf-libreoffice.pdf`, put into an OFD with every character and line where it was; an independent reader (ofdkit 0.2) has
/// read it too.
#[test]
fn the_same_pages_as_pdf_and_as_ofd_are_the_same_text() {
    macro_rules! fixture {
        ($name:literal) => {
            open(include_bytes!(concat!("../../../../tests/fixtures/files/", $name))).expect("readable").text
        };
    }
    assert_eq!(fixture!("made-report.ofd"), fixture!("pdf-libreoffice.pdf"));
}
