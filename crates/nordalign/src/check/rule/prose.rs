//! Prose in code font, as for emphasis: `19 sept 2024` and `19. sept. 2024`.

use crate::check::rule::localised::odds_against_english;
use crate::check::text::is_quote;
use crate::lang::Lang;
use crate::language::{has_letter_of, month};

/// Whether two code spans read as words of our languages, or as sentences, and have the same digits.
/// A single word in plain letters may be the program's.
pub(super) fn is_same_prose(source: &str, target: &str) -> bool {
    let sides = [source, target];
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let are_ours = || sides.iter().all(|text| is_ours(text));
    let are_sentences = || sides.iter().all(|text| is_sentence(text));
    sides.iter().all(|text| reads_as_prose(text))
        && (are_ours() || are_sentences())
        && sides
            .iter()
            .any(|text| text.contains(' ') || has_own_letter(text))
        && digits(source) == digits(target)
}

/// The fewest words of a sentence.
const SENTENCE: usize = 4;

/// Whether `text` begins as a sentence does, which commands do not.
fn is_sentence(text: &str) -> bool {
    let text = text.trim_start_matches(is_quote);
    text.starts_with(char::is_uppercase) && text.split_whitespace().count() >= SENTENCE
}

/// Whether `code` is words and numbers, without the signs of code.
fn reads_as_prose(code: &str) -> bool {
    let is_sign = |c: char| !c.is_alphanumeric();
    code.split_whitespace().all(|word| {
        let inner = word.trim_matches(is_sign);
        let is_word = |part: &str| part.chars().all(|c| c.is_alphabetic() || "-'’".contains(c));
        let is_counted = || {
            let parts = inner.split_once('-');
            parts.is_some_and(|(number, unit)| {
                number.chars().all(|c| c.is_ascii_digit()) && is_word(unit)
            })
        };
        let is_letters = is_word(inner) || is_counted();
        let is_number = inner
            .chars()
            .all(|c| c.is_ascii_digit() || ",.:".contains(c));
        let has_inner_capital = inner.split('-').any(|part| {
            part.chars().skip(1).any(char::is_uppercase) && part.contains(char::is_lowercase)
        });
        (is_letters || is_number)
            && !has_inner_capital
            && word
                .chars()
                .filter(|&c| is_sign(c))
                .all(|c| PROSE.contains(c))
            && (inner.is_empty() || !word.starts_with(['-', '/', '.']))
    })
}

/// The signs that prose has.
const PROSE: &str = ".,:;!?%’'”“\"()-–/+&§°$€";

/// Whether words are likelier in one of our languages than in English.
fn is_ours(text: &str) -> bool {
    has_own_letter(text)
        || text
            .split(|c: char| !c.is_alphabetic())
            .any(|word| month(word).is_some())
        || odds_against_english(text) > 0.0
}

/// Whether `text` has a letter that English lacks.
fn has_own_letter(text: &str) -> bool {
    Lang::ALL.iter().any(|&lang| has_letter_of(text, lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_code_font_are_translated() {
        for (source, target) in [
            ("ej återköpbara biljetter", "ikke-refunderbare billetter"),
            ("24 aug 2025", "24. aug. 2025"),
            ("4,5 % per köp", "4,5 % pr. køb"),
            ("avgång / ankomst", "avgang / ankomst"),
            ("första-klass", "førsteklasse"),
            ("boka resa på 2 dagar", "bestil en 2-dages rejse"),
            (
                "\"Du svarar på frågor om tåg.\"",
                "\"You answer questions about trains.\"",
            ),
            (
                "Hur bokar jag hos SJ-ombud?",
                "How do I book at an SJ-agent?",
            ),
        ] {
            assert!(is_same_prose(source, target), "{source} {target}");
            assert!(is_same_prose(target, source), "{target} {source}");
        }
    }

    #[test]
    fn commands_names_and_other_numbers_are_not() {
        for (source, target) in [
            ("npm run build", "npm run bygg"),
            ("24 aug 2025", "25. aug. 2025"),
            ("antal", "antall"),
            ("--språk sv", "--språk nb"),
            ("max_antal = 3", "maks_antall = 3"),
            ("läs.txt", "les.txt"),
        ] {
            assert!(!is_same_prose(source, target), "{source} {target}");
        }
    }
}
