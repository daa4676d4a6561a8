//! A text under construction.

use crate::span::Span;
use crate::text::MappedText;

use super::view::leading_blank;

/// A text under construction; white space does not pile up where something was left out.
#[derive(Debug, Default)]
pub(in crate::read) struct Text {
    content: MappedText,
    /// Whether something was left out or folded since the last piece.
    gap: bool,
}

impl Text {
    pub(in crate::read) fn copy(&mut self, source: &str, span: Span) {
        let text = span.text(source).unwrap_or_default();
        let skipped = self.to_skip(text);
        let span = Span::new(span.start + skipped, span.end);
        if text.contains(['\n', '\r']) {
            // Only a placeholder goes over more than one line.
            let flat = text.replace(['\n', '\r'], " ");
            self.push(flat.get(skipped..).unwrap_or_default(), span);
        } else {
            self.push(text.get(skipped..).unwrap_or_default(), span);
        }
    }

    pub(in crate::read) fn replace(&mut self, text: &str, span: Span) {
        let skipped = self.to_skip(text);
        self.push(text.get(skipped..).unwrap_or_default(), span);
    }

    fn push(&mut self, text: &str, span: Span) {
        if !text.is_empty() {
            self.content.replace(text, span);
            self.gap = false;
        }
    }

    fn to_skip(&self, text: &str) -> usize {
        let skips = self.gap && self.ends_blank();
        if skips { leading_blank(text) } else { 0 }
    }

    fn ends_blank(&self) -> bool {
        let text = self.content.as_str();
        text.is_empty() || text.ends_with(char::is_whitespace)
    }

    /// Something was left out here.
    pub(in crate::read) fn gap(&mut self) {
        self.gap = true;
    }

    /// Something that a reader sees as white space.
    pub(in crate::read) fn space(&mut self, span: Span) {
        if !self.ends_blank() {
            self.content.replace(" ", span);
        }
        self.gap = true;
    }

    pub(in crate::read) fn len(&self) -> usize {
        self.content.as_str().len()
    }

    /// The text without outer white space, and how many bytes that took from its start.
    pub(in crate::read) fn finish(self) -> (MappedText, usize) {
        let cut = leading_blank(self.content.as_str());
        (self.content.trimmed(), cut)
    }
}
