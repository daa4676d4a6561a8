//! Reads files of terms, in the format that their beginning says.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::error::{Error, ErrorKind};
use crate::read;
use crate::terms::file::TermFile;

/// The longest term base that is read, in bytes.
const MOST_BYTES: usize = 128 << 20;

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
        let read = |path: &Path| -> Result<Vec<u8>, Error> {
            let mut bytes = Vec::new();
            // One byte more than is allowed, where it holds more.
            let mut file = File::open(path)?.take(MOST_BYTES as u64 + 1);
            file.read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        let file = read(path).and_then(TermFile::parse);
        let mut file = file.map_err(|error| error.with_path(path))?;
        let warnings = file.warnings.into_iter();
        file.warnings = warnings.map(|warning| warning.with_path(path)).collect();
        Ok(file)
    }

    /// Makes a term base of what a file holds.
    ///
    /// Tables and spreadsheets are rows as
    /// [`TermBase::from_rows`](crate::terms::TermBase::from_rows) takes them. In a table of text,
    /// the cells of a row have tabs, semicolons or commas between them, as in the first row.
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
        // What programs of old wrote, such as XLS.
        if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
            let message = "this is a spreadsheet in an old format";
            return Err(Error::new(ErrorKind::Unsupported, message));
        }
        // An archive, as XLSX is.
        if bytes.starts_with(b"PK\x03\x04") {
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

#[cfg(feature = "xlsx")]
fn of_sheet(bytes: Vec<u8>) -> Result<TermFile, Error> {
    use crate::terms::{read_sheet, rows};
    let sheet = read_sheet::rows(bytes).map_err(|what| {
        let message = format!("the spreadsheet cannot be read: {what}");
        Error::new(ErrorKind::Invalid, message)
    });
    rows::of_rows(sheet?)
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
