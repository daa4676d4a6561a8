//! The words of a text that show its language, and the pieces they are made of.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Stands before and after a word.
pub(super) const EDGE: char = '_';

/// Stands for a Latin letter that is rare in all of the languages and their neighbours.
pub(super) const RARE: char = '^';

/// Stands for a letter of another script.
pub(super) const FOREIGN: char = '~';

/// The longest pieces within a word, in letters with edges.
const LONGEST: usize = 5;

/// The longest words that are used, in letters: longer ones are not prose.
const WORD_LETTERS: usize = 40;

/// A word, lower case and between edges.
#[derive(Debug, Default)]
pub(super) struct Word {
    text: String,
    /// Where each character begins, and the end.
    starts: Vec<usize>,
    /// Whether it has a capital, and so may be a name.
    pub(super) capital: bool,
}

impl Word {
    /// Its letters, without edges.
    #[cfg(feature = "learn")]
    pub(super) fn letters(&self) -> &str {
        self.text.trim_matches(EDGE)
    }

    /// Whether `piece`, one of [`Word::pieces`], is the whole word.
    pub(super) fn is_whole(&self, piece: &str) -> bool {
        piece.len() == self.text.len()
    }

    /// Its pieces: each letter, each run of two to five letters and edges, and the whole with both
    /// edges.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &str> {
        let characters = self.starts.len().saturating_sub(1);
        let runs = (0..characters).flat_map(move |from| {
            let to = (from + LONGEST).min(characters);
            (from + 1..=to).map(move |to| (from, to))
        });
        let edge =
            move |&(from, to): &(usize, usize)| to > from + 1 || (from > 0 && to < characters);
        let whole = (characters > LONGEST).then_some((0, characters));
        runs.filter(edge)
            .chain(whole)
            .filter_map(|(from, to)| self.text.get(self.starts[from]..self.starts[to]))
    }

    /// Sets the word to `letters`; `false` if that word is no evidence for a language.
    fn set(&mut self, letters: &str) -> bool {
        self.text.clear();
        self.starts.clear();
        self.capital = false;
        self.push(EDGE);
        let (mut small, mut camel) = (false, false);
        for letter in letters.chars() {
            let upper = letter.is_uppercase();
            camel |= upper && small;
            small |= !upper;
            self.capital |= upper;
            if upper {
                letter
                    .to_lowercase()
                    .take(1)
                    .for_each(|l| self.push(folded(l)));
            } else {
                self.push(folded(letter));
            }
        }
        self.push(EDGE);
        self.starts.push(self.text.len());
        !camel && self.starts.len() <= WORD_LETTERS + 3
    }

    fn push(&mut self, letter: char) {
        self.starts.push(self.text.len());
        self.text.push(letter);
    }
}

/// Calls `each` with every word of `text` that is evidence for its language: not with those that
/// look like code, an address or a number, in whole or in part.
pub(super) fn each_word(text: &str, mut each: impl FnMut(&Word)) {
    let mut word = Word::default();
    let text = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    };
    for chunk in text.split_whitespace() {
        let chunk = chunk.trim_matches(|c: char| !c.is_alphanumeric() && c != '-' && c != '/');
        if is_code(chunk) {
            continue;
        }
        for letters in chunk.split(|c: char| !c.is_alphabetic()) {
            if !letters.is_empty() && word.set(letters) {
                each(&word);
            }
        }
    }
}

/// Whether `chunk`, which stands between spaces, looks like code, an option, an address, a file
/// name or a number.
fn is_code(chunk: &str) -> bool {
    let inner_dot = |(at, _)| {
        let mut after = chunk[at + 1..].chars();
        after.next().is_some_and(char::is_lowercase)
    };
    let option = chunk
        .strip_prefix('-')
        .is_some_and(|rest| !rest.starts_with(char::is_uppercase));
    option
        || chunk.starts_with('/')
        || chunk.contains(|c: char| c.is_numeric() || "_@=\\<>{}$#*|~^".contains(c))
        || chunk.contains("::")
        || chunk.contains("//")
        || chunk.matches('/').count() > 1
        || chunk.match_indices('.').any(inner_dot)
}

/// A lower-case letter as the patterns have it.
fn folded(letter: char) -> char {
    match letter {
        'a'..='z'
        | 'å'
        | 'ä'
        | 'ö'
        | 'æ'
        | 'ø'
        | 'é'
        | 'ü'
        | 'ß'
        | 'ð'
        | 'þ'
        | 'á'
        | 'í'
        | 'ó'
        | 'ú'
        | 'ý' => letter,
        '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => RARE,
        _ => FOREIGN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each_word(text, |word| words.push(word.text.clone()));
        words
    }

    #[test]
    fn words_are_lower_case_and_between_edges() {
        assert_eq!(words("Å ja, «Æsop»!"), ["_å_", "_ja_", "_æsop_"]);
    }

    #[test]
    fn words_that_look_like_code_are_skipped() {
        let text = "kör --help i /usr/bin med PATH=x eller se fil.txt, a::b, PowerShell och v2";
        assert_eq!(
            words(text),
            ["_kör_", "_i_", "_med_", "_eller_", "_se_", "_och_"]
        );
    }

    #[test]
    fn letters_of_other_scripts_are_treated_alike() {
        assert_eq!(words("łódź да"), ["_^ód^_", "_~~_"]);
    }

    #[test]
    fn a_word_is_cut_into_all_its_pieces_once() {
        let mut word = Word::default();
        assert!(word.set("på"));
        let pieces: Vec<&str> = word.pieces().collect();
        assert_eq!(pieces, ["_p", "_på", "_på_", "p", "på", "på_", "å", "å_"]);
        assert!(word.set("bøker"));
        let whole: Vec<&str> = word.pieces().filter(|piece| word.is_whole(piece)).collect();
        assert_eq!(whole, ["_bøker_"]);
    }
}
