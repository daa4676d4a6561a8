//! Which language a text is written in.
//!
//! A log-linear model over pieces of words: every word adds the weights that its letters, its runs
//! of letters and the whole word have for each language in the table `patterns.txt`. All sums are
//! of whole numbers.

#[cfg(feature = "learn")]
pub mod learn;
mod patterns;
mod word_evidence;
mod words;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::score::math::exp;
use crate::span::floor_boundary;

use patterns::{Patterns, UNIT};
use words::{Word, each_word};

pub(crate) use word_evidence::WordEvidence;

/// What [`identify`] can answer.
///
/// ```
/// use nordalign::{Lang, Language};
/// assert_eq!(Language::Nb.lang(), Some(Lang::Nb));
/// assert_eq!(Language::Unsure.to_string(), "unsure");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Language {
    /// Swedish.
    Sv,
    /// Norwegian Bokmål.
    Nb,
    /// Danish.
    Da,
    /// Norwegian Nynorsk.
    Nn,
    /// English.
    En,
    /// Any other language.
    Other,
    /// There is too little evidence, or two languages fit about equally well.
    Unsure,
}

impl Language {
    /// The BCP 47 tag: `sv`, `nb`, `da`, `nn` or `en`; else `other` or `unsure`.
    ///
    /// ```
    /// assert_eq!(nordalign::Language::Nn.code(), "nn");
    /// ```
    pub fn code(self) -> &'static str {
        match self {
            Language::Sv => "sv",
            Language::Nb => "nb",
            Language::Da => "da",
            Language::Nn => "nn",
            Language::En => "en",
            Language::Other => "other",
            Language::Unsure => "unsure",
        }
    }

    /// The English name, for messages: `Swedish`, `Norwegian Nynorsk`, `another language`.
    ///
    /// ```
    /// assert_eq!(nordalign::Language::En.name(), "English");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Language::Nn => "Norwegian Nynorsk",
            Language::En => "English",
            Language::Other => "another language",
            Language::Unsure => "no language clearly",
            Language::Sv | Language::Nb | Language::Da => self.lang().map_or("", Lang::name),
        }
    }

    /// The language that `lang` is.
    pub(crate) fn of(lang: Lang) -> Self {
        let is = |class: &&Language| class.lang() == Some(lang);
        // Every one of them has a class, as a test makes sure.
        CLASSES.iter().find(is).copied().unwrap_or(Language::Unsure)
    }

    /// The language, where it is one that nordalign aligns.
    ///
    /// ```
    /// assert_eq!(nordalign::Language::En.lang(), None);
    /// ```
    pub fn lang(self) -> Option<Lang> {
        let code = self.code();
        Lang::ALL.iter().copied().find(|lang| lang.code() == code)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// What [`identify`] found.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Identified {
    /// The language, or that it is not clear.
    pub language: Language,
    /// The probability of the likeliest language, 0 to 1, rounded to four decimals: of texts with
    /// 0.7, about 70 in 100 are in that language. It is given with [`Language::Unsure`] too, to
    /// show how near it was; it is 0 for a text without words.
    pub score: f64,
}

impl Identified {
    /// The language, where it is clearly another than `lang`: with a score of 0.95 or more.
    ///
    /// ```
    /// use nordalign::{Lang, Language, identify};
    /// let found = identify("Jag vet inte vad som hände efter mötet.");
    /// assert_eq!(found.other_than(Lang::Nb), Some(Language::Sv));
    /// assert_eq!(found.other_than(Lang::Sv), None);
    /// ```
    pub fn other_than(&self, lang: Lang) -> Option<Language> {
        let clearly = self.clearly();
        clearly.filter(|language| language.lang() != Some(lang))
    }

    /// The language, where it is clear: with a score of 0.95 or more.
    ///
    /// ```
    /// use nordalign::{Language, identify};
    /// let found = identify("Jag vet inte vad som hände efter mötet.");
    /// assert_eq!(found.clearly(), Some(Language::Sv));
    /// assert_eq!(identify("Hej").clearly(), None);
    /// ```
    pub fn clearly(&self) -> Option<Language> {
        let is_clear = self.language != Language::Unsure && self.score >= CLEARLY;
        is_clear.then_some(self.language)
    }
}

/// Which language `text` is written in, by its first 10,000 bytes: sv, nb, da, nn, en, another, or
/// that it is not clear.
///
/// Numbers, addresses, options and other words that look like code are skipped, and words with a
/// capital count less, since they may be names. A text that is right in two languages (`Alle
/// mennesker er født frie`) is [`Language::Unsure`]; so is one whose likeliest language has a
/// probability below 0.6, or below 0.95 if that is English or another language, as names of
/// products look like them. The same text gets the same answer on every machine.
///
/// ```
/// use nordalign::{Language, identify};
/// let found = identify("Jeg vet ikke hva som skjedde etter møtet.");
/// assert_eq!(found.language, Language::Nb);
/// assert!(found.score > 0.9);
/// assert_eq!(identify("Alle mennesker er født frie").language, Language::Unsure);
/// assert_eq!(identify("2024-03-01").score, 0.0);
/// ```
pub fn identify(text: &str) -> Identified {
    let patterns = patterns::standard();
    let mut sums = [0i64; CLASSES.len()];
    let mut words = 0;
    each_word(&text[..floor_boundary(text, BYTES)], |word| {
        words += 1;
        add(&mut sums, patterns, word);
    });
    if words == 0 {
        return Identified {
            language: Language::Unsure,
            score: 0.0,
        };
    }
    let (place, probability) = likeliest(sums);
    let language = CLASSES[place];
    let needed = match language {
        Language::En | Language::Other => CLEARLY,
        _ => LIKELY,
    };
    Identified {
        language: if probability < needed {
            Language::Unsure
        } else {
            language
        },
        score: (probability * 1e4).round() / 1e4,
    }
}

/// How much likelier `text` is in `one` language than in the `other`: the natural logarithm of the
/// odds, 0 without evidence.
pub(crate) fn log_odds(text: &str, one: Language, other: Language) -> f64 {
    let patterns = patterns::standard();
    let mut sums = [0i64; CLASSES.len()];
    each_word(&text[..floor_boundary(text, BYTES)], |word| {
        add(&mut sums, patterns, word);
    });
    let sum = |language| {
        let place = CLASSES.iter().position(|&class| class == language);
        place.map_or(0, |place| sums[place])
    };
    (sum(one) - sum(other)) as f64 / f64::from(UNIT * PARTS)
}

/// How much of a text [`identify`] reads, in bytes.
const BYTES: usize = 10_000;

/// How probable one of the Scandinavian languages must be.
const LIKELY: f64 = 0.6;

/// How probable any other must be, and one that a text should not be in.
const CLEARLY: f64 = 0.95;

/// The languages that patterns have weights for, in the order of their columns.
const CLASSES: [Language; 6] = [
    Language::Sv,
    Language::Nb,
    Language::Da,
    Language::Nn,
    Language::En,
    Language::Other,
];

/// Weights are counted in fourths.
const PARTS: i32 = 4;

/// How many parts of the weight of `piece` count in `word`. A whole word is better evidence than
/// its pieces. A word with a capital may be a name, whose spelling is no evidence for the language
/// around it.
fn parts(word: &Word, piece: &str) -> i32 {
    match (word.is_whole(piece), word.capital) {
        (true, false) => 2 * PARTS,
        (true, true) | (false, false) => PARTS,
        (false, true) => 1,
    }
}

/// Adds the weights of `word` for each of [`CLASSES`], in parts of a unit.
fn add(sums: &mut [i64; CLASSES.len()], patterns: &Patterns, word: &Word) {
    for piece in word.pieces() {
        if let Some(weights) = patterns.get(piece) {
            let parts = parts(word, piece);
            for (sum, &weight) in sums.iter_mut().zip(weights) {
                *sum += i64::from(i32::from(weight) * parts);
            }
        }
    }
}

/// Which of [`CLASSES`] has the highest of `sums`, the first if several have, and its probability.
fn likeliest(sums: [i64; CLASSES.len()]) -> (usize, f64) {
    let unit = f64::from(UNIT * PARTS);
    let best = sums.iter().copied().max().unwrap_or(0);
    let place = sums.iter().position(|&sum| sum == best).unwrap_or(0);
    let odds = sums.map(|sum| exp((sum - best) as f64 / unit));
    (place, 1.0 / odds.iter().sum::<f64>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(text: &str) -> Language {
        identify(text).language
    }

    #[test]
    fn each_of_our_languages_is_a_class() {
        for &lang in Lang::ALL {
            assert_eq!(Language::of(lang).lang(), Some(lang));
        }
    }

    #[test]
    fn sentences_get_their_language() {
        let cases = [
            (
                Language::Sv,
                "Barnen hade byggt en koja i skogen, men ingen visste var den låg.",
            ),
            (
                Language::Nb,
                "Barna hadde bygd en hytte i skogen, men ingen visste hvor den lå.",
            ),
            (
                Language::Da,
                "Børnene havde bygget en hule i skoven, men ingen vidste, hvor den lå.",
            ),
            (
                Language::Nn,
                "Borna hadde bygt ei hytte i skogen, men ingen visste kvar ho låg.",
            ),
            (
                Language::En,
                "The children had built a hut in the woods, but nobody knew where.",
            ),
        ];
        for (expected, text) in cases {
            let found = identify(text);
            assert_eq!(found.language, expected, "{text}");
            assert!(found.score > 0.9, "{text}: {}", found.score);
        }
    }

    #[test]
    fn other_languages_are_not_taken_for_ours() {
        for text in [
            "Die Kinder hatten im Wald eine Hütte gebaut, aber niemand wusste, wo sie war.",
            "De kinderen hadden in het bos een hut gebouwd, maar niemand wist waar.",
            "Les enfants avaient construit une cabane dans la forêt.",
            "Lapset olivat rakentaneet metsään majan, mutta kukaan ei tiennyt, missä se oli.",
            "Börnin höfðu byggt kofa í skóginum en enginn vissi hvar hann var.",
            "Børnini høvdu bygt eina smáttu í skóginum, men eingin visti, hvar hon var.",
            "Dzieci zbudowały w lesie szałas, ale nikt nie wiedział gdzie.",
            "Дети построили в лесу шалаш.",
            "Τα παιδιά έφτιαξαν μια καλύβα στο δάσος.",
            "孩子们在树林里盖了一间小屋。",
        ] {
            assert_eq!(language(text), Language::Other, "{text}");
        }
    }

    #[test]
    fn a_text_that_is_correct_in_two_languages_is_unsure() {
        assert_eq!(language("Alle mennesker er født frie"), Language::Unsure);
        assert_eq!(language("Hun bor her, og alle er hjemme"), Language::Unsure);
    }

    #[test]
    fn a_name_is_in_no_language() {
        assert_eq!(
            language("Microsoft Dynamics 365 Business Central"),
            Language::Unsure
        );
        assert_eq!(language("Windows Server 2022 Standard"), Language::Unsure);
    }

    #[test]
    fn names_and_commands_in_a_sentence_do_not_change_its_language() {
        let text = "Öppna Visual Studio Code, kör `npm install --save-dev typescript` och starta om servern.";
        assert_eq!(language(text), Language::Sv);
        let text =
            "Klikk på File > Save as, og velg deretter Power BI Desktop i listen over programmer.";
        assert_eq!(language(text), Language::Nb);
    }

    #[test]
    fn a_text_without_words_scores_nothing() {
        for text in [
            "",
            "  \n",
            "12 000,50",
            "2024-03-01",
            "https://example.com/a",
            "--version",
            "§ …",
        ] {
            let found = identify(text);
            assert_eq!(
                (found.language, found.score),
                (Language::Unsure, 0.0),
                "{text}"
            );
        }
    }

    #[test]
    fn decomposed_letters_are_read_as_composed_ones() {
        let composed = "Vi måste också välja en ny färg";
        let decomposed = "Vi ma\u{30a}ste ocksa\u{30a} va\u{308}lja en ny fa\u{308}rg";
        assert_eq!(identify(decomposed), identify(composed));
    }
}
