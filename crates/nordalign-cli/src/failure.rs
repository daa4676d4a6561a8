//! Why the program could not do what it was asked: what, where, and what to try next.

use std::io;
use std::path::Path;

use nordalign::{Error, ErrorKind};

use crate::exit_code::ExitCode;

/// A failure to show to the user, and the exit code it means.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Failure {
    pub(crate) exit: ExitCode,
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
}

impl Failure {
    /// The command line asks for something that cannot be.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Failure {
            exit: ExitCode::Usage,
            message: message.into(),
            hint: None,
        }
    }

    /// Something went wrong on the way.
    pub(crate) fn runtime(message: impl Into<String>) -> Self {
        Failure {
            exit: ExitCode::Failure,
            ..Failure::usage(message)
        }
    }

    /// A check failed, as it should.
    pub(crate) fn gate(message: impl Into<String>) -> Self {
        Failure {
            exit: ExitCode::Findings,
            ..Failure::usage(message)
        }
    }

    /// The same, where `unread` documents or folders, of which it was told before, could not be read: that may be why.
    pub(crate) fn if_unread(mut self, unread: usize) -> Self {
        if unread > 0 {
            self.exit = ExitCode::Failure;
        }
        self
    }

    /// Reading or writing `path` went wrong.
    pub(crate) fn io(path: &Path, error: io::Error) -> Self {
        Error::from(error).with_path(path).into()
    }

    /// Whether it is only that the reader of our output has seen enough, as `| head` has.
    pub(crate) fn is_reader_gone(&self) -> bool {
        self.exit == ExitCode::Ok
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        if is_broken_pipe(&error) {
            // The reader of our output has seen enough, as `| head` has: no failure.
            return Failure {
                exit: ExitCode::Ok,
                message: String::new(),
                hint: None,
            };
        }
        let message = error.to_string();
        match error.kind() {
            ErrorKind::Language | ErrorKind::Documents => Failure::usage(message),
            _ => Failure::runtime(message),
        }
    }
}

fn is_broken_pipe(error: &Error) -> bool {
    error.io_kind() == Some(io::ErrorKind::BrokenPipe)
}
