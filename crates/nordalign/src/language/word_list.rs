//! Lists of words that tell what a line or a number is.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::lang::Lang;

/// A set of words for each language.
pub(crate) struct WordList([BTreeSet<&'static str>; Lang::COUNT]);

pub(crate) static CONJUNCTIONS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(include_str!("data/conjunctions.txt")));
pub(crate) static OPEN_WORDS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(include_str!("data/open_words.txt")));
pub(crate) static HYPHEN_WORDS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(include_str!("data/hyphen_words.txt")));
pub(crate) static PAGE_WORDS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(include_str!("data/page_words.txt")));

pub(crate) static HALVES: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(include_str!("data/halves.txt")));
pub(crate) static CENTURIES: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(include_str!("data/centuries.txt")));
pub(crate) static PHONE_CODES: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(include_str!("data/phone_codes.txt")));

/// The longest word that is looked up: no word of the lists is longer.
pub(super) const LONGEST: usize = 32;

impl WordList {
    /// Reads lines such as `sv: och eller`; `#` begins a comment.
    fn new(data: &'static str) -> WordList {
        let mut words: [BTreeSet<&str>; Lang::COUNT] = Default::default();
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            let Some((code, line)) = line.split_once(':') else {
                continue;
            };
            for lang in Lang::ALL.iter().filter(|lang| lang.code() == code) {
                words[lang.index()].extend(line.split_whitespace());
            }
        }
        WordList(words)
    }

    /// The words of all languages.
    pub(crate) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().flatten().copied()
    }

    /// Whether one of the languages has `word`, in any case.
    pub(crate) fn contains(&self, word: &str) -> bool {
        Lang::ALL
            .iter()
            .copied()
            .any(|lang| self.contains_in(lang, word))
    }

    /// Whether `lang` has `word`, in any case.
    pub(crate) fn contains_in(&self, lang: Lang, word: &str) -> bool {
        if word.len() > LONGEST {
            return false;
        }
        let word = word.to_lowercase();
        self.0[lang.index()].contains(word.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_list_names_its_language() {
        let files = [
            include_str!("data/conjunctions.txt"),
            include_str!("data/open_words.txt"),
            include_str!("data/hyphen_words.txt"),
            include_str!("data/page_words.txt"),
            include_str!("data/halves.txt"),
            include_str!("data/centuries.txt"),
            include_str!("data/phone_codes.txt"),
        ];
        for line in files.iter().flat_map(|file| file.lines()) {
            let (code, _) = line.split_once(':').unwrap_or((line, ""));
            assert!(
                line.starts_with('#') || Lang::ALL.iter().any(|lang| lang.code() == code),
                "{line}"
            );
        }
    }

    #[test]
    fn a_word_counts_in_its_language_and_in_any_case() {
        assert!(CONJUNCTIONS.contains_in(Lang::Sv, "Och"));
        assert!(!CONJUNCTIONS.contains_in(Lang::Da, "och"));
        assert!(CONJUNCTIONS.contains("OG"));
    }
}
