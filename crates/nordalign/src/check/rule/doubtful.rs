//! Units of which it is not sure that they say what their source says.

use crate::check::evidence::Evidence;
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::check::state::State;
use crate::check::text::excerpt;

pub(super) const RULE: Definition = Definition {
    id: "doubtful",
    severity: Severity::Warning,
    summary: "It is not sure that the translation says what its source says.",
    remedy: "Compare the two, and translate again what has drifted apart.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let remarks = evidence.on_state(State::Doubtful, |joined| {
        format!(
            "perhaps not a translation of “{}”: “{}”",
            excerpt(&evidence.source(&joined.source)),
            excerpt(&evidence.target(&joined.target))
        )
    });
    remarks.collect()
}
