//! Results are written to a hidden folder beside their destination, `.nordalign-drafts-…`, before
//! they are moved into place. The folder is removed when all is done, when the work fails, and when
//! a signal ends the program.
//!
//! If a program is killed outright, the next one that writes there removes its folder. A running
//! program holds a lock on a file in its folder, and the system releases it when the program is
//! gone, however it ended, and on whatever machine or in whatever container it ran.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use fs4::{FileExt, TryLockError};

use super::identity::{Identity, nearest};
use super::signals;

/// The prefix of the folder names.
const PREFIX: &str = ".nordalign-drafts-";

/// The file in each folder that is locked while its program runs.
const LOCK: &str = "lock";

/// A folder of drafts.
#[derive(Debug)]
pub(super) struct Drafts {
    /// The folder that it is in.
    beside: PathBuf,
    path: PathBuf,
    /// The number of drafts made in it.
    made: usize,
    _lock: File,
}

/// The folders of drafts of this program, each with the folders that were created for its results.
type Open = BTreeMap<PathBuf, Vec<PathBuf>>;

static OPEN: Mutex<Open> = Mutex::new(BTreeMap::new());

fn open() -> MutexGuard<'static, Open> {
    // A thread that panicked left it intact.
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes all drafts of this program. No others can be created while the returned guard is held.
/// Waits for files that are just being moved into place.
pub(super) fn remove_all() -> impl Sized {
    let mut open = open();
    while let Some((path, folders)) = open.pop_first() {
        remove(&path, &folders);
    }
    open
}

/// Removes a folder of drafts, and the folders that were created for results that never came.
fn remove(path: &Path, folders: &[PathBuf]) {
    // The next write removes what cannot be removed now.
    let _ = fs::remove_dir_all(path);
    remove_empty(folders);
}

/// Removes those of `folders` that are empty.
fn remove_empty(folders: &[PathBuf]) {
    for folder in folders.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}

impl Drafts {
    /// Makes a folder of drafts in `beside`, which is created if it does not exist. Removes what
    /// dead programs left there.
    pub(super) fn new(beside: &Path) -> io::Result<Self> {
        signals::watch(remove_all);
        let mut open = open();
        let mut folders = Vec::new();
        let locked = make_folders(beside, &mut folders).and_then(|()| {
            remove_dead(beside);
            Drafts::locked(beside)
        });
        let (path, lock) = locked.inspect_err(|_| remove_empty(&folders))?;
        open.insert(path.clone(), folders);
        Ok(Drafts {
            beside: beside.to_owned(),
            path,
            made: 0,
            _lock: lock,
        })
    }

    /// A new folder in `beside`, and the lock in it.
    fn locked(beside: &Path) -> io::Result<(PathBuf, File)> {
        let process = std::process::id();
        let mut number = 0_u32;
        loop {
            // A dead program with the same process id may have left the name; so may a running one
            // in another container.
            let path = beside.join(format!("{PREFIX}{process}-{number}"));
            number += 1;
            let made = private().create(&path);
            match made.and_then(|()| lock(&path)) {
                Ok(Some(lock)) => return Ok((path, lock)),
                Ok(None) => {}
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                // Another program took it for that of a dead one, before the lock was in it.
                Err(error) if error.kind() == ErrorKind::NotFound && beside.is_dir() => {}
                Err(error) => {
                    let _ = fs::remove_dir(&path);
                    return Err(error);
                }
            }
        }
    }

    /// Whether a draft here can be moved to `place` by renaming it.
    pub(super) fn reaches(&self, place: &Path) -> bool {
        // No file has this name. The system compares the file systems first, and only then finds
        // that out.
        let nothing = self.path.join("none");
        let there = nearest(place).unwrap_or(place).join("none");
        let is_elsewhere = || {
            let moved = fs::rename(&nothing, there);
            moved.is_err_and(|error| error.kind() == ErrorKind::CrossesDevices)
        };
        place.starts_with(&self.beside) && !is_elsewhere()
    }

    /// Creates a draft, with the permissions of a new file.
    pub(super) fn draft(&mut self) -> io::Result<(PathBuf, File)> {
        // Held, so that none is created once a signal removes them.
        let _open = open();
        let path = self.path.join(self.made.to_string());
        self.made += 1;
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)?;
        Ok((path, file))
    }

    /// Calls `put`, which moves drafts into place and notes the folders that it creates; no signal
    /// ends the program in between.
    pub(super) fn undisturbed<T>(&self, put: impl FnOnce(&mut Vec<PathBuf>) -> T) -> T {
        put(open().entry(self.path.clone()).or_default())
    }
}

impl Drop for Drafts {
    fn drop(&mut self) {
        let mut open = open();
        if let Some(folders) = open.remove(&self.path) {
            remove(&self.path, &folders);
        }
    }
}

/// Creates `folder` and those above it, and notes in `made` which did not exist.
pub(super) fn make_folders(folder: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    let missing = folder.ancestors().take_while(|above| !above.is_dir());
    let missing: Vec<&Path> = missing.collect();
    for folder in missing
        .into_iter()
        .rev()
        .filter(|folder| *folder != Path::new(""))
    {
        match fs::create_dir(folder) {
            Ok(()) => made.push(folder.to_owned()),
            Err(_) if folder.is_dir() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Creates folders that only the user can read.
fn private() -> DirBuilder {
    #[cfg_attr(not(unix), expect(unused_mut))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

/// The lock of the new folder at `path`; `None` if another program took the folder for that of a
/// dead one.
fn lock(path: &Path) -> io::Result<Option<File>> {
    let path = path.join(LOCK);
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)?;
    match FileExt::try_lock(&file) {
        Err(TryLockError::WouldBlock) => Ok(None),
        // If this file system has no locks, nobody else gets one either, and all drafts stay.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Identity::is_at(&file, &path).then_some(file)),
    }
}

/// Removes the drafts that dead programs left in `folder`.
fn remove_dead(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let is_drafts = entry
            .file_name()
            .as_encoded_bytes()
            .starts_with(PREFIX.as_bytes());
        if is_drafts && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            remove_if_dead(&entry.path());
        }
    }
}

/// Removes the folder of drafts at `path` if its program is dead and it holds only drafts.
fn remove_if_dead(path: &Path) {
    let lock = path.join(LOCK);
    if !fs::symlink_metadata(&lock).is_ok_and(|found| found.is_file()) {
        // Its program ended between creating the folder and the lock, or is there now and will make
        // another folder.
        let _ = fs::remove_dir(path);
        return;
    }
    let Ok(file) = OpenOptions::new().write(true).open(&lock) else {
        return;
    };
    if FileExt::try_lock(&file).is_err() || !Identity::is_at(&file, &lock) {
        return;
    }
    let Ok(entries) = fs::read_dir(path) else {
        return;
    };
    let entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    let is_draft = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        name == LOCK.as_bytes() || name.iter().all(u8::is_ascii_digit)
    };
    if entries.iter().all(is_draft) {
        // The lock goes last: without it, nobody could tell that the folder is dead.
        for entry in entries.iter().filter(|entry| **entry != lock) {
            let _ = fs::remove_file(entry);
        }
        let _ = fs::remove_file(&lock);
        drop(file);
        let _ = fs::remove_dir(path);
    }
}
