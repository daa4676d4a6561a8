//! Where results go: to stdout, or to files that appear complete or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::args::OutputFormat;
use crate::failure::Failure;

/// A place to write a result to.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    Stdout,
    /// A regular file, there already or not.
    File(PathBuf),
    /// A pipe or a device, which cannot be replaced.
    Special(PathBuf),
}

impl Target {
    /// The target that `path` names, `-` being stdout; what plainly cannot be written is refused.
    pub(crate) fn new(path: &Path) -> Result<Self, Failure> {
        if path == Path::new("-") {
            return Ok(Target::Stdout);
        }
        let blame = |message: &str| Failure::runtime(format!("{}: {message}", path.display()));
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => Err(blame("this is a directory; name a file in it")),
            Ok(found) if !found.is_file() => Ok(Target::Special(path.to_owned())),
            Ok(found) if found.permissions().readonly() => Err(blame("this file is read-only")),
            Err(_) if !folder(path).is_dir() => {
                Err(blame("there is no such folder").with_hint("make the folder first"))
            }
            _ => Ok(Target::File(path.to_owned())),
        }
    }
}

/// The folder that `path` lies in.
fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

/// The format that the ending of `path` says.
pub(crate) fn format_of(path: &Path) -> Result<OutputFormat, Failure> {
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "tmx" => Ok(OutputFormat::Tmx),
        "json" => Ok(OutputFormat::Json),
        "jsonl" | "ndjson" => Ok(OutputFormat::Jsonl),
        "tsv" => Ok(OutputFormat::Tsv),
        "txt" => Ok(OutputFormat::Text),
        _ => {
            let message = format!(
                "the ending of {} does not say what to write",
                path.display()
            );
            let hint = "name the format: --format tmx, json, jsonl, tsv or text; \
                        or end the name in .tmx, .json, .jsonl, .tsv or .txt";
            Err(Failure::usage(message).with_hint(hint))
        }
    }
}

/// Files that are written beside their final places, and put there together once all are complete.
///
/// Dropped before [`Batch::commit`], it leaves nothing behind.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    files: Vec<(NamedTempFile, PathBuf)>,
}

impl Batch {
    /// Has `write` write to `target`; to a file only once the batch is committed.
    pub(crate) fn write<T>(
        &mut self,
        target: &Target,
        write: impl FnOnce(&mut dyn Write) -> Result<T, nordalign::Error>,
    ) -> Result<T, Failure> {
        let mut draft = Draft::new(target)?;
        let result = write(&mut draft).map_err(|error| draft.blame(error))?;
        self.add(draft)?;
        Ok(result)
    }

    /// Adds a draft that is complete.
    pub(crate) fn add(&mut self, mut draft: Draft) -> Result<(), Failure> {
        let flushed = draft.flush().map_err(nordalign::Error::from);
        flushed.map_err(|error| draft.blame(error))?;
        if let Draft::File { out, place, path } = draft {
            let file = out
                .into_inner()
                .map_err(|error| Failure::io(&path, error.into_error()))?;
            self.files.push((file, place));
        }
        Ok(())
    }

    /// Puts every file in its place, once all of them are complete.
    pub(crate) fn commit(self) -> Result<(), Failure> {
        for (file, path) in &self.files {
            file.as_file()
                .sync_all()
                .map_err(|error| Failure::io(path, error))?;
        }
        for (file, path) in self.files {
            file.persist(&path)
                .map_err(|error| Failure::io(&path, error.error))?;
        }
        Ok(())
    }
}

/// An output being written; a file appears once it is added to a batch and that is committed.
#[derive(Debug)]
pub(crate) enum Draft {
    Stdout(BufWriter<io::Stdout>),
    Special {
        out: BufWriter<File>,
        path: PathBuf,
    },
    File {
        out: BufWriter<NamedTempFile>,
        place: PathBuf,
        /// As it was named.
        path: PathBuf,
    },
}

impl Draft {
    pub(crate) fn new(target: &Target) -> Result<Self, Failure> {
        match target {
            Target::Stdout => Ok(Draft::Stdout(BufWriter::new(io::stdout()))),
            Target::Special(path) => {
                let file = OpenOptions::new().write(true).open(path);
                let file = file.map_err(|error| Failure::io(path, error))?;
                Ok(Draft::Special {
                    out: BufWriter::new(file),
                    path: path.clone(),
                })
            }
            Target::File(path) => {
                // Behind a link, the file itself is replaced and not the link.
                let place = path.canonicalize().unwrap_or_else(|_| behind_link(path));
                let file = beside(&place).map_err(|error| Failure::io(path, error))?;
                Ok(Draft::File {
                    out: BufWriter::new(file),
                    place,
                    path: path.clone(),
                })
            }
        }
    }

    /// `error`, with the name of what was written to.
    fn blame(&self, error: nordalign::Error) -> Failure {
        match self {
            Draft::Stdout(_) => error.into(),
            Draft::Special { path, .. } | Draft::File { path, .. } => error.with_path(path).into(),
        }
    }

    fn out(&mut self) -> &mut dyn Write {
        match self {
            Draft::Stdout(out) => out,
            Draft::Special { out, .. } => out,
            Draft::File { out, .. } => out,
        }
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out().flush()
    }
}

/// What a link that leads nowhere yet leads to; any other path itself.
fn behind_link(path: &Path) -> PathBuf {
    match fs::read_link(path) {
        Ok(target) => folder(path).join(target),
        Err(_) => path.to_owned(),
    }
}

/// A temporary file in the folder of `path`, with the permissions that the file there has or would get.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".nordalign-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The system takes the umask off.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder(path))?;
    if let Ok(existing) = fs::metadata(path) {
        file.as_file().set_permissions(existing.permissions())?;
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_says_the_format_in_any_case() {
        assert_eq!(
            format_of(Path::new("a.b/RAPPORT.TMX")).unwrap(),
            OutputFormat::Tmx
        );
        assert_eq!(
            format_of(Path::new("x.ndjson")).unwrap(),
            OutputFormat::Jsonl
        );
        for path in ["rapport", "rapport.docx", ".tmx"] {
            assert!(format_of(Path::new(path)).is_err(), "{path}");
        }
    }

    #[test]
    fn a_batch_that_fails_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let [one, two] = ["one.tsv", "two.tsv"].map(|name| folder.path().join(name));
        fs::write(&one, "old").unwrap();
        let mut batch = Batch::default();
        let write = |out: &mut dyn Write| Ok(out.write_all(b"new")?);
        batch.write(&Target::new(&one).unwrap(), write).unwrap();
        let fail = |_: &mut dyn Write| Err(io::Error::other("full").into());
        let failure = batch
            .write::<()>(&Target::new(&two).unwrap(), fail)
            .unwrap_err();
        assert!(
            failure.message.ends_with("two.tsv: full"),
            "{}",
            failure.message
        );
        drop(batch);
        assert_eq!(fs::read_to_string(&one).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_replaced_file_keeps_its_permissions_and_a_link_stays_a_link() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let [file, link] = ["file.tsv", "link.tsv"].map(|name| folder.path().join(name));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&file, &link).unwrap();
        let mut batch = Batch::default();
        let write = |out: &mut dyn Write| Ok(out.write_all(b"new")?);
        batch.write(&Target::new(&link).unwrap(), write).unwrap();
        batch.commit().unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o640
        );
    }
}
