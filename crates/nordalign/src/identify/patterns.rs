//! The table of patterns: how much each piece of a word is evidence for each language.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use super::CLASSES;
use crate::hash::Fnv;

/// The table that the library brings.
static STANDARD: LazyLock<Patterns> =
    LazyLock::new(|| Patterns::parse(include_str!("patterns.txt")));

/// One unit of a weight is a sixteenth of a natural logarithm.
pub(super) const UNIT: i32 = 16;

/// The weight of a pattern for each of [`CLASSES`].
pub(super) type Weights = [i16; CLASSES.len()];

/// Patterns and their weights.
#[derive(Debug, Default)]
pub(super) struct Patterns<'a>(HashMap<&'a str, Weights, BuildHasherDefault<Fnv>>);

impl<'a> Patterns<'a> {
    /// Reads a table: a line holds a pattern and a weight for each class, with spaces between;
    /// lines that begin with `#` are comments. Lines of another shape are skipped: a test makes
    /// sure that the library's own table has none.
    pub(super) fn parse(text: &'a str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        Patterns(lines.filter_map(pattern).collect())
    }

    pub(super) fn get(&self, piece: &str) -> Option<&Weights> {
        self.0.get(piece)
    }
}

pub(super) fn standard() -> &'static Patterns<'static> {
    &STANDARD
}

/// The pattern of one line.
fn pattern(line: &str) -> Option<(&str, Weights)> {
    let mut fields = line.split(' ');
    let pattern = fields.next()?;
    let mut weights = Weights::default();
    for weight in &mut weights {
        *weight = fields.next()?.parse().ok()?;
    }
    fields.next().is_none().then_some((pattern, weights))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let text = include_str!("patterns.txt");
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(standard().0.len(), lines.count());
    }

    #[test]
    fn the_table_has_the_most_telling_words() {
        for (word, class) in [
            ("_och_", 0),
            ("_ble_", 1),
            ("_hvad_", 2),
            ("_ikkje_", 3),
            ("_the_", 4),
            ("_der_", 2),
        ] {
            let weights = standard().get(word).unwrap();
            assert_eq!(weights.iter().max(), Some(&weights[class]), "{word}");
        }
    }
}
