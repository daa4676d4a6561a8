//! What tells a text in English from one in a language of ours with English terms in it.

use unicode_segmentation::UnicodeSegmentation;

use crate::check::text::is_quote;
use crate::identify::{Language, log_odds};
use crate::lang::Lang;
use crate::language::morphology::Grammar;
use crate::language::{ENGLISH, has_letter_of};
use crate::normalize::{Folder, Lexicon};

/// Whether a text in a document in `lang`, which looks English, is in `lang` for all that: its
/// grammar is that of `lang`, or it has nothing but terms of English and words of its own.
pub(super) fn is_own_with_terms(text: &str, lang: Lang) -> bool {
    has_own_grammar(text, lang) || has_own_words(text, lang)
}

/// Whether the function words of a text, and those with letters that English lacks, are those of
/// `lang` rather than of English: the rest may be terms and names.
fn has_own_grammar(text: &str, lang: Lang) -> bool {
    let (mut own, mut english) = (0, 0);
    for word in text.unicode_words() {
        if is_needed_in_english(word) {
            english += 1;
        } else if word.starts_with(char::is_lowercase) && has_letter_of(word, lang)
            || is_function_word(word, lang)
        {
            own += 1;
        }
    }
    own > 0 && 2 * own >= english
}

/// Whether a text, beside what it quotes, has none of the words that English needs, and one that
/// English has not: *Brug memory mapping*, *Intelligent model-routing*.
fn has_own_words(text: &str, lang: Lang) -> bool {
    let text = without_quotations(text);
    let is_ours = |word: &str| Grammar::of(lang).is_stop(&word.to_lowercase());
    let english = |word: &str| is_needed_in_english(word) && !is_ours(word);
    if text.unicode_words().any(english) {
        return false;
    }
    let mut words = text.unicode_words().enumerate();
    // The first word has a capital also where it is no name.
    let may_tell = |at: usize, word: &str| at == 0 || word.starts_with(char::is_lowercase);
    words.any(|(at, word)| may_tell(at, word) && is_own_word(word, lang))
        || ends_in_compound(&text, lang)
}

/// The odds of `lang` against English, in nats, from which on a word is one of `lang`.
const OWN: f64 = 1.5;

/// Words with fewer letters tell too little, and may be names.
const FEWEST_LETTERS: usize = 4;

fn is_own_word(word: &str, lang: Lang) -> bool {
    let word = word.to_lowercase();
    word.chars().count() >= FEWEST_LETTERS
        && !is_needed_in_english(&word)
        && log_odds(&word, Language::of(lang), Language::En) >= OWN
}

/// The fewest letters before the hyphen of a compound, and after it: `sign-in` is English.
const PARTS: (usize, usize) = (3, 4);

/// Whether a phrase of the text ends in a compound with a hyphen. English puts two words there
/// (*model routing*), and a hyphen where a third one follows (*location-based detection*).
fn ends_in_compound(text: &str, lang: Lang) -> bool {
    let mut chunks = text.split_whitespace().peekable();
    while let Some(chunk) = chunks.next() {
        let compound = chunk.trim_matches(|c: char| !c.is_alphanumeric());
        let is_last = !chunk.ends_with(char::is_alphanumeric)
            || chunks.peek().is_none_or(|next| {
                !next.starts_with(char::is_alphanumeric) || is_function_word(next, lang)
            });
        if is_last && is_compound(compound) {
            return true;
        }
    }
    false
}

fn is_compound(word: &str) -> bool {
    let has = |part: &str, fewest: usize| {
        part.chars().count() >= fewest && part.chars().all(char::is_alphabetic)
    };
    word.rsplit_once('-').is_some_and(|(first, last)| {
        let first = first.rsplit('-').next().unwrap_or(first);
        has(first, PARTS.0) && has(last, PARTS.1) && last.starts_with(char::is_lowercase)
    })
}

/// Whether hardly any English sentence does without the word.
fn is_needed_in_english(word: &str) -> bool {
    ENGLISH.contains(word.to_lowercase().as_str())
}

fn is_function_word(word: &str, lang: Lang) -> bool {
    let entry = Lexicon::standard().find(lang, Folder::default().fold(word));
    entry.is_some_and(|entry| entry.function)
}

/// `text` without what stands between quotation marks.
fn without_quotations(text: &str) -> String {
    let parts: Vec<&str> = text.split(is_quote).collect();
    // Else one has no partner.
    let are_pairs = parts.len() % 2 == 1;
    let step = if are_pairs { 2 } else { 1 };
    let kept: Vec<&str> = parts.into_iter().step_by(step).collect();
    kept.join(" ")
}

/// `text` without names that are put together with words: `Finance-apps`, `M-key`.
pub(super) fn without_compound_names(text: &str) -> String {
    let is_name = |word: &&str| {
        let parts = word
            .split('-')
            .filter(|part| part.contains(char::is_alphabetic));
        let (capital, small): (Vec<&str>, Vec<&str>) =
            parts.partition(|part| part.contains(char::is_uppercase));
        !capital.is_empty() && !small.is_empty()
    };
    let words = text.split_whitespace().filter(|word| !is_name(word));
    words.collect::<Vec<&str>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_terms_beside_words_of_its_own_are_in_its_own_language() {
        for (text, lang) in [
            ("Brug memory mapping", Lang::Da),
            ("Fuld workspace-layout + backup-guide", Lang::Da),
            ("Intelligent model-routing", Lang::Da),
            ("Klikk «Generate a new client secret»", Lang::Nb),
            ("Stödda channel managers", Lang::Sv),
        ] {
            assert!(has_own_words(text, lang), "{text}");
        }
    }

    #[test]
    fn english_is_not_in_its_own_language() {
        for text in [
            "Token not found",
            "Geolocation-based currency detection",
            "User sign-in",
            "Kapitel 4. What to do if you are stuck",
            "Frontend checkout pricing table",
        ] {
            assert!(!has_own_words(text, Lang::Da), "{text}");
        }
    }
}
