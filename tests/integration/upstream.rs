//! What costs html5ever more than its length, as `docs/upstream.md` tells: what we answer, and, when asked, what the parser takes by itself.
//!
//! `cargo test --release -p gouji-tests --test integration upstream -- --ignored --nocapture` prints the latter, of a page and of one twice as
//! long. `crates/files/src/pdf/upstream.rs` has the same for pdf files.

use std::time::Instant;

use gouji::{Error, Input, check};
use scraper::Html;

/// A page, so many pieces long.
type Page = (&'static str, usize, fn(usize) -> String);

const PAGES: [Page; 2] = [
    ("open elements, and end tags of others", 8_000, |count| format!("<p>1{}", "<div></x>".repeat(count))),
    ("formatting that is never closed, and end tags of others", 1_500, |count| {
        let open: String = (0..count).map(|at| format!("<b id={at}></x>")).collect();
        format!("<p>x{open}{}", "<p></x>".repeat(count))
    }),
];

#[test]
fn what_the_parser_does_not_bound_is_refused() {
    for (name, count, page) in PAGES {
        assert_eq!(check(Input::html(&page(count * 10))).err(), Some(Error::TooLarge), "{name}");
    }
}

#[test]
#[ignore = "measures the parser, not us"]
fn what_the_parser_takes_by_itself() {
    for (name, count, page) in PAGES {
        let took = [1, 2].map(|times| {
            let page = page(count * times);
            let start = Instant::now();
            let nodes = Html::parse_document(&page).tree.nodes().count();
            (page.len(), start.elapsed().as_millis(), nodes)
        });
        let [(bytes, once, nodes), (_, twice, more)] = took;
        println!("{name}: {bytes} bytes {once} ms, {nodes} nodes; twice as many {twice} ms, {more} nodes");
    }
}
