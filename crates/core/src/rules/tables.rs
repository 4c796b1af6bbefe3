//! The equations that the form sets inside its tables, as data over the form's rows and columns.
//!
//! Comes in: which tables a report has, in which edition. Goes out: their equations, in the order of the form, and what becomes of one. Source: the
//! note above table 3 (本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和) and the meaning of its 总计 rows and columns.

use std::collections::BTreeMap;

use crate::Decimal;
use crate::equation::{Equation, Outcome, Side, Skip, Term};
use crate::form::{CellId, Form, Group, Table};
use crate::report::Report;
use crate::rule::RuleId;

/// The equations of the given tables. The form sets none in table 2: in the 2019 form 上一年项目数量 + 本年增/减 counts items while
/// 处理决定数量 counts decisions, and the other columns are independent. What was made and not repealed is in force, or will be.
pub fn equations(forms: &BTreeMap<Table, Form>) -> Vec<Equation> {
    let mut equations = Vec::new();
    if forms.get(&Table::T2).is_some_and(|form| form.has(DOCUMENTS[0][2])) {
        equations.extend(in_force());
    }
    if let Some(&form) = forms.get(&Table::T3) {
        table_3(form, &mut equations);
    }
    if forms.contains_key(&Table::T4) {
        table_4(&mut equations);
    }
    equations
}

/// The rows of table 2 since the 2021 form whose columns are 本年制发件数, 本年废止件数, 现行有效件数.
pub(super) const DOCUMENTS: [[CellId; 3]; 2] = [documents("regulations"), documents("normative")];

const fn documents(row: &str) -> [CellId; 3] {
    [
        CellId::at(Table::T2, row, "made"),
        CellId::at(Table::T2, row, "repealed"),
        CellId::at(Table::T2, row, "valid"),
    ]
}

/// At least what was made and not repealed this year is in force, in each row.
fn in_force() -> impl Iterator<Item = Equation> {
    DOCUMENTS.into_iter().map(|[made, repealed, valid]| {
        let terms = vec![Term { cell: made, coefficient: 1 }, Term { cell: repealed, coefficient: -1 }];
        let left = Side { terms, constant: Decimal::ZERO };
        Equation::at_least(RuleId::T2InForce, left, Side::sum([valid]))
    })
}

/// What becomes of an equation. What must be in force rests on figures whose cells are certain, and on a figure: blank claims nothing.
pub(super) fn outcome(equation: &Equation, report: &Report) -> Outcome {
    let outcome = equation.judge(report);
    let is_own = equation.rule.is_kept() || !matches!(outcome, Outcome::Fails(_));
    let mut whole = equation.right.terms.iter();
    match outcome {
        _ if is_own => outcome,
        _ if !equation.cells().all(|cell| report.is_certain(cell)) => Outcome::Skipped(Skip::Doubtful),
        _ if whole.all(|term| report.value(term.cell) == Some(None)) => Outcome::Skipped(Skip::Blank),
        _ => outcome,
    }
}

fn table_3(form: Form, equations: &mut Vec<Equation>) {
    let rows: Vec<u8> =
        (0u8..).zip(Table::T3.rows()).filter(|(_, row)| row.is_in(form)).map(|(index, _)| index).collect();
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
        equations.push(Equation::equal(
            RuleId::T3RowTotal,
            Side::sum((0..last).map(|column| cell(row, column))),
            Side::sum([cell(row, last)]),
        ));
    }
    for column in 0..=last {
        equations.push(Equation::equal(
            RuleId::T3ResultTotal,
            Side::sum(outcomes.iter().map(|&row| cell(row, column))),
            Side::sum([cell(total, column)]),
        ));
    }
    for column in 0..=last {
        equations.push(Equation::equal(
            RuleId::T3Balance,
            Side::sum([cell(received, column), cell(carried_in, column)]),
            Side::sum([cell(total, column), cell(carried_out, column)]),
        ));
    }
}

fn table_4(equations: &mut Vec<Equation>) {
    let cell = |column| CellId { table: Table::T4, row: 0, column };
    for block in 0..3 {
        equations.push(Equation::equal(
            RuleId::T4Total,
            Side::sum((0..4).map(|part| cell(block * 5 + part))),
            Side::sum([cell(block * 5 + 4)]),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::equation::Sums;
    use crate::report::Ground;

    #[test]
    fn a_2021_report_has_44_equations_and_a_2019_report_40() {
        let all = |form| Table::ALL.map(|table| (table, form)).into();
        assert_eq!(equations(&all(Form::F2021)).len(), 44);
        assert_eq!(equations(&all(Form::F2019)).len(), 40);
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

    /// Table 2 of the 2021 form with the figures of its row of normative documents.
    fn in_force_of(made: &str, repealed: &str, valid: &str, ground: Ground) -> (Report, Outcome) {
        let mut report = Report::blank(Form::F2021);
        let [_, cells] = DOCUMENTS;
        cells.into_iter().zip([made, repealed, valid]).for_each(|(cell, text)| report.write(cell, text));
        report.grounds.insert((Table::T2, cells[0].row), ground);
        let equation = in_force().nth(1).expect("the row of normative documents");
        let outcome = outcome(&equation, &report);
        (report, outcome)
    }

    #[test]
    fn what_was_made_and_not_repealed_is_in_force() {
        let fails = |left: i64, right: i64| Outcome::Fails(Sums { left: left.into(), right: right.into() });
        for (figures, expected) in [
            (["2", "0", "0"], fails(2, 0)),
            (["5", "1", "3"], fails(4, 3)),
            (["5", "2", "3"], Outcome::Holds),
            (["0", "9", "11"], Outcome::Holds),
            (["1", "4", "0"], Outcome::Holds),
            (["2", "0", ""], Outcome::Skipped(Skip::Blank)),
            (["", "", ""], Outcome::Skipped(Skip::Blank)),
            (["若干", "0", "0"], Outcome::Skipped(Skip::Malformed)),
        ] {
            let [made, repealed, valid] = figures;
            assert_eq!(in_force_of(made, repealed, valid, Ground::Grid).1, expected, "{figures:?}");
        }
        assert_eq!(in_force_of("2", "0", "0", Ground::Inferred).1, Outcome::Skipped(Skip::Doubtful));
    }

    #[test]
    fn it_is_counted_and_told_like_any_other() {
        let (report, _) = in_force_of("2", "0", "0", Ground::Grid);
        let audit = crate::Audit::of(report);
        assert_eq!((audit.ledgers().tables.checked, audit.ledgers().tables.failed), (1, 1));
        let [finding] = &audit
            .findings
            .iter()
            .filter(|finding| finding.rule == RuleId::T2InForce)
            .collect::<Vec<_>>()[..]
        else {
            panic!("one finding")
        };
        assert_eq!(finding.severity, crate::Severity::Warning);
        assert!(audit.repairs.is_empty() && audit.causes.len() == 1);
        assert!(finding.message(crate::Lang::Zh).contains("本年制发减本年废止为 2，现行有效件数却为 0"));
        assert!(audit.headline(crate::Lang::Zh).starts_with("表内合计相符"));
    }

    #[test]
    fn a_rule_that_repairs_keep_is_an_equality() {
        let all = Table::ALL.map(|table| (table, Form::F2021)).into();
        let kept = equations(&all).into_iter().filter(|equation| equation.rule.is_kept());
        assert!(kept.map(|equation| equation.relation).all(|relation| relation == crate::Relation::Equal));
    }
}
