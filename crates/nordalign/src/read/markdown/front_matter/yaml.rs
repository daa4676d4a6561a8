//! The fields of YAML front matter, and of JSON, which is YAML.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use super::field::{Field, Judge, Value};
use super::{Broken, MAX_PATH};
use crate::span::Span;

/// YAML nested deeper than this isn't read.
const MAX_DEPTH: usize = 64;

/// The fields of the YAML under `inner`; none if it is valid but has none, such as a text between
/// two rules.
pub(super) fn fields(judge: &mut Judge<'_>, inner: Span) -> Result<Option<Vec<Field>>, Broken> {
    let yaml = inner.text(judge.source).unwrap_or_default();
    let mut reader = YamlReader::new(judge, inner.start);
    for event in Parser::new_from_str(yaml) {
        let (event, span) = event.map_err(|error| broken(&error))?;
        reader.event(event, span)?;
    }
    Ok((reader.root != Root::Other).then_some(reader.fields))
}

fn broken(error: &ScanError) -> Broken {
    Broken {
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

/// What is open around the next node.
struct Level {
    kind: Kind,
    /// How long the path to it is.
    path: usize,
}

enum Kind {
    /// Fields: where the key of the next value begins, once that has been read.
    Fields(Option<usize>),
    /// A list: the number of the next item.
    List(usize),
    /// A key that isn't plain, or what is in it, and where it begins.
    Key(usize),
}

struct YamlReader<'a, 'b> {
    judge: &'a mut Judge<'b>,
    offsets: Offsets<'b>,
    root: Root,
    levels: Vec<Level>,
    /// The names that lead to what is being read.
    path: String,
    fields: Vec<Field>,
    /// The field of the top level that is being read.
    field: Option<Field>,
    /// Where the last value ended.
    end: usize,
}

impl<'a, 'b> YamlReader<'a, 'b> {
    fn new(judge: &'a mut Judge<'b>, start: usize) -> Self {
        YamlReader {
            offsets: Offsets {
                text: judge.source,
                chars: 0,
                bytes: start,
            },
            judge,
            root: Root::Nothing,
            levels: Vec::new(),
            path: String::new(),
            fields: Vec::new(),
            field: None,
            end: start,
        }
    }

    fn event(&mut self, event: Event<'_>, span: saphyr_parser::Span) -> Result<(), Broken> {
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
                self.enter(Kind::Fields(None), start, span.start.line())?;
            }
            Event::SequenceStart(..) => {
                self.root_is(Root::Other);
                self.enter(Kind::List(0), start, span.start.line())?;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                // What is delimited by indentation ends where the next thing begins.
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
        if self.levels.is_empty() && self.root != Root::Other {
            self.root = root;
        }
    }

    fn enter(&mut self, kind: Kind, start: usize, line: usize) -> Result<(), Broken> {
        if self.levels.len() == MAX_DEPTH {
            let message = format!("nested deeper than {MAX_DEPTH} levels");
            return Err(Broken { line, message });
        }
        let kind = match self.levels.last().map(|level| &level.kind) {
            Some(Kind::Fields(None)) => Kind::Key(start),
            Some(Kind::Key(key)) => Kind::Key(*key),
            Some(&Kind::List(number)) => {
                self.step(&number.to_string());
                kind
            }
            _ => kind,
        };
        let path = self.path.len();
        self.levels.push(Level { kind, path });
        Ok(())
    }

    fn leave(&mut self) {
        let Some(Level { kind, path }) = self.levels.pop() else {
            return;
        };
        self.path.truncate(path);
        match (kind, self.levels.last().map(|level| &level.kind)) {
            (Kind::Key(start), Some(Kind::Fields(None))) => self.key(start, ""),
            (Kind::Key(_), _) => {}
            _ => self.done(None),
        }
    }

    /// A plain key or value, or an alias, has been read.
    fn node(&mut self, start: usize, value: Option<Value>) {
        match self.levels.last().map(|level| &level.kind) {
            Some(Kind::Fields(None)) => {
                let key = value.map(|value| value.text).unwrap_or_default();
                self.key(start, &key);
            }
            Some(&Kind::Fields(Some(key))) => {
                self.text(key, value.as_ref());
                self.done(value);
            }
            Some(&Kind::List(number)) => {
                self.step(&number.to_string());
                self.text(start, value.as_ref());
                self.done(value);
            }
            Some(Kind::Key(_)) | None => {}
        }
    }

    /// A key has been read.
    fn key(&mut self, start: usize, name: &str) {
        self.step(name);
        if let Some(level) = self.levels.last_mut() {
            level.kind = Kind::Fields(Some(start));
        }
        if self.levels.len() == 1 && self.root == Root::Fields {
            self.field = Some(Field {
                key: name.to_owned(),
                span: Span::new(start, self.end),
                value: None,
                texts: Vec::new(),
            });
        }
    }

    /// Goes to `name` in what is open. A path that is too long leads nowhere.
    fn step(&mut self, name: &str) {
        let outer = self.levels.last().map_or(0, |level| level.path);
        self.path.truncate(outer);
        if outer > 0 {
            self.path.push('.');
        }
        let fits = outer + name.len() <= MAX_PATH;
        self.path.push_str(if fits { name } else { "…" });
    }

    /// Keeps the value at the path if it is text. `start` is where its key begins.
    fn text(&mut self, start: usize, value: Option<&Value>) {
        if let (Some(field), Some(value)) = (&mut self.field, value) {
            let span = Span::new(start, self.end.max(start));
            field.texts.extend(self.judge.text(&self.path, span, value));
        }
    }

    /// A value has been read, with all that is in it.
    fn done(&mut self, value: Option<Value>) {
        match self.levels.last_mut().map(|level| &mut level.kind) {
            Some(Kind::Fields(key)) => *key = None,
            Some(Kind::List(number)) => *number += 1,
            Some(Kind::Key(_)) | None => {}
        }
        if self.levels.len() == 1
            && let Some(mut field) = self.field.take()
        {
            field.span.end = self.end.max(field.span.end);
            field.value = value;
            self.fields.push(field);
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
