//! Files that the program keeps beside the configuration: JSON with a version, for people to check in.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::failure::Failure;

/// What is kept in a file, and what to do when it is broken.
pub(crate) struct Kept {
    /// `a baseline`.
    pub(crate) what: &'static str,
    /// The version that is written and read.
    pub(crate) version: u64,
    pub(crate) hint: &'static str,
}

impl Kept {
    /// The contents of the file at `path`, if there is one.
    ///
    /// # Errors
    /// Where it can't be read, is of another version, or is broken.
    pub(crate) fn read<T: DeserializeOwned>(&self, path: &Path) -> Result<Option<T>, Failure> {
        let wrong =
            |what: String| Failure::usage(format!("{}{what}", path.display())).with_hint(self.hint);
        let text = match fs::read_to_string(path) {
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
