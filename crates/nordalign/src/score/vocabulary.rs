//! The distinct words of a document. Most words occur many times: their features are computed once.

use std::collections::HashMap;

use crate::hash::{SEED, hash_bytes};
use crate::lang::Lang;
use crate::normalize::{Folder, Lexicon};

/// How much a whole word counts beside an n-gram.
pub(super) const WORD: f32 = 1.0;
const NGRAM: f32 = 0.6;
const CONCEPT: f32 = 1.0;

/// How much function words count beside others.
const FUNCTION: f32 = 0.5;

/// The features of distinct words.
#[derive(Debug, Clone)]
pub(crate) struct Vocabulary {
    /// Where the features of each word begin, and after them where the last ones end.
    starts: Vec<u32>,
    /// The features, the whole word's first, with their shares; once weighed, with their squared
    /// weights.
    features: Vec<(u32, f32)>,
    /// Whether the last feature of each word is a concept. It is not part of the word's own weight,
    /// but a unit that has it counts as having all of the word's spelling. Its squared weight is
    /// negative, to mark it.
    concepts: Vec<bool>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Vocabulary {
            starts: vec![0],
            features: Vec::new(),
            concepts: Vec::new(),
        }
    }
}

impl Vocabulary {
    /// The features of a word.
    pub(super) fn features(&self, word: u32) -> &[(u32, f32)] {
        let word = word as usize;
        &self.features[self.starts[word] as usize..self.starts[word + 1] as usize]
    }

    /// Turns shares into squared weights; `weight` is that of a feature.
    pub(super) fn weigh(&mut self, weight: impl Fn(u32) -> f32) {
        for (range, &concept) in self.starts.windows(2).zip(&self.concepts) {
            let mut spelling = 0.0;
            let features = &mut self.features[range[0] as usize..range[1] as usize];
            let last = features.len() - usize::from(concept);
            for (feature, share) in &mut features[..last] {
                let weight = *share * weight(*feature);
                *share = weight * weight;
                spelling += *share;
            }
            if let Some((_, square)) = features.get_mut(last) {
                *square = -spelling;
            }
        }
    }
}

/// The features of all documents, numbered as they come.
#[derive(Default)]
pub(super) struct Numbering {
    numbers: HashMap<u64, u32>,
}

impl Numbering {
    /// The number of the feature with this hash.
    pub(super) fn number(&mut self, hash: u64) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(hash).or_insert(next)
    }

    /// How many features there are.
    pub(super) fn count(&self) -> usize {
        self.numbers.len()
    }
}

/// Gathers the vocabulary of a document.
pub(super) struct Speller<'a> {
    lexicon: &'a Lexicon,
    lang: Lang,
    folder: Folder,
    padded: Vec<u8>,
    known: HashMap<&'a str, u32>,
    facts: Vec<WordFacts>,
    vocabulary: Vocabulary,
}

/// What is known of a word besides its features.
pub(super) struct WordFacts {
    /// Letters and digits.
    pub(super) letters: u32,
    /// Whether it holds no letters at all.
    pub(super) wordless: bool,
    /// A hash of its comparison form.
    pub(super) hash: u64,
    /// Its comparison form.
    pub(super) folded: Box<[u8]>,
}

impl<'a> Speller<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, lang: Lang) -> Self {
        Speller {
            lexicon,
            lang,
            folder: Folder::default(),
            padded: Vec::new(),
            known: HashMap::new(),
            facts: Vec::new(),
            vocabulary: Vocabulary::default(),
        }
    }

    /// The number of `word`.
    pub(super) fn number(&mut self, word: &'a str, numbering: &mut Numbering) -> u32 {
        if let Some(&known) = self.known.get(word) {
            return known;
        }
        let number = self.facts.len() as u32;
        self.known.insert(word, number);
        self.spell(word, numbering);
        number
    }

    /// What is known of the word with this number, and its features with their shares.
    pub(super) fn word(&self, number: u32) -> (&WordFacts, &[(u32, f32)]) {
        let facts = &self.facts[number as usize];
        (facts, self.vocabulary.features(number))
    }

    pub(super) fn vocabulary(self) -> Vocabulary {
        self.vocabulary
    }

    fn spell(&mut self, word: &str, numbering: &mut Numbering) {
        let folded = self.folder.fold(word);
        let known = self.lexicon.find(self.lang, folded);
        self.padded.clear();
        self.padded.push(b' ');
        self.padded.extend_from_slice(folded);
        self.padded.push(b' ');
        let hash = hash_bytes(&self.padded);
        self.facts.push(WordFacts {
            letters: word.chars().count() as u32,
            wordless: !word.chars().any(char::is_alphabetic),
            hash,
            folded: folded.into(),
        });
        let function = known.is_some_and(|word| word.function);
        let share = if function { FUNCTION } else { 1.0 };
        let mut feature = |hash: u64, weight: f32| (numbering.number(hash), weight * share);
        let features = &mut self.vocabulary.features;
        features.push(feature(hash, WORD));
        let grams = self.padded.windows(4);
        features.extend(grams.map(|gram| feature(hash_bytes(gram), NGRAM)));
        if let Some(word) = known {
            let concept = hash_bytes(&word.concept.to_le_bytes()) ^ SEED;
            features.push(feature(concept, CONCEPT));
        }
        self.vocabulary.concepts.push(known.is_some());
        self.vocabulary.starts.push(features.len() as u32);
    }
}
