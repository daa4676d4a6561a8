//! Units that are in another place than in the source.

use std::collections::BTreeSet;

use crate::check::evidence::Evidence;
use crate::check::pair::out_of_order;
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
    let pair = evidence.pair;
    // Of items in another order in their list, `structure` speaks.
    let items: BTreeSet<&[usize]> = out_of_order(pair, &evidence.classified.joined)
        .into_iter()
        .map(|joined| &joined.source[..])
        .collect();
    let joined = evidence.classified.joined.iter();
    let moved =
        joined.filter(|joined| joined.state == State::Moved && !items.contains(&joined.source[..]));
    let remarks = moved.map(|joined| {
        let text = evidence.target(&joined.target);
        let message = format!("in another place than in the source: “{}”", excerpt(&text));
        Remark::new(pair, &joined.source, &joined.target, message)
    });
    remarks.collect()
}
