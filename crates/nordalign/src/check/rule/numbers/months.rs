//! The months beside numbers.

use std::collections::{HashMap, HashSet};

use unicode_segmentation::UnicodeSegmentation;

use super::parts::parts_of;
use crate::check::difference::Difference;
use crate::language::month;
use crate::normalize::numbers as numbers_of;

/// The months beside a number that the other text lacks, both in words and as a number: one that it
/// has oftener.
pub(super) fn of_months(prose: &[String; 2]) -> Difference {
    let months = prose.each_ref().map(|text| months_of(text));
    let numbers = prose.each_ref().map(|text| numbers_of(text));
    let count = numbers.each_ref().map(|numbers| {
        let mut count: HashMap<&str, usize> = HashMap::new();
        for part in numbers.iter().flat_map(|number| parts_of(number)) {
            *count.entry(part).or_default() += 1;
        }
        count
    });
    let lacks = |has: usize| {
        let in_words: HashSet<&str> = months[1 - has].iter().map(|month| month.number).collect();
        let dated = months[has].iter().filter(|month| month.dated);
        let lacking = dated.filter(|month| {
            !in_words.contains(month.number)
                && count[1 - has].get(month.number) <= count[has].get(month.number)
        });
        lacking.map(|month| month.word.clone()).collect()
    };
    let (lacking, added): (Vec<String>, Vec<String>) = (lacks(0), lacks(1));
    // A month on one side only may be worded differently on the other.
    match lacking.is_empty() || added.is_empty() {
        true => Difference::default(),
        false => Difference { lacking, added },
    }
}

struct Month {
    pub(super) number: &'static str,
    word: String,
    /// Whether it is beside a number.
    dated: bool,
}

fn months_of(text: &str) -> Vec<Month> {
    let words: Vec<&str> = text.unicode_words().collect();
    let is_number = |word: Option<&&str>| {
        word.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    };
    let months = words.iter().enumerate().filter_map(|(at, word)| {
        let number = month(word)?;
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        Some(Month {
            number,
            word: (*word).to_owned(),
            dated: is_number(before) || is_number(words.get(at + 1)),
        })
    });
    months.collect()
}
