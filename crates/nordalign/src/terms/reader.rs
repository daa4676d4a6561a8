//! Reads files of terms, in the format that their beginning says.

use std::fs::File;
use std::io::Read;
use std::path::Path;

#[cfg(any(feature = "csv", feature = "tbx"))]
use encoding_rs::Encoding;

use crate::error::{Error, ErrorKind};
use crate::read;
use crate::terms::file::TermFile;

/// The longest term base that is read, in bytes.
const MOST_BYTES: usize = 128 << 20;

/// How an archive begins, as XLSX is.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// How what programs of old wrote begins, such as XLS.
const OLD_SHEET: &[u8] = b"\xD0\xCF\x11\xE0";

impl TermFile {
    /// Reads the file at `path`: a table of text (feature `csv`), a spreadsheet (XLSX, feature
    /// `xlsx`) or TBX (feature `tbx`), whatever its name says.
    ///
    /// ```no_run
    /// use nordalign::check::Checker;
    /// use nordalign::terms::TermFile;
    ///
    /// let file = TermFile::read("terms.tbx")?;
    /// for warning in &file.warnings {
    ///     eprintln!("warning: {warning}");
    /// }
    /// let checker = Checker::new().terms(file.base);
    /// # Ok::<(), nordalign::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if it cannot be read, and those of [`parse`](Self::parse), with the path.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        of_file(bytes_of(path).and_then(TermFile::parse), path)
    }

    /// Reads the file at `path` as [`read`](Self::read) does. If it is text, and is not in UTF-8
    /// and does not begin with a byte-order mark, it is in `encoding` (`windows-1252`).
    ///
    /// # Errors
    /// As [`read`](Self::read), and [`ErrorKind::Encoding`] if the encoding is not known, or the
    /// file is not in it.
    #[cfg(any(feature = "csv", feature = "tbx"))]
    pub fn read_in_encoding(path: impl AsRef<Path>, encoding: &str) -> Result<Self, Error> {
        let path = path.as_ref();
        let bytes = bytes_of(path).and_then(|bytes| in_utf8(bytes, encoding));
        of_file(bytes.and_then(TermFile::parse), path)
    }

    /// Makes a term base of what a file holds.
    ///
    /// Tables and spreadsheets are rows as
    /// [`TermBase::from_rows`](crate::terms::TermBase::from_rows) takes them. In a table of text,
    /// the cells of a row have tabs, semicolons or commas between them, as in the row that names
    /// the columns, or what a first line `sep=;` says.
    #[cfg_attr(feature = "csv", doc = "")]
    #[cfg_attr(feature = "csv", doc = "```")]
    #[cfg_attr(feature = "csv", doc = "use nordalign::terms::TermFile;")]
    #[cfg_attr(feature = "csv", doc = "let table = \"sv;nb\\nkund;kunde\\n\";")]
    #[cfg_attr(feature = "csv", doc = "let file = TermFile::parse(table.into())?;")]
    #[cfg_attr(
        feature = "csv",
        doc = "assert_eq!((file.base.len(), file.warnings.len()), (1, 0));"
    )]
    #[cfg_attr(feature = "csv", doc = "# Ok::<(), nordalign::Error>(())")]
    #[cfg_attr(feature = "csv", doc = "```")]
    ///
    /// # Errors
    /// - [`ErrorKind::Limit`] if it is longer than 128 MiB.
    /// - [`ErrorKind::Unsupported`] if it is a spreadsheet in an old format, or in a format whose
    ///   feature this build leaves out.
    /// - [`ErrorKind::Encoding`] and [`ErrorKind::Binary`] as [`read::decode`].
    /// - [`ErrorKind::Invalid`], with the line if it is text, if it is not such a file, or too
    ///   large once unpacked.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, Error> {
        if bytes.len() > MOST_BYTES {
            let most = MOST_BYTES >> 20;
            let message = format!("a term base has {most} MiB at most");
            return Err(Error::new(ErrorKind::Limit, message));
        }
        if bytes.starts_with(OLD_SHEET) {
            let message = "this is a spreadsheet in an old format";
            return Err(Error::new(ErrorKind::Unsupported, message));
        }
        if bytes.starts_with(ARCHIVE) {
            return of_sheet(bytes);
        }
        let text = read::decode(&bytes)?;
        drop(bytes);
        match text.trim_start().starts_with('<') {
            true => of_tbx(&text),
            false => of_text(&text),
        }
    }
}

/// What a file holds, as far as it is read.
fn bytes_of(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    // One byte more than is allowed, where it holds more.
    let mut file = File::open(path)?.take(MOST_BYTES as u64 + 1);
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What was read, with the path that it was read from.
fn of_file(file: Result<TermFile, Error>, path: &Path) -> Result<TermFile, Error> {
    let mut file = file.map_err(|error| error.with_path(path))?;
    let warnings = file.warnings.into_iter();
    file.warnings = warnings.map(|warning| warning.with_path(path)).collect();
    Ok(file)
}

/// The bytes in UTF-8, if they are text in `encoding`; what begins like another file stays.
#[cfg(any(feature = "csv", feature = "tbx"))]
fn in_utf8(bytes: Vec<u8>, encoding: &str) -> Result<Vec<u8>, Error> {
    let encoding = Encoding::for_label(encoding.as_bytes()).ok_or_else(|| {
        let message = format!("`{encoding}` is not a known encoding");
        Error::new(ErrorKind::Encoding, message)
    })?;
    let is_other = bytes.starts_with(ARCHIVE) || bytes.starts_with(OLD_SHEET);
    if is_other || Encoding::for_bom(&bytes).is_some() || std::str::from_utf8(&bytes).is_ok() {
        return Ok(bytes);
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes);
    let text = text.ok_or_else(|| {
        let message = format!("this is not {}", encoding.name());
        Error::new(ErrorKind::Encoding, message)
    })?;
    Ok(text.into_owned().into_bytes())
}

#[cfg(feature = "xlsx")]
fn of_sheet(bytes: Vec<u8>) -> Result<TermFile, Error> {
    use crate::terms::base::invalid;
    use crate::terms::{read_sheet, rows};
    let sheet = read_sheet::read(bytes).map_err(|what| {
        let message = format!("the spreadsheet cannot be read: {what}");
        Error::new(ErrorKind::Invalid, message)
    })?;
    let mut file = rows::of_rows(sheet.rows)?;
    if let Some((row, cell)) = sheet.unknown {
        let others = match sheet.unknowns {
            1 => "has no stored value and is".to_owned(),
            count => format!(
                "and {} other cells have no stored values and are",
                count - 1
            ),
        };
        let message = format!(
            "the formula in {cell} {others} left out; open the file in a spreadsheet program and save it"
        );
        file.warnings.push(invalid(row, message));
    }
    Ok(file)
}

#[cfg(not(feature = "xlsx"))]
fn of_sheet(_: Vec<u8>) -> Result<TermFile, Error> {
    Err(left_out("a spreadsheet", "xlsx"))
}

#[cfg(feature = "tbx")]
fn of_tbx(text: &str) -> Result<TermFile, Error> {
    crate::terms::read_tbx::read(text)
}

#[cfg(not(feature = "tbx"))]
fn of_tbx(_: &str) -> Result<TermFile, Error> {
    Err(left_out("TBX", "tbx"))
}

#[cfg(feature = "csv")]
fn of_text(text: &str) -> Result<TermFile, Error> {
    use crate::terms::{read_table, rows};
    rows::of_rows(read_table::rows(text)?)
}

#[cfg(not(feature = "csv"))]
fn of_text(_: &str) -> Result<TermFile, Error> {
    Err(left_out("a table of text", "csv"))
}

#[cfg(not(all(feature = "csv", feature = "tbx", feature = "xlsx")))]
fn left_out(what: &str, feature: &str) -> Error {
    let message = format!("this is {what}, and this build cannot read it (feature `{feature}`)");
    Error::new(ErrorKind::Unsupported, message)
}
