//! Words, numbers and marks in a text.

use std::ops::Range;

/// How many words `text` has.
pub fn words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.contains(char::is_alphabetic))
        .count()
}

/// The places of the words and numbers of `text`: letters, digits, and `.`, `,`, `:` or `-` between
/// them.
pub fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..]
        .find(char::is_alphanumeric)
        .map(|start| at + start)
    {
        let mut end = start;
        let mut chars = text[start..].char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let inside =
                ".,:-".contains(c) && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
            if !c.is_alphanumeric() && !inside {
                break;
            }
            end = start + offset + c.len_utf8();
        }
        tokens.push(start..end);
        at = end;
    }
    tokens
}

/// The places of what stands between `open` and `close` in `text`, on one line.
pub fn between(text: &str, open: &str, close: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(open).map(|start| at + start + open.len()) {
        let Some(end) = text[start..].find(close).map(|end| start + end) else {
            break;
        };
        if end > start && !text[start..end].contains('\n') {
            found.push(start..end);
        }
        at = end + close.len();
    }
    found
}

/// A link or an image.
pub struct Link {
    pub text: Range<usize>,
    pub target: Range<usize>,
    pub is_image: bool,
}

/// The links and images of `text`, except includes.
pub fn links(text: &str) -> Vec<Link> {
    let targets = between(text, "](", ")").into_iter();
    let links = targets.filter_map(|target| {
        let close = target.start - 2;
        let open = text[..close].rfind('[')?;
        let before = &text[..open];
        let end = text[target.clone()].find([' ', '\n']);
        let end = end.map_or(target.end, |end| target.start + end);
        (!before.trim_end().ends_with("INCLUDE")).then(|| Link {
            text: open + 1..close,
            target: target.start..end,
            is_image: before.ends_with('!'),
        })
    });
    links.collect()
}
