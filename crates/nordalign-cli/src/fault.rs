//! Bugs in the program itself. A panic ends the work on one set of documents, or the run, with a
//! message and an exit code, like any other failure.

use std::any::Any;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook};

use crate::message;

/// From now on a panic is reported on one line, with its place in the source code.
pub(crate) fn report_on_one_line() {
    set_hook(Box::new(|panic: &PanicHookInfo| {
        let place = panic.location().map_or(String::new(), |place| {
            format!(" at {}:{}", place.file(), place.line())
        });
        message::note(&format!("panic{place}: {}", panic_message(panic.payload())));
    }));
}

/// Does `work`, and returns a panic as a message. Nothing else may use what a panic leaves half
/// done.
pub(crate) fn catch_panic<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let what = panic_message(&*panic);
        format!("this is a bug in nordalign, please report it with the file: {what}")
    })
}

/// The message of a panic.
fn panic_message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("it panicked without a message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_message_that_asks_for_a_report() {
        let words = ["capacity overflow".to_owned(), "len 3".to_owned()];
        for word in words {
            let why = catch_panic(|| panic!("{word}")).unwrap_err();
            assert!(why.contains("bug in nordalign"), "{why}");
            assert!(why.contains("report it") && why.ends_with(&word), "{why}");
        }
        assert_eq!(catch_panic(|| 3), Ok(3));
    }
}
