//! How the program ends.

/// The exit codes, which `--help` documents and scripts rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExitCode {
    /// All went well.
    Ok = 0,
    /// A file could not be read or written, or is not what it should be.
    Failure = 1,
    /// A check found errors, or too little that is translated.
    Findings = 2,
    /// The command line asks for something that does not fit together.
    Usage = 3,
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> Self {
        std::process::ExitCode::from(code as u8)
    }
}
