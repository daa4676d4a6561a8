//! A panic while one set of documents is worked on becomes an error of that set; the other sets go
//! on.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::error::{Error, ErrorKind};
use crate::path_text::path_text;

/// Does `work` on the documents at `paths`, and returns a panic as an error. What a panic leaves
/// half done must not be used by anything else.
pub(crate) fn catching_panics<T>(
    paths: &[&Path],
    work: impl FnOnce() -> Result<T, Error>,
) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(fault_error(paths, &*panic)))
}

/// The error: it says that the documents are not to blame, and what to do.
fn fault_error(paths: &[&Path], panic: &(dyn Any + Send)) -> Error {
    let what = message_of(panic);
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
fn message_of(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("it panicked without a message")
}
