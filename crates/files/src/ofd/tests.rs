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
    let ofd = |root: &str, page: &str| {
        let root = format!("<OFD><DocRoot>{root}</DocRoot></OFD>");
        let document = format!("<Document><Pages><Page BaseLoc='{page}'/></Pages></Document>");
        let content = format!("<Page><Content>{}</Content></Page>", text(20.0, 20.0, "", "一行文字在这里"));
        let members = [("OFD.xml", &root), ("d.xml", &document), ("p.xml", &content)];
        open(&zip(&members.map(|(name, content)| (name, content.as_bytes())))).map(|opened| opened.text.len())
    };
    let long = "./".repeat(limits::ID_BYTES);
    assert!(ofd("d.xml", "p.xml").is_ok());
    assert!(ofd(&format!("{}d.xml", &long[..500]), &format!("{}p.xml", &long[..500])).is_ok());
    assert_eq!(ofd(&format!("{long}d.xml"), "p.xml"), Err(Error::TooLarge));
    assert_eq!(ofd("d.xml", &format!("{long}p.xml")), Err(Error::TooLarge));
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
