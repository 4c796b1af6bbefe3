//! Sorting that costs a download little: the standard library's sort is compiled once, over places, and not anew for every type.
//!
//! Comes in: a slice and what it is sorted by. Goes out: the slice as `slice::sort_by_key` leaves it. Each key is asked for more
//! often than there, so it should be cheap.

use std::cmp::Ordering;

/// Sorts by a key; what is equal keeps its order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    for (a, b) in swaps(items.len(), &|a, b| key(&items[a]).cmp(&key(&items[b]))) {
        items.swap(a, b);
    }
}

/// Sorts by the items themselves.
pub fn sort<T: Ord>(items: &mut [T]) {
    for (a, b) in swaps(items.len(), &|a, b| items[a].cmp(&items[b])) {
        items.swap(a, b);
    }
}

/// By which names are put in the order of the numbers in them: page 10 comes behind page 9.
pub fn by_numbers(name: &str) -> Vec<(String, u64)> {
    let mut key = vec![(String::new(), 0_u64)];
    for c in name.chars() {
        let Some((words, number)) = key.last_mut() else { break };
        match c.to_digit(10) {
            Some(digit) => *number = number.saturating_mul(10).saturating_add(digit.into()),
            None if *number > 0 => key.push((c.into(), 0)),
            None => words.push(c),
        }
    }
    key
}

/// The items sorted, each of those that are equal once.
pub(crate) fn set<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    sort(&mut items);
    items.dedup();
    items
}

/// The exchanges that sort so many items, one after the other.
fn swaps(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_unstable_by(|&a, &b| compare(a, b).then(a.cmp(&b)));
    let mut swaps = Vec::new();
    for start in 0..len {
        // Along the cycle that the item is in, each place gets the one that belongs there.
        let mut at = start;
        while order[at] != start {
            let from = std::mem::replace(&mut order[at], at);
            swaps.push((at, from));
            at = from;
        }
        order[at] = at;
    }
    swaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(items: Vec<(u8, u8)>) {
            let (mut ours, mut theirs) = (items.clone(), items.clone());
            sort_by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(&ours, &theirs);
            sort(&mut ours);
            theirs.sort();
            prop_assert_eq!(&ours, &theirs);
            theirs.dedup();
            prop_assert_eq!(set(items.into_iter()), theirs);
        }
    }

    #[test]
    fn pages_are_in_the_order_of_their_numbers() {
        let mut names = ["截图10.png", "截图2.png", "IMG_1.jpg", "截图1 (2).png", "截图1.png"];
        sort_by_key(&mut names, |name| by_numbers(name));
        assert_eq!(names, ["IMG_1.jpg", "截图1 (2).png", "截图1.png", "截图2.png", "截图10.png"]);
    }
}
