//! HTML inside Markdown, read simply: tags are dropped, and those of blocks end a unit.

mod prose;
mod tokens;

use std::ops::Range;

use crate::document::{Block, BlockKind};
use crate::read::markup::Text;
use crate::read::markup::args::{self, Syntax};
use crate::read::markup::view::{self, Part, View};
use crate::span::Span;

use prose::{decoded, push_decoded};
use tokens::Token;
pub(super) use tokens::{TokenKind, is_break, tokens, without_prose};

/// The elements that begin and end a block.
const BLOCKS: &str = "address article aside blockquote body caption center dd details dialog div dl dt \
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe \
    legend li main menu nav ol optgroup option p picture section summary table tbody td \
    tfoot th thead title tr ul";

/// Whether the element begins and ends a block.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.split(' ').any(|block| block == name)
}

/// The alternative text of the image whose tag stands under `tag`, if it has one.
pub(super) fn alt_text(source: &str, tag: Span) -> Option<Block> {
    let text = tag.text(source)?;
    let name = text.find(|c: char| c.is_whitespace() || c == '/')?;
    let syntax = Syntax {
        closers: &["/>", ">"],
        escapes: false,
    };
    let (args, _) = args::read(source, tag.start + name, syntax).ok()?;
    let alt = args.iter().find(|arg| arg.is(source, "alt"))?;
    let text = decoded(source, alt.value);
    (!text.is_blank()).then(|| Block::unit(BlockKind::AltText, tag, text))
}

/// What the Markdown around an HTML block makes of the text in it.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) kind: BlockKind,
    pub(super) level: usize,
    /// How many lists it stands in.
    pub(super) lists: usize,
    /// How many quotes it stands in.
    pub(super) quotes: usize,
}

/// The blocks in an HTML block that is shown by `view`.
pub(super) fn blocks(source: &str, view: &View, context: &Context) -> Vec<Block> {
    let mut reader = HtmlReader {
        source,
        context,
        blocks: Vec::new(),
        text: Text::default(),
        span: None,
        open: OpenElements::default(),
    };
    for token in tokens(view.text()) {
        reader.token(view, token);
    }
    reader.flush();
    reader.blocks
}

/// The elements that the text stands in.
#[derive(Debug, Default)]
struct OpenElements {
    heading: usize,
    caption: bool,
    cell: bool,
    column: usize,
    lists: usize,
    quotes: usize,
}

struct HtmlReader<'a> {
    source: &'a str,
    context: &'a Context,
    blocks: Vec<Block>,
    text: Text,
    span: Option<Span>,
    open: OpenElements,
}

impl HtmlReader<'_> {
    fn token(&mut self, view: &View, token: Token) {
        let span = view.span(self.source, token.range.clone());
        match token.kind {
            TokenKind::Text => self.text(view, token.range),
            TokenKind::Open(name) => self.tag(&name, span, true),
            TokenKind::Close(name) => self.tag(&name, span, false),
            TokenKind::Comment => self.other(BlockKind::Comment, span),
            TokenKind::Raw => self.other(BlockKind::Code, span),
            TokenKind::Other => {}
        }
    }

    fn text(&mut self, view: &View, range: Range<usize>) {
        let spans = view.spans(self.source, range);
        for (span, part) in spans.flat_map(|span| view.divide(span)) {
            if let Part::LeftOut(blocks) = part {
                self.blocks.extend_from_slice(blocks);
                self.text.gap();
            } else {
                push_decoded(&mut self.text, self.source, span);
            }
            let shown = view::trimmed(self.source, span);
            if !shown.is_empty() {
                self.span = Some(self.span.map_or(shown, |span| span.cover(shown)));
            }
        }
    }

    fn other(&mut self, kind: BlockKind, span: Span) {
        self.blocks.push(Block::other(kind, self.source, span));
        self.text.gap();
    }

    fn tag(&mut self, name: &str, span: Span, opens: bool) {
        if is_block(name) {
            self.flush();
            self.open.pass(name, opens);
        } else if name == "br" && self.open.keeps_together() {
            self.text.space(span);
        } else if name == "br" {
            self.flush();
        } else {
            self.text.gap();
        }
        if name == "img" {
            self.blocks.extend(alt_text(self.source, span));
        }
    }

    /// Ends a unit.
    fn flush(&mut self) {
        let (content, _) = std::mem::take(&mut self.text).finish();
        if let (Some(span), false) = (self.span.take(), content.is_blank()) {
            let (kind, level) = self.open.kind(self.context);
            self.blocks
                .push(Block::unit(kind, span, content).with_level(level));
        }
    }
}

impl OpenElements {
    /// Goes into the element `name`, or out of it.
    fn pass(&mut self, name: &str, opens: bool) {
        let count = |n: usize| if opens { n + 1 } else { n.saturating_sub(1) };
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name
                    .bytes()
                    .last()
                    .map_or(0, |digit| usize::from(digit - b'0'));
                self.heading = if opens { level } else { 0 };
            }
            "figcaption" | "caption" => self.caption = opens,
            "ul" | "ol" => self.lists = count(self.lists),
            "blockquote" => self.quotes = count(self.quotes),
            "tr" => self.column = 0,
            "td" | "th" => {
                self.cell = opens;
                self.column += usize::from(opens);
            }
            _ => {}
        }
    }

    /// Whether a line break is no more than white space here.
    fn keeps_together(&self) -> bool {
        self.caption || self.heading > 0 || (self.cell && self.lists == 0)
    }

    fn kind(&self, context: &Context) -> (BlockKind, usize) {
        if self.caption {
            (BlockKind::Caption, 0)
        } else if self.heading > 0 {
            (BlockKind::Heading, self.heading)
        } else if self.lists > 0 {
            (BlockKind::ListItem, context.lists + self.lists)
        } else if self.cell {
            (BlockKind::TableCell, self.column)
        } else if self.quotes > 0 {
            (BlockKind::Quote, context.quotes + self.quotes)
        } else {
            (context.kind, context.level)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<(BlockKind, usize, String)> {
        let context = Context {
            kind: BlockKind::Paragraph,
            level: 0,
            lists: 0,
            quotes: 0,
        };
        let view = View::new(source, 0, Vec::new());
        let blocks = blocks(source, &view, &context);
        let part = |b: &Block| (b.kind(), b.level(), b.text().to_owned());
        blocks.iter().map(part).collect()
    }

    #[test]
    fn tags_of_blocks_end_a_unit_and_others_do_not() {
        let html = "<div class=\"a>b\">\n<h2>Öppettider</h2>\nVi har <b>öppet</b>\n  varje dag<br>utom <i>jul</i>.\n<p>Välkommen &amp; hej&#33;</p></div>";
        let expected = [
            (BlockKind::Heading, 2, "Öppettider".to_owned()),
            (BlockKind::Paragraph, 0, "Vi har öppet varje dag".to_owned()),
            (BlockKind::Paragraph, 0, "utom jul.".to_owned()),
            (BlockKind::Paragraph, 0, "Välkommen & hej!".to_owned()),
        ];
        assert_eq!(read(html), expected);
    }

    #[test]
    fn lists_tables_and_figures_are_told_apart() {
        let html = "<ul><li>Én<ul><li>To</li></ul></li></ul><table><caption>Priser</caption><tr><th>År</th><td>Beløp</td></tr></table><figure><img src=a.png alt='Sjø &amp; land'><figcaption>Bildet</figcaption></figure>";
        let expected = [
            (BlockKind::ListItem, 1, "Én".to_owned()),
            (BlockKind::ListItem, 2, "To".to_owned()),
            (BlockKind::Caption, 0, "Priser".to_owned()),
            (BlockKind::TableCell, 1, "År".to_owned()),
            (BlockKind::TableCell, 2, "Beløp".to_owned()),
            (BlockKind::AltText, 0, "Sjø & land".to_owned()),
            (BlockKind::Caption, 0, "Bildet".to_owned()),
        ];
        assert_eq!(read(html), expected);
    }

    #[test]
    fn scripts_and_comments_are_not_text() {
        let html = "Før<script>if (a < b) {}</SCRIPT> mellem<!-- husk -->\nefter < alt";
        let expected = [
            (
                BlockKind::Code,
                0,
                "<script>if (a < b) {}</SCRIPT>".to_owned(),
            ),
            (BlockKind::Comment, 0, "<!-- husk -->".to_owned()),
            (BlockKind::Paragraph, 0, "Før mellem efter < alt".to_owned()),
        ];
        assert_eq!(read(html), expected);
    }

    #[test]
    fn text_in_unclosed_tags_is_not_lost() {
        assert_eq!(
            read("Se <a href=\"x\n her"),
            [(BlockKind::Paragraph, 0, "Se <a href=\"x her".to_owned()),]
        );
        assert_eq!(read("a <!-- b").len(), 2);
    }
}
