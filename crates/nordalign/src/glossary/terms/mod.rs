//! The candidates: words, phrases and names, and where they stand.

mod candidate;
mod occurrence;
mod phrase;
mod seen_twice;

use std::collections::{BTreeMap, HashMap};

pub(super) use self::candidate::{Candidate, RARE};
use self::candidate::{candidate, has_capital};
pub(super) use self::occurrence::{MOST_OCCURRENCES, Occurrence, WordPlace};
use self::occurrence::{pack, unpack};
use self::phrase::{LONGEST, NONE, Phrase, each_phrase, phrases};
use self::seen_twice::{Hasher, SeenTwice};
use crate::glossary::model::TermKind;
use crate::glossary::packed::Packed;
use crate::glossary::vocabulary::{Lemmas, Surfaces};
use crate::lang::Lang;
use crate::language::morphology::Class;

/// The candidates of one language, and where they stand in each unit.
#[derive(Debug, Default)]
pub(super) struct Terms {
    pub(super) candidates: Vec<Candidate>,
    occurrences: Packed,
    /// Which surfaces are forms of which word, in order.
    words: Vec<(u32, u32)>,
    /// The forms of phrases, by the phrase.
    phrases: Vec<(Form, u32)>,
}

/// A form of a phrase, as its surfaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Form {
    term: u32,
    surfaces: [u32; LONGEST],
}

/// So often a word must stand to be a candidate, even where entries need more: it may be a false
/// friend.
const FREQUENT: usize = 3;

impl Terms {
    /// All candidates of `units`; phrases must stand at least `least` times.
    pub(super) fn new(lang: Lang, units: &Packed, surfaces: &Surfaces, least: usize) -> Self {
        let lemmas = Lemmas::new(lang, surfaces);
        let mut terms = Terms::default();
        let words = terms.find_words(surfaces, &lemmas, least.min(FREQUENT));
        let phrases = terms.find_phrases(units, &lemmas, &words, least.max(2));
        terms.find_occurrences(units, &lemmas, &words, &phrases);
        for (phrase, number) in phrases.all.iter().zip(phrases.first..) {
            let shown = shown(phrase, &terms, number, surfaces, &lemmas);
            if let Some(candidate) = terms.candidates.get_mut(number as usize) {
                candidate.base = shown.into();
            }
        }
        terms
    }

    /// Makes the words candidates that stand at least `least` times; for each lemma its candidate.
    fn find_words(&mut self, surfaces: &Surfaces, lemmas: &Lemmas, least: usize) -> Vec<u32> {
        let forms = (0..surfaces.len()).filter_map(|surface| Some((lemmas.of(surface)?, surface)));
        let mut counts = vec![0; lemmas.lemmas.len()];
        for (lemma, surface) in forms.clone() {
            if let Some(count) = counts.get_mut(lemma as usize) {
                *count += surfaces.count(surface);
            }
        }
        self.candidates.push(Candidate {
            base: Box::default(),
            kind: TermKind::Word,
            class: None,
            general: true,
            as_written: false,
            parts: Box::default(),
            count: 0,
        });
        let mut words = Vec::with_capacity(counts.len());
        for (lemma, count) in lemmas.lemmas.iter().zip(counts) {
            if count < least {
                words.push(RARE);
                continue;
            }
            words.push(self.candidates.len() as u32);
            self.candidates.push(Candidate {
                base: lemma.base.as_str().into(),
                kind: lemma.kind,
                class: lemma.class,
                general: lemma.general,
                as_written: has_capital(&lemma.base),
                parts: Box::default(),
                count,
            });
        }
        let word = |lemma: u32| {
            words
                .get(lemma as usize)
                .copied()
                .filter(|&word| word != RARE)
        };
        self.words = forms
            .filter_map(|(lemma, surface)| Some((word(lemma)?, surface)))
            .collect();
        self.words.sort_unstable();
        words
    }

    /// Makes the phrases candidates that stand at least `least` times, in the order that they come
    /// in.
    fn find_phrases(
        &mut self,
        units: &Packed,
        lemmas: &Lemmas,
        words: &[u32],
        least: usize,
    ) -> Phrases {
        let mut seen = SeenTwice::new();
        let mut places = Vec::new();
        for unit in 0..units.len() {
            each_phrase(units, unit, lemmas, &mut places, |(phrase, ..)| {
                seen.add(&phrase)
            });
        }
        let mut numbers: HashMap<Phrase, u32, Hasher> = HashMap::default();
        let mut found: Vec<(Phrase, usize)> = Vec::new();
        for unit in 0..units.len() {
            each_phrase(units, unit, lemmas, &mut places, |(phrase, ..)| {
                if !seen.may_be_twice(&phrase) {
                    return;
                }
                let next = found.len() as u32;
                let number = *numbers.entry(phrase).or_insert(next);
                if number == next {
                    found.push((phrase, 0));
                }
                if let Some((_, count)) = found.get_mut(number as usize) {
                    *count += 1;
                }
            });
        }
        drop(seen);
        numbers.clear();
        numbers.shrink_to_fit();
        let first = self.candidates.len() as u32;
        let mut all = Vec::new();
        for (phrase, count) in found.into_iter().filter(|&(_, count)| count >= least) {
            numbers.insert(phrase, self.candidates.len() as u32);
            self.candidates
                .push(candidate(&phrase, count, lemmas, words));
            all.push(phrase);
        }
        Phrases {
            first,
            all,
            numbers,
        }
    }

    /// Notes where all candidates stand, and in which forms phrases do.
    fn find_occurrences(
        &mut self,
        units: &Packed,
        lemmas: &Lemmas,
        words: &[u32],
        candidates: &Phrases,
    ) {
        let mut forms: HashMap<Form, u32, Hasher> = HashMap::default();
        let mut places = Vec::new();
        let mut here = Vec::new();
        for unit in 0..units.len() {
            here.clear();
            places.clear();
            places.extend(units.get(unit).map(WordPlace::unpack));
            for (at, place) in (0..).zip(&places) {
                let lemma = lemmas.of(place.surface);
                let word = lemma.and_then(|lemma| words.get(lemma as usize).copied());
                here.extend(word.map(|term| Occurrence {
                    term,
                    from: at,
                    to: at,
                }));
            }
            for (phrase, from, to) in phrases(&places, lemmas) {
                let Some(&term) = candidates.numbers.get(&phrase) else {
                    continue;
                };
                here.push(Occurrence { term, from, to });
                let words = places
                    .iter()
                    .skip(from as usize)
                    .take((to - from) as usize + 1);
                let mut surfaces = [NONE; LONGEST];
                surfaces
                    .iter_mut()
                    .zip(words)
                    .for_each(|(at, place)| *at = place.surface);
                *forms.entry(Form { term, surfaces }).or_default() += 1;
            }
            here.truncate(MOST_OCCURRENCES);
            self.occurrences.push(pack(&here));
        }
        self.phrases = forms.into_iter().collect();
        self.phrases.sort_unstable();
    }

    /// Where candidates stand in a unit: the words first, in order, and then the phrases.
    pub(super) fn occurrences(&self, unit: u32) -> impl Iterator<Item = Occurrence> {
        unpack(self.occurrences.get(unit))
    }

    /// Forgets where the candidates stand.
    pub(super) fn forget_occurrences(&mut self) {
        self.occurrences = Packed::default();
    }

    /// The forms of a candidate, by text, with counts: as written, in lower case unless it is a
    /// name.
    pub(super) fn forms(&self, term: u32, surfaces: &Surfaces) -> BTreeMap<String, usize> {
        let mut forms = BTreeMap::new();
        let candidate = self.candidates.get(term as usize);
        let as_written = candidate.is_some_and(|candidate| candidate.as_written);
        let mut add = |text: String, count: usize| {
            let text = if as_written {
                text
            } else {
                text.to_lowercase()
            };
            *forms.entry(text).or_default() += count;
        };
        let start = self.words.partition_point(|&(word, _)| word < term);
        let words = self.words.iter().skip(start);
        for &(_, surface) in words.take_while(|&&(word, _)| word == term) {
            add(surfaces.text(surface).to_owned(), surfaces.count(surface));
        }
        let start = self.phrases.partition_point(|(form, _)| form.term < term);
        let phrases = self.phrases.iter().skip(start);
        for (form, count) in phrases.take_while(|(form, _)| form.term == term) {
            let words = form.surfaces.iter().filter(|&&surface| surface != NONE);
            let words: Vec<&str> = words.map(|&surface| surfaces.text(surface)).collect();
            add(words.join(" "), *count as usize);
        }
        forms
    }
}

/// The phrases that are candidates.
struct Phrases {
    /// The number of the first; the others follow.
    first: u32,
    all: Vec<Phrase>,
    numbers: HashMap<Phrase, u32, Hasher>,
}

/// The phrase as a dictionary would list it: the adjective in the form that goes with the noun, and
/// what follows a preposition as it mostly stands.
fn shown(
    phrase: &Phrase,
    terms: &Terms,
    number: u32,
    surfaces: &Surfaces,
    lemmas: &Lemmas,
) -> String {
    let parts: Vec<_> = phrase
        .lemmas()
        .filter_map(|part| lemmas.lemma(part))
        .collect();
    let preposition = phrase.preposition();
    let preposition = preposition.map(|number| lemmas.preposition_text(number));
    let mut words: Vec<&str> = parts.iter().map(|lemma| lemma.base.as_str()).collect();
    if let Some(preposition) = preposition {
        words.insert(1, preposition);
    }
    let plain = words.join(" ");
    let kind = terms
        .candidates
        .get(number as usize)
        .map(|phrase| phrase.kind);
    let [first, second, ..] = parts.as_slice() else {
        return plain;
    };
    if let Some(preposition) = preposition {
        let forms = terms.forms(number, surfaces);
        let ends = forms.iter();
        let ends = ends.filter_map(|(form, &count)| Some((form.rsplit(' ').next()?, count)));
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        ends.for_each(|(end, count)| *counts.entry(end).or_default() += count);
        let most = counts.into_iter().max_by_key(|&(_, count)| count);
        return match most {
            Some((end, _)) => format!("{} {preposition} {end}", first.base),
            None => plain,
        };
    }
    let neuter = first.neuter.as_ref();
    let Some(neuter) = neuter.filter(|_| kind == Some(TermKind::Phrase)) else {
        return plain;
    };
    let forms = terms.forms(number, surfaces);
    let with = |adjective: &str| {
        let forms = forms.iter();
        let forms = forms.filter(|(form, _)| form.split(' ').next() == Some(adjective));
        forms.map(|(_, &count)| count).sum::<usize>()
    };
    let is_neuter = match (with(neuter), with(&first.base)) {
        (0, 0) => second.class == Some(Class::Neuter),
        (neuter, common) => neuter > common,
    };
    let adjective = if is_neuter { neuter } else { &first.base };
    format!("{adjective} {}", second.base)
}
