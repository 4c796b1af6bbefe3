//! The parts of the page, one a file. Props or plain values in, [`crate::state::Action`]s out; none holds anything that another
//! part would need.

pub mod alike;
pub mod app_bar;
pub mod causes;
pub mod copies;
pub mod detail;
mod drawn;
mod editor;
pub mod files;
pub mod flow;
pub mod footer;
pub mod form_table;
pub mod header;
pub mod help;
pub mod input;
pub mod intro;
pub mod live;
pub mod mixed;
pub mod office;
mod picture_view;
pub mod prior;
pub mod reports;
pub mod results;
mod shown;
pub mod source_view;
pub mod status_bar;
pub mod tabs;
mod tasks;
mod toolbar;
mod unsure;
pub mod verdict;
pub mod way_back;
