//! The parts of the page, one a file. Props or plain values in, [`crate::state::Action`]s out; none holds anything that another
//! part would need.

pub mod detail;
pub mod findings;
pub mod footer;
pub mod form_table;
pub mod header;
pub mod input;
pub mod intro;
pub mod live;
pub mod mixed;
pub mod reports;
pub mod results;
pub mod verdict;
