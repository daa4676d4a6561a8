//! HTML inside Markdown, read simply: tags are dropped, and those of blocks end a unit.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use crate::document::{Block, BlockKind};
use crate::read::markdown::args::{self, Syntax};
use crate::read::markdown::inline::Text;
use crate::read::markdown::view::{self, Part, View};
use crate::span::Span;
use crate::text::MappedText;

/// The elements that begin and end a block.
const BLOCKS: &str = "address article aside blockquote body caption center dd details dialog div dl dt \
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe \
    legend li main menu nav ol optgroup option p picture section summary table tbody td \
    tfoot th thead title tr ul";

/// The elements whose content is no HTML or no prose.
const RAW: [&str; 5] = ["pre", "script", "style", "svg", "textarea"];

/// A part of an HTML text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
}

/// What kind of [`Token`] it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
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
pub(super) fn tokens(html: &str) -> impl Iterator<Item = Token> {
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
        // What is left open is all text: looking on for tags behind it would read the rest again and again.
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

/// Whether the element begins and ends a block.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.split(' ').any(|block| block == name)
}

/// Whether the tag that `html` begins with is a line break.
pub(super) fn is_break(html: &str) -> bool {
    tag_name(html).is_some_and(|(name, _)| name == "br")
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

/// The text under `span` with its character references decoded and its white space folded.
fn decoded(source: &str, span: Span) -> MappedText {
    let mut text = Text::default();
    push_decoded(&mut text, source, span);
    text.finish().0
}

/// Appends what a reader sees of the HTML text under `span`.
fn push_decoded(text: &mut Text, source: &str, span: Span) {
    let mut at = span.start;
    while let Some(rest) = source.get(at..span.end).filter(|rest| !rest.is_empty()) {
        let len = match rest.chars().next() {
            Some(c) if c.is_ascii_whitespace() => {
                let len = rest.len() - rest.trim_ascii_start().len();
                text.space(Span::new(at, at + len));
                len
            }
            Some('&') => push_reference(text, source, rest, at),
            _ => {
                let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '&');
                let len = end.unwrap_or(rest.len());
                text.copy(source, Span::new(at, at + len));
                len
            }
        };
        at += len;
    }
}

/// Appends the character that `rest` begins with a reference to, or else the `&`; the length of it in the source.
fn push_reference(text: &mut Text, source: &str, rest: &str, at: usize) -> usize {
    let name = rest.bytes().skip(1).take(40);
    let len = name
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
        .count()
        + 2;
    let reference = rest.get(..len).filter(|found| found.ends_with(';'));
    // Markdown has the same references, and its parser the table of them.
    let decoded = reference.and_then(|found| {
        Parser::new(found).find_map(|event| match event {
            Event::Text(text) if *text != *found => Some(text),
            _ => None,
        })
    });
    match decoded {
        Some(decoded) => {
            text.replace(&decoded, Span::new(at, at + len));
            len
        }
        None => {
            text.copy(source, Span::new(at, at + 1));
            1
        }
    }
}

/// What the Markdown around an HTML block makes of the text in it.
#[derive(Debug)]
pub(super) struct Around {
    pub(super) kind: BlockKind,
    pub(super) level: usize,
    /// How many lists it stands in.
    pub(super) lists: usize,
    /// How many quotes it stands in.
    pub(super) quotes: usize,
}

/// The blocks in an HTML block that is shown by `view`.
pub(super) fn blocks(source: &str, view: &View, around: &Around) -> Vec<Block> {
    let mut reader = Reader {
        source,
        around,
        blocks: Vec::new(),
        text: Text::default(),
        span: None,
        place: Place::default(),
    };
    for token in tokens(view.text()) {
        reader.token(view, token);
    }
    reader.flush();
    reader.blocks
}

/// The elements that the text stands in.
#[derive(Debug, Default)]
struct Place {
    heading: usize,
    caption: bool,
    cell: bool,
    column: usize,
    lists: usize,
    quotes: usize,
}

struct Reader<'a> {
    source: &'a str,
    around: &'a Around,
    blocks: Vec<Block>,
    text: Text,
    span: Option<Span>,
    place: Place,
}

impl Reader<'_> {
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
            self.place.pass(name, opens);
        } else if name == "br" && self.place.keeps_together() {
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
            let (kind, level) = self.place.kind(self.around);
            self.blocks
                .push(Block::unit(kind, span, content).with_level(level));
        }
    }
}

impl Place {
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

    fn kind(&self, around: &Around) -> (BlockKind, usize) {
        if self.caption {
            (BlockKind::Caption, 0)
        } else if self.heading > 0 {
            (BlockKind::Heading, self.heading)
        } else if self.lists > 0 {
            (BlockKind::ListItem, around.lists + self.lists)
        } else if self.cell {
            (BlockKind::TableCell, self.column)
        } else if self.quotes > 0 {
            (BlockKind::Quote, around.quotes + self.quotes)
        } else {
            (around.kind, around.level)
        }
    }
}

/// Where code and comments stand in `html`.
pub(super) fn without_prose(html: &str) -> impl Iterator<Item = Range<usize>> {
    let hidden = |kind: &TokenKind| matches!(kind, TokenKind::Comment | TokenKind::Raw);
    tokens(html)
        .filter(move |token| hidden(&token.kind))
        .map(|token| token.range)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<(BlockKind, usize, String)> {
        let around = Around {
            kind: BlockKind::Paragraph,
            level: 0,
            lists: 0,
            quotes: 0,
        };
        let view = View::new(source, 0, Vec::new());
        let blocks = blocks(source, &view, &around);
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
    fn scripts_and_comments_are_no_text() {
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
    fn what_is_left_open_is_not_lost() {
        assert_eq!(
            read("Se <a href=\"x\n her"),
            [(BlockKind::Paragraph, 0, "Se <a href=\"x her".to_owned()),]
        );
        assert_eq!(read("a <!-- b").len(), 2);
    }
}
