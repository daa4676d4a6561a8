//! How alike texts are spelled.

use crate::check::pair::units::Units;
use crate::normalize::Folder;
use crate::score::{head, words_of};

/// Three letters in a row, of words in their comparison form, with a space at both ends of a word.
pub(crate) type Trigram = [u8; 3];

/// The trigrams of `text`, sorted, each once.
pub(crate) fn trigrams(text: &str) -> Vec<Trigram> {
    let mut folder = Folder::default();
    let mut found = Vec::new();
    let mut padded = Vec::new();
    for word in words_of(head(text)) {
        padded.clear();
        padded.push(b' ');
        padded.extend_from_slice(folder.fold(word));
        padded.push(b' ');
        found.extend(
            padded
                .windows(3)
                .filter_map(|letters| Trigram::try_from(letters).ok()),
        );
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Units at the same place, or with the same key, that are less alike than this say different
/// things.
pub(crate) const ALIKE: f64 = 0.2;

/// The share of trigrams that two texts have in common, 0..1 (Dice's coefficient).
pub(crate) fn likeness(a: &[Trigram], b: &[Trigram]) -> f64 {
    let shared = shared(a, b).count();
    2.0 * shared as f64 / (a.len() + b.len()).max(1) as f64
}

/// The elements that two sorted lists have in common.
pub(crate) fn shared<'a, T: Ord>(a: &'a [T], b: &'a [T]) -> impl Iterator<Item = &'a T> {
    let mut rest = b;
    a.iter().filter(move |one| {
        while let Some((first, others)) = rest.split_first()
            && first < *one
        {
            rest = others;
        }
        rest.first() == Some(one)
    })
}

/// How much a trigram weighs that `holders` of `all` texts have: one more if half as many have it,
/// nothing if all have.
pub(crate) fn rarity(holders: usize, all: usize) -> usize {
    (all / holders.max(1)).max(1).ilog2() as usize
}

/// How alike units of two sides are spelled, 0..1.
pub(crate) fn units_alike(sides: [&Units; 2], first: &[usize], second: &[usize]) -> f64 {
    likeness(
        &trigrams(&sides[0].text(first)),
        &trigrams(&sides[1].text(second)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn related_spellings_are_alike_and_other_words_are_not() {
        let [sv, nb, other] = [
            "Stationen är stängd",
            "Stasjonen er stengt",
            "Glögg och pepparkakor",
        ]
        .map(trigrams);
        assert!(likeness(&sv, &nb) > 0.4, "{}", likeness(&sv, &nb));
        assert!(likeness(&sv, &other) < 0.1, "{}", likeness(&sv, &other));
        assert_eq!(likeness(&sv, &sv), 1.0);
        assert_eq!(likeness(&[], &[]), 0.0);
    }
}
