//! The words that reading goes by, kept in the files of `read/words`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::lang::Lang;

/// A set of words for each language.
pub(super) struct WordList([BTreeSet<&'static str>; 3]);

pub(super) static MONTHS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(include_str!("words/months.txt")));
pub(super) static CONJUNCTIONS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(include_str!("words/conjunctions.txt")));
pub(super) static OPEN_WORDS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(include_str!("words/open_words.txt")));
pub(super) static HYPHEN_WORDS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(include_str!("words/hyphen_words.txt")));
pub(super) static PAGE_WORDS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(include_str!("words/page_words.txt")));

/// The longest word that is looked up: no word of the lists is longer.
const LONGEST: usize = 32;

impl WordList {
    /// Reads lines such as `sv: och eller`; `#` begins a comment.
    fn new(data: &'static str) -> WordList {
        let mut words = [BTreeSet::new(), BTreeSet::new(), BTreeSet::new()];
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            let Some((code, line)) = line.split_once(':') else {
                continue;
            };
            for (lang, words) in Lang::ALL.iter().copied().zip(&mut words) {
                if lang.code() == code {
                    words.extend(line.split_whitespace());
                }
            }
        }
        WordList(words)
    }

    /// Whether one of the languages has `word`, in any case.
    pub(super) fn contains(&self, word: &str) -> bool {
        Lang::ALL
            .iter()
            .copied()
            .any(|lang| self.contains_in(lang, word))
    }

    /// Whether `lang` has `word`, in any case.
    pub(super) fn contains_in(&self, lang: Lang, word: &str) -> bool {
        if word.len() > LONGEST {
            return false;
        }
        let word = word.to_lowercase();
        Lang::ALL
            .iter()
            .copied()
            .zip(&self.0)
            .any(|(has, words)| has == lang && words.contains(word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_list_names_its_language() {
        let files = [
            include_str!("words/months.txt"),
            include_str!("words/conjunctions.txt"),
            include_str!("words/open_words.txt"),
            include_str!("words/hyphen_words.txt"),
            include_str!("words/page_words.txt"),
        ];
        for line in files.iter().flat_map(|file| file.lines()) {
            let (code, _) = line.split_once(':').unwrap_or((line, ""));
            assert!(
                line.starts_with('#') || ["sv", "nb", "da"].contains(&code),
                "{line}"
            );
        }
    }

    #[test]
    fn a_word_counts_in_its_language_and_in_any_case() {
        assert!(MONTHS.contains_in(Lang::Da, "Marts"));
        assert!(!MONTHS.contains_in(Lang::Sv, "marts"));
        assert!(MONTHS.contains("Mai"));
    }
}
