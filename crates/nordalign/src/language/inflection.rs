//! Which words may be inflected forms of others, as far as endings tell: for words that no
//! dictionary lists, as most terms are.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::lang::Lang;

/// The endings of each language, longest first.
static ENDINGS: LazyLock<BTreeMap<Lang, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("data/endings.txt").lines();
    let lines = lines.filter_map(|line| line.split_once(' '));
    let lines = lines.filter_map(|(lang, endings)| Some((lang.parse().ok()?, endings)));
    lines
        .map(|(lang, endings)| (lang, endings.split_whitespace().collect()))
        .collect()
});

/// Stems are at least this long, in characters.
const STEM: usize = 3;

/// Whether `word` may be an inflected form of `term`, both in lower case.
pub(crate) fn is_form(lang: Lang, term: &str, word: &str) -> bool {
    if term == word {
        return true;
    }
    let length = term.chars().count();
    // Of what stays, no more than the last three letters may differ.
    let mut letters = term
        .chars()
        .zip(word.chars())
        .take(length.saturating_sub(3).max(1));
    if length < STEM || letters.any(|(a, b)| a != b) {
        return false;
    }
    let stems = stems(term);
    let mut own = stems_of_form(lang, word).skip(1);
    own.any(|own| stems.iter().any(|stem| stem == own))
}

/// What may stay of `word` when its ending is taken off; all of it first.
pub(crate) fn stems_of_form(lang: Lang, word: &str) -> impl Iterator<Item = &str> {
    let endings = ENDINGS.get(&lang).map_or(&[][..], Vec::as_slice);
    let rests = endings
        .iter()
        .filter_map(|ending| word.strip_suffix(ending));
    let rests = rests.flat_map(|rest| [Some(rest), single(rest)]);
    [word].into_iter().chain(rests.flatten())
}

/// What of a word stays when it is inflected: `faktur` of `faktura`, `nyckl` of `nyckel`.
pub(crate) fn stems(term: &str) -> Vec<String> {
    let long = |stem: &str| stem.chars().count() >= STEM;
    let mut stems = vec![term.to_owned()];
    if let Some(stem) = term.strip_suffix(['a', 'e']).filter(|stem| long(stem)) {
        stems.push(stem.to_owned());
    }
    for (ending, rest) in [("el", "l"), ("er", "r"), ("en", "n")] {
        if let Some(stem) = term.strip_suffix(ending).filter(|stem| long(stem)) {
            let shorter = single(stem).into_iter();
            stems.extend(shorter.chain([stem]).map(|stem| format!("{stem}{rest}")));
        }
    }
    stems
}

/// `stem` with one consonant at the end, where it has two of a kind (`programm`).
fn single(stem: &str) -> Option<&str> {
    let mut back = stem.chars().rev();
    let last = back.next()?;
    let doubled = back.next() == Some(last) && !"aeiouyåäöæø".contains(last);
    doubled.then(|| stem.strip_suffix(last)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_forms_are_forms_and_other_words_are_not() {
        for (lang, term, forms) in [
            (
                Lang::Sv,
                "faktura",
                "faktura fakturan fakturor fakturorna fakturas",
            ),
            (Lang::Sv, "nyckel", "nyckeln nycklar nycklarna"),
            (Lang::Sv, "program", "programmet programmen programs"),
            (Lang::Sv, "betala", "betalar betalade betalat betalas"),
            (
                Lang::Nb,
                "leverandør",
                "leverandøren leverandører leverandørene leverandørens",
            ),
            (Lang::Nb, "nøkkel", "nøkkelen nøkler nøklene"),
            (
                Lang::Da,
                "virksomhed",
                "virksomheden virksomheder virksomhedernes",
            ),
        ] {
            for form in forms.split(' ') {
                assert!(is_form(lang, term, form), "{term} {form}");
            }
        }
        for (term, word) in [
            ("kund", "kundtjänst"),
            ("bank", "banan"),
            ("order", "ord"),
            ("lager", "lagerplats"),
        ] {
            assert!(!is_form(Lang::Sv, term, word), "{term} {word}");
        }
    }
}
