//! The baseline, the lock and the cache: read with a hint where one is broken, and written only
//! where one is, or nothing.

use std::io::Write;
use std::path::Path;

use nordalign::check::site::{Baseline, Cache, Lock};
use nordalign::{Error, ErrorKind};

use crate::failure::Failure;
use crate::output::{Batch, Guard, Target};

/// The names of the baseline and the lock, beside the configuration.
pub(crate) const BASELINE: &str = "nordalign-baseline.json";
pub(crate) const LOCK: &str = "nordalign-lock.json";

/// The baseline at `path`, if there is one.
///
/// # Errors
/// If it cannot be read, is of a newer version, or is broken.
pub(crate) fn baseline(path: &Path) -> Result<Option<Baseline>, Failure> {
    let hint = "mend it, or write it anew: nordalign baseline write";
    Baseline::read(path).map_err(|error| broken(&error, hint))
}

/// The lock at `path`, if there is one.
///
/// # Errors
/// If it cannot be read, is of a newer version, or is broken.
pub(crate) fn lock(path: &Path) -> Result<Option<Lock>, Failure> {
    let hint = "take the last good one from the history, or begin anew: nordalign lock --accept";
    Lock::read(path).map_err(|error| broken(&error, hint))
}

fn broken(error: &Error, hint: &str) -> Failure {
    let hint = match error.kind() {
        ErrorKind::Unsupported => "use that nordalign",
        _ => hint,
    };
    Failure::usage(error.to_string()).with_hint(hint)
}

/// The failure of a command that needs a baseline and has none.
pub(crate) fn no_baseline(path: &Path) -> Failure {
    let message = format!("{}: there is no baseline here", path.display());
    Failure::usage(message).with_hint("write one: nordalign baseline write")
}

/// Where a baseline is written.
pub(crate) fn baseline_target(path: &Path, guard: &mut Guard) -> Result<Target, Failure> {
    target("a baseline", path, guard, |path| Baseline::is_at(path))
}

/// Where a lock is written.
pub(crate) fn lock_target(path: &Path, guard: &mut Guard) -> Result<Target, Failure> {
    target("a lock", path, guard, |path| Lock::is_at(path))
}

/// Where a cache is written.
pub(crate) fn cache_target(path: &Path, guard: &mut Guard) -> Result<Target, Failure> {
    target("a cache", path, guard, |path| Cache::is_at(path))
}

/// The target at `path` for `what`. Nothing else is replaced by it, even if the configuration says
/// so.
fn target(
    what: &str,
    path: &Path,
    guard: &mut Guard,
    is_at: fn(&Path) -> Result<bool, Error>,
) -> Result<Target, Failure> {
    let target = guard.writes(what, path)?;
    if is_at(path)? {
        return Ok(target);
    }
    let message = format!(
        "{}: this is not {what} of nordalign, so it stays",
        path.display()
    );
    Err(Failure::usage(message).with_hint("name another file, or remove this one first"))
}

/// Writes a file whole, or not at all.
pub(crate) fn write(
    target: &Target,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
) -> Result<(), Failure> {
    let mut batch = Batch::default();
    batch.write(target, write)?;
    batch.commit()
}
