//! What is known of each language, as data. A new language is a variant of [`Lang`] with its code
//! and name, a folder in `data/` with a row in [`Files::of`], and its words in the files of `data/`
//! that hold all languages. The head of each file says what a line of it is.

mod example_words;
mod forms;
pub(crate) mod inflection;
mod months;
pub(crate) mod morphology;
mod number_words;
mod ordinals;
mod part_of_speech;
mod roman;
mod units;
mod word_list;

use crate::lang::Lang;

pub(crate) use example_words::{ExampleWord, example_word};
pub(crate) use forms::Forms;
pub(crate) use months::{month, weekday};
pub(crate) use number_words::{CARDINALS, FRACTIONS, NUMBER_WORDS};
pub(crate) use ordinals::follows_ordinal;
pub use part_of_speech::PartOfSpeech;
pub(crate) use roman::roman;
pub(crate) use units::{MeasureUnit, is_sign, unit_at_start, unit_named};
pub(crate) use word_list::{
    AFTER_CENTURIES, AFTER_DECADES, BEFORE_NOUNS, CENTURIES, CODES_IN_ADDRESSES, CONJUNCTIONS,
    ENGLISH, HALVES, HOST_ENDINGS, HYPHEN_WORDS, LETTERS, MILES, OPEN_WORDS, ORDINAL_NOUNS,
    PAGE_WORDS, PHONE_CODES, SUBJECTS, WordList, has_letter_of,
};

/// The files that are of one language alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Files {
    /// Abbreviations that end in a full stop.
    pub(crate) abbreviations: &'static str,
    /// Words that settle what a full stop near them means.
    pub(crate) full_stops: &'static str,
    /// Words in the form that a dictionary lists, with their paradigms.
    pub(crate) words: &'static str,
}

impl Files {
    /// Those of `lang`.
    pub(crate) fn of(lang: Lang) -> Files {
        macro_rules! files {
            ($folder:literal) => {
                Files {
                    abbreviations: include_str!(concat!("data/", $folder, "/abbreviations.txt")),
                    full_stops: include_str!(concat!("data/", $folder, "/full_stops.txt")),
                    words: include_str!(concat!("data/", $folder, "/words.txt")),
                }
            };
        }
        match lang {
            Lang::Sv => files!("sv"),
            Lang::Nb => files!("nb"),
            Lang::Da => files!("da"),
        }
    }
}

/// Something for each language.
#[derive(Debug)]
pub(crate) struct ByLang<T>([T; Lang::COUNT]);

impl<T> ByLang<T> {
    /// What `make` makes for each language.
    pub(crate) fn new(mut make: impl FnMut(Lang) -> T) -> Self {
        ByLang(std::array::from_fn(|at| make(Lang::ALL[at])))
    }

    /// What it is for `lang`.
    pub(crate) fn of(&self, lang: Lang) -> &T {
        &self.0[lang.index()]
    }
}
