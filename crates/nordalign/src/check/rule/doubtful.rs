//! Units that may not say the same as their source.

use crate::check::evidence::Evidence;
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::rule::missing;
use crate::check::severity::Severity;
use crate::check::state::State;
use crate::check::text::excerpt;

pub(super) const RULE: Definition = Definition {
    id: "doubtful",
    severity: Severity::Warning,
    summary: "The translation may not say the same as its source.",
    remedy: "Compare the two, and translate again where they differ.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let remarks = evidence.on_state(State::Doubtful, |joined| {
        format!(
            "may not be a translation of “{}”: “{}”",
            excerpt(&evidence.source(&joined.source)),
            excerpt(&evidence.target(&joined.target))
        )
    });
    let sentences = evidence.classified.left_out.missing.iter();
    let sentences = sentences.filter(|left| !left.is_sure);
    let sentences = sentences.map(|left| {
        missing::left_out(evidence.pair, left, |text| {
            format!("a sentence may not be translated: “{text}”")
        })
    });
    remarks.chain(sentences).collect()
}
