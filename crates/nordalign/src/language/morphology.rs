//! Which form of a word a dictionary lists: inflection as data, and compounds by their last part.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::lang::Lang;
use crate::normalize::{Folder, Lexicon};

use super::{ByLang, Files, PartOfSpeech};

/// What kind of word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Class {
    Noun,
    /// A noun whose adjectives end in -t.
    Neuter,
    Adjective,
    Verb,
}

impl Class {
    pub(crate) fn is_noun(self) -> bool {
        matches!(self, Class::Noun | Class::Neuter)
    }

    pub(crate) fn part_of_speech(self) -> PartOfSpeech {
        match self {
            Class::Noun | Class::Neuter => PartOfSpeech::Noun,
            Class::Adjective => PartOfSpeech::Adjective,
            Class::Verb => PartOfSpeech::Verb,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        match text {
            "n" => Some(Class::Noun),
            "nt" => Some(Class::Neuter),
            "a" => Some(Class::Adjective),
            "v" => Some(Class::Verb),
            _ => None,
        }
    }
}

/// A form as one of a word: its base, and which others there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) base: String,
    pub(crate) class: Class,
    /// All forms of the word, the base first; without genitives.
    pub(crate) forms: Vec<String>,
    /// The base of the part of it that is known: the whole word, the last part of a compound, or a
    /// suffix.
    pub(crate) part: String,
}

/// What is known of the inflection of one language.
#[derive(Debug, Default)]
pub(crate) struct Grammar {
    paradigms: Vec<Paradigm>,
    /// For each word known its paradigms.
    bases: HashMap<&'static str, Vec<Inflection>>,
    /// For each suffix its paradigms.
    suffixes: HashMap<&'static str, Vec<Inflection>>,
    /// For each form of an irregular word the word's place in `irregulars`.
    irregular: HashMap<&'static str, Vec<usize>>,
    irregulars: Vec<(Class, Vec<&'static str>)>,
    stop: HashSet<&'static str>,
    general: HashSet<&'static str>,
    prepositions: HashSet<&'static str>,
}

#[derive(Debug)]
struct Paradigm {
    name: &'static str,
    class: Class,
    /// The first is that of the base.
    endings: Vec<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Inflection {
    paradigm: usize,
    /// Whether the last consonant is doubled before a vowel.
    doubled: bool,
}

static GRAMMARS: LazyLock<ByLang<Grammar>> =
    LazyLock::new(|| ByLang::new(|lang| Grammar::new(lang.code(), Files::of(lang).words)));

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::standard);

/// The shortest last part of a compound, and the shortest part before it, in letters.
const LAST_PART: usize = 3;
const FIRST_PART: usize = 3;

/// The shortest stem that an ending is taken from where the word is not known.
const STEM: usize = 3;

impl Grammar {
    pub(crate) fn of(lang: Lang) -> &'static Grammar {
        GRAMMARS.of(lang)
    }

    fn new(code: &str, words: &'static str) -> Self {
        let mut grammar = Grammar::default();
        let rows = |text: &'static str| {
            data_lines(text).filter_map(move |line| {
                let mut fields = line.split_whitespace();
                (fields.next() == Some(code)).then_some(fields)
            })
        };
        for mut fields in rows(include_str!("data/paradigms.txt")) {
            let class = fields.next().and_then(Class::parse);
            if let (Some(class), Some(name)) = (class, fields.next()) {
                let ending = |field| if field == "-" { "" } else { field };
                grammar.paradigms.push(Paradigm {
                    name,
                    class,
                    endings: fields.map(ending).collect(),
                });
            }
        }
        for mut fields in rows(include_str!("data/irregular.txt")) {
            if let Some(class) = fields.next().and_then(Class::parse) {
                let number = grammar.irregulars.len();
                let mut forms: Vec<&'static str> = fields.collect();
                if class == Class::Verb {
                    // The imperative.
                    let base = forms.first().copied().unwrap_or_default();
                    forms.extend(base.strip_suffix(['a', 'e']));
                }
                for form in &forms {
                    grammar.irregular.entry(form).or_default().push(number);
                }
                grammar.irregulars.push((class, forms));
            }
        }
        for fields in rows(include_str!("data/stop.txt")) {
            grammar.stop.extend(fields);
        }
        grammar.stop.extend(function_words(code));
        for fields in rows(include_str!("data/general.txt")) {
            grammar.general.extend(fields);
        }
        for fields in rows(include_str!("data/prepositions.txt")) {
            grammar.prepositions.extend(fields);
        }
        for mut fields in rows(include_str!("data/suffixes.txt")) {
            if let Some(suffix) = fields.next() {
                let inflections: Vec<Inflection> =
                    fields.filter_map(|name| grammar.inflection(name)).collect();
                grammar
                    .suffixes
                    .entry(suffix)
                    .or_default()
                    .extend(inflections);
            }
        }
        for line in data_lines(words) {
            let mut fields = line.split_whitespace();
            let Some(base) = fields.next() else { continue };
            let inflections = fields.filter_map(|name| grammar.inflection(name));
            let inflections: Vec<Inflection> = inflections.collect();
            grammar.bases.insert(base, inflections);
        }
        for mut fields in rows(include_str!("data/words.txt")) {
            let inflection = fields.next().and_then(|name| grammar.inflection(name));
            for base in fields {
                grammar.bases.entry(base).or_default().extend(inflection);
            }
        }
        grammar
    }

    fn inflection(&self, name: &str) -> Option<Inflection> {
        let plain = name.trim_end_matches('+');
        let paradigm = self.paradigms.iter().position(|p| p.name == plain)?;
        let doubled = plain.len() < name.len();
        Some(Inflection { paradigm, doubled })
    }

    /// Whether the word says nothing of what a text is about.
    pub(crate) fn is_stop(&self, lower: &str) -> bool {
        self.stop.contains(lower) || self.prepositions.contains(lower)
    }

    /// Whether the word is one of any text.
    pub(crate) fn is_general(&self, lower: &str) -> bool {
        self.general.contains(lower)
    }

    pub(crate) fn is_preposition(&self, lower: &str) -> bool {
        self.prepositions.contains(lower)
    }

    /// The readings of a lower-case word, of which the whole or the last part is known.
    ///
    /// Of a compound the longest part that is known tells, and the one after its -s-, which may
    /// join the parts. A part of three letters must be a common word, or stand in the text by
    /// itself, which `seen` tells.
    pub(crate) fn readings(&self, word: &str, seen: &dyn Fn(&str) -> bool) -> Vec<Reading> {
        let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        for (letters, &at) in starts.iter().enumerate() {
            let left = starts.len() - letters;
            if letters > 0 && (letters < FIRST_PART || left < LAST_PART - 1) {
                continue;
            }
            let mut readings = self.last_part(word, at, letters > 0, seen);
            if readings.is_empty() {
                continue;
            }
            if letters > 0 && word[at..].starts_with('s') {
                readings.extend(self.last_part(word, at + 1, true, seen));
            }
            return readings;
        }
        Vec::new()
    }

    /// The readings of a lower-case word that is known as a whole, not as a compound.
    pub(crate) fn readings_as_whole(&self, word: &str) -> Vec<Reading> {
        self.whole(word, false, &|_| false)
    }

    /// The readings of `word` by what begins at `at`.
    fn last_part(
        &self,
        word: &str,
        at: usize,
        part: bool,
        seen: &dyn Fn(&str) -> bool,
    ) -> Vec<Reading> {
        let (first, last) = word.split_at(at);
        let mut readings = self.whole(last, part, seen);
        for reading in &mut readings {
            reading.base.insert_str(0, first);
            let forms = reading.forms.iter_mut();
            forms.for_each(|form| form.insert_str(0, first));
        }
        readings
    }

    /// The readings of a word that is known itself; or as the last part of a longer word, where
    /// short words and the adjectives and verbs among them would be found by chance.
    fn whole(&self, word: &str, part: bool, seen: &dyn Fn(&str) -> bool) -> Vec<Reading> {
        let fits = |reading: &Reading| {
            let letters = reading.base.chars().count();
            let least = if reading.class.is_noun() { 3 } else { 5 };
            !part
                || letters > 3 && letters >= least
                || (letters == 3 && (seen(&reading.base) || self.is_common(&reading.base)))
        };
        let known = |reading: Reading, inflection: Inflection| {
            let base = reading.base.as_str();
            let is_word = self
                .bases
                .get(base)
                .is_some_and(|i| i.contains(&inflection));
            let is_suffix = || {
                part && self
                    .suffixes
                    .get(base)
                    .is_some_and(|i| i.contains(&inflection))
            };
            ((is_word && fits(&reading)) || is_suffix()).then_some(reading)
        };
        let all = |word: &str| {
            let mut readings = self.irregular(word);
            readings.retain(|reading| reading.class.is_noun() || fits(reading));
            readings.extend(self.undone(word, known));
            readings
        };
        let readings = all(word);
        match word.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
            Some(stem) if readings.is_empty() => {
                // The genitive of a noun, or the passive of a verb, which an imperative has none
                // of.
                let mut readings = all(stem);
                readings.retain(|reading| match reading.class {
                    Class::Adjective => false,
                    Class::Verb => {
                        stem.len() >= reading.base.len() || !reading.base.starts_with(stem)
                    }
                    _ => true,
                });
                readings
            }
            _ => readings,
        }
    }

    /// Whether a short word is so common that it can be meant where a longer word ends in it.
    fn is_common(&self, word: &str) -> bool {
        let lang = Lang::ALL
            .iter()
            .find(|&&lang| std::ptr::eq(self, Grammar::of(lang)));
        let folded = Folder::default().fold(word).to_vec();
        lang.is_some_and(|&lang| LEXICON.find(lang, &folded).is_some())
    }

    fn irregular(&self, word: &str) -> Vec<Reading> {
        let places = self.irregular.get(word).into_iter().flatten();
        places
            .filter_map(|&number| {
                let (class, forms) = self.irregulars.get(number)?;
                Some(Reading {
                    base: (*forms.first()?).to_owned(),
                    class: *class,
                    forms: forms.iter().map(|&form| form.to_owned()).collect(),
                    part: (*forms.first()?).to_owned(),
                })
            })
            .collect()
    }

    /// What a word that is not known can be: a noun of any paradigm whose ending it has.
    pub(crate) fn guesses(&self, word: &str) -> Vec<Reading> {
        let noun = |reading: Reading, inflection: Inflection| {
            let long = reading.base.chars().count() >= STEM;
            (long && reading.class.is_noun() && !inflection.doubled).then_some(reading)
        };
        let mut readings = self.undone(word, noun);
        if let Some(stem) = word.strip_suffix('s') {
            readings.extend(self.undone(stem, noun));
        }
        readings
    }

    /// The readings of `word` that `choose` takes, with every ending it has taken off.
    fn undone(
        &self,
        word: &str,
        choose: impl Fn(Reading, Inflection) -> Option<Reading>,
    ) -> Vec<Reading> {
        let mut readings: Vec<Reading> = Vec::new();
        for (number, paradigm) in self.paradigms.iter().enumerate() {
            let Some(base_ending) = paradigm.endings.first() else {
                continue;
            };
            for ending in &paradigm.endings {
                let Some(stem) = word.strip_suffix(ending) else {
                    continue;
                };
                let mut stems = vec![(stem, false)];
                if base_ending.is_empty() {
                    if !starts_with_vowel(ending) {
                        stems.push((stem, true));
                    } else if let Some(single) = undoubled(stem) {
                        stems.push((single, true));
                    }
                }
                for (stem, doubled) in stems {
                    let inflection = Inflection {
                        paradigm: number,
                        doubled,
                    };
                    let base = format!("{stem}{base_ending}");
                    let reading = Reading {
                        part: base.clone(),
                        base,
                        class: paradigm.class,
                        forms: paradigm.forms(stem, doubled),
                    };
                    if let Some(reading) = choose(reading, inflection)
                        && !readings.contains(&reading)
                    {
                        readings.push(reading);
                    }
                }
            }
        }
        readings
    }
}

impl Paradigm {
    /// The forms of the word with this stem.
    fn forms(&self, stem: &str, doubled: bool) -> Vec<String> {
        let form = |ending: &&str| match stem.chars().last() {
            Some(last) if doubled && starts_with_vowel(ending) => format!("{stem}{last}{ending}"),
            _ => format!("{stem}{ending}"),
        };
        self.endings.iter().map(form).collect()
    }
}

/// The lexicon's function words, as they are spelled: folded, `måtte` would be `möte`.
fn function_words(code: &str) -> impl Iterator<Item = &'static str> {
    let column = Lang::ALL.iter().position(|lang| lang.code() == code);
    let lines = data_lines(include_str!("../normalize/lexicon.txt"));
    let lines = lines
        .skip_while(|line| *line != "[function]")
        .take_while(|line| *line != "[content]");
    lines
        .filter_map(move |line| line.split('|').nth(column?))
        .flat_map(str::split_whitespace)
        .filter(|word| *word != "-")
}

fn data_lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn starts_with_vowel(ending: &str) -> bool {
    ending.starts_with(['a', 'e', 'i', 'o', 'u'])
}

/// The stem with its last consonant once, if it stands there twice.
fn undoubled(stem: &str) -> Option<&str> {
    let mut letters = stem.char_indices().rev();
    let ((at, last), (_, before)) = (letters.next()?, letters.next()?);
    (last == before).then_some(&stem[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bases(lang: Lang, word: &str) -> Vec<String> {
        let readings = Grammar::of(lang).readings(word, &|_| false);
        readings.into_iter().map(|reading| reading.base).collect()
    }

    #[test]
    fn forms_of_known_words_and_of_compounds_have_the_base_a_dictionary_lists() {
        let cases = [
            (Lang::Sv, "tjänsterna", "tjänst"),
            (Lang::Sv, "molntjänster", "molntjänst"),
            (Lang::Sv, "rummets", "rum"),
            (Lang::Sv, "skolböcker", "skolbok"),
            (Lang::Nb, "skytjenestene", "skytjeneste"),
            (Lang::Nb, "medlemmene", "medlem"),
            (Lang::Da, "lejekontrakterne", "lejekontrakt"),
            (Lang::Da, "værelset", "værelse"),
        ];
        for (lang, form, base) in cases {
            assert!(
                bases(lang, form).contains(&base.to_owned()),
                "{form}: {:?}",
                bases(lang, form)
            );
        }
    }

    #[test]
    fn every_paradigm_that_a_word_names_is_there() {
        for &lang in Lang::ALL {
            let grammar = Grammar::of(lang);
            for line in data_lines(Files::of(lang).words) {
                let mut fields = line.split_whitespace();
                assert!(fields.next().is_some());
                assert!(
                    fields.all(|name| grammar.inflection(name).is_some()),
                    "{line}"
                );
            }
        }
    }

    #[test]
    fn function_words_are_stopped_and_no_words_that_are_only_spelled_much_like_them() {
        for (lang, word) in [
            (Lang::Sv, "och"),
            (Lang::Nb, "hvilke"),
            (Lang::Da, "lørdag"),
        ] {
            assert!(Grammar::of(lang).is_stop(word), "{word}");
        }
        assert!(!Grammar::of(Lang::Sv).is_stop("möte"));
        assert!(Grammar::of(Lang::Nb).is_stop("måtte"));
    }
}
