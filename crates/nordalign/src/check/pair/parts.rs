//! Parts of a translated unit that were left in the source language.

use std::collections::HashSet;

use crate::check::pair::documents::Pair;
use crate::check::pair::foreign::is_copied_part;
use crate::check::text::normal;
use crate::document::MarkupKind;

/// The markup of the parts that are looked at alone.
const KINDS: [MarkupKind; 2] = [MarkupKind::Link, MarkupKind::Strong];

/// The texts of links and the words in bold that units of the target have from the source, word for
/// word, in the source's language.
pub(crate) fn copied_parts<'a>(
    pair: &Pair<'a>,
    source: &[usize],
    target: &[usize],
) -> Vec<(MarkupKind, &'a str)> {
    let parts = KINDS.into_iter().flat_map(|kind| {
        let texts = pair.source.texts_marked(kind, source).into_iter();
        let known: HashSet<String> = texts.map(normal).collect();
        let own = pair.target.texts_marked(kind, target).into_iter();
        own.filter(move |text| known.contains(&normal(text)))
            .map(move |text| (kind, text))
    });
    parts
        .filter(|(_, text)| is_copied_part(pair, text))
        .collect()
}
