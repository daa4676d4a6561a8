//! Writes results to stdout, or to files that appear complete or not at all.

mod drafts;
mod guard;
mod identity;
mod signals;

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use nordalign::Error;

use self::drafts::Drafts;
use crate::args::OutputFormat;
use crate::failure::Failure;

pub(crate) use self::guard::Guard;
pub(crate) use self::identity::Identity;

/// A place to write a result to, approved by the [`Guard`].
#[derive(Debug, Clone)]
pub(crate) enum Target {
    Stdout,
    /// A regular file, existing or new.
    File(FileTarget),
    /// A pipe or a device, which cannot be replaced.
    Special(PathBuf),
}

/// Where a file is or will be.
#[derive(Debug, Clone)]
pub(crate) struct FileTarget {
    /// Its path from the root of the file system, with links resolved: a file is replaced, and not
    /// the link to it.
    resolved: PathBuf,
    /// Its name, as given.
    path: PathBuf,
}

impl Target {
    /// Its name, as given.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Target::Stdout => Path::new("stdout"),
            Target::File(FileTarget { path, .. }) | Target::Special(path) => path,
        }
    }
}

/// The format for the ending of `path`.
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
                "the ending of {} does not say which format to write",
                path.display()
            );
            let hint = "name the format: --format tmx, json, jsonl, tsv or text; \
                        or end the name in .tmx, .json, .jsonl, .tsv or .txt";
            Err(Failure::usage(message).with_hint(hint))
        }
    }
}

/// Lets `write` write to stdout. If the reader stops early, as `| head` does, the program ends as
/// if all went well.
pub(crate) fn to_stdout<T>(
    write: impl FnOnce(&mut dyn Write) -> Result<T, Error>,
) -> Result<T, Failure> {
    Batch::default().write(&Target::Stdout, write)
}

/// Lets `write` write the output for each target: first the files, which appear together, then the
/// streams. Returns the result of `write` for each; `None` if the reader of a stream left before
/// the end.
pub(crate) fn write_all<O, T>(
    outputs: &[(&Target, O)],
    mut write: impl FnMut(&Target, &O, &mut dyn Write) -> Result<T, Error>,
) -> Result<Vec<Option<T>>, Failure> {
    let mut written: Vec<Option<T>> = outputs.iter().map(|_| None).collect();
    let (files, streams): (Vec<_>, Vec<_>) = outputs
        .iter()
        .zip(&mut written)
        .partition(|((target, _), _)| matches!(target, Target::File(_)));
    let mut batch = Batch::default();
    for ((target, output), written) in files {
        *written = Some(batch.write(target, |out| write(target, output, out))?);
    }
    batch.commit()?;
    for ((target, output), written) in streams {
        match Batch::default().write(target, |out| write(target, output, out)) {
            Err(failure) if failure.is_reader_gone() => {}
            result => *written = Some(result?),
        }
    }
    Ok(written)
}

/// Files that are written separately, and moved into place in one go once all are complete.
///
/// If it is dropped before [`Batch::commit`], it leaves nothing behind.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    drafts: Vec<Drafts>,
    files: Vec<(PathBuf, FileTarget)>,
}

impl Batch {
    /// A batch for files in `folder` and in folders below it, which are created as needed.
    pub(crate) fn below(folder: &Path) -> Result<Self, Failure> {
        let mut batch = Batch::default();
        batch
            .drafts_in(&identity::place(folder))
            .map_err(|error| Failure::io(folder, error))?;
        Ok(batch)
    }

    /// Lets `write` write to `target`. A file appears only once the batch is committed.
    pub(crate) fn write<T>(
        &mut self,
        target: &Target,
        write: impl FnOnce(&mut dyn Write) -> Result<T, Error>,
    ) -> Result<T, Failure> {
        let mut draft = self.draft(target)?;
        let result = write(&mut draft).map_err(|error| draft.with_name(error))?;
        self.add(draft)?;
        Ok(result)
    }

    /// The draft to write to for `target`. A file appears once the draft is added and the batch is
    /// committed.
    pub(crate) fn draft(&mut self, target: &Target) -> Result<Draft, Failure> {
        match target {
            Target::Stdout => Ok(Draft::Stdout(BufWriter::new(io::stdout()))),
            Target::Special(path) => {
                // A file that a stream is redirected to may hold more, which stays.
                let file = OpenOptions::new().append(true).open(path);
                let file = file.map_err(|error| Failure::io(path, error))?;
                Ok(Draft::Special {
                    out: BufWriter::new(file),
                    path: path.clone(),
                })
            }
            Target::File(target) => {
                let made = self.draft_of(&target.resolved);
                let (draft, file) = made.map_err(|error| Failure::io(&target.path, error))?;
                Ok(Draft::File {
                    out: BufWriter::new(file),
                    draft,
                    target: target.clone(),
                })
            }
        }
    }

    /// A draft that can be moved to `place`, with the permissions of the existing file.
    fn draft_of(&mut self, place: &Path) -> io::Result<(PathBuf, File)> {
        let reaching = self.drafts.iter().position(|drafts| drafts.reaches(place));
        let drafts = match reaching.and_then(|index| self.drafts.get_mut(index)) {
            Some(drafts) => drafts,
            None => self.drafts_in(identity::folder(place))?,
        };
        let (draft, file) = drafts.draft()?;
        if let Ok(existing) = fs::metadata(place) {
            file.set_permissions(existing.permissions())?;
        }
        Ok((draft, file))
    }

    fn drafts_in(&mut self, folder: &Path) -> io::Result<&mut Drafts> {
        self.drafts.push(Drafts::new(folder)?);
        self.drafts
            .last_mut()
            .ok_or_else(|| ErrorKind::NotFound.into())
    }

    /// Adds a draft that is complete.
    pub(crate) fn add(&mut self, mut draft: Draft) -> Result<(), Failure> {
        let flushed = draft.flush().map_err(Error::from);
        flushed.map_err(|error| draft.with_name(error))?;
        if let Draft::File { out, draft, target } = draft {
            // It is closed here, because a batch may have more files than a program may have open.
            let synced = out.into_inner().map_err(io::IntoInnerError::into_error);
            let synced = synced.and_then(|file| file.sync_all());
            synced.map_err(|error| Failure::io(&target.path, error))?;
            self.files.push((draft, target));
        }
        Ok(())
    }

    /// Moves every file into place in one go; a signal waits until this is done.
    pub(crate) fn commit(self) -> Result<(), Failure> {
        match self.drafts.first() {
            Some(drafts) => drafts.undisturbed(|made| put(&self.files, made)),
            None => Ok(()),
        }
    }
}

/// Moves every draft into place, and notes in `made` the folders that it creates for them.
fn put(files: &[(PathBuf, FileTarget)], made: &mut Vec<PathBuf>) -> Result<(), Failure> {
    for (_, FileTarget { resolved, path }) in files {
        let folder = drafts::make_folders(identity::folder(resolved), made);
        folder.map_err(|error| Failure::io(path, error))?;
    }
    for (done, (draft, FileTarget { resolved, path })) in files.iter().enumerate() {
        fs::rename(draft, resolved).map_err(|error| partly_moved(path, error, files, done))?;
    }
    let above = |path: &Path| identity::folder(path).to_owned();
    let of_files = files.iter().map(|(_, file)| above(&file.resolved));
    let folders: BTreeSet<PathBuf> = of_files
        .chain(made.iter().map(|path| above(path)))
        .collect();
    folders.iter().for_each(|folder| sync_folder(folder));
    Ok(())
}

/// The failure to move a file into place, which says how many were moved before it.
fn partly_moved(
    path: &Path,
    error: io::Error,
    files: &[(PathBuf, FileTarget)],
    done: usize,
) -> Failure {
    let failure = Failure::io(path, error);
    let (new, _) = files.split_at(done);
    match new.last() {
        Some((_, last)) => {
            let (all, last) = (files.len(), last.path.display());
            failure.with_hint(format!(
                "{done} of the {all} files are new, up to {last}; the others are as they were"
            ))
        }
        None => failure,
    }
}

/// Syncs the names in `folder`, so that they survive a power cut.
#[cfg(unix)]
fn sync_folder(folder: &Path) {
    if let Err(error) = File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some file systems do not support this, and the files are in place anyway.
        let is_known = matches!(
            error.kind(),
            ErrorKind::InvalidInput | ErrorKind::Unsupported
        );
        if !is_known {
            crate::message::warning(&format!("{}: {error}", folder.display()));
        }
    }
}

/// Other systems sync a rename themselves.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) {}

/// An output being written.
#[derive(Debug)]
pub(crate) enum Draft {
    Stdout(BufWriter<io::Stdout>),
    Special {
        out: BufWriter<File>,
        path: PathBuf,
    },
    File {
        out: BufWriter<File>,
        draft: PathBuf,
        target: FileTarget,
    },
}

impl Draft {
    /// Adds the name of the output to `error`.
    fn with_name(&self, error: Error) -> Failure {
        let path = match self {
            Draft::Stdout(_) => Path::new("stdout"),
            Draft::Special { path, .. } => path,
            Draft::File { target, .. } => &target.path,
        };
        error.with_path(path).into()
    }

    fn out(&mut self) -> &mut dyn Write {
        match self {
            Draft::Stdout(out) => out,
            Draft::Special { out, .. } | Draft::File { out, .. } => out,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn target(path: &Path) -> Target {
        Guard::default().writes("the result", path).unwrap()
    }

    #[test]
    fn the_ending_decides_the_format_in_upper_and_lower_case() {
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
        batch.write(&target(&one), write).unwrap();
        let fail = |_: &mut dyn Write| Err(io::Error::other("full").into());
        let failure = batch.write::<()>(&target(&two), fail).unwrap_err();
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
        batch.write(&target(&link), write).unwrap();
        batch.commit().unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o640
        );
    }
}
