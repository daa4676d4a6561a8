//! The tags, texts and comments of an HTML text.

use std::ops::Range;

/// The elements whose content is no HTML or no prose.
const RAW: [&str; 5] = ["pre", "script", "style", "svg", "textarea"];

/// A part of an HTML text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Token {
    pub(in crate::read) kind: TokenKind,
    pub(in crate::read) range: Range<usize>,
}

/// What kind of [`Token`] it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) enum TokenKind {
    Text,
    /// A start tag, by its name in small letters.
    Open(String),
    /// An end tag.
    Close(String),
    Comment,
    /// An element that holds no prose, whole.
    Raw,
    /// A declaration or the like.
    Other,
}

/// The parts of `html`, in order and without gaps.
pub(in crate::read) fn tokens(html: &str) -> impl Iterator<Item = Token> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = html.get(at..).filter(|rest| !rest.is_empty())?;
        let (kind, len) = token(rest);
        let range = at..at + len;
        at = range.end;
        Some(Token { kind, range })
    })
}

/// The first part of `rest`, which isn't empty, and its length.
fn token(rest: &str) -> (TokenKind, usize) {
    if rest.starts_with("<!--") {
        return (TokenKind::Comment, until(rest, "-->"));
    }
    if rest.starts_with("<!") || rest.starts_with("<?") {
        return (TokenKind::Other, until(rest, ">"));
    }
    if let Some((name, closes)) = tag_name(rest) {
        // What is left open is all text: looking on for tags behind it would read the rest again
        // and again.
        let Some(end) = tag_end(rest) else {
            return (TokenKind::Text, rest.len());
        };
        return match closes {
            true => (TokenKind::Close(name), end),
            false if RAW.contains(&name.as_str()) => (TokenKind::Raw, raw_end(rest, end, &name)),
            false => (TokenKind::Open(name), end),
        };
    }
    let next = rest.char_indices().skip(1).find(|&(_, c)| c == '<');
    (TokenKind::Text, next.map_or(rest.len(), |(i, _)| i))
}

fn until(rest: &str, end: &str) -> usize {
    rest.find(end).map_or(rest.len(), |at| at + end.len())
}

/// The name of the tag that `rest` begins with, and whether it is an end tag.
fn tag_name(rest: &str) -> Option<(String, bool)> {
    let inside = rest.strip_prefix('<')?;
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let ends = |c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<');
    let word = name.split(ends).next()?;
    let starts = word.starts_with(|c: char| c.is_ascii_alphabetic());
    starts.then(|| (word.to_ascii_lowercase(), inside.starts_with('/')))
}

/// The length of the tag that `rest` begins with.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (i, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(i + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The end of the element `name` whose start tag ends at `from`.
fn raw_end(rest: &str, from: usize, name: &str) -> usize {
    let content = rest.get(from..).unwrap_or_default();
    let close = content.match_indices("</").find(|&(at, _)| {
        let after = content.get(at + 2..at + 2 + name.len());
        after.is_some_and(|after| after.eq_ignore_ascii_case(name))
    });
    close.map_or(rest.len(), |(at, _)| {
        from + at + until(content.get(at..).unwrap_or_default(), ">")
    })
}

/// Whether the tag that `html` begins with is a line break.
pub(in crate::read) fn is_break(html: &str) -> bool {
    tag_name(html).is_some_and(|(name, _)| name == "br")
}

/// Where code and comments stand in `html`.
pub(in crate::read) fn without_prose(html: &str) -> impl Iterator<Item = Range<usize>> {
    let hidden = |kind: &TokenKind| matches!(kind, TokenKind::Comment | TokenKind::Raw);
    tokens(html)
        .filter(move |token| hidden(&token.kind))
        .map(|token| token.range)
}
