//! Files that the program keeps beside the configuration: JSON with a version, for people to check
//! in.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::failure::Failure;
use crate::output::{Guard, Target};

/// A baseline or a lock of more bytes is none: hundreds of thousands of entries are less.
const MOST: u64 = 256 << 20;

/// The text of the file at `path`; an error where it is longer than `most` bytes, of which no more
/// are read.
pub(crate) fn read_at_most(path: &Path, most: u64) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(most + 1).read_to_string(&mut text)?;
    if text.len() as u64 > most {
        let message = format!("it is longer than {most} bytes");
        return Err(io::Error::new(ErrorKind::InvalidData, message));
    }
    Ok(text)
}

/// What is kept in a file, and what to do when it is broken.
pub(crate) struct SideFile {
    /// `a baseline`.
    pub(crate) what: &'static str,
    /// The version that is written and read.
    pub(crate) version: u64,
    pub(crate) mark: Mark,
    pub(crate) hint: &'static str,
}

/// By what a file of ours is known, also where the rest of it is broken: its beginning, but for
/// white space.
pub(crate) struct Mark {
    /// What stands before the version.
    pub(crate) begin: &'static str,
    /// And after it.
    pub(crate) end: &'static str,
}

/// So many bytes tell what a file is.
const ENOUGH: u64 = 200;

impl Mark {
    /// Whether what lies at `path` bears it, or nothing does.
    fn is_at(&self, path: &Path) -> io::Result<bool> {
        match fs::metadata(path) {
            Ok(found) if found.is_file() => {}
            // A pipe would wait for its other end.
            Ok(_) => return Ok(false),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(true),
            Err(error) => return Err(error),
        }
        let mut bytes = Vec::new();
        File::open(path)?.take(ENOUGH).read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let rest = text.strip_prefix(self.begin);
        Ok(text.is_empty() || rest.is_some_and(|rest| rest.contains(self.end)))
    }

    /// The target at `path` for `what`, `a baseline`: nothing else is replaced by it, even where
    /// the configuration says so.
    pub(crate) fn target(
        &self,
        what: &str,
        path: &Path,
        guard: &mut Guard,
    ) -> Result<Target, Failure> {
        let target = guard.writes(what, path)?;
        let is_ours = self.is_at(path);
        if is_ours.map_err(|error| Failure::io(path, error))? {
            return Ok(target);
        }
        let message = format!(
            "{}: this is not {what} of nordalign, so it stays",
            path.display()
        );
        Err(Failure::usage(message).with_hint("name another file, or remove this one first"))
    }
}

impl SideFile {
    /// The target at `path`, where such a file is or nothing.
    pub(crate) fn target(&self, path: &Path, guard: &mut Guard) -> Result<Target, Failure> {
        self.mark.target(self.what, path, guard)
    }

    /// The contents of the file at `path`, if there is one.
    ///
    /// # Errors
    /// Where it can't be read, is of another version, or is broken.
    pub(crate) fn read<T: DeserializeOwned>(&self, path: &Path) -> Result<Option<T>, Failure> {
        let wrong =
            |what: String| Failure::usage(format!("{}{what}", path.display())).with_hint(self.hint);
        let text = match read_at_most(path, MOST) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(wrong(format!(": {error}"))),
        };
        let at = |error: serde_json::Error| {
            let (what, place) = (error.to_string(), format!(" at line {}", error.line()));
            let what = what.split(&place).next().unwrap_or_default().to_owned();
            wrong(format!(":{}: {what}", error.line()))
        };
        let value: Value = serde_json::from_str(&text).map_err(at)?;
        let (what, known) = (self.what, self.version);
        match value.get("version").and_then(Value::as_u64) {
            Some(version) if version == known => {}
            Some(version) if version > known => {
                let message = format!(
                    "{}: this is {what} of version {version}, of a newer nordalign; this one knows version {known}",
                    path.display()
                );
                return Err(Failure::usage(message).with_hint("use that nordalign"));
            }
            _ => return Err(wrong(format!(": this is not {what} of nordalign"))),
        }
        serde_json::from_str(&text).map(Some).map_err(at)
    }
}
