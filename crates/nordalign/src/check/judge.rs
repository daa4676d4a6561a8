//! Asks every rule, and turns what they report into findings.

use crate::check::evidence::Evidence;
use crate::check::finding::Finding;
use crate::check::rule::{Rule, extra_document, missing_file};
use crate::document::Document;
use crate::lang::Lang;

/// The findings of all rules in a pair, rule by rule.
pub(super) fn findings(evidence: &Evidence) -> impl Iterator<Item = Finding> {
    let target = &evidence.pair.target;
    Rule::ALL.iter().flat_map(move |&rule| {
        let remarks = rule.check(evidence).into_iter();
        remarks.map(move |remark| Finding::new(rule, target.lang, target.document.name(), remark))
    })
}

/// The finding that `source`, with this many words, has no translation into `lang`; at the `path`
/// where it should be, if that is known.
pub(super) fn no_translation(
    source: &Document,
    lang: Lang,
    path: Option<&str>,
    words: usize,
) -> Finding {
    let remark = missing_file(source, lang, words);
    Finding::new(
        Rule::MissingFile,
        lang,
        path.unwrap_or(source.name()),
        remark,
    )
}

/// The finding that `target` has no source.
pub(super) fn no_source(target: &Document) -> Finding {
    let lang = target.lang();
    Finding::new(Rule::Extra, lang, target.name(), extra_document(lang))
}
