//! The state of every unit.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use crate::check::pair::classified::{Classified, Joined};
use crate::check::pair::documents::{Aligned, Pair};
use crate::check::pair::fields::joined_by_key;
use crate::check::pair::foreign::{
    foreign_sentences, is_copied, is_likelier, page_language, wrong_language,
};
use crate::check::pair::left_out::LeftOutSentences;
use crate::check::pair::leftovers::Leftovers;
use crate::check::pair::order::out_of_order;
use crate::check::pair::parted::parted;
use crate::check::pair::sentences::Sentences;
use crate::check::pair::taken_up::join_taken_up;
use crate::check::pair::verbatim::Lines;
use crate::check::state::State;
use crate::check::text::{normal, words};
use crate::identify::Language;

pub(crate) fn classify(pair: &Pair, floor: f64) -> Classified {
    let aligned: Vec<Aligned> = pair
        .aligned
        .iter()
        .flat_map(|bead| parted(pair, bead))
        .collect();
    let aligned = joined_by_key(pair, aligned);
    let mut joined: Vec<Joined> = aligned
        .iter()
        .filter(|one| !one.source.is_empty() && !one.target.is_empty())
        .map(|one| join(pair, one, floor))
        .collect();
    let mut left = Leftovers::new(pair, &aligned);
    left.join(&mut joined);
    join_taken_up(pair, &mut left.missing, &mut joined);
    let target_language = page_language(&pair.target, pair.own_spelling);
    match target_language {
        Some(language) => all_in(pair, &mut joined, language),
        None => follow_page(pair, &mut joined),
    }
    joined.sort_by_key(|joined| joined.source.first().copied());
    let mut source = vec![State::Missing; pair.source.units.len()];
    for joined in &joined {
        for &unit in &joined.source {
            if let Some(state) = source.get_mut(unit) {
                *state = joined.state;
            }
        }
    }
    // Few pages need them.
    let source_lines = LazyCell::new(|| Lines::of(&pair.source));
    let target_lines = LazyCell::new(|| Lines::of(&pair.target));
    for &unit in &left.missing {
        let has_words = words(&pair.source.prose(&[unit])) > 0;
        if (!has_words || target_lines.have(&pair.source.raw(&[unit])))
            && let Some(state) = source.get_mut(unit)
        {
            *state = State::Ignored;
        }
    }
    let extra = left.extra.into_iter();
    let extra = extra.filter(|&unit| !source_lines.have(&pair.target.raw(&[unit])));
    let extra = extra.collect();
    let sentences = Sentences::new(pair);
    let mut left_out = LeftOutSentences::default();
    for joined in &joined {
        if matches!(joined.state, State::Translated | State::Moved) {
            sentences.look_in(&joined.source, &joined.target, &mut left_out);
        }
    }
    Classified {
        source,
        extra,
        left_out,
        out_of_order: out_of_order(pair, &joined),
        joined,
        source_language: page_language(&pair.source, false),
        target_language,
    }
}

/// The state of units that the aligner paired.
fn join(pair: &Pair, bead: &Aligned, floor: f64) -> Joined {
    let text = pair.source.prose(&bead.source);
    let same = is_same(pair, &bead.source, &bead.target);
    let foreign = foreign_sentences(pair, &bead.source, &bead.target);
    let language = if same {
        // What is as foreign in the source is a quotation, or a name.
        is_copied(pair, &text).then(|| Language::of(pair.source.lang))
    } else if foreign.is_empty() {
        wrong_language(pair, &bead.source, &bead.target)
    } else {
        // Only these are in another language.
        None
    };
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
    let is_translated = matches!(state, State::Translated | State::Moved);
    Joined {
        source: bead.source.to_vec(),
        target: bead.target.to_vec(),
        state,
        language,
        foreign: if is_translated { foreign } else { Vec::new() },
    }
}

/// Takes all of a page for text in another language, as short as it may be.
fn all_in(pair: &Pair, joined: &mut [Joined], language: Language) {
    let is_copy = language.lang() == Some(pair.source.lang);
    let has_words = |joined: &&mut Joined| joined.state != State::Ignored;
    let joined = joined.iter_mut().filter(has_words);
    joined.for_each(|joined| joined.leave_in(language, is_copy));
}

/// Where most of a page is in a language that it should not be in, takes the rest of it for the
/// same, unless it is likelier in its own, or may be a name. By itself, a short text tells too
/// little.
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
        let own = !same && is_likelier(&text, Language::of(pair.target.lang), language);
        if joined.state == State::Ignored || own || may_be_name(&text) || (same && !of_source) {
            continue;
        }
        joined.leave_in(language, same);
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
