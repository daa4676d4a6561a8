//! The page that GitHub shows for a step.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;

use nordalign::Error;
use nordalign::check::Outcome;
use nordalign::write::findings::Repository;

use crate::failure::Failure;
use crate::report::findings::markdown;

/// Appends to the page that GitHub shows for a step, if GitHub names a file for it.
pub(super) fn add(outcome: &Outcome, repository: &Repository) -> Result<(), Failure> {
    let path = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty());
    let Some(path) = path.map(PathBuf::from) else {
        return Ok(());
    };
    let append = || -> Result<(), Error> {
        let mut file = OpenOptions::new().append(true).create(true).open(&path)?;
        // In one write, because other steps may write there too.
        Ok(file.write_all(markdown::page(outcome, repository).as_bytes())?)
    };
    append().map_err(|error| error.with_path(&path).into())
}
