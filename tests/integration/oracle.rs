//! The smallest number of changed cells, found in two ways that share nothing with gouji's search: a mixed-integer program, and trying out.

use std::collections::{BTreeMap, BTreeSet};

use gouji::rules::equations;
use gouji::{CellId, Decimal, Table};
use gouji_tests::figures::Figures;
use microlp::{ComparisonOp, OptimizationDirection, Problem};

/// New values for a set of cells.
pub type Changes = BTreeMap<CellId, i64>;

/// The cells of tables 3 and 4 with their values, and the equations over them: coefficients by cell, and what the right side lacks.
pub struct Oracle {
    cells: Vec<(CellId, i64)>,
    equations: Vec<(BTreeMap<usize, i64>, i64)>,
}

impl Oracle {
    pub fn of(figures: &Figures) -> Oracle {
        let value =
            |cell: CellId| i64::try_from(figures.get(cell).unwrap_or_default()).expect("a whole number");
        let ids = figures.values.keys().copied().filter(|cell| cell.table != Table::T2);
        let cells: Vec<(CellId, i64)> = ids.map(|cell| (cell, value(cell))).collect();
        let index: BTreeMap<CellId, usize> =
            cells.iter().enumerate().map(|(at, (cell, _))| (*cell, at)).collect();
        let kept = equations(&figures.forms).into_iter().filter(|equation| equation.rule.is_kept());
        let equations = kept.map(|equation| {
            let mut terms = BTreeMap::new();
            for (side, sign) in [(&equation.left, 1), (&equation.right, -1)] {
                for term in &side.terms {
                    *terms.entry(index[&term.cell]).or_insert(0) += sign * i64::from(term.coefficient);
                }
            }
            let sum: i64 = terms.iter().map(|(&cell, coefficient)| coefficient * cells[cell].1).sum();
            (terms, -sum)
        });
        Oracle { equations: equations.collect(), cells }
    }

    /// The smallest number of cells to change, by a mixed-integer program: each cell goes up or down, and pays 1 if it moves at all. Sets
    /// that contain one of `known` do not count. None where no set is left.
    pub fn fewest(&self, known: &BTreeSet<Changes>) -> Option<usize> {
        let bound: i64 = self.cells.iter().map(|(_, value)| value.abs()).sum::<i64>() + 1;
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let moves: Vec<_> = self
            .cells
            .iter()
            .map(|&(_, value)| {
                let changed = problem.add_binary_var(1.0);
                let up = problem.add_var(0.0, (0.0, bound as f64));
                let down = problem.add_var(0.0, (0.0, value as f64));
                problem.add_constraint([(up, 1.0), (changed, -bound as f64)], ComparisonOp::Le, 0.0);
                problem.add_constraint([(down, 1.0), (changed, -value as f64)], ComparisonOp::Le, 0.0);
                (changed, up, down)
            })
            .collect();
        for (terms, missing) in &self.equations {
            let terms = terms.iter().flat_map(|(&cell, &coefficient)| {
                let (_, up, down) = moves[cell];
                [(up, coefficient as f64), (down, -coefficient as f64)]
            });
            problem.add_constraint(terms, ComparisonOp::Eq, *missing as f64);
        }
        for set in known {
            let set = self.cells.iter().zip(&moves).filter(|((cell, _), _)| set.contains_key(cell));
            let set: Vec<_> = set.map(|(_, (changed, ..))| (*changed, 1.0)).collect();
            let most = set.len() as f64 - 1.0;
            problem.add_constraint(set, ComparisonOp::Le, most);
        }
        let solution = match problem.solve() {
            Ok(outcome) => outcome.into_solution().expect("there is no time limit"),
            Err(microlp::Error::Infeasible) => return None,
            Err(error) => panic!("{error}"),
        };
        Some(moves.iter().filter(|(changed, ..)| solution.var_value(*changed) > 0.5).count())
    }

    /// All ways to make every equation true by changing exactly one cell.
    pub fn singles(&self) -> Vec<Changes> {
        (0..self.cells.len()).filter_map(|cell| self.solve(&[cell])).collect()
    }

    /// All ways to make every equation true by changing exactly two cells. Two cells that stand in the same equations have no single way,
    /// and are left out: no report whose smallest way has two cells needs them, since a total alone would do.
    pub fn pairs(&self) -> Vec<Changes> {
        let pairs = (0..self.cells.len()).flat_map(|left| (0..left).map(move |right| [right, left]));
        pairs.filter_map(|pair| self.solve(&pair)).collect()
    }

    /// The values of one or two cells that make every equation true, where all other cells stay. Each cell must stand in an equation without
    /// the other.
    fn solve(&self, cells: &[usize]) -> Option<Changes> {
        let of = |terms: &BTreeMap<usize, i64>, cell: usize| terms.get(&cell).copied().unwrap_or(0);
        let mut changes = Vec::new();
        for &cell in cells {
            let alone = |(terms, _): &&(BTreeMap<usize, i64>, i64)| {
                of(terms, cell) != 0 && cells.iter().all(|&other| other == cell || of(terms, other) == 0)
            };
            let (terms, missing) = self.equations.iter().find(alone)?;
            changes.push(missing / of(terms, cell));
        }
        let solved = self.equations.iter().all(|(terms, missing)| {
            cells.iter().zip(&changes).map(|(&cell, change)| of(terms, cell) * change).sum::<i64>()
                == *missing
        });
        let values: Changes = cells
            .iter()
            .zip(&changes)
            .map(|(&cell, change)| (self.cells[cell].0, self.cells[cell].1 + change))
            .collect();
        (solved && changes.iter().all(|&change| change != 0) && values.values().all(|&value| value >= 0))
            .then_some(values)
    }
}

/// The changes of a repair, as the oracle writes them.
pub fn changes<'a>(repairs: impl Iterator<Item = &'a gouji::repair::Repair>) -> Changes {
    let whole = |value: Decimal| i64::try_from(value).expect("a whole number");
    repairs.flat_map(|repair| &repair.changes).map(|change| (change.cell, whole(change.to))).collect()
}
