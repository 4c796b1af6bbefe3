//! Facts about the reports beside this one: whose they are, which of their figures count, and why one was not compared.

use rust_decimal::Decimal;

use crate::form::CellId;
use crate::lang::Lang;
use crate::report::Report;

/// Another report, as a reader knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    /// What it is beside this one.
    pub role: Role,
    /// Its organ or else its title, where one of them is known.
    pub name: Option<String>,
    /// Its year.
    pub year: Option<u16>,
}

/// What another report is beside this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Last year's report of the same organ.
    Prior,
    /// A report whose figures are added up; its place among them, from 1.
    Member(usize),
}

impl Role {
    /// The word of the JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Prior => "prior",
            Role::Member(_) => "member",
        }
    }
}

impl Whose {
    pub(crate) fn of(report: &Report, role: Role) -> Whose {
        Whose { role, name: report.organ.clone().or_else(|| report.title.clone()), year: report.year }
    }
}

/// A figure of another report, as part of an equation's left side.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Whose it is.
    pub report: Whose,
    /// Its cell there.
    pub cell: CellId,
    /// Its value; none where the cell is blank.
    pub value: Option<Decimal>,
}

/// Why two reports were not compared, or on what the comparison rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pairing {
    /// Nothing of the form was read in the other report.
    Unread,
    /// Both are on one year.
    SameYear,
    /// The other report is the later one.
    Swapped,
    /// There are years between them.
    Gap,
    /// They are reports of two organs.
    OtherOrgan,
    /// Neither year nor organ can be compared.
    Unidentified,
    /// Compared: the organs' names differ and nearly always mean one organ.
    NamesDiffer,
    /// Compared: the organ of one of them is not known.
    OrganUnknown,
    /// Compared: the year of one of them is not known.
    YearUnknown,
}

impl Pairing {
    /// Whether the reports were compared all the same.
    pub const fn is_compared(self) -> bool {
        matches!(self, Pairing::NamesDiffer | Pairing::OrganUnknown | Pairing::YearUnknown)
    }
}

/// Why a member's figures were not added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Nothing of the form was read in it.
    Unread,
    /// It is on another year.
    OtherYear,
    /// Its year, or the parent's, is not known.
    YearUnknown,
    /// It is the same as one before it.
    Twice,
    /// It is the parent's own report.
    Parent,
}

impl LeftOut {
    /// The reason, for a reader.
    pub const fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (LeftOut::Unread, Lang::Zh) => "没有读到表格",
            (LeftOut::Unread, Lang::En) => "no table was read",
            (LeftOut::OtherYear, Lang::Zh) => "年份不同",
            (LeftOut::OtherYear, Lang::En) => "another year",
            (LeftOut::YearUnknown, Lang::Zh) => "无法确定是否同一年度",
            (LeftOut::YearUnknown, Lang::En) => "its year cannot be compared",
            (LeftOut::Twice, Lang::Zh) => "与另一份重复",
            (LeftOut::Twice, Lang::En) => "the same as another",
            (LeftOut::Parent, Lang::Zh) => "就是汇总年报本身",
            (LeftOut::Parent, Lang::En) => "the parent's own report",
        }
    }
}
