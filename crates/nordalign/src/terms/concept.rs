//! Concepts and their terms.

use std::collections::{BTreeMap, BTreeSet};

use unicode_segmentation::UnicodeSegmentation;

use crate::lang::Lang;
use crate::language::inflection::is_form;
use crate::normalize::composed;
use crate::terms::homograph::is_other_word;

/// What its terms stand for in every language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Concept {
    /// By language.
    pub(super) terms: BTreeMap<Lang, Vec<Term>>,
    pub(super) forbidden: BTreeMap<Lang, Vec<Term>>,
    /// Whether the terms count as beginnings of compounds.
    pub(super) compounds: bool,
}

/// A term as written, and its words in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) written: String,
    pub(super) words: Vec<String>,
}

/// Longer terms, in characters, are none: a quote in a table does not end.
pub(super) const LONGEST: usize = 300;

impl Concept {
    /// Gives it terms that a language has for it, or must not have.
    ///
    /// # Errors
    /// What is wrong with one of them.
    pub(super) fn set<'a>(
        &mut self,
        lang: Lang,
        is_forbidden: bool,
        written: impl Iterator<Item = &'a str>,
    ) -> Result<(), String> {
        let terms = terms(written)?;
        let of = match is_forbidden {
            true => &mut self.forbidden,
            false => &mut self.terms,
        };
        of.insert(lang, terms);
        Ok(())
    }

    /// Whether any language has a term for it.
    pub(super) fn has_terms(&self) -> bool {
        self.terms.values().any(|terms| !terms.is_empty())
    }

    /// How many terms it has in all languages.
    pub(super) fn count(&self) -> usize {
        let all = self.terms.values().chain(self.forbidden.values());
        all.map(Vec::len).sum()
    }

    pub(super) fn terms(&self, lang: Lang) -> &[Term] {
        self.terms.get(&lang).map_or(&[], Vec::as_slice)
    }

    pub(super) fn forbidden(&self, lang: Lang) -> &[Term] {
        self.forbidden.get(&lang).map_or(&[], Vec::as_slice)
    }
}

/// Terms of one language, each of which stands there once.
fn terms<'a>(written: impl Iterator<Item = &'a str>) -> Result<Vec<Term>, String> {
    let mut terms: Vec<Term> = Vec::new();
    let mut known = BTreeSet::new();
    for written in written.map(composed) {
        let written = written.trim();
        let words = words_of(written);
        if written.is_empty() {
            continue;
        }
        let length = written.chars().count();
        if length > LONGEST {
            let start: String = written.chars().take(20).collect();
            let message = format!(
                "“{start}…” is too long for a term, {length} characters; does a quote before it not end?"
            );
            return Err(message);
        }
        if words.is_empty() {
            return Err(format!("“{written}” is no term"));
        }
        if known.insert(words.clone()) {
            terms.push(Term {
                written: written.to_owned(),
                words,
            });
        }
    }
    // There may be hundreds of thousands of cells with one term each.
    terms.shrink_to_fit();
    Ok(terms)
}

/// The words of a text in lower case, with their letters composed.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let text = composed(text);
    let mut words: Vec<String> = text.unicode_words().map(str::to_lowercase).collect();
    words.shrink_to_fit();
    words
}

impl Term {
    /// Whether the term stands at a place of `words`, in any form. With `compounds` it may also be
    /// the beginning of a word.
    pub(super) fn stands_at(
        &self,
        lang: Lang,
        words: &[String],
        place: usize,
        compounds: bool,
    ) -> bool {
        let here = words.get(place..).unwrap_or_default();
        let is_head =
            |word: &str, term: &str| compounds && self.words.len() == 1 && is_head(term, word);
        let mut pairs = here.iter().zip(&self.words);
        here.len() >= self.words.len()
            && pairs.all(|(word, term)| is_form(lang, term, word) || is_head(word, term))
            && !(self.words.len() == 1 && is_other_word(lang, &self.words[0], words, place))
    }

    /// Whether the term is among `words`, in any form.
    pub(super) fn is_in(&self, lang: Lang, words: &[String]) -> bool {
        (0..words.len()).any(|place| self.stands_at(lang, words, place, false))
    }

    /// Whether the term is among words that are [`folded`], where it takes little to believe it: as
    /// a part of a compound, with another vowel in its stem.
    pub(super) fn is_somewhere_in(&self, lang: Lang, words: &[String]) -> bool {
        let term: Vec<String> = self.words.iter().map(|word| folded(word)).collect();
        let joined = term.concat();
        let is_part = |word: &str, term: &str| {
            let stem = term.strip_suffix(['a', 'e']).unwrap_or(term);
            stem.chars().count() >= 3 && word.contains(stem)
        };
        words.windows(term.len().max(1)).any(|window| {
            let mut pairs = window.iter().zip(&term);
            pairs.all(|(word, term)| is_form(lang, term, word) || is_part(word, term))
        }) || term.len() > 1 && words.contains(&joined)
    }
}

/// `word` without the changes that inflection may make to its vowels.
pub(super) fn folded(word: &str) -> String {
    word.chars().map(plain).collect()
}

/// A vowel without the change that inflection may give it: `bok`, `bøker`.
fn plain(c: char) -> char {
    match c {
        'å' | 'ä' | 'æ' => 'a',
        'ö' | 'ø' => 'o',
        c => c,
    }
}

/// Whether `term` is the first part of `word`.
fn is_head(term: &str, word: &str) -> bool {
    let rest = word.strip_prefix(term);
    rest.is_some_and(|rest| rest.chars().count() >= 3)
}
