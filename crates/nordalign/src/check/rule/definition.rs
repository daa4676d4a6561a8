//! What every rule has to say of itself.

use crate::check::evidence::Evidence;
use crate::check::remark::Remark;
use crate::check::severity::Severity;

/// A rule.
pub(super) struct Definition {
    /// What it is called in configurations, comments and reports. It never changes.
    pub(super) id: &'static str,
    /// How serious its findings are, if nothing else is said.
    pub(super) severity: Severity,
    /// What a finding of it says, in one sentence.
    pub(super) summary: &'static str,
    /// What to do about a finding, in one sentence or two.
    pub(super) remedy: &'static str,
    /// All that it finds.
    pub(super) check: fn(&Evidence) -> Vec<Remark>,
}
