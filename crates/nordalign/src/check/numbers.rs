//! Numbers that differ, whatever their notation: `2 000` and `2.000`, `8.3.2025` and `8. mars 2025`, `två` and `2`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_segmentation::UnicodeSegmentation;

use crate::check::compare::Difference;
use crate::check::urls;
use crate::normalize::numbers as numbers_of;

/// Words that may stand for a number, and the number.
static WORDS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    include_str!("number_words.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(number, words)| words.split_whitespace().map(move |word| (word, number)))
        .collect()
});

/// The numbers that one text has, and the other has neither in digits nor in words.
pub(super) fn difference(prose: [&str; 2]) -> Difference {
    let prose = prose.map(urls::without);
    let found = [numbers_of(&prose[0]), numbers_of(&prose[1])];
    if found[0] == found[1] {
        return Difference::default();
    }
    let parts = [parts(&found[0]), parts(&found[1])];
    if parts[0] == parts[1] {
        return Difference::default();
    }
    let words = [spelled(&prose[0]), spelled(&prose[1])];
    let miles = prose.iter().any(|text| has_miles(text));
    let lacks = |has: usize| {
        let other = 1 - has;
        let known = |number: &String| {
            found[other].contains(number)
                || miles && tenfold(number).any(|number| found[other].contains(&number))
                || parts_of(number).all(|part| {
                    parts[other].contains(&part) || words[other].contains(&part.as_str())
                })
        };
        let lacking = found[has].iter().filter(|number| !known(number));
        lacking.cloned().collect()
    };
    Difference {
        lacking: lacks(0),
        added: lacks(1),
    }
}

/// The parts of all `numbers`, rising: a date is the same in any order, and with any character between.
fn parts(numbers: &[String]) -> Vec<String> {
    let mut parts: Vec<String> = numbers.iter().flat_map(|number| parts_of(number)).collect();
    parts.sort_unstable();
    parts
}

/// `8` and `3` of `08.3`; zeros at the end (`15.00`) are left out.
fn parts_of(number: &str) -> impl Iterator<Item = String> {
    let parts = number.split('.').enumerate();
    parts
        .map(|(i, part)| (i, part.trim_start_matches('0')))
        .filter(|(i, part)| *i == 0 || !part.is_empty())
        .map(|(_, part)| if part.is_empty() { "0" } else { part }.to_owned())
}

/// Whether `text` counts in miles of ten kilometres, which Danish does not have.
fn has_miles(text: &str) -> bool {
    text.unicode_words()
        .any(|word| matches!(word, "mil" | "mils"))
}

/// Ten times `number`, and a tenth of it.
fn tenfold(number: &str) -> impl Iterator<Item = String> {
    let tenth = number.strip_suffix('0').map(str::to_owned);
    std::iter::once(format!("{number}0")).chain(tenth)
}

/// The numbers that the words of `text` may stand for.
fn spelled(text: &str) -> Vec<&'static str> {
    let words = text.unicode_words().map(str::to_lowercase);
    words
        .flat_map(|word| {
            let compound = WORDS
                .iter()
                .filter(|(part, _)| begins_compound(part, &word));
            let compound = compound.map(|(_, number)| *number);
            WORDS
                .get(word.as_str())
                .copied()
                .into_iter()
                .chain(compound.collect::<Vec<_>>())
        })
        .collect()
}

/// Whether `part` may be the number in a compound: `trekant` may stand for `3-kant`.
fn begins_compound(part: &str, word: &str) -> bool {
    part.len() >= 3 && word.len() > part.len() + 2 && word.starts_with(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        difference([a, b]) == Difference::default()
    }

    #[test]
    fn notations_are_no_difference() {
        let cases = [
            ("Priset är 2 000 kronor.", "Prisen er 2.000 kroner."),
            ("Priset är 12 500 kronor.", "Prisen er 12\u{a0}500 kroner."),
            ("Räntan är 3,5 %.", "Renten er 3.5%."),
            (
                "Mötet är den 12 mars 2025 kl. 15.30.",
                "Møtet er 12. mars 2025 kl. 15:30.",
            ),
            ("Sista dag är 2025-03-08.", "Siste dag er 8. mars 2025."),
            ("Vi öppnar kl. 9.", "Vi åpner kl. 09.00."),
            ("Det 3:e huset.", "Det 3. huset."),
            ("Du får två biljetter.", "Du får 2 billetter."),
            ("Efter 20 år", "Efter tyve år"),
            ("3-partsavtal", "tredjepartsavtale"),
            (
                "Det räcker till 40 mils körning.",
                "Det rækker til 400 kilometers kørsel.",
            ),
        ];
        for (a, b) in cases {
            assert!(same(a, b), "{a} {b}: {:?}", difference([a, b]));
        }
    }

    #[test]
    fn another_number_is_a_difference_on_both_sides() {
        let found = difference(["Avgiften är 1 450 kronor.", "Avgiften er 1.540 kroner."]);
        assert_eq!(
            (found.lacking, found.added),
            (vec!["1450".to_owned()], vec!["1540".to_owned()])
        );
        assert!(!same("Räntan är 3,5 procent.", "Renten er 35 prosent."));
        assert!(!same("Öppet till kl. 19.", "Åpent til kl. 18."));
    }
}
