//! The text of one block as a reader sees it, put together from a parser's events.

use std::ops::Range;

use crate::document::{Block, BlockKind, Markup, MarkupKind};
use crate::read::html::{self, TokenKind};
use crate::read::markup::Text;
use crate::read::markup::view::{self, Part, View};
use crate::span::Span;
use crate::text::MappedText;

/// Markup nested deeper than this, or a link with a longer target, isn't divided: it would be
/// repeated for every line.
const MAX_OPEN: usize = 8;
const MAX_TARGET: usize = 2048;

/// An image whose alternative text is being read.
#[derive(Debug)]
struct Image {
    span: Span,
    text: Text,
    caption: Vec<Block>,
    /// Images inside its alternative text.
    depth: usize,
}

/// The inside of a block.
#[derive(Debug, Default)]
pub(super) struct Inline {
    text: Text,
    markup: Vec<Markup>,
    /// The numbers of the markup that hasn't ended yet.
    open: Vec<usize>,
    image: Option<Image>,
    /// Blocks of their own that stand inside: alternative texts, captions, comments.
    inner_blocks: Vec<Block>,
    /// Whether anything was left out or kept that is no text.
    placeholders: bool,
    own_words: bool,
    in_code: bool,
}

/// A finished [`Inline`].
#[derive(Debug)]
pub(super) struct Finished {
    pub(super) content: MappedText,
    pub(super) markup: Vec<Markup>,
    pub(super) inner_blocks: Vec<Block>,
    /// Whether there is nothing but placeholders in it.
    pub(super) has_no_text: bool,
}

impl Finished {
    /// Leaves of the text what lies under `from..to`.
    pub(super) fn cut(&mut self, from: usize, to: usize) {
        self.content = self.content.slice(from, to);
        let markup = std::mem::take(&mut self.markup);
        self.markup = moved(markup, from, self.content.as_str().len());
    }
}

/// The source, and how the parser sees it.
#[derive(Clone, Copy)]
pub(super) struct Origin<'a> {
    pub(super) source: &'a str,
    pub(super) view: &'a View,
}

impl Origin<'_> {
    pub(super) fn span(self, range: Range<usize>) -> Span {
        self.view.span(self.source, range)
    }

    /// Where the last `value` in `range` stands in the source.
    pub(super) fn find(self, range: Range<usize>, value: &str) -> Option<Span> {
        let at = range.start + self.view.slice(range).rfind(value)?;
        Some(self.span(at..at + value.len()))
    }
}

impl Inline {
    fn target(&mut self) -> &mut Text {
        match &mut self.image {
            Some(image) => &mut image.text,
            None => &mut self.text,
        }
    }

    pub(super) fn text(&mut self, origin: Origin<'_>, range: Range<usize>, text: &str) {
        if origin.view.slice(range.clone()) != text {
            self.own_words |= text.contains(char::is_alphanumeric);
            // The parser counts white space at the end of a heading to a reference before it.
            let span = view::trimmed(origin.source, origin.span(range.clone()));
            let span = if span.is_empty() {
                origin.span(range)
            } else {
                span
            };
            self.target().replace(text, span);
            return;
        }
        for span in origin.view.spans(origin.source, range) {
            self.copy(origin, span);
        }
    }

    fn copy(&mut self, origin: Origin<'_>, span: Span) {
        for (part, what) in origin.view.divide(span) {
            match what {
                Part::Own => {
                    let text = part.text(origin.source).unwrap_or_default();
                    self.own_words |= text.contains(char::is_alphanumeric);
                }
                Part::LeftOut(blocks) if !self.in_code => {
                    self.placeholders = true;
                    self.inner_blocks.extend_from_slice(blocks);
                    self.target().gap();
                    continue;
                }
                Part::Kept | Part::LeftOut(_) => self.placeholders = true,
            }
            self.target().copy(origin.source, part);
        }
    }

    /// Inline code: `text` is what the parser made of it.
    pub(super) fn code(&mut self, origin: Origin<'_>, range: Range<usize>, text: &str) {
        let raw = origin.view.slice(range.clone());
        let inside = raw.trim_matches('`');
        let start = range.start + raw.len() - raw.trim_start_matches('`').len();
        self.start(MarkupKind::Code, None);
        self.in_code = true;
        match inside.find(text) {
            Some(at) => self.text(origin, start + at..start + at + text.len(), text),
            None if origin.view.has_placeholder_in(origin.span(range.clone())) => {
                let range = start..start + inside.len();
                for span in origin.view.spans(origin.source, range) {
                    self.copy(origin, span);
                }
            }
            None => {
                let words: Vec<_> = text.split_whitespace().collect();
                self.text(origin, range, &words.join(" "));
            }
        }
        self.in_code = false;
        self.end();
    }

    pub(super) fn space(&mut self, origin: Origin<'_>, range: Range<usize>) {
        let span = origin.span(range);
        self.target().space(span);
    }

    /// Something that is left out of the text.
    pub(super) fn gap(&mut self) {
        self.target().gap();
    }

    pub(super) fn html(&mut self, origin: Origin<'_>, range: Range<usize>) {
        let span = origin.span(range.clone());
        let mut tokens = html::tokens(origin.view.slice(range));
        let kind = tokens.next().map(|token| token.kind);
        match kind {
            Some(TokenKind::Open(name) | TokenKind::Close(name)) => {
                if name == "br" || html::is_block(&name) {
                    self.target().space(span);
                }
                if name == "img" {
                    self.inner_blocks
                        .extend(html::alt_text(origin.source, span));
                }
            }
            Some(TokenKind::Comment) => {
                let comment = Block::other(BlockKind::Comment, origin.source, span);
                self.inner_blocks.push(comment);
            }
            _ => {}
        }
        self.target().gap();
    }

    /// Whether the block can end here and what follows go on in another one.
    pub(super) fn may_split(&self) -> bool {
        let mut open = self.open.iter().filter_map(|&i| self.markup.get(i));
        let short = |to: &String| to.len() <= MAX_TARGET;
        self.image.is_none()
            && self.open.len() <= MAX_OPEN
            && open.all(|markup| markup.target.as_ref().is_none_or(short))
    }

    /// Ends here, and hands back what comes before; markup that hasn't ended yet goes on.
    pub(super) fn split(&mut self) -> Inline {
        let mut rest = Inline::default();
        for &i in &self.open {
            if let Some(markup) = self.markup.get(i) {
                rest.start(markup.kind, markup.target.clone());
            }
        }
        while !self.open.is_empty() {
            self.end();
        }
        std::mem::replace(self, rest)
    }

    /// Markup begins; `to` is where a link leads.
    pub(super) fn start(&mut self, kind: MarkupKind, to: Option<String>) {
        let at = self.text.len();
        self.open.push(self.markup.len());
        self.markup.push(Markup {
            kind,
            range: Span::new(at, at),
            target: to,
        });
    }

    /// The markup that began last ends.
    pub(super) fn end(&mut self) {
        let end = self.text.len();
        let last = self.open.pop().and_then(|last| self.markup.get_mut(last));
        if let Some(markup) = last {
            markup.range = Span::new(markup.range.start, end);
        }
    }

    pub(super) fn start_image(&mut self, origin: Origin<'_>, range: Range<usize>, title: &str) {
        if let Some(image) = &mut self.image {
            image.depth += 1;
            return;
        }
        let span = origin.span(range.clone());
        self.image = Some(Image {
            span,
            text: Text::default(),
            caption: caption(origin, range, title),
            depth: 0,
        });
    }

    pub(super) fn end_image(&mut self) {
        match self.image.take() {
            Some(mut image) if image.depth > 0 => {
                image.depth -= 1;
                self.image = Some(image);
            }
            Some(image) => {
                let (text, _) = image.text.finish();
                if !text.is_blank() {
                    self.inner_blocks
                        .push(Block::unit(BlockKind::AltText, image.span, text));
                }
                self.inner_blocks.extend(image.caption);
                self.text.gap();
            }
            None => {}
        }
    }

    pub(super) fn finish(self) -> Finished {
        let (content, cut) = self.text.finish();
        let markup = moved(self.markup, cut, content.as_str().len());
        Finished {
            content,
            markup,
            inner_blocks: self.inner_blocks,
            has_no_text: self.placeholders && !self.own_words,
        }
    }
}

/// The title of an image, and what comes of what is left out of it.
fn caption(origin: Origin<'_>, range: Range<usize>, title: &str) -> Vec<Block> {
    if title.trim().is_empty() {
        return Vec::new();
    }
    let found = origin.find(range.clone(), title);
    if let Some(span) = found.filter(|&span| origin.view.has_placeholder_in(span)) {
        let mut inline = Inline::default();
        inline.copy(origin, span);
        let Finished {
            content,
            inner_blocks,
            ..
        } = inline.finish();
        let own = (!content.is_blank()).then(|| Block::unit(BlockKind::Caption, span, content));
        return own.into_iter().chain(inner_blocks).collect();
    }
    let span = found.unwrap_or_else(|| origin.span(range));
    let words: Vec<_> = title.split_whitespace().collect();
    let content = match found {
        Some(_) => view::mapped(&words.join(" "), origin.source, span),
        None => {
            let mut content = MappedText::new();
            content.replace(&words.join(" "), span);
            content
        }
    };
    vec![Block::unit(BlockKind::Caption, span, content)]
}

/// `markup` for a text that has lost `cut` bytes at its start and is `len` bytes long.
fn moved(mut markup: Vec<Markup>, cut: usize, len: usize) -> Vec<Markup> {
    let place = |at: usize| at.saturating_sub(cut).min(len);
    for Markup { range, .. } in &mut markup {
        *range = Span::new(place(range.start), place(range.end));
    }
    markup.retain(|markup| !markup.range.is_empty());
    markup
}
