//! The boundaries that Unicode proposes.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

/// The longest run without letters or digits that UAX #29 gets uncut.
const LONGEST_RUN: usize = 16;

/// The line breaks of UAX #29 that stand inside a paragraph.
const LINE_BREAKS: [char; 4] = ['\n', '\r', '\u{85}', '\u{2028}'];

/// `paragraph` with spaces for its line breaks, byte for byte as long.
pub(super) fn without_line_breaks(paragraph: &str) -> Cow<'_, str> {
    if !paragraph.contains(LINE_BREAKS) {
        return Cow::Borrowed(paragraph);
    }
    let mut text = String::with_capacity(paragraph.len());
    for c in paragraph.chars() {
        if LINE_BREAKS.contains(&c) {
            text.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            text.push(c);
        }
    }
    Cow::Owned(text)
}

/// The boundaries that UAX #29 proposes inside `text`, rising.
pub(super) fn proposed_boundaries(text: &str) -> impl Iterator<Item = usize> {
    without_long_runs(text).flat_map(|(offset, chunk)| {
        chunk
            .split_sentence_bound_indices()
            .skip(1)
            .map(move |(at, _)| offset + at)
    })
}

/// `text` in chunks that are cut inside each run of more than [`LONGEST_RUN`] characters which are
/// neither letters nor digits.
///
/// The time that `unicode-segmentation` takes is quadratic in the length of such a run (it looks
/// for rule SB8 anew from each space and bracket after a full stop). Nothing is lost: the cuts are
/// no boundaries, and the rulings see the uncut text.
fn without_long_runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let mut run = 0;
        let mut length = rest.len();
        for (at, c) in rest.char_indices() {
            run = if c.is_alphanumeric() { 0 } else { run + 1 };
            if run > LONGEST_RUN {
                length = at;
                break;
            }
        }
        let chunk = rest.get(..length)?;
        let offset = start;
        start += length;
        Some((offset, chunk))
    })
}
