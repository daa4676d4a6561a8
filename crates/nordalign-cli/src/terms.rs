//! Reads the user's term bases, and reports what is wrong with them and what to do about it.

use std::path::Path;

use nordalign::terms::{TermBase, TermFile};
use nordalign::{Error, ErrorKind};

use crate::failure::Failure;
use crate::message;

/// This many unusable entries are named; the others are counted.
const MOST_NAMED: usize = 10;

/// Reads the term base at `path`. Errors in it are usage errors, as in a configuration; unusable
/// entries are named and left out.
pub(crate) fn read(path: &Path) -> Result<TermBase, Failure> {
    let file = TermFile::read(path).map_err(refused)?;
    let more = file.warnings.len().saturating_sub(MOST_NAMED);
    for warning in file.warnings.iter().take(MOST_NAMED) {
        message::warning(&warning.to_string());
    }
    if more > 0 {
        message::warning(&format!("{}: {more} more like these", path.display()));
    }
    Ok(file.base)
}

fn refused(error: Error) -> Failure {
    let failure = Failure::usage(error.to_string());
    match (error.kind(), error.line()) {
        (ErrorKind::Io, _) => error.into(),
        (ErrorKind::Limit, _) => {
            failure.with_hint("keep only the languages and entries that you use")
        }
        (ErrorKind::Unsupported, _) => failure.with_hint("save it as .xlsx, or as .csv in UTF-8"),
        // For text, the line is known.
        (ErrorKind::Invalid, None) => {
            failure.with_hint("save only the terms, as .xlsx or as .csv in UTF-8")
        }
        _ => failure,
    }
}
