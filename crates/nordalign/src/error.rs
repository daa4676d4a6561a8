//! The one error type.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use crate::read::path_text;

/// What went wrong: one opaque type with a [kind](Error::kind), and a path and a line where they are known.
///
/// A poor alignment is not an error: it is a result with a low confidence.
///
/// ```
/// use nordalign::{Document, ErrorKind, Lang};
/// let error = Document::read(Lang::Sv, "no-such-file.sv.txt").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Io);
/// assert!(error.to_string().starts_with("no-such-file.sv.txt: "));
/// ```
pub struct Error(Box<Inner>);

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
    /// The work was not done by the deadline that the caller set.
    Deadline,
    /// The format needs a feature that this build leaves out.
    Unsupported,
    /// A serialised value does not hold together.
    Invalid,
    /// The library itself failed on a document of a tree: it panicked. Please report it with the file.
    Fault,
}

#[derive(Debug, thiserror::Error)]
#[error("{message}")]
struct Inner {
    kind: ErrorKind,
    path: Option<PathBuf>,
    line: Option<usize>,
    message: String,
    source: Option<io::Error>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error(Box::new(Inner {
            kind,
            path: None,
            line: None,
            message: message.into(),
            source: None,
        }))
    }

    pub(crate) fn at_line(mut self, line: usize) -> Self {
        self.0.line = Some(line);
        self
    }

    /// Adds the path of the file the error is about, if it has none yet.
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
        self.0.kind
    }

    /// What went wrong in reading or writing, if that is what did.
    pub fn io_kind(&self) -> Option<io::ErrorKind> {
        self.0.source.as_ref().map(io::Error::kind)
    }

    /// The file it is about, where known.
    pub fn path(&self) -> Option<&Path> {
        self.0.path.as_deref()
    }

    /// The line it is about, 1-based, where known.
    pub fn line(&self) -> Option<usize> {
        self.0.line
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.0.path {
            write!(f, "{}:", path_text(path))?;
        }
        match (self.0.line, &self.0.path) {
            (Some(line), Some(_)) => write!(f, "{line}: ")?,
            (Some(line), None) => write!(f, "line {line}: ")?,
            (None, Some(_)) => f.write_str(" ")?,
            (None, None) => {}
        }
        self.0.fmt(f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("path", &self.0.path)
            .field("line", &self.0.line)
            .field("message", &self.0.message)
            .finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // The message says already what the I/O error says.
        self.0.source.as_ref().and_then(std::error::Error::source)
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        let mut wrapped = Error::new(ErrorKind::Io, error.to_string());
        wrapped.0.source = Some(error);
        wrapped
    }
}
