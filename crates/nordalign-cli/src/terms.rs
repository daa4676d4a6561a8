//! Reads the user's term bases, and reports what is wrong with them and what to do about it.

use std::path::Path;

use nordalign::terms::{TermBase, TermFile};
use nordalign::{Error, ErrorKind, Lang};

use crate::args::ReadingArgs;
use crate::failure::Failure;
use crate::message;

/// This many unusable entries are named; the others are counted.
const MOST_NAMED: usize = 10;

/// The pairs of languages that a term base is about.
pub(crate) struct Pairs {
    path: String,
    pairs: Vec<[Lang; 2]>,
    /// The languages that it names, in a sentence.
    languages: String,
}

impl Pairs {
    fn of(path: &Path, file: &TermFile) -> Self {
        let pairs = Lang::ALL.iter().flat_map(|source| {
            let targets = Lang::ALL.iter().filter(move |target| *target != source);
            targets.map(move |target| [*source, *target])
        });
        Pairs {
            path: path.display().to_string(),
            pairs: pairs
                .filter(|[source, target]| file.base.has_pair(*source, *target))
                .collect(),
            languages: match &file.languages[..] {
                [] => "it names no language".to_owned(),
                [only] => format!("its only language is {only}"),
                languages => format!("its languages are {}", languages.join(", ")),
            },
        }
    }

    /// Warns of each pair of what is translated that the term base has nothing about.
    pub(crate) fn warn_of_others(&self, source: Lang, targets: &[Lang]) {
        let targets = targets.iter().filter(|target| **target != source);
        for &target in targets.filter(|target| !self.pairs.contains(&[source, **target])) {
            message::warning(&format!(
                "{}: there are no terms in both {source} and {target}; {}",
                self.path, self.languages
            ));
        }
    }
}

/// Reads the term base at `path`. Errors in it are usage errors, as in a configuration; unusable
/// entries are named and left out. One that is about no pair of languages at all can't be the file
/// that was meant.
pub(crate) fn read(path: &Path, reading: &ReadingArgs) -> Result<(TermBase, Pairs), Failure> {
    let mut encodings = reading.encoding.iter().rev();
    let file = match encodings.find(|(lang, _)| lang.is_none()) {
        Some((_, encoding)) => TermFile::read_in_encoding(path, encoding.name()),
        None => TermFile::read(path),
    };
    let file = file.map_err(refused)?;
    let more = file.warnings.len().saturating_sub(MOST_NAMED);
    for warning in file.warnings.iter().take(MOST_NAMED) {
        message::warning(&warning.to_string());
    }
    if more > 0 {
        message::warning(&format!("{}: {more} more like these", path.display()));
    }
    let pairs = Pairs::of(path, &file);
    if pairs.pairs.is_empty() {
        let message = format!(
            "{}: there are no terms in two of sv, nb and da; {}",
            pairs.path, pairs.languages
        );
        let hint = "name a term base with terms in the languages of source and translation";
        return Err(Failure::usage(message).with_hint(hint));
    }
    Ok((file.base, pairs))
}

fn refused(error: Error) -> Failure {
    let failure = Failure::usage(error.to_string());
    match (error.kind(), error.line()) {
        (ErrorKind::Io, _) => error.into(),
        (ErrorKind::Limit, _) => {
            failure.with_hint("keep only the languages and entries that you use")
        }
        (ErrorKind::Encoding, _) => {
            failure.with_hint("if it is in an older encoding, name that: --encoding windows-1252")
        }
        (ErrorKind::Unsupported, _) => failure.with_hint("save it as .xlsx, or as .csv in UTF-8"),
        // For text, the line is known.
        (ErrorKind::Invalid, None) => {
            failure.with_hint("save only the terms, as .xlsx or as .csv in UTF-8")
        }
        _ => failure,
    }
}
