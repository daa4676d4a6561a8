//! What stands before and after a stop.

use super::signs::{is_mark, is_opener};
use super::stops::{Stop, slice};
use super::word_shape::{is_lone_letter, is_mixed, is_roman};

/// The most bytes that a ruling looks back from a stop.
const LOOK_BACK: usize = 64;

/// The most characters that a ruling looks ahead for a word.
const LOOK_AHEAD: usize = 24;

/// The most quotes, brackets and dashes that may open a sentence.
const MOST_OPENERS: usize = 8;

/// What stands before a stop.
pub(super) struct Before<'a> {
    /// The word that the stop closes, without it.
    pub(super) word: &'a str,
    /// The two words before that, nearest first; empty where there is none.
    pub(super) earlier: [&'a str; 2],
    /// The sentence up to the stop, when it is short.
    pub(super) sentence: Option<&'a str>,
    /// Whether the stop follows white space.
    pub(super) is_detached: bool,
    /// Whether the stop follows an opening bracket at once: `(!)`.
    pub(super) is_bracket_open: bool,
    /// Whether the word is alone in brackets: `(red.)`.
    pub(super) is_bracketed: bool,
}

impl<'a> Before<'a> {
    pub(super) fn read(text: &'a str, start: usize, stop: &Stop) -> Self {
        let sentence = slice(text, &(start..stop.marks.start));
        let is_short = sentence.len() <= LOOK_BACK;
        let mut words = last_bytes(sentence).rsplit(char::is_whitespace);
        let token = words.next().unwrap_or_default();
        let mut words = words.filter(|word| !word.is_empty()).map(trim_opening);
        let closes_bracket = slice(text, &(stop.marks.end..stop.tail)).starts_with([')', ']']);
        Self {
            word: trim_opening(token),
            earlier: [
                words.next().unwrap_or_default(),
                words.next().unwrap_or_default(),
            ],
            sentence: is_short.then_some(sentence),
            is_detached: token.is_empty(),
            is_bracket_open: closes_bracket && token.ends_with(['(', '[']),
            is_bracketed: closes_bracket && token.starts_with(['(', '[']),
        }
    }
}

/// At most the last [`LOOK_BACK`] bytes of `sentence`, without a word that is cut.
fn last_bytes(sentence: &str) -> &str {
    let from = sentence.len().saturating_sub(LOOK_BACK);
    if from == 0 {
        return sentence;
    }
    let window = (from..sentence.len()).find_map(|at| sentence.get(at..));
    let window = window.unwrap_or_default();
    match window.split_once(char::is_whitespace) {
        Some((_, whole_words)) => whole_words,
        None => window,
    }
}

/// `word` without the quotes, brackets and signs before it.
fn trim_opening(word: &str) -> &str {
    word.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '§')
}

/// What stands after a stop and its white space.
pub(super) struct After<'a> {
    pub(super) opening: Opening,
    /// Whether it opens with a bracket.
    pub(super) is_bracketed: bool,
    /// The first word, with its full stop if it has one.
    pub(super) word: &'a str,
    /// Whether it opens with the number of a house: one that nothing is counted with, as `5.`, `12,`
    /// or `7 B`.
    pub(super) is_house_number: bool,
}

/// What the text after a stop opens with, behind quotes, brackets and dashes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    Upper,
    Lower,
    /// A name that begins with a small letter or a sign: `iPhone`, `@kommunen`.
    Mixed,
    Digit,
    /// Punctuation that does not open anything: `, ; : )` or another stop.
    Continuation,
    /// A symbol, or a letter without case.
    Other,
}

impl<'a> After<'a> {
    pub(super) fn read(text: &'a str, from: usize) -> Self {
        let rest = slice(text, &(from..text.len()));
        let content = without_openers(rest);
        Self {
            opening: Opening::read(content),
            is_bracketed: rest.starts_with(['(', '[', '{']),
            word: first_word(content),
            is_house_number: opens_with_house_number(content),
        }
    }
}

impl Opening {
    fn read(content: &str) -> Self {
        let mut characters = content.chars();
        let Some(first) = characters.next() else {
            return Self::Other;
        };
        if is_mark(first) {
            // `.NET` and `…Og` open with a word, `... og` does not.
            let beyond = characters
                .take(MOST_OPENERS)
                .find(|c| !is_mark(*c))
                .filter(|c| c.is_alphanumeric());
            return beyond.map_or(Self::Continuation, Self::of);
        }
        if first == '§' || opens_with_list_mark(content) {
            return Self::Upper;
        }
        if first == '@' || is_mixed(first_word(content)) {
            return Self::Mixed;
        }
        Self::of(first)
    }

    fn of(c: char) -> Self {
        if c.is_uppercase() {
            Self::Upper
        } else if c.is_lowercase() {
            Self::Lower
        } else if c.is_numeric() {
            Self::Digit
        } else if matches!(c, ',' | ';' | ':' | ')' | ']' | '}' | '%' | '/') {
            Self::Continuation
        } else {
            Self::Other
        }
    }
}

/// Whether `content` opens with the mark of a list item: `b) ` or `iv) `.
fn opens_with_list_mark(content: &str) -> bool {
    let mark = first_word(content).strip_suffix(')');
    mark.is_some_and(|mark| is_lone_letter(mark) || is_roman(mark))
}

fn opens_with_house_number(content: &str) -> bool {
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    let rest = content.get(digits..).unwrap_or_default();
    let next = rest.trim_start_matches(' ');
    let mut next = next.chars();
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let is_end = match next.next() {
        Some(letter) if letter.is_alphabetic() => letter.is_uppercase() && ends(next.next()),
        after => ends(after),
    };
    (1..=3).contains(&digits) && is_end
}

/// `text` without the characters that may open a sentence; with all when there are too many.
fn without_openers(text: &str) -> &str {
    text.char_indices()
        .take(MOST_OPENERS)
        .find(|(_, c)| !is_opener(*c))
        .and_then(|(at, _)| text.get(at..))
        .unwrap_or(text)
}

/// The first word of `text` without punctuation after it, a full stop excepted.
fn first_word(text: &str) -> &str {
    let end = text
        .char_indices()
        .take(LOOK_AHEAD)
        .find(|(_, c)| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '?' | '!'))
        .map_or_else(
            || {
                text.char_indices()
                    .nth(LOOK_AHEAD)
                    .map_or(text.len(), |(at, _)| at)
            },
            |(at, _)| at,
        );
    text.get(..end).unwrap_or_default()
}
