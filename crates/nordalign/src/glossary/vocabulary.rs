//! The words of one language in all documents: which are forms of one term, and which are names or
//! no terms at all.

use std::collections::BTreeMap;

use crate::lang::Lang;

use super::model::TermKind;
use super::names::Names;
use super::tokens::Token;
use crate::language::morphology::{Class, Grammar, Reading};

/// The words as written, numbered as they come.
#[derive(Debug, Default)]
pub(super) struct Surfaces {
    texts: Names,
    counts: Vec<Counts>,
}

/// How often a word stands, and how often where a capital says something.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    all: u32,
    inside: u32,
}

impl Surfaces {
    pub(super) fn add(&mut self, token: &Token) -> u32 {
        let number = self.texts.add(&token.text);
        if number as usize == self.counts.len() {
            self.counts.push(Counts::default());
        }
        if let Some(counts) = self.counts.get_mut(number as usize) {
            counts.all = counts.all.saturating_add(1);
            counts.inside = counts.inside.saturating_add(u32::from(!token.initial));
        }
        number
    }

    pub(super) fn text(&self, number: u32) -> &str {
        self.texts.get(number)
    }

    /// How many words there are.
    pub(super) fn len(&self) -> u32 {
        self.texts.len()
    }

    /// How often the word stands.
    pub(super) fn count(&self, number: u32) -> usize {
        self.counts(number).all as usize
    }

    fn counts(&self, number: u32) -> Counts {
        let counts = self.counts.get(number as usize);
        counts.copied().unwrap_or_default()
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
    /// For each surface that is a preposition its number in `prepositions`.
    is_preposition: BTreeMap<u32, u32>,
    /// In lower case.
    prepositions: Names,
}

impl Lemmas {
    pub(super) fn of(&self, surface: u32) -> Option<u32> {
        self.of_surface.get(surface as usize).copied().flatten()
    }

    pub(super) fn lemma(&self, number: u32) -> Option<&Lemma> {
        self.lemmas.get(number as usize)
    }

    /// The preposition that the surface is, if it is one.
    pub(super) fn preposition(&self, surface: u32) -> Option<u32> {
        self.is_preposition.get(&surface).copied()
    }

    /// The text of a preposition, in lower case.
    pub(super) fn preposition_text(&self, preposition: u32) -> &str {
        self.prepositions.get(preposition)
    }

    pub(super) fn new(lang: Lang, surfaces: &Surfaces) -> Self {
        let resolver = Resolver::new(lang, surfaces);
        let mut lemmas = Lemmas::default();
        // By the base, after a sign that parts words from names.
        let mut keys = Names::default();
        for surface in 0..surfaces.texts.len() {
            let text = surfaces.text(surface);
            let lower = text.to_lowercase();
            if resolver.grammar.is_preposition(&lower) {
                let number = lemmas.prepositions.add(&lower);
                lemmas.is_preposition.insert(surface, number);
            }
            let found = resolver.lemma(text, &lower).map(|lemma| {
                let is_word = u8::from(lemma.kind == TermKind::Word);
                let number = keys.add(&format!("{is_word}{}", lemma.base));
                if number as usize == lemmas.lemmas.len() {
                    lemmas.lemmas.push(lemma);
                }
                number
            });
            lemmas.of_surface.push(found);
        }
        lemmas
    }
}

struct Resolver<'a> {
    grammar: &'static Grammar,
    surfaces: &'a Surfaces,
    /// The words in lower case.
    lower: Names,
    /// How each of them is written.
    written: Vec<Written>,
}

/// How a word is written, whatever its case.
#[derive(Debug, Clone, Copy, Default)]
struct Written {
    all: u32,
    lower: u32,
    /// With a capital where that says something.
    capital_inside: u32,
    /// In capitals all through.
    upper: u32,
}

/// The most letters of an abbreviation.
const ABBREVIATION: usize = 6;

/// The least letters of a word that is not known and whose base stands nowhere.
const LONG_STEM: usize = 5;

impl<'a> Resolver<'a> {
    fn new(lang: Lang, surfaces: &'a Surfaces) -> Self {
        let mut names = Names::default();
        let mut written: Vec<Written> = Vec::new();
        for surface in 0..surfaces.texts.len() {
            let (text, counts) = (surfaces.text(surface), surfaces.counts(surface));
            let lower = text.to_lowercase();
            let number = names.add(&lower) as usize;
            if number == written.len() {
                written.push(Written::default());
            }
            let Some(entry) = written.get_mut(number) else {
                continue;
            };
            entry.all = entry.all.saturating_add(counts.all);
            if lower == *text {
                entry.lower = entry.lower.saturating_add(counts.all);
            } else {
                entry.capital_inside = entry.capital_inside.saturating_add(counts.inside);
            }
            if is_upper(text) {
                entry.upper = entry.upper.saturating_add(counts.all);
            }
        }
        Resolver {
            grammar: Grammar::of(lang),
            surfaces,
            lower: names,
            written,
        }
    }

    /// Whether the word, in lower case, stands anywhere.
    fn stands(&self, lower: &str) -> bool {
        self.lower.find(lower).is_some()
    }

    fn written(&self, lower: &str) -> Written {
        let number = self.lower.find(lower);
        let written = number.and_then(|number| self.written.get(number as usize));
        written.copied().unwrap_or_default()
    }

    fn lemma(&self, text: &str, lower: &str) -> Option<Lemma> {
        let written = self.written(lower);
        if is_upper(text)
            && text.chars().count() <= ABBREVIATION
            && u64::from(written.upper) * 2 > u64::from(written.all)
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
        let readings = self.grammar.readings(lower, &|part| self.stands(part));
        let forms_written = |word: &str| self.written(word).lower > 0;
        let capital = u64::from(written.lower) * 10 < u64::from(written.capital_inside);
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
        let base = base.filter(|base| self.surfaces.texts.find(base).is_some());
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
    fn compound(&self, first: &str, last: &str) -> Option<Lemma> {
        let lower = last.to_lowercase();
        let readings = self.grammar.readings(&lower, &|part| self.stands(part));
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

    fn word(&self, lower: &str, readings: Vec<Reading>) -> Option<Lemma> {
        let seen = |reading: &Reading| {
            let forms = reading.forms.iter();
            let mut forms: Vec<&String> = forms.filter(|form| self.stands(form)).collect();
            forms.sort_unstable();
            forms.dedup();
            forms.len()
        };
        let (reading, known) = if readings.is_empty() {
            // Of a word that is not known two forms must be seen; best the base is one of them.
            let is_base = |reading: &Reading| self.stands(&reading.base);
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
                let base = usize::from(self.stands(&reading.base));
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
