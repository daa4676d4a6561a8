//! From bytes to a document's blocks. Reading knows formats but no languages' grammar.

mod document;
mod encoding;
#[cfg(feature = "markdown")]
mod front_matter;
mod heading_shape;
mod headings;
#[cfg(feature = "markdown")]
mod html;
mod hyphen;
mod lines;
mod list_marker;
#[cfg(feature = "markdown")]
mod markdown;
mod pdf_text;
mod plain;
#[cfg(feature = "markdown")]
mod shortcode;
#[cfg(feature = "tmx")]
mod tmx;
#[cfg(test)]
mod tricky_texts;
mod word_list;

use std::fs::File;
use std::io::Read;
use std::path::Path;

pub use encoding::decode;
#[cfg(feature = "tmx")]
pub use tmx::{TmxReader, TmxUnit};

pub use crate::formula::unescape as unescape_cell;
pub use crate::path_text::path_text;

use crate::document::{Block, Repair};
use crate::error::{Error, ErrorKind};
use crate::format::Format;
use crate::lang::Lang;

/// The longest text that is read, in bytes: 1 GiB.
pub const MAX_BYTES: usize = 1 << 30;

/// The endings of Markdown files.
pub(crate) const MARKDOWN_ENDINGS: [&str; 7] =
    ["md", "markdown", "mdown", "mkd", "mdx", "rmd", "qmd"];

impl Format {
    /// The format of a file, by its ending (`.md`, `.markdown`) or else by the look of its text.
    ///
    /// ```
    /// use nordalign::Format;
    /// assert_eq!(Format::detect("index.nb.md", "# Hei"), Format::Markdown);
    /// assert_eq!(Format::detect("hei.nb.txt", "Hei"), Format::Plain);
    /// ```
    pub fn detect(path: impl AsRef<Path>, text: &str) -> Format {
        let ending = path.as_ref().extension().and_then(|ending| ending.to_str());
        match ending {
            Some(e) if MARKDOWN_ENDINGS.iter().any(|m| e.eq_ignore_ascii_case(m)) => {
                Format::Markdown
            }
            _ if pdf_text::looks_extracted(text) => Format::PdfText,
            _ => Format::Plain,
        }
    }
}

/// The blocks of `source` read as `format`, in order, and the repairs made.
pub(crate) fn blocks(
    lang: Lang,
    source: &str,
    format: Format,
) -> Result<(Vec<Block>, Vec<Repair>), Error> {
    if source.len() > MAX_BYTES {
        return Err(too_long());
    }
    match format {
        Format::Plain => Ok((plain::blocks(source), Vec::new())),
        Format::PdfText => Ok(pdf_text::blocks(lang, source)),
        #[cfg(feature = "markdown")]
        Format::Markdown => Ok(markdown::blocks(source)),
        #[cfg(not(feature = "markdown"))]
        Format::Markdown => Err(Error::new(
            ErrorKind::Unsupported,
            "this build reads no Markdown: build nordalign with the feature `markdown`",
        )),
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

/// The names and values of the front matter's fields that have a plain value.
#[cfg(feature = "markdown")]
pub(crate) fn front_matter(text: &str) -> Vec<(String, String)> {
    front_matter::values(text)
}

#[cfg(not(feature = "markdown"))]
pub(crate) fn front_matter(_: &str) -> Vec<(String, String)> {
    Vec::new()
}

fn too_long() -> Error {
    Error::new(
        ErrorKind::Limit,
        "the text is longer than 1 GiB; split it first",
    )
}
