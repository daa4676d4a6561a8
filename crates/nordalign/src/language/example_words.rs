//! Words that say of a part of an address or of code that it is an example.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a word says that stands for a part which every reader replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ExampleWord {
    /// Words of the same meaning stand for one another.
    pub(crate) meaning: usize,
    /// Whether it says so even alone: `your`.
    pub(crate) always: bool,
}

static WORDS: LazyLock<BTreeMap<&str, ExampleWord>> = LazyLock::new(|| {
    let lines = include_str!("data/example_words.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    let words = lines.enumerate().flat_map(|(meaning, line)| {
        let (kind, words) = line.split_once(' ').unwrap_or_default();
        let always = kind == "always";
        let word = ExampleWord { meaning, always };
        words.split(' ').map(move |text| (text, word))
    });
    words.collect()
});

/// What `word`, in lower case, says. A compound such as `yourhotel` says what its beginning does.
pub(crate) fn example_word(word: &str) -> Option<ExampleWord> {
    let begins = |(text, found): &(&&str, &ExampleWord)| {
        let rest = word.strip_prefix(**text);
        found.always && rest.is_some_and(|rest| rest.chars().count() >= FEWEST_AFTER)
    };
    let beginning = || WORDS.iter().find(begins).map(|(_, found)| found);
    WORDS.get(word).or_else(beginning).copied()
}

/// How many letters a compound has after its beginning, so that `minut` is none.
const FEWEST_AFTER: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_meaning_stand_for_one_another() {
        let meaning = |word| example_word(word).map(|found| found.meaning);
        assert_eq!(meaning("your"), meaning("dit"));
        assert_eq!(meaning("yourhotel"), meaning("ditthotell"));
        assert_eq!(meaning("password"), meaning("lösenord"));
        assert_ne!(meaning("password"), meaning("username"));
        assert_eq!(meaning("mint"), None);
        assert_eq!(meaning("passwordfile"), None);
    }
}
