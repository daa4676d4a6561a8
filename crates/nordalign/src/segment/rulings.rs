//! Whether a sentence ends at a stop.

use crate::language::CONJUNCTIONS;

use super::abbreviations::{Abbreviations, Class, Role, without_full_stop};
use super::context::{After, Before, Opening};
use super::stops::{Stop, slice};
use super::word_shape::{is_initials, is_lone_letter, is_number, is_ordinal_sized, is_roman};

/// Whether the sentence that began at byte `start` ends at `stop`.
pub(super) fn ends_sentence(
    known: &Abbreviations,
    text: &str,
    start: usize,
    stop: &Stop,
    is_proposed: bool,
) -> bool {
    if stop.tail == stop.next {
        // Without white space it is inside a number, an address or a file name.
        return false;
    }
    if stop.next == text.len() {
        return true;
    }
    let before = Before::read(text, start, stop);
    let after = After::read(text, stop.next);
    let marks = slice(text, &stop.marks);
    ruling(known, marks, &before, &after).unwrap_or(is_proposed)
}

/// Whether a sentence ends at `marks`, between `before` and `after`; `None` leaves it to UAX #29.
fn ruling(known: &Abbreviations, marks: &str, before: &Before, after: &After) -> Option<bool> {
    match after.opening {
        Opening::Lower | Opening::Continuation => return Some(false),
        Opening::Upper | Opening::Mixed | Opening::Digit | Opening::Other => {}
    }
    // A full stop alone between spaces is a part of a spaced ellipsis.
    if marks == "." && !before.is_detached {
        return full_stop_ruling(known, before, after);
    }
    if marks.chars().all(|c| matches!(c, '.' | '…')) {
        return Some(after.opening == Opening::Upper);
    }
    if before.is_bracket_open {
        // A mark alone in brackets comments on a word: `en billig (!) Volvo`.
        return Some(false);
    }
    plain_ruling(after)
}

/// The ruling on a single full stop.
fn full_stop_ruling(known: &Abbreviations, before: &Before, after: &After) -> Option<bool> {
    if is_enumeration(known, before.sentence) || known.spans(before, after) {
        return Some(false);
    }
    if is_number(before.word) {
        return number_ruling(known, before, after);
    }
    if is_lone_letter(before.word) && takes_letter(known, before, after) {
        return plain_ruling(after);
    }
    if is_initials(before.word) {
        return Some(starts_after_name(known, after));
    }
    match known.class(before) {
        Some(Class::Inside) => Some(false),
        Some(Class::Title) => Some(starts_after_name(known, after)),
        Some(Class::Either) => Some(starts_after_amount(known, after)),
        Some(Class::Number) if before.is_bracketed || is_numbering(after) => Some(false),
        Some(Class::Street) if after.is_house_number => Some(false),
        None if after.opening == Opening::Digit && is_clipped(before) => Some(false),
        Some(Class::Number | Class::Street) | None => plain_ruling(after),
    }
}

/// Whether a sentence starts after what may stand in a name: initials, a title.
fn starts_after_name(known: &Abbreviations, after: &After) -> bool {
    // `J. I. Hansen` goes on, though `i` starts sentences.
    !after.word.ends_with('.') && known.has_role(after.word, Role::Starter)
}

/// Whether the word before is an abbreviation that nobody listed: it has no vowel, and is no unit.
fn is_clipped(before: &Before) -> bool {
    let is_consonant = |c: char| c.is_lowercase() && !"aeiouyåäöæøéè".contains(c);
    !before.word.is_empty()
        && before.word.chars().all(is_consonant)
        && !is_number(before.earlier[0])
}

/// The ruling after an ordinary word.
fn plain_ruling(after: &After) -> Option<bool> {
    match after.opening {
        Opening::Upper | Opening::Mixed | Opening::Digit => Some(true),
        Opening::Lower | Opening::Continuation => Some(false),
        Opening::Other => None,
    }
}

/// The ruling after a number, which may be an ordinal: `17. mai`, `i 2022. Året etter`.
fn number_ruling(known: &Abbreviations, before: &Before, after: &After) -> Option<bool> {
    let is_short = is_ordinal_sized(before.word);
    let continues_date = is_short && after.opening == Opening::Digit;
    let is_ordinal = is_short && known.has_role(after.word, Role::Ordinal);
    if continues_date || is_ordinal {
        return Some(false);
    }
    plain_ruling(after)
}

/// Whether a sentence starts after an abbreviation that may end one.
fn starts_after_amount(known: &Abbreviations, after: &After) -> bool {
    after.opening == Opening::Upper
        && !after.is_bracketed
        && !is_letter_mark(after)
        && !known.has_role(after.word, Role::Unit)
        && known.spelled(after.word) != Some(Class::Either)
}

/// Whether `sentence`, all that precedes the stop, is only the mark of an enumeration: `1`, `b`, `IV`,
/// `§ 12 a`, `Stk. 2`, `• 3`.
fn is_enumeration(known: &Abbreviations, sentence: Option<&str>) -> bool {
    let Some(sentence) = sentence else {
        return false;
    };
    let mut is_numbered = false;
    for token in sentence.split_whitespace() {
        let word = token.trim_matches(|c: char| !c.is_alphanumeric() && c != '§');
        is_numbered = is_enumerator(word);
        let is_mark = is_numbered || word.is_empty() || known.has_role(word, Role::Mark);
        if !is_mark || token.ends_with(',') {
            return false;
        }
    }
    is_numbered
}

fn is_enumerator(word: &str) -> bool {
    let is_year = word.len() > 3 && word.bytes().all(|b| b.is_ascii_digit());
    (is_number(word) && !is_year) || is_lone_letter(word) || is_roman(word)
}

/// Whether the words before a single letter mean that the letter names something and is not an
/// initial: `vitamin C`, `§ 5 a`, `svaret är A`, `avdelning A och B`.
fn takes_letter(known: &Abbreviations, before: &Before, after: &After) -> bool {
    let [owner, earlier] = before.earlier;
    // `NJA 1999 s. 5` has a page after the year.
    let is_numbered = is_number(owner) && after.opening == Opening::Upper;
    let is_joined = CONJUNCTIONS.contains(owner) && is_lone_letter(earlier.trim_end_matches(','));
    let is_told = known.has_role(owner, Role::Copula) && known.has_role(earlier, Role::Letter);
    is_numbered || is_joined || is_told || known.has_role(owner, Role::Letter)
}

/// Whether what follows is a number: `fig. 3`, `kap. IV`.
fn is_numbering(after: &After) -> bool {
    // A lone I is the preposition, at the start of a sentence.
    let is_roman_number = is_roman(without_full_stop(after.word)) && after.word != "I";
    after.opening == Opening::Digit || is_roman_number || is_letter_mark(after)
}

/// Whether what follows is a letter that names something: `bil. A`, `Kbh. K`. `I` and `Å` are words.
fn is_letter_mark(after: &After) -> bool {
    let letter = without_full_stop(after.word);
    letter != "I" && letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_uppercase())
}
