//! Comments that ignore a rule which does not exist.

use crate::check::evidence::Evidence;
use crate::check::pair::Units;
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::check::text::fingerprint;
use crate::span::Span;

pub(super) const RULE: Definition = Definition {
    id: "unknown-rule",
    severity: Severity::Error,
    summary: "A comment ignores a rule that does not exist.",
    remedy: "Correct the rule's name in the comment; `nordalign explain` lists the rules.",
    check: remarks,
};

/// A comment may be in the source, so the findings are not about a pair.
fn remarks(_: &Evidence) -> Vec<Remark> {
    Vec::new()
}

/// The remark on a comment at `span` of a document that names the rule `id`.
pub(in crate::check) fn remark(document: &Units, span: Span, id: &str) -> Remark {
    let position = document.position(span.start);
    Remark {
        line: position.line,
        column: Some(position.column),
        end_line: Some(document.position(span.end).line),
        message: format!("unknown rule `{id}` in a comment, so the comment ignores nothing"),
        source: None,
        fingerprint: fingerprint(id),
    }
}
