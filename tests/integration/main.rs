//! What holds for whole reports: fixtures, seeds, properties, hostile input, and a small measurement.

mod accuracy;
mod beside;
mod doubt;
mod fixtures;
mod form;
mod fuzz;
mod layers;
mod openings;
mod oracle;
mod partial;
mod passages;
mod properties;
mod repairs;
mod schema;
mod upstream;
