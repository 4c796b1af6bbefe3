//! Reports made from known figures, and what must come out when gouji reads them.
//!
//! The way of a test: [`figures`] that add up (or have one [`slip`]) go through [`render`] into a layout, gouji reads them,
//! and [`confront`] compares. [`expected`] does the same for whole reports in files. [`accuracy`] and the `bench` program
//! measure, [`others`] has other programs write the same reports, [`fuzz`] throws anything at the readers.

pub mod accuracy;
pub mod confront;
pub mod corpus;
pub mod damage;
pub mod dice;
pub mod expected;
pub mod figures;
pub mod form;
pub mod fuzz;
pub mod hostile;
pub mod made;
pub mod mending;
pub mod narratives;
pub mod openings;
pub mod others;
pub mod passages;
pub mod portal;
pub mod real;
pub mod render;
pub mod slip;
pub mod successor;

/// Where the JSON Schema of the answers stands in the checkout.
pub const SCHEMA: &str = "docs/schema/gouji-1.schema.json";

/// What stands there.
pub fn schema() -> String {
    format!("{:#}\n", gouji::wire::schema())
}

/// Says that a test missed what it is about. Past the capture of `cargo test`, which would hide it; `cargo xtask test` counts these lines.
pub fn skipped(why: &str) {
    let _ = std::io::Write::write_fmt(&mut std::io::stdout(), format_args!("skipped: {why}\n"));
}
