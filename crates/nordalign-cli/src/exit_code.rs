//! How the program exits.

/// The exit codes, which `--help` documents and scripts rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExitCode {
    /// All went well.
    Ok = 0,
    /// A file could not be read or written, or is not valid.
    Failure = 1,
    /// A check found errors, or too little is translated.
    Findings = 2,
    /// The command line, the configuration or the baseline is wrong.
    Usage = 3,
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> Self {
        std::process::ExitCode::from(code as u8)
    }
}
