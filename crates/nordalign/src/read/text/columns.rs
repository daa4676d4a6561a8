//! Columns of text that stand side by side, as some programs extract them from a PDF: they are read
//! across, which makes no sense.

use std::collections::BTreeMap;

use super::lines::Line;
use crate::document::{Repair, RepairKind};

/// So many spaces part two columns.
const GAP: &str = "   ";

/// Each side of the gap has so many words, or it is a table.
const WORDS: usize = 2;

/// So many lines, and half of all, must have their gap end at one place.
const LINES: usize = 5;

/// Says that two columns stand side by side in the `lines` of `source`, if they do.
pub(super) fn side_by_side(source: &str, lines: &[Line]) -> Option<Repair> {
    let mut places: BTreeMap<usize, Vec<Line>> = BTreeMap::new();
    for line in lines {
        if let Some(place) = second_column(line.text(source)) {
            places.entry(line.indent + place).or_default().push(*line);
        }
    }
    let most = places.into_values().max_by_key(Vec::len)?;
    let (first, last) = (most.first()?, most.last()?);
    let are_columns = most.len() >= LINES && 2 * most.len() >= lines.len();
    let detail = format!("{} lines", most.len());
    are_columns.then(|| {
        Repair::new(
            RepairKind::ColumnsNotParted,
            first.span.cover(last.span),
            detail,
        )
    })
}

/// The column, counted from the beginning of `line`, at which text begins after a wide gap.
fn second_column(line: &str) -> Option<usize> {
    let (left, rest) = line.split_once(GAP)?;
    let right = rest.trim_start();
    let words = |text: &str| {
        let words = text.split_whitespace();
        words
            .filter(|word| word.chars().any(char::is_alphabetic))
            .count()
    };
    let place = line.get(..line.len() - right.len())?;
    (words(left) >= WORDS && words(right) >= WORDS).then(|| place.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::text::lines::lines;

    fn found(source: &str) -> Option<String> {
        let repair = side_by_side(source, &lines(source))?;
        repair.span.text(source).map(str::to_owned)
    }

    #[test]
    fn two_columns_of_text_are_noticed_and_a_table_is_not() {
        let columns = "\
Färjan går varje dag           Kaféet ligger vid bryggan
klockan åtta från kajen        och har öppet till kvällen
och kommer tillbaka om         alla dagar utom måndagar.
kvällen. Biljetter säljs       Vi bakar själva på morgonen
ombord på båten, och           och säljer också frukt och
barn åker gratis hela          grönsaker från trakten här.
";
        assert!(found(columns).is_some_and(|text| text.starts_with("Färjan går")));
        let table = "Åldersgrupp     2022   2023\n0–5 år        120    130\n".repeat(8);
        assert_eq!(found(&table), None);
        let text = "Färjan går varje dag klockan åtta från kajen.\n".repeat(8);
        assert_eq!(found(&text), None);
    }
}
