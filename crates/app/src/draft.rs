//! A document as texts that a browser can store, and back: its source, its changed cells and ignored findings in every report
//! of it, and last year's report.

use std::rc::Rc;

use gouji::{Kind, RuleId};
use yew::AttrValue;

use crate::answer::{Decision, Ignored};
use crate::source::{Origin, Source};
use crate::state::{Session, Sheet};

/// The names under which they are stored.
pub const NAMES: [&str; 8] = ["text", "kind", "plain", "nth", "cells", "ignored", "prior", "prior-kind"];

/// What is stored under each name.
pub fn fields(session: &Session, prior: Option<&Source>) -> Vec<(&'static str, String)> {
    let source = &session.source;
    let (mut cells, mut ignored) = (Vec::new(), Vec::new());
    for (nth, sheet) in &session.sheets {
        // A text in a cell has no line breaks.
        cells.extend(sheet.changes.iter().map(|(cell, text)| format!("{nth}\t{cell}\t{text}")));
        ignored.extend(sheet.ignored.iter().map(|ignored| match ignored {
            Ignored::One(key) => format!("{nth}\tone\t{key}"),
            Ignored::Decided(decision, key) => format!("{nth}\t{}\t{key}", decision.as_str()),
            Ignored::Kind(rule) => format!("{nth}\tkind\t{rule}"),
        }));
    }
    let kind = match (&source.origin, source.kind) {
        (Origin::Blank, _) => "blank",
        (_, kind) => kind.as_str(),
    };
    let fields = [
        ("text", source.text.to_string()),
        ("kind", kind.to_owned()),
        ("plain", source.plain.as_deref().unwrap_or_default().to_owned()),
        ("nth", if source.nth > 0 { source.nth.to_string() } else { String::new() }),
        ("cells", cells.join("\n")),
        ("ignored", ignored.join("\n")),
        ("prior", prior.map_or_else(String::new, |prior| prior.text.to_string())),
        ("prior-kind", prior.map_or("", |prior| prior.kind.as_str()).to_owned()),
    ];
    // What says nothing is not stored, beyond the three of every draft.
    let is_stored =
        |(name, value): &(&str, String)| !value.is_empty() || ["text", "kind", "cells"].contains(name);
    fields.into_iter().filter(is_stored).collect()
}

/// The document whose fields `get` gives, and last year's report.
pub fn session(get: impl Fn(&str) -> String) -> (Session, Option<Source>) {
    let mut source = match get("kind").as_str() {
        "blank" => Source::blank(),
        kind => stored(get("text"), kind),
    };
    source.plain = Some(AttrValue::from(get("plain"))).filter(|plain| !plain.is_empty());
    source.nth = get("nth").parse().unwrap_or(0);
    let mut session = Session::new(source);
    for line in get("cells").lines() {
        // Drafts of before have no number.
        let (nth, rest) = line.split_once('\t').unwrap_or_default();
        let (nth, rest) = nth.parse().map_or((0, line), |nth: usize| (nth, rest));
        if let Some((cell, text)) = rest.split_once('\t')
            && let Ok(cell) = cell.parse()
        {
            let sheet = session.sheets.entry(nth).or_insert_with(Sheet::asked);
            Rc::make_mut(&mut sheet.changes).insert(cell, text.to_owned());
        }
    }
    for line in get("ignored").lines() {
        let mut parts = line.splitn(3, '\t');
        let (Some(nth), Some(what), Some(name)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let rule = || RuleId::ALL.into_iter().find(|rule| rule.as_str() == name).map(Ignored::Kind);
        let ignored = match what {
            "one" => Some(Ignored::One(name.to_owned())),
            "kind" => rule(),
            _ => {
                let decision = Decision::ALL.into_iter().find(|decision| decision.as_str() == what);
                decision.map(|decision| Ignored::Decided(decision, name.to_owned()))
            }
        };
        if let (Ok(nth), Some(ignored)) = (nth.parse(), ignored) {
            let sheet = session.sheets.entry(nth).or_insert_with(Sheet::asked);
            Rc::make_mut(&mut sheet.ignored).insert(ignored);
        }
    }
    let prior = Some(get("prior")).filter(|prior| !prior.is_empty());
    (session, prior.map(|prior| stored(prior, &get("prior-kind"))))
}

fn stored(text: String, kind: &str) -> Source {
    let mut source = Source::sniffed(text, Origin::Draft);
    source.kind = Kind::of_word(kind).unwrap_or(Kind::Text);
    source
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::tests::*;
    use crate::state::{CellAction, DocumentAction};

    #[test]
    fn a_draft_comes_back_whole() {
        let ignored = |rule| CellAction::Ignore(Ignored::Kind(rule)).into();
        let one = CellAction::Ignore(Ignored::One("t4.total@t4.review.total".into())).into();
        let first = after(checked(), [write("t4.direct.total", "2"), ignored(RuleId::T3Balance), one]);
        let second = settled(after(first, [DocumentAction::ChooseReport(1).into()]), Ok(broken()));
        let state = after(second, [write("t4.review.total", " 3 "), ignored(RuleId::T4Total)]);
        let last = Source::pasted(None, Some("去年".into()));
        let stored = fields(&state.desk.session, Some(&last));
        assert!(stored.iter().all(|(name, _)| NAMES.contains(name)));
        let get = |name: &str| {
            let field = stored.iter().find(|(other, _)| *other == name);
            field.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let (back, prior) = session(get);
        assert_eq!((&back.source.text, back.source.nth), (&state.source().text, 1));
        let work = |session: &Session| -> Vec<_> {
            let sheets = session.sheets.iter();
            sheets.map(|(nth, sheet)| (*nth, sheet.changes.clone(), sheet.ignored.clone())).collect()
        };
        assert_eq!(work(&back), work(&state.desk.session));
        assert_eq!(prior.map(|prior| prior.text), Some("去年".into()));
    }

    #[test]
    fn a_draft_of_before_is_opened() {
        let get = |name: &str| match name {
            "text" => "年报".to_owned(),
            "kind" => "text".to_owned(),
            "cells" => "t4.direct.total\t2\nt9.none\t3".to_owned(),
            _ => String::new(),
        };
        let (back, prior) = session(get);
        assert_eq!((back.changed(), back.source.text.as_str(), prior), (1, "年报", None));
        let (blank, _) = session(|name| if name == "kind" { "blank".into() } else { String::new() });
        assert_eq!(blank.source.origin, Origin::Blank);
    }
}
