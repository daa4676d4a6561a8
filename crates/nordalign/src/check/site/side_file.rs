//! Files that are kept beside a site: JSON with a version, which people check in.

use std::fs::{self, File};
use std::io::{self, ErrorKind as IoErrorKind, Read};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{Error, ErrorKind};

/// A longer file is refused unread: hundreds of thousands of entries take less.
const MAX_BYTES: u64 = 256 << 20;

/// This many bytes tell what a file is.
const HEAD: u64 = 200;

/// A kind of file: its name, its version, and how one is recognised.
pub(super) struct SideFile {
    /// `a baseline`.
    pub(super) what: &'static str,
    /// The version that is written and read.
    pub(super) version: u64,
    pub(super) mark: Mark,
}

/// How a file of a kind is recognised, even where the rest of it is broken: by its beginning, white
/// space left out.
pub(super) struct Mark {
    /// What stands before the version.
    pub(super) begin: &'static str,
    /// What stands after it.
    pub(super) end: &'static str,
}

impl Mark {
    /// Whether what is at `path` bears the mark, or nothing is there.
    pub(super) fn is_at(&self, path: &Path) -> Result<bool, Error> {
        self.look(path)
            .map_err(|error| Error::from(error).with_path(path))
    }

    fn look(&self, path: &Path) -> io::Result<bool> {
        match fs::metadata(path) {
            Ok(found) if found.is_file() => {}
            // Opening a pipe would wait for its other end.
            Ok(_) => return Ok(false),
            Err(error) if error.kind() == IoErrorKind::NotFound => return Ok(true),
            Err(error) => return Err(error),
        }
        let mut bytes = Vec::new();
        File::open(path)?.take(HEAD).read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let rest = text.strip_prefix(self.begin);
        Ok(text.is_empty() || rest.is_some_and(|rest| rest.contains(self.end)))
    }
}

impl SideFile {
    /// The contents of the file at `path`; `None` if there is none.
    ///
    /// # Errors
    /// If it cannot be read, is of a newer version ([`ErrorKind::Unsupported`]), or is broken
    /// ([`ErrorKind::Invalid`]).
    pub(super) fn read<T: DeserializeOwned>(&self, path: &Path) -> Result<Option<T>, Error> {
        let text = match read_at_most(path, MAX_BYTES) {
            Ok(text) => text,
            Err(error) if error.kind() == IoErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::from(error).with_path(path)),
        };
        self.parse(&text)
            .map(Some)
            .map_err(|error| error.with_path(path))
    }

    fn parse<T: DeserializeOwned>(&self, text: &str) -> Result<T, Error> {
        let value: Value = serde_json::from_str(text).map_err(broken)?;
        let (what, known) = (self.what, self.version);
        match value.get("version").and_then(Value::as_u64) {
            Some(version) if version == known => {}
            Some(version) if version > known => {
                let message = format!(
                    "this is {what} of version {version}, of a newer nordalign; this one knows version {known}"
                );
                return Err(Error::new(ErrorKind::Unsupported, message));
            }
            _ => {
                let message = format!("this is not {what} of nordalign");
                return Err(Error::new(ErrorKind::Invalid, message));
            }
        }
        serde_json::from_str(text).map_err(broken)
    }
}

/// The text of the file at `path`. Where it is longer than `most` bytes, it is not read to its end,
/// and that is an error.
pub(super) fn read_at_most(path: &Path, most: u64) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(most + 1).read_to_string(&mut text)?;
    if text.len() as u64 > most {
        let message = format!("it is longer than {most} bytes");
        return Err(io::Error::new(IoErrorKind::InvalidData, message));
    }
    Ok(text)
}

/// JSON that is not what it should be, with its line.
fn broken(error: serde_json::Error) -> Error {
    let (message, place) = (error.to_string(), format!(" at line {}", error.line()));
    let message = message.split(&place).next().unwrap_or_default();
    Error::new(ErrorKind::Invalid, message).at_line(error.line())
}
