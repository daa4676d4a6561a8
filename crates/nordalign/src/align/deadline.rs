//! When a search has to be given up.

use std::time::Instant;

/// The time at which a search is given up, if there is one.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Deadline(Option<Instant>);

/// The deadline has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Expired;

impl Deadline {
    /// No deadline.
    #[cfg(feature = "learn")]
    pub(crate) const NEVER: Deadline = Deadline(None);

    pub(crate) fn at(time: Option<Instant>) -> Self {
        Deadline(time)
    }

    pub(crate) fn check(self) -> Result<(), Expired> {
        match self.0 {
            Some(time) if Instant::now() >= time => Err(Expired),
            _ => Ok(()),
        }
    }
}
