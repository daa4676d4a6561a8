//! Units, and texts of links and words in bold, that were left in the source language.

use crate::check::evidence::Evidence;
use crate::check::pair::{Joined, Pair, copied_parts};
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::check::state::State;
use crate::check::text::excerpt;
use crate::document::MarkupKind;

pub(super) const RULE: Definition = Definition {
    id: "copied",
    severity: Severity::Error,
    summary: "Part of the translation was left in the source language.",
    remedy: "Translate it. Names, numbers, code and words that are the same in both languages are not reported.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let pair = evidence.pair;
    let units = evidence.on_state(State::Copied, |joined| {
        let text = evidence.target(&joined.target);
        format!("left in {}: “{}”", pair.source.lang.name(), excerpt(&text))
    });
    let parts = evidence.on_compared(|compared| left_part(pair, compared.joined));
    units.chain(parts).collect()
}

/// What was left in the source language in a translated unit.
fn left_part(pair: &Pair, joined: &Joined) -> Option<String> {
    let parts = copied_parts(pair, &joined.source, &joined.target);
    let (kind, left) = parts.first()?;
    let what = match kind {
        MarkupKind::Link => "the text of a link left",
        _ => "words in bold left",
    };
    Some(format!(
        "{what} in {}: “{}”",
        pair.source.lang.name(),
        excerpt(left)
    ))
}
