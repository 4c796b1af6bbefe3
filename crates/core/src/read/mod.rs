//! stub
use crate::document::Document;
use crate::error::Error;
use crate::report::Report;
/// Reads.
pub fn report(_document: &Document) -> Result<Report, Error> {
    Ok(Report::default())
}
