//! What a text has and its translation lacks, and the other way round.

/// What one side has and the other lacks.
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

    /// `what` differs, in words: `numbers not in the source: 21`. None if nothing does.
    pub(super) fn message(&self, what: &str) -> Option<String> {
        let list = |items: &[String]| {
            let mut items = items.to_vec();
            items.dedup();
            items.join(", ")
        };
        match (self.lacking.is_empty(), self.added.is_empty()) {
            (true, true) => None,
            (false, true) => Some(format!(
                "{what} of the source missing here: {}",
                list(&self.lacking)
            )),
            (true, false) => Some(format!("{what} not in the source: {}", list(&self.added))),
            (false, false) => Some(format!(
                "{what} differ: the source has {}, the translation {}",
                list(&self.lacking),
                list(&self.added)
            )),
        }
    }
}
