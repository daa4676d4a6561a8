//! The fields of front matter, and which of their values are text.

use super::prose;
use crate::document::{Block, BlockKind};
use crate::read::front_matter_field::{FrontMatterField, said};
use crate::read::markup::view::{mapped, trimmed};
use crate::span::Span;
use crate::text::MappedText;

/// A field on the top level.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) key: String,
    /// From its key to the end of its value.
    pub(super) span: Span,
    /// What it says, unless it has fields or a list of its own.
    pub(super) value: Option<Value>,
    /// What of it is text.
    pub(super) texts: Vec<Text>,
}

/// A value that is text, of a field of any depth.
#[derive(Debug)]
pub(super) struct Text {
    /// The names that lead to it: `features.0.title`.
    path: String,
    /// From its key, if it has one of its own, to its end.
    span: Span,
    value: Value,
}

/// A value that is no list and has no fields of its own.
#[derive(Debug, Clone)]
pub(super) struct Value {
    pub(super) text: String,
    pub(super) quoted: bool,
    pub(super) span: Span,
}

/// Tells which values are text.
pub(super) struct Judge<'a> {
    pub(super) source: &'a str,
    /// What the caller says of fields.
    pub(super) said: &'a [FrontMatterField],
    /// The fields that hold sentences and are not read, once each; `*` stands for numbers.
    pub(super) passed_over: Vec<String>,
}

/// At most this many fields are reported as not read.
const MOST_PASSED_OVER: usize = 20;

impl Judge<'_> {
    /// The value of the field at `path` if it is text. `span` begins with its key.
    pub(super) fn text(&mut self, path: &str, span: Span, value: &Value) -> Option<Text> {
        if value.is_null() {
            return None;
        }
        let names: Vec<&str> = path.split('.').collect();
        let is_text = said(self.said, &names);
        if !is_text.unwrap_or_else(|| prose::is_text(&names, &value.text, !value.quoted)) {
            if is_text.is_none() && prose::is_passed_over(&value.text) {
                self.pass_over(&names);
            }
            return None;
        }
        let text = Text {
            path: path.to_owned(),
            span,
            value: value.clone(),
        };
        (!text.value.mapped(self.source).is_blank()).then_some(text)
    }

    fn pass_over(&mut self, names: &[&str]) {
        let is_number = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
        let names = names.iter();
        let names = names.map(|&name| if is_number(name) { "*" } else { name });
        let path = names.collect::<Vec<_>>().join(".");
        if self.passed_over.len() < MOST_PASSED_OVER && !self.passed_over.contains(&path) {
            self.passed_over.push(path);
        }
    }
}

impl Field {
    /// A block for each text of it, or one for all of it.
    pub(super) fn blocks(self, source: &str) -> Vec<Block> {
        if self.texts.is_empty() {
            let span = with_colon(source, self.span);
            return vec![Block::other(BlockKind::FrontMatter, source, span).with_key(self.key)];
        }
        let texts = self.texts.into_iter();
        texts.map(|text| text.block(source)).collect()
    }
}

impl Text {
    pub(super) fn span(&self) -> Span {
        self.span
    }

    fn block(self, source: &str) -> Block {
        let span = with_colon(source, self.span);
        let text = self.value.mapped(source);
        Block::unit(BlockKind::FrontMatter, span, text).with_key(self.path)
    }
}

/// What stands under `span`, with the colon behind a field without a value.
fn with_colon(source: &str, span: Span) -> Span {
    let colon = source.as_bytes().get(span.end) == Some(&b':');
    trimmed(source, Span::new(span.start, span.end + usize::from(colon)))
}

impl Value {
    /// Unlike `no`, which YAML may take for a truth value, these can't be meant as text.
    pub(super) fn is_null(&self) -> bool {
        !self.quoted && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }

    fn mapped(&self, source: &str) -> MappedText {
        let mut span = trimmed(source, self.span);
        // An anchor or a tag before the value.
        while let Some(rest) = span.text(source).filter(|t| t.starts_with(['&', '!'])) {
            let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
            span = trimmed(source, Span::new(span.start + word, span.end));
        }
        let whole = span.text(source).unwrap_or_default();
        if self.quoted {
            let marks = ["\"\"\"", "'''", "\"", "'"];
            let is_around = |mark: &&&str| {
                whole.len() >= 2 * mark.len()
                    && whole.starts_with(**mark)
                    && whole.ends_with(**mark)
            };
            let mark = marks.iter().find(is_around).map_or(0, |mark| mark.len());
            span = Span::new(span.start + mark, span.end - mark);
        }
        mapped(self.text.trim(), source, span)
    }
}
