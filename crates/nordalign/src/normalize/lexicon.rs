//! Words that mean the same and are not spelled alike.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, LazyLock};

use crate::error::{Error, ErrorKind};
use crate::lang::Lang;

use super::Folder;

static STANDARD: LazyLock<Lexicon> = LazyLock::new(|| {
    // The file is tested; an empty lexicon still aligns.
    Lexicon::parse(include_str!("lexicon.txt")).unwrap_or_default()
});

/// A lexicon: which words of the three languages mean the same although they are not spelled alike,
/// and which are so frequent that they say little.
///
/// As text it is one concept a line: the Swedish forms, the Bokmål forms and the Danish forms, with
/// ` | ` between, and single words with spaces between them, or `-` for none. Lines that begin with
/// `#` are comments. After a line `[function]` come frequent words that say little; after
/// `[content]`, and at the start, all others. Inflected forms are listed; letters are folded as
/// everywhere, so case and related spellings do not matter.
///
/// ```
/// use nordalign::{Aligner, Lexicon};
/// let ours = Lexicon::parse("avtal avtalet | kontrakt kontrakten | kontrakt kontrakten")?;
/// let aligner = Aligner::builder()
///     .lexicon(Lexicon::standard().extended(&ours))
///     .build();
/// # Ok::<(), nordalign::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Lexicon {
    words: Arc<[HashMap<Box<[u8]>, Word>; Lang::COUNT]>,
    concepts: u32,
}

/// Short, and equal for equal lexicons.
impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A sum, since a map gives the words in any order.
        let hashes = self.words.iter().map(|words| {
            let hashes = words.iter().map(|entry| {
                let mut hasher = DefaultHasher::new();
                entry.hash(&mut hasher);
                hasher.finish()
            });
            hashes.fold(0, u64::wrapping_add)
        });
        f.debug_struct("Lexicon")
            .field("concepts", &self.concepts)
            .field("hashes", &hashes.collect::<Vec<u64>>())
            .finish()
    }
}

/// What the lexicon knows of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Word {
    /// The number of its concept.
    pub(crate) concept: u32,
    /// Whether it is a function word.
    pub(crate) function: bool,
}

impl Lexicon {
    /// A lexicon without words.
    pub fn new() -> Self {
        Lexicon::default()
    }

    /// The lexicon that the library brings: about 230 lines of function words and 1,050 of other
    /// common words.
    pub fn standard() -> Self {
        STANDARD.clone()
    }

    /// Reads a lexicon from its text. If a word is in two lines, the first counts.
    ///
    /// # Errors [`ErrorKind::Invalid`], with the line, if a line does not have three columns or a
    /// section is unknown.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut words: [HashMap<Box<[u8]>, Word>; Lang::COUNT] = Default::default();
        let mut folder = Folder::default();
        let (mut concepts, mut function) = (0, false);
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            match line {
                "[function]" => function = true,
                "[content]" => function = false,
                _ if line.is_empty() || line.starts_with('#') => {}
                _ => {
                    let columns: Vec<&str> = line.split('|').collect();
                    if columns.len() != Lang::ALL.len() {
                        let codes: Vec<&str> = Lang::ALL.iter().map(|lang| lang.code()).collect();
                        let columns = codes.join(" | ");
                        let message = format!(
                            "a line of a lexicon is `{columns}`, `[function]`, `[content]` or a comment, not `{line}`"
                        );
                        return Err(Error::new(ErrorKind::Invalid, message).at_line(number + 1));
                    }
                    for (words, column) in words.iter_mut().zip(columns) {
                        for form in column.split_whitespace().filter(|&form| form != "-") {
                            if let Entry::Vacant(place) = words.entry(folder.fold(form).into()) {
                                place.insert(Word {
                                    concept: concepts,
                                    function,
                                });
                            }
                        }
                    }
                    concepts += 1;
                }
            }
        }
        Ok(Lexicon {
            words: Arc::new(words),
            concepts,
        })
    }

    /// This lexicon and `other` together. A word that is in both is taken from `other`.
    #[must_use]
    pub fn extended(&self, other: &Lexicon) -> Self {
        let mut words = (*self.words).clone();
        for (words, others) in words.iter_mut().zip(other.words.iter()) {
            // The order does not matter: every word goes to its own place.
            #[allow(clippy::iter_over_hash_type)]
            for (form, word) in others {
                let concept = self.concepts + word.concept;
                words.insert(form.clone(), Word { concept, ..*word });
            }
        }
        Lexicon {
            words: Arc::new(words),
            concepts: self.concepts + other.concepts,
        }
    }

    /// What is known of a folded word of `lang`.
    pub(crate) fn find(&self, lang: Lang, folded: &[u8]) -> Option<Word> {
        self.words[lang.index()].get(folded).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn concept(lexicon: &Lexicon, lang: Lang, word: &str) -> Option<Word> {
        lexicon.find(lang, Folder::default().fold(word))
    }

    #[test]
    fn the_standard_lexicon_knows_words_that_are_not_spelled_alike() {
        let lexicon = Lexicon::standard();
        let sv = concept(&lexicon, Lang::Sv, "Frågor").unwrap();
        assert_eq!(concept(&lexicon, Lang::Nb, "spørsmålene"), Some(sv));
        assert_eq!(concept(&lexicon, Lang::Da, "spørgsmål"), Some(sv));
        assert!(!sv.function);
        assert!(concept(&lexicon, Lang::Da, "og").unwrap().function);
        assert_eq!(concept(&lexicon, Lang::Da, "fråga"), None);
    }

    #[test]
    fn the_standard_lexicon_is_well_formed() {
        let text = include_str!("lexicon.txt");
        Lexicon::parse(text).unwrap();
        for line in text
            .lines()
            .filter(|line| line.contains('|') && !line.starts_with('#'))
        {
            let columns: Vec<&str> = line.split('|').map(str::trim).collect();
            let empty = columns.iter().filter(|column| **column == "-").count();
            assert!(empty < 2, "a concept is of two languages at least: {line}");
            assert_eq!(line, line.to_lowercase(), "forms are lower case");
        }
    }

    #[test]
    fn a_lexicon_extended_with_another_prefers_the_words_of_the_other() {
        let first = Lexicon::parse("bolag | selskap | selskab").unwrap();
        let ours = Lexicon::parse("bolag firma | firma | firma").unwrap();
        let both = first.extended(&ours);
        let bolag = concept(&both, Lang::Sv, "bolag");
        assert_eq!(concept(&both, Lang::Nb, "firma"), bolag);
        assert_ne!(concept(&both, Lang::Nb, "selskap"), bolag);
    }

    #[test]
    fn a_line_without_three_columns_is_named() {
        let error = Lexicon::parse("# ord\nbolag | selskap").unwrap_err();
        assert_eq!(error.line(), Some(2));
    }
}
