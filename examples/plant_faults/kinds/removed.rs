//! Text that is left out.

use nordalign::{BlockKind, Span};

use crate::dice::Dice;
use crate::place::{Change, Place};
use crate::words::words;

/// A unit of some words, with the lines that it stands on: of a cell, the row.
pub fn unit(place: &Place, kind: BlockKind) -> Option<Change> {
    place.is(kind, 3)?;
    Some(place.edit(place.whole_lines(), ""))
}

/// The second half of a paragraph of several sentences.
pub fn half(place: &Place, _: &mut Dice) -> Option<Change> {
    place.is(BlockKind::Paragraph, 20)?;
    let sentences = sentences(place);
    let middle = sentences.get(sentences.len().div_ceil(2))?;
    let last = sentences.last()?;
    Some(place.edit(Span::new(middle.start, last.end), ""))
}

pub fn sentence(place: &Place, dice: &mut Dice) -> Option<Change> {
    place.is(place.unit.kind, 12)?;
    let sentences = sentences(place);
    let long = sentences
        .iter()
        .filter(|span| words(&place.text()[span.range()]) >= 4);
    let long: Vec<&Span> = long.collect();
    let cut = **long.get(dice.below(long.len()))?;
    (sentences.len() > 1).then(|| place.edit(cut, ""))
}

/// The places of the sentences of a unit in the translation.
pub fn sentences(place: &Place) -> Vec<Span> {
    let sentences = place
        .page
        .sentences(place.lang, place.unit.paragraph)
        .iter();
    sentences.map(|sentence| sentence.span).collect()
}
