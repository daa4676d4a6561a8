//! Turns a panic over one set of documents into an error of that set, so that the others go on.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::error::{Error, ErrorKind};
use crate::path_text::path_text;

/// Does `work` on the documents at `paths`, and returns a panic as an error. Nothing else may use
/// what a panic leaves half done.
pub(crate) fn catching_panics<T>(
    paths: &[&Path],
    work: impl FnOnce() -> Result<T, Error>,
) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(fault_error(paths, &*panic)))
}

/// The error. It says that the documents are not at fault, and what to do.
fn fault_error(paths: &[&Path], panic: &(dyn Any + Send)) -> Error {
    let what = message_of(panic);
    let mut with = "the file".to_owned();
    for other in paths.iter().skip(1) {
        with.push_str(&format!(", {}", path_text(other)));
    }
    let message = format!("this is a bug in nordalign, please report it with {with}: {what}");
    let error = Error::new(ErrorKind::Fault, message);
    match paths.first() {
        Some(path) => error.with_path(path),
        None => error,
    }
}

/// The message of a panic.
fn message_of(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("it panicked without a message")
}
