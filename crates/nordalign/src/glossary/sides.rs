//! The languages by their places.

use crate::lang::Lang;

/// The pairs of languages, by their places in [`Lang::ALL`].
pub(super) const PAIRS: [[usize; 2]; Lang::COUNT * (Lang::COUNT - 1) / 2] = pairs();

const fn pairs<const COUNT: usize>() -> [[usize; 2]; COUNT] {
    let mut pairs = [[0, 1]; COUNT];
    let mut at = 1;
    while at < COUNT {
        let [a, b] = pairs[at - 1];
        pairs[at] = if b + 1 < Lang::COUNT {
            [a, b + 1]
        } else {
            [a + 1, a + 2]
        };
        at += 1;
    }
    pairs
}

/// The place of `lang` in [`Lang::ALL`].
pub(super) fn place(lang: Lang) -> usize {
    lang.index()
}

/// The first text in each language; `None` if there are fewer than two languages.
pub(super) fn one_of_each<'a>(texts: &[(Lang, &'a str)]) -> Vec<(Lang, &'a str)> {
    let mut taken: Vec<(Lang, &str)> = Vec::new();
    for &(lang, text) in texts {
        if taken.iter().all(|(known, _)| *known != lang) {
            taken.push((lang, text));
        }
    }
    if taken.len() < 2 {
        taken.clear();
    }
    taken
}
