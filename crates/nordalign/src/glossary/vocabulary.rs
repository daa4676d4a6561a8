//! The words of one language in all documents: which are forms of one term, and which are names or no terms at all.

use std::collections::HashMap;

use crate::lang::Lang;

use super::TermKind;
use super::morphology::{Class, Grammar, Reading};
use super::tokens::Token;

/// The words as written, numbered as they come.
#[derive(Debug, Default)]
pub(super) struct Surfaces {
    texts: Vec<String>,
    counts: Vec<Counts>,
    numbers: HashMap<String, u32>,
}

/// How often a word stands, and how often where a capital says something.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    all: usize,
    inside: usize,
}

impl Surfaces {
    pub(super) fn add(&mut self, token: Token) -> u32 {
        let next = self.texts.len() as u32;
        let number = match self.numbers.get(&token.text) {
            Some(&number) => number,
            None => {
                self.numbers.insert(token.text.clone(), next);
                self.texts.push(token.text);
                self.counts.push(Counts::default());
                next
            }
        };
        if let Some(counts) = self.counts.get_mut(number as usize) {
            counts.all += 1;
            counts.inside += usize::from(!token.initial);
        }
        number
    }

    pub(super) fn text(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", String::as_str)
    }
}

/// A word with all its forms.
#[derive(Debug, Clone)]
pub(super) struct Lemma {
    /// As a dictionary lists it.
    pub(super) base: String,
    pub(super) kind: TermKind,
    pub(super) class: Option<Class>,
    /// For an adjective, the form beside a neuter.
    pub(super) neuter: Option<String>,
    /// Whether it is a word of any text.
    pub(super) general: bool,
}

/// Which word each form is one of.
#[derive(Debug, Default)]
pub(super) struct Lemmas {
    pub(super) lemmas: Vec<Lemma>,
    /// For each surface its lemma; none for stop words.
    of_surface: Vec<Option<u32>>,
    prepositions: Vec<bool>,
}

impl Lemmas {
    pub(super) fn of(&self, surface: u32) -> Option<u32> {
        self.of_surface.get(surface as usize).copied().flatten()
    }

    pub(super) fn lemma(&self, number: u32) -> Option<&Lemma> {
        self.lemmas.get(number as usize)
    }

    pub(super) fn is_preposition(&self, surface: u32) -> bool {
        self.prepositions.get(surface as usize) == Some(&true)
    }

    pub(super) fn new(lang: Lang, surfaces: &Surfaces) -> Self {
        let mut resolver = Resolver::new(lang, surfaces);
        let mut lemmas = Lemmas::default();
        let mut numbers: HashMap<(String, bool), u32> = HashMap::new();
        for text in &surfaces.texts {
            let lower = text.to_lowercase();
            lemmas
                .prepositions
                .push(resolver.grammar.is_preposition(&lower));
            let lemma = resolver.lemma(text, &lower);
            let found = lemma.map(|lemma| {
                let key = (lemma.base.clone(), lemma.kind == TermKind::Word);
                *numbers.entry(key).or_insert_with(|| {
                    lemmas.lemmas.push(lemma);
                    lemmas.lemmas.len() as u32 - 1
                })
            });
            lemmas.of_surface.push(found);
        }
        lemmas
    }
}

struct Resolver<'a> {
    grammar: &'static Grammar,
    surfaces: &'a Surfaces,
    /// For each word in lower case how it is written.
    written: HashMap<String, Written>,
}

/// How a word is written, whatever its case.
#[derive(Debug, Clone, Copy, Default)]
struct Written {
    all: usize,
    lower: usize,
    /// With a capital where that says something.
    capital_inside: usize,
    /// In capitals all through.
    upper: usize,
}

/// The most letters of an abbreviation.
const ABBREVIATION: usize = 6;

/// The least letters of a word that is not known and whose base stands nowhere.
const LONG_STEM: usize = 5;

impl<'a> Resolver<'a> {
    fn new(lang: Lang, surfaces: &'a Surfaces) -> Self {
        let mut written: HashMap<String, Written> = HashMap::new();
        for (text, counts) in surfaces.texts.iter().zip(&surfaces.counts) {
            let lower = text.to_lowercase();
            let is_lower = lower == *text;
            let entry = written.entry(lower).or_default();
            entry.all += counts.all;
            if is_lower {
                entry.lower += counts.all;
            } else {
                entry.capital_inside += counts.inside;
            }
            if is_upper(text) {
                entry.upper += counts.all;
            }
        }
        Resolver {
            grammar: Grammar::of(lang),
            surfaces,
            written,
        }
    }

    fn written(&self, lower: &str) -> Written {
        self.written.get(lower).copied().unwrap_or_default()
    }

    fn lemma(&mut self, text: &str, lower: &str) -> Option<Lemma> {
        let written = self.written(lower);
        if is_upper(text) && text.chars().count() <= ABBREVIATION && written.upper * 2 > written.all
        {
            return Some(self.name(text, TermKind::Abbreviation));
        }
        if let Some((long, _)) = text.split_once(':')
            && is_upper(long)
        {
            return Some(self.name(long, TermKind::Abbreviation));
        }
        if lower.chars().count() < 3 || self.grammar.is_stop(lower) {
            return None;
        }
        if let Some(at) = text.rfind('-') {
            let (first, last) = text.split_at(at + 1);
            return self.compound(first, last);
        }
        let readings = self
            .grammar
            .readings(lower, &|part| self.written.contains_key(part));
        let forms_written = |word: &str| self.written(word).lower > 0;
        let capital = written.lower * 10 < written.capital_inside;
        let known = readings
            .iter()
            .any(|reading| reading.forms.iter().any(|f| forms_written(f)));
        let only_initial = written.lower == 0 && readings.is_empty();
        let inner_capital = text.chars().skip(1).any(char::is_uppercase) && !is_upper(text);
        let whole = readings.iter().any(|reading| reading.part == reading.base);
        if inner_capital || only_initial || (capital && !(known && whole)) {
            return Some(self.proper(text));
        }
        self.word(lower, readings)
    }

    /// A name, without the genitive.
    fn proper(&self, text: &str) -> Lemma {
        let base = text
            .strip_suffix('s')
            .map(|base| base.trim_end_matches(['\'', '’', ':']));
        let base = base.filter(|base| self.surfaces.numbers.contains_key(*base));
        self.name(base.unwrap_or(text), TermKind::Name)
    }

    fn name(&self, base: &str, kind: TermKind) -> Lemma {
        Lemma {
            base: base.to_owned(),
            kind,
            class: None,
            neuter: None,
            general: false,
        }
    }

    /// A compound with a hyphen, whose last part alone is inflected.
    fn compound(&mut self, first: &str, last: &str) -> Option<Lemma> {
        let lower = last.to_lowercase();
        let readings = self
            .grammar
            .readings(&lower, &|part| self.written.contains_key(part));
        let mut lemma = if readings.is_empty() {
            self.name(last, TermKind::Word)
        } else {
            self.word(&lower, readings)?
        };
        let is_sentence_case = first.chars().skip(1).all(|c| !c.is_uppercase());
        let lower_first = first.to_lowercase();
        let known = self.written(lower_first.trim_end_matches('-')).lower > 0;
        let first = if is_sentence_case && known {
            lower_first
        } else {
            first.to_owned()
        };
        lemma.base.insert_str(0, &first);
        lemma.neuter = None;
        lemma.general = false;
        Some(lemma)
    }

    fn word(&mut self, lower: &str, readings: Vec<Reading>) -> Option<Lemma> {
        let seen = |reading: &Reading| {
            let forms = reading.forms.iter();
            let mut forms: Vec<&String> = forms
                .filter(|form| self.written.contains_key(*form))
                .collect();
            forms.sort_unstable();
            forms.dedup();
            forms.len()
        };
        let (reading, known) = if readings.is_empty() {
            // Of a word that is not known two forms must be seen; best the base is one of them.
            let is_base = |reading: &Reading| self.written.contains_key(&reading.base);
            let long = |reading: &Reading| reading.base.chars().count() >= LONG_STEM;
            let guesses = self.grammar.guesses(lower).into_iter();
            let guesses =
                guesses.filter(|reading| seen(reading) >= 2 && (is_base(reading) || long(reading)));
            let rank = |reading: &Reading| (usize::from(is_base(reading)), seen(reading), 0);
            (best(guesses, rank), false)
        } else {
            let rank = |reading: &Reading| {
                let noun = usize::from(reading.class.is_noun());
                let is_base = usize::from(reading.base == lower);
                let base = usize::from(self.written.contains_key(&reading.base));
                let part = self.written(&reading.part).all;
                (2 * (seen(reading) + is_base) + noun, base, part)
            };
            (best(readings.into_iter(), rank), true)
        };
        let (base, class, neuter) = match reading {
            Some(reading) => {
                let adjective = reading.class == Class::Adjective;
                let neuter = reading.forms.into_iter().nth(1);
                let neuter = neuter.filter(|form| adjective && form.ends_with('t'));
                (reading.base, known.then_some(reading.class), neuter)
            }
            None => (lower.to_owned(), None, None),
        };
        if self.grammar.is_stop(&base) {
            return None;
        }
        Some(Lemma {
            general: self.grammar.is_general(&base),
            base,
            kind: TermKind::Word,
            class,
            neuter,
        })
    }
}

/// The first of the readings that rank highest.
fn best<K: Ord>(
    readings: impl Iterator<Item = Reading>,
    rank: impl Fn(&Reading) -> K,
) -> Option<Reading> {
    let mut best: Option<(K, Reading)> = None;
    for reading in readings {
        let rank = rank(&reading);
        if best.as_ref().is_none_or(|(most, _)| rank > *most) {
            best = Some((rank, reading));
        }
    }
    best.map(|(_, reading)| reading)
}

/// Whether it is in capitals all through.
fn is_upper(text: &str) -> bool {
    text.chars().count() > 1 && text.chars().all(char::is_uppercase)
}
