//! From the events of a Markdown parser to blocks.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd};

use super::docfx;
use super::inline::{Finished, Inline, Origin};
use super::pipes::{self, Cell};
use crate::document::{Block, BlockKind, MarkupKind};
use crate::language::follows_ordinal;
use crate::read::html::{self, Context};
use crate::read::markup::view::{self, View, trimmed};
use crate::span::Span;

/// What the parser reads in addition to CommonMark.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
}

/// The blocks of what stands under `range`, read as running text: one of `kind`, and those inside
/// it.
pub(super) fn read_running(
    origin: Origin<'_>,
    range: Range<usize>,
    kind: (BlockKind, usize),
) -> Vec<Block> {
    let view = View::running(origin.view, range);
    let origin = Origin {
        source: origin.source,
        view: &view,
    };
    let reader = MarkdownReader {
        only: Some(kind),
        ..MarkdownReader::new(origin)
    };
    reader.read()
}

/// What a block stands in: a quote, a list item, a footnote.
struct Container {
    kind: ContainerKind,
    /// Where it begins, until the first block in it takes that for its own beginning.
    start: Option<usize>,
    /// The list marker, until the first list-item unit takes it.
    marker: Option<String>,
    /// What kind of alert it is.
    alert: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ContainerKind {
    Quote,
    Item,
    /// What looks like an item, but whose number belongs to its text: `6. juni feires`.
    Ordinal,
    Other,
}

/// The block being read.
struct Open {
    /// `None` where that depends on the container.
    kind: Option<(BlockKind, usize)>,
    span: Span,
    /// Where it may begin at the earliest: after the hard break before it.
    from: usize,
    inline: Inline,
}

pub(super) struct MarkdownReader<'a> {
    origin: Origin<'a>,
    blocks: Vec<Block>,
    containers: Vec<Container>,
    quotes: usize,
    items: usize,
    column: usize,
    /// The number at the beginning of an [`ContainerKind::Ordinal`], until its text begins.
    ordinal: Option<Range<usize>>,
    open: Option<Open>,
    html: Option<View>,
    code: bool,
    /// The kind of every paragraph, where it is known beforehand.
    only: Option<(BlockKind, usize)>,
}

impl<'a> MarkdownReader<'a> {
    pub(super) fn new(origin: Origin<'a>) -> Self {
        MarkdownReader {
            origin,
            blocks: Vec::new(),
            containers: Vec::new(),
            quotes: 0,
            items: 0,
            column: 0,
            ordinal: None,
            open: None,
            html: None,
            code: false,
            only: None,
        }
    }

    pub(super) fn read(mut self) -> Vec<Block> {
        let mut events = Parser::new_ext(self.origin.view.text(), options()).into_offset_iter();
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::Link { dest_url, id, .. }) => {
                    let target = self.target(&events, range.clone(), &dest_url, &id);
                    self.inline(range).start(MarkupKind::Link, Some(target));
                }
                Event::Start(Tag::Paragraph) if self.pipes(range.clone()) => {
                    events.find(|(event, _)| *event == Event::End(TagEnd::Paragraph));
                }
                Event::Start(tag) => self.start(tag, range),
                Event::End(tag) => self.end(tag, range),
                event => self.leaf(event, range),
            }
        }
        self.close();
        self.blocks
    }

    /// Where a link leads, as it was written where a placeholder stands in it.
    fn target(&self, events: &OffsetIter<'_>, range: Range<usize>, to: &str, id: &str) -> String {
        let origin = self.origin;
        if !origin.view.has_placeholders() {
            return to.to_owned();
        }
        let defined = events.reference_definitions().get(id);
        let range = defined.map_or(range, |definition| definition.span.clone());
        let span = origin.find(range, to);
        let written = span.and_then(|span| span.text(origin.source));
        written.unwrap_or(to).to_owned()
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.inline(range).start(MarkupKind::Emphasis, None),
            Tag::Strong => self.inline(range).start(MarkupKind::Strong, None),
            Tag::Strikethrough => self.inline(range).start(MarkupKind::Strikethrough, None),
            Tag::Image { title, .. } => {
                let origin = self.origin;
                self.inline(range.clone())
                    .start_image(origin, range, &title);
            }
            Tag::Superscript | Tag::Subscript | Tag::Link { .. } => {}
            block => self.start_block(block, range),
        }
    }

    fn start_block(&mut self, tag: Tag<'_>, range: Range<usize>) {
        self.close();
        match tag {
            Tag::Paragraph | Tag::DefinitionListTitle => self.open(None, range),
            Tag::Heading { level, .. } => {
                self.open(Some((BlockKind::Heading, heading_level(level))), range);
            }
            Tag::TableHead | Tag::TableRow => self.column = 0,
            Tag::TableCell => {
                self.column += 1;
                self.open(Some((BlockKind::TableCell, self.column)), range);
            }
            Tag::BlockQuote(_) => self.enter(ContainerKind::Quote, range),
            Tag::Item => self.enter_item(range),
            Tag::FootnoteDefinition(_) | Tag::DefinitionListDefinition => {
                self.enter(ContainerKind::Other, range);
            }
            Tag::CodeBlock(_) => self.code(range),
            Tag::HtmlBlock => self.html = Some(View::default()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                self.inline(range).end();
            }
            TagEnd::Image => self.inline(range).end_image(),
            TagEnd::Superscript | TagEnd::Subscript => {}
            block => self.end_block(block),
        }
    }

    fn end_block(&mut self, tag: TagEnd) {
        self.close();
        match tag {
            TagEnd::BlockQuote(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionListDefinition => self.leave(),
            TagEnd::CodeBlock => self.code = false,
            TagEnd::HtmlBlock => self.end_html(),
            _ => {}
        }
    }

    fn leaf(&mut self, event: Event<'_>, range: Range<usize>) {
        let origin = self.origin;
        match event {
            Event::Text(_) if self.code => {}
            Event::Text(text) => {
                if let Some(number) = self.ordinal.take() {
                    self.ordinal_number(number, range.start);
                }
                self.inline(range.clone()).text(origin, range, &text);
            }
            Event::Code(text) => self.inline(range.clone()).code(origin, range, &text),
            Event::HardBreak => self.hard_break(range),
            Event::InlineHtml(_) if html::is_break(origin.view.slice(range.clone())) => {
                self.hard_break(range);
            }
            Event::SoftBreak => self.inline(range.clone()).space(origin, range),
            Event::InlineHtml(_) => self.inline(range.clone()).html(origin, range),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => self.inline(range).gap(),
            Event::Html(_) => {
                if let Some(html) = &mut self.html {
                    html.append(origin.view, range);
                }
            }
            Event::Rule => self.close(),
            _ => {}
        }
    }

    fn enter_item(&mut self, range: Range<usize>) {
        let text = self.origin.view.slice(range.clone());
        let marker = list_marker(text).unwrap_or_default();
        let after = text.get(marker.len()..).unwrap_or_default().trim_start();
        // `* 2. plads`: a list inside an item begins with its first number.
        let in_bullet = self.containers.last().is_some_and(|item| {
            let bullet = item
                .marker
                .as_deref()
                .is_some_and(|marker| marker.len() == 1);
            bullet && item.start.is_some() && !marker.starts_with("1.")
        });
        let lower = after.starts_with(char::is_lowercase);
        let numbered = marker.len() > 1 && marker.ends_with('.');
        if numbered && (follows_ordinal(after) || in_bullet && lower) {
            self.ordinal = Some(range.start..range.start + marker.len());
            self.enter(ContainerKind::Ordinal, range);
        } else {
            self.enter(ContainerKind::Item, range);
        }
    }

    /// Adds the number in `range` to the text that begins at `start`.
    fn ordinal_number(&mut self, range: Range<usize>, start: usize) {
        let origin = self.origin;
        let number = origin.view.slice(range.clone());
        let inline = self.inline(range.clone());
        inline.text(origin, range.clone(), number);
        inline.space(origin, range.end..start);
    }

    fn enter(&mut self, kind: ContainerKind, range: Range<usize>) {
        let source = self.origin.source;
        let span = trimmed(source, self.origin.span(range));
        let item = kind == ContainerKind::Item;
        self.items += usize::from(item);
        self.quotes += usize::from(kind == ContainerKind::Quote);
        let text = span.text(source).unwrap_or_default();
        self.containers.push(Container {
            kind,
            start: Some(span.start),
            marker: list_marker(text).filter(|_| item),
            alert: None,
        });
    }

    fn leave(&mut self) {
        if let Some(container) = self.containers.pop() {
            self.items -= usize::from(container.kind == ContainerKind::Item);
            self.quotes -= usize::from(container.kind == ContainerKind::Quote);
        }
    }

    fn open(&mut self, kind: Option<(BlockKind, usize)>, range: Range<usize>) {
        self.open = Some(Open {
            kind,
            span: self.origin.span(range),
            from: 0,
            inline: Inline::default(),
        });
    }

    /// The block that something inline belongs to; in a tight list the item itself is the
    /// paragraph.
    fn inline(&mut self, range: Range<usize>) -> &mut Inline {
        let span = self.origin.span(range);
        let open = self.open.get_or_insert_with(|| Open {
            kind: None,
            span,
            from: 0,
            inline: Inline::default(),
        });
        // Markup that goes on from before a hard break reaches farther back.
        let start = span.start.max(open.from);
        let span = Span::new(start, span.end.max(start));
        open.span = open.span.cover(span);
        &mut open.inline
    }

    /// A hard break ends a paragraph, and the next line is one of its own of the same kind.
    fn hard_break(&mut self, range: Range<usize>) {
        use BlockKind::{ListItem, Paragraph, Quote};
        let origin = self.origin;
        let span = origin.span(range.clone());
        let fixed = self.open.as_ref().and_then(|open| open.kind);
        let (kind, _) = fixed.unwrap_or_else(|| self.kind());
        let inline = self.inline(range.clone());
        if !matches!(kind, Paragraph | ListItem | Quote) || !inline.may_split() {
            inline.space(origin, range);
            return;
        }
        let inline = inline.split();
        let Some(rest) = self.open.take() else {
            return;
        };
        let start = rest.span.start;
        self.open = Some(Open {
            kind: rest.kind,
            span: Span::new(start, span.start.max(start)),
            from: rest.from,
            inline,
        });
        self.close();
        self.open = Some(Open {
            kind: rest.kind,
            span: Span::new(span.end, rest.span.end.max(span.end)),
            from: span.end,
            inline: rest.inline,
        });
    }

    /// Reads a paragraph whose lines are rows of a table, though its head doesn't fit it; `false`
    /// if they aren't.
    fn pipes(&mut self, range: Range<usize>) -> bool {
        let origin = self.origin;
        let Some(cells) = pipes::cells(origin.view.slice(range.clone())) else {
            return false;
        };
        self.close();
        self.begin(origin.span(range.clone()));
        for Cell { column, inside } in cells {
            let inside = range.start + inside.start..range.start + inside.end;
            let cell = read_running(origin, inside, (BlockKind::TableCell, column));
            self.blocks.extend(cell);
        }
        true
    }

    /// Ends the block being read.
    fn close(&mut self) {
        let Some(open) = self.open.take() else {
            return;
        };
        let mut finished = open.inline.finish();
        let (kind, level) = open.kind.unwrap_or_else(|| self.kind());
        match kind {
            BlockKind::Quote => self.take_alert(&mut finished),
            BlockKind::Heading => take_attributes(&mut finished),
            _ => {}
        }
        let Finished {
            content,
            markup,
            inner_blocks,
            has_no_text,
        } = finished;
        if !content.is_blank() {
            let span = self.begin(trimmed(self.origin.source, open.span));
            if has_no_text {
                self.push_code(span);
            } else {
                let block = Block::unit(kind, span, content).with_markup(markup);
                self.push(block.with_level(level));
            }
        }
        if !inner_blocks.is_empty() {
            // What follows in the container is not its first block any more.
            self.begin(open.span);
        }
        self.blocks.extend(inner_blocks);
    }

    fn push_code(&mut self, span: Span) {
        let code = Block::other(BlockKind::Code, self.origin.source, span);
        self.blocks.push(code);
    }

    /// Adds a unit, with what its container gives it.
    fn push(&mut self, mut block: Block) {
        if let Some(container) = self.container_mut() {
            match block.kind() {
                BlockKind::ListItem => block = block.with_marker(container.marker.take()),
                BlockKind::Quote => {
                    if let Some(alert) = &container.alert {
                        block = block.with_key(alert.clone());
                    }
                }
                _ => {}
            }
        }
        self.blocks.push(block);
    }

    /// The innermost container that says what a paragraph in it is.
    fn container(&self) -> Option<&Container> {
        let mut containers = self.containers.iter().rev();
        containers.find(|container| container.kind != ContainerKind::Ordinal)
    }

    fn container_mut(&mut self) -> Option<&mut Container> {
        let mut containers = self.containers.iter_mut().rev();
        containers.find(|container| container.kind != ContainerKind::Ordinal)
    }

    /// What a paragraph is here, and its level.
    fn kind(&self) -> (BlockKind, usize) {
        if let Some(kind) = self.only {
            return kind;
        }
        match self.container().map(|container| container.kind) {
            Some(ContainerKind::Item) => (BlockKind::ListItem, self.items),
            Some(ContainerKind::Quote) => (BlockKind::Quote, self.quotes),
            _ => (BlockKind::Paragraph, 0),
        }
    }

    /// `span` from the markers of the containers on that it is the first block of.
    fn begin(&mut self, span: Span) -> Span {
        let containers = self.containers.iter_mut().rev();
        let starts = containers.map_while(|container| container.start.take());
        let start = starts.min().unwrap_or(span.start);
        Span::new(start.min(span.start), span.end)
    }

    /// Takes the marker off the first paragraph of an alert.
    fn take_alert(&mut self, finished: &mut Finished) {
        let Some(quote) = self.containers.last_mut() else {
            return;
        };
        let text = finished.content.as_str();
        let first = quote.start.is_some() && quote.alert.is_none();
        let Some((word, len)) = docfx::alert(text).filter(|_| first) else {
            return;
        };
        let rest = text.get(len..).unwrap_or_default();
        if rest.trim().is_empty() && len > "[!]".len() + word.len() {
            // `[!VIDEO https://…]` has no text after it.
            finished.has_no_text = true;
            return;
        }
        quote.alert = Some(word);
        let from = len + view::leading_blank(rest);
        finished.cut(from, text.len());
    }

    fn code(&mut self, range: Range<usize>) {
        self.code = true;
        let span = self.origin.span(range);
        let text = span.text(self.origin.source).unwrap_or_default();
        let span = self.begin(Span::new(span.start, span.start + text.trim_end().len()));
        if !span.is_empty() {
            self.push_code(span);
        }
    }

    fn end_html(&mut self) {
        let Some(html) = self.html.take() else {
            return;
        };
        let (kind, level) = self.kind();
        let context = Context {
            kind,
            level,
            lists: self.items,
            quotes: self.quotes,
        };
        for block in html::blocks(self.origin.source, &html, &context) {
            if block.is_unit() {
                self.push(block);
            } else {
                self.blocks.push(block);
            }
        }
    }
}

fn heading_level(level: HeadingLevel) -> usize {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Takes the attributes off a heading (`{#id .class key=value}`).
///
/// The parser could do that, but it takes every word in braces for one: `## Hei, {navn}` would lose
/// its name.
fn take_attributes(finished: &mut Finished) {
    let text = finished.content.as_str();
    let Some((before, inside)) = text
        .strip_suffix('}')
        .and_then(|text| text.rsplit_once('{'))
    else {
        return;
    };
    let is_attribute = |word: &str| word.starts_with(['#', '.']) || word.contains('=');
    let named = inside.starts_with('#');
    let apart = named || before.is_empty() || before.ends_with(char::is_whitespace);
    if apart && !inside.trim().is_empty() && inside.split_whitespace().all(is_attribute) {
        finished.cut(0, before.trim_end().len());
    }
}

/// The list marker that `text` begins with.
fn list_marker(text: &str) -> Option<String> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let marker = text.get(..=digits)?;
    marker
        .ends_with(['-', '*', '+', '.', ')'])
        .then(|| marker.to_owned())
}
