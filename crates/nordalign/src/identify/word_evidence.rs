//! The evidence of the words of a text, one by one, for a text in a document whose language is
//! known: more than one odd word must show that the text is in another.

use crate::lang::Lang;
use crate::language::LETTERS;

use super::patterns::{self, UNIT};
use super::words::{Word, each_word};
use super::{CLASSES, Language, PARTS, add};

/// The evidence of the words of a text for its language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordEvidence {
    /// How many words are evidence for a language.
    words: usize,
    /// How many are likeliest in none of our languages: English, and names.
    foreign: usize,
    /// How many are clearly likelier in one of our languages than in any other.
    ours: usize,
    /// The odds of each of our languages against the document's, in nats. Foreign words do not
    /// count.
    odds: [f64; Lang::COUNT],
    /// Whether a word, which begins small and is no name, has a letter that the language writes and
    /// the document's does not.
    letters: [bool; Lang::COUNT],
}

/// No word counts more than this, in nats, unless it has a letter that is not used in the
/// document's language: two words are needed to be sure.
const MOST: f64 = 4.5;

/// Words with lower odds than this, in nats, are not counted, because even many of them would be no
/// evidence. For a word with a capital, which may be a name, the limit is higher.
const LEAST: f64 = 0.5;
const LEAST_OF_CAPITALS: f64 = 2.0;

/// A word is clearly likelier in our languages from these odds on, in nats.
const CLEAR: f64 = 1.0;

impl WordEvidence {
    /// The evidence of `text`, in a document in `lang`.
    pub(crate) fn new(text: &str, lang: Lang) -> Self {
        let patterns = patterns::standard();
        let mut evidence = WordEvidence {
            words: 0,
            foreign: 0,
            ours: 0,
            odds: [0.0; Lang::COUNT],
            letters: [false; Lang::COUNT],
        };
        each_word(text, |word| {
            let mut sums = [0; CLASSES.len()];
            add(&mut sums, patterns, word);
            evidence.take(word, &sums, lang);
        });
        evidence
    }

    fn take(&mut self, word: &Word, sums: &[i64; CLASSES.len()], lang: Lang) {
        let nats = |of: &dyn Fn(Language) -> bool| {
            let classes = CLASSES.iter().zip(sums);
            let sums = classes
                .filter(|(class, _)| of(**class))
                .map(|(_, sum)| *sum);
            sums.max().unwrap_or(0) as f64 / f64::from(UNIT * PARTS)
        };
        let is = |lang: Lang| move |class: Language| class.lang() == Some(lang);
        let foreign = nats(&|class| matches!(class, Language::En | Language::Other));
        let ours = nats(&|class| class.lang().is_some());
        for &other in Lang::ALL {
            self.letters[other.index()] |= !word.capital && has_letter_of(word, other, lang);
        }
        self.words += 1;
        self.ours += usize::from(ours - foreign >= CLEAR);
        if foreign > ours {
            self.foreign += 1;
            return;
        }
        let least = match word.capital {
            true => LEAST_OF_CAPITALS,
            false => LEAST,
        };
        for &other in Lang::ALL {
            let odds = nats(&is(other)) - nats(&is(lang));
            let sure = has_letter_of(word, other, lang) || has_letter_of(word, lang, other);
            self.odds[other.index()] += match sure {
                true => odds,
                false if odds.abs() < least => 0.0,
                false => odds.min(MOST),
            };
        }
    }

    /// The one of our languages that the text is likelier in than in its document's, and the odds
    /// in nats; `None` if few words of the text are clearly in one of them.
    pub(crate) fn nearest(&self) -> Option<(Lang, f64)> {
        if 2 * self.foreign >= self.words || 3 * self.ours < self.words {
            return None;
        }
        let odds = Lang::ALL
            .iter()
            .map(|&lang| (lang, self.odds[lang.index()]));
        odds.max_by(|a, b| a.1.total_cmp(&b.1))
            .filter(|(_, odds)| *odds > 0.0)
    }

    /// Whether the letters of a word are those of `lang` and not of the document's language.
    pub(crate) fn has_letters_of(&self, lang: Lang) -> bool {
        self.letters[lang.index()]
    }
}

/// Whether `word` has a letter that `lang` has and `other` has not.
fn has_letter_of(word: &Word, lang: Lang, other: Lang) -> bool {
    word.pieces()
        .any(|letter| LETTERS.contains_in(lang, letter) && !LETTERS.contains_in(other, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest(text: &str, lang: Lang) -> Option<Lang> {
        let nearest = WordEvidence::new(text, lang).nearest();
        nearest
            .filter(|(_, odds)| *odds > 5.0)
            .map(|(lang, _)| lang)
    }

    #[test]
    fn a_short_text_with_two_words_of_another_language_is_in_that() {
        use Lang::{Da, Nb, Sv};
        assert_eq!(nearest("Ändra inställningarna", Nb), Some(Sv));
        assert_eq!(nearest("Oprette en hverdagsaftale", Nb), Some(Da));
        assert_eq!(nearest("Hva skjer når betalingen uteblir?", Da), Some(Nb));
    }

    #[test]
    fn one_odd_word_or_english_words_in_a_text_do_not_change_its_language() {
        use Lang::{Da, Nb, Sv};
        for (text, lang) in [
            ("Rediger og annuller betalinger", Nb),
            ("Kommandoen heter docker stop", Nb),
            ("Kart over landsbyen", Da),
            ("Byt till mörkt läge i Settings", Sv),
            ("docker stop", Nb),
            ("Göteborg", Da),
        ] {
            assert_eq!(nearest(text, lang), None, "{text}");
        }
    }
}
