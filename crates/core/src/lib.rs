//! Gouji (勾稽): which figures of a government information-disclosure annual report cannot be true together.
//!
//! The whole way is [`check`]: a source becomes a [`document::Document`], that a [`report::Report`] of cells, and the rules'
//! equations over the cells make the [`Audit`]. The library is pure: no files, no clock, no network, no browser.
//!
//! ```
//! use gouji::{Input, check};
//! let text = "行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉\n\
//!     结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n\
//!     0\t1\t0\t0\t1\t1\t0\t0\t1\t1\t0\t0\t0\t0\t0";
//! let audit = check(Input::text(text)).unwrap();
//! assert_eq!(audit.findings[0].rule.as_str(), "t4.total");
//! ```

pub mod audit;
pub mod batch;
pub mod causes;
pub mod compare;
mod correction;
pub mod document;
pub mod equation;
pub mod error;
pub mod finding;
pub mod form;
pub mod lang;
pub mod likeness;
pub mod limits;
pub mod list;
pub mod narrative;
pub mod order;
pub mod plain;
pub mod read;
pub mod repair;
pub mod report;
pub mod rule;
pub mod rules;
pub mod settings;
pub mod source;
pub mod tasks;
pub mod two_ways;
pub mod value;
pub mod verdict;
#[cfg(feature = "wire")]
pub mod wire;

pub use audit::Audit;
pub use causes::Cause;
pub use equation::{Equation, Outcome, Relation, Skip, Sums};
pub use error::{Error, NearMiss};
pub use finding::{Coverage, Finding, Quote};
pub use form::{CellId, Form, Table};
pub use lang::Lang;
pub use narrative::Claim;
pub use report::{Beside, Report};
pub use rule::{Explanation, RuleId, Severity};
pub use rust_decimal::Decimal;
pub use settings::Settings;
pub use source::{Input, Kind};
pub use two_ways::TwoWays;
pub use verdict::{Ledger, Ledgers, Verdict};

/// Reads `input` as an annual report and judges it by every rule.
///
/// # Errors
///
/// An [`Error`] where the input cannot be read as a report at all. What was read in part is no error: the coverage says
/// what is missing.
pub fn check(input: Input<'_>) -> Result<Audit, Error> {
    check_nth(input, 0)
}

/// The same for a later one of several reports in one input, counted from zero. Of a finding of the rule
/// [`RuleId::StructureSeveral`] a caller knows that there are several.
///
/// # Errors
///
/// As [`check`].
pub fn check_nth(input: Input<'_>, nth: usize) -> Result<Audit, Error> {
    read(input, nth).map(Audit::of)
}

/// Reads without judging: the `nth` report of an input, counted from zero, for [`Audit::beside`].
///
/// # Errors
///
/// As [`check`].
pub fn read(input: Input<'_>, nth: usize) -> Result<Report, Error> {
    let document = source::document(input)?;
    read::report(&document, nth)
}
