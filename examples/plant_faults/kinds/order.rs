//! Text in another place than in the source, or there twice.

use nordalign::{BlockKind, Span};

use crate::dice::Dice;
use crate::place::{Change, Place, whole_lines};

/// A paragraph that stands five paragraphs later, or more.
pub fn moved(place: &Place, dice: &mut Dice) -> Option<Change> {
    place.is(BlockKind::Paragraph, 12)?;
    let (text, lines) = (place.text(), place.whole_lines());
    let later: Vec<usize> = place
        .page
        .units(place.lang)
        .iter()
        .filter(|unit| unit.kind == BlockKind::Paragraph && unit.span.start > lines.end)
        .map(|unit| whole_lines(text, unit.span).start)
        .skip(4)
        .collect();
    let at = *later.get(dice.below(later.len()))?;
    let block = &text[lines.range()];
    let between = &text[lines.end..at];
    Some(place.edit(Span::new(lines.start, at), &format!("{between}{block}\n")))
}
