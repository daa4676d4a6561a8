//! Lists of words that tell what a line or a number is.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::lang::Lang;

/// A set of words for each language.
pub(crate) struct WordList([BTreeSet<&'static str>; Lang::COUNT]);

/// Lists of words, each with the file that it is read from.
macro_rules! word_lists {
    ($($name:ident: $file:literal;)*) => {
        $(
            pub(crate) static $name: LazyLock<WordList> =
                LazyLock::new(|| WordList::new(include_str!(concat!("data/", $file))));
        )*

        /// The texts of all lists.
        #[cfg(test)]
        const FILES: &[&str] = &[$(include_str!(concat!("data/", $file))),*];
    };
}

word_lists! {
    CONJUNCTIONS: "conjunctions.txt";
    OPEN_WORDS: "open_words.txt";
    HYPHEN_WORDS: "hyphen_words.txt";
    PAGE_WORDS: "page_words.txt";
    ORDINAL_NOUNS: "ordinal_nouns.txt";
    HALVES: "halves.txt";
    CENTURIES: "centuries.txt";
    AFTER_CENTURIES: "after_centuries.txt";
    AFTER_DECADES: "after_decades.txt";
    MILES: "miles.txt";
    PHONE_CODES: "phone_codes.txt";
    CODES_IN_ADDRESSES: "codes_in_addresses.txt";
    BEFORE_NOUNS: "before_nouns.txt";
    SUBJECTS: "subjects.txt";
    HOST_ENDINGS: "host_endings.txt";
}

/// English function words.
pub(crate) static ENGLISH: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("data/english.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

pub(crate) static LETTERS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(include_str!("data/letters.txt")));

/// Whether `text` has a letter beyond a to z that `lang` is spelled with.
pub(crate) fn has_letter_of(text: &str, lang: Lang) -> bool {
    let mut beyond = text.chars().filter(|c| !c.is_ascii());
    beyond.any(|c| LETTERS.contains_in(lang, c.encode_utf8(&mut [0; 4])))
}

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
    fn every_list_has_lines_of_every_language_and_of_no_other() {
        for file in FILES {
            let lines = file.lines().filter(|line| !line.starts_with('#'));
            let codes: BTreeSet<&str> = lines
                .map(|line| line.split_once(':').map_or(line, |(code, _)| code))
                .collect();
            let known: BTreeSet<&str> = Lang::ALL.iter().map(|lang| lang.code()).collect();
            assert_eq!(codes, known, "{file}");
        }
    }

    #[test]
    fn a_word_counts_in_its_language_and_in_any_case() {
        assert!(CONJUNCTIONS.contains_in(Lang::Sv, "Och"));
        assert!(!CONJUNCTIONS.contains_in(Lang::Da, "och"));
        assert!(CONJUNCTIONS.contains("OG"));
    }
}
