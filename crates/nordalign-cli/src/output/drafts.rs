//! Where results are written before they are put in their places: in a hidden folder beside them, `.nordalign-drafts-…`, which goes
//! when all is done, when the work fails, and when a signal ends the program.
//!
//! What a program leaves that was killed outright, the next one removes that writes there. It knows the living by a lock that
//! each holds on a file in its folder: the system lets go of it when the program is gone, however it ended, and on whichever
//! machine or in whichever container it ran.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use fs4::{FileExt, TryLockError};

use super::identity::{Identity, nearest};
use super::signals;

/// How the names of the folders begin.
const PREFIX: &str = ".nordalign-drafts-";

/// The file in each that is locked while its program lives.
const LOCK: &str = "lock";

/// A folder of drafts.
#[derive(Debug)]
pub(super) struct Drafts {
    /// What it lies in.
    beside: PathBuf,
    path: PathBuf,
    /// How many drafts were made in it.
    made: usize,
    _lock: File,
}

/// The folders of drafts of this program, each with the folders that were made for its results.
type Open = BTreeMap<PathBuf, Vec<PathBuf>>;

static OPEN: Mutex<Open> = Mutex::new(BTreeMap::new());

fn open() -> MutexGuard<'static, Open> {
    // Whoever panicked left it as it was.
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes all drafts of this program, and lets no others be made while what it gives is held. Waits for files that are just
/// being put in their places.
pub(super) fn remove_all() -> impl Sized {
    let mut open = open();
    while let Some((path, folders)) = open.pop_first() {
        remove(&path, &folders);
    }
    open
}

/// Removes a folder of drafts, and the folders that were made for what stayed away.
fn remove(path: &Path, folders: &[PathBuf]) {
    // What cannot be removed now, the next write removes.
    let _ = fs::remove_dir_all(path);
    unmake_folders(folders);
}

/// Removes those of `folders` that hold nothing.
fn unmake_folders(folders: &[PathBuf]) {
    for folder in folders.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}

impl Drafts {
    /// A folder of drafts in `beside`, which is made if it is not there. Removes what dead programs left there.
    pub(super) fn new(beside: &Path) -> io::Result<Self> {
        signals::watch(remove_all);
        let mut open = open();
        let mut folders = Vec::new();
        let locked = make_folders(beside, &mut folders).and_then(|()| {
            remove_dead(beside);
            Drafts::locked(beside)
        });
        let (path, lock) = locked.inspect_err(|_| unmake_folders(&folders))?;
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
            // A dead program of the same number may have left the name; so may a living one in another container.
            let path = beside.join(format!("{PREFIX}{process}-{number}"));
            number += 1;
            let made = private().create(&path);
            match made.and_then(|()| lock(&path)) {
                Ok(Some(lock)) => return Ok((path, lock)),
                Ok(None) => {}
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                // It was taken for that of a dead program, before the lock was in it.
                Err(error) if error.kind() == ErrorKind::NotFound && beside.is_dir() => {}
                Err(error) => {
                    let _ = fs::remove_dir(&path);
                    return Err(error);
                }
            }
        }
    }

    /// Whether what is written here can be put at `place` by another name alone.
    pub(super) fn reaches(&self, place: &Path) -> bool {
        // Nothing is called so. The system looks at the file systems first, and then finds that out.
        let nothing = self.path.join("none");
        let there = nearest(place).unwrap_or(place).join("none");
        let is_elsewhere = || {
            let moved = fs::rename(&nothing, there);
            moved.is_err_and(|error| error.kind() == ErrorKind::CrossesDevices)
        };
        place.starts_with(&self.beside) && !is_elsewhere()
    }

    /// A new draft, with the permissions that a new file gets.
    pub(super) fn draft(&mut self) -> io::Result<(PathBuf, File)> {
        // Held, so that none is made once a signal removes them.
        let _open = open();
        let path = self.path.join(self.made.to_string());
        self.made += 1;
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)?;
        Ok((path, file))
    }

    /// Does `put`, which puts drafts in their places and notes the folders that it makes; no signal ends the program within.
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

/// Makes `folder` and those above it, and notes in `made` which were not there.
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

/// What makes folders that nobody else looks into.
fn private() -> DirBuilder {
    #[cfg_attr(not(unix), expect(unused_mut))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

/// The lock of the new folder at `path`; none if another program took the folder for a dead one's.
fn lock(path: &Path) -> io::Result<Option<File>> {
    let path = path.join(LOCK);
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)?;
    match FileExt::try_lock(&file) {
        Err(TryLockError::WouldBlock) => Ok(None),
        // Without locks on this file system, nobody else gets one either, and all drafts stay.
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

/// Removes the folder of drafts at `path` if its program is dead, and if it holds nothing but drafts.
fn remove_if_dead(path: &Path) {
    let lock = path.join(LOCK);
    if !fs::symlink_metadata(&lock).is_ok_and(|found| found.is_file()) {
        // Its program ended, or is, between making the folder and the lock: it makes another.
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
        // The lock last: without it, nobody could tell that the folder is dead.
        for entry in entries.iter().filter(|entry| **entry != lock) {
            let _ = fs::remove_file(entry);
        }
        let _ = fs::remove_file(&lock);
        drop(file);
        let _ = fs::remove_dir(path);
    }
}
