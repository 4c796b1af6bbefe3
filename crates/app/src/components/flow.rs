//! The picture: what came in on the left, what became of it on the right, and a gap where the two do not meet.

use gouji::Decimal;
use yew::prelude::*;

use crate::answer::Answer;
use crate::flow::{Stream, bars, flow};
use crate::lang::Lang;
use crate::texts::{fill, texts};

/// Of the drawing, in its own units.
const HEIGHT: f64 = 220.0;
const TOP: f64 = 24.0;
const GAP: f64 = 10.0;
const LEFT: f64 = 250.0;
const RIGHT: f64 = 470.0;
const BAR: f64 = 14.0;
const LINE: f64 = 22.0;
/// At either side, for a reader who spaces letters out.
const ROOM: u32 = 48;

pub fn view(answer: &Answer, lang: Lang) -> Html {
    let text = texts(lang);
    let body = match flow(answer) {
        None => html! { <p>{ text.flow_unknown }</p> },
        Some(flow) if flow.total_in.is_zero() && flow.total_out.is_zero() => {
            html! { <p>{ text.flow_empty }</p> }
        }
        Some(flow) => {
            let whole = flow.total_in.max(flow.total_out);
            let by = (flow.total_in - flow.total_out).abs();
            let verdict = if by.is_zero() {
                count_of(text.flow_balanced, flow.total_in)
            } else {
                fill(
                    text.flow_broken,
                    &[
                        ("a", &flow.total_in.to_string()),
                        ("b", &flow.total_out.to_string()),
                        ("n", &by.to_string()),
                    ],
                )
            };
            let shown = |streams: &[Stream]| -> Vec<Stream> {
                streams.iter().filter(|stream| !stream.value.is_zero()).cloned().collect()
            };
            let (ins, outs) = (shown(&flow.ins), shown(&flow.outs));
            let lines = ins.len().max(outs.len()) as f64;
            let height = TOP + HEIGHT.max(lines * LINE) + GAP * lines + 40.0;
            let gap_left = flow.total_in < flow.total_out;
            html! {
                <>
                    <p class={classes!("flow-verdict", if by.is_zero() { "is-holding" } else { "is-failing" })}>
                        <span class="status">{ if by.is_zero() { "= " } else { "≠ " } }{ verdict.clone() }</span>
                    </p>
                    <div class="scroller flow-scroller" role="group" aria-label={text.flow_title} tabindex="0">
                    <svg class="flow-picture" viewBox={format!("-{ROOM} 0 {} {height:.0}", 760 + 2 * ROOM)} role="img" aria-labelledby="flow-picture-title flow-picture-text">
                        <title id="flow-picture-title">{ text.flow_title }</title>
                        <desc id="flow-picture-text">{ spoken(&ins, text.flow_in, lang) }{ text.semicolon }{ spoken(&outs, text.flow_out, lang) }{ text.semicolon }{ verdict }</desc>
                        <text x={LEFT.to_string()} y="14" text-anchor="end" class="flow-head">{ text.flow_in }{ " " }{ count_of(text.flow_in_total, flow.total_in) }</text>
                        <text x={RIGHT.to_string()} y="14" class="flow-head">{ text.flow_out }{ " " }{ count_of(text.flow_in_total, flow.total_out) }</text>
                        { side(&ins, whole, true, (gap_left && !by.is_zero()).then_some(by), lang) }
                        { side(&outs, whole, false, (!gap_left && !by.is_zero()).then_some(by), lang) }
                        <rect x="344" y={TOP.to_string()} width="32" height={HEIGHT.to_string()} class="flow-pool" />
                    </svg>
                    </div>
                </>
            }
        }
    };
    html! {
        <section class="flow panel" id="flow" aria-labelledby="flow-title">
            <h2 id="flow-title">{ text.flow_title }</h2>
            { body }
        </section>
    }
}

/// Bands from the pool in the middle to labels at the side, each as thick as its share.
fn side(streams: &[Stream], whole: Decimal, left: bool, missing: Option<Decimal>, lang: Lang) -> Html {
    let text = texts(lang);
    let amounts = streams.iter().map(|stream| stream.value).chain(missing);
    let bars = bars(amounts, whole);
    let mut y = TOP;
    let band = |(index, bar): (usize, &crate::flow::Bar)| {
        let thick = bar.len * HEIGHT;
        let inner = TOP + bar.from * HEIGHT;
        let outer = y;
        y += thick.max(LINE) + GAP;
        let (from, to) = if left { (LEFT + BAR, 344.0) } else { (RIGHT - BAR, 376.0) };
        let middle = (from + to) / 2.0;
        let path = format!(
            "M{from:.1} {outer:.1}C{middle:.1} {outer:.1} {middle:.1} {inner:.1} {to:.1} {inner:.1}V{:.1}C{middle:.1} {:.1} {middle:.1} {:.1} {from:.1} {:.1}Z",
            inner + thick,
            inner + thick,
            outer + thick,
            outer + thick,
        );
        let is_gap = index == streams.len();
        let label = match streams.get(index) {
            Some(stream) => format!("{} {}", stream.label, stream.value),
            None => missing.map(|by| count_of(text.flow_gap, by)).unwrap_or_default(),
        };
        let x = if left { LEFT } else { RIGHT - BAR };
        let words = if left { LEFT - 8.0 } else { RIGHT + 8.0 };
        html! {
            <g key={index} class={classes!("flow-band", is_gap.then_some("flow-gap"))}>
                <path d={path} />
                <rect x={x.to_string()} y={format!("{outer:.1}")} width={BAR.to_string()} height={format!("{:.1}", thick.max(1.0))} />
                <text x={words.to_string()} y={format!("{:.1}", outer + thick.max(LINE) / 2.0 + 5.0)} text-anchor={if left { "end" } else { "start" }}
                    lang={if is_gap { lang.tag() } else { "zh-CN" }}>{ label }</text>
            </g>
        }
    };
    bars.iter().enumerate().map(band).collect()
}

fn spoken(streams: &[Stream], title: &str, lang: Lang) -> String {
    let text = texts(lang);
    let parts: Vec<String> =
        streams.iter().map(|stream| format!("{} {}", stream.label, stream.value)).collect();
    format!("{title}{}{}", text.colon, parts.join(text.separator))
}

fn count_of(template: &str, n: Decimal) -> String {
    fill(template, &[("n", &n.to_string())])
}
