//! Where the code blocks of the source belong in the translation.

use super::listing::Listing;
use crate::check::evidence::Evidence;
use crate::check::state::State;

/// Where the units of the source are in the translation.
pub(super) struct Places {
    /// For every unit of the source, the first and last unit that translate it.
    of_source: Vec<Option<[usize; 2]>>,
    /// How many units the translation has.
    end: usize,
}

impl Places {
    pub(super) fn of(evidence: &Evidence) -> Self {
        let pair = evidence.pair;
        let mut of_source = vec![None; pair.source.units.len()];
        let joined = evidence.classified.joined.iter();
        for joined in joined.filter(|joined| is_translated(joined.state)) {
            let [first, last] = [joined.target.first(), joined.target.last()];
            let place = first.zip(last).map(|(first, last)| [*first, *last]);
            for &unit in &joined.source {
                if let Some(known) = of_source.get_mut(unit) {
                    *known = place;
                }
            }
        }
        Places {
            of_source,
            end: pair.target.units.len(),
        }
    }

    fn get(&self, unit: usize) -> Option<[usize; 2]> {
        self.of_source.get(unit).copied().flatten()
    }

    /// How many units of the translation stand before the place of a listing: by the unit before
    /// it, and by the one after it.
    pub(super) fn around(&self, listing: &Listing) -> [Option<usize>; 2] {
        let before = match listing.units_before {
            0 => Some(0),
            count => self.get(count - 1).map(|[_, last]| last + 1),
        };
        let after = match listing.units_before {
            count if count == self.of_source.len() => Some(self.end),
            count => self.get(count).map(|[first, _]| first),
        };
        [before, after]
    }
}

fn is_translated(state: State) -> bool {
    matches!(state, State::Translated | State::Moved | State::Ignored)
}
