//! What a text has and its translation does not, and the other way round.

use std::collections::HashMap;
use std::hash::Hash;

/// The `items` that `others` has not, or fewer times, by what `key` says of each.
pub(super) fn beyond<'i, T, K: Eq + Hash>(
    items: &'i [T],
    others: &'i [T],
    key: impl Fn(&'i T) -> K,
) -> impl Iterator<Item = &'i T> {
    let mut left: HashMap<K, usize> = HashMap::new();
    for other in others {
        *left.entry(key(other)).or_default() += 1;
    }
    items.iter().filter(move |item| {
        let left = left.get_mut(&key(item)).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_none()
    })
}

/// What only one of the two sides has.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// Only in the source.
    pub(super) lacking: Vec<String>,
    /// Only in the translation.
    pub(super) added: Vec<String>,
}

/// More pieces are not compared with each other: a bound on the work.
const MOST_COMPARED: usize = 100;

impl Difference {
    pub(super) fn is_none(&self) -> bool {
        self.lacking.is_empty() && self.added.is_empty()
    }

    /// Whether each side has something that the other has not, so that one thing may stand for another.
    pub(super) fn is_on_both_sides(&self) -> bool {
        !self.lacking.is_empty() && !self.added.is_empty()
    }

    /// Leaves out what only the source has if something that only the translation has `is_same`, and
    /// that.
    pub(super) fn leave_out(&mut self, is_same: impl Fn(&String, &String) -> bool) {
        if self.is_short() {
            let added = &mut self.added;
            self.lacking.retain(|own| {
                let place = added.iter().position(|other| is_same(own, other));
                place.map(|place| added.remove(place)).is_none()
            });
        }
    }

    /// Whether so little differs that each piece can be compared with each. Where more does, nobody
    /// translated it piece by piece.
    pub(super) fn is_short(&self) -> bool {
        self.lacking.len().max(self.added.len()) <= MOST_COMPARED
    }

    /// The message, such as `numbers not in the source: 21`; `None` if nothing differs.
    pub(super) fn message(&self, what: &str) -> Option<String> {
        let list = |items: &[String]| {
            let mut items = items.to_vec();
            items.dedup();
            items.join(", ")
        };
        match (self.lacking.is_empty(), self.added.is_empty()) {
            (true, true) => None,
            (false, true) => Some(format!(
                "{what} missing from the translation: {}",
                list(&self.lacking)
            )),
            (true, false) => Some(format!("{what} not in the source: {}", list(&self.added))),
            (false, false) => Some(format!(
                "{what} differ: the source has {}, the translation has {}",
                list(&self.lacking),
                list(&self.added)
            )),
        }
    }
}
