//! A document: a source text, its blocks, and the repairs made while reading it.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::format::Format;
use crate::lang::Lang;
use crate::span::{LineIndex, Position, Span};
use crate::text::MappedText;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BlockKind {
    /// A heading; [`Block::level`] is 1 for the highest, 0 if a plain text does not show it.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A paragraph of a list item; [`Block::level`] is the nesting, from 1.
    ListItem,
    /// A cell of a table; [`Block::level`] is the column, from 1.
    TableCell,
    /// A paragraph of a block quote; [`Block::level`] is the nesting, from 1.
    Quote,
    /// The alternative text of an image.
    AltText,
    /// The caption of an image or a table.
    Caption,
    /// A front-matter field; [`Block::key`] names it.
    FrontMatter,
    /// An argument of a shortcode or component, or the title of a box or tab; [`Block::key`] names
    /// it.
    ShortcodeArgument,
    /// Code; never a unit.
    Code,
    /// A comment; never a unit.
    Comment,
    /// A line of a text read line by line.
    Line,
}

/// Markup inside the text of a block: stripped from the text, but recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Markup {
    /// What it is.
    pub kind: MarkupKind,
    /// Where it is in the text of the block: byte offsets, half-open.
    pub range: Span,
    /// The target of a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
}

/// The kinds of [`Markup`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MarkupKind {
    /// Emphasis (`*…*`).
    Emphasis,
    /// Strong emphasis (`**…**`).
    Strong,
    /// Struck-out text (`~~…~~`).
    Strikethrough,
    /// Inline code.
    Code,
    /// A link; [`Markup::target`] is its destination.
    Link,
}

/// A stretch of a document: a unit to align (a heading, a paragraph, a list item …) or something in
/// between (code).
///
/// ```
/// use nordalign::{BlockKind, Document, Format, Lang};
/// let document = Document::parse(Lang::Nb, "Ta med:\n\n- Kaffe\n- Kake\n", Format::Plain)?;
/// let block = &document.blocks()[1];
/// assert_eq!(block.kind(), BlockKind::ListItem);
/// assert_eq!(block.text(), "Kaffe");
/// assert_eq!(block.marker(), Some("-"));
/// # Ok::<(), nordalign::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    kind: BlockKind,
    span: Span,
    unit: bool,
    #[serde(default, skip_serializing_if = "is_zero")]
    level: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    marker: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    content: MappedText,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    markup: Vec<Markup>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_zero(level: &usize) -> bool {
    *level == 0
}

impl Block {
    /// A unit of `kind` whose text is `content`.
    pub(crate) fn unit(kind: BlockKind, span: Span, content: MappedText) -> Self {
        Block {
            kind,
            span,
            unit: true,
            level: 0,
            marker: None,
            key: None,
            content,
            markup: Vec::new(),
        }
    }

    /// A block that is not a unit; its text is the source under `span`.
    pub(crate) fn other(kind: BlockKind, source: &str, span: Span) -> Self {
        Block {
            unit: false,
            ..Block::unit(kind, span, MappedText::copied(source, span))
        }
    }

    pub(crate) fn with_level(mut self, level: usize) -> Self {
        self.level = level;
        self
    }

    pub(crate) fn with_marker(mut self, marker: Option<String>) -> Self {
        self.marker = marker;
        self
    }

    #[cfg(feature = "markdown")]
    pub(crate) fn with_key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    #[cfg(feature = "markdown")]
    pub(crate) fn with_markup(mut self, markup: Vec<Markup>) -> Self {
        self.markup = markup;
        self
    }

    /// What it is.
    pub fn kind(&self) -> BlockKind {
        self.kind
    }

    /// All of it in the source, markers and markup included.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Whether it is a unit, which is aligned.
    pub fn is_unit(&self) -> bool {
        self.unit
    }

    /// Whether it is code between fences, which a reader of the page gets to see.
    pub(crate) fn is_listing(&self) -> bool {
        let fenced = self.text().starts_with("```") || self.text().starts_with("~~~");
        // A box of MyST opens like one, on a line of its own.
        self.kind == BlockKind::Code && fenced && self.text().contains('\n')
    }

    /// The heading level, list or quote nesting, or table column, from 1; 0 if there is none.
    pub fn level(&self) -> usize {
        self.level
    }

    /// The list marker (`-`, `•`, `3.`), which is not part of the text.
    pub fn marker(&self) -> Option<&str> {
        self.marker.as_deref()
    }

    /// The front-matter field, or the shortcode and its argument (`figure.alt`).
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// What a reader sees: markup stripped, line breaks and repairs applied, otherwise as written.
    pub fn text(&self) -> &str {
        self.content.as_str()
    }

    /// The markup inside the text, in order of its start.
    pub fn markup(&self) -> &[Markup] {
        &self.markup
    }

    pub(crate) fn content(&self) -> &MappedText {
        &self.content
    }
}

/// Something that a reader repaired, left out or could not read, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Repair {
    /// What was done.
    pub kind: RepairKind,
    /// Where, in the source.
    pub span: Span,
    /// Details to show to a person: the joined word, the dropped line, the message of the parser.
    pub detail: String,
}

impl Repair {
    pub(crate) fn new(kind: RepairKind, span: Span, detail: impl Into<String>) -> Self {
        Repair {
            kind,
            span,
            detail: detail.into(),
        }
    }
}

/// The kinds of [`Repair`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum RepairKind {
    /// Hard-wrapped lines were joined into one paragraph.
    LinesJoined,
    /// A word divided at a line end was joined.
    HyphenRemoved,
    /// A page number was left out.
    PageNumberDropped,
    /// A line that recurs on the pages (a running head or foot) was left out.
    RunningHeadDropped,
    /// Front matter whose fields were not read: it is not valid, or is never closed.
    FrontMatterUnread,
    /// A field of front matter that holds a sentence but is not read as text: its name tells nothing
    /// of text. The detail is its path, with `*` for the numbers of list items.
    FrontMatterPassedOver,
    /// Columns of text that stand side by side were not parted, but read across, line by line. The
    /// detail is the number of lines.
    ColumnsNotParted,
}

/// A text in one language, cut into blocks.
///
/// ```
/// use nordalign::{Document, Format, Lang};
/// let document = Document::parse(Lang::Sv, "Nyheter\n=======\n\nVälkommen!\n", Format::Plain)?;
/// let texts: Vec<_> = document.units().map(|block| block.text()).collect();
/// assert_eq!(texts, ["Nyheter", "Välkommen!"]);
/// # Ok::<(), nordalign::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Document {
    lang: Lang,
    name: String,
    format: Option<Format>,
    source: String,
    blocks: Vec<Block>,
    repairs: Vec<Repair>,
}

impl Document {
    /// A document of ready-made units, in order: each string is one unit, kept as it is.
    ///
    /// The source text is the units with a line break between them.
    ///
    /// ```
    /// use nordalign::{Document, Lang};
    /// let document = Document::from_units(Lang::Da, ["Hej!", "Hvordan går det?"]);
    /// assert_eq!(document.units().count(), 2);
    /// ```
    pub fn from_units<I>(lang: Lang, units: I) -> Self
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let mut source = String::new();
        let mut spans = Vec::new();
        for unit in units {
            if !spans.is_empty() {
                source.push('\n');
            }
            let start = source.len();
            source.push_str(unit.as_ref());
            spans.push(Span::new(start, source.len()));
        }
        let blocks = spans
            .into_iter()
            .map(|span| {
                let content = MappedText::copied(&source, span);
                Block::unit(BlockKind::Paragraph, span, content)
            })
            .collect();
        Document {
            lang,
            name: String::new(),
            format: None,
            source,
            blocks,
            repairs: Vec::new(),
        }
    }

    /// The result of reading `source` in `format`.
    pub(crate) fn from_blocks(
        lang: Lang,
        source: String,
        format: Format,
        (blocks, repairs): (Vec<Block>, Vec<Repair>),
    ) -> Self {
        Document {
            lang,
            name: String::new(),
            format: Some(format),
            source,
            blocks,
            repairs,
        }
    }

    /// The language given for it.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Its path or other name, for messages and provenance; empty if none was given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Sets the name.
    pub fn set_name(&mut self, name: impl Into<String>) {
        self.name = name.into();
    }

    /// The format it was read in; none for ready-made units.
    pub fn format(&self) -> Option<Format> {
        self.format
    }

    /// The decoded text that every span refers to.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Every block, in the order of the source.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The blocks that are units, in the order of the source.
    pub fn units(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.is_unit())
    }

    /// What was repaired, left out or could not be read, in the order of the source.
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// The line and column of a byte of the source; for many positions, use a [`LineIndex`].
    ///
    /// ```
    /// use nordalign::{Document, Lang};
    /// let document = Document::from_units(Lang::Sv, ["Först", "Sedan"]);
    /// assert_eq!(document.position(document.blocks()[1].span().start).line, 2);
    /// ```
    pub fn position(&self, offset: usize) -> Position {
        LineIndex::new(&self.source).position(&self.source, offset)
    }
}

/// How a document is serialised; checked on the way back.
#[derive(Serialize, Deserialize)]
struct Parts {
    lang: Lang,
    #[serde(default)]
    name: String,
    #[serde(default)]
    format: Option<Format>,
    source: String,
    blocks: Vec<Block>,
    #[serde(default)]
    repairs: Vec<Repair>,
}

impl From<Document> for Parts {
    fn from(document: Document) -> Self {
        Parts {
            lang: document.lang,
            name: document.name,
            format: document.format,
            source: document.source,
            blocks: document.blocks,
            repairs: document.repairs,
        }
    }
}

impl TryFrom<Parts> for Document {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self, Error> {
        let own = parts.blocks.iter().map(Block::span);
        let pieces = parts.blocks.iter().flat_map(|block| block.content.spans());
        let repairs = parts.repairs.iter().map(|repair| repair.span);
        let spans = own.chain(pieces).chain(repairs);
        for span in spans {
            if span.text(&parts.source).is_none() {
                let message = format!(
                    "span {}..{} is not within the source, on character boundaries",
                    span.start, span.end
                );
                return Err(Error::new(ErrorKind::Invalid, message));
            }
        }
        for block in &parts.blocks {
            let outside = |markup: &&Markup| markup.range.text(block.text()).is_none();
            if block.markup.iter().any(|markup| outside(&markup)) {
                let message = "the range of a markup is not within the text of its block";
                return Err(Error::new(ErrorKind::Invalid, message));
            }
        }
        Ok(Document {
            lang: parts.lang,
            name: parts.name,
            format: parts.format,
            source: parts.source,
            blocks: parts.blocks,
            repairs: parts.repairs,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ready_made_units_stay_as_they_are_even_empty_or_with_line_breaks() {
        let document = Document::from_units(Lang::Sv, ["", " a\nb ", "c"]);
        let texts: Vec<_> = document.units().map(Block::text).collect();
        assert_eq!(texts, ["", " a\nb ", "c"]);
        assert_eq!(
            document.blocks()[1].span().text(document.source()),
            Some(" a\nb ")
        );
    }
}
