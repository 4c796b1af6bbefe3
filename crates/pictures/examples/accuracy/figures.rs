//! Figures of a report that is right: every sum of the form holds, so that every error that is found is a false one.

use std::collections::BTreeMap;

use gouji::form::Quantity;
use gouji::{CellId, Form, Table};

/// Numbers by chance, the same for the same seed (SplitMix64).
pub struct Dice(u64);

impl Dice {
    /// Dice that fall the same way each time.
    pub fn new(seed: u64) -> Dice {
        Dice(seed ^ 0x9e37_79b9_7f4a_7c15)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Between two numbers.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + self.share() * (high - low)
    }

    /// One of `count`.
    pub fn of(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    /// Near zero, mostly within one.
    pub fn normal(&mut self) -> f64 {
        ((0..6).map(|_| self.share()).sum::<f64>() - 3.0) * std::f64::consts::SQRT_2
    }

    fn figure(&mut self) -> i64 {
        let most = match self.of(20) {
            0..=5 => return 0,
            6..=11 => 10,
            12..=15 => 100,
            16..=18 => 1000,
            _ => 20_000,
        };
        self.of(most) as i64
    }
}

/// The texts of all cells of the 2021 form. Some reports leave zeros blank.
pub fn report(dice: &mut Dice) -> BTreeMap<CellId, String> {
    let mut values: BTreeMap<CellId, i64> = BTreeMap::new();
    let row = |key: &str| {
        (0u8..).zip(Table::T3.rows()).find(|(_, row)| row.key == key).map_or(0, |(index, _)| index)
    };
    let (received, carried_in, total, carried_out) =
        (row("received"), row("carried_in"), row("total"), row("carried_out"));
    let cell = |row: u8, column: u8| CellId { table: Table::T3, row, column };
    let rows: Vec<u8> = (0u8..)
        .zip(Table::T3.rows())
        .filter(|(_, row)| row.is_in(Form::F2021))
        .map(|(index, _)| index)
        .collect();
    for column in 0..6 {
        let mut sum = 0;
        for &row in rows.iter().filter(|row| ![received, carried_in, total, carried_out].contains(row)) {
            let value = dice.figure();
            sum += value;
            values.insert(cell(row, column), value);
        }
        let (before, after) = (dice.of(20) as i64, dice.of(20) as i64);
        let before = before.min(sum + after);
        values.insert(cell(total, column), sum);
        values.insert(cell(carried_in, column), before);
        values.insert(cell(carried_out, column), after);
        values.insert(cell(received, column), sum + after - before);
    }
    for &row in &rows {
        let sum = (0..6).map(|column| values[&cell(row, column)]).sum();
        values.insert(cell(row, 6), sum);
    }
    for block in 0..3u8 {
        let at = |column| CellId { table: Table::T4, row: 0, column };
        let mut sum = 0;
        for part in 0..4 {
            let value = dice.figure() % 300;
            sum += value;
            values.insert(at(block * 5 + part), value);
        }
        values.insert(at(block * 5 + 4), sum);
    }
    let leaves_blank = dice.of(5) == 0;
    let mut texts: BTreeMap<CellId, String> = BTreeMap::new();
    for (id, value) in values {
        let text =
            if value == 0 && leaves_blank && dice.of(3) > 0 { String::new() } else { value.to_string() };
        texts.insert(id, text);
    }
    for id in Table::T2.cells(Form::F2021) {
        let text = match id.quantity() {
            Quantity::Amount => format!("{}.{:02}", dice.of(2000), dice.of(100)),
            // What is in force is more than what was made.
            _ if id.column_spec().key == "valid" => (20_000 + dice.figure()).to_string(),
            _ => dice.figure().to_string(),
        };
        texts.insert(id, text);
    }
    texts
}
