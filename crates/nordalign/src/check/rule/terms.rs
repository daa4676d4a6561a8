//! Terms that are not translated as the term base says.

use crate::check::evidence::Evidence;
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;

pub(super) const RULE: Definition = Definition {
    id: "terms",
    severity: Severity::Warning,
    summary: "A term is not translated as the term base says.",
    remedy: "Use the term from the term base.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let Some(terms) = evidence.terms else {
        return Vec::new();
    };
    let langs = [evidence.pair.source.lang, evidence.pair.target.lang];
    // The first term that the translation does not have.
    let remarks = evidence.on_compared(|compared| {
        let source = (langs[0], compared.source.prose.as_str());
        let target = (langs[1], compared.target.prose.as_str());
        let found = terms.departures(source, target);
        found.first().map(ToString::to_string)
    });
    remarks.collect()
}
