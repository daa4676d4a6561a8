//! Three documents of lines, in every relation to each other: translated, unrelated, in another
//! order, or in part.

use super::generator::{Random, paragraph};

/// Three documents with the same number of units, unless noted.
pub type Sides = [Vec<String>; 3];

/// Makes documents with a given number of units.
pub type Kind = fn(&mut Random, usize) -> Sides;

/// A word of a few letters at random.
fn word(random: &mut Random) -> String {
    let letters: Vec<char> = "abdefghijklmnoprstuvyåäö".chars().collect();
    (0..random.below(7) + 2)
        .map(|_| *random.pick(&letters))
        .collect()
}

/// Lines of words from a vocabulary that all three languages share.
pub fn words(random: &mut Random, count: usize) -> Sides {
    let vocabulary: Vec<String> = (0..2000).map(|_| word(random)).collect();
    let mut line = || {
        let words: Vec<&str> = (0..random.below(13) + 1)
            .map(|_| random.pick(&vocabulary).as_str())
            .collect();
        words.join(" ")
    };
    [(); 3].map(|()| (0..count).map(|_| line()).collect())
}

/// Lines of hexadecimal digits.
pub fn digits(random: &mut Random, count: usize) -> Sides {
    let mut line = || {
        let digits = (0..random.below(50) + 5).map(|_| format!("{:x}", random.below(16)));
        digits.collect::<String>()
    };
    [(); 3].map(|()| (0..count).map(|_| line()).collect())
}

/// The same lines in all three languages, each with words that no other line has.
pub fn translated(random: &mut Random, count: usize) -> Sides {
    let lines = (0..count).map(|_| {
        let words: Vec<String> = (0..random.below(9) + 3).map(|_| word(random)).collect();
        let [sv, nb, da] = paragraph(random);
        [sv, nb, da].map(|text| format!("{} {text}", words.join(" ")))
    });
    let mut sides = Sides::default();
    for line in lines {
        for (side, text) in sides.iter_mut().zip(line) {
            side.push(text);
        }
    }
    sides
}

pub fn shuffle<T>(random: &mut Random, items: &mut [T]) {
    for k in (1..items.len()).rev() {
        items.swap(k, random.below(k + 1));
    }
}

fn shuffled(random: &mut Random, count: usize) -> Sides {
    let mut sides = translated(random, count);
    sides[1..].iter_mut().for_each(|side| shuffle(random, side));
    sides
}

fn reversed(random: &mut Random, count: usize) -> Sides {
    let mut sides = translated(random, count);
    sides[1].reverse();
    sides
}

fn sorted(random: &mut Random, count: usize) -> Sides {
    let mut sides = translated(random, count);
    sides.iter_mut().for_each(|side| side.sort());
    sides
}

fn repeated(random: &mut Random, count: usize) -> Sides {
    let sides = translated(random, 3);
    sides.map(|side| side.into_iter().cycle().take(count).collect())
}

/// Two thirds of the second document are left out, and half of the third.
fn partial(random: &mut Random, count: usize) -> Sides {
    let mut sides = translated(random, count);
    sides[1].retain(|_| random.once_in(3));
    sides[2].retain(|_| random.once_in(2));
    sides
}

fn one_sided(random: &mut Random, count: usize) -> Sides {
    let mut sides = translated(random, count);
    sides[1].truncate(3);
    sides[2].clear();
    sides
}

/// Every kind of text, with its name.
pub const KINDS: [(&str, Kind); 9] = [
    ("words", words),
    ("digits", digits),
    ("translated", translated),
    ("shuffled", shuffled),
    ("reversed", reversed),
    ("sorted", sorted),
    ("repeated", repeated),
    ("partial", partial),
    ("one-sided", one_sided),
];
