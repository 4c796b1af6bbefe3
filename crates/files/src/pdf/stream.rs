//! Streams to bytes within a budget: a few kilobytes of a pdf may unfold to gigabytes.
//!
//! `hayro-syntax` unfolds without a limit, so the usual filter goes through `miniz_oxide` here, and others only run where
//! even their worst case fits.

use std::borrow::Cow;

use gouji::Error;
use hayro_syntax::Filter;
use hayro_syntax::object::{Dict, Stream};
use miniz_oxide::inflate::{
    DecompressError, TINFLStatus, decompress_to_vec_with_limit, decompress_to_vec_zlib_with_limit,
};

use crate::limits;

/// What reading one file may still cost. Whatever reaches zero, the file is too large.
#[derive(Debug)]
pub(super) struct Budget {
    /// Bytes of streams, folded and unfolded, and of tables made of them.
    pub(super) bytes: usize,
    /// Operators of content streams. A page of a report has 1,000 to 10,000.
    pub(super) operators: usize,
    /// Characters that glyphs stand for. A report has 5,000 to 30,000.
    pub(super) glyphs: usize,
    /// Cells of tables, blank ones counted.
    pub(super) cells: usize,
    /// Lines of labels tried with figures, where no lines part the rows.
    pub(super) comparisons: usize,
}

impl Budget {
    pub(super) const NEW: Budget = Budget {
        bytes: limits::PDF_READ_BYTES,
        operators: limits::PDF_OPERATORS,
        glyphs: limits::PDF_GLYPHS,
        cells: limits::CELLS,
        comparisons: limits::PDF_COMPARISONS,
    };
}

impl Budget {
    /// Takes `cost` from what is left of `part`; leaves nothing where it is not enough.
    pub(super) fn spend(part: &mut usize, cost: usize) -> bool {
        let is_enough = *part > cost;
        *part = part.saturating_sub(cost);
        is_enough
    }

    /// Fails where a part was spent.
    pub(super) fn is_kept(&self) -> Result<(), Error> {
        let parts = [self.bytes, self.operators, self.glyphs, self.cells, self.comparisons];
        if parts.contains(&0) { Err(Error::TooLarge) } else { Ok(()) }
    }
}

/// A stream's bytes; none where it is damaged from its start, or too large.
pub(super) fn decode(stream: &Stream<'_>, budget: &mut Budget) -> Option<Vec<u8>> {
    let raw = stream.raw_data();
    if !Budget::spend(&mut budget.bytes, raw.len()) {
        return None;
    }
    let limit = limits::PDF_STREAM_BYTES.min(budget.bytes);
    let filters = stream.filters();
    let data = if *filters == [Filter::FlateDecode] && !has_predictor(stream.dict()) {
        inflated(&raw, limit)
    } else {
        let worst = filters
            .iter()
            .try_fold(raw.len(), |length, filter| Some(length.saturating_mul(expansion(*filter)?)))
            .ok_or(Failure::Damaged)
            .and_then(|worst| if worst > limits::PDF_TOTAL_BYTES { Err(Failure::TooLarge) } else { Ok(()) });
        worst.and_then(|()| stream.decoded_data().map(Cow::into_owned).map_err(|_| Failure::Damaged))
    };
    match data {
        Ok(data) => Budget::spend(&mut budget.bytes, data.len()).then_some(data),
        Err(Failure::Damaged) => None,
        Err(Failure::TooLarge) => {
            budget.bytes = 0;
            None
        }
    }
}

enum Failure {
    Damaged,
    TooLarge,
}

/// How many bytes a filter makes of one at most; none for filters of pictures.
fn expansion(filter: Filter) -> Option<usize> {
    match filter {
        Filter::AsciiHexDecode | Filter::Crypt => Some(1),
        Filter::Ascii85Decode => Some(4),
        Filter::RunLengthDecode => Some(64),
        Filter::FlateDecode => Some(1032),
        // A code of 9 to 12 bits stands for at most 4096 bytes.
        Filter::LzwDecode => Some(3641),
        _ => None,
    }
}

fn has_predictor(dict: &Dict<'_>) -> bool {
    let parms = dict.get::<Dict<'_>>("DecodeParms").or_else(|| dict.get::<Dict<'_>>("DP"));
    parms.and_then(|parms| parms.get::<i32>("Predictor")).is_some_and(|predictor| predictor > 1)
}

/// Unfolds; what comes before a damaged place counts, as in every viewer.
fn inflated(raw: &[u8], limit: usize) -> Result<Vec<u8>, Failure> {
    let part = |error: DecompressError| match error.status {
        TINFLStatus::HasMoreOutput => Err(Failure::TooLarge),
        _ if error.output.is_empty() => Err(Failure::Damaged),
        _ => Ok(error.output),
    };
    match decompress_to_vec_zlib_with_limit(raw, limit) {
        Ok(data) => Ok(data),
        // Without the two bytes at its head.
        Err(error) if error.status == TINFLStatus::Failed && error.output.is_empty() => {
            decompress_to_vec_with_limit(raw, limit).or_else(part)
        }
        Err(error) => part(error),
    }
}

/// All of a stream that stands beside a picture and is no longer than so many bytes.
#[cfg(feature = "scans")]
pub(super) fn whole(stream: &Stream<'_>, bytes: usize) -> Result<Vec<u8>, Error> {
    let mut budget = Budget { bytes, ..Budget::NEW };
    let data = decode(stream, &mut budget);
    budget.is_kept()?;
    data.ok_or(Error::Corrupt)
}

/// Unfolds a picture.
#[cfg(feature = "scans")]
pub(super) fn inflate(raw: &[u8], limit: usize) -> Result<Vec<u8>, Error> {
    match inflated(raw, limit) {
        Ok(data) => Ok(data),
        Err(Failure::Damaged) => Err(Error::Corrupt),
        Err(Failure::TooLarge) => Err(Error::TooLarge),
    }
}
