//! Everything that the rules look at.

use crate::check::basis::Basis;
use crate::check::counterparts::Counterparts;
use crate::check::difference::Difference;
use crate::check::pair::{self, Classified, Compared, Joined, Pair};
use crate::check::remark::Remark;
use crate::check::state::State;
use crate::terms::TermBase;

/// A pair of documents, the states of their units, and what the caller knows about them.
pub(super) struct Evidence<'a> {
    pub(super) pair: &'a Pair<'a>,
    pub(super) classified: &'a Classified,
    /// The units that say the same.
    pub(super) compared: Vec<Compared<'a>>,
    /// The version that the translation was made from.
    pub(super) basis: Option<&'a Basis>,
    /// Pages that are translations of each other, for links to them.
    pub(super) counterparts: &'a Counterparts,
    pub(super) terms: Option<&'a TermBase>,
}

impl<'a> Evidence<'a> {
    pub(super) fn new(
        pair: &'a Pair<'a>,
        classified: &'a Classified,
        basis: Option<&'a Basis>,
        counterparts: &'a Counterparts,
        terms: Option<&'a TermBase>,
    ) -> Self {
        Evidence {
            pair,
            classified,
            compared: pair::compared(pair, classified),
            basis,
            counterparts,
            terms,
        }
    }

    /// A remark on each group of units in `state`, with the message that `say` returns.
    pub(super) fn on_state(
        &self,
        state: State,
        say: impl Fn(&Joined) -> String,
    ) -> impl Iterator<Item = Remark> {
        let joined = self.classified.joined.iter();
        let joined = joined.filter(move |joined| joined.state == state);
        joined
            .map(move |joined| Remark::new(self.pair, &joined.source, &joined.target, say(joined)))
    }

    /// A remark on each group of units that say the same, if `say` returns a message.
    pub(super) fn on_compared(
        &self,
        say: impl Fn(&Compared) -> Option<String>,
    ) -> impl Iterator<Item = Remark> {
        self.compared.iter().filter_map(move |compared| {
            let Joined { source, target, .. } = compared.joined;
            Some(Remark::new(self.pair, source, target, say(compared)?))
        })
    }

    /// A remark on each group of units that say the same but differ by `compare`, if `say` returns
    /// a message. What a neighbouring unit without a partner explains is no difference.
    pub(super) fn on_differences(
        &self,
        compare: impl Fn(&Compared) -> Difference,
        say: impl Fn(&Compared, Difference) -> Option<String>,
    ) -> impl Iterator<Item = Remark> {
        self.on_compared(move |compared| {
            let found = pair::difference(self.pair, self.classified, compared, &compare);
            say(compared, found)
        })
    }

    /// The text of units of the source.
    pub(super) fn source(&self, units: &[usize]) -> String {
        self.pair.source.text(units)
    }

    /// The text of units of the translation.
    pub(super) fn target(&self, units: &[usize]) -> String {
        self.pair.target.text(units)
    }
}
