//! Why the program failed: what happened, where, and what to do.

use std::io;
use std::path::Path;

use nordalign::{Error, ErrorKind};

use crate::exit_code::ExitCode;

/// A failure to show to the user, with its exit code.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Failure {
    pub(crate) exit: ExitCode,
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
}

impl Failure {
    /// The command line or the configuration is wrong.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Failure {
            exit: ExitCode::Usage,
            message: message.into(),
            hint: None,
        }
    }

    /// Something went wrong during the work.
    pub(crate) fn runtime(message: impl Into<String>) -> Self {
        Failure {
            exit: ExitCode::Failure,
            ..Failure::usage(message)
        }
    }

    /// A check found errors.
    pub(crate) fn gate(message: impl Into<String>) -> Self {
        Failure {
            exit: ExitCode::Findings,
            ..Failure::usage(message)
        }
    }

    /// The same failure, with another exit code if `unread` documents or folders could not be read:
    /// they have been reported, and may be the cause.
    pub(crate) fn if_unread(mut self, unread: usize) -> Self {
        if unread > 0 {
            self.exit = ExitCode::Failure;
        }
        self
    }

    /// Reading or writing `path` failed.
    pub(crate) fn io(path: &Path, error: io::Error) -> Self {
        Error::from(error).with_path(path).into()
    }

    /// Whether the reader of our output stopped early, as `| head` does.
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
            // The reader of our output stopped early, as `| head` does: not a failure.
            return Failure {
                exit: ExitCode::Ok,
                message: String::new(),
                hint: None,
            };
        }
        let message = error.to_string();
        match error.kind() {
            ErrorKind::Language | ErrorKind::Documents => Failure::usage(message),
            ErrorKind::Format => Failure::runtime(message)
                .with_hint("--input-format plain reads it as plain text, markup and all"),
            _ => Failure::runtime(message),
        }
    }
}

fn is_broken_pipe(error: &Error) -> bool {
    error.io_kind() == Some(io::ErrorKind::BrokenPipe)
}
