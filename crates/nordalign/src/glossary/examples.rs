//! The texts of examples, which are read again after everything has been counted.

use std::collections::BTreeMap;

use crate::lang::Lang;

use super::model::{Entry, Example, ExamplePlace, Note};
use super::preview::{Preview, preview};
use super::sides::{one_of_each, place};

/// Takes the texts of examples.
/// [`GlossaryBuilder::finish_again`](super::GlossaryBuilder::finish_again) lends one.
#[derive(Debug)]
pub struct Examples<'a> {
    /// For each language, the places without text, by the number of their unit.
    wanted: [BTreeMap<u32, Vec<&'a mut ExamplePlace>>; Lang::COUNT],
    /// For each language, the units whose texts were stored, and are not read again.
    kept: [BTreeMap<u32, Preview>; Lang::COUNT],
    /// For each language, the number of the next unit.
    next: [u32; Lang::COUNT],
}

impl<'a> Examples<'a> {
    pub(super) fn new(
        entries: &'a mut [Entry],
        kept: [BTreeMap<u32, Preview>; Lang::COUNT],
    ) -> Self {
        let mut wanted: [BTreeMap<u32, Vec<&mut ExamplePlace>>; Lang::COUNT] = Default::default();
        let examples = entries.iter_mut().flat_map(examples).flatten();
        let places = examples.flat_map(|example| &mut example.places);
        for found in places.filter(|found| found.text.is_empty()) {
            // Until the text is known, the line is the number of the unit.
            let unit = found.line as u32;
            wanted[place(found.lang)]
                .entry(unit)
                .or_default()
                .push(found);
        }
        Examples {
            wanted,
            kept,
            next: [0; Lang::COUNT],
        }
    }

    /// Shows texts that [`GlossaryBuilder::count_texts`](super::GlossaryBuilder::count_texts) took;
    /// `name` and `line` are their place.
    pub fn show(&mut self, name: &str, line: usize, texts: &[(Lang, &str)]) {
        for (lang, text) in one_of_each(texts) {
            let at = place(lang);
            while self.kept[at].contains_key(&self.next[at]) {
                self.next[at] += 1;
            }
            let places = self.wanted[at].remove(&self.next[at]);
            self.next[at] += 1;
            for found in places.into_iter().flatten() {
                name.clone_into(&mut found.document);
                found.line = line;
                found.text = preview(text).into_owned();
            }
        }
    }
}

/// All examples of an entry, its own and those of alternatives.
fn examples(entry: &mut Entry) -> impl Iterator<Item = &mut Vec<Example>> {
    let rivals = entry.notes.iter_mut().filter_map(|note| match note {
        Note::Inconsistency { rivals, .. } => Some(rivals),
        _ => None,
    });
    let rivals = rivals.flatten().map(|rival| &mut rival.examples);
    std::iter::once(&mut entry.examples).chain(rivals)
}

/// Drops the examples whose texts were not read again.
pub(super) fn drop_unshown(entries: &mut [Entry]) {
    let is_shown = |example: &Example| example.places.iter().all(|place| !place.text.is_empty());
    for examples in entries.iter_mut().flat_map(examples) {
        examples.retain(is_shown);
    }
}
