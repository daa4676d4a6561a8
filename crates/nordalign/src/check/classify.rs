//! The state of every unit.

use std::collections::BTreeMap;

use crate::check::basis::Basis;
use crate::check::coverage::State;
use crate::check::finding::fingerprint;
use crate::check::leftovers::Leftovers;
use crate::check::mixed;
use crate::check::sentences::{LeftOut, Sentences};
use crate::check::spelling::units_alike;
use crate::check::unit::{Joint, Pair, Side, normal, words};
use crate::identify::{Language, identify};
use crate::lang::Lang;

/// What became of the units of both documents.
pub(super) struct Classified {
    /// Of every unit of the source.
    pub(super) source: Vec<State>,
    /// Units of the target without a source.
    pub(super) extra: Vec<usize>,
    /// Which units say (or should say) the same, and in which state they are.
    pub(super) joined: Vec<Joined>,
    /// Sentences that one side of those lacks.
    pub(super) left_out: Vec<LeftOut>,
}

/// Units that stand for each other.
pub(super) struct Joined {
    pub(super) source: Vec<usize>,
    pub(super) target: Vec<usize>,
    pub(super) state: State,
    /// The language it is in, where that is wrong.
    pub(super) language: Option<Language>,
}

pub(super) fn classify(pair: &Pair, floor: f64) -> Classified {
    let joints: Vec<Joint> = pair
        .beads
        .iter()
        .flat_map(|bead| parted(pair, bead))
        .collect();
    let mut joined: Vec<Joined> = joints
        .iter()
        .filter(|joint| !joint.source.is_empty() && !joint.target.is_empty())
        .map(|joint| join(pair, joint, floor))
        .collect();
    let mut left = Leftovers::new(pair, &joints);
    left.join(&mut joined);
    follow_page(pair, &mut joined);
    joined.sort_by_key(|joined| joined.source.first().copied());
    let mut source = vec![State::Missing; pair.source.units.len()];
    for joined in &joined {
        for &unit in &joined.source {
            if let Some(state) = source.get_mut(unit) {
                *state = joined.state;
            }
        }
    }
    for &unit in &left.missing {
        let text = pair.source.prose(&[unit]);
        if words(&text) == 0
            && let Some(state) = source.get_mut(unit)
        {
            *state = State::Ignored;
        }
    }
    let sentences = Sentences::new(pair);
    let told = |joined: &&Joined| matches!(joined.state, State::Translated | State::Moved);
    let left_out = joined
        .iter()
        .filter(told)
        .flat_map(|joined| sentences.left_out(&joined.source, &joined.target))
        .collect();
    Classified {
        source,
        extra: left.extra.into_iter().collect(),
        left_out,
        joined,
    }
}

impl Classified {
    /// Marks what is translated from something else than the source says now.
    pub(super) fn leave_behind(&mut self, pair: &Pair, basis: &Basis) {
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
    pub(super) fn pairs(&self, pair: &Pair) -> Vec<[String; 2]> {
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
}

/// The state of units that the aligner put together.
fn join(pair: &Pair, bead: &Joint, floor: f64) -> Joined {
    let mut language = wrong_language(pair, &bead.source, &bead.target);
    let text = pair.source.prose(&bead.source);
    let same = is_same(pair, &bead.source, &bead.target);
    // The same text in both: it takes less to believe that it is the source's.
    if same && words(&text) >= TOLD_FROM {
        let found = identify(&text);
        if found.language.lang() == Some(pair.source.lang) && found.score >= COPIED {
            language = Some(found.language);
        }
    }
    let state = if words(&text) == 0 {
        State::Ignored
    } else if same && language.is_some() {
        State::Copied
    } else if language.is_some() {
        State::WrongLanguage
    } else if bead.confidence < floor && !same {
        State::Doubtful
    } else if bead.moved {
        State::Moved
    } else {
        State::Translated
    };
    Joined {
        source: bead.source.to_vec(),
        target: bead.target.to_vec(),
        state,
        language,
    }
}

/// Where most of a page is in a language that it should not be in, takes the rest of it for the same, unless it is clearly in its own, or
/// may be a name. By itself, a short text tells too little.
fn follow_page(pair: &Pair, joined: &mut [Joined]) {
    let mut all = 0;
    let mut foreign: BTreeMap<Language, usize> = BTreeMap::new();
    for joined in joined.iter() {
        let words = words(&pair.target.prose(&joined.target));
        all += words;
        if let Some(language) = joined.language {
            *foreign.entry(language).or_default() += words;
        }
    }
    let most = foreign.into_iter().max_by_key(|(_, words)| *words);
    let Some((language, _)) = most.filter(|(_, words)| 3 * words >= 2 * all) else {
        return;
    };
    let of_source = language.lang() == Some(pair.source.lang);
    for joined in joined.iter_mut().filter(|joined| joined.language.is_none()) {
        let text = pair.target.prose(&joined.target);
        let same = is_same(pair, &joined.source, &joined.target);
        let own = identify(&text).language.lang() == Some(pair.target.lang);
        if joined.state == State::Ignored || own || may_be_name(&text) || (same && !of_source) {
            continue;
        }
        joined.language = Some(language);
        joined.state = if same {
            State::Copied
        } else {
            State::WrongLanguage
        };
    }
}

fn is_same(pair: &Pair, source: &[usize], target: &[usize]) -> bool {
    normal(&pair.source.text(source)) == normal(&pair.target.text(target))
}

/// Whether no word of `text` begins with a small letter.
fn may_be_name(text: &str) -> bool {
    !text
        .split_whitespace()
        .any(|word| word.starts_with(char::is_lowercase))
}

/// How sure it must be that a text is in the source's language for it to be a copy: short ones are often right in both.
const COPIED: f64 = 0.8;

/// A text with fewer words than this is not said to be in a wrong language.
const TOLD_FROM: usize = 3;

/// The language that the target's units are in, where it is clearly not the target's, and not as foreign in the source.
pub(super) fn wrong_language(pair: &Pair, source: &[usize], target: &[usize]) -> Option<Language> {
    let language = foreign(pair, target)?;
    let in_source = identify(&pair.source.prose(source)).language;
    let foreign = in_source.lang() != Some(pair.source.lang) && in_source != Language::Unsure;
    (!(foreign && in_source == language)).then_some(language)
}

/// How sure it must be that a text is in the wrong one of Bokmål and Danish, which have most of their words in common.
const NEAR: f64 = 0.995;

/// And where a word has a form that only the wrong one has.
const NEAR_WITH_FORM: f64 = 0.9;

/// And in Nynorsk, in which any text of some words might be, and how many it must have.
const NYNORSK: (f64, usize) = (0.9999, 20);

/// The language of `units` of the target, where it is clearly another than the target's.
pub(super) fn foreign(pair: &Pair, units: &[usize]) -> Option<Language> {
    let (text, lang) = (pair.target.prose(units), pair.target.lang);
    let count = words(&text);
    if count < TOLD_FROM {
        return None;
    }
    let found = identify(&text);
    let language = found.other_than(lang)?;
    let sure = match (lang, language) {
        (_, Language::Nn) => found.score >= NYNORSK.0 && count >= NYNORSK.1,
        (Lang::Nb, Language::Da) | (Lang::Da, Language::Nb) => {
            let has_form = || !pair.own_spelling && mixed::has_form(&text, lang);
            found.score >= NEAR || found.score >= NEAR_WITH_FORM && has_form()
        }
        _ => true,
    };
    sure.then_some(language)
}

/// How many times as long as its translation a text may be, in words.
const LONG: f64 = 1.35;

/// And how many times as short.
const SHORT: f64 = 0.6;

/// Parts a bead of which one unit is too much: with a neighbour missing, the aligner gives its source to the next.
fn parted(pair: &Pair, bead: &Joint) -> Vec<Joint> {
    let of = |source: &[usize], target: &[usize]| Joint {
        source: source.to_vec(),
        target: target.to_vec(),
        ..bead.clone()
    };
    let lone = [&bead.source, &bead.target].map(Vec::len);
    let (many, one) = match lone {
        [1, 1] | [0, _] | [_, 0] => return vec![bead.clone()],
        [many, one] if many > one => ([&pair.source, &pair.target], [&bead.source, &bead.target]),
        [one, many] if many > one => ([&pair.target, &pair.source], [&bead.target, &bead.source]),
        _ => return vec![bead.clone()],
    };
    let (sides, [units, answer]) = (many, one);
    let Some(unit) = too_much(sides, units, answer) else {
        return vec![bead.clone()];
    };
    let rest: Vec<usize> = units
        .iter()
        .copied()
        .filter(|&other| other != unit)
        .collect();
    if lone[0] > lone[1] {
        vec![of(&rest, answer), of(&[unit], &[])]
    } else {
        vec![of(answer, &rest), of(&[], &[unit])]
    }
}

/// The one of `units` without which they are more like `answer`, which is too short for all of them.
fn too_much([side, other]: [&Side; 2], units: &[usize], answer: &[usize]) -> Option<usize> {
    let length = words(&other.text(answer)).max(1) as f64;
    let ratio = |units: &[usize]| words(&side.text(units)) as f64 / length;
    if ratio(units) < LONG {
        return None;
    }
    let all = units_alike([side, other], units, answer);
    let without = units.iter().filter_map(|&unit| {
        let rest: Vec<usize> = units
            .iter()
            .copied()
            .filter(|&other| other != unit)
            .collect();
        let fits = (SHORT..LONG).contains(&ratio(&rest));
        let likeness = units_alike([side, other], &rest, answer);
        (fits && likeness > all).then_some((likeness, unit))
    });
    without
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, unit)| unit)
}
