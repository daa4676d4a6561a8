//! Links whose text was left in the source's language, in a unit that is translated.

use std::collections::HashSet;

use crate::check::compare::Compared;
use crate::check::finding::excerpt;
use crate::check::unit::{Pair, normal, words};
use crate::identify::identify;

/// The texts of fewer words than this are names or right in both languages.
const TOLD_FROM: usize = 2;

/// How sure it must be that a text is in the source's language.
const SURE: f64 = 0.97;

pub(super) fn message(pair: &Pair, compared: &Compared) -> Option<String> {
    let source = pair.source.link_texts(&compared.joined.source);
    let target = pair.target.link_texts(&compared.joined.target);
    let known: HashSet<String> = source.iter().map(|text| normal(text)).collect();
    let left = target.into_iter().find(|text| {
        words(text) >= TOLD_FROM
            && known.contains(&normal(text))
            && is_in_source_language(pair, text)
    })?;
    Some(format!(
        "a link's text left in {}: “{}”",
        pair.source.lang.name(),
        excerpt(left)
    ))
}

/// Whether `text` is surely in the source's language: words that begin with a capital may be names or titles, and tell less.
fn is_in_source_language(pair: &Pair, text: &str) -> bool {
    let found = identify(text);
    found.language.lang() == Some(pair.source.lang) && found.score >= SURE
}
