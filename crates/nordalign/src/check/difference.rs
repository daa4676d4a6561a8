//! What a text has and its translation does not, and the other way round.

/// What only one of the two sides has.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// Only in the source.
    pub(super) lacking: Vec<String>,
    /// Only in the translation.
    pub(super) added: Vec<String>,
}

impl Difference {
    pub(super) fn is_none(&self) -> bool {
        self.lacking.is_empty() && self.added.is_empty()
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
