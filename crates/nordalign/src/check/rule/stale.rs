//! Translations of an earlier version of the source.

use crate::check::evidence::Evidence;
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::check::state::State;
use crate::check::text::excerpt;

pub(super) const RULE: Definition = Definition {
    id: "stale",
    severity: Severity::Warning,
    summary: "The source has changed since it was translated.",
    remedy: "Bring the translation up to date.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let remarks = evidence.on_state(State::Stale, |joined| {
        let source = evidence.source(&joined.source);
        let change = evidence.basis.and_then(|basis| basis.change(&source));
        let what = change.map_or(format!("“{}”", excerpt(&source)), |[before, now]| {
            format!("“{}”, before “{}”", excerpt(&now), excerpt(&before))
        });
        format!("the source has changed since this was translated: {what}")
    });
    remarks.collect()
}
