//! The words of units, one by one.

use std::ops::Range;
use std::sync::Arc;

use super::vocabulary::Vocabulary;

/// A bit set over the words of a unit, in their order.
pub(crate) type Bits = u64;

/// The words of a document's units. A unit has at most as many bits as a bit set; in longer units
/// neighbouring words share a bit.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    /// Where the bits of each unit begin, and after them where the last ones end.
    units: Vec<u32>,
    /// What each bit weighs: the squared length of its features.
    weights: Vec<f32>,
    /// What the bits of each unit weigh together.
    sums: Vec<f32>,
    /// Where the words of each bit begin, and after them where the last ones end.
    bits: Vec<u32>,
    /// The words, by their number in the vocabulary.
    words: Vec<u32>,
    vocabulary: Arc<Vocabulary>,
}

impl Default for Words {
    fn default() -> Self {
        Words {
            units: vec![0],
            weights: Vec::new(),
            sums: Vec::new(),
            bits: vec![0],
            words: Vec::new(),
            vocabulary: Arc::default(),
        }
    }
}

impl Words {
    /// Adds a unit by the numbers of its words.
    pub(crate) fn push(&mut self, words: &[u32]) {
        let a_bit = words.len().div_ceil(Bits::BITS as usize).max(1);
        for words in words.chunks(a_bit) {
            self.words.extend_from_slice(words);
            self.bits.push(self.words.len() as u32);
        }
        self.units.push(self.bits.len() as u32 - 1);
    }

    /// With the vocabulary that numbers the words.
    pub(crate) fn of(self, vocabulary: Vocabulary) -> Self {
        Words {
            vocabulary: Arc::new(vocabulary),
            ..self
        }
    }

    /// Weighs words; `weight` is that of a feature.
    pub(crate) fn weigh(&mut self, weight: impl Fn(u32) -> f32) {
        Arc::make_mut(&mut self.vocabulary).weigh(weight);
        let of_bit = |bit: usize| {
            let squares = self.features(bit).map(|(_, square)| square.max(0.0));
            squares.sum::<f32>().max(1e-6)
        };
        self.weights = (0..self.bits.len() - 1).map(of_bit).collect();
        self.sums = (0..self.units.len() - 1)
            .map(|i| self.weights(i).iter().sum::<f32>().max(1e-6))
            .collect();
    }

    /// The words of `units` alone, in that order.
    pub(crate) fn select(&self, units: &[usize]) -> Words {
        let mut chosen = Words {
            vocabulary: Arc::clone(&self.vocabulary),
            ..Words::default()
        };
        for &i in units {
            for bit in self.bits(i) {
                chosen.words.extend_from_slice(self.words(bit));
                chosen.bits.push(chosen.words.len() as u32);
            }
            chosen.weights.extend_from_slice(self.weights(i));
            chosen.sums.push(self.sums[i]);
            chosen.units.push(chosen.bits.len() as u32 - 1);
        }
        chosen
    }

    /// The bits of unit `i` among those of all.
    pub(super) fn bits(&self, i: usize) -> Range<usize> {
        self.units[i] as usize..self.units[i + 1] as usize
    }

    /// The words of a bit among those of all units.
    fn words(&self, bit: usize) -> &[u32] {
        &self.words[self.bits[bit] as usize..self.bits[bit + 1] as usize]
    }

    /// The weights of the bits of unit `i`.
    pub(crate) fn weights(&self, i: usize) -> &[f32] {
        &self.weights[self.bits(i)]
    }

    /// The number of the first feature of each bit of unit `i`, which stands for the whole word.
    pub(super) fn names(&self, i: usize) -> impl Iterator<Item = u32> {
        self.bits(i)
            .map(|bit| self.features(bit).next().map_or(0, |feature| feature.0))
    }

    /// What `bits` of unit `i` weigh together.
    pub(crate) fn weight(&self, i: usize, mut bits: Bits) -> f32 {
        let weights = self.weights(i);
        let mut sum = 0.0;
        while bits != 0 {
            sum += weights[bits.trailing_zeros() as usize];
            bits &= bits - 1;
        }
        sum
    }

    /// What all words of unit `i` weigh together.
    pub(crate) fn sum(&self, i: usize) -> f32 {
        self.sums[i]
    }

    /// All bits of unit `i`.
    pub(crate) fn all(&self, i: usize) -> Bits {
        match self.units[i + 1] - self.units[i] {
            0 => 0,
            count => Bits::MAX >> (Bits::BITS - count),
        }
    }

    /// The features of a bit among those of all units, with their squared weights; negative for a
    /// concept.
    pub(super) fn features(&self, bit: usize) -> impl Iterator<Item = (u32, f32)> {
        let words = self.words(bit).iter();
        words.flat_map(|&word| self.vocabulary.features(word).iter().copied())
    }

    /// The words of unit `i` that are not in `found`, each once.
    pub(super) fn left(&self, i: usize, found: Bits) -> Vec<u32> {
        let mut left: Vec<u32> = self
            .names(i)
            .enumerate()
            .filter(|(bit, _)| found & (1 << bit) == 0)
            .map(|(_, name)| name)
            .collect();
        left.sort_unstable();
        left.dedup();
        left
    }
}
