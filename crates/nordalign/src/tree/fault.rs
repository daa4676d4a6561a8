//! A panic over one set of documents is an error of theirs, and the others go on.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::error::{Error, ErrorKind};
use crate::path_text::path_text;

/// Does `work` on the documents at `paths`. What it leaves half done on a panic must be of no use to anybody else.
pub(super) fn caught<T>(
    paths: &[&Path],
    work: impl FnOnce() -> Result<T, Error>,
) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(fault(paths, &*panic)))
}

/// That it is not the documents' fault, and what to do.
fn fault(paths: &[&Path], panic: &(dyn Any + Send)) -> Error {
    let what = said(panic);
    let mut with = "the file".to_owned();
    for other in paths.iter().skip(1) {
        with.push_str(&format!(", {}", path_text(other)));
    }
    let message = format!("this is a fault of nordalign, please report it with {with}: {what}");
    let error = Error::new(ErrorKind::Fault, message);
    match paths.first() {
        Some(path) => error.with_path(path),
        None => error,
    }
}

/// The message of a panic.
fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("it panicked without a word")
}
