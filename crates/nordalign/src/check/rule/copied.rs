//! Units, and texts of links, that were left in the source language.

use std::collections::HashSet;

use crate::check::evidence::Evidence;
use crate::check::pair::{Compared, Pair};
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::check::state::State;
use crate::check::text::{excerpt, normal, words};
use crate::identify::identify;

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
    let links = evidence.on_compared(|compared| link_text(pair, compared));
    units.chain(links).collect()
}

/// Link texts with fewer words than this are names, or correct in both languages.
const FEWEST_WORDS: usize = 2;

/// How certain it must be that a text is in the source language.
const SURE: f64 = 0.97;

/// A link whose text was left in the source language, in a translated unit.
fn link_text(pair: &Pair, compared: &Compared) -> Option<String> {
    let source = pair.source.link_texts(&compared.joined.source);
    let target = pair.target.link_texts(&compared.joined.target);
    let known: HashSet<String> = source.iter().map(|text| normal(text)).collect();
    let left = target.into_iter().find(|text| {
        words(text) >= FEWEST_WORDS
            && known.contains(&normal(text))
            && is_in_source_language(pair, text)
    })?;
    Some(format!(
        "the text of a link left in {}: “{}”",
        pair.source.lang.name(),
        excerpt(left)
    ))
}

/// Whether `text` is certainly in the source language: words that begin with a capital may be names
/// or titles, and count less.
fn is_in_source_language(pair: &Pair, text: &str) -> bool {
    let found = identify(text);
    found.language.lang() == Some(pair.source.lang) && found.score >= SURE
}
