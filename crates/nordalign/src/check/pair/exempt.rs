//! Names and words that are the same in every language.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::check::pair::classified::Classified;
use crate::check::pair::documents::Pair;
use crate::check::state::State;

/// Words that may stay untranslated; each entry has one word or several.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Exempt {
    phrases: BTreeSet<Vec<String>>,
    /// How many words they have.
    lengths: BTreeSet<usize>,
}

impl Exempt {
    pub(crate) fn add(&mut self, phrase: &str) {
        let words = words(phrase);
        if !words.is_empty() {
            self.lengths.insert(words.len());
            self.phrases.insert(words);
        }
    }

    /// Whether `text` consists of exempt words.
    fn is_all(&self, text: &str) -> bool {
        let words = words(text);
        let mut rest = words.as_slice();
        while let Some(first) = rest.first() {
            // The longest is tried first.
            let mut lengths = self.lengths.iter().rev();
            let phrase = lengths.find(|&&length| {
                let begin = rest.get(..length);
                begin.is_some_and(|begin| self.phrases.contains(begin))
            });
            let length = match phrase {
                Some(&length) => length,
                None if first.chars().any(char::is_alphabetic) => return false,
                None => 1,
            };
            rest = rest.get(length..).unwrap_or_default();
        }
        !words.is_empty()
    }

    /// Counts units that consist of exempt words as translated.
    pub(crate) fn apply(&self, pair: &Pair, classified: &mut Classified) {
        if self.phrases.is_empty() {
            return;
        }
        for joined in &mut classified.joined {
            let untranslated = matches!(joined.state, State::Copied | State::WrongLanguage);
            if untranslated && self.is_all(&pair.target.prose(&joined.target)) {
                joined.state = State::Translated;
                joined.language = None;
                for &unit in &joined.source {
                    if let Some(state) = classified.source.get_mut(unit) {
                        *state = State::Translated;
                    }
                }
            }
        }
    }
}

fn words(text: &str) -> Vec<String> {
    text.unicode_words().map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_text_of_nothing_but_exempt_words_is_exempt() {
        let mut exempt = Exempt::default();
        for phrase in ["Nordvind", "Nordvind Havn Pro", "båtplats"] {
            exempt.add(phrase);
        }
        for text in ["Nordvind", "nordvind – båtplats 12", "Nordvind Havn Pro"] {
            assert!(exempt.is_all(text), "{text}");
        }
        for text in ["Nordvind Havn", "Nordvind i Bergen", "", "båtplatser"] {
            assert!(!exempt.is_all(text), "{text}");
        }
    }
}
