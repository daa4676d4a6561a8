//! From bytes to a document's blocks. Reading knows formats but no languages' grammar.

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

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};

pub use encoding::decode;
#[cfg(feature = "tmx")]
pub use tmx::{TmxReader, TmxUnit};

pub use crate::formula::unescape as unescape_cell;

use crate::document::{Block, Repair};
use crate::error::{Error, ErrorKind};
use crate::lang::Lang;

/// The longest text that is read, in bytes: 1 GiB.
pub const MAX_BYTES: usize = 1 << 30;

/// A format of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Format {
    /// Plain text: paragraphs by blank lines, lists and headings by their look.
    Plain,
    /// Markdown with YAML front matter and Hugo shortcodes.
    Markdown,
    /// Text extracted from a PDF: every hard-wrapped line stands alone, with page furniture between.
    PdfText,
}

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

/// `path` as text, as documents are called by it. In one that is not UTF-8, every byte that is none is spelled `%FF`, and `%` itself `%25`:
/// two paths that differ in such bytes alone stay two.
///
/// ```
/// use std::path::Path;
/// assert_eq!(nordalign::read::path_text(Path::new("sv/50 %.md")), "sv/50 %.md");
/// # #[cfg(unix)]
/// # {
/// use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
/// let path = Path::new(OsStr::from_bytes(b"sv/f\xE5r.md"));
/// assert_eq!(nordalign::read::path_text(path), "sv/f%E5r.md");
/// # }
/// ```
pub fn path_text(path: &Path) -> Cow<'_, str> {
    if let Some(text) = path.to_str() {
        return Cow::Borrowed(text);
    }
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        text.push_str(&chunk.valid().replace('%', "%25"));
        for byte in chunk.invalid() {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    Cow::Owned(text)
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
