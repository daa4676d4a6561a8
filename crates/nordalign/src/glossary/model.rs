//! The contents of a glossary.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::check::Departure;
use crate::lang::Lang;
use crate::language::PartOfSpeech;

/// The default minimum count of an entry.
pub const DEFAULT_MIN_COUNT: usize = 2;

/// The kind of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum TermKind {
    /// A word or a compound.
    Word,
    /// Several words: an adjective and a noun, or two nouns with a preposition between them.
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
    /// The term has several translations in a language, and each alternative translates only this
    /// term.
    Inconsistency {
        /// The language.
        lang: Lang,
        /// The other translations, the most frequent first.
        rivals: Vec<Rival>,
    },
    /// A word of the language is spelled like the first term, but is not its translation.
    FalseFriend {
        /// The language.
        lang: Lang,
        /// The word.
        term: String,
    },
    /// The term is in the term base, but not translated as it says.
    Departure {
        /// The language of the translations.
        lang: Lang,
        /// The translations in the base, any of which is right.
        wanted: Vec<String>,
        /// How often it is translated in another way.
        count: usize,
        /// Up to three places.
        examples: Vec<Example>,
    },
    /// All languages have the same word, and in at least one of the others it is not a known word.
    Copied,
}

impl fmt::Display for Note {
    /// The note in a few words, without the places.
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
    /// Its dictionary form.
    pub text: String,
    /// How often it is linked with the first term.
    pub count: usize,
    /// Up to three places.
    pub examples: Vec<Example>,
}

/// A form of a term, or another term, and how often it occurs.
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
    /// Its dictionary form.
    pub text: String,
    /// Its part of speech; `None` if unknown, and for names and phrases.
    pub part_of_speech: Option<PartOfSpeech>,
    /// How often it occurs in the documents, in any form.
    pub count: usize,
    /// The forms seen, the most frequent first.
    pub forms: Vec<Counted>,
    /// Other terms that the entry's first one is linked with, the most frequent first; empty for
    /// the first term itself.
    pub alternatives: Vec<Counted>,
}

/// A place where the terms of an entry occur together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Example {
    /// The place in each of two languages, and the text there.
    pub places: Vec<ExamplePlace>,
}

/// The place of an [`Example`] in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ExamplePlace {
    /// The language.
    pub lang: Lang,
    /// The name of the document; empty if it has none.
    pub document: String,
    /// The line, 1-based.
    pub line: usize,
    /// The text there, up to 400 characters and a `…` for the rest.
    pub text: String,
}

impl fmt::Display for ExamplePlace {
    /// `document:line`, which editors and terminals can open.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.document, self.line)
    }
}

/// A place where a term is not translated as the term base says.
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

/// Terms of two or three languages that translate each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Entry {
    /// A term for each of two or three languages, in the order of [`Glossary::langs`].
    pub terms: Vec<Term>,
    /// The kind of the first term.
    pub kind: TermKind,
    /// How often the terms are linked; with three languages the lower of the two counts with the
    /// first.
    pub count: usize,
    /// How good an entry it is, 0..1, in steps of 0.0001.
    pub score: f64,
    /// Whether the first term is in the term base; `None` without one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub in_base: Option<bool>,
    /// What a translator should look at.
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

/// Terms that translate each other, best first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Glossary {
    pub(super) langs: Vec<Lang>,
    pub(super) entries: Vec<Entry>,
    #[serde(default)]
    pub(super) departures: Vec<Departed>,
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

    /// Departures of translations from the term base, in the order of the texts; empty without
    /// [`GlossaryBuilder::terms`](super::GlossaryBuilder::terms).
    pub fn departures(&self) -> &[Departed] {
        &self.departures
    }
}
