//! Documents that have no translation.

use crate::check::evidence::Evidence;
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::document::Document;
use crate::lang::Lang;

pub(super) const RULE: Definition = Definition {
    id: "missing-file",
    severity: Severity::Error,
    summary: "A document has no translation.",
    remedy: "Translate the document, or move the translation to where the others are.",
    check: remarks,
};

/// A pair has a translation, so there is nothing to report.
fn remarks(_: &Evidence) -> Vec<Remark> {
    Vec::new()
}

/// The remark on a source with `words` words that has no translation into `lang`.
pub(in crate::check) fn remark(source: &Document, lang: Lang, words: usize) -> Remark {
    let message = format!("no translation into {} ({words} words)", lang.name());
    Remark::on_document(lang, Some(source), message)
}
