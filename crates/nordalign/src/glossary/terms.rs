//! The candidates: words, phrases and names, and where they stand.

use std::collections::{BTreeMap, HashMap};

use crate::lang::Lang;

use super::TermKind;
use super::morphology::Class;
use super::vocabulary::{Lemmas, Surfaces};

/// A word of a unit, as gathered: its surface, and whether it follows the one before over a space.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) surface: u32,
    pub(super) follows: bool,
}

/// A unit of a document.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) document: u32,
    /// Its first line, 1-based.
    pub(super) line: usize,
    /// What an example shows of it.
    pub(super) text: Box<str>,
    pub(super) places: Vec<Place>,
}

/// A term in a unit: which, and from which to which word, the last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Occurrence {
    pub(super) term: u32,
    pub(super) from: u32,
    pub(super) to: u32,
}

/// A candidate.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// As a dictionary would list it.
    pub(super) base: String,
    pub(super) kind: TermKind,
    pub(super) class: Option<Class>,
    pub(super) general: bool,
    /// Of a phrase the terms it is made of, without prepositions; else none.
    pub(super) parts: Vec<u32>,
    /// How often it stands anywhere.
    pub(super) count: usize,
    /// As written, lower case unless it is a name; with counts, by text.
    pub(super) forms: BTreeMap<String, usize>,
}

/// The candidates of one language, and where they stand in each unit.
#[derive(Debug, Default)]
pub(super) struct Terms {
    pub(super) candidates: Vec<Candidate>,
    pub(super) occurrences: Vec<Vec<Occurrence>>,
}

/// What a phrase is told by: its lemmas, and the preposition inside.
type PhraseKey = (Vec<u32>, Option<String>);

impl Terms {
    /// All candidates of `units`; phrases must stand at least `least` times.
    pub(super) fn new(lang: Lang, units: &[Unit], surfaces: &Surfaces, least: usize) -> Self {
        let lemmas = Lemmas::new(lang, surfaces);
        let phrases: Vec<Vec<(PhraseKey, u32, u32)>> = units
            .iter()
            .map(|unit| phrases(unit, surfaces, &lemmas))
            .collect();
        let mut counts: HashMap<&PhraseKey, usize> = HashMap::new();
        for (key, ..) in phrases.iter().flatten() {
            *counts.entry(key).or_default() += 1;
        }
        let mut terms = Terms::default();
        for lemma in &lemmas.lemmas {
            terms.candidates.push(Candidate {
                base: lemma.base.clone(),
                kind: lemma.kind,
                class: lemma.class,
                general: lemma.general,
                parts: Vec::new(),
                count: 0,
                forms: BTreeMap::new(),
            });
        }
        let mut numbers: BTreeMap<&PhraseKey, u32> = BTreeMap::new();
        for (unit, found) in units.iter().zip(&phrases) {
            let mut here = Vec::new();
            for (at, place) in (0..).zip(&unit.places) {
                if let Some(term) = lemmas.of(place.surface) {
                    here.push(Occurrence {
                        term,
                        from: at,
                        to: at,
                    });
                }
            }
            for (key, from, to) in found {
                if counts.get(key).is_none_or(|&count| count < least.max(2)) {
                    continue;
                }
                let next = terms.candidates.len() as u32;
                let term = *numbers.entry(key).or_insert(next);
                if term == next {
                    terms.candidates.push(phrase(key, &lemmas));
                }
                here.push(Occurrence {
                    term,
                    from: *from,
                    to: *to,
                });
            }
            for occurrence in &here {
                terms.count(occurrence, unit, surfaces);
            }
            terms.occurrences.push(here);
        }
        for (key, &number) in &numbers {
            if let Some(candidate) = terms.candidates.get_mut(number as usize) {
                candidate.base = shown(key, candidate, &lemmas);
            }
        }
        terms
    }

    fn count(&mut self, occurrence: &Occurrence, unit: &Unit, surfaces: &Surfaces) {
        let Some(candidate) = self.candidates.get_mut(occurrence.term as usize) else {
            return;
        };
        candidate.count += 1;
        let places = unit.places.iter().skip(occurrence.from as usize);
        let length = (occurrence.to - occurrence.from) as usize + 1;
        let words: Vec<&str> = places
            .take(length)
            .map(|p| surfaces.text(p.surface))
            .collect();
        let text = words.join(" ");
        let as_written = candidate.base.chars().any(char::is_uppercase);
        let text = if as_written {
            text
        } else {
            text.to_lowercase()
        };
        *candidate.forms.entry(text).or_default() += 1;
    }
}

/// The phrases of a unit: adjective and noun, noun, preposition and noun, and names of several words.
fn phrases(unit: &Unit, surfaces: &Surfaces, lemmas: &Lemmas) -> Vec<(PhraseKey, u32, u32)> {
    let at = |i: usize| {
        let place = unit.places.get(i)?;
        let number = lemmas.of(place.surface)?;
        Some((number, lemmas.lemma(number)?))
    };
    let follows = |i: usize| unit.places.get(i).is_some_and(|place| place.follows);
    let is_name = |i: usize| at(i).is_some_and(|(_, lemma)| lemma.kind != TermKind::Word);
    let mut found = Vec::new();
    for i in 0..unit.places.len() {
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
                found.push(((parts.collect(), None), i as u32, end as u32));
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
            let key = (vec![first, second], None);
            found.push((key, i as u32, i as u32 + 1));
        }
        if is_noun(lemma.class)
            && follows(i + 1)
            && follows(i + 2)
            && let Some(middle) = unit.places.get(i + 1)
            && lemmas.is_preposition(middle.surface)
            && let Some((second, noun)) = at(i + 2)
            && is_noun(noun.class)
            && !lemma.general
        {
            let preposition = surfaces.text(middle.surface).to_lowercase();
            let key = (vec![first, second], Some(preposition));
            found.push((key, i as u32, i as u32 + 2));
        }
    }
    found
}

fn phrase((parts, preposition): &PhraseKey, lemmas: &Lemmas) -> Candidate {
    let lemmas: Vec<_> = parts
        .iter()
        .filter_map(|&part| lemmas.lemma(part))
        .collect();
    let is_name = lemmas.iter().all(|lemma| lemma.kind != TermKind::Word);
    let mut words: Vec<&str> = lemmas.iter().map(|lemma| lemma.base.as_str()).collect();
    if let Some(preposition) = preposition {
        words.insert(1, preposition);
    }
    Candidate {
        base: words.join(" "),
        kind: if is_name {
            TermKind::Name
        } else {
            TermKind::Phrase
        },
        class: lemmas.last().and_then(|lemma| lemma.class),
        general: lemmas.first().is_some_and(|lemma| lemma.general),
        parts: parts.clone(),
        count: 0,
        forms: BTreeMap::new(),
    }
}

/// The phrase as a dictionary would list it: the adjective in the form that goes with the noun, and what follows a preposition as it
/// mostly stands.
fn shown((parts, preposition): &PhraseKey, phrase: &Candidate, lemmas: &Lemmas) -> String {
    let lemma = |at: usize| parts.get(at).and_then(|&part| lemmas.lemma(part));
    let (Some(first), Some(second)) = (lemma(0), lemma(1)) else {
        return phrase.base.clone();
    };
    if let Some(preposition) = preposition {
        let ends = phrase
            .forms
            .iter()
            .filter_map(|(form, &count)| Some((form.rsplit(' ').next()?, count)));
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        ends.for_each(|(end, count)| *counts.entry(end).or_default() += count);
        let most = counts.into_iter().max_by_key(|&(_, count)| count);
        return match most {
            Some((end, _)) => format!("{} {preposition} {end}", first.base),
            None => phrase.base.clone(),
        };
    }
    let Some(neuter) = first
        .neuter
        .as_ref()
        .filter(|_| phrase.kind == TermKind::Phrase)
    else {
        return phrase.base.clone();
    };
    let with = |adjective: &str| {
        let forms = phrase.forms.iter();
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
