//! Names that differ: capitalised words inside a sentence.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::check::difference::Difference;
use crate::check::evidence::Evidence;
use crate::check::pair::{Compared, Units};
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::lang::Lang;
use crate::language::morphology::Grammar;

pub(super) const RULE: Definition = Definition {
    id: "names",
    severity: Severity::Warning,
    summary: "A name in the translation is another than in the source.",
    remedy: "Correct the name on the side that is wrong.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let pages = [&evidence.pair.source, &evidence.pair.target].map(Page::of);
    let compare = |compared: &Compared| {
        let prose = [&compared.source.prose, &compared.target.prose];
        difference(prose.map(String::as_str), &pages)
    };
    let remarks = evidence.on_differences(compare, |_, found| {
        let differ = found.is_on_both_sides();
        differ.then(|| found.message("names")).flatten()
    });
    remarks.collect()
}

/// The words of a document.
struct Page {
    lang: Lang,
    /// With a capital, without the `s` of the genitive.
    capital: BTreeSet<String>,
    small: BTreeSet<String>,
}

impl Page {
    fn of(side: &Units) -> Self {
        let texts: Vec<String> = (0..side.units.len())
            .map(|unit| side.prose(&[unit]))
            .collect();
        Page::new(side.lang, texts.iter().map(String::as_str))
    }

    fn new<'t>(lang: Lang, texts: impl Iterator<Item = &'t str>) -> Self {
        let words = texts.flat_map(UnicodeSegmentation::unicode_words);
        let (capital, small): (Vec<&str>, Vec<&str>) =
            words.partition(|word| word.starts_with(char::is_uppercase));
        Page {
            lang,
            capital: capital
                .into_iter()
                .map(|word| stem(word).to_owned())
                .collect(),
            small: small.into_iter().map(str::to_owned).collect(),
        }
    }

    /// Whether `name` is not just a word with a capital, such as the label of a button.
    fn knows_as_name(&self, name: &str) -> bool {
        !self.small.contains(&name.to_lowercase())
    }

    /// Whether `name`, in small letters, is a word of the language, as labels are.
    fn is_word(&self, name: &str) -> bool {
        let readings = Grammar::of(self.lang).readings_as_whole(&name.to_lowercase());
        !readings.is_empty()
    }
}

/// The one name that each of two texts has alone, if the translation keeps the source's in another
/// place.
fn difference(prose: [&str; 2], pages: &[Page; 2]) -> Difference {
    let words = prose.map(|text| text.unicode_words().map(str::to_lowercase).collect());
    let alone = [0, 1].map(|side: usize| {
        let names = names(prose[side]).into_iter();
        let alone = names.filter(|name| !begins_one_of(&words[1 - side], stem(name)));
        alone.collect::<Vec<&str>>()
    });
    let (&[lacking], &[added]) = (&alone[0][..], &alone[1][..]) else {
        return Difference::default();
    };
    let are_names = pages[0].knows_as_name(lacking)
        && pages[1].knows_as_name(added)
        && !pages[1].is_word(added);
    let is_kept = pages[1].capital.contains(stem(lacking));
    let is_invented = !pages[0].capital.contains(stem(added));
    match are_names && is_kept && is_invented {
        true => Difference {
            lacking: vec![lacking.to_owned()],
            added: vec![added.to_owned()],
        },
        false => Difference::default(),
    }
}

/// Shorter words are often something else.
const FEWEST_LETTERS: usize = 4;

/// The capitalised words of `text` that do not begin a sentence.
fn names(text: &str) -> Vec<&str> {
    let words = text.unicode_word_indices();
    let names = words.filter_map(|(start, word)| {
        let before = text.get(..start)?.strip_suffix(' ')?;
        let inside = before.ends_with(|c: char| c.is_alphanumeric() || c == ',');
        let is_name = inside && is_capitalised(word) && word.chars().count() >= FEWEST_LETTERS;
        is_name.then_some(word)
    });
    names.collect()
}

fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
}

/// A name without the `s` of the genitive.
fn stem(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// Whether one of `words` begins with `name`: `Excelarket`, `Excels`.
fn begins_one_of(words: &BTreeSet<String>, name: &str) -> bool {
    let name = name.to_lowercase();
    let mut later = words.range(name.clone()..);
    later.next().is_some_and(|word| word.starts_with(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: [&str; 2] = [
        "Norrspis har kontor i Lund och säljer spisar. Spara sedan.",
        "Norrspis har kontor i Lund og selger komfyrer. Lagre deretter.",
    ];

    fn differ(source: &str, target: &str) -> bool {
        let pages = [(Lang::Sv, [source, REST[0]]), (Lang::Nb, [target, REST[1]])]
            .map(|(lang, texts)| Page::new(lang, texts.into_iter()));
        difference([source, target], &pages) != Difference::default()
    }

    #[test]
    fn another_name_is_found() {
        for (source, target) in [
            (
                "Spisen kommer från Norrspis.",
                "Komfyren kommer fra Fjordkok.",
            ),
            ("Vi bor i Lund nu.", "Vi bor i Moss nå."),
        ] {
            assert!(differ(source, target), "{source} {target}");
        }
    }

    #[test]
    fn names_in_other_forms_and_words_with_a_capital_are_not() {
        for (source, target) in [
            (
                "Vi bor i Karin Lindfors' hus.",
                "Vi bor i huset til Karin Lindfors.",
            ),
            ("Öppna arket i Norrspis.", "Åpne Norrspisarket."),
            ("Ring till Karin Lindfors.", "Ring til Karin Lindfoss."),
            ("Vi åkte till Köpenhamn.", "Vi dro til København."),
            ("Välj sedan Spara.", "Velg deretter Lagre."),
            ("Ring till Karin Lindfors.", "Ring til henne."),
            (
                "Välj Export i Norrspis.",
                "Velg Eksport i Norrspis. Export?",
            ),
            ("Anna och Bertil bor här.", "Kari og Ola bor her."),
        ] {
            assert!(!differ(source, target), "{source} {target}");
        }
    }

    #[test]
    fn a_label_that_is_translated_in_one_place_alone_is_no_name() {
        let menu = ["Menyn heter Example.", "Menyen heter Example."];
        let differ = |word: &str| {
            let texts = ["Välj Example här.", &format!("Velg {word} her.")];
            let pages = [(Lang::Sv, 0), (Lang::Nb, 1)]
                .map(|(lang, side)| Page::new(lang, [menu[side], texts[side]].into_iter()));
            difference(texts, &pages) != Difference::default()
        };
        assert!(!differ("Eksempel"));
        assert!(differ("Fjordkok"));
    }
}
