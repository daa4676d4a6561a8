//! Documents from texts, bytes and files.

use std::path::Path;

use crate::document::Document;
use crate::error::Error;
#[cfg(doc)]
use crate::error::ErrorKind;
use crate::format::Format;
use crate::lang::Lang;
use crate::path_text::path_text;

#[cfg(doc)]
use super::MAX_BYTES;
use super::{FrontMatterField, blocks, decode, file, unread};

impl Document {
    /// Reads `source` as `format`.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`] if the format's feature is not built in, [`ErrorKind::Limit`] if
    /// the text is longer than [`MAX_BYTES`].
    pub fn parse(lang: Lang, source: impl Into<String>, format: Format) -> Result<Self, Error> {
        Document::parse_with_fields(lang, source, format, &[])
    }

    /// Reads `source` as `format`, where `fields` tell what of its front matter is text besides the
    /// fields whose names say so.
    ///
    /// # Errors
    /// As for [`Document::parse`].
    pub fn parse_with_fields(
        lang: Lang,
        source: impl Into<String>,
        format: Format,
        fields: &[FrontMatterField],
    ) -> Result<Self, Error> {
        let source = source.into();
        let blocks = blocks(lang, &source, format, fields)?;
        Ok(Document::from_blocks(lang, source, format, blocks))
    }

    /// Reads the bytes of a file: decodes them ([`decode`]), and parses them in the format that the
    /// ending of `name` and their look suggest ([`Format::detect`]). `name` is what the document is
    /// called in messages; it need not exist.
    ///
    /// ```
    /// use nordalign::{Document, Format, Lang};
    /// let document = Document::from_bytes(Lang::Nb, "side.txt", "\u{FEFF}Båt\n".as_bytes())?;
    /// assert_eq!(document.format(), Some(Format::Plain));
    /// assert_eq!(document.units().next().map(|unit| unit.text()), Some("Båt"));
    /// # Ok::<(), nordalign::Error>(())
    /// ```
    ///
    /// # Errors
    /// As for [`Document::read`], but for reading; the error names `name`.
    pub fn from_bytes(lang: Lang, name: impl AsRef<Path>, bytes: &[u8]) -> Result<Self, Error> {
        let name = name.as_ref();
        let named = |error: Error| error.with_path(name);
        // The ending may say that it is not read, whatever the bytes are.
        unread::check_ending(name).map_err(named)?;
        let source = decode(bytes).map_err(named)?;
        let format = Format::detect(name, &source).map_err(named)?;
        let mut document = Document::parse(lang, source, format).map_err(named)?;
        document.set_name(path_text(name));
        Ok(document)
    }

    /// Reads the file at `path` in the format that its ending and its look suggest
    /// ([`Format::detect`]).
    ///
    /// # Errors
    /// If the file cannot be read, is not text ([`ErrorKind::Binary`], [`ErrorKind::Encoding`]) or is
    /// in a format that is not read ([`Format::detect`]), and as for [`Document::parse`]; the error
    /// names the path.
    pub fn read(lang: Lang, path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let bytes = file(path).map_err(|error| error.with_path(path))?;
        Document::from_bytes(lang, path, &bytes)
    }
}
