//! Identifies the file that a path leads to, by whatever name, and whether or not it exists yet.
//!
//! Files are identified by their metadata and never opened: a pipe that is opened and closed again
//! is lost to its other end.

use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use nordalign::read::absolute_path;

/// At most this many links are followed to a file that does not exist.
const MOST_LINKS: usize = 40;

/// Equal for two names of one file: through links of both kinds, `..`, and on file systems that
/// ignore case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Identity {
    /// The file, or the nearest folder above it if it does not exist.
    number: Number,
    /// The names below that folder.
    below: PathBuf,
    /// Whether it is a terminal, a device or a socket, which can be both read and written.
    pub(super) is_device: bool,
}

/// The device of a file, and its number there.
#[cfg(unix)]
type Number = (u64, u64);

/// The resolved path of a file: other hard links stay as they are when it is replaced.
#[cfg(not(unix))]
type Number = PathBuf;

impl Identity {
    /// `None` if not even a folder above `path` exists.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        if let Ok(found) = fs::metadata(path) {
            return Some(Identity {
                number: number(path, &found)?,
                below: PathBuf::new(),
                is_device: is_device(&found),
            });
        }
        let place = place(path);
        let folder = nearest(&place)?;
        let below = place.strip_prefix(folder).ok()?;
        let below = match ignores_case(folder) {
            true => PathBuf::from(below.to_string_lossy().to_lowercase()),
            false => below.to_owned(),
        };
        Some(Identity {
            number: number(folder, &fs::metadata(folder).ok()?)?,
            below,
            is_device: false,
        })
    }

    /// The identity of stdin, if the system can tell.
    pub(crate) fn of_stdin() -> Option<Self> {
        of_stream(&std::io::stdin())
    }

    /// The identity of stdout, if the system can tell.
    pub(crate) fn of_stdout() -> Option<Self> {
        of_stream(&std::io::stdout())
    }

    /// Whether `file` is still the one at `path`.
    #[cfg(unix)]
    pub(super) fn is_at(file: &fs::File, path: &Path) -> bool {
        let number = |found: &Metadata| number(path, found);
        let there = fs::symlink_metadata(path).ok();
        there.and_then(|there| number(&there)) == file.metadata().ok().and_then(|it| number(&it))
    }

    /// Whether `file` is still the one at `path`: a file that is open keeps its name.
    #[cfg(not(unix))]
    pub(super) fn is_at(_file: &fs::File, path: &Path) -> bool {
        path.exists()
    }
}

#[cfg(unix)]
fn of_stream(stream: &impl std::os::fd::AsFd) -> Option<Identity> {
    let file = fs::File::from(stream.as_fd().try_clone_to_owned().ok()?);
    let found = file.metadata().ok()?;
    Some(Identity {
        number: number(Path::new(""), &found)?,
        below: PathBuf::new(),
        is_device: is_device(&found),
    })
}

#[cfg(not(unix))]
fn of_stream<T>(_stream: &T) -> Option<Identity> {
    None
}

#[cfg(unix)]
fn number(_path: &Path, found: &Metadata) -> Option<Number> {
    use std::os::unix::fs::MetadataExt;
    Some((found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn number(path: &Path, _found: &Metadata) -> Option<Number> {
    path.canonicalize().ok()
}

#[cfg(unix)]
fn is_device(found: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    let kind = found.file_type();
    kind.is_char_device() || kind.is_block_device() || kind.is_socket()
}

#[cfg(not(unix))]
fn is_device(found: &Metadata) -> bool {
    !found.is_file() && !found.is_dir()
}

/// The place that `path` leads to, from the root of the file system and without links, also for a
/// file that does not exist yet.
pub(super) fn place(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        if let Ok(found) = path.canonicalize() {
            return found;
        }
        match fs::read_link(&path) {
            Ok(target) => path = folder(&path).join(target),
            Err(_) => break,
        }
    }
    // Resolves links in the existing part, because `..` would lead elsewhere.
    if let (Ok(folder), Some(name)) = (folder(&path).canonicalize(), path.file_name()) {
        return folder.join(name);
    }
    let whole = absolute_path(&path);
    let there = nearest(&whole).and_then(|there| Some((there, there.canonicalize().ok()?)));
    match there {
        Some((there, canonical)) => match whole.strip_prefix(there) {
            Ok(below) => canonical.join(below),
            Err(_) => whole,
        },
        None => whole,
    }
}

/// The folder that `path` is in.
pub(super) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

/// The nearest existing folder above `path`.
pub(super) fn nearest(path: &Path) -> Option<&Path> {
    path.ancestors().skip(1).find(|folder| folder.is_dir())
}

/// Whether names in `folder` ignore case. Its own name is tried, so that nothing has to be written.
fn ignores_case(folder: &Path) -> bool {
    let Some(name) = folder.file_name() else {
        return false;
    };
    let name = name.to_string_lossy();
    let swap = |c: char| match c.is_lowercase() {
        true => c.to_ascii_uppercase(),
        false => c.to_ascii_lowercase(),
    };
    let swapped: String = name.chars().map(swap).collect();
    let other = folder.with_file_name(OsString::from(&swapped));
    let is_same = || Some(Identity::there(folder)? == Identity::there(&other)?);
    swapped != name && is_same().unwrap_or(false)
}

impl Identity {
    /// The identity of a file that exists.
    fn there(path: &Path) -> Option<Number> {
        number(path, &fs::metadata(path).ok()?)
    }
}
