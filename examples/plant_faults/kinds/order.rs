//! Text in another place than in the source, or there twice.

use nordalign::{BlockKind, Span};

use crate::dice::Dice;
use crate::place::{Change, Place, whole_lines};
use crate::words::words;

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

/// Two items of a list in each other's places.
pub fn items_swapped(place: &Place, _: &mut Dice) -> Option<Change> {
    place.is(BlockKind::ListItem, 2)?;
    let next = place.page.units(place.lang).get(place.number + 1)?;
    let of_one_list = next.kind == BlockKind::ListItem
        && next.level == place.unit.level
        && next.marker.is_some()
        && place.unit.marker.is_some();
    let text = place.text();
    let between = text.get(place.unit.span.end..next.span.start)?;
    let (own, other) = (place.own(), &text[next.span.range()]);
    let is_mark = |c: char| c.is_whitespace() || c.is_ascii_digit() || "-*+.)".contains(c);
    let is_plain = between.chars().all(is_mark) && words(other) >= 2 && own != other;
    // The markers stay where they are.
    let marker = |text: &str| text.len() - without_marker(text).len();
    let (first, second) = (marker(own), marker(other));
    let swapped = format!(
        "{}{}{between}{}{}",
        &own[..first],
        &other[second..],
        &other[..second],
        &own[first..]
    );
    (of_one_list && is_plain)
        .then(|| place.edit(Span::new(place.unit.span.start, next.span.end), &swapped))
}

/// A list item without its marker.
fn without_marker(item: &str) -> &str {
    let numbered = item.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = numbered.strip_prefix(['.', ')']).unwrap_or(item);
    numbered.trim_start_matches(['-', '*', '+', ' '])
}

/// A paragraph that stands twice.
pub fn doubled(place: &Place, _: &mut Dice) -> Option<Change> {
    place.is(BlockKind::Paragraph, 5)?;
    let end = place.unit.span.end;
    let mut change = place.edit(Span::new(end, end), &format!("\n\n{}", place.own()));
    // Which of the two is one too many is not known.
    change.lines.first = place.unit.lines.first;
    Some(change)
}
