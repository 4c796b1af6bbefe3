//! Solutions of a system to groups of findings that no solution can take apart.
//!
//! Comes in: all smallest solutions of a system. Goes out: for each group of failing equations, what every solution does about them, each way
//! once. Two slips that have nothing to do with each other are two groups with one way each, not one with a product of ways: changes that
//! meet in no equation mend their equations alone, so each part of a solution is itself a repair.

use std::collections::{BTreeMap, BTreeSet};

use super::search::Solution;
use super::system::System;
use crate::order;

/// Failing equations that hang together, and the ways to mend them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Group {
    /// Rows of the system that fail.
    pub(super) rows: BTreeSet<usize>,
    /// The ways, all of one size.
    pub(super) ways: BTreeSet<Solution>,
}

/// The groups, by their first row.
pub(super) fn groups(system: &System, solutions: &[Solution]) -> Vec<Group> {
    let rows_of = rows_of(system);
    let parts: Vec<Vec<Part>> = solutions.iter().map(|solution| parts(system, &rows_of, solution)).collect();
    // The smallest row of the group of each row: rows that one part mends belong together.
    let mut leader: Vec<usize> = (0..system.rows.len()).collect();
    for part in parts.iter().flatten() {
        let leaders = order::set(part.rows.iter().map(|&row| leader[row]));
        let Some(&first) = leaders.first() else { continue };
        leader.iter_mut().filter(|leader| leaders.contains(leader)).for_each(|leader| *leader = first);
    }
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for row in (0..system.rows.len()).filter(|&row| system.rows[row].missing != 0) {
        groups.entry(leader[row]).or_default().rows.insert(row);
    }
    for (solution, parts) in solutions.iter().zip(parts) {
        for group in groups.values_mut() {
            let own = parts.iter().filter(|part| part.rows.is_subset(&group.rows));
            let mut changes: Vec<(usize, i128)> = own.flat_map(|part| part.changes.iter().copied()).collect();
            order::sort(&mut changes);
            group.ways.insert(Solution { changes, open: solution.open });
        }
    }
    groups.into_values().collect()
}

/// The rows in which each cell of the system stands.
fn rows_of(system: &System) -> BTreeMap<usize, Vec<usize>> {
    let mut rows_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, row) in system.rows.iter().enumerate() {
        for &(cell, _) in &row.terms {
            rows_of.entry(cell).or_default().push(index);
        }
    }
    rows_of
}

/// Changes of a solution that meet in equations.
struct Part {
    /// The failing rows that they mend.
    rows: BTreeSet<usize>,
    changes: Vec<(usize, i128)>,
}

fn parts(system: &System, rows_of: &BTreeMap<usize, Vec<usize>>, solution: &Solution) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for &change in &solution.changes {
        let mut part = Part { rows: rows_of[&change.0].iter().copied().collect(), changes: vec![change] };
        parts.retain_mut(|other| {
            let apart = other.rows.is_disjoint(&part.rows);
            if !apart {
                part.rows.append(&mut other.rows);
                part.changes.append(&mut other.changes);
            }
            apart
        });
        parts.push(part);
    }
    for part in &mut parts {
        part.rows.retain(|&row| system.rows[row].missing != 0);
    }
    parts
}
