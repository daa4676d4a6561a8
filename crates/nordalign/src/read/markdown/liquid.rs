//! Tags of Liquid, Jinja and GitBook: `{% include x.html text="…" %}`, `{% hint %} … {% endhint %}`.

use super::shortcode::{Tag, TagKind};
use crate::read::markup::args::{self, Syntax};
use crate::span::Span;

/// Tags that hold conditions, not arguments.
const LOGIC: [&str; 9] = [
    "assign", "case", "elif", "elsif", "for", "if", "set", "unless", "when",
];

/// The tag that begins at byte `at`, if one does.
pub(super) fn read(source: &str, at: usize) -> Option<Tag> {
    let rest = source.get(at..)?.strip_prefix("{%")?;
    let rest = rest.trim_start_matches('-').trim_start();
    let start = source.len() - rest.len();
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let len = rest.find(|c: char| !part(c))?;
    let word = rest.get(..len).filter(|word| !word.is_empty())?;
    let closes = word.len() > "end".len() && word.starts_with("end");
    let name = match closes {
        true => Span::new(start + "end".len(), start + len),
        false => Span::new(start, start + len),
    };
    let syntax = Syntax {
        closers: &["-%}", "%}"],
        escapes: false,
    };
    let (args, end) = match args::read(source, start + len, syntax) {
        Ok((args, closer)) if !LOGIC.contains(&word) => (args, closer.end),
        _ => (Vec::new(), end(source, start + len)?),
    };
    let span = Span::new(at, end);
    let one_paragraph = span
        .text(source)?
        .lines()
        .skip(1)
        .all(|line| !line.trim().is_empty());
    one_paragraph.then_some(Tag {
        kind: if closes {
            TagKind::Close
        } else {
            TagKind::Open
        },
        span,
        name,
        args,
    })
}

/// The end of a tag with more than arguments in it, on the same line.
fn end(source: &str, from: usize) -> Option<usize> {
    let line = source.get(from..)?.lines().next()?;
    let until_next = line.split("{%").next()?;
    Some(from + until_next.find("%}")? + "%}".len())
}
