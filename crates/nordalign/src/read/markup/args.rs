//! Lists of arguments, as shortcodes and HTML tags have them: `src="a.jpg" alt="En båt" 12`.

use crate::span::Span;
use crate::text::MappedText;

use super::view::{self, Edit, Replacement, View};

/// How a list of arguments is written.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Syntax {
    /// What ends the list.
    pub(in crate::read) closers: &'static [&'static str],
    /// Whether `\"` stands for a quotation mark.
    pub(in crate::read) escapes: bool,
}

/// An argument.
#[derive(Debug, Clone)]
pub(in crate::read) struct Arg {
    /// Its name; positional arguments have none.
    pub(in crate::read) name: Option<Span>,
    /// Its value, without the quotation marks.
    pub(in crate::read) value: Span,
    /// All of it.
    pub(in crate::read) span: Span,
    escaped: bool,
}

impl Arg {
    /// One without a name, as it stands under `value`.
    pub(in crate::read) fn unquoted(value: Span) -> Self {
        Arg {
            name: None,
            value,
            span: value,
            escaped: false,
        }
    }

    /// One with a name, whose value stands under `value`; it ends at byte `end`.
    pub(in crate::read) fn named(name: Span, value: Span, end: usize) -> Self {
        Arg {
            name: Some(name),
            span: Span::new(name.start, end),
            ..Arg::unquoted(value)
        }
    }

    /// Whether it is named `name`, in any case.
    pub(in crate::read) fn is(&self, source: &str, name: &str) -> bool {
        let own = self.name.and_then(|own| own.text(source));
        own.is_some_and(|own| own.eq_ignore_ascii_case(name))
    }

    /// Its value as a reader gets it.
    pub(in crate::read) fn text(&self, source: &str) -> MappedText {
        let raw = self.value.text(source).unwrap_or_default();
        if self.escaped {
            return unescaped(source, self.value);
        }
        if raw.contains(['\n', '\r']) {
            let words: Vec<_> = raw.split_whitespace().collect();
            return view::mapped(&words.join(" "), source, self.value);
        }
        MappedText::copied(source, self.value).trimmed()
    }

    /// Its value as a Markdown parser gets it.
    pub(in crate::read) fn view(&self, source: &str) -> View {
        let Span { start, end } = self.value;
        let mut edits = folds(source, self.value);
        if self.escaped {
            let left_out = |at| Edit {
                span: Span::new(at, at + 1),
                with: Replacement::Text(String::new()),
            };
            edits.extend(escapes(source, self.value).map(left_out));
        }
        View::new(source.get(..end).unwrap_or_default(), start, edits)
    }
}

/// White space with line breaks under `value`, which a reader sees as a space.
fn folds(source: &str, value: Span) -> Vec<Edit> {
    let raw = value.text(source).unwrap_or_default();
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(found) = raw.get(at..).and_then(|rest| rest.find(['\n', '\r'])) {
        let before = raw.get(at..at + found).unwrap_or_default().trim_end();
        let start = at + before.len();
        let rest = raw.get(start..).unwrap_or_default();
        at = start + view::leading_blank(rest);
        edits.push(Edit {
            span: Span::new(value.start + start, value.start + at),
            with: Replacement::Text(" ".to_owned()),
        });
    }
    edits
}

/// Where the backslashes under `value` stand that only keep the next byte from ending it.
fn escapes(source: &str, value: Span) -> impl Iterator<Item = usize> {
    let bytes = source.as_bytes();
    let mut at = value.start;
    std::iter::from_fn(move || {
        while at + 1 < value.end {
            let next = bytes.get(at + 1).copied().unwrap_or_default();
            let escapes = bytes.get(at) == Some(&b'\\') && is_escapable(next);
            at += 1 + usize::from(escapes);
            if escapes {
                return Some(at - 2);
            }
        }
        None
    })
}

/// The text under `value` with its escapes resolved.
fn unescaped(source: &str, value: Span) -> MappedText {
    let mut text = MappedText::new();
    let mut from = value.start;
    for at in escapes(source, value) {
        copy_flat(&mut text, source, Span::new(from, at));
        let escaped = Span::new(at + 1, at + 2).text(source).unwrap_or_default();
        text.replace(escaped, Span::new(at, at + 2));
        from = at + 2;
    }
    copy_flat(&mut text, source, Span::new(from, value.end));
    text.trimmed()
}

fn copy_flat(text: &mut MappedText, source: &str, span: Span) {
    let part = span.text(source).unwrap_or_default();
    text.replace(&part.replace(['\n', '\r'], " "), span);
}

fn is_escapable(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'\\')
}

/// The arguments from byte `from` on, and what closes the list.
///
/// Otherwise the byte at which it turned out to be no such list.
pub(in crate::read) fn read(
    source: &str,
    from: usize,
    syntax: Syntax,
) -> Result<(Vec<Arg>, Span), usize> {
    let mut lexer = Lexer {
        source,
        at: from,
        syntax,
    };
    let mut args = Vec::new();
    loop {
        lexer.skip_blank();
        if let Some(closer) = lexer.closer() {
            return Ok((args, Span::new(lexer.at, lexer.at + closer.len())));
        }
        args.push(lexer.arg()?);
    }
}

struct Lexer<'a> {
    source: &'a str,
    at: usize,
    syntax: Syntax,
}

/// A value and whether there are escapes in it.
type Value = (Span, bool);

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn byte(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    fn skip_blank(&mut self) {
        self.at += view::leading_blank(self.rest());
    }

    fn closer(&self) -> Option<&'static str> {
        let rest = self.rest();
        let mut closers = self.syntax.closers.iter().copied();
        closers.find(|closer| rest.starts_with(closer))
    }

    fn arg(&mut self) -> Result<Arg, usize> {
        let start = self.at;
        let mut name = None;
        let quoted = self.quote().is_some();
        let (mut value, mut escaped) = self.value(true)?;
        if !quoted && self.equals() {
            name = Some(value);
            (value, escaped) = self.value(false)?;
        }
        Ok(Arg {
            name,
            value,
            span: Span::new(start, self.at),
            escaped,
        })
    }

    fn equals(&mut self) -> bool {
        let blank = view::leading_blank(self.rest());
        let found = self.source.as_bytes().get(self.at + blank) == Some(&b'=');
        if found {
            self.at += blank + 1;
            self.skip_blank();
        }
        found
    }

    fn quote(&self) -> Option<u8> {
        self.byte()
            .filter(|byte| matches!(byte, b'"' | b'\'' | b'`'))
    }

    fn value(&mut self, may_be_name: bool) -> Result<Value, usize> {
        match self.quote() {
            Some(quote) => self.quoted(quote),
            None => self.bare(may_be_name),
        }
    }

    fn quoted(&mut self, quote: u8) -> Result<Value, usize> {
        let raw = quote == b'`';
        let start = self.at + 1;
        let bytes = self.source.as_bytes();
        let (mut at, mut escaped) = (start, false);
        while let Some(&byte) = bytes.get(at) {
            let next = bytes.get(at + 1).copied().unwrap_or_default();
            match byte {
                _ if byte == quote => {
                    self.at = at + 1;
                    return Ok((Span::new(start, at), escaped));
                }
                b'\n' if !raw && self.is_blank_line(at + 1) => return Err(at),
                b'\\' if !raw && self.syntax.escapes && is_escapable(next) => {
                    escaped = true;
                    at += 1;
                }
                _ => {}
            }
            at += 1;
        }
        // No such quotation mark in all the rest: whoever looks on from here won't come this far
        // again.
        Err(start)
    }

    fn is_blank_line(&self, at: usize) -> bool {
        let rest = self.source.get(at..).unwrap_or_default();
        rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
    }

    fn bare(&mut self, may_be_name: bool) -> Result<Value, usize> {
        let start = self.at;
        while let Some(c) = self.rest().chars().next() {
            let ends = c.is_whitespace() || (may_be_name && c == '=');
            if ends || self.closer().is_some() {
                break;
            }
            if matches!(c, '{' | '<') {
                return Err(self.at);
            }
            self.at += c.len_utf8();
        }
        if self.byte().is_none() || (may_be_name && self.at == start) {
            return Err(self.at);
        }
        Ok((Span::new(start, self.at), false))
    }
}
