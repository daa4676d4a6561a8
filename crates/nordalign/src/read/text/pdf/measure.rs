//! How wide the text of a PDF was set, measured at the line breaks that are surely wraps.
//!
//! The letters of a PDF are not equally wide, so its lines are full at different lengths. What can
//! be measured is the overflow: how long a line would be with the first word of the next. At a wrap
//! that is more than the column holds; where a paragraph ends it is mostly less.

use super::row::Row;
use crate::read::text::hyphen::ends_in_hyphen;
use crate::read::text::lines::{Ending, Line, ending, first_word_chars, percentile, starts_lower};

/// With fewer sure wraps than this, nothing is concluded.
const FEW: usize = 5;

/// What is usual in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    /// How many blank lines stand between two lines of a paragraph.
    pub(super) gap: usize,
    /// How many spaces stand at a wrapped line's end, if that is always the same.
    trailing: Option<usize>,
    /// The overflow that all but a few wraps have at least.
    full: usize,
}

impl Measure {
    pub(super) fn of(source: &str, rows: &[Row]) -> Measure {
        let wraps: Vec<_> = rows
            .windows(2)
            .filter_map(|pair| match pair {
                [row, next] if is_sure_wrap(source, row.line, next.line) => Some((row.line, next)),
                _ => None,
            })
            .collect();
        let mut overflows: Vec<usize> = wraps
            .iter()
            .map(|(line, next)| overflow(source, *line, next.line))
            .collect();
        let mut lengths: Vec<usize> = rows.iter().map(|row| row.line.chars).collect();
        let gaps = wraps
            .iter()
            .filter(|(_, next)| !next.on_new_page)
            .map(|(_, next)| next.line.gap);
        let (gap, _) = most_common(gaps);
        let (trailing, share) = most_common(wraps.iter().map(|(line, _)| line.trailing));
        Measure {
            gap,
            trailing: (share > 0.9 && wraps.len() >= FEW).then_some(trailing),
            full: if wraps.len() >= FEW {
                percentile(&mut overflows, 0.05)
            } else {
                percentile(&mut lengths, 0.9)
            },
        }
    }

    /// Whether `line` has no room for the first word of `next`.
    pub(super) fn is_full(&self, source: &str, line: Line, next: Line) -> bool {
        overflow(source, line, next) >= self.full
    }

    /// Whether it has little room.
    pub(super) fn is_nearly_full(&self, source: &str, line: Line, next: Line) -> bool {
        overflow(source, line, next) >= self.full - self.full / 25
    }

    /// Whether less than half of it would be filled even with that word.
    pub(super) fn is_half_empty(&self, source: &str, line: Line, next: Line) -> bool {
        overflow(source, line, next) < self.full / 2
    }

    /// Whether more spaces follow it than follow a wrapped line: some programs leave one at each
    /// paragraph's end.
    pub(super) fn has_end_mark(&self, line: Line) -> bool {
        self.trailing
            .is_some_and(|trailing| line.trailing > trailing)
    }
}

/// How long `line` would be with the first word of `next`.
pub(super) fn overflow(source: &str, line: Line, next: Line) -> usize {
    line.chars + 1 + first_word_chars(next.text(source))
}

/// Whether the break between two lines is surely inside a sentence, but not inside a word: there
/// the overflow is no evidence.
pub(super) fn is_sure_wrap(source: &str, line: Line, next: Line) -> bool {
    is_within_sentence(source, line, next) && !ends_in_hyphen(line.text(source))
}

/// Whether the break between two lines is surely inside a sentence.
pub(super) fn is_within_sentence(source: &str, line: Line, next: Line) -> bool {
    matches!(ending(line.text(source)), Ending::Word | Ending::Pause)
        && starts_lower(next.text(source))
}

/// The most common value, the lowest if there are several, and its share.
fn most_common(values: impl Iterator<Item = usize>) -> (usize, f64) {
    let mut values: Vec<usize> = values.collect();
    values.sort_unstable();
    let mut best: &[usize] = &[];
    for run in values.chunk_by(|a, b| a == b) {
        if run.len() > best.len() {
            best = run;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    let share = best.len() as f64 / values.len().max(1) as f64;
    (best.first().copied().unwrap_or(0), share)
}
