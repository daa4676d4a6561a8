//! The code blocks of a document.

use super::bare::bare;
use super::lines::CodeLine;
use crate::check::pair::Units;
use crate::span::Span;

/// A code block.
pub(super) struct Listing<'a> {
    pub(super) span: Span,
    /// Its lines between the fences, without those that are blank, comments or drawings.
    pub(super) lines: Vec<CodeLine<'a>>,
    /// How many units of the document stand before it.
    pub(super) units_before: usize,
}

/// The code blocks of `side`, in order, except empty ones and diagrams.
pub(super) fn listings<'a>(side: &Units<'a>) -> Vec<Listing<'a>> {
    let blocks = side.document.blocks().iter();
    let listings = blocks.filter(|block| block.is_listing()).map(|block| {
        let span = block.span();
        Listing {
            span,
            lines: lines(side.document.source(), span),
            units_before: side.before(span.start),
        }
    });
    listings
        .filter(|listing| !listing.lines.is_empty())
        .collect()
}

/// Languages in which diagrams are written, whose code is mostly the texts in them.
const DIAGRAMS: [&str; 5] = ["d2", "dot", "graphviz", "mermaid", "plantuml"];

/// Whether a line is part of a drawing, such as a tree of folders with remarks.
fn is_drawn(line: &str) -> bool {
    line.contains(|c| ('\u{2500}'..='\u{259f}').contains(&c))
}

/// What lines of code in lists and quotes begin with.
const MARGIN: [char; 3] = [' ', '\t', '>'];

fn lines(source: &str, span: Span) -> Vec<CodeLine<'_>> {
    let mut at = span.start;
    let text = span.text(source).unwrap_or_default();
    let mut rows = text.split_inclusive('\n').map(|row| {
        let code = row.trim_start_matches(MARGIN);
        let start = at + row.len() - code.len();
        at += row.len();
        (code.trim_end(), start)
    });
    let fence = rows.next().map_or("", |(fence, _)| fence);
    let sign = fence.get(..3).unwrap_or_default();
    let is_diagram = |language: &str| DIAGRAMS.contains(&language);
    if fence
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(is_diagram)
    {
        return Vec::new();
    }
    let is_end = |text: &str| !sign.is_empty() && text.starts_with(sign);
    let rows: Vec<(&str, usize)> = rows.filter(|(text, _)| !is_end(text)).collect();
    let bare = bare(rows.iter().map(|(text, _)| *text));
    let lines = rows.into_iter().zip(bare);
    lines
        .map(|((text, at), bare)| CodeLine { text, at, bare })
        .filter(|line| !line.bare.is_empty() && !is_drawn(line.text))
        .collect()
}
