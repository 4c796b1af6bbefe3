use std::collections::BTreeMap;

use serde_json::Value;

use super::*;
use crate::options::{Given, Wanted};

/// Table 4 with a contradiction in its second block, behind Chinese text and a character of two UTF-16 units.
const TABLE_4: &str = "𠮷县政府信息公开\n行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
    结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n\
    0\t1\t0\t0\t1\t1\t0\t0\t1\t1\t0\t0\t0\t0\t0";

fn read(text: &str, options: Options) -> wire::Answer {
    answer(text, options).expect("a call that is right")
}

#[test]
fn offsets_count_utf_16_units() {
    let text = "a年𠮷b".repeat(50);
    let table = Utf16Table::new(&text);
    let mut units = 0;
    for (byte, c) in text.char_indices() {
        assert_eq!(table.offset(byte), units, "at byte {byte}");
        assert_eq!(table.offset(byte + c.len_utf8() - 1), units, "inside the character at byte {byte}");
        units += c.len_utf16();
    }
    assert_eq!(table.offset(text.len()), units);
    assert_eq!(Utf16Table::new("").offset(0), 0);
}

#[test]
fn places_are_converted_where_asked() {
    let units: Vec<u16> = TABLE_4.encode_utf16().collect();
    let cells = |offsets| {
        let answer = read(TABLE_4, Options { offsets, ..Options::default() });
        let answer = serde_json::to_value(answer).expect("an answer is JSON");
        let cells = answer["report"]["cells"].as_object().expect("cells were read").clone();
        assert_eq!(cells.len(), 15);
        cells.into_iter().map(|(id, cell)| {
            let at = |key: &str| cell["place"][key].as_u64().expect("a place in the text") as usize;
            (id, at("start")..at("end"), cell["raw"].as_str().expect("a figure").to_owned())
        })
    };
    for (id, range, raw) in cells(Offsets::Utf8) {
        assert_eq!(TABLE_4[range], raw, "{id}");
    }
    for (id, range, raw) in cells(Offsets::Utf16) {
        assert_eq!(String::from_utf16_lossy(&units[range]), raw, "{id}");
    }
}

#[test]
fn options_are_read_or_refused() {
    let read = |entries: &[(&str, Option<&str>)]| {
        let owned = |(key, value): &(&str, Option<&str>)| {
            (key.to_string(), value.map(|value| Given::Text(value.to_owned())))
        };
        Options::new(Some(entries.iter().map(owned).collect::<BTreeMap<_, _>>()))
    };
    assert_eq!(Options::new(None), Ok(Options::default()));
    let given = read(&[("kind", Some("html")), ("lang", Some("en")), ("name", Some("a")), ("offsets", None)]);
    let expected = Options {
        kind: Wanted::Text(gouji::Kind::Html),
        lang: gouji::Lang::En,
        name: Some("a".to_owned()),
        ..Options::default()
    };
    assert_eq!(given, Ok(expected));
    for (key, value) in
        [("kind", "caj"), ("members", "one"), ("lang", "fr"), ("offsets", "utf32"), ("language", "zh")]
    {
        let refused = read(&[(key, Some(value))]).expect_err("not an option");
        assert_eq!(refused.code, "invalid_option");
        assert!(refused.message.contains(key), "{}", refused.message);
    }
}

/// The interfaces of the declarations: their properties with their types.
fn interfaces() -> BTreeMap<&'static str, BTreeMap<&'static str, &'static str>> {
    let mut interfaces: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    let mut current = "";
    for line in include_str!("gouji.d.ts").lines() {
        if let Some(name) = line.strip_prefix("export interface ").and_then(|rest| rest.strip_suffix(" {")) {
            current = name;
            interfaces.entry(current).or_default();
        } else if let Some((key, kind)) = line.trim().strip_suffix(';').and_then(|line| line.split_once(": "))
        {
            interfaces.entry(current).or_default().insert(key, kind);
        }
    }
    interfaces
}

/// What a name of a type stands for.
fn alias(name: &str) -> Option<&'static str> {
    let start = format!("export type {name} = ");
    include_str!("gouji.d.ts").lines().find_map(|line| line.strip_prefix(&start)?.strip_suffix(';'))
}

/// Fails where `value` is not what the declarations call `kind`; every property must be there and none beside.
fn assert_typed(value: &Value, kind: &str, at: &str) {
    if let Some(kind) = kind.strip_suffix(" | null") {
        if !value.is_null() {
            assert_typed(value, kind, at);
        }
        return;
    }
    if let Some(item) = kind.strip_suffix("[]") {
        let items = value.as_array().unwrap_or_else(|| panic!("{at} is no array"));
        return items.iter().for_each(|value| assert_typed(value, item, at));
    }
    if let Some(item) = kind.strip_prefix("Record<string, ").and_then(|rest| rest.strip_suffix('>')) {
        let items = value.as_object().unwrap_or_else(|| panic!("{at} is no object"));
        return items.iter().for_each(|(key, value)| assert_typed(value, item, &format!("{at}.{key}")));
    }
    match kind {
        "string" => assert!(value.is_string(), "{at}"),
        "number" => assert!(value.is_number(), "{at}"),
        "boolean" => assert!(value.is_boolean(), "{at}"),
        words if words.starts_with('"') => {
            assert!(words.split(" | ").any(|word| word.trim_matches('"') == value), "{at}: {value}");
        }
        name => {
            if let Some(meant) = alias(name) {
                return assert_typed(value, meant, at);
            }
            let interfaces = interfaces();
            let mut declared =
                interfaces.get(name).unwrap_or_else(|| panic!("{at}: no interface {name}")).clone();
            declared.retain(|key, _| !key.ends_with('?'));
            let object = value.as_object().unwrap_or_else(|| panic!("{at} is no object"));
            let mut keys: Vec<&str> = object.keys().map(String::as_str).collect();
            keys.sort_unstable();
            assert_eq!(keys, declared.keys().copied().collect::<Vec<_>>(), "{at}");
            for (key, kind) in declared {
                assert_typed(&object[key], kind, &format!("{at}.{key}"));
            }
        }
    }
}

#[test]
fn the_declarations_are_the_shape_of_the_answers() {
    fn json(value: impl Serialize) -> Value {
        serde_json::to_value(value).expect("an answer is JSON")
    }
    assert_typed(&json(read(TABLE_4, Options::default())), "Audit", "audit");
    assert_typed(&json(read("", Options::default())), "Unread", "unread");
    assert_typed(&json(wire::rules()), "Rule[]", "rules");
    for (table, editions) in forms::forms() {
        for (edition, form) in editions {
            assert_typed(&json(form), "FormTable", &format!("{table} {edition}"));
        }
    }
}

#[test]
fn a_file_is_answered_as_on_the_command_line() {
    let file = |format: &str, kind: &str| Opened {
        text: include_str!("../../app/samples/contradictions-2021.html").to_owned(),
        kind: kind.to_owned(),
        format: format.to_owned(),
        encoding: (format == "html").then(|| "gb18030".to_owned()),
        bytes: 77,
    };
    let check = |file, kind| {
        let options = Options { kind, name: Some("a".to_owned()), ..Options::default() };
        serde_json::to_value(file_answer(file, options).expect("a call that is right"))
            .expect("an answer is JSON")
    };
    let page = check(file("html", "html"), Wanted::Auto);
    let expected = serde_json::json!({"name": "a", "kind": "html", "encoding": "gb18030", "bytes": 77});
    assert_eq!(page["input"], expected);
    assert!(page["report"]["cells"]["t4.direct.total"]["place"]["start"].is_u64(), "{page}");
    let sheet = check(file("xls", "html"), Wanted::File(Format::Xlsx));
    assert_eq!(sheet["input"]["kind"], "xls");
    assert!(sheet["report"]["cells"]["t4.direct.total"]["place"]["start"].is_null(), "{sheet}");
    assert_eq!(check(file("docx", "html"), Wanted::File(Format::Pdf))["error"]["code"], "unsupported_format");
}

#[test]
fn a_report_beside_it_that_cannot_be_read_is_named() {
    let options =
        Options { prior: Some("各位同事：会议改到下周一。".to_owned()), ..Options::default() };
    let refused = answer(TABLE_4, options).expect_err("no report");
    assert_eq!(refused.code, "not_a_report");
    assert!(refused.message.starts_with("prior: "), "{}", refused.message);
}
