//! What a reader sees of the text between tags.

use pulldown_cmark::{Event, Parser};

use crate::read::markup::Text;
use crate::span::Span;
use crate::text::MappedText;

/// The text under `span` with its character references decoded and its white space folded.
pub(super) fn decoded(source: &str, span: Span) -> MappedText {
    let mut text = Text::default();
    push_decoded(&mut text, source, span);
    text.finish().0
}

/// Appends what a reader sees of the HTML text under `span`.
pub(super) fn push_decoded(text: &mut Text, source: &str, span: Span) {
    let mut at = span.start;
    while let Some(rest) = source.get(at..span.end).filter(|rest| !rest.is_empty()) {
        let len = match rest.chars().next() {
            Some(c) if c.is_ascii_whitespace() => {
                let len = rest.len() - rest.trim_ascii_start().len();
                text.space(Span::new(at, at + len));
                len
            }
            Some('&') => push_reference(text, source, rest, at),
            _ => {
                let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '&');
                let len = end.unwrap_or(rest.len());
                text.copy(source, Span::new(at, at + len));
                len
            }
        };
        at += len;
    }
}

/// Appends the character that `rest` begins with a reference to, or else the `&`; the length of it
/// in the source.
fn push_reference(text: &mut Text, source: &str, rest: &str, at: usize) -> usize {
    let name = rest.bytes().skip(1).take(40);
    let len = name
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
        .count()
        + 2;
    let reference = rest.get(..len).filter(|found| found.ends_with(';'));
    // Markdown has the same references, and its parser the table of them.
    let decoded = reference.and_then(|found| {
        Parser::new(found).find_map(|event| match event {
            Event::Text(text) if *text != *found => Some(text),
            _ => None,
        })
    });
    match decoded {
        Some(decoded) => {
            text.replace(&decoded, Span::new(at, at + len));
            len
        }
        None => {
            text.copy(source, Span::new(at, at + 1));
            1
        }
    }
}
