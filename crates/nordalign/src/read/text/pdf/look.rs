//! How texts look that were extracted from a PDF.

use super::furniture::furniture;
use super::measure::{is_within_sentence, overflow};
use crate::document::RepairKind;
use crate::read::text::hyphen::ends_in_hyphen;
use crate::read::text::lines::{self, Line, starts_lower};

/// How much of a text is read to recognise its format.
const LOOK_BYTES: usize = 200_000;

/// How many lines, how many breaks and how many wraps among these are needed for a decision.
const LOOK_LINES: usize = 20;

const LOOK_BREAKS: usize = 15;

const LOOK_WRAPS: usize = 10;

/// How many words must be divided at line ends in a text that has form feeds.
const LOOK_DIVIDED: usize = 3;

/// Whether `text` looks extracted from a PDF: lines that break off inside sentences are parted by
/// blank lines, or stand on pages with form feeds or page numbers; or there are form feeds, and words
/// that a line end divides. In doubt it does not.
pub(crate) fn looks_extracted(text: &str) -> bool {
    let end = (0..=text.len().min(LOOK_BYTES))
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0);
    let text = text.get(..end).unwrap_or_default();
    let lines = lines::lines(text);
    let has_form_feeds = lines.iter().any(|line| line.new_page);
    if has_form_feeds && divided(text, &lines) >= LOOK_DIVIDED {
        return true;
    }
    if lines.len() < LOOK_LINES {
        return false;
    }
    let kinds = furniture(text, &lines);
    let numbers = kinds
        .iter()
        .filter(|&&kind| kind == Some(RepairKind::PageNumberDropped));
    let paged = numbers.count() > 1 || has_form_feeds;
    is_wrapped(text, &lines, |gap| gap > 0) || (paged && is_wrapped(text, &lines, |gap| gap == 0))
}

/// How many words a line end divides.
fn divided(text: &str, lines: &[Line]) -> usize {
    let text_of = |line: &Line| line.span.text(text).unwrap_or_default();
    let divided = lines.windows(2).filter(|pair| match pair {
        [line, next] => {
            next.gap == 0 && ends_in_hyphen(text_of(line)) && starts_lower(text_of(next))
        }
        _ => false,
    });
    divided.count()
}

/// Whether many of the breaks with such a gap are surely wraps, and at a common width.
fn is_wrapped(text: &str, lines: &[Line], gap: impl Fn(usize) -> bool) -> bool {
    let breaks: Vec<(Line, Line)> = lines
        .windows(2)
        .filter_map(|pair| match *pair {
            [line, next] if gap(next.gap) => Some((line, next)),
            _ => None,
        })
        .collect();
    let wraps: Vec<_> = breaks
        .iter()
        .filter(|(line, next)| is_within_sentence(text, *line, *next))
        .collect();
    let mut lengths: Vec<usize> = wraps.iter().map(|(line, _)| line.chars).collect();
    let width = lines::percentile(&mut lengths, 0.9);
    let filled = wraps
        .iter()
        .filter(|(line, next)| overflow(text, *line, *next) * 20 >= width * 17)
        .count();
    breaks.len() >= LOOK_BREAKS
        && wraps.len() >= LOOK_WRAPS
        && wraps.len() * 4 >= breaks.len()
        && (40..=160).contains(&width)
        && filled * 5 >= wraps.len() * 4
}
