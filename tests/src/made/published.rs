//! The figures of the five published reports whose layouts the first fixtures have, under organs that do not exist.

use gouji::Form::{F2019, F2021};
use gouji::{Decimal, Form, Table};

use crate::figures::Figures;

/// Figures from the cells that are not zero.
fn figures(organ: &str, year: u16, forms: [Form; 3], cells: &[(&str, i64)]) -> Figures {
    let mut figures = Figures::zero(organ, year, forms);
    for &(id, value) in cells {
        figures.set(id, value);
    }
    figures
}

/// One contradiction: two cases, one in the total.
#[rustfmt::skip]
pub(super) fn as_seed_000() -> Figures {
    figures(
        "清沅区人民政府",
        2023,
        [F2021; 3],
        &[
            ("t2.normative.made", 2), ("t2.normative.repealed", 9), ("t2.normative.valid", 11),
            ("t2.licensing.decisions", 14407), ("t2.punishment.decisions", 2457),
            ("t2.coercion.decisions", 369), ("t2.fees.amount", 785), ("t3.received.natural", 38),
            ("t3.received.total", 38), ("t3.granted.natural", 24), ("t3.granted.total", 24),
            ("t3.partial.natural", 3), ("t3.partial.total", 3), ("t3.unavailable.not_held.natural", 9),
            ("t3.unavailable.not_held.total", 9), ("t3.rejected.excessive.natural", 1),
            ("t3.rejected.excessive.total", 1), ("t3.other.no_correction.natural", 1),
            ("t3.other.no_correction.total", 1), ("t3.total.natural", 38), ("t3.total.total", 38),
            ("t4.review.corrected", 1), ("t4.review.total", 1), ("t4.direct.upheld", 1),
            ("t4.direct.pending", 1), ("t4.direct.total", 1),
        ],
    )
}

/// Everything adds up.
#[rustfmt::skip]
pub(super) fn as_seed_001() -> Figures {
    figures(
        "望溪区人民政府办公室",
        2023,
        [F2021; 3],
        &[
            ("t2.normative.made", 1), ("t2.normative.valid", 4), ("t3.received.natural", 27),
            ("t3.received.total", 27), ("t3.granted.natural", 4), ("t3.granted.total", 4),
            ("t3.partial.natural", 1), ("t3.partial.total", 1), ("t3.denied.internal_affairs.natural", 1),
            ("t3.denied.internal_affairs.total", 1), ("t3.unavailable.not_held.natural", 21),
            ("t3.unavailable.not_held.total", 21), ("t3.total.natural", 27), ("t3.total.total", 27),
            ("t4.review.upheld", 1), ("t4.review.corrected", 1), ("t4.review.total", 2),
            ("t4.direct.upheld", 1), ("t4.direct.total", 1),
        ],
    )
}

/// Natural persons and a company.
#[rustfmt::skip]
pub(super) fn as_seed_002() -> Figures {
    figures(
        "云岭县人民政府办公室",
        2024,
        [F2021; 3],
        &[
            ("t2.normative.made", 17), ("t2.normative.repealed", 4), ("t2.normative.valid", 138),
            ("t3.received.natural", 3), ("t3.received.business", 2), ("t3.received.total", 5),
            ("t3.granted.natural", 1), ("t3.granted.business", 2), ("t3.granted.total", 3),
            ("t3.unavailable.needs_creation.natural", 1), ("t3.unavailable.needs_creation.total", 1),
            ("t3.total.natural", 2), ("t3.total.business", 2), ("t3.total.total", 4),
            ("t3.carried_out.natural", 1), ("t3.carried_out.total", 1),
        ],
    )
}

/// The 2019 form; most zeros of tables 3 and 4 are blank.
#[rustfmt::skip]
pub(super) fn as_seed_003() -> Figures {
    let mut figures = figures(
        "青禾区",
        2019,
        [F2019, F2019, F2021],
        &[
            ("t2.normative.made", 1), ("t2.normative.published", 1), ("t2.normative.total", 2),
            ("t2.licensing.prior", 5770), ("t2.licensing.change", 248), ("t2.licensing.decisions", 6018),
            ("t2.other_services.prior", 4), ("t2.other_services.decisions", 4),
            ("t2.punishment.prior", 266), ("t2.punishment.change", 61), ("t2.punishment.decisions", 327),
            ("t2.coercion.prior", 1), ("t2.coercion.change", 3), ("t2.coercion.decisions", 4),
            ("t2.fees.prior", 14), ("t2.fees.change", -2), ("t2.procurement.projects", 17),
            ("t3.received.natural", 10), ("t3.received.business", 2), ("t3.received.total", 12),
            ("t3.carried_in.natural", 1), ("t3.carried_in.total", 1), ("t3.granted.natural", 2),
            ("t3.granted.business", 2), ("t3.granted.total", 4), ("t3.partial.natural", 2),
            ("t3.partial.total", 2), ("t3.unavailable.not_held.natural", 7),
            ("t3.unavailable.not_held.total", 7), ("t3.total.natural", 11), ("t3.total.business", 2),
            ("t3.total.total", 13),
        ],
    );
    figures.set("t2.procurement.amount", Decimal::new(124_364, 2));
    let kept = ["t4.review.upheld", "t4.review.corrected", "t4.review.other"];
    figures.blank_zeros(|id| match id.table {
        Table::T2 => false,
        Table::T3 => true,
        Table::T4 => !kept.contains(&id.to_string().as_str()),
    });
    figures
}

/// [`as_seed_000`] without its contradiction.
#[rustfmt::skip]
pub(super) fn as_seed_000_mended() -> Figures {
    let mut figures = as_seed_000();
    figures.set("t4.direct.total", 2);
    figures
}
