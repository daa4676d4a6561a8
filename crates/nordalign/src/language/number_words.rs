//! Words that stand for numbers.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words that may stand for a number, in lower case, and the number.
pub(crate) static NUMBER_WORDS: LazyLock<BTreeMap<&str, &str>> =
    LazyLock::new(|| by_word(include_str!("data/number_words.txt")));

/// Words that stand for nothing but a number, in lower case, and the number.
pub(crate) static CARDINALS: LazyLock<BTreeMap<&str, &str>> =
    LazyLock::new(|| by_word(include_str!("data/cardinals.txt")));

/// Beginnings of words for a part (`fjärdedel`), and how many such parts make a whole.
pub(crate) static FRACTIONS: LazyLock<BTreeMap<&str, &str>> =
    LazyLock::new(|| by_word(include_str!("data/fractions.txt")));

/// A file of lines that are a number and its words, by word.
pub(super) fn by_word(lines: &'static str) -> BTreeMap<&'static str, &'static str> {
    let lines = lines.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(number, words)| words.split_whitespace().map(move |word| (word, number)))
        .collect()
}
