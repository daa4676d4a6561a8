//! The state of every unit.

use crate::check::coverage::State;
use crate::check::unit::{Joint, Pair, Side, normal, words};
use crate::document::BlockKind;
use crate::identify::{Language, identify};
use crate::lang::Lang;
use crate::score::reasons;
use crate::segment::Segment;

/// What became of the units of both documents.
pub(super) struct Classified {
    /// Of every unit of the source.
    pub(super) source: Vec<State>,
    /// Units of the target without a source.
    pub(super) extra: Vec<usize>,
    /// Which units say (or should say) the same, and in which state they are.
    pub(super) joined: Vec<Joined>,
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
    let anchors = Anchors::new(pair, &joints);
    let (missing, extra) = anchors.same_place(pair, &mut joined);
    let (missing, extra) = elsewhere(pair, missing, extra, &mut joined);
    let (missing, extra) = cells(pair, missing, extra, &mut joined);
    joined.sort_by_key(|joined| joined.source.first().copied());
    let mut source = vec![State::Missing; pair.source.units.len()];
    for joined in &joined {
        for &unit in &joined.source {
            if let Some(state) = source.get_mut(unit) {
                *state = joined.state;
            }
        }
    }
    for unit in missing {
        let text = pair.source.prose(&[unit]);
        if words(&text) == 0
            && let Some(state) = source.get_mut(unit)
        {
            *state = State::Ignored;
        }
    }
    Classified {
        source,
        extra,
        joined,
    }
}

/// The state of units that the aligner put together.
fn join(pair: &Pair, bead: &Joint, floor: f64) -> Joined {
    let mut language = wrong_language(pair, &bead.source, &bead.target);
    let text = pair.source.prose(&bead.source);
    let same = normal(&pair.source.text(&bead.source)) == normal(&pair.target.text(&bead.target));
    // The same text in both: it takes less to believe that it is the source's.
    if same
        && words(&text) >= TOLD_FROM
        && identify(&text).language.lang() == Some(pair.source.lang)
    {
        language = identify(&text).language.into();
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

/// A text with fewer words than this is not said to be in a wrong language.
const TOLD_FROM: usize = 3;

/// The language that the target's units are in, where it is clearly not the target's, and not as foreign in the source.
fn wrong_language(pair: &Pair, source: &[usize], target: &[usize]) -> Option<Language> {
    let language = clearly_other(&pair.target.prose(target), pair.target.lang)?;
    let in_source = identify(&pair.source.prose(source)).language;
    let foreign = in_source.lang() != Some(pair.source.lang) && in_source != Language::Unsure;
    (!(foreign && in_source == language)).then_some(language)
}

/// How sure it must be that a text is in the wrong one of Bokmål and Danish, which have most of their words in common.
const NEAR: f64 = 0.995;

/// And in Nynorsk, in which any text of some words might be, and how many it must have.
const NYNORSK: (f64, usize) = (0.9999, 20);

/// The language of `text`, where it is clearly another than `lang`.
fn clearly_other(text: &str, lang: Lang) -> Option<Language> {
    let count = words(text);
    if count < TOLD_FROM {
        return None;
    }
    let found = identify(text);
    let language = found.other_than(lang)?;
    let sure = match (lang, language) {
        (_, Language::Nn) => found.score >= NYNORSK.0 && count >= NYNORSK.1,
        (Lang::Nb, Language::Da) | (Lang::Da, Language::Nb) => found.score >= NEAR,
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
    let all = likeness([side, other], units, answer);
    let without = units.iter().filter_map(|&unit| {
        let rest: Vec<usize> = units
            .iter()
            .copied()
            .filter(|&other| other != unit)
            .collect();
        let fits = (SHORT..LONG).contains(&ratio(&rest));
        let likeness = likeness([side, other], &rest, answer);
        (fits && likeness > all).then_some((likeness, unit))
    });
    without
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, unit)| unit)
}

/// How alike units of two sides are spelled, 0..1.
fn likeness(sides: [&Side; 2], first: &[usize], second: &[usize]) -> f64 {
    let [first, second] = [(sides[0], first), (sides[1], second)].map(|(side, units)| {
        units
            .iter()
            .filter_map(|&unit| side.units.get(unit))
            .collect::<Vec<_>>()
    });
    reasons(&first, &second).similarity
}

/// Units that stand this much alike in different places are the same, moved.
const MOVED: f64 = 0.35;

/// Texts of fewer words than this are alike by chance.
const MOVED_FROM: usize = 4;

/// Joins what the aligner left alone on both sides because it stands elsewhere. Gives what is still missing and still extra.
fn elsewhere(
    pair: &Pair,
    missing: Vec<usize>,
    extra: Vec<usize>,
    joined: &mut Vec<Joined>,
) -> (Vec<usize>, Vec<usize>) {
    let sides = [&pair.source, &pair.target];
    let long = |side: &Side, unit: usize| {
        side.units
            .get(unit)
            .is_some_and(|unit| words(&unit.text) >= MOVED_FROM)
    };
    let mut pairs = Vec::new();
    // A bound on the work: with so much left over, the documents are no translations of each other.
    if missing.len() * extra.len() <= MOST_PAIRS {
        for &source in missing.iter().filter(|&&unit| long(&pair.source, unit)) {
            for &target in extra.iter().filter(|&&unit| long(&pair.target, unit)) {
                let likeness = likeness(sides, &[source], &[target]);
                if likeness >= MOVED {
                    pairs.push((likeness, source, target));
                }
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut missing, mut extra) = (missing, extra);
    for (_, source, target) in pairs {
        if missing.contains(&source) && extra.contains(&target) {
            missing.retain(|&unit| unit != source);
            extra.retain(|&unit| unit != target);
            let language = wrong_language(pair, &[source], &[target]);
            joined.push(Joined {
                source: vec![source],
                target: vec![target],
                state: if language.is_some() {
                    State::WrongLanguage
                } else {
                    State::Moved
                },
                language,
            });
        }
    }
    (missing, extra)
}

/// Joins cells of a table that stand in a row that is there, in their column: short ones are often translated by quite other words. Gives
/// what is still missing and still extra.
fn cells(
    pair: &Pair,
    missing: Vec<usize>,
    mut extra: Vec<usize>,
    joined: &mut Vec<Joined>,
) -> (Vec<usize>, Vec<usize>) {
    let is_cell = |unit: &&Segment| unit.kind == BlockKind::TableCell;
    let mut left = Vec::new();
    for unit in missing {
        let other = pair
            .source
            .units
            .get(unit)
            .filter(is_cell)
            .and_then(|cell| {
                let beside = |&&other: &&usize| {
                    let other = pair.source.units.get(other).filter(is_cell);
                    other.is_some_and(|other| other.lines.first == cell.lines.first)
                };
                let row = joined
                    .iter()
                    .find(|joined| joined.source.iter().any(|other| beside(&other)))?;
                let line = pair.target.units.get(*row.target.first()?)?.lines.first;
                let same = |other: &Segment| {
                    is_cell(&other) && other.lines.first == line && other.level == cell.level
                };
                pair.target.units.iter().position(same)
            });
        match other {
            Some(other) => {
                extra.retain(|&unit| unit != other);
                joined.push(Joined {
                    source: vec![unit],
                    target: vec![other],
                    state: State::Doubtful,
                    language: None,
                });
            }
            None => left.push(unit),
        }
    }
    (left, extra)
}

/// So many pairs of leftovers are compared, at most.
const MOST_PAIRS: usize = 10_000;

/// Units at the same place that are less alike than this say different things.
const ALIKE: f64 = 0.12;

/// Where units without a counterpart stand between those that have one.
struct Anchors {
    /// For every unit of the source, the last unit of the target that answers to one before it, and the first to one after it.
    before: Vec<Option<usize>>,
    after: Vec<Option<usize>>,
    missing: Vec<usize>,
    extra: Vec<usize>,
}

impl Anchors {
    fn new(pair: &Pair, joints: &[Joint]) -> Self {
        let mut answer: Vec<Option<(usize, usize)>> = vec![None; pair.source.units.len()];
        let (mut missing, mut extra) = (Vec::new(), Vec::new());
        for bead in joints {
            match (bead.target.first(), bead.target.last()) {
                (Some(&first), Some(&last)) => {
                    if bead.source.is_empty() {
                        extra.extend_from_slice(&bead.target);
                    }
                    for &unit in bead.source.iter().filter(|_| !bead.moved) {
                        if let Some(answer) = answer.get_mut(unit) {
                            *answer = Some((first, last));
                        }
                    }
                }
                _ => missing.extend_from_slice(&bead.source),
            }
        }
        missing.sort_unstable();
        extra.sort_unstable();
        let mut before = vec![None; answer.len()];
        let mut last = None;
        for (before, answer) in before.iter_mut().zip(&answer) {
            *before = last;
            last = answer.map(|(_, last)| last).or(last);
        }
        let mut after = vec![None; answer.len()];
        let mut next = None;
        for (after, answer) in after.iter_mut().zip(&answer).rev() {
            *after = next;
            next = answer.map(|(first, _)| first).or(next);
        }
        Anchors {
            before,
            after,
            missing,
            extra,
        }
    }

    /// Joins what stands at the same place without the aligner having seen a likeness: a text in another language, and one that says the
    /// thing in quite other words. Gives what is still missing and what is still extra.
    fn same_place(&self, pair: &Pair, joined: &mut Vec<Joined>) -> (Vec<usize>, Vec<usize>) {
        let (mut missing, mut extra) = (Vec::new(), self.extra.clone());
        for &unit in &self.missing {
            match self.at_place(pair, unit, &extra) {
                Some((at, state, language)) => joined.push(Joined {
                    source: vec![unit],
                    target: vec![extra.remove(at)],
                    state,
                    language,
                }),
                None => missing.push(unit),
            }
        }
        (missing, extra)
    }

    /// Which of `extra` stands at the place of a missing unit, and as what.
    fn at_place(
        &self,
        pair: &Pair,
        unit: usize,
        extra: &[usize],
    ) -> Option<(usize, State, Option<Language>)> {
        let before = self.before.get(unit).copied().flatten();
        let after = self.after.get(unit).copied().flatten();
        let source = pair.source.units.get(unit)?;
        for (at, &other) in extra.iter().enumerate() {
            let inside = before.is_none_or(|before| before < other)
                && after.is_none_or(|after| other < after);
            let target = pair.target.units.get(other)?;
            if !inside || target.kind != source.kind {
                continue;
            }
            if let Some(language) = wrong_language(pair, &[unit], &[other]) {
                return Some((at, State::WrongLanguage, Some(language)));
            }
            let lengths = [words(&source.text), words(&target.text)];
            if lengths == [0, 0] {
                return Some((at, State::Ignored, None));
            }
            let sides = [&pair.source, &pair.target];
            if likely_lengths(lengths[0], lengths[1]) && likeness(sides, &[unit], &[other]) >= ALIKE
            {
                return Some((at, State::Doubtful, None));
            }
        }
        None
    }
}

/// Whether texts of so many words may be translations of each other.
fn likely_lengths(a: usize, b: usize) -> bool {
    a.max(b) <= 2 * a.min(b) + 2
}
