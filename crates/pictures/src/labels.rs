//! What was read of a label, and all that may stand there, in; whether it is the one that must stand there, out.

use strsim::levenshtein;

/// Less alike than this is not alike.
const MIN_LIKENESS: f64 = 0.5;

/// Whether `expected` is nearest to what was read among all labels of its table.
pub(crate) fn is_nearest(read: &str, expected: &str, vocabulary: &[String]) -> bool {
    let own = likeness(read, expected);
    let other = vocabulary.iter().filter(|label| *label != expected).map(|label| likeness(read, label));
    own >= MIN_LIKENESS && other.fold(0.0, f64::max) < own
}

/// From 0 to 1: how much of the label is there, or of its beginning, for long ones are not read to their end.
pub(crate) fn likeness(read: &str, label: &str) -> f64 {
    let (read, label) = (bare(read), bare(label));
    let count = read.chars().count();
    if count == 0 {
        return 0.0;
    }
    let of = |label: &str| {
        let longest = count.max(label.chars().count());
        1.0 - levenshtein(&read, label) as f64 / longest as f64
    };
    /// A beginning shorter than this says nothing.
    const BEGINNING: usize = 6;
    let beginning: String = label.chars().take(count.max(BEGINNING)).collect();
    of(&label).max(of(&beginning))
}

/// Without white space, brackets and stops, which are read worst and say least.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use gouji::Table;

    use super::*;
    use crate::form::vocabulary;

    #[test]
    fn a_label_is_nearest_to_itself_and_its_beginning_too() {
        for table in Table::ALL {
            let all = vocabulary(table);
            for label in &all {
                assert!(is_nearest(label, label, &all), "{label}");
            }
        }
        let all = vocabulary(Table::T3);
        let long = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请";
        assert!(is_nearest("2.申请人逾期未按收费", long, &all));
        assert!(!is_nearest("1.申请人无正当理由", long, &all));
        assert!(!is_nearest("", long, &all) && !is_nearest("年度预算", long, &all));
    }
}
