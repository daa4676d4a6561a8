//! Asks every rule, and turns what they report into findings.

use crate::check::evidence::Evidence;
use crate::check::finding::Finding;
use crate::check::ignore;
use crate::check::rule::{Rule, extra_document, missing_file, unknown_rule, whole_page};
use crate::document::Document;
use crate::lang::Lang;

/// What is found in a pair: that a whole page is in another language, or what all rules find, rule
/// by rule.
pub(super) fn findings(evidence: &Evidence) -> Vec<Finding> {
    let mut findings = unknown_rules(evidence);
    let whole = whole_pages(evidence);
    if !whole.is_empty() {
        findings.extend(whole);
        return findings;
    }
    let target = &evidence.pair.target;
    let rules = Rule::ALL.iter().flat_map(|&rule| {
        let remarks = rule.check(evidence).into_iter();
        remarks.map(move |remark| Finding::new(rule, target.lang, target.document.name(), remark))
    });
    findings.extend(rules);
    findings
}

/// The comments in both documents that name rules which do not exist.
fn unknown_rules(evidence: &Evidence) -> Vec<Finding> {
    let sides = [&evidence.pair.source, &evidence.pair.target].into_iter();
    let findings = sides.flat_map(|side| {
        let unknown = ignore::unknown_rules(side.document).into_iter();
        unknown.map(|(span, id)| {
            let remark = unknown_rule(side, span, &id);
            Finding::new(Rule::UnknownRule, side.lang, side.document.name(), remark)
        })
    });
    findings.collect()
}

/// That a whole page is in another language, the source or its translation. Nothing else is to be
/// reported of such pages.
fn whole_pages(evidence: &Evidence) -> Vec<Finding> {
    let (pair, classified) = (evidence.pair, evidence.classified);
    let sides = [
        (&pair.source, classified.source_language),
        (&pair.target, classified.target_language),
    ];
    let findings = sides.into_iter().filter_map(|(side, language)| {
        let language = language?;
        let is_copy = language.lang() == Some(pair.source.lang);
        let rule = if is_copy {
            Rule::Copied
        } else {
            Rule::WrongLanguage
        };
        let remark = whole_page(side.lang, language);
        Some(Finding::new(rule, side.lang, side.document.name(), remark))
    });
    findings.collect()
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
