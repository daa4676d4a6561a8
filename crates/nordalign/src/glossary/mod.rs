//! Glossaries: which terms of aligned documents answer to each other.
//!
//! [`GlossaryBuilder`] takes alignments one after the other and gives a [`Glossary`]: entries with a term of each language in the form
//! that a dictionary lists, best first.
//!
//! ```
//! use nordalign::glossary::GlossaryBuilder;
//! use nordalign::{Aligner, Document, Lang};
//!
//! let sv = ["Hyresvärden äger huset.", "Säg till hyresvärden!", "Tala med en hyresvärd.", "Vägen är lång.", "Katten sover.", "Solen skiner."];
//! let da = ["Udlejeren ejer huset.", "Sig det til udlejeren!", "Tal med en udlejer.", "Vejen er lang.", "Katten sover.", "Solen skinner."];
//! let sv = Document::from_units(Lang::Sv, sv);
//! let da = Document::from_units(Lang::Da, da);
//! let mut builder = GlossaryBuilder::new();
//! builder.add(&Aligner::new().align(&[sv, da])?);
//! let glossary = builder.finish();
//! let entry = &glossary.entries()[0];
//! assert_eq!(entry.term(Lang::Sv).map(|term| term.text.as_str()), Some("hyresvärd"));
//! assert_eq!(entry.term(Lang::Da).map(|term| term.text.as_str()), Some("udlejer"));
//! # Ok::<(), nordalign::Error>(())
//! ```
//!
//! # How terms are found
//!
//! 1. Words are brought to the form that a dictionary lists: by paradigms, a list of words that says which they follow, and the last part
//!    of compounds; words that nothing is known of by which forms of them stand in the text. Function words, numbers, days, addresses
//!    and code are left out. Phrases are an adjective and a noun, two nouns with a preposition between, and names of several words.
//! 2. Terms that stand in the same beads more often than chance allows, or are spelled alike, are partners. They compete: in each bead
//!    the best pairs are linked first, and every word explains one.
//! 3. The score tells how sure a link is, from how often it was made, the share of the terms' occurrences in it, spelling, the
//!    lexicon and the third language. Names and words of any text score less.

mod entries;
mod examples;
mod link;
mod morphology;
mod names;
mod packed;
mod terms;
mod tokens;
mod vocabulary;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::alignment::Alignment;
use crate::check::{Departure, TermBase};
use crate::lang::Lang;
use crate::segment::Segment;

pub use examples::Examples;
use link::Beads;
use packed::Packed;
use terms::Place;
use vocabulary::Surfaces;

/// The least count of an entry, if not set.
pub const DEFAULT_MIN_COUNT: usize = 2;

/// What kind of term it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum TermKind {
    /// A word or a compound.
    Word,
    /// Several words: an adjective and a noun, or two nouns with a preposition between.
    Phrase,
    /// A name of one word or several.
    Name,
    /// A word in capitals.
    Abbreviation,
}

impl TermKind {
    /// Its name, as it is serialised.
    ///
    /// ```
    /// assert_eq!(nordalign::glossary::TermKind::Phrase.name(), "phrase");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            TermKind::Word => "word",
            TermKind::Phrase => "phrase",
            TermKind::Name => "name",
            TermKind::Abbreviation => "abbreviation",
        }
    }
}

/// What a translator should know about an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
#[non_exhaustive]
pub enum Note {
    /// The term has several translations in a language; each of the alternatives answers to it alone.
    Inconsistency {
        /// The language.
        lang: Lang,
        /// The other translations, the most frequent first.
        rivals: Vec<Rival>,
    },
    /// A word of the language is spelled like the first term, and isn't its translation.
    FalseFriend {
        /// The language.
        lang: Lang,
        /// The word.
        term: String,
    },
    /// The term is in the term base, and translated otherwise than it says.
    Departure {
        /// The language of the translations.
        lang: Lang,
        /// What the base says it should be: any of these.
        wanted: Vec<String>,
        /// How often it is translated otherwise.
        count: usize,
        /// Up to three places.
        examples: Vec<Example>,
    },
    /// All languages write the word alike, and in one of the others it is none that the library knows.
    Copied,
}

impl fmt::Display for Note {
    /// In a few words, without the places.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Note::Inconsistency { lang, rivals } => {
                let rivals = rivals
                    .iter()
                    .map(|rival| format!("{} ({})", rival.text, rival.count));
                let rivals: Vec<String> = rivals.collect();
                write!(f, "also translated as {} in {lang}", rivals.join(", "))
            }
            Note::FalseFriend { lang, term } => write!(f, "{term} means something else in {lang}"),
            Note::Departure {
                lang,
                wanted,
                count,
                ..
            } if wanted.is_empty() => write!(f, "forbidden by the term base in {lang} ({count})"),
            Note::Departure {
                lang,
                wanted,
                count,
                ..
            } => write!(
                f,
                "should be {} in {lang} by the term base ({count})",
                wanted.join(" or ")
            ),
            Note::Copied => f.write_str("the same in all languages"),
        }
    }
}

/// Another translation of an entry's first term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Rival {
    /// The form that a dictionary lists.
    pub text: String,
    /// How often it is linked with the first term.
    pub count: usize,
    /// Up to three places.
    pub examples: Vec<Example>,
}

/// What class of words a term is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum PartOfSpeech {
    /// A noun.
    Noun,
    /// An adjective.
    Adjective,
    /// A verb.
    Verb,
}

impl PartOfSpeech {
    /// Its name, as it is serialised.
    ///
    /// ```
    /// assert_eq!(nordalign::glossary::PartOfSpeech::Noun.name(), "noun");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            PartOfSpeech::Noun => "noun",
            PartOfSpeech::Adjective => "adjective",
            PartOfSpeech::Verb => "verb",
        }
    }
}

/// A form of a term, or another term, and how often it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Counted {
    /// As written.
    pub text: String,
    /// How often.
    pub count: usize,
}

/// The term of an entry in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Term {
    /// Its language.
    pub lang: Lang,
    /// The form that a dictionary lists.
    pub text: String,
    /// What class of words it is of; nothing where that is not known, for names and for phrases.
    pub part_of_speech: Option<PartOfSpeech>,
    /// How often it stands in the documents, in any form.
    pub count: usize,
    /// The forms seen, the most frequent first.
    pub forms: Vec<Counted>,
    /// Other terms that the entry's first one is linked with, the most frequent first; none for the first itself.
    pub alternatives: Vec<Counted>,
}

/// A place where an entry's terms stand together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Example {
    /// The place in each of two languages, and what stands there.
    pub places: Vec<ExamplePlace>,
}

/// One language's place of an [`Example`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ExamplePlace {
    /// The language.
    pub lang: Lang,
    /// The document's name; empty where it has none.
    pub document: String,
    /// The line, 1-based.
    pub line: usize,
    /// What stands there, up to 400 characters and a `…` for the rest.
    pub text: String,
}

impl fmt::Display for ExamplePlace {
    /// `document:line`, as editors and terminals open it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.document, self.line)
    }
}

/// A place where a term of the term base is translated otherwise than it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Departed {
    /// The term, and what its translation should be.
    #[serde(flatten)]
    pub departure: Departure,
    /// The place in the source, and in the translation.
    #[serde(flatten)]
    pub example: Example,
}

/// Terms of two or three languages that answer to each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Entry {
    /// A term for each of two or three languages, in the order of [`Glossary::langs`].
    pub terms: Vec<Term>,
    /// What kind of term the first is.
    pub kind: TermKind,
    /// How often the terms are linked; with three languages the least of both counts with the first.
    pub count: usize,
    /// How good an entry it is, 0..1, in steps of 0.0001.
    pub score: f64,
    /// Whether the first term is in the term base; nothing without one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub in_base: Option<bool>,
    /// What to look at.
    pub notes: Vec<Note>,
    /// Up to three places.
    pub examples: Vec<Example>,
}

impl Entry {
    /// The term in `lang`.
    pub fn term(&self, lang: Lang) -> Option<&Term> {
        self.terms.iter().find(|term| term.lang == lang)
    }
}

/// Terms that answer to each other, best first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Glossary {
    langs: Vec<Lang>,
    entries: Vec<Entry>,
    #[serde(default)]
    departures: Vec<Departed>,
}

impl Glossary {
    /// The languages: the source of the first alignment first, then sv, nb, da.
    pub fn langs(&self) -> &[Lang] {
        &self.langs
    }

    /// The entries, best first; those without a term in the first language last.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Where translations depart from the term base, in the order of the texts; none without [`GlossaryBuilder::terms`].
    pub fn departures(&self) -> &[Departed] {
        &self.departures
    }
}

/// Gathers a [`Glossary`] from alignments.
///
/// It keeps the words of their units as numbers, and the beginnings of their texts to show as
/// examples; no texts where they can be read again, with [`count_texts`](Self::count_texts).
#[derive(Debug, Default)]
pub struct GlossaryBuilder {
    min_count: Option<usize>,
    langs: Vec<Lang>,
    /// By the place of the language in [`Lang::ALL`].
    sides: [Side; 3],
    documents: Vec<String>,
    /// The beads of sv-nb, sv-da and nb-da.
    beads: [Beads; 3],
    base: Option<TermBase>,
    departures: Vec<Departed>,
}

/// How much of a text an example shows, in characters.
const SHOWN: usize = 400;

/// What is gathered of one language.
#[derive(Debug, Default)]
struct Side {
    surfaces: Surfaces,
    /// The words of each unit, as [`Place`]s.
    units: Packed,
    /// What an example shows of units, by their numbers, unless it is read again.
    shown: BTreeMap<u32, Shown>,
}

/// What an example shows of a unit.
#[derive(Debug)]
struct Shown {
    document: u32,
    /// The first line, 1-based.
    line: usize,
    text: Box<str>,
}

/// The pairs of languages, by their places in [`Lang::ALL`].
const PAIRS: [[usize; 2]; 3] = [[0, 1], [0, 2], [1, 2]];

impl GlossaryBuilder {
    /// A builder without any words.
    pub fn new() -> Self {
        GlossaryBuilder::default()
    }

    /// How often terms must be linked at least; [`DEFAULT_MIN_COUNT`] if not set.
    #[must_use]
    pub fn min_count(mut self, count: usize) -> Self {
        self.min_count = Some(count.max(1));
        self
    }

    /// The language that comes first, whatever is added; if not set, the first alignment's source, or the first text's language.
    #[must_use]
    pub fn source(mut self, lang: Lang) -> Self {
        self.langs.retain(|&known| known != lang);
        self.langs.insert(0, lang);
        self
    }

    /// The terms that translations should have. What is added from then on is looked at for departures: [`Glossary::departures`] lists them,
    /// and entries tell whether their term is in the base and of its departures, by [`Note::Departure`].
    ///
    /// ```
    /// use nordalign::Lang;
    /// use nordalign::check::TermBase;
    /// use nordalign::glossary::GlossaryBuilder;
    ///
    /// let base = TermBase::from_rows([(1, ["sv", "nb"]), (2, ["hyresgäst", "leietaker"])])?;
    /// let mut builder = GlossaryBuilder::new().terms(base);
    /// builder.add_texts("minne.tmx", 12, &[(Lang::Sv, "En hyresgäst"), (Lang::Nb, "En leietaker")]);
    /// builder.add_texts("minne.tmx", 16, &[(Lang::Sv, "Alla hyresgäster"), (Lang::Nb, "Alle leieboere")]);
    /// let glossary = builder.finish();
    /// let found = &glossary.departures()[0];
    /// assert_eq!(found.departure.to_string(), "“hyresgäst” should be leietaker");
    /// assert_eq!((found.example.places[1].line, found.example.places[1].text.as_str()), (16, "Alle leieboere"));
    /// # Ok::<(), nordalign::Error>(())
    /// ```
    #[must_use]
    pub fn terms(mut self, base: TermBase) -> Self {
        self.base = Some(base);
        self
    }

    /// Takes the units of `alignment`, and which of them belong together.
    pub fn add(&mut self, alignment: &Alignment) {
        let mut starts = [0; 3];
        for side in alignment.sides() {
            let document = self.document(&side.name);
            starts[place(side.lang)] = self.sides[place(side.lang)].units.len();
            for unit in &side.units {
                let number = self.unit(side.lang, &unit.text);
                self.show(side.lang, number, document, unit.lines.first, &unit.text);
            }
        }
        for (pair, beads) in PAIRS.iter().zip(&mut self.beads) {
            let langs = pair.map(|at| Lang::ALL[at]);
            for bead in alignment.pair_beads(langs).filter(|bead| bead.is_full()) {
                let swapped = bead.langs != langs;
                let units = [0, 1].map(|side| {
                    let units = &bead.units[if swapped { 1 - side } else { side }];
                    let start = starts[pair[side]];
                    let units = units.iter().map(|&unit| unit as u32 + start);
                    units.collect::<Vec<u32>>()
                });
                beads.push(units.each_ref().map(Vec::as_slice));
            }
        }
        self.compare(alignment);
    }

    /// Looks for departures in the source's pairs of `alignment`.
    fn compare(&mut self, alignment: &Alignment) {
        let first = self.langs.first();
        let sides = alignment.sides();
        let source = sides.iter().find(|side| Some(&side.lang) == first);
        let (Some(source), Some(base)) = (source.or(sides.first()), &self.base) else {
            return;
        };
        for target in sides.iter().filter(|side| side.lang != source.lang) {
            let langs = [source.lang, target.lang];
            for bead in alignment.pair_beads(langs).filter(|bead| bead.is_full()) {
                let swapped = usize::from(bead.langs != langs);
                let found = [(source, 0), (target, 1)].map(|(side, at)| {
                    let units = bead.units[at ^ swapped].iter();
                    let units: Vec<&Segment> =
                        units.filter_map(|&unit| side.units.get(unit)).collect();
                    let texts: Vec<&str> = units.iter().map(|unit| unit.text.as_str()).collect();
                    Found {
                        lang: side.lang,
                        document: &side.name,
                        line: units.first().map_or(1, |unit| unit.lines.first),
                        text: texts.join(" "),
                    }
                });
                self.departures.extend(departures(base, &found));
            }
        }
    }

    /// Takes texts of two or three languages that belong together, as a unit of a memory does; `line` is where they stand in the document `name`,
    /// 1-based. Fewer languages are not taken, and of texts in one language the first.
    ///
    /// ```
    /// use nordalign::Lang;
    /// use nordalign::glossary::GlossaryBuilder;
    /// let mut builder = GlossaryBuilder::new();
    /// builder.add_texts("minne.tmx", 12, &[(Lang::Sv, "En hyresgäst"), (Lang::Nb, "En leietaker")]);
    /// builder.add_texts("minne.tmx", 16, &[(Lang::Sv, "Alla hyresgäster"), (Lang::Nb, "Alle leietakere")]);
    /// assert_eq!(builder.finish().entries()[0].terms[1].text, "leietaker");
    /// ```
    pub fn add_texts(&mut self, name: &str, line: usize, texts: &[(Lang, &str)]) {
        let texts = one_of_each(texts);
        let document = self.document(name);
        for (number, &(lang, text)) in self.units(&texts).into_iter().zip(&texts) {
            self.show(lang, number, document, line, text);
        }
        self.depart(name, line, &texts);
    }

    /// Takes texts as [`add_texts`](Self::add_texts) does, and keeps only the numbers of their
    /// words, so that a memory of any size takes little room. For the texts of examples,
    /// [`finish_again`](Self::finish_again) takes them once more.
    ///
    /// ```
    /// use nordalign::Lang;
    /// use nordalign::glossary::GlossaryBuilder;
    /// let memory = [(12, "En hyresgäst", "En leietaker"), (16, "Alla hyresgäster", "Alle leietakere")];
    /// let units = memory.map(|(line, sv, nb)| (line, [(Lang::Sv, sv), (Lang::Nb, nb)]));
    /// let mut builder = GlossaryBuilder::new();
    /// for (line, texts) in &units {
    ///     builder.count_texts("minne.tmx", *line, texts);
    /// }
    /// let glossary = builder.finish_again(|examples| {
    ///     for (line, texts) in &units {
    ///         examples.show("minne.tmx", *line, texts);
    ///     }
    ///     Ok::<(), nordalign::Error>(())
    /// })?;
    /// let place = &glossary.entries()[0].examples[1].places[0];
    /// assert_eq!((place.line, place.text.as_str()), (16, "Alla hyresgäster"));
    /// # Ok::<(), nordalign::Error>(())
    /// ```
    pub fn count_texts(&mut self, name: &str, line: usize, texts: &[(Lang, &str)]) {
        let texts = one_of_each(texts);
        self.units(&texts);
        self.depart(name, line, &texts);
    }

    /// The numbers of texts of different languages as units that belong together.
    fn units(&mut self, texts: &[(Lang, &str)]) -> Vec<u32> {
        let units = texts.iter().map(|&(lang, text)| self.unit(lang, text));
        let units: Vec<u32> = units.collect();
        let of = |at: usize| {
            let here = texts.iter().position(|&(lang, _)| place(lang) == at);
            here.and_then(|here| units.get(here..=here))
        };
        for (pair, beads) in PAIRS.iter().zip(&mut self.beads) {
            if let (Some(first), Some(second)) = (of(pair[0]), of(pair[1])) {
                beads.push([first, second]);
            }
        }
        units
    }

    /// Looks for departures in the translations of the first language's text, or else of the first
    /// text.
    fn depart(&mut self, name: &str, line: usize, texts: &[(Lang, &str)]) {
        let Some(base) = &self.base else {
            return;
        };
        let found = |lang: Lang, text: &str| Found {
            lang,
            document: name,
            line,
            text: text.to_owned(),
        };
        let first = self.langs.first();
        let source = texts.iter().find(|(lang, _)| Some(lang) == first);
        let Some(&(from, source)) = source.or(texts.first()) else {
            return;
        };
        for &(lang, text) in texts.iter().filter(|(lang, _)| *lang != from) {
            let found = departures(base, &[found(from, source), found(lang, text)]);
            self.departures.extend(found);
        }
    }

    /// The number of the document `name`, which mostly is the one before.
    fn document(&mut self, name: &str) -> u32 {
        if self.documents.last().is_none_or(|last| last != name) {
            self.documents.push(name.to_owned());
        }
        self.documents.len() as u32 - 1
    }

    /// The number that a text gets as a unit.
    fn unit(&mut self, lang: Lang, text: &str) -> u32 {
        if !self.langs.contains(&lang) {
            self.langs.push(lang);
        }
        let side = &mut self.sides[place(lang)];
        let places = tokens::tokens(text).into_iter().map(|token| Place {
            follows: token.follows,
            surface: side.surfaces.add(&token),
        });
        side.units.push(places.map(Place::pack))
    }

    /// Keeps what an example shows of a unit.
    fn show(&mut self, lang: Lang, number: u32, document: u32, line: usize, text: &str) {
        let text = shown(text).into();
        self.sides[place(lang)].shown.insert(
            number,
            Shown {
                document,
                line,
                text,
            },
        );
    }

    /// The glossary of all that was added. Of what was only counted there are no examples.
    pub fn finish(self) -> Glossary {
        let Ok(glossary) = self.finish_again(|_| Ok::<(), Infallible>(()));
        glossary
    }

    /// The glossary of all that was added. `again` gives all texts once more that
    /// [`count_texts`](Self::count_texts) took, in the same order, as examples show some of them.
    /// Examples whose texts do not come are left out.
    ///
    /// # Errors
    /// That of `again`.
    pub fn finish_again<E>(
        mut self,
        again: impl FnOnce(&mut Examples<'_>) -> Result<(), E>,
    ) -> Result<Glossary, E> {
        self.langs
            .retain(|&lang| self.sides[place(lang)].units.len() > 0);
        if let Some((_, others)) = self.langs.split_first_mut() {
            others.sort_unstable();
        }
        let mut entries = entries::entries(&mut self);
        let kept = self.sides.map(|side| side.shown);
        again(&mut Examples::new(&mut entries, kept))?;
        examples::drop_unshown(&mut entries);
        Ok(Glossary {
            langs: self.langs,
            entries,
            departures: self.departures,
        })
    }
}

/// Of texts in one language the first; none if they are of fewer than two languages.
fn one_of_each<'a>(texts: &[(Lang, &'a str)]) -> Vec<(Lang, &'a str)> {
    let mut taken: Vec<(Lang, &str)> = Vec::new();
    for &(lang, text) in texts {
        if taken.iter().all(|(known, _)| *known != lang) {
            taken.push((lang, text));
        }
    }
    if taken.len() < 2 {
        taken.clear();
    }
    taken
}

/// What one side of a bead says, and where.
struct Found<'a> {
    lang: Lang,
    document: &'a str,
    line: usize,
    text: String,
}

/// Where a translation departs from the base.
fn departures(base: &TermBase, found: &[Found; 2]) -> Vec<Departed> {
    let [source, target] = found.each_ref().map(|side| (side.lang, side.text.as_str()));
    let departures = base.departures(source, target).into_iter();
    let places = || {
        found.each_ref().map(|side| ExamplePlace {
            lang: side.lang,
            document: side.document.to_owned(),
            line: side.line,
            text: shown(&side.text).into_owned(),
        })
    };
    let departed = departures.map(|departure| Departed {
        departure,
        example: Example {
            places: places().into(),
        },
    });
    departed.collect()
}

/// What an example shows of a text.
fn shown(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

/// The place of `lang` in [`Lang::ALL`].
fn place(lang: Lang) -> usize {
    Lang::ALL
        .iter()
        .position(|&known| known == lang)
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aligner::Aligner;
    use crate::document::Document;

    const SV: [&str; 8] = [
        "Hyresvärden ansvarar för värmepumpen i huset.",
        "Hyresgästen ska rengöra värmepumpens filter varje månad.",
        "En hyresgäst som vill byta värmepump talar med hyresvärden.",
        "Säg upp hyresavtalet skriftligen hos Nordbo.",
        "Hyresavtal gäller tills vidare.",
        "Alla hyresvärdar är medlemmar i Nordbo.",
        "Värmepumpar måste kontrolleras av en behörig elektriker.",
        "Fråga en behörig elektriker om hyresavtalen är oklara.",
    ];
    const NB: [&str; 8] = [
        "Utleieren har ansvaret for varmepumpen i huset.",
        "Leietakeren skal rengjøre filteret i varmepumpen hver måned.",
        "En leietaker som vil bytte varmepumpe, snakker med utleieren.",
        "Si opp leiekontrakten skriftlig hos Nordbo.",
        "Leiekontrakter gjelder inntil videre.",
        "Alle utleiere er medlemmer i Nordbo.",
        "Varmepumper må kontrolleres av en autorisert elektriker.",
        "Spør en autorisert elektriker hvis leiekontraktene er uklare.",
    ];
    const DA: [&str; 8] = [
        "Udlejeren har ansvaret for varmepumpen i huset.",
        "Lejeren skal rengøre varmepumpens filter hver måned.",
        "En lejer, som vil skifte varmepumpe, taler med udlejeren.",
        "Opsig lejekontrakten skriftligt hos Nordbo.",
        "Lejekontrakter gælder indtil videre.",
        "Alle udlejere er medlemmer af Nordbo.",
        "Varmepumper skal kontrolleres af en autoriseret elektriker.",
        "Spørg en autoriseret elektriker, hvis lejekontrakterne er uklare.",
    ];

    fn glossary(documents: &[Document]) -> Glossary {
        let mut builder = GlossaryBuilder::new();
        builder.add(&Aligner::new().align(documents).unwrap());
        builder.finish()
    }

    fn three() -> Glossary {
        glossary(&[
            Document::from_units(Lang::Sv, SV),
            Document::from_units(Lang::Nb, NB),
            Document::from_units(Lang::Da, DA),
        ])
    }

    fn terms(entry: &Entry) -> Vec<&str> {
        entry.terms.iter().map(|term| term.text.as_str()).collect()
    }

    #[test]
    fn forms_of_a_term_are_one_entry_in_the_form_a_dictionary_lists() {
        let glossary = three();
        let found: Vec<Vec<&str>> = glossary.entries().iter().map(terms).collect();
        for expected in [
            ["hyresvärd", "utleier", "udlejer"],
            ["värmepump", "varmepumpe", "varmepumpe"],
            ["hyresavtal", "leiekontrakt", "lejekontrakt"],
        ] {
            assert!(found.contains(&expected.to_vec()), "{expected:?} {found:?}");
        }
        let pump = glossary
            .entries()
            .iter()
            .find(|entry| entry.terms[0].text == "värmepump");
        let forms = &pump.unwrap().terms[0].forms;
        assert_eq!(forms.iter().map(|form| form.count).sum::<usize>(), 4);
        assert!(forms.iter().any(|form| form.text == "värmepumpens"));
    }

    #[test]
    fn function_words_are_no_terms_and_names_are_a_kind_of_their_own() {
        let glossary = three();
        let of = |text: &str| {
            glossary
                .entries()
                .iter()
                .find(|entry| entry.terms[0].text == text)
        };
        assert!(of("en").is_none() && of("alla").is_none() && of("av").is_none());
        assert_eq!(of("Nordbo").unwrap().kind, TermKind::Name);
        assert!(of("Nordbo").unwrap().score < of("värmepump").unwrap().score);
    }

    #[test]
    fn examples_tell_where_the_terms_stand_together() {
        let glossary = three();
        let entry = glossary
            .entries()
            .iter()
            .find(|entry| entry.terms[0].text == "hyresavtal");
        let lines: Vec<usize> = entry.unwrap().examples[0]
            .places
            .iter()
            .map(|p| p.line)
            .collect();
        assert_eq!(lines, [4, 4]);
    }

    #[test]
    fn entries_are_best_first_and_the_same_every_time() {
        let glossary = three();
        let has_source = |entry: &Entry| entry.terms[0].lang == Lang::Sv;
        let ranks: Vec<(bool, f64)> = glossary
            .entries()
            .iter()
            .map(|entry| (has_source(entry), entry.score))
            .collect();
        assert!(ranks.windows(2).all(|pair| pair[0] >= pair[1]), "{ranks:?}");
        assert!(ranks.iter().all(|(_, score)| (0.0..=1.0).contains(score)));
        assert_eq!(glossary, three());
    }

    #[test]
    fn documents_without_words_give_no_entries() {
        let empty = [
            Document::from_units(Lang::Sv, ["", "123"]),
            Document::from_units(Lang::Nb, ["4"]),
        ];
        assert!(glossary(&empty).entries().is_empty());
        assert!(GlossaryBuilder::new().finish().entries().is_empty());
    }
}
