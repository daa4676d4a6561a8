//! Front matter: the YAML between `---` and `---` that a Markdown file may begin with.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use crate::document::{Block, BlockKind, Repair, RepairKind};
use crate::read::markup::view::{mapped, trimmed};
use crate::span::Span;
use crate::text::MappedText;

/// The fields that a reader of the page gets to see.
const PROSE: [&str; 5] = ["title", "description", "intro", "summary", "subtitle"];

/// YAML nested deeper than this isn't read.
const MAX_DEPTH: usize = 64;

/// The front matter of a document.
#[derive(Debug)]
pub(super) struct FrontMatter {
    /// Where the text begins.
    pub(super) end: usize,
    pub(super) blocks: Vec<Block>,
    pub(super) repair: Option<Repair>,
}

/// The front matter that `source` begins with, if it does.
pub(super) fn read(source: &str) -> Option<FrontMatter> {
    if source.starts_with("+++") {
        let fenced = fenced(source, "+++", &["+++"])?;
        let detail = "TOML front matter is not read; its title and description are left out";
        let repair = Repair::new(RepairKind::FrontMatterUnread, fenced.whole, detail);
        return Some(fenced.unread(source, Some(repair)));
    }
    let Some(fenced) = fenced(source, "---", &["---", "..."]) else {
        return unclosed(source);
    };
    match entries(source, fenced.inner) {
        Yaml::Fields(fields) => Some(fenced.read(source, fields)),
        Yaml::Broken { line, message } => {
            let line = line + 1;
            let detail = format!("line {line}: {message}");
            let span = fenced.line(source, line);
            let repair = Repair::new(RepairKind::FrontMatterUnread, span, detail);
            Some(fenced.unread(source, Some(repair)))
        }
        // A text between two rules.
        Yaml::Other => None,
    }
}

/// The fields with a plain value that `source` begins with: their names and values; none where they
/// can't be read.
pub(in crate::read) fn values(source: &str) -> Vec<(String, String)> {
    let Some(fenced) = fenced(source, "---", &["---", "..."]) else {
        return Vec::new();
    };
    let Yaml::Fields(fields) = entries(source, fenced.inner) else {
        return Vec::new();
    };
    let pairs = fields.into_iter().filter_map(|field| {
        let value = field.value.filter(|value| !value.is_null())?;
        Some((field.key, value.text))
    });
    pairs.collect()
}

/// A stretch between fences at the start of a text.
struct Fenced {
    /// Between the fences.
    inner: Span,
    /// With the fences.
    whole: Span,
    /// After the line end of the last fence.
    end: usize,
}

fn fenced(source: &str, open: &str, close: &[&str]) -> Option<Fenced> {
    let mut lines = source.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == open)?;
    let mut at = first.len();
    for line in lines {
        let fence = line.trim_end();
        if close.contains(&fence) {
            return Some(Fenced {
                inner: Span::new(first.len(), at),
                whole: Span::new(0, at + fence.len()),
                end: at + line.len(),
            });
        }
        at += line.len();
    }
    None
}

/// What looks like front matter but has no last fence: it is read as text.
fn unclosed(source: &str) -> Option<FrontMatter> {
    let mut lines = source.lines();
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut keys = lines.take_while(|line| !line.trim().is_empty()).peekable();
    let begins = keys.peek().is_some_and(|line| is_key(line));
    let goes_on = |line: &str| is_key(line) || line.starts_with([' ', '\t', '-', '#']);
    if !begins || !keys.all(goes_on) {
        return None;
    }
    let span = Span::new(0, first.trim_end().len());
    let detail = "front matter begins here, but no line `---` ends it; it is read as text";
    Some(FrontMatter {
        end: 0,
        blocks: Vec::new(),
        repair: Some(Repair::new(RepairKind::FrontMatterUnread, span, detail)),
    })
}

/// Whether `line` begins with a key of one word and a colon.
fn is_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let word = !key.is_empty() && key.chars().all(part);
        word && (value.is_empty() || value.starts_with(char::is_whitespace))
    })
}

impl Fenced {
    /// All of it as one block.
    fn unread(&self, source: &str, repair: Option<Repair>) -> FrontMatter {
        FrontMatter {
            end: self.end,
            blocks: vec![Block::other(BlockKind::FrontMatter, source, self.whole)],
            repair,
        }
    }

    fn read(&self, source: &str, fields: Vec<Field>) -> FrontMatter {
        FrontMatter {
            end: self.end,
            blocks: fields
                .into_iter()
                .map(|field| field.block(source))
                .collect(),
            repair: None,
        }
    }

    /// Line `number`, counted from 1, or where it isn't in the front matter all of that.
    fn line(&self, source: &str, number: usize) -> Span {
        let mut lines = source
            .get(..self.end)
            .unwrap_or_default()
            .split_inclusive('\n');
        let start: usize = lines.by_ref().take(number - 1).map(str::len).sum();
        match lines.next() {
            Some(line) => Span::new(start, start + line.trim_end().len()),
            None => self.whole,
        }
    }
}

/// What a YAML text is.
enum Yaml {
    /// Fields with values.
    Fields(Vec<Field>),
    /// Not valid; the line counts from 1.
    Broken { line: usize, message: String },
    /// Valid, but not fields.
    Other,
}

/// A field of the front matter, on its top level.
#[derive(Debug)]
struct Field {
    key: String,
    span: Span,
    value: Option<Value>,
}

/// A value that is no list and has no fields of its own.
#[derive(Debug)]
struct Value {
    text: String,
    quoted: bool,
    span: Span,
}

impl Field {
    fn block(self, source: &str) -> Block {
        let colon = source.as_bytes().get(self.span.end) == Some(&b':');
        let end = self.span.end + usize::from(colon);
        let span = trimmed(source, Span::new(self.span.start, end));
        let prose = PROSE.iter().any(|name| self.key.eq_ignore_ascii_case(name));
        let value = self.value.filter(|value| prose && !value.is_null());
        let text = value.map(|value| value.mapped(source));
        match text.filter(|text| !text.is_blank()) {
            Some(text) => Block::unit(BlockKind::FrontMatter, span, text),
            None => Block::other(BlockKind::FrontMatter, source, span),
        }
        .with_key(self.key)
    }
}

impl Value {
    /// Unlike `no`, which YAML may take for a truth value, these can't be meant as text.
    fn is_null(&self) -> bool {
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
        if self.quoted && whole.len() > 1 && whole.starts_with(['"', '\'']) {
            span = Span::new(span.start + 1, span.end - 1);
        }
        mapped(self.text.trim(), source, span)
    }
}

/// Reads the YAML under `inner`.
fn entries(source: &str, inner: Span) -> Yaml {
    let mut reader = FieldReader::new(source, inner.start);
    let yaml = inner.text(source).unwrap_or_default();
    for event in Parser::new_from_str(yaml) {
        let read = event
            .map_err(|error| broken(&error))
            .and_then(|(event, span)| reader.event(event, span));
        if let Err(broken) = read {
            return broken;
        }
    }
    match reader.root {
        Root::Fields | Root::Nothing => Yaml::Fields(reader.fields),
        Root::Other => Yaml::Other,
    }
}

fn broken(error: &ScanError) -> Yaml {
    Yaml::Broken {
        line: error.marker().line(),
        message: error.info().to_owned(),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Root {
    Nothing,
    Fields,
    Other,
}

struct FieldReader<'a> {
    offsets: Offsets<'a>,
    depth: usize,
    root: Root,
    fields: Vec<Field>,
    /// The field being read: its key has been read.
    field: Option<Field>,
    /// The key being read, if it isn't a plain one.
    key_start: Option<usize>,
    /// Where the last value ended.
    end: usize,
}

impl<'a> FieldReader<'a> {
    fn new(source: &'a str, start: usize) -> Self {
        FieldReader {
            offsets: Offsets {
                text: source,
                chars: 0,
                bytes: start,
            },
            depth: 0,
            root: Root::Nothing,
            fields: Vec::new(),
            field: None,
            key_start: None,
            end: start,
        }
    }

    fn event(&mut self, event: Event<'_>, span: saphyr_parser::Span) -> Result<(), Yaml> {
        let start = self.offsets.byte(span.start.index());
        let end = self.offsets.byte(span.end.index()).max(start);
        match event {
            Event::Scalar(text, style, ..) => {
                self.end = end;
                self.root_is(Root::Other);
                let quoted = style != ScalarStyle::Plain;
                let text = text.into_owned();
                let span = Span::new(start, end);
                self.node(start, Some(Value { text, quoted, span }));
            }
            Event::Alias(_) => {
                self.end = end;
                self.node(start, None);
            }
            Event::MappingStart(..) => {
                self.root_is(Root::Fields);
                self.enter(start, span.start.line())?;
            }
            Event::SequenceStart(..) => {
                self.root_is(Root::Other);
                self.enter(start, span.start.line())?;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                // The end of what is told by indentation is where the next thing begins.
                if end > start {
                    self.end = end;
                }
                self.leave();
            }
            _ => {}
        }
        Ok(())
    }

    fn root_is(&mut self, root: Root) {
        if self.depth == 0 && self.root != Root::Other {
            self.root = root;
        }
    }

    fn enter(&mut self, start: usize, line: usize) -> Result<(), Yaml> {
        self.depth += 1;
        if self.depth == 2 && self.field.is_none() {
            self.key_start = Some(start);
        }
        if self.depth > MAX_DEPTH {
            let message = format!("nested deeper than {MAX_DEPTH} levels");
            return Err(Yaml::Broken { line, message });
        }
        Ok(())
    }

    fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        let start = self.key_start.unwrap_or(self.end);
        if self.depth == 1 {
            self.node(start, None);
        }
    }

    /// A key or a value has been read.
    fn node(&mut self, start: usize, value: Option<Value>) {
        if self.depth != 1 || self.root != Root::Fields {
            return;
        }
        match self.field.take() {
            None => {
                let key = value.map(|value| value.text).unwrap_or_default();
                self.field = Some(Field {
                    key,
                    span: Span::new(start, self.end),
                    value: None,
                });
                self.key_start = None;
            }
            Some(mut field) => {
                field.span.end = self.end.max(field.span.end);
                field.value = value;
                self.fields.push(field);
            }
        }
    }
}

/// Turns the parser's offsets, which count characters from where it began, to bytes of the source.
///
/// It walks from one to the next, which is quick as they mostly rise.
struct Offsets<'a> {
    text: &'a str,
    chars: usize,
    bytes: usize,
}

impl Offsets<'_> {
    fn byte(&mut self, index: usize) -> usize {
        while self.chars < index {
            let rest = self.text.get(self.bytes..).unwrap_or_default();
            let Some(next) = rest.chars().next() else {
                break;
            };
            self.bytes += next.len_utf8();
            self.chars += 1;
        }
        while self.chars > index {
            let before = self.text.get(..self.bytes).unwrap_or_default();
            self.bytes -= before.chars().next_back().map_or(0, char::len_utf8);
            self.chars -= 1;
        }
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(source: &str) -> Vec<(String, Option<String>)> {
        let front = read(source).unwrap();
        let field = |block: &Block| {
            let unit = block.is_unit().then(|| block.text().to_owned());
            (block.key().unwrap_or_default().to_owned(), unit)
        };
        front.blocks.iter().map(field).collect()
    }

    fn prose(key: &str, text: &str) -> (String, Option<String>) {
        (key.to_owned(), Some(text.to_owned()))
    }

    fn other(key: &str) -> (String, Option<String>) {
        (key.to_owned(), None)
    }

    #[test]
    fn scalars_of_every_style_are_read() {
        let source = "---\ntitle: \"Blåbær \\\"på\\\" fjellet\"\ndescription: 'Bær''n'\nintro: >-\n  Vi plukker\n  bær i høst.\nsummary: |\n  Første\n  Andre\nsubtitle: Kurv og\n  kopp # merknad\n---\n";
        let expected = [
            prose("title", "Blåbær \"på\" fjellet"),
            prose("description", "Bær'n"),
            prose("intro", "Vi plukker bær i høst."),
            prose("summary", "Første\nAndre"),
            prose("subtitle", "Kurv og kopp"),
        ];
        assert_eq!(fields(source), expected);
        let front = read(source).unwrap();
        assert_eq!(front.end, source.len());
        let intro = front.blocks[2].content().source_span(11, 15);
        assert_eq!(intro.text(source), Some("bær"));
    }

    #[test]
    fn yaml_values_that_are_not_text_stay_as_written() {
        let source = "---\ntitle: no\nsubtitle: 2024\nsummary: ~\nintro:\ndescription: \"\"\n---\n";
        let expected = [
            prose("title", "no"),
            prose("subtitle", "2024"),
            other("summary"),
            other("intro"),
            other("description"),
        ];
        assert_eq!(fields(source), expected);
    }

    #[test]
    fn only_fields_of_the_top_level_are_prose() {
        let source = "---\nmenu:\n  main:\n    title: Nej\ntags: [å, {title: ä}]\nalias: &a x\ntitle: &t Ja\ncopy: *t\n? [k]\n: v\nsist: 1\n...\nText";
        let expected = [
            other("menu"),
            other("tags"),
            other("alias"),
            prose("title", "Ja"),
            other("copy"),
            other(""),
            other("sist"),
        ];
        assert_eq!(fields(source), expected);
        let spans: Vec<_> = read(source).unwrap().blocks;
        let spans: Vec<_> = spans.iter().map(Block::text).collect();
        assert_eq!(spans[0], "menu:\n  main:\n    title: Nej");
        assert_eq!(spans[1], "tags: [å, {title: ä}]");
        assert_eq!(spans[6], "sist: 1");
    }

    #[test]
    fn broken_front_matter_is_one_block_and_reported_with_its_line() {
        let source = "---\ntitle: Hej: på dig: du\n---\nText";
        let front = read(source).unwrap();
        assert_eq!(front.blocks.len(), 1);
        assert!(!front.blocks[0].is_unit());
        let repair = front.repair.unwrap();
        assert_eq!(repair.span.text(source), Some("title: Hej: på dig: du"));
        assert!(repair.detail.starts_with("line 2: "), "{}", repair.detail);
    }

    #[test]
    fn deep_nesting_is_refused() {
        let source = format!("---\nx: {}{}\n---\n", "[".repeat(70), "]".repeat(70));
        assert!(read(&source).unwrap().repair.is_some());
        let source = format!("---\nx: {}{}\n---\n", "[".repeat(60), "]".repeat(60));
        assert!(read(&source).unwrap().repair.is_none());
    }

    #[test]
    fn rules_around_a_text_are_not_front_matter() {
        assert!(read("---\nBare en tekst\n---\n").is_none());
        assert!(read("---\nBare en tekst: ja\n").is_none());
        assert!(read("---\nObs: i dag\nstengt\n").is_none());
        assert!(read("---\n\ntitle: Åpent\n").is_none());
        assert!(read("Text\n---\ntitle: x\n---\n").is_none());
    }

    #[test]
    fn front_matter_that_is_never_closed_is_reported_where_it_begins() {
        let source = "---\r\ntitle: Åpent\ntags:\n  - sjø\n\nTekst\n";
        let front = read(source).unwrap();
        assert_eq!((front.end, front.blocks.len()), (0, 0));
        let repair = front.repair.unwrap();
        assert_eq!(repair.span.text(source), Some("---"));
        assert!(repair.detail.contains("no line `---` ends it"));
    }

    #[test]
    fn toml_is_recognised_by_its_fences_and_reported_as_not_read() {
        let front = read("+++\r\ntitle = \"Å\"\r\n+++\r\nText").unwrap();
        assert_eq!(front.blocks[0].text(), "+++\r\ntitle = \"Å\"\r\n+++");
        let repair = front.repair.unwrap();
        assert_eq!(repair.span, front.blocks[0].span());
        assert!(repair.detail.starts_with("TOML front matter is not read"));
    }
}
