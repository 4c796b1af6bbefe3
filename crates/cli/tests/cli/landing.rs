//! What is printed, read back by other programs: a terminal's parser, a reader of csv, a reader of workbooks.
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader, open_workbook_auto};
use serde_json::Value;

use crate::harness::{CONTRADICTION, finish, folder, gouji, write};

/// Clears the screen, sets its title, turns the writing, rings; in 7 bits and in 8.
const ORDERS: &str = "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\u{2066}\u{200f}\u{7f}";

/// Reports with such orders in their names, cells and prose.
fn inputs(test: &str) -> (PathBuf, Vec<String>) {
    let folder = folder(test);
    let figures = CONTRADICTION.replace("0\t1\t0\t0\t1\t1", &format!("0\t1\t0\t0\t1{ORDERS}\t{ORDERS}x"));
    let prose = format!("测试市{ORDERS}2023年政府信息公开工作年度报告\n\n收到行政复议{ORDERS}7件。\n");
    let cell = "=HYPERLINK(\"a\")";
    let page = format!(
        "<h1>{prose}</h1><table><tr><td>规章</td><td>{cell}</td><td>{ORDERS}</td></tr></table><pre>{figures}</pre>"
    );
    let names = ["=a\u{1b}[2J\u{202e}.txt", "b\n\u{9b}\",c.html", "\u{7}letter.txt", "missing\u{1b}c.txt"];
    write(folder.join(names[0]), format!("{prose}{figures}"));
    write(folder.join(names[1]), page);
    write(folder.join(names[2]), "各位同事：会议改到下周一。");
    (folder, names.map(str::to_owned).to_vec())
}

fn bytes(folder: &Path, args: &[&str], names: &[String]) -> (Vec<u8>, Vec<u8>) {
    let mut command = gouji(folder, args);
    // As on a screen that shows colours.
    let output = command.env("CLICOLOR_FORCE", "1").args(names).output().expect("gouji runs");
    (output.stdout, output.stderr)
}

/// What a terminal does beside showing characters, starting lines and changing colours.
#[derive(Default)]
struct Screen {
    text: String,
    orders: Vec<String>,
}

impl vte::Perform for Screen {
    fn print(&mut self, c: char) {
        let is_turn = matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if is_turn || c.is_control() {
            self.orders.push(format!("{c:?}"));
        }
        self.text.push(c);
    }

    fn execute(&mut self, byte: u8) {
        match byte {
            b'\n' | b'\r' | b'\t' => self.text.push(char::from(byte)),
            _ => self.orders.push(format!("{byte:#x}")),
        }
    }

    fn csi_dispatch(&mut self, _: &vte::Params, _: &[u8], _: bool, action: char) {
        if action != 'm' {
            self.orders.push(format!("CSI {action}"));
        }
    }

    fn osc_dispatch(&mut self, _: &[&[u8]], _: bool) {
        self.orders.push("OSC".to_owned());
    }

    fn esc_dispatch(&mut self, _: &[u8], _: bool, byte: u8) {
        self.orders.push(format!("ESC {byte:#x}"));
    }

    fn hook(&mut self, _: &vte::Params, _: &[u8], _: bool, _: char) {
        self.orders.push("DCS".to_owned());
    }
}

#[test]
fn a_terminal_is_given_no_orders() {
    let (folder, names) = inputs("landing-terminal");
    let mut all: Vec<Vec<&str>> = ["text", "csv", "json", "ndjson", "sarif", "html"]
        .map(|format| vec!["check", "--format", format])
        .to_vec();
    all.push(vec!["check", "--prior", "missing\u{1b}c.txt"]);
    all.push(vec!["check", "-o", "a\u{1b}c\n.txt/x"]);
    all.push(vec!["check", "--format", "\u{1b}[2J\u{9b}31m"]);
    all.push(vec!["check", "--\u{1b}]0;x\u{7}"]);
    for args in
        all.iter_mut().flat_map(|args| ["zh", "en"].map(|lang| [args.as_slice(), &["--lang", lang]].concat()))
    {
        let (out, err) = bytes(&folder, &args, &names);
        let mut screen = Screen::default();
        let mut parser = vte::Parser::new();
        parser.advance(&mut screen, &out);
        parser.advance(&mut screen, &err);
        assert_eq!(screen.orders, [""; 0], "{args:?}: {}", screen.text);
        assert!(!screen.text.is_empty(), "{args:?}");
    }
    let fix = finish(&mut gouji(&folder, ["fix", &names[0]]), b"");
    let mut screen = Screen::default();
    vte::Parser::new().advance(&mut screen, (fix.out + &fix.err).as_bytes());
    assert_eq!(screen.orders, [""; 0], "{}", screen.text);
}

#[test]
fn a_reader_of_csv_finds_every_field_and_no_formula() {
    let (folder, names) = inputs("landing-csv");
    let (out, _) = bytes(&folder, &["check", "--format", "csv"], &names);
    let text = out.strip_prefix("\u{feff}".as_bytes()).expect("a byte-order mark");
    let mut reader = csv::ReaderBuilder::new().from_reader(text);
    let width = reader.headers().expect("headings").len();
    let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("whole records");
    assert!(records.len() >= names.len());
    for field in records.iter().flatten() {
        assert!(!field.starts_with(['=', '@', '\t', '\r']), "{field:?}");
        assert!(!field.contains(|c: char| c.is_control() || c == '\u{202e}'), "{field:?}");
    }
    assert!(records.iter().all(|record| record.len() == width));
    assert!(records.iter().any(|record| record.get(0).is_some_and(|name| name.starts_with("'=a"))));
}

#[test]
fn a_reader_of_workbooks_finds_every_line_and_no_formula() {
    let (folder, names) = inputs("landing-xlsx");
    bytes(&folder, &["check", "--format", "xlsx", "-o", "out.xlsx"], &names);
    let mut workbook = open_workbook_auto(folder.join("out.xlsx")).expect("a workbook");
    let sheets = workbook.sheet_names();
    assert_eq!(sheets.len(), 4);
    for (index, sheet) in sheets.into_iter().enumerate() {
        let range = workbook.worksheet_range(&sheet).expect("a sheet");
        // What stands behind has as many lines as there are kinds of faults.
        assert!(index >= 2 || range.height() > names.len(), "{sheet}");
        let formulas = workbook.worksheet_formula(&sheet).expect("a sheet");
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{sheet}");
        for (_, _, cell) in range.cells() {
            if let Data::String(text) = cell {
                assert!(!text.contains(|c: char| c.is_control() || c == '\u{202e}'), "{text:?}");
            }
        }
    }
    office(&folder);
}

/// LibreOffice opens the workbook as well, where there is one.
fn office(folder: &Path) {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let args = [&profile, "--headless", "--convert-to", "csv", "out.xlsx"];
    match Command::new("soffice").current_dir(folder).args(args).output() {
        Ok(output) if output.status.success() => {
            let text = std::fs::read_to_string(folder.join("out.csv")).expect("LibreOffice writes a csv");
            assert!(text.lines().count() > 3, "{text}");
        }
        _ => eprintln!("skipped: LibreOffice is not here, or does not start"),
    }
}

#[test]
fn json_keeps_what_the_report_says() {
    let (folder, names) = inputs("landing-json");
    let (out, _) = bytes(&folder, &["check", "--format", "json"], &names);
    let answers: Vec<Value> = serde_json::from_slice(&out).expect("JSON");
    assert_eq!(answers[0]["input"]["name"], names[0]);
    let cells = answers[0]["report"]["cells"].as_object().expect("cells");
    assert!(
        cells.values().any(|cell| cell["raw"].as_str().is_some_and(|raw| raw.contains('\u{202e}'))),
        "{cells:#?}"
    );
    for finding in answers[0]["findings"].as_array().expect("findings") {
        let message = finding["message"].as_str().expect("a message");
        assert!(!message.contains(|c: char| c.is_control() || c == '\u{202e}'), "{message:?}");
    }
}
