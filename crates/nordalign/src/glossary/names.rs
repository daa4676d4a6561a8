//! Many short texts, each once, in little room.

use std::hash::{BuildHasher, RandomState};

use hashbrown::HashTable;

/// Texts, numbered as they come.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// One after the other.
    text: String,
    ends: Vec<usize>,
    numbers: HashTable<u32>,
    hasher: RandomState,
}

impl Names {
    /// The number of a text, which may be new.
    pub(super) fn add(&mut self, name: &str) -> u32 {
        if let Some(number) = self.find(name) {
            return number;
        }
        let number = self.ends.len() as u32;
        self.text.push_str(name);
        self.ends.push(self.text.len());
        let (text, ends, hasher) = (&self.text, &self.ends, &self.hasher);
        let hash = |&number: &u32| hasher.hash_one(get(text, ends, number));
        self.numbers
            .insert_unique(hasher.hash_one(name), number, hash);
        number
    }

    pub(super) fn find(&self, name: &str) -> Option<u32> {
        let is_same = |&number: &u32| self.get(number) == name;
        let hash = self.hasher.hash_one(name);
        self.numbers.find(hash, is_same).copied()
    }

    pub(super) fn get(&self, number: u32) -> &str {
        get(&self.text, &self.ends, number)
    }

    /// How many there are.
    pub(super) fn len(&self) -> u32 {
        self.ends.len() as u32
    }
}

fn get<'a>(text: &'a str, ends: &[usize], number: u32) -> &'a str {
    let number = number as usize;
    let end = ends.get(number).copied().unwrap_or(0);
    let before = number.checked_sub(1);
    let start = before.and_then(|before| ends.get(before));
    text.get(start.copied().unwrap_or(0)..end)
        .unwrap_or_default()
}
