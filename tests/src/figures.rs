//! A report as numbers: which edition each table has, and the value of every cell. Nothing here knows how it is written.
//!
//! [`Figures::consistent`] makes reports that add up, the way real ones look: mostly zeros, natural persons first, now and
//! then a large number. [`crate::slip`] breaks them.

use std::collections::BTreeMap;
use std::fmt;

use gouji::RuleId;
use gouji::report::{Cell, Report, State};
use gouji::rules::equations;
use gouji::{CellId, Decimal, Equation, Form, Table, equation::Outcome};

use crate::dice::Dice;

/// The figures of one report.
#[derive(Clone, PartialEq)]
pub struct Figures {
    /// The organ, simplified, as in the title.
    pub organ: String,
    /// The report year.
    pub year: u16,
    /// The edition of each table.
    pub forms: BTreeMap<Table, Form>,
    /// Every cell of the tables; none where it is blank.
    pub values: BTreeMap<CellId, Option<Decimal>>,
}

/// Organs that do not exist. Those that may make regulations have a sign for it.
const ORGANS: [(&str, bool); 8] = [
    ("清沅区人民政府", false),
    ("云岭县人民政府办公室", false),
    ("青禾县卫生健康局", false),
    ("白石镇人民政府", false),
    ("望溪街道办事处", false),
    ("长泽市教育局", false),
    ("南屏省人民政府", true),
    ("临沧河高新区管委会", false),
];

/// Rows of table 3 in which applications really end, likelier ones more than once.
const LIKELY: [&str; 10] = [
    "granted",
    "granted",
    "granted",
    "unavailable.not_held",
    "unavailable.not_held",
    "partial",
    "rejected.petition",
    "denied.internal_affairs",
    "rejected.repeat",
    "unavailable.needs_creation",
];

impl Figures {
    /// A report with a zero in every cell.
    pub fn zero(organ: &str, year: u16, forms: [Form; 3]) -> Figures {
        let forms: BTreeMap<Table, Form> = Table::ALL.into_iter().zip(forms).collect();
        let cells = forms.iter().flat_map(|(table, &form)| table.cells(form));
        let values = cells.map(|id| (id, Some(Decimal::ZERO))).collect();
        Figures { organ: organ.to_owned(), year, forms, values }
    }

    /// The value of a cell; none where it is blank or not part of the report.
    pub fn get(&self, id: CellId) -> Option<Decimal> {
        self.values.get(&id).copied().flatten()
    }

    /// Sets a cell by its id as text.
    ///
    /// # Panics
    ///
    /// If no table of the report has the cell.
    pub fn set(&mut self, id: &str, value: impl Into<Decimal>) {
        let id: CellId = id.parse().unwrap_or_else(|error| panic!("{error}"));
        let cell = self.values.get_mut(&id).unwrap_or_else(|| panic!("{id} is not part of this report"));
        *cell = Some(value.into());
    }

    /// Leaves the cells blank that are zero and for which `choose` says so.
    pub fn blank_zeros(&mut self, mut choose: impl FnMut(CellId) -> bool) {
        for (&id, value) in &mut self.values {
            if *value == Some(Decimal::ZERO) && choose(id) {
                *value = None;
            }
        }
    }

    /// Cells that are neither zero nor blank.
    pub fn non_zero(&self) -> impl Iterator<Item = (CellId, Decimal)> {
        self.values.iter().filter_map(|(&id, &value)| Some((id, value.filter(|value| !value.is_zero())?)))
    }

    /// The figures as a report that was read from a plain source.
    pub fn report(&self) -> Report {
        let cells = self.values.iter().map(|(&id, &value)| {
            let raw = value.map_or_else(String::new, |value| value.to_string());
            let state = value.map_or(State::Blank, State::Number);
            (id, Cell { raw: Some(raw), state, flaw: None, place: None })
        });
        Report { forms: self.forms.clone(), cells: cells.collect(), ..Report::default() }
    }

    /// The equations of the form that the figures break.
    pub fn violated(&self) -> Vec<Equation> {
        let report = self.report();
        let mut equations = equations(&self.forms);
        equations.retain(|equation| matches!(equation.judge(&report), Outcome::Fails(_)));
        equations
    }

    /// A report in which everything adds up.
    pub fn consistent(dice: &mut Dice) -> Figures {
        let (organ, may_regulate) = dice.pick(&ORGANS);
        let year = 2024 - dice.below(6) as u16;
        let forms = match (dice.below(4), year) {
            (0 | 1, 2021..) => [Form::F2021; 3],
            (0 | 1, _) => [Form::F2019; 3],
            // Organs mix the editions.
            _ => [(); 3].map(|()| dice.pick(&[Form::F2021, Form::F2019])),
        };
        let mut figures = Figures::zero(organ, year, forms);
        figures.throw_table_2(dice, may_regulate);
        figures.throw_table_3(dice);
        figures.throw_table_4(dice);
        if dice.once_in(6) {
            figures.throw_blanks(dice);
        }
        figures
    }

    /// Leaves some zeros blank: whole rows, the organisations' columns, or a cell here and there.
    fn throw_blanks(&mut self, dice: &mut Dice) {
        let way = dice.below(3);
        let nth = dice.below(5);
        self.blank_zeros(|id| match way {
            0 => id.table != Table::T4 && u32::from(id.row) % 5 >= nth,
            1 => id.table == Table::T3 && (1..6).contains(&id.column),
            _ => dice.once_in(12),
        });
    }

    fn throw_table_2(&mut self, dice: &mut Dice, may_regulate: bool) {
        let cells: Vec<CellId> = self.values.keys().copied().filter(|cell| cell.table == Table::T2).collect();
        for cell in cells {
            let value = match (cell.row_spec().key, cell.column_spec().key) {
                ("regulations", _) if !may_regulate => continue,
                _ if dice.below(3) == 0 => continue,
                (_, "change") if dice.below(3) == 0 => -Decimal::from(dice.figure()),
                (_, "amount") => Decimal::new(i64::from(dice.below(90_000_000)), dice.below(7)),
                _ => Decimal::from(dice.figure()),
            };
            self.values.insert(cell, Some(value.normalize()));
        }
        self.keep_in_force();
    }

    /// No more is made than is repealed or in force.
    pub(crate) fn keep_in_force(&mut self) {
        if self.forms[&Table::T2] != Form::F2021 {
            return;
        }
        for row in ["regulations", "normative"] {
            let [made, repealed, valid] =
                ["made", "repealed", "valid"].map(|column| CellId::at(Table::T2, row, column));
            let value = |cell| self.get(cell).unwrap_or_default();
            let most = value(repealed) + value(valid);
            if value(made) > most {
                self.values.insert(made, Some(most));
            }
        }
    }

    fn throw_table_3(&mut self, dice: &mut Dice) {
        let form = self.forms[&Table::T3];
        let outcomes: Vec<u8> = (0u8..)
            .zip(Table::T3.rows())
            .filter(|(_, row)| row.group.is_some() && row.key != "total" && row.is_in(form))
            .map(|(index, _)| index)
            .collect();
        for column in 0..6 {
            // Most reports have applications of natural persons, one in four of a company, few of anyone else.
            let applies = match column {
                0 => dice.below(8) != 0,
                1 => dice.once_in(4),
                _ => dice.once_in(12),
            };
            if !applies {
                continue;
            }
            let mut handled = 0;
            for _ in 0..=dice.below(if column == 0 { 5 } else { 2 }) {
                let row = match dice.once_in(3) {
                    true => dice.pick(&outcomes),
                    false => row(dice.pick(&LIKELY)),
                };
                let figure = dice.figure();
                handled += figure;
                self.add_table_3(row, column, figure);
            }
            let out = if dice.once_in(3) { dice.figure() } else { 0 };
            let carried_in = if dice.once_in(3) { dice.figure().min(handled + out) } else { 0 };
            self.add_table_3(row("total"), column, handled);
            self.add_table_3(row("carried_out"), column, out);
            self.add_table_3(row("carried_in"), column, carried_in);
            self.add_table_3(row("received"), column, handled + out - carried_in);
        }
    }

    /// Adds to a cell of table 3 and to its row's total.
    fn add_table_3(&mut self, row: u8, column: u8, figure: u32) {
        for column in [column, 6] {
            let cell = self.values.entry(CellId { table: Table::T3, row, column }).or_default();
            *cell = Some(cell.unwrap_or_default() + Decimal::from(figure));
        }
    }

    fn throw_table_4(&mut self, dice: &mut Dice) {
        for block in 0..3 {
            for column in 0..4 {
                let figure = if dice.once_in(4) { dice.figure() } else { 0 };
                for column in [column, 4] {
                    let id = CellId { table: Table::T4, row: 0, column: block * 5 + column };
                    let cell = self.values.entry(id).or_default();
                    *cell = Some(cell.unwrap_or_default() + Decimal::from(figure));
                }
            }
        }
    }
}

/// The index of a row of table 3.
fn row(key: &str) -> u8 {
    (0u8..).zip(Table::T3.rows()).find(|(_, row)| row.key == key).map_or(0, |(index, _)| index)
}

/// The rule of an equation and its cells, by which one equation is told from all others.
pub fn equation_key(equation: &Equation) -> (RuleId, Vec<CellId>) {
    (equation.rule, equation.cells().collect())
}

impl fmt::Debug for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {:?} ", self.organ, self.year, self.forms)?;
        f.debug_map().entries(self.non_zero().map(|(id, value)| (id, value.to_string()))).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_figures_break_no_equation() {
        for seed in 0..500 {
            let figures = Figures::consistent(&mut Dice::seeded(seed));
            assert!(figures.violated().is_empty(), "seed {seed}: {figures:?}");
        }
    }

    #[test]
    fn made_figures_have_signs_decimals_blanks_and_large_numbers() {
        let all: Vec<Figures> = (0..200).map(|seed| Figures::consistent(&mut Dice::seeded(seed))).collect();
        let any = |test: fn(Decimal) -> bool| all.iter().flat_map(Figures::non_zero).any(|(_, v)| test(v));
        assert!(any(|value| value.is_sign_negative()));
        assert!(any(|value| !value.is_integer()));
        assert!(any(|value| value > Decimal::from(10_000)));
        assert!(all.iter().any(|figures| figures.values.values().any(Option::is_none)));
    }
}
