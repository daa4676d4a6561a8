//! Which line breaks of a plain text are wraps, made for want of room, and which are meant by the
//! author.
//!
//! A wrap stands where the next word would have gone beyond the width of the text. The width is not
//! known; but a line that ends inside a sentence and is followed by a lower-case letter was surely
//! wrapped, so the longest of those show it. Where such lines break off far from their common width
//! (verse), no break is a wrap.

use super::row::{Row, continues_run};
use crate::read::text::hyphen::ends_in_hyphen;
use crate::read::text::lines::{Ending, ending, first_word_chars, percentile, starts_lower};

/// Longer lines are paragraphs: nobody wraps so wide by hand.
const LONGEST_LINE: usize = 120;
/// Lines of at least this length are not verse: where one breaks off inside a sentence, it is
/// wrapped.
const PROSE_LINE: usize = 60;
/// A text that is wrapped narrower than this must show it with more lines.
const USUAL_WIDTH: usize = 40;
const NARROWEST_WIDTH: usize = 20;
const LINES_FOR_NARROW: usize = 6;
/// How many sure wraps a stretch of lines needs to have its own width.
const LINES_FOR_OWN_WIDTH: usize = 4;

/// The widths that a text is wrapped to.
#[derive(Debug)]
pub(super) struct Widths {
    file: Option<usize>,
    /// The width of a stretch of lines by the offset of its first line, where it has one of its
    /// own.
    own: Vec<(usize, usize)>,
}

/// A sure wrap: where its line ends, and where the next word would have made it end.
#[derive(Debug, Clone, Copy)]
struct Wrap {
    end: usize,
    overflow: usize,
}

impl Widths {
    pub(super) fn of(source: &str, rows: &[Row]) -> Widths {
        let mut all = Vec::new();
        let mut own = Vec::new();
        for run in rows.chunk_by(continues_run) {
            let wraps: Vec<Wrap> = run
                .windows(2)
                .filter_map(|pair| sure_wrap(source, pair))
                .collect();
            let width = width(&wraps).filter(|_| wraps.len() >= LINES_FOR_OWN_WIDTH);
            if let (Some(first), Some(width)) = (run.first(), width) {
                own.push((first.line.span.start, width));
            }
            all.extend(wraps);
        }
        Widths {
            file: width(&all),
            own,
        }
    }

    /// The width at `row`. A stretch without its own has that of the file.
    fn at(&self, row: &Row) -> Option<usize> {
        let after = self
            .own
            .partition_point(|&(start, _)| start <= row.line.span.start);
        let own = after.checked_sub(1).and_then(|i| self.own.get(i));
        // The file's width may be wrong for one stretch, but a stretch's own is not wrong for those
        // after it.
        match (own, self.file) {
            (Some(&(_, own)), Some(file)) if own.abs_diff(file) > file / 8 => Some(own),
            (_, file) => file,
        }
    }

    /// Whether the break between two lines that stand together is a wrap.
    pub(super) fn wraps(&self, source: &str, line: &Row, next: &Row) -> bool {
        let within = is_within_sentence(source, line, next);
        let hangs = line.verdict.item && next.line.indent > line.line.indent;
        let is_prose = (PROSE_LINE..=LONGEST_LINE).contains(&line.line.end_column());
        if within && (hangs || is_prose) {
            return true;
        }
        let Some(width) = self.at(line) else {
            return false;
        };
        if line.line.end_column() > LONGEST_LINE {
            return false;
        }
        let overflow = overflow(source, line, next);
        if within {
            return overflow > width / 4 * 3;
        }
        let begins_paragraph = !line.verdict.item
            && next.line.indent > line.line.indent + 1
            && ending(line.text(source)) == Ending::Sentence;
        !begins_paragraph && overflow > width - width / 20
    }

    /// Whether `line` breaks off inside a sentence for want of room.
    pub(super) fn breaks_off(&self, source: &str, line: &Row, next: &Row) -> bool {
        let open = matches!(ending(line.text(source)), Ending::Word | Ending::Pause);
        let full = self
            .at(line)
            .is_some_and(|width| overflow(source, line, next) > width - width / 20);
        open && full
    }
}

fn is_within_sentence(source: &str, line: &Row, next: &Row) -> bool {
    let text = line.text(source);
    let open = matches!(ending(text), Ending::Word | Ending::Pause);
    (open && starts_lower(next.text(source))) || ends_in_hyphen(text)
}

/// Where `line` would end if the first word of `next` stood on it.
fn overflow(source: &str, line: &Row, next: &Row) -> usize {
    line.line.end_column() + 1 + first_word_chars(next.text(source))
}

fn sure_wrap(source: &str, pair: &[Row]) -> Option<Wrap> {
    let [line, next] = pair else {
        return None;
    };
    let end = line.line.end_column();
    let sure =
        next.marker.is_none() && end <= LONGEST_LINE && is_within_sentence(source, line, next);
    sure.then(|| Wrap {
        end,
        overflow: overflow(source, line, next),
    })
}

/// The width that made these wraps, if one width did.
fn width(wraps: &[Wrap]) -> Option<usize> {
    let mut ends: Vec<usize> = wraps.iter().map(|wrap| wrap.end).collect();
    let width = percentile(&mut ends, 0.95);
    let filled = wraps
        .iter()
        .filter(|wrap| wrap.overflow > width - width / 12)
        .count();
    let is_seen =
        width >= USUAL_WIDTH || (width >= NARROWEST_WIDTH && wraps.len() >= LINES_FOR_NARROW);
    (is_seen && filled * 5 >= wraps.len() * 4).then_some(width)
}
