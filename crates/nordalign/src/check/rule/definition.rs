//! The definition of a rule.

use crate::check::evidence::Evidence;
use crate::check::remark::Remark;
use crate::check::severity::Severity;

/// A rule.
pub(super) struct Definition {
    /// Its name in configurations, comments and reports. It never changes.
    pub(super) id: &'static str,
    /// How serious its findings are by default.
    pub(super) severity: Severity,
    /// What a finding of it means, in one sentence.
    pub(super) summary: &'static str,
    /// What to do about a finding, in one sentence or two.
    pub(super) remedy: &'static str,
    /// Finds everything that the rule reports.
    pub(super) check: fn(&Evidence) -> Vec<Remark>,
}
