//! Which units have which features.

/// Which units of a side have a feature.
#[derive(Clone, Default)]
pub(crate) struct Postings {
    starts: Vec<u32>,
    units: Vec<(u32, f32)>,
}

impl Postings {
    /// Of `units` units, each with the features that `features_of` gives; there are `features` in
    /// all documents.
    pub(super) fn new<'a>(
        units: usize,
        features: usize,
        features_of: impl Fn(usize) -> &'a [(u32, f32)],
    ) -> Self {
        let mut starts = vec![0u32; features + 1];
        for i in 0..units {
            for &(feature, _) in features_of(i) {
                starts[feature as usize + 1] += 1;
            }
        }
        for feature in 0..features {
            starts[feature + 1] += starts[feature];
        }
        let total = starts.last().copied().unwrap_or(0) as usize;
        let mut holders = vec![(0, 0.0); total];
        let mut next = starts.clone();
        for i in 0..units {
            for &(feature, weight) in features_of(i) {
                let slot = &mut next[feature as usize];
                holders[*slot as usize] = (i as u32, weight);
                *slot += 1;
            }
        }
        Postings {
            starts,
            units: holders,
        }
    }

    /// How many features there are in all documents.
    pub(crate) fn features(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// For reading ranges of units that only rise.
    pub(crate) fn walk(&self) -> Walk<'_> {
        let heads = self.starts.clone();
        Walk {
            postings: self,
            heads,
        }
    }

    /// The units that have `feature`, rising, with its weight in each.
    pub(crate) fn of(&self, feature: u32) -> &[(u32, f32)] {
        let feature = feature as usize;
        &self.units[self.starts[feature] as usize..self.starts[feature + 1] as usize]
    }
}

/// Postings read for ranges of units that only rise: each feature's list is walked once.
pub(crate) struct Walk<'a> {
    postings: &'a Postings,
    heads: Vec<u32>,
}

impl Walk<'_> {
    /// The units from `from` and before `to` that have `feature`, rising. Neither may fall from
    /// call to call.
    pub(crate) fn within(&mut self, feature: u32, from: usize, to: usize) -> &[(u32, f32)] {
        let units = &self.postings.units;
        let end = self.postings.starts[feature as usize + 1] as usize;
        let head = &mut self.heads[feature as usize];
        while (*head as usize) < end && (units[*head as usize].0 as usize) < from {
            *head += 1;
        }
        let rest = &units[*head as usize..end];
        let count = rest
            .iter()
            .take_while(|(unit, _)| (*unit as usize) < to)
            .count();
        &rest[..count]
    }
}
