//! The candidates: words, phrases and names, and where they stand.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, BuildHasherDefault};

use crate::hash::Fnv;
use crate::lang::Lang;

use super::model::TermKind;
use super::packed::Packed;
use super::vocabulary::{Lemmas, Surfaces};
use crate::language::morphology::Class;

/// A word of a unit, as gathered: its surface, and whether it follows the one before over a space.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordPlace {
    pub(super) surface: u32,
    pub(super) follows: bool,
}

impl WordPlace {
    /// As a number, small if the surface is.
    pub(super) fn pack(self) -> u32 {
        self.surface << 1 | u32::from(self.follows)
    }

    fn unpack(number: u32) -> Self {
        WordPlace {
            surface: number >> 1,
            follows: number & 1 == 1,
        }
    }
}

/// A term in a unit: which, and from which to which word, the last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Occurrence {
    pub(super) term: u32,
    pub(super) from: u32,
    pub(super) to: u32,
}

/// A candidate.
#[derive(Debug)]
pub(super) struct Candidate {
    /// As a dictionary would list it.
    pub(super) base: Box<str>,
    pub(super) kind: TermKind,
    pub(super) class: Option<Class>,
    pub(super) general: bool,
    /// Whether its forms keep their capitals.
    as_written: bool,
    /// Of a phrase the terms it is made of, without prepositions; else none.
    pub(super) parts: Box<[u32]>,
    /// How often it stands anywhere.
    pub(super) count: usize,
}

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

/// What a phrase is told by: its lemmas, and the preposition inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Phrase {
    lemmas: [u32; LONGEST],
    preposition: u32,
}

impl Phrase {
    fn new(lemmas: impl Iterator<Item = u32>, preposition: Option<u32>) -> Self {
        let mut phrase = Phrase {
            lemmas: [NONE; LONGEST],
            preposition: preposition.unwrap_or(NONE),
        };
        phrase
            .lemmas
            .iter_mut()
            .zip(lemmas)
            .for_each(|(at, lemma)| *at = lemma);
        phrase
    }

    fn lemmas(&self) -> impl Iterator<Item = u32> {
        self.lemmas.into_iter().filter(|&lemma| lemma != NONE)
    }

    fn preposition(&self) -> Option<u32> {
        Some(self.preposition).filter(|&preposition| preposition != NONE)
    }
}

/// A phrase in a unit, and from which to which word.
type Found = (Phrase, u32, u32);

/// The most words of a phrase.
const LONGEST: usize = 4;

/// No lemma, surface or preposition.
const NONE: u32 = u32::MAX;

/// So often a word must stand to be a candidate, even where entries need more: it may be a false
/// friend.
const FREQUENT: usize = 3;

/// The candidate that all words are which are too rare: they are never linked, but take up places.
pub(super) const RARE: u32 = 0;

/// Of a unit only so many occurrences are kept: beyond them is what is no prose.
pub(super) const MOST_OCCURRENCES: usize = 400;

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

type Hasher = BuildHasherDefault<Fnv>;

/// The phrases that are candidates.
struct Phrases {
    /// The number of the first; the others follow.
    first: u32,
    all: Vec<Phrase>,
    numbers: HashMap<Phrase, u32, Hasher>,
}

/// Tells which phrases certainly stand once only, so that nothing need be kept of them: by far the
/// most.
struct SeenTwice {
    once: Vec<u64>,
    twice: Vec<u64>,
}

impl SeenTwice {
    /// Of how many places each phrase has one: a power of two.
    const PLACES: usize = 1 << 26;

    fn new() -> Self {
        let none = vec![0; Self::PLACES / 64];
        SeenTwice {
            once: none.clone(),
            twice: none,
        }
    }

    /// Its word and its bit.
    fn place(phrase: &Phrase) -> (usize, u64) {
        let hash = Hasher::default().hash_one(phrase);
        // The low bits of this hash say little of the last words.
        let place = (hash ^ hash >> 32) as usize % Self::PLACES;
        (place / 64, 1 << (place % 64))
    }

    fn add(&mut self, phrase: &Phrase) {
        let (word, bit) = Self::place(phrase);
        if let (Some(once), Some(twice)) = (self.once.get_mut(word), self.twice.get_mut(word)) {
            *twice |= *once & bit;
            *once |= bit;
        }
    }

    fn may_be_twice(&self, phrase: &Phrase) -> bool {
        let (word, bit) = Self::place(phrase);
        self.twice.get(word).is_some_and(|twice| twice & bit > 0)
    }
}

fn each_phrase(
    units: &Packed,
    unit: u32,
    lemmas: &Lemmas,
    places: &mut Vec<WordPlace>,
    found: impl FnMut(Found),
) {
    places.clear();
    places.extend(units.get(unit).map(WordPlace::unpack));
    phrases(places, lemmas).into_iter().for_each(found);
}

/// Occurrences as numbers, mostly small.
fn pack(occurrences: &[Occurrence]) -> impl Iterator<Item = u32> {
    let mut before = 0;
    occurrences.iter().flat_map(move |occurrence| {
        let forth = occurrence.from.wrapping_sub(before) as i32;
        before = occurrence.from;
        // How far it is, with the sign in the lowest bit.
        let far = (forth << 1 ^ forth >> 31) as u32;
        [
            occurrence.term,
            far << 2 | (occurrence.to - occurrence.from),
        ]
    })
}

fn unpack(mut numbers: impl Iterator<Item = u32>) -> impl Iterator<Item = Occurrence> {
    let mut before: u32 = 0;
    std::iter::from_fn(move || {
        let (term, place) = (numbers.next()?, numbers.next()?);
        let far = place >> 2;
        let forth = (far >> 1) as i32 ^ -((far & 1) as i32);
        let from = before.wrapping_add_signed(forth);
        before = from;
        let to = from + (place & 3);
        Some(Occurrence { term, from, to })
    })
}

/// The phrases of a unit: adjective and noun, noun, preposition and noun, and names of several
/// words.
fn phrases(places: &[WordPlace], lemmas: &Lemmas) -> Vec<Found> {
    let at = |i: usize| {
        let number = lemmas.of(places.get(i)?.surface)?;
        Some((number, lemmas.lemma(number)?))
    };
    let follows = |i: usize| places.get(i).is_some_and(|place| place.follows);
    let is_name = |i: usize| at(i).is_some_and(|(_, lemma)| lemma.kind != TermKind::Word);
    let mut found = Vec::new();
    for i in 0..places.len() {
        let Some((first, lemma)) = at(i) else {
            continue;
        };
        if is_name(i) {
            let begins = !(follows(i) && i > 0 && is_name(i - 1));
            let mut end = i;
            while follows(end + 1) && is_name(end + 1) {
                end += 1;
            }
            if begins && end > i && end - i < 4 {
                let parts = (i..=end).filter_map(at).map(|(number, _)| number);
                found.push((Phrase::new(parts, None), i as u32, end as u32));
            }
            continue;
        }
        let is_noun = |class: Option<Class>| class.is_some_and(Class::is_noun);
        if lemma.class == Some(Class::Adjective)
            && follows(i + 1)
            && let Some((second, noun)) = at(i + 1)
            && noun.kind == TermKind::Word
            // Most words that nothing is known of are nouns.
            && (noun.class.is_none() || is_noun(noun.class))
        {
            let phrase = Phrase::new([first, second].into_iter(), None);
            found.push((phrase, i as u32, i as u32 + 1));
        }
        if is_noun(lemma.class)
            && follows(i + 1)
            && follows(i + 2)
            && let Some(middle) = places.get(i + 1)
            && let Some(preposition) = lemmas.preposition(middle.surface)
            && let Some((second, noun)) = at(i + 2)
            && is_noun(noun.class)
            && !lemma.general
        {
            let phrase = Phrase::new([first, second].into_iter(), Some(preposition));
            found.push((phrase, i as u32, i as u32 + 2));
        }
    }
    found
}

/// The candidate that a phrase is, without its base.
fn candidate(phrase: &Phrase, count: usize, lemmas: &Lemmas, words: &[u32]) -> Candidate {
    let parts = phrase
        .lemmas()
        .filter_map(|lemma| words.get(lemma as usize).copied());
    let parts: Box<[u32]> = parts.collect();
    let lemmas: Vec<_> = phrase
        .lemmas()
        .filter_map(|part| lemmas.lemma(part))
        .collect();
    let is_name = lemmas.iter().all(|lemma| lemma.kind != TermKind::Word);
    Candidate {
        base: Box::default(),
        kind: if is_name {
            TermKind::Name
        } else {
            TermKind::Phrase
        },
        class: lemmas.last().and_then(|lemma| lemma.class),
        general: lemmas.first().is_some_and(|lemma| lemma.general),
        as_written: lemmas.iter().any(|lemma| has_capital(&lemma.base)),
        parts,
        count,
    }
}

fn has_capital(text: &str) -> bool {
    text.chars().any(char::is_uppercase)
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
