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
    remedy: "Translate the document, or put the translation where the others are.",
    check: remarks,
};

/// Of a pair there is nothing to say: it has a translation.
fn remarks(_: &Evidence) -> Vec<Remark> {
    Vec::new()
}

/// On a source that has no translation into `lang`, in which there are `words`.
pub(in crate::check) fn remark(source: &Document, lang: Lang, words: usize) -> Remark {
    let message = format!("no translation into {} ({words} words)", lang.name());
    Remark::on_document(lang, Some(source), message)
}
