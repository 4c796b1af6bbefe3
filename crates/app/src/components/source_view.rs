//! The source as readable text: its paragraphs and tables, drawn from what was read, never from its markup. Places that the
//! findings speak of are marked; those of the chosen one come into view.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use gouji::document::{Block, Grid, Place, Span, Text};
use gouji::plain::plain;
use gouji::{CellId, Severity, order};
use yew::prelude::*;

use crate::answer::{Answer, Role};
use crate::lang::Lang;
use crate::reading::{Excerpt, MAX_BLOCKS};
use crate::source::Read;
use crate::state::{Action, Choice};
use crate::texts::{count, texts};

/// What the source is drawn from.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What was read.
    pub original: Option<Read>,
    /// What the source says; none until it was asked for.
    pub excerpt: Option<Excerpt>,
    /// The answer about it.
    pub answer: Answer,
    /// What the person looks at.
    pub choice: Option<Choice>,
    /// The cells that are lit.
    pub roles: Rc<BTreeMap<CellId, Role>>,
    /// The language of the page.
    pub lang: Lang,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// What is to be marked.
struct Marks<'a> {
    cells: BTreeMap<(usize, Option<u32>, Option<u32>), CellId>,
    /// Words by where they stand, with what they are to a reader.
    quotes: Vec<(Place, Mark)>,
    chosen: Option<usize>,
    props: &'a Props,
}

/// The source.
#[component]
pub fn SourceView(props: &Props) -> Html {
    {
        let key = (props.choice, props.roles.clone(), props.excerpt.clone());
        use_effect_with(key, |_| crate::browser::show_mark());
    }
    let Some(report) = &props.original else { return Html::default() };
    let text = texts(props.lang);
    let cells = report.cells.iter().filter_map(|(&cell, read)| {
        let place = read.place?;
        Some(((place.block, place.row, place.column), cell))
    });
    let quotes = props.answer.entries.iter().enumerate().filter_map(|(index, entry)| {
        let quote = props.answer.audit.findings.get(entry.finding)?.quote.as_ref()?;
        Some((quote.place, Mark::Quote(index)))
    });
    // A claim's own digits; what it contradicts is in the finding that quotes it.
    let claims = props.answer.audit.claims.iter().filter_map(|claim| {
        let cell = claim.equation.right.terms.first()?.cell;
        Some((claim.figure.place, Mark::Claim(cell, claim.agrees() != Some(false))))
    });
    let chosen = match props.choice {
        Some(Choice::Finding(index) | Choice::Cell { from: Some(index), .. }) => Some(index),
        _ => None,
    };
    let marks = Marks { cells: cells.collect(), quotes: claims.chain(quotes).collect(), chosen, props };
    let on_click = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(action) = crate::browser::marked(&event) {
                dispatch.emit(action);
            }
        })
    };
    html! {
        <section class="source-view panel" id="source-view" aria-labelledby="source-view-title">
            <h2 id="source-view-title">{ text.source_title }</h2>
            <p class="hint">{ text.source_hint }</p>
            <div class="source-text" role="group" aria-label={text.source_title} tabindex="0" lang="zh-CN" onclick={on_click}>
                if let Some(excerpt) = &props.excerpt {
                    { for (excerpt.first..).zip(&excerpt.blocks).map(|(index, block)| match block {
                        Block::Paragraph(text) => paragraph(index, text, &marks),
                        Block::Table(grid) => table(index, grid, &marks),
                    }) }
                    if excerpt.more > 0 {
                        <p class="hint" lang={props.lang.tag()}>{ count(text.source_cut, MAX_BLOCKS) }</p>
                    }
                }
            </div>
        </section>
    }
}

fn paragraph(index: usize, text: &Text, marks: &Marks<'_>) -> Html {
    let string = text.as_str();
    if string.trim().is_empty() {
        return Html::default();
    }
    // A figure of a table whose cells stand one a line is a paragraph of its own, or part of one.
    let mut ranges: Vec<(Range<usize>, Mark)> = Vec::new();
    let here = |place: &Place| place.block == index && place.row.is_none();
    for (place, mark) in marks.quotes.iter().filter(|(place, _)| here(place)) {
        if let Some(range) = place.span.and_then(|span| within(text, span)) {
            ranges.push((range, *mark));
        }
    }
    if let Some(&cell) = marks.cells.get(&(index, None, None)) {
        ranges.push((0..string.len(), Mark::Cell(cell)));
    }
    let ranges = apart(ranges);
    let mut parts: Vec<Html> = Vec::new();
    let mut at = 0;
    for (range, mark) in ranges {
        // Marks that overlap are drawn for the first only.
        if range.start < at || !string.is_char_boundary(range.start) || !string.is_char_boundary(range.end) {
            continue;
        }
        parts.push(html! { { plain(&string[at..range.start]) } });
        parts.push(draw_mark(&string[range.clone()], mark, marks));
        at = range.end;
    }
    parts.push(html! { { plain(&string[at..]) } });
    html! { <p key={index}>{ for parts }</p> }
}

/// Marks that do not overlap: a figure inside a quoted clause is marked as itself, the clause around it as the clause.
fn apart(ranges: Vec<(Range<usize>, Mark)>) -> Vec<(Range<usize>, Mark)> {
    let is_clause = |mark: &Mark| matches!(mark, Mark::Quote(_));
    let (clauses, mut figures): (Vec<_>, Vec<_>) = ranges.into_iter().partition(|(_, mark)| is_clause(mark));
    order::sort_by_key(&mut figures, |(range, _)| (range.start, range.end));
    let mut all = figures.clone();
    for (clause, mark) in clauses {
        let mut at = clause.start;
        for (figure, _) in
            figures.iter().filter(|(figure, _)| figure.start < clause.end && figure.end > clause.start)
        {
            all.push((at..figure.start.max(at), mark));
            at = figure.end.max(at);
        }
        all.push((at..clause.end.max(at), mark));
    }
    all.retain(|(range, _)| !range.is_empty());
    order::sort_by_key(&mut all, |(range, _)| (range.start, range.end));
    all
}

fn table(index: usize, grid: &Grid, marks: &Marks<'_>) -> Html {
    let rows = (0u32..).zip(&grid.rows).map(|(row, fields)| {
        let cells = fields.iter().map(|field| {
            let cell = marks.cells.get(&(index, Some(row), Some(field.column))).copied();
            let quote = marks.quotes.iter().find(|(place, _)| {
                (place.block, place.row, place.column) == (index, Some(row), Some(field.column))
            });
            let words = field.text.as_str().trim();
            let span = |n: u32| (n > 1).then(|| n.to_string());
            let body = match (cell, quote) {
                (Some(cell), _) => draw_mark(words, Mark::Cell(cell), marks),
                (None, Some((_, mark))) => draw_mark(words, *mark, marks),
                (None, None) => html! { { plain(words) } },
            };
            html! { <td colspan={span(field.col_span)} rowspan={span(field.row_span)}>{ body }</td> }
        });
        html! { <tr key={row}>{ for cells }</tr> }
    });
    // The columns of a source are its own: which cell heads which is not known, so none is called a header.
    html! { <table key={index} class="source-table"><tbody>{ for rows }</tbody></table> }
}

#[derive(Clone, Copy, Debug)]
enum Mark {
    Cell(CellId),
    Quote(usize),
    /// A figure of the prose with its cell, and whether the two agree.
    Claim(CellId, bool),
}

fn draw_mark(words: &str, mark: Mark, marks: &Marks<'_>) -> Html {
    let props = marks.props;
    let (class, is_chosen) = match mark {
        Mark::Cell(cell) => {
            let fails = props.answer.problems_of(cell);
            let class = (fails.failing > 0 || fails.flawed).then_some("mark-error");
            (class, props.roles.contains_key(&cell))
        }
        Mark::Claim(cell, agrees) => {
            let class = if agrees { "mark-claim" } else { "mark-claim mark-warning" };
            (Some(class), props.roles.contains_key(&cell))
        }
        Mark::Quote(index) => {
            let severity = props.answer.finding(index).map(|finding| finding.severity);
            let class = if severity == Some(Severity::Error) { "mark-error" } else { "mark-warning" };
            (Some(class), marks.chosen == Some(index))
        }
    };
    if class.is_none() && !is_chosen {
        return match mark {
            Mark::Cell(cell) => html! { <span data-source={cell.to_string()}>{ plain(words) }</span> },
            Mark::Quote(_) | Mark::Claim(..) => html! { { plain(words) } },
        };
    }
    let text = texts(props.lang);
    let aside = match mark {
        Mark::Claim(_, true) => Some(text.claim_agrees),
        Mark::Claim(_, false) => Some(text.claim_differs),
        _ => None,
    };
    let (cell, finding) = match mark {
        Mark::Cell(cell) | Mark::Claim(cell, _) => (Some(cell.to_string()), None),
        Mark::Quote(index) => (None, Some(index.to_string())),
    };
    let words = if words.is_empty() { "　" } else { words };
    html! {
        <mark class={classes!(class, is_chosen.then_some("mark-chosen"))} data-source={cell} data-finding={finding}>
            { plain(words) }
            if is_chosen { <span class="visually-hidden" lang={props.lang.tag()}>{ text.mark_chosen }</span> }
            if let Some(aside) = aside { <span class="visually-hidden" lang={props.lang.tag()}>{ aside }</span> }
        </mark>
    }
}

/// The part of `text` that came from `span` of the source.
fn within(text: &Text, span: Span) -> Option<Range<usize>> {
    let string = text.as_str();
    let starts = |at: usize| text.span(at..at + 1).is_some_and(|found| found.start >= span.start);
    let offsets: Vec<usize> = string.char_indices().map(|(at, _)| at).collect();
    let start = *offsets.iter().find(|&&at| starts(at))?;
    let ends = |at: usize| text.span(at..at + 1).is_some_and(|found| found.start >= span.end);
    let end = offsets.iter().copied().find(|&at| at > start && ends(at)).unwrap_or(string.len());
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_quoted_digits_are_marked() {
        let source = "<p>2023年&nbsp;收到3件，其中13件</p>";
        let text = Text::verbatim("2023年收到3件，其中13件", 3);
        let at = text.as_str().find("3件").expect("the figure");
        let span = text.span(at..at + 1).expect("a place");
        assert_eq!(within(&text, span).map(|range| &text.as_str()[range]), Some("3"));
        let document = gouji::source::document(gouji::Input::html(source)).expect("a document");
        let Block::Paragraph(text) = &document.blocks[0] else { panic!("a paragraph") };
        let start = source.find("3件").expect("the figure");
        let range = within(text, Span { start, end: start + 1 }).expect("in the text");
        assert!(text.as_str()[..range.start].ends_with("收到"));
        assert_eq!(&text.as_str()[range], "3");
    }
}
