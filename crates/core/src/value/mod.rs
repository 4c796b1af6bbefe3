//! The text of a cell to what it says: a number, a blank, or neither, and what is odd about how it is written.
//!
//! Comes in: text, and the kind of figure that its column asks for. Goes out: a [`Cell`]. `number` reads figures, `normal` and `fold` bring
//! characters into the one form in which texts are compared.

pub(crate) mod fold;
pub(crate) mod normal;
pub(crate) mod number;

use rust_decimal::Decimal;

use self::number::CellText;
use crate::document::Place;
use crate::form::Quantity;

/// One cell as it was read.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub struct Cell {
    /// The text of the cell as it stands in the source; none where no text could be tied to the cell.
    pub raw: Option<String>,
    /// What the text says.
    pub state: State,
    /// What is odd about the way in which the number is written.
    pub flaw: Option<Flaw>,
    /// Where it stands.
    pub place: Option<Place>,
}

/// What is known of a cell's value.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum State {
    /// A number.
    Number(Decimal),
    /// Blank, `/`, `-`, `—` or `无`: zero inside an equation, never evidence.
    Blank,
    /// Text that is no number.
    Malformed,
    /// Its column cannot be told.
    Ambiguous,
    /// The form has the cell; the document shows no row for it.
    Missing,
}

/// A departure from what the form allows in a cell (`cell.format`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "transfer", derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
pub enum Flaw {
    /// Not a number at all.
    NotANumber,
    /// Below zero where only a count or an amount fits.
    Negative,
    /// A fraction where only a whole number fits.
    Fraction,
    /// A number followed by words that are no unit.
    TrailingWords,
}

/// What `text` says in a cell of the given kind.
pub(crate) fn of_text(text: &str, quantity: Quantity, place: Option<Place>) -> Cell {
    let (state, flaw) = match number::read(text) {
        CellText::Blank => (State::Blank, None),
        CellText::Number(value) => (State::Number(value), flaw(value, quantity)),
        CellText::NumberAndWords(value) => (State::Number(value), Some(Flaw::TrailingWords)),
        CellText::Words => (State::Malformed, Some(Flaw::NotANumber)),
    };
    Cell { raw: Some(text.trim().to_owned()), state, flaw, place }
}

fn flaw(value: Decimal, quantity: Quantity) -> Option<Flaw> {
    match quantity {
        Quantity::Count | Quantity::Amount if value.is_sign_negative() && !value.is_zero() => {
            Some(Flaw::Negative)
        }
        Quantity::Count | Quantity::Change if !value.is_integer() => Some(Flaw::Fraction),
        _ => None,
    }
}
