//! The error type.

use std::io;
use std::path::{Path, PathBuf};

use crate::path_text::path_text;

/// What went wrong: one opaque type with a [kind](Error::kind), and a path and a line if they are
/// known.
///
/// A poor alignment is not an error: it is a result with a low confidence.
///
/// ```
/// use nordalign::{Document, ErrorKind, Lang};
/// let error = Document::read(Lang::Sv, "no-such-file.sv.txt").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Io);
/// assert!(error.to_string().starts_with("no-such-file.sv.txt: "));
/// ```
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Box<Located>);

/// The kinds of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Reading or writing failed.
    Io,
    /// The bytes are not text in UTF-8, nor in UTF-16 with a byte-order mark.
    Encoding,
    /// The file is not text at all.
    Binary,
    /// A language tag is not sv, nb or da.
    Language,
    /// There are not two or three documents in as many languages.
    Documents,
    /// The input exceeds a stated limit.
    Limit,
    /// The work was not done by the deadline set by the caller.
    Deadline,
    /// The file is in a known format that is not read, such as HTML.
    Format,
    /// The format needs a feature that this build does not have.
    Unsupported,
    /// A serialised value is inconsistent.
    Invalid,
    /// The library itself failed on a document of a tree: it panicked. Please report it with the
    /// file.
    Fault,
}

/// A cause, and the place in the input that it concerns.
#[derive(Debug, thiserror::Error)]
#[error("{}{cause}", place(path.as_deref(), *line))]
struct Located {
    path: Option<PathBuf>,
    line: Option<usize>,
    cause: Cause,
}

/// What went wrong.
#[derive(Debug, thiserror::Error)]
enum Cause {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("{message}")]
    Other { kind: ErrorKind, message: String },
}

/// The beginning of a message about a place: `rapport.sv.md:3: `.
fn place(path: Option<&Path>, line: Option<usize>) -> String {
    match (path, line) {
        (Some(path), Some(line)) => format!("{}:{line}: ", path_text(path)),
        (Some(path), None) => format!("{}: ", path_text(path)),
        (None, Some(line)) => format!("line {line}: "),
        (None, None) => String::new(),
    }
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let message = message.into();
        Error::of(Cause::Other { kind, message })
    }

    fn of(cause: Cause) -> Self {
        Error(Box::new(Located {
            path: None,
            line: None,
            cause,
        }))
    }

    pub(crate) fn at_line(mut self, line: usize) -> Self {
        self.0.line = Some(line);
        self
    }

    /// Adds the path of the file that the error concerns, if it has none yet.
    ///
    /// ```
    /// use nordalign::read;
    /// let error = read::decode(&[0x66, 0xE5, 0x72]).unwrap_err().with_path("får.txt");
    /// assert!(error.to_string().starts_with("får.txt:1: "));
    /// ```
    #[must_use]
    pub fn with_path(mut self, path: impl AsRef<Path>) -> Self {
        self.0
            .path
            .get_or_insert_with(|| path.as_ref().to_path_buf());
        self
    }

    /// What kind of error it is.
    pub fn kind(&self) -> ErrorKind {
        match &self.0.cause {
            Cause::Io(_) => ErrorKind::Io,
            Cause::Other { kind, .. } => *kind,
        }
    }

    /// The kind of I/O error, if reading or writing failed.
    pub fn io_kind(&self) -> Option<io::ErrorKind> {
        match &self.0.cause {
            Cause::Io(error) => Some(error.kind()),
            Cause::Other { .. } => None,
        }
    }

    /// The file that it concerns, if known.
    pub fn path(&self) -> Option<&Path> {
        self.0.path.as_deref()
    }

    /// The line that it concerns, 1-based, if known.
    pub fn line(&self) -> Option<usize> {
        self.0.line
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Error::of(error.into())
    }
}
