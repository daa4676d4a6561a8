//! What a check is to do: the configuration, `nordalign.toml`, and the command line, which overrides it.

mod file;
mod settings;

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

pub(crate) use crate::args::StaleBy;
pub(crate) use file::{File, Level};
pub(crate) use settings::Settings;

/// What the configuration is called.
pub(crate) const NAME: &str = "nordalign.toml";

/// A longer configuration is refused.
const MAX_BYTES: u64 = 4 << 20;

/// A configuration that was found.
#[derive(Debug, Clone)]
pub(crate) struct Config {
    pub(crate) path: PathBuf,
    /// What its paths are relative to, as seen from the current folder.
    pub(crate) folder: PathBuf,
    pub(crate) file: File,
}

impl Config {
    /// The configuration at `said`, or the nearest one in the current folder or above it.
    ///
    /// # Errors
    /// Where it is not there, can't be read, or is not right.
    pub(crate) fn find(said: Option<&Path>) -> Result<Option<Self>, Failure> {
        match said {
            Some(path) => {
                let folder = path.parent().unwrap_or(Path::new(""));
                Config::read(path, folder).map(Some)
            }
            None => match nearest()? {
                Some(folder) => Config::read(&folder.join(NAME), &folder).map(Some),
                None => Ok(None),
            },
        }
    }

    fn read(path: &Path, folder: &Path) -> Result<Self, Failure> {
        let text = text_of(path)
            .map_err(|error| Failure::usage(format!("{}: {error}", path.display())))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let file = File::parse(text).map_err(|wrong| {
            let line = wrong.line.map_or(String::new(), |line| format!(":{line}"));
            let failure = Failure::usage(format!("{}{line}: {}", path.display(), wrong.message));
            match wrong.hint {
                Some(hint) => failure.with_hint(hint),
                None => failure,
            }
        })?;
        Ok(Config {
            path: path.to_owned(),
            folder: folder.to_owned(),
            file,
        })
    }
}

/// The text of the file at `path`; of one that is too long, no more is read.
fn text_of(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let file = fs::File::open(path)?;
    file.take(MAX_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MAX_BYTES {
        let message = format!("it is longer than {MAX_BYTES} bytes");
        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
    }
    Ok(text)
}

/// The nearest folder with a configuration, from the current one upwards: `""`, `..`, `../..` …
fn nearest() -> Result<Option<PathBuf>, Failure> {
    let here = std::env::current_dir().map_err(|error| Failure::io(Path::new("."), error))?;
    let mut relative = PathBuf::new();
    for folder in here.ancestors() {
        if folder.join(NAME).is_file() {
            return Ok(Some(relative));
        }
        relative.push("..");
    }
    Ok(None)
}
