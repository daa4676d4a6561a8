//! Which phrases certainly occur only once.

use std::hash::{BuildHasher, BuildHasherDefault};

use super::phrase::Phrase;
use crate::hash::Fnv;

pub(super) type Hasher = BuildHasherDefault<Fnv>;

/// Says which phrases certainly occur only once. Those are by far the most, and nothing needs to be
/// stored for them.
pub(super) struct SeenTwice {
    once: Vec<u64>,
    twice: Vec<u64>,
}

impl SeenTwice {
    /// The number of places, of which each phrase uses one: a power of two.
    const PLACES: usize = 1 << 26;

    pub(super) fn new() -> Self {
        let none = vec![0; Self::PLACES / 64];
        SeenTwice {
            once: none.clone(),
            twice: none,
        }
    }

    /// Its word and its bit.
    fn place(phrase: &Phrase) -> (usize, u64) {
        let hash = Hasher::default().hash_one(phrase);
        // The low bits of this hash depend little on the last words.
        let place = (hash ^ hash >> 32) as usize % Self::PLACES;
        (place / 64, 1 << (place % 64))
    }

    pub(super) fn add(&mut self, phrase: &Phrase) {
        let (word, bit) = Self::place(phrase);
        if let (Some(once), Some(twice)) = (self.once.get_mut(word), self.twice.get_mut(word)) {
            *twice |= *once & bit;
            *once |= bit;
        }
    }

    pub(super) fn may_be_twice(&self, phrase: &Phrase) -> bool {
        let (word, bit) = Self::place(phrase);
        self.twice.get(word).is_some_and(|twice| twice & bit > 0)
    }
}
