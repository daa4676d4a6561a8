//! The states of the units of a source and its translation.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::basis::Basis;
use crate::check::pair::documents::Pair;
use crate::check::pair::foreign::ForeignSentence;
use crate::check::pair::left_out::LeftOutSentences;
use crate::check::state::{Counts, Coverage, State};
use crate::check::text::{fingerprint, words};
use crate::identify::Language;

/// The states of the units of both documents.
pub(crate) struct Classified {
    /// The state of every unit of the source.
    pub(crate) source: Vec<State>,
    /// Units of the target without a source.
    pub(crate) extra: Vec<usize>,
    /// Which units say (or should say) the same, and in which state they are.
    pub(crate) joined: Vec<Joined>,
    /// The numbers of those that are items of a list in another order than in the source.
    pub(crate) out_of_order: BTreeSet<usize>,
    /// Sentences in those units that are missing or extra.
    pub(crate) left_out: LeftOutSentences,
    /// The language of the whole source, where it is another than it should be.
    pub(crate) source_language: Option<Language>,
    /// The same of the whole target.
    pub(crate) target_language: Option<Language>,
}

/// Units that belong together.
pub(crate) struct Joined {
    pub(crate) source: Vec<usize>,
    pub(crate) target: Vec<usize>,
    pub(crate) state: State,
    /// The language that it is in, if that is wrong.
    pub(crate) language: Option<Language>,
    /// Sentences in another language, where the rest is translated.
    pub(crate) foreign: Vec<ForeignSentence>,
}

impl Joined {
    /// The units one by one, each with the one at its place.
    pub(super) fn one_by_one(&self) -> impl Iterator<Item = Joined> {
        let pairs = self.source.iter().zip(&self.target);
        pairs.map(|(&source, &target)| {
            let foreign = self.foreign.iter();
            let foreign = foreign.filter(|sentence| sentence.unit == target);
            Joined {
                source: vec![source],
                target: vec![target],
                state: self.state,
                language: self.language,
                foreign: foreign.cloned().collect(),
            }
        })
    }

    /// Takes all of it for text in `language`, which is a copy of the source or not.
    pub(super) fn leave_in(&mut self, language: Language, is_copy: bool) {
        self.language = Some(language);
        self.foreign.clear();
        self.state = if is_copy {
            State::Copied
        } else {
            State::WrongLanguage
        };
    }
}

impl Classified {
    /// Marks units that were translated from an earlier version of the source.
    pub(crate) fn leave_behind(&mut self, pair: &Pair, basis: &Basis) {
        for joined in &mut self.joined {
            let done = matches!(joined.state, State::Translated | State::Moved);
            let translation = pair.target.text(&joined.target);
            let changed =
                |unit: &&usize| basis.is_left_behind(&pair.source.text(&[**unit]), &translation);
            if !done || !joined.source.iter().any(|unit| changed(&unit)) {
                continue;
            }
            joined.state = State::Stale;
            for &unit in &joined.source {
                if let Some(state) = self.source.get_mut(unit) {
                    *state = State::Stale;
                }
            }
        }
    }

    /// The fingerprints of every source unit that is translated, and of its translation.
    pub(crate) fn pairs(&self, pair: &Pair) -> Vec<[String; 2]> {
        let done = [State::Translated, State::Moved, State::Stale];
        let joined = self.joined.iter().filter(|j| done.contains(&j.state));
        joined
            .flat_map(|joined| {
                let translation = fingerprint(&pair.target.text(&joined.target));
                let source = joined.source.iter();
                source.map(move |&unit| {
                    [fingerprint(&pair.source.text(&[unit])), translation.clone()]
                })
            })
            .collect()
    }

    /// How much of the source is in each state.
    pub(crate) fn coverage(&self, pair: &Pair) -> Coverage {
        let mut coverage = Coverage::default();
        // For each unit, the words of sentences that are missing in it.
        let mut lost: BTreeMap<usize, usize> = BTreeMap::new();
        for left in &self.left_out.missing {
            let words = words(pair.source.part(left.unit, &left.range));
            let counts = if left.is_sure {
                &mut coverage.missing
            } else {
                &mut coverage.doubtful
            };
            counts.words += words;
            *lost.entry(left.unit).or_default() += words;
        }
        for left in &self.left_out.extra {
            coverage.extra.words += words(pair.target.part(left.unit, &left.range));
        }
        let units = pair.source.units.iter().zip(&self.source);
        for (number, (unit, &state)) in units.enumerate() {
            let lost = lost.get(&number).copied().unwrap_or(0);
            coverage.add(state, words(&unit.text).saturating_sub(lost));
        }
        for &unit in &self.extra {
            coverage.extra += Counts {
                segments: 1,
                words: pair.target.units.get(unit).map_or(0, |u| words(&u.text)),
            };
        }
        coverage
    }
}
