//! Knows everything that a run reads and writes before the work begins: no input is overwritten,
//! and no two results go to one file. Only the guard makes a [`Target`], so nothing is written
//! without its knowledge.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::identity::{self, Identity};
use super::{FileTarget, Target};
use crate::failure::Failure;

/// Files that say which documents are left out; they are read together with folders.
const IGNORE_FILES: [&str; 2] = [".gitignore", ".ignore"];

/// Other names of stdout. A file behind them must not be replaced: output may be appended to it.
const STDOUT: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// The files of a run.
#[derive(Debug, Default)]
pub(crate) struct Guard {
    known: BTreeMap<Identity, Known>,
    /// The result that is written to stdout.
    stdout: Option<String>,
}

/// A file that is read or written.
#[derive(Debug)]
struct Known {
    /// Its name, as given.
    name: String,
    /// The result that is written to it; `None` if it is read.
    written: Option<String>,
}

impl Guard {
    /// Notes that `path` is read, or would be if it existed.
    ///
    /// # Errors
    /// If it is written to.
    pub(crate) fn reads(&mut self, path: &Path) -> Result<(), Failure> {
        self.reads_file(Identity::of(path), &path.display().to_string())
    }

    /// Notes that stdin is read.
    ///
    /// # Errors
    /// If it is a file that is written to.
    pub(crate) fn reads_stdin(&mut self) -> Result<(), Failure> {
        self.reads_file(Identity::of_stdin(), "stdin")
    }

    fn reads_file(&mut self, identity: Option<Identity>, name: &str) -> Result<(), Failure> {
        let Some(identity) = identity.filter(|identity| !identity.is_device) else {
            return Ok(());
        };
        let name = name.to_owned();
        let written = None;
        let known = self.known.entry(identity);
        let known = known.or_insert_with(|| Known {
            name: name.clone(),
            written,
        });
        match known.written {
            Some(_) => Err(is_input(&known.name, &name)),
            None => Ok(()),
        }
    }

    /// The target at `path`, or stdout for `-`. `what` names the result: `the report`.
    ///
    /// # Errors
    /// If it is read, if another result is written to it, or if it clearly cannot be written to.
    pub(crate) fn writes(&mut self, what: &str, path: &Path) -> Result<Target, Failure> {
        if STDOUT.iter().any(|name| path == Path::new(name)) {
            if let Some(other) = self.stdout.replace(what.to_owned()) {
                return Err(two_results(&other, what, "stdout"));
            }
            self.writes_file(what, Identity::of_stdout(), "stdout")?;
            return Ok(Target::Stdout);
        }
        let name = path.display().to_string();
        let says_what_is_read = IGNORE_FILES.iter().any(|name| path.ends_with(name));
        if says_what_is_read && path.exists() {
            return Err(is_input(&name, &name));
        }
        self.writes_file(what, Identity::of(path), &name)?;
        target(path)
    }

    /// As [`Guard::writes`], for a file below `folder`, whose subfolders are created as needed.
    pub(crate) fn writes_below(&mut self, folder: &Path, path: &Path) -> Result<Target, Failure> {
        let what = format!("a result in {}", folder.display());
        self.writes_file(&what, Identity::of(path), &path.display().to_string())?;
        let no_folder = |above: &&Path| above.exists() && !above.is_dir();
        if let Some(above) = path.ancestors().skip(1).find(no_folder) {
            let message = format!("{}: this is a file, not a folder", above.display());
            return Err(Failure::runtime(message).with_hint("name another folder with -o"));
        }
        existing_target(path)
    }

    fn writes_file(
        &mut self,
        what: &str,
        identity: Option<Identity>,
        name: &str,
    ) -> Result<(), Failure> {
        let Some(identity) = identity.filter(|identity| !identity.is_device) else {
            return Ok(());
        };
        let now = Known {
            name: name.to_owned(),
            written: Some(what.to_owned()),
        };
        match self.known.insert(identity, now) {
            None => Ok(()),
            Some(Known {
                name: other,
                written: None,
            }) => Err(is_input(name, &other)),
            Some(Known {
                name: other,
                written: Some(before),
            }) if other == name => Err(two_results(&before, what, name)),
            Some(Known {
                name: other,
                written: Some(_),
            }) => {
                let message = format!("{other} and {name} are the same file");
                Err(Failure::usage(message).with_hint("name a different file for each"))
            }
        }
    }
}

fn is_input(written: &str, read: &str) -> Failure {
    let message = match (written, read) {
        (written, read) if written == read => format!("{read} is an input"),
        ("stdout", read) => format!("stdout goes to {read}, which is an input"),
        (written, read) => format!("{written} is an input ({read})"),
    };
    let message = format!("{message}, so it cannot be written to");
    Failure::usage(message).with_hint("name another file")
}

fn two_results(one: &str, two: &str, name: &str) -> Failure {
    let message = format!("{one} and {two} would both be written to {name}");
    Failure::usage(message).with_hint("name a different file for each")
}

/// The target at `path`, in a folder that exists.
fn target(path: &Path) -> Result<Target, Failure> {
    if !path.exists() && !identity::folder(path).is_dir() {
        let message = format!("{}: folder not found", path.display());
        return Err(Failure::runtime(message).with_hint("create the folder first"));
    }
    existing_target(path)
}

/// Whether `path` is an open file, for example from a shell: a stream, although a file may be
/// behind it.
fn is_stream(path: &Path) -> bool {
    let folders = ["/dev/fd", "/proc/self/fd"];
    path == Path::new("/dev/stderr") || folders.iter().any(|folder| path.starts_with(folder))
}

/// The target at `path`, by what exists there.
fn existing_target(path: &Path) -> Result<Target, Failure> {
    let blame = |message: &str| Failure::runtime(format!("{}: {message}", path.display()));
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(blame("this is a directory; name a file in it")),
        Ok(found) if !found.is_file() || is_stream(path) => Ok(Target::Special(path.to_owned())),
        Ok(found) if found.permissions().readonly() => Err(blame("this file is read-only")),
        _ => Ok(Target::File(FileTarget {
            resolved: identity::place(path),
            path: path.to_owned(),
        })),
    }
}
