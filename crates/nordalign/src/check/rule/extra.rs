//! Documents, units and sentences of the translation that have no source.

use crate::check::evidence::Evidence;
use crate::check::pair::{LeftOut, Pair};
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::check::text::{excerpt, fingerprint, words};
use crate::lang::Lang;

pub(super) const RULE: Definition = Definition {
    id: "extra",
    severity: Severity::Warning,
    summary: "Part of the translation has no source.",
    remedy: "Remove it, or add it to the source.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let (pair, classified) = (evidence.pair, evidence.classified);
    let units = classified.extra.iter().filter_map(|&unit| {
        let text = evidence.target(&[unit]);
        let message = format!("not in the source: “{}”", excerpt(&text));
        (words(&text) > 0).then(|| Remark::new(pair, &[], &[unit], message))
    });
    let sentences = classified.left_out.extra.iter();
    units
        .chain(sentences.map(|left| sentence(pair, left)))
        .collect()
}

/// An extra sentence in a unit.
fn sentence(pair: &Pair, left: &LeftOut) -> Remark {
    let text = pair.target.part(left.unit, &left.range);
    let span = pair.target.span(left.unit, &left.range);
    let position = pair.target.position(span.start);
    let message = format!("a sentence that is not in the source: “{}”", excerpt(text));
    Remark {
        line: position.line,
        column: Some(position.column),
        end_line: Some(pair.target.position(span.end).line),
        fingerprint: fingerprint(text),
        ..Remark::new(pair, &[], &[left.unit], message)
    }
}

/// The remark on a document in `lang` that has no source.
pub(in crate::check) fn document(lang: Lang) -> Remark {
    let message = "no source document has this path".to_owned();
    Remark::on_document(lang, None, message)
}
