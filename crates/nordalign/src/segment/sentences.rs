//! Where one sentence ends and the next begins.
//!
//! The method is the sentence boundaries of Unicode UAX #29, corrected with
//! what is known of the language:
//!
//! 1. A blank line always ends a sentence, and so does a line that is clearly
//!    the next item of a list. Every other line break is only white space (UAX
//!    #29 alone would end a sentence at each).
//! 2. UAX #29 proposes boundaries in each such paragraph.
//! 3. Every stop, that is every run of `. ? ! …` with the quotes, brackets and
//!    footnote marks that close on it, gets a ruling from the words before
//!    and after it. The ruling can join what UAX #29 parts (`nr. Fem`,
//!    `17. Mai`, `"Kommer du?" spurte hun`), part what UAX #29 joins (`slutt. 14
//!    personer kom`), or leave the word to UAX #29.
//! 4. Boundaries that UAX #29 finds elsewhere, at marks which the Nordic
//!    languages do not use, stand.
//!
//! The knowledge of the language is in `language/data/`, in a folder for each: `abbreviations.txt`
//! lists abbreviations, `full_stops.txt` words that settle what a full stop beside them means. Each
//! file explains its classes, and a line added there needs no change here.
//!
//! The time is linear in the text: each ruling looks at a bounded window.

use std::ops::Range;

use crate::lang::Lang;

use super::abbreviations::Abbreviations;
use super::paragraphs::paragraphs;
use super::proposals::{proposed_boundaries, without_line_breaks};
use super::rulings::ends_sentence;
use super::stops::{slice, stops};

/// Byte ranges of the sentences in `text`, in order, half-open, on char boundaries, trimmed of
/// outer white space; together they cover everything but white space.
pub(crate) fn sentences(lang: Lang, text: &str) -> Vec<Range<usize>> {
    let known = Abbreviations::of(lang);
    let mut found = Vec::new();
    for paragraph in paragraphs(text) {
        let content = slice(text, &paragraph);
        add_sentences(known, content, paragraph.start, &mut found);
    }
    found
}

/// Adds the sentences of one paragraph, which begins at byte `offset` of the text.
fn add_sentences(
    known: &Abbreviations,
    paragraph: &str,
    offset: usize,
    found: &mut Vec<Range<usize>>,
) {
    let text = &*without_line_breaks(paragraph);
    let mut proposed = proposed_boundaries(text).peekable();
    let mut start = 0;
    for stop in stops(text) {
        // Boundaries before the stop are at marks the rulings do not know.
        while let Some(boundary) = proposed.next_if(|at| *at < stop.marks.end) {
            add_trimmed(text, start..boundary, offset, found);
            start = boundary;
        }
        let mut is_proposed = false;
        while proposed.next_if(|at| *at <= stop.next).is_some() {
            is_proposed = true;
        }
        if ends_sentence(known, text, start, &stop, is_proposed) {
            add_trimmed(text, start..stop.next, offset, found);
            start = stop.next;
        }
    }
    for boundary in proposed {
        add_trimmed(text, start..boundary, offset, found);
        start = boundary;
    }
    add_trimmed(text, start..text.len(), offset, found);
}

/// Adds `range` of `text` without its outer white space, unless nothing is left.
fn add_trimmed(text: &str, range: Range<usize>, offset: usize, found: &mut Vec<Range<usize>>) {
    let untrimmed = slice(text, &range);
    let from_start = untrimmed.trim_start();
    let trimmed = from_start.trim_end();
    if !trimmed.is_empty() {
        let start = offset + range.start + untrimmed.len() - from_start.len();
        found.push(start..start + trimmed.len());
    }
}
