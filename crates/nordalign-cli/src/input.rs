//! From an argument to a document.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;
use nordalign::read::{MAX_BYTES, decode, path_text};
use nordalign::tree::{is_tag, path_lang};
use nordalign::{Document, Error, ErrorKind, Format, Lang, RepairKind, Segmentation, identify};

use crate::args::{ReadingArgs, UnitSize};
use crate::failure::Failure;
use crate::message;
use crate::output::{Guard, Identity};

/// A document to read, and the language it is in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Input {
    pub(crate) lang: Lang,
    /// `None` for stdin.
    path: Option<PathBuf>,
}

impl Input {
    /// The input that `argument` names: `FILE` or `LANG=FILE`, where `-` is stdin. `lang` is its
    /// language, if given elsewhere.
    pub(crate) fn parse(argument: &OsStr, lang: Option<Lang>) -> Result<Self, Failure> {
        let (said, file) = split_lang(argument)?;
        let lang = match (said, lang) {
            (Some(said), Some(lang)) if said != lang => {
                let message = format!(
                    "the language is {said} in {} but --lang says {lang}",
                    argument.display()
                );
                return Err(Failure::usage(message));
            }
            (Some(lang), _) | (None, Some(lang)) => lang,
            (None, None) => lang_of(file)?,
        };
        let path = (file != OsStr::new("-")).then(|| PathBuf::from(file));
        Ok(Input { lang, path })
    }

    /// Its name in messages.
    pub(crate) fn name(&self) -> String {
        let name = self.path.as_ref().map(|path| path_text(path).into_owned());
        name.unwrap_or_else(|| "stdin".to_owned())
    }

    /// Whether both read the same file or stream, by whatever name.
    pub(crate) fn is_same_input(&self, other: &Input) -> bool {
        let identity = |input: &Input| match &input.path {
            Some(path) => Identity::of(path),
            None => Identity::of_stdin(),
        };
        self.path == other.path || identity(self).is_some_and(|it| Some(it) == identity(other))
    }

    /// Tells `guard` that it is read.
    pub(crate) fn guard(&self, guard: &mut Guard) -> Result<(), Failure> {
        match &self.path {
            Some(path) => guard.reads(path),
            None => guard.reads_stdin(),
        }
    }

    /// Reads the document.
    ///
    /// # Errors
    /// If it cannot be read, or is not text in the given or assumed encoding.
    pub(crate) fn read(&self, how: &ReadingArgs) -> Result<Document, Failure> {
        let path = Path::new(self.path.as_deref().unwrap_or(Path::new("stdin")));
        // The ending may say that it is not read, whatever the bytes are.
        format_of(path, "", how)?;
        let text = self
            .text(how)
            .map_err(|error| self.with_encoding_hint(error))?;
        let format = format_of(path, &text, how)?;
        let document = Document::parse_with_fields(self.lang, text, format, &how.front_matter);
        let mut document = document.map_err(|error| error.with_path(path))?;
        if let Some(path) = &self.path {
            document.set_name(path_text(path));
        }
        Ok(document)
    }

    /// The decoded text.
    fn text(&self, how: &ReadingArgs) -> Result<String, Error> {
        let path = Path::new(self.path.as_deref().unwrap_or(Path::new("stdin")));
        let bytes = bytes_of(self.path.as_deref()).map_err(Error::from);
        let text = bytes.and_then(|bytes| text_of_bytes(self.lang, &bytes, how));
        text.map_err(|error| error.with_path(path))
    }

    /// Adds a hint to an error of decoding: what to write for this file alone.
    fn with_encoding_hint(&self, error: Error) -> Failure {
        let (kind, io_kind) = (error.kind(), error.io_kind());
        let failure = Failure::from(error);
        if kind == ErrorKind::Encoding {
            failure.with_hint(format!(
                "name the encoding: --encoding windows-1252, or --encoding {}=windows-1252 for this file alone",
                self.lang
            ))
        } else if io_kind == Some(io::ErrorKind::InvalidData) {
            failure.with_hint("name another --encoding, or none if it is UTF-8")
        } else {
            failure
        }
    }
}

/// The encoding given for `lang`, or else the one for all, unless the bytes are clearly UTF-8:
/// often only one of two files is in an older encoding.
fn encoding(lang: Lang, how: &ReadingArgs, bytes: &[u8]) -> Option<&'static Encoding> {
    let named = |lang| how.encoding.iter().rev().find(|(of, _)| *of == lang);
    let for_all = || named(None).filter(|_| !is_clearly_utf8(bytes));
    named(Some(lang))
        .or_else(for_all)
        .map(|&(_, encoding)| encoding)
}

/// The decoded text of the contents of a file in `lang`.
pub(crate) fn text_of_bytes(lang: Lang, bytes: &[u8], how: &ReadingArgs) -> Result<String, Error> {
    match encoding(lang, how, bytes) {
        Some(encoding) => decode_as(encoding, bytes),
        None => decode(bytes),
    }
}

/// The bytes of the file at `path`, or of stdin.
fn bytes_of(path: Option<&Path>) -> io::Result<Vec<u8>> {
    // One byte more than allowed, so that the reader sees that it is too long.
    let limit = MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    match path {
        None => io::stdin().lock().take(limit).read_to_end(&mut bytes)?,
        Some(path) if fs::metadata(path)?.is_dir() => {
            let message = "this is a directory; name the files in it";
            return Err(io::Error::new(io::ErrorKind::IsADirectory, message));
        }
        Some(path) => File::open(path)?.take(limit).read_to_end(&mut bytes)?,
    };
    Ok(bytes)
}

/// The format that `text`, the contents of the file at `path`, is read in.
pub(crate) fn format_of(path: &Path, text: &str, how: &ReadingArgs) -> Result<Format, Error> {
    match how.format() {
        Some(format) => Ok(format),
        None => Format::detect(path, text).map_err(|error| error.with_path(path)),
    }
}

/// The decoded text of the file at `path` in `lang`.
pub(crate) fn text_of(lang: Lang, path: &Path, how: &ReadingArgs) -> Result<String, Error> {
    let path = Some(path.to_owned());
    Input { lang, path }.text(how)
}

impl ReadingArgs {
    /// What counts as one unit.
    pub(crate) fn segmentation(&self) -> Segmentation {
        self.segmentation.unwrap_or(UnitSize::Paragraph).into()
    }

    /// The format that all documents are read in, if one is set.
    pub(crate) fn format(&self) -> Option<Format> {
        // Lines are read without a format.
        if self.segmentation() == Segmentation::Line {
            return Some(Format::Plain);
        }
        self.input_format
    }
}

/// Splits `LANG=FILE` into language and file; without `LANG=`, there is no language.
pub(crate) fn split_lang(argument: &OsStr) -> Result<(Option<Lang>, &OsStr), Failure> {
    match split_equals(argument).filter(|(tag, _)| is_tag(tag)) {
        Some((tag, file)) => match tag.parse() {
            Ok(lang) => Ok((Some(lang), file)),
            // A file may have such a name.
            Err(_) if Path::new(argument).exists() => Ok((None, argument)),
            Err(error) => Err(error.into()),
        },
        None => Ok((None, argument)),
    }
}

/// The parts before and after the first `=`; a file name may have any bytes.
#[cfg(unix)]
fn split_equals(argument: &OsStr) -> Option<(&str, &OsStr)> {
    use std::os::unix::ffi::OsStrExt;
    let mut parts = argument.as_bytes().splitn(2, |byte| *byte == b'=');
    let (before, after) = (parts.next()?, parts.next()?);
    Some((std::str::from_utf8(before).ok()?, OsStr::from_bytes(after)))
}

#[cfg(not(unix))]
fn split_equals(argument: &OsStr) -> Option<(&str, &OsStr)> {
    let (before, after) = argument.to_str()?.split_once('=')?;
    Some((before, OsStr::new(after)))
}

/// The language that the path of the file names, or else the one that its text is clearly in, or a
/// question about it.
fn lang_of(file: &OsStr) -> Result<Lang, Failure> {
    let name = file.to_string_lossy();
    if let Some(lang) = path_lang(&name) {
        return Ok(lang);
    }
    if let Some(lang) = lang_of_text(Path::new(file)) {
        message::note(&format!(
            "{name}: no language in its name; its text is in {} ({lang})",
            lang.name()
        ));
        return Ok(lang);
    }
    if name.contains(['*', '?']) && !Path::new(file).exists() {
        return Err(Failure::usage(format!("file not found: {name}")));
    }
    let called = if name == "-" { "stdin" } else { &name };
    let question = format!("which language is {called} in?");
    let hint = format!("write sv={name}, nb={name} or da={name}");
    Err(Failure::usage(question).with_hint(hint))
}

/// The language that the text of a file is clearly in. Pipes, which can be read only once, are left
/// for later.
fn lang_of_text(path: &Path) -> Option<Lang> {
    if !path.is_file() {
        return None;
    }
    let text = decode(&bytes_of(Some(path)).ok()?).ok()?;
    identify(&text).clearly()?.lang()
}

/// Whether the bytes are UTF-8 with letters beyond ASCII; text in another encoding hardly ever
/// looks like that.
fn is_clearly_utf8(bytes: &[u8]) -> bool {
    !bytes.is_ascii() && !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok()
}

/// The text of `bytes` in the given encoding, or in that of their byte-order mark if they have one.
fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Error> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((encoding, 0));
    let text = bytes.get(mark..).unwrap_or_default();
    let text = encoding.decode_without_bom_handling_and_without_replacement(text);
    text.map(|text| text.into_owned()).ok_or_else(|| {
        let message = format!("this is not {}", encoding.name());
        io::Error::new(io::ErrorKind::InvalidData, message).into()
    })
}

/// Refuses a format for input that is read line by line.
pub(crate) fn check_reading(how: &ReadingArgs) -> Result<(), Failure> {
    let lines = how.segmentation() == Segmentation::Line;
    if lines && how.input_format.is_some() {
        let message =
            "--input-format cannot be used with --segment line, which does not parse formats";
        return Err(Failure::usage(message));
    }
    Ok(())
}

/// Notes which fields of front matter hold sentences in some of `documents` but are not read.
pub(crate) fn note_passed_over_in(documents: &[Document]) {
    let repairs = documents.iter().flat_map(Document::repairs);
    let passed_over = repairs.filter(|it| it.kind == RepairKind::FrontMatterPassedOver);
    let fields: BTreeSet<&str> = passed_over.map(|repair| repair.detail.as_str()).collect();
    note_passed_over(fields);
}

/// Notes which `fields` of front matter hold sentences but are not read.
pub(crate) fn note_passed_over<'a>(fields: impl IntoIterator<Item = &'a str>) {
    let fields: Vec<&str> = fields.into_iter().collect();
    if !fields.is_empty() {
        message::note(&format!(
            "front matter has sentences in fields that are not read: {}; --front-matter FIELD reads \
             one, --front-matter '!FIELD' says that it is no text",
            fields.join(", ")
        ));
    }
}

/// Reports what a translator should know about how `document` was read from `input`.
pub(crate) fn remark(document: &Document, input: &Input, how: &ReadingArgs) {
    let name = input.name();
    if let Some(looks) = identify(document.source()).other_than(input.lang) {
        let hint = match looks.lang() {
            Some(lang) => format!("; if so, write {lang}={name}"),
            None => String::new(),
        };
        let (looks, said) = (looks.name(), input.lang.name());
        message::warning(&format!(
            "{name}: this looks like {looks}, not {said}{hint}"
        ));
    }
    let unread = document
        .repairs()
        .iter()
        .filter(|r| r.kind == RepairKind::FrontMatterUnread);
    for repair in unread {
        let line = document.position(repair.span.start).line;
        message::warning(&format!(
            "{name}:{line}: front matter not read: {}",
            repair.detail
        ));
    }
    let columns = document.repairs().iter();
    let columns = columns.filter(|r| r.kind == RepairKind::ColumnsNotParted);
    for repair in columns {
        let line = document.position(repair.span.start).line;
        message::warning(&format!(
            "{name}:{line}: columns stand side by side and are read across, line by line; if it was \
             extracted from a PDF, extract it with `pdftotext` without `-layout`"
        ));
    }
    if document.format() == Some(Format::PdfText) && how.input_format.is_none() {
        let repairs = document.repairs().len();
        message::note(&format!(
            "{name}: read as PDF-extracted text, with {repairs} repairs; --input-format plain overrides"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(argument: &str) -> Result<Input, Failure> {
        Input::parse(OsStr::new(argument), None)
    }

    #[test]
    fn a_given_language_overrides_the_name() {
        let input = parse("da=rapport.sv.md").unwrap();
        assert_eq!(
            (input.lang, input.name().as_str()),
            (Lang::Da, "rapport.sv.md")
        );
        assert_eq!(
            parse("sv=-").unwrap(),
            Input {
                lang: Lang::Sv,
                path: None
            }
        );
    }

    #[test]
    fn an_equals_sign_in_a_name_does_not_make_a_language() {
        assert_eq!(parse("a=b/text.nb.txt").unwrap().lang, Lang::Nb);
        assert_eq!(parse("x=1.sv.txt").unwrap().name(), "x=1.sv.txt");
    }

    #[test]
    fn an_unknown_language_gets_a_question() {
        let failure = parse("rapport.txt").unwrap_err();
        assert_eq!(failure.message, "which language is rapport.txt in?");
        let hint = "write sv=rapport.txt, nb=rapport.txt or da=rapport.txt";
        assert_eq!(failure.hint.as_deref(), Some(hint));
        assert_eq!(parse("rapport.no.txt").unwrap().lang, Lang::Nb);
        assert!(parse("en=text.txt").unwrap_err().message.contains("`en`"));
        assert!(parse("-").unwrap_err().message.contains("stdin"));
    }

    #[test]
    fn a_byte_order_mark_overrides_the_given_encoding() {
        let latin = encoding_rs::WINDOWS_1252;
        assert_eq!(decode_as(latin, b"f\xE5r").unwrap(), "får");
        assert_eq!(decode_as(latin, "\u{feff}får".as_bytes()).unwrap(), "får");
        assert!(decode_as(encoding_rs::UTF_8, b"f\xE5r").is_err());
    }
}
