//! From bytes to a document's blocks. Reading knows formats but no languages' grammar.

#[cfg(any(feature = "csv", feature = "tmx", feature = "xlsx"))]
pub(crate) mod bounded;
mod document;
mod encoding;
mod front_matter_field;
#[cfg(feature = "markdown")]
mod html;
#[cfg(feature = "markdown")]
mod markdown;
#[cfg(feature = "markdown")]
mod markup;
mod text;
#[cfg(feature = "tmx")]
mod tmx;
pub(crate) mod unread;

use std::fs::File;
use std::io::Read;
use std::path::Path;

pub use encoding::decode;
pub use front_matter_field::FrontMatterField;
#[cfg(feature = "tmx")]
pub use tmx::{TmxReader, TmxUnit};

pub use crate::formula::unescape as unescape_cell;
pub use crate::path_text::{absolute_path, path_from, path_text};

use crate::document::{Block, Repair};
use crate::error::{Error, ErrorKind};
use crate::format::Format;
use crate::lang::Lang;

/// The longest text that is read, in bytes: 1 GiB.
pub const MAX_BYTES: usize = 1 << 30;

/// The longest row of a table, and the longest element or text of XML, that is read at once, in
/// bytes. A cell of a spreadsheet holds 32,767 characters at most.
#[cfg(any(feature = "csv", feature = "tbx", feature = "tmx", feature = "xlsx"))]
pub(crate) const LONGEST_PIECE: usize = 16 << 20;

/// How a format is known and read.
struct FormatRow {
    format: Format,
    /// What users call it: as serde spells the format.
    name: &'static str,
    /// What it is, for users.
    summary: &'static str,
    /// The endings of its files, in small letters.
    endings: &'static [&'static str],
    /// Whether a text with such an ending looks like it.
    is_likely: fn(&str) -> bool,
    /// How it is read; `Err` is the name of the feature that this build lacks.
    reader: Result<Reader, &'static str>,
}

/// What reads a format.
struct Reader {
    /// The blocks of a text, in order, and the repairs made.
    blocks: fn(Lang, &str, &[FrontMatterField]) -> Blocks,
    metadata: fn(&str, &[FrontMatterField]) -> Metadata,
}

type Blocks = (Vec<Block>, Vec<Repair>);

/// What the front matter of a text says about the document.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    /// The names and values of the fields that have a plain value.
    pub(crate) fields: Vec<(String, String)>,
    /// The fields, at any depth, that hold sentences but are not read as text.
    #[cfg_attr(
        not(feature = "tree"),
        allow(dead_code, reason = "trees alone ask for it")
    )]
    pub(crate) passed_over: Vec<String>,
}

/// The endings of texts without markup. Files of unknown endings are read as such texts.
const TEXT: &[&str] = &["txt", "text"];

/// The formats that are read. A new one is a folder, a variant of [`Format`], a row here and a
/// feature. Of the formats with a file's ending, the first that the text looks like is used.
const FORMATS: &[FormatRow] = &[
    FormatRow {
        format: Format::Markdown,
        name: "markdown",
        summary: "Markdown with front matter and Hugo shortcodes",
        endings: &["md", "markdown", "mdown", "mkd", "mdx", "rmd", "qmd"],
        is_likely: |_| true,
        #[cfg(feature = "markdown")]
        reader: Ok(Reader {
            blocks: |_, source, fields| markdown::blocks(source, fields),
            metadata: markdown::metadata,
        }),
        #[cfg(not(feature = "markdown"))]
        reader: Err("markdown"),
    },
    FormatRow {
        format: Format::PdfText,
        name: "pdf-text",
        summary: "Text extracted from a PDF",
        endings: TEXT,
        is_likely: text::pdf::looks_extracted,
        reader: Ok(Reader {
            blocks: |lang, source, _| text::pdf::blocks(lang, source),
            metadata: |_, _| Metadata::default(),
        }),
    },
    FormatRow {
        format: Format::Plain,
        name: "plain",
        summary: "Plain text",
        endings: TEXT,
        is_likely: |_| true,
        reader: Ok(Reader {
            blocks: |_, source, _| text::plain::blocks(source),
            metadata: |_, _| Metadata::default(),
        }),
    },
];

impl FormatRow {
    fn of(format: Format) -> Option<&'static FormatRow> {
        FORMATS.iter().find(|row| row.format == format)
    }

    fn has(&self, ending: &str) -> bool {
        self.endings
            .iter()
            .any(|own| own.eq_ignore_ascii_case(ending))
    }
}

impl Format {
    /// Every format.
    ///
    /// ```
    /// use nordalign::Format;
    /// let names: Vec<_> = Format::all().map(Format::name).collect();
    /// assert_eq!(names, ["markdown", "pdf-text", "plain"]);
    /// ```
    pub fn all() -> impl Iterator<Item = Format> {
        FORMATS.iter().map(|row| row.format)
    }

    /// Its name, as serde spells it.
    pub fn name(self) -> &'static str {
        FormatRow::of(self).map_or("", |row| row.name)
    }

    /// What it is, in a few words.
    pub fn summary(self) -> &'static str {
        FormatRow::of(self).map_or("", |row| row.summary)
    }

    /// The format of a file, by its ending (`.md`, `.markdown`) or else by its text.
    ///
    /// ```
    /// use nordalign::Format;
    /// assert_eq!(Format::detect("index.nb.md", "# Hei")?, Format::Markdown);
    /// assert_eq!(Format::detect("hei.nb.txt", "Hei")?, Format::Plain);
    /// assert!(Format::detect("hei.nb.html", "<p>Hei").is_err());
    /// # Ok::<(), nordalign::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Format`] for a known format that is not read, such as HTML: its markup
    /// would be taken for text. The ending says so, or in files without markup the beginning
    /// (`<!DOCTYPE html`). To read such a file all the same, name a format instead.
    pub fn detect(path: impl AsRef<Path>, text: &str) -> Result<Format, Error> {
        let path = path.as_ref();
        unread::check_ending(path)?;
        let format = Format::of_ending(path, text);
        if format != Format::Markdown {
            unread::check_beginning(text)?;
        }
        Ok(format)
    }

    /// The format of a file that is to be read in any case.
    fn of_ending(path: &Path, text: &str) -> Format {
        let ending = path.extension().and_then(|ending| ending.to_str());
        let known = ending.filter(|ending| is_known(ending));
        let ending = known.unwrap_or("txt");
        FORMATS
            .iter()
            .find(|row| row.has(ending) && (row.is_likely)(text))
            .map_or(Format::Plain, |row| row.format)
    }
}

/// Whether files with this ending are read in a format of their own.
pub(crate) fn is_known(ending: &str) -> bool {
    FORMATS.iter().any(|row| row.has(ending))
}

/// The blocks of `source` read as `format`, in order, and the repairs made; `fields` say which
/// fields of the front matter are text.
fn blocks(
    lang: Lang,
    source: &str,
    format: Format,
    fields: &[FrontMatterField],
) -> Result<Blocks, Error> {
    if source.len() > MAX_BYTES {
        return Err(too_long());
    }
    match FormatRow::of(format).map(|row| &row.reader) {
        Some(Ok(reader)) => Ok((reader.blocks)(lang, source, fields)),
        Some(Err(feature)) => Err(unsupported(format, feature)),
        None => Err(unsupported(format, format.name())),
    }
}

/// The metadata that `source` begins with, if it is read as `format`.
pub(crate) fn metadata(format: Format, source: &str, fields: &[FrontMatterField]) -> Metadata {
    match FormatRow::of(format).map(|row| &row.reader) {
        Some(Ok(reader)) => (reader.metadata)(source, fields),
        _ => Metadata::default(),
    }
}

/// The bytes of the file at `path`.
pub(crate) fn file(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let limit = MAX_BYTES as u64 + 1;
    File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_BYTES {
        return Err(too_long());
    }
    Ok(bytes)
}

fn unsupported(format: Format, feature: &str) -> Error {
    let name = format.name();
    Error::new(
        ErrorKind::Unsupported,
        format!("this build does not read `{name}`: build nordalign with the feature `{feature}`"),
    )
}

fn too_long() -> Error {
    Error::new(
        ErrorKind::Limit,
        "the text is longer than 1 GiB; split it first",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "json")]
    #[test]
    fn the_name_of_a_format_is_the_one_that_serde_uses() {
        for format in Format::all() {
            let spelled = serde_json::to_string(&format).unwrap();
            assert_eq!(spelled, format!("\"{}\"", format.name()));
        }
    }
}
