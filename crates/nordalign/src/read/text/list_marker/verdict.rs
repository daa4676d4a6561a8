//! What is a marker in its place.

use crate::language::{follows_ordinal, month};
use crate::read::text::lines::starts_lower;

use super::counting::{Neighbours, neighbours};
use super::dashes::dash_items;
use super::marker::{Closer, Script, Style};
use super::passage::Passage;
use super::scripts::settle_scripts;

/// What the marker of an [`Passage`] can be, seen together with the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::read::text) struct Verdict {
    /// It marks a list item.
    pub(in crate::read::text) item: bool,
    /// It numbers a heading, if the text looks like one.
    pub(in crate::read::text) heading: bool,
}

/// What the marker of each of the passages is; settles which letters are Roman numbers.
pub(in crate::read::text) fn verdicts(passages: &mut [Passage]) -> Vec<Verdict> {
    settle_scripts(passages);
    let neighbours = neighbours(passages);
    let dashes = dash_items(passages);
    passages
        .iter()
        .zip(neighbours)
        .zip(dashes)
        .map(|((passage, neighbours), dash)| verdict(passage, neighbours, dash))
        .collect()
}

fn verdict(passage: &Passage, neighbours: Neighbours, dash: bool) -> Verdict {
    let Some(marker) = passage.marker else {
        return Verdict::default();
    };
    let style = match marker.style {
        Style::Bullet(_) => {
            return Verdict {
                item: !marker.is_dash() || dash,
                heading: false,
            };
        }
        Style::Number(style) => style,
    };
    if passage.after_open && !neighbours.linked {
        return Verdict::default();
    }
    let ordinal = starts_ordinal(passage.text);
    let glued = marker.len == marker.text_at && !passage.text.is_empty();
    match (style.closer, style.script) {
        (Closer::Bracket | Closer::Brackets, _) => Verdict {
            item: true,
            heading: !neighbours.adjacent,
        },
        (Closer::None, _) => Verdict {
            item: false,
            heading: neighbours.linked && !neighbours.adjacent && !ordinal,
        },
        (Closer::Point, Script::Digits) if ordinal => Verdict {
            item: neighbours.adjacent
                && !starts_month(passage.text)
                && !follows_ordinal(passage.text),
            heading: false,
        },
        (Closer::Point, Script::Digits) => Verdict {
            item: neighbours.linked && (!glued || neighbours.adjacent),
            heading: !neighbours.adjacent
                && (neighbours.linked || marker.parts == [1, 0, 0, 0, 0, 0]),
        },
        (Closer::Point, _) => Verdict {
            item: neighbours.adjacent,
            heading: neighbours.linked && !neighbours.adjacent,
        },
    }
}

/// Whether a number with a point before `text` can be an ordinal (`3. mai`, `2. verdenskrig`).
fn starts_ordinal(text: &str) -> bool {
    starts_lower(text) || starts_month(text)
}

fn starts_month(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic())
        .next()
        .is_some_and(|word| month(word).is_some())
}
