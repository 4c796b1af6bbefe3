//! What holds for whole reports: fixtures, seeds, properties, hostile input, and a small measurement.

mod accuracy;
mod fixtures;
mod fuzz;
mod oracle;
mod properties;
mod repairs;
