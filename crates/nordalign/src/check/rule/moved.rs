//! Units that are in another place than in the source.

use crate::check::evidence::Evidence;
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::check::state::State;
use crate::check::text::excerpt;

pub(super) const RULE: Definition = Definition {
    id: "moved",
    severity: Severity::Note,
    summary: "Part of the translation is in another place than in the source.",
    remedy: "If this is intended, do nothing. Otherwise move it to the same place as in the source.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let (pair, classified) = (evidence.pair, evidence.classified);
    let joined = classified.joined.iter().enumerate();
    // Of items in another order in their list, `structure` speaks.
    let moved = joined.filter(|(number, joined)| {
        joined.state == State::Moved && !classified.out_of_order.contains(number)
    });
    let remarks = moved.map(|(_, joined)| {
        let text = evidence.target(&joined.target);
        let message = format!("in another place than in the source: “{}”", excerpt(&text));
        Remark::new(pair, &joined.source, &joined.target, message)
    });
    remarks.collect()
}
