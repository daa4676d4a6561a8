//! From a text to its words, and what stands between them.

use unicode_normalization::UnicodeNormalization;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// As written, in NFC.
    pub(super) text: String,
    /// Whether it follows the word before with nothing but a space between.
    pub(super) follows: bool,
    /// Whether a sentence may begin with it, so that a capital says nothing.
    pub(super) initial: bool,
}

/// Longer words are ignored.
const LONGEST: usize = 60;

/// The words of `text`. Numbers, addresses, names of files and code are not words, and phrases do
/// not extend across them.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let text: String = text.nfc().filter(|&c| c != '\u{ad}').collect();
    let mut tokens: Vec<Token> = Vec::new();
    let (mut follows, mut initial) = (false, true);
    for piece in text.split_whitespace() {
        let inner = piece.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(start) = piece.find(inner).filter(|_| !inner.is_empty()) else {
            // A dash or a bullet.
            follows = false;
            initial = initial || piece.contains(['–', '—', '•', '*']);
            continue;
        };
        let (before, after) = (&piece[..start], &piece[start + inner.len()..]);
        let is_code = before.contains(['-', '/', '\\', '$', '@', '<', '_'])
            || after.starts_with(['/', '\\', '=', '>', '_', '(']);
        follows &= before.is_empty();
        initial |= !before.is_empty();
        let parts: Vec<&str> = inner.split('/').collect();
        let words = !is_code && parts.len() <= 3 && parts.iter().all(|part| is_word(part));
        if words {
            for part in parts {
                let mut text = part.to_owned();
                let mut place = (follows, initial);
                if follows && let Some(before) = tokens.pop_if(|before| is_joined(before, part)) {
                    text = joined(&before.text, part);
                    place = (before.follows, before.initial);
                }
                tokens.push(Token {
                    text,
                    follows: place.0,
                    initial: place.1,
                });
                follows = false;
            }
            follows = after.is_empty();
        } else {
            follows = false;
        }
        initial = after.contains(['.', '!', '?', ':', '"', '”', '»']);
    }
    tokens
}

/// Words of Latin that make one first part of a compound.
const LATIN: [(&str, &str); 4] = [
    ("ad", "hoc-"),
    ("de", "facto-"),
    ("pro", "forma-"),
    ("pro", "rata-"),
];

/// Whether `word` is a compound whose first part is two words, as in `Nordbo Plus-avtal` and `ad
/// hoc-lösning`.
fn is_joined(before: &Token, word: &str) -> bool {
    let is_name = |text: &str| text.starts_with(char::is_uppercase);
    let Some((first, _)) = word.split_once('-') else {
        return false;
    };
    let names = !before.initial && is_name(&before.text) && is_name(word);
    // `en XML-fil` is no name of two words, wherever its sentence begins.
    let abbreviated = first.chars().all(char::is_uppercase);
    (names && !abbreviated) || is_latin(&before.text, word)
}

/// Whether the two begin with a first part of [`LATIN`].
fn is_latin(before: &str, word: &str) -> bool {
    let before = before.to_lowercase();
    LATIN
        .iter()
        .any(|&(a, b)| before == a && word.starts_with(b))
}

fn joined(before: &str, word: &str) -> String {
    if is_latin(before, word) {
        // A capital is only that of the sentence.
        format!("{} {word}", before.to_lowercase())
    } else {
        format!("{before} {word}")
    }
}

/// Whether it is made of letters, with single hyphens, apostrophes or colons (`EU:s`) inside.
fn is_word(text: &str) -> bool {
    let mut letters = 0;
    let mut joined = true;
    for c in text.chars() {
        match c {
            c if c.is_alphabetic() => {
                letters += 1;
                joined = false;
            }
            '-' | '\'' | '’' | ':' if !joined => joined = true,
            _ => return false,
        }
    }
    (2..=LONGEST).contains(&letters) && !joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn numbers_addresses_and_code_are_not_words() {
        assert_eq!(
            words("Se https://exempel.se/hyra, bilaga 3, fil.txt och apt-get (e-post)."),
            ["Se", "bilaga", "och", "apt-get", "e-post"]
        );
        assert_eq!(
            words("EU:s regler, in/ut 1.2 --flagga $HOME"),
            ["EU:s", "regler", "in", "ut"]
        );
    }

    #[test]
    fn a_compound_with_a_first_part_of_two_words_is_one_word() {
        assert_eq!(
            words("Ett nytt Nordbo Plus-avtal, en ad hoc-lösning och en Windows-dator"),
            [
                "Ett",
                "nytt",
                "Nordbo Plus-avtal",
                "en",
                "ad hoc-lösning",
                "och",
                "en",
                "Windows-dator"
            ]
        );
    }

    #[test]
    fn a_word_follows_another_only_after_a_space() {
        let tokens = tokens("Öppet hus, alla dagar. Fri entré");
        let follows: Vec<bool> = tokens.iter().map(|token| token.follows).collect();
        assert_eq!(follows, [false, true, false, true, false, true]);
        let initial: Vec<bool> = tokens.iter().map(|token| token.initial).collect();
        assert_eq!(initial, [true, false, false, false, true, false]);
    }
}
