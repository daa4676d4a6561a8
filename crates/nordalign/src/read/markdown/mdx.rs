//! What MDX adds to Markdown: components (`<Card title="Nytt">`), comments (`{/* … */}`),
//! expressions and the lines `import …` and `export …`.

use super::brackets::Brackets;
use super::shortcode::{Tag, TagKind};
use crate::read::markup::args::Arg;
use crate::read::markup::view::leading_blank;
use crate::span::Span;

/// What an `export` begins with.
const EXPORTS: [&str; 9] = [
    "default ",
    "const ",
    "let ",
    "var ",
    "function ",
    "async ",
    "class ",
    "{",
    "*",
];

/// Where in an expression the arrow of a function has to stand for it to be known as one.
const MAX_ARROW: usize = 256;

/// The `import` or `export` that stands on the line that begins at byte `at`.
pub(super) fn script(source: &str, at: usize, brackets: &Brackets) -> Option<Tag> {
    let rest = source.get(at..)?;
    if let Some(what) = rest.strip_prefix("export ") {
        let exports = EXPORTS.iter().any(|start| what.starts_with(start));
        return exports.then(|| Tag::bare(TagKind::Code, at, brackets.line_end(source, at)));
    }
    let what = rest.strip_prefix("import ")?;
    let end = brackets.line_end(source, at);
    let statement = source.get(at..end)?.trim_end();
    let path = statement.trim_end_matches(';');
    let from = || statement.contains(" from ") || statement.contains("} from");
    let fits = path.ends_with(['\'', '"']) && (what.starts_with(['\'', '"']) || from());
    fits.then(|| Tag::bare(TagKind::Code, at, at + statement.len()))
}

/// The comment, or the expression that is all of a line, whose brace opens at byte `at`; `first`
/// says that it comes first on its line.
pub(super) fn braces(source: &str, at: usize, first: bool, brackets: &Brackets) -> Option<Tag> {
    let end = brackets.end(at)?;
    let inside = source.get(at + 1..end - 1)?.trim();
    if inside.starts_with("/*") && inside.ends_with("*/") {
        return Some(Tag::bare(TagKind::Comment, at, end));
    }
    if !first {
        return None;
    }
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '.');
    let name = inside.starts_with(|c: char| c.is_ascii_alphabetic()) && inside.chars().all(part);
    let begin = inside.bytes().take(MAX_ARROW);
    let arrow = || {
        begin
            .clone()
            .zip(begin.clone().skip(1))
            .any(|pair| pair == (b'=', b'>'))
    };
    if !name && !arrow() {
        return None;
    }
    let after = source.get(end..)?.lines().next().unwrap_or_default();
    after
        .trim()
        .is_empty()
        .then(|| Tag::bare(TagKind::Code, at, end))
}

/// The tag of a component that begins at byte `at`, or another one that HTML doesn't know because
/// an attribute's value stands in braces.
pub(super) fn component(source: &str, at: usize, brackets: &Brackets) -> Option<Tag> {
    let inside = source.get(at..)?.strip_prefix('<')?;
    let closes = inside.starts_with('/');
    let start = at + 1 + usize::from(closes);
    let name = word(source, start)?;
    let component = name
        .text(source)?
        .starts_with(|c: char| c.is_ascii_uppercase());
    let mut reader = Attributes {
        source,
        at: name.end,
        brackets,
        args: Vec::new(),
        braces: false,
    };
    let kind = match reader.read()? {
        _ if closes => TagKind::Close,
        "/>" => TagKind::Empty,
        _ => TagKind::Open,
    };
    (component || reader.braces).then(|| Tag {
        kind,
        span: Span::new(at, reader.at),
        name,
        args: reader.args,
    })
}

/// The name that begins at byte `at`.
fn word(source: &str, at: usize) -> Option<Span> {
    let rest = source.get(at..)?;
    let part =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '@' | '#');
    let len = rest.find(|c: char| !part(c))?;
    (len > 0).then(|| Span::new(at, at + len))
}

struct Attributes<'a> {
    source: &'a str,
    at: usize,
    brackets: &'a Brackets,
    /// Those whose value is a text.
    args: Vec<Arg>,
    /// Whether anything stands in braces.
    braces: bool,
}

impl<'a> Attributes<'a> {
    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// Reads up to the end of the tag, and says which it is.
    fn read(&mut self) -> Option<&'static str> {
        loop {
            let blank = leading_blank(self.rest());
            let gap = self.rest().get(..blank)?;
            if gap.matches('\n').count() > 1 {
                return None;
            }
            self.at += blank;
            for end in ["/>", ">"] {
                if self.rest().starts_with(end) {
                    self.at += end.len();
                    return Some(end);
                }
            }
            if blank == 0 {
                return None;
            }
            self.attribute()?;
        }
    }

    fn attribute(&mut self) -> Option<()> {
        if self.rest().starts_with('{') {
            self.braces = true;
            self.at = self.brackets.end(self.at)?;
            return Some(());
        }
        let name = word(self.source, self.at)?;
        self.at = name.end;
        if !self.rest().starts_with('=') {
            return Some(());
        }
        self.at += 1;
        if let Some(value) = self.value()? {
            self.args.push(Arg::named(name, value, self.at));
        }
        Some(())
    }

    /// Passes a value; hands it back if it is a text.
    fn value(&mut self) -> Option<Option<Span>> {
        let start = self.at;
        let sign = self.rest().chars().next()?;
        match sign {
            '"' | '\'' => {
                let inside = self.rest().get(1..)?;
                let len = inside.find(sign)?;
                self.at += len + 2;
                let value = Span::new(start + 1, start + 1 + len);
                let whole = value.text(self.source)?;
                (!whole.contains("\n\n")).then_some(Some(value))
            }
            '{' => {
                self.braces = true;
                self.at = self.brackets.end(start)?;
                Some(quoted(self.source, Span::new(start + 1, self.at - 1)))
            }
            _ => {
                let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'');
                let len = self.rest().find(ends)?;
                self.at += len;
                (len > 0).then_some(None)
            }
        }
    }
}

/// The text of an expression that is one text in quotation marks.
fn quoted(source: &str, span: Span) -> Option<Span> {
    let text = span.text(source)?;
    let start = span.start + leading_blank(text);
    let text = text.trim();
    let quote = text
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let inside = text.strip_prefix(quote)?.strip_suffix(quote)?;
    let plain = !inside.contains([quote, '\\']) && !inside.contains("${");
    plain.then(|| Span::new(start + 1, start + 1 + inside.len()))
}
