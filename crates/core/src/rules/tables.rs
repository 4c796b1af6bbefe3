//! The equations that the form sets inside its tables, as data over the form's rows and columns.
//!
//! Comes in: which tables a report has, in which edition. Goes out: their equations, in the order of the form. Source: the
//! note above table 3 (本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和) and the meaning of its 总计 rows and columns.

use std::collections::BTreeMap;

use crate::equation::{Equation, Side};
use crate::form::{CellId, Form, Group, Table};
use crate::rule::RuleId;

/// The equations of the given tables. Table 2 has none: in the 2019 form 上一年项目数量 + 本年增/减 counts items while
/// 处理决定数量 counts decisions, and the other columns are independent.
pub fn equations(forms: &BTreeMap<Table, Form>) -> Vec<Equation> {
    let mut equations = Vec::new();
    if let Some(&form) = forms.get(&Table::T3) {
        table_3(form, &mut equations);
    }
    if forms.contains_key(&Table::T4) {
        table_4(&mut equations);
    }
    equations
}

fn table_3(form: Form, equations: &mut Vec<Equation>) {
    let rows: Vec<u8> = (0u8..)
        .zip(Table::T3.rows())
        .filter(|(_, row)| !row.columns(Table::T3, form).is_empty())
        .map(|(index, _)| index)
        .collect();
    let row = |key: &str| {
        (0u8..).zip(Table::T3.rows()).find(|(_, row)| row.key == key).map_or(0, |(index, _)| index)
    };
    let cell = |row: u8, column: u8| CellId { table: Table::T3, row, column };
    let (received, carried_in) = (row("received"), row("carried_in"));
    let (total, carried_out) = (row("total"), row("carried_out"));
    // Every row under 本年度办理结果 is an outcome, but for its own total.
    let outcomes: Vec<u8> = rows
        .iter()
        .copied()
        .filter(|&row| {
            let group: Option<Group> = Table::T3.rows()[row as usize].group;
            group.is_some() && row != total
        })
        .collect();
    let last = Table::T3.columns().len() as u8 - 1;

    for &row in &rows {
        equations.push(Equation {
            rule: RuleId::T3RowTotal,
            left: Side::sum((0..last).map(|column| cell(row, column))),
            right: Side::sum([cell(row, last)]),
        });
    }
    for column in 0..=last {
        equations.push(Equation {
            rule: RuleId::T3ResultTotal,
            left: Side::sum(outcomes.iter().map(|&row| cell(row, column))),
            right: Side::sum([cell(total, column)]),
        });
    }
    for column in 0..=last {
        equations.push(Equation {
            rule: RuleId::T3Balance,
            left: Side::sum([cell(received, column), cell(carried_in, column)]),
            right: Side::sum([cell(total, column), cell(carried_out, column)]),
        });
    }
}

fn table_4(equations: &mut Vec<Equation>) {
    let cell = |column| CellId { table: Table::T4, row: 0, column };
    for block in 0..3 {
        equations.push(Equation {
            rule: RuleId::T4Total,
            left: Side::sum((0..4).map(|part| cell(block * 5 + part))),
            right: Side::sum([cell(block * 5 + 4)]),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_2021_report_has_42_equations_and_a_2019_report_40() {
        let both = |form| BTreeMap::from([(Table::T3, form), (Table::T4, form)]);
        assert_eq!(equations(&both(Form::F2021)).len(), 42);
        assert_eq!(equations(&both(Form::F2019)).len(), 40);
    }

    #[test]
    fn result_total_takes_the_rows_of_its_own_edition() {
        let keys = |form| {
            let equations = equations(&BTreeMap::from([(Table::T3, form)]));
            let equation = equations.iter().find(|e| e.rule == RuleId::T3ResultTotal);
            let equation = equation.expect("table 3 has a result total");
            equation.left.terms.iter().map(|term| term.cell.row_spec().key).collect::<Vec<_>>()
        };
        let (old, new) = (keys(Form::F2019), keys(Form::F2021));
        assert!(old.contains(&"other") && !old.contains(&"other.misc"));
        assert!(new.contains(&"other.misc") && !new.contains(&"other"));
        assert_eq!((old.len(), new.len()), (19, 21));
        assert_eq!(new[0], "granted");
    }
}
