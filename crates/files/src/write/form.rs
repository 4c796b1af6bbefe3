//! A table of the form, as the form prints it, to be written.

use std::collections::BTreeMap;

use gouji::form::layout::{Entry as Printed, Layout, Line};
use gouji::rules::equations;
use gouji::{CellId, Form, Lang, Relation, RuleId};

use super::{Check, Entry, Table};

impl Table {
    /// The official table with its labels and merged headers, and `text` in its cells. What stands beside it is said in `lang`.
    pub fn official<T: Into<Entry>>(
        table: gouji::Table,
        form: Form,
        lang: Lang,
        text: impl Fn(CellId) -> T,
    ) -> Table {
        let layout = Layout::of(table, form);
        let entry = |entry: &Printed| match entry {
            Printed::Header(header) => Entry {
                text: header.text.to_string(),
                col_span: header.col_span,
                row_span: header.row_span,
                is_header: true,
                is_left: table == gouji::Table::T3 && header.scope == Some("row"),
                mark: String::new(),
            },
            Printed::Cell(spot) => Entry { col_span: spot.col_span, ..text(spot.cell).into() },
        };
        let line = |line: &Line| line.iter().map(entry).collect();
        let head = layout.head.len();
        let rows = layout.head.iter().chain(layout.bodies.iter().flatten()).map(line).collect();
        let widths = match table {
            gouji::Table::T2 => vec![20; 4],
            gouji::Table::T3 => vec![6, 10, 26, 8, 8, 8, 8, 8, 8, 8],
            gouji::Table::T4 => vec![8; 15],
        };
        let checks = checks(table, form, &layout, lang);
        Table {
            name: table.title().to_owned(),
            head,
            rows,
            widths,
            is_form: true,
            checks,
            lang,
            ..Table::default()
        }
    }
}

/// The equations of the table by where their cells stand.
fn checks(table: gouji::Table, form: Form, layout: &Layout, lang: Lang) -> Vec<Check> {
    let head = layout.head.len();
    let place = |cell: CellId| {
        let spot = layout.spots.iter().find(|spot| spot.cell == cell)?;
        Some((head + usize::from(spot.line), usize::from(spot.column)))
    };
    let side = |side: &gouji::equation::Side| side.terms.iter().filter_map(|term| place(term.cell)).collect();
    let check = |equation: gouji::Equation| Check {
        name: match (equation.rule, lang) {
            (RuleId::T3Balance, Lang::Zh) => "第一项 + 第二项 = 第三项 + 第四项",
            (RuleId::T3Balance, Lang::En) => "first item + second = third + fourth",
            (RuleId::T3ResultTotal, Lang::Zh) => "办理结果各项之和",
            (RuleId::T3ResultTotal, Lang::En) => "results added up",
            (_, Lang::Zh) => "各项之和",
            (_, Lang::En) => "items added up",
        },
        left: side(&equation.left),
        right: side(&equation.right),
        is_beside: equation.rule == RuleId::T3RowTotal,
    };
    let equations = equations(&BTreeMap::from([(table, form)])).into_iter();
    equations.filter(|equation| equation.relation == Relation::Equal).map(check).collect()
}
