//! The picture: what came in on the left, what became of it on the right, and a gap where the two do not meet.

use gouji::Decimal;
use yew::prelude::*;

use crate::answer::Answer;
use crate::flow::{Stream, bars, flow};
use crate::lang::Lang;
use crate::texts::{fill, texts};

/// Of the drawing, in its own units.
const HEIGHT: i32 = 220;
const TOP: i32 = 24;
const GAP: i32 = 10;
const LEFT: i32 = 250;
const RIGHT: i32 = 470;
const BAR: i32 = 14;
const LINE: i32 = 22;

/// Heights are counted in tenths of a unit: nothing else here needs fractions, and the code that writes them is long.
const TENTHS: i32 = 10;
/// At either side, for a reader who spaces letters out.
const ROOM: i32 = 48;

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
            let lines = ins.len().max(outs.len()) as i32;
            let height = TOP + HEIGHT.max(lines * LINE) + GAP * lines + 40;
            let gap_left = flow.total_in < flow.total_out;
            html! {
                <>
                    <p class={classes!("flow-verdict", if by.is_zero() { "is-holding" } else { "is-failing" })}>
                        <span class="status">{ if by.is_zero() { "= " } else { "≠ " } }{ verdict.clone() }</span>
                    </p>
                    <div class="scroller flow-scroller" role="group" aria-label={text.flow_title} tabindex="0">
                    <svg class="flow-picture" viewBox={format!("-{ROOM} 0 {} {height}", 760 + 2 * ROOM)} role="img" aria-labelledby="flow-picture-title flow-picture-text">
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
    let bars = bars(amounts, whole, HEIGHT * TENTHS);
    let mut y = TOP * TENTHS;
    let band = |(index, bar): (usize, &crate::flow::Bar)| {
        let thick = bar.len;
        let inner = TOP * TENTHS + bar.from;
        let outer = y;
        let high = thick.max(LINE * TENTHS);
        y += high + GAP * TENTHS;
        let (from, to) = if left { (LEFT + BAR, 344) } else { (RIGHT - BAR, 376) };
        let middle = (from + to) / 2;
        let [in_top, in_end, out_top, out_end] = [inner, inner + thick, outer, outer + thick].map(units);
        let path = format!(
            "M{from} {out_top}C{middle} {out_top} {middle} {in_top} {to} {in_top}V{in_end}C{middle} {in_end} {middle} {out_end} {from} {out_end}Z"
        );
        let is_gap = index == streams.len();
        let label = match streams.get(index) {
            Some(stream) => format!("{} {}", stream.label, stream.value),
            None => missing.map(|by| count_of(text.flow_gap, by)).unwrap_or_default(),
        };
        let x = if left { LEFT } else { RIGHT - BAR };
        let words = if left { LEFT - 8 } else { RIGHT + 8 };
        html! {
            <g key={index} class={classes!("flow-band", is_gap.then_some("flow-gap"))}>
                <path d={path} />
                <rect x={x.to_string()} y={out_top} width={BAR.to_string()} height={units(thick.max(TENTHS))} />
                <text x={words.to_string()} y={units(outer + high / 2 + 5 * TENTHS)} text-anchor={if left { "end" } else { "start" }}
                    lang={if is_gap { lang.tag() } else { "zh-CN" }}>{ label }</text>
            </g>
        }
    };
    bars.iter().enumerate().map(band).collect()
}

/// Tenths as units.
fn units(tenths: i32) -> String {
    format!("{}.{}", tenths / TENTHS, tenths % TENTHS)
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
