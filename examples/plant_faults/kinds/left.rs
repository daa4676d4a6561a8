//! Text that is left in another language.

use std::collections::BTreeSet;
use std::ops::Range;

use nordalign::{BlockKind, Lang, Language, Segment, Span, identify};

use super::removed::sentences;
use crate::dice::Dice;
use crate::place::{Change, Place};
use crate::words::{between, links, tokens, words};

/// A unit as it is in the source.
pub fn unit(place: &Place, kind: BlockKind, fewest: usize) -> Option<Change> {
    place.is(kind, fewest)?;
    is_other(place, &place.source.text, &place.unit.text)?;
    Some(place.replace(place.original()))
}

/// Whether `text` is more than names, is not in English, differs from `own`, and has two words that
/// stand nowhere in the translation, which may share the others.
fn is_other(place: &Place, text: &str, own: &str) -> Option<()> {
    let is_text = text
        .split_whitespace()
        .any(|word| word.starts_with(char::is_lowercase));
    let is_english = identify(text).language == Language::En;
    (is_text && !is_english && text.to_lowercase() != own.to_lowercase()).then_some(())?;
    let known: BTreeSet<String> = words_of(place.text()).collect();
    let strange = words_of(text).filter(|word| !known.contains(word));
    (strange.count() >= 2).then_some(())
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    tokens(text)
        .into_iter()
        .map(|range| text[range].to_lowercase())
        .filter(|word| word.contains(char::is_alphabetic))
}

/// A sentence of several as it is in the source.
pub fn sentence(place: &Place, dice: &mut Dice) -> Option<Change> {
    other_sentence(place, Lang::Sv, place.source, dice)
}

/// The same in the other of the two languages that are alike.
pub fn neighbour_sentence(place: &Place, dice: &mut Dice) -> Option<Change> {
    let (lang, unit) = in_neighbour(place)?;
    other_sentence(place, lang, unit, dice)
}

fn other_sentence(place: &Place, lang: Lang, unit: &Segment, dice: &mut Dice) -> Option<Change> {
    let document = &place.page.documents[&lang];
    let others = place.page.sentences(lang, unit.paragraph);
    let own = sentences(place);
    let at = dice.below(own.len());
    let (span, other) = (own.get(at)?, others.get(at)?);
    let fits = own.len() == others.len() && own.len() > 1 && words(&other.text) >= 6;
    is_other(place, &other.text, &place.text()[span.range()]).filter(|()| fits)?;
    is_in(lang, &other.text)?;
    Some(place.edit(*span, &document.source()[other.span.range()]))
}

fn is_in(lang: Lang, text: &str) -> Option<()> {
    (identify(text).language.lang() == Some(lang)).then_some(())
}

/// A unit as it is in the other of the two languages that are alike.
pub fn neighbour(place: &Place, kind: BlockKind, fewest: usize) -> Option<Change> {
    place.is(kind, fewest)?;
    let (lang, unit) = in_neighbour(place)?;
    is_other(place, &unit.text, &place.unit.text)?;
    is_in(lang, &unit.text)?;
    Some(place.replace(&place.page.documents[&lang].source()[unit.span.range()]))
}

fn in_neighbour<'a>(place: &Place<'a>) -> Option<(Lang, &'a Segment)> {
    let lang = match place.lang {
        Lang::Nb => Lang::Da,
        _ => Lang::Nb,
    };
    let (unit, _) = place.page.partner([lang, place.lang], place.number)?;
    Some((lang, &place.page.units(lang)[unit]))
}

/// The text of a link as it is in the source.
pub fn link_text(place: &Place, dice: &mut Dice) -> Option<Change> {
    let texts = |text: &str| {
        links(text)
            .into_iter()
            .filter(|link| !link.is_image)
            .map(|link| link.text)
            .collect()
    };
    part(place, dice, texts)
}

/// Words in bold as they are in the source.
pub fn bold(place: &Place, dice: &mut Dice) -> Option<Change> {
    part(place, dice, |text| between(text, "**", "**"))
}

/// One of the `parts` of a unit as it is in the source, which has as many.
fn part(place: &Place, dice: &mut Dice, parts: fn(&str) -> Vec<Range<usize>>) -> Option<Change> {
    let (own, original) = (place.own(), place.original());
    let [mine, theirs] = [own, original].map(parts);
    let at = dice.below(mine.len());
    let (range, source) = (mine.get(at)?.clone(), theirs.get(at)?.clone());
    is_other(place, &original[source.clone()], &own[range.clone()])
        .filter(|()| mine.len() == theirs.len())?;
    Some(place.replace_part(range, &original[source]))
}

/// Sentences that could stand on any page.
const ENGLISH: [&str; 8] = [
    "The harbour is closed to visitors while the new pier is being built.",
    "Before you begin, make sure that every member of the crew has a life jacket.",
    "Most of the timber comes from forests that are less than an hour away.",
    "You can change this setting later without losing any of your work.",
    "If the door does not open, wait a few seconds and then try again.",
    "We answer all questions within two working days, usually sooner.",
    "This article explains how the journal is posted and what happens afterwards.",
    "The fee covers the tools and the materials, but not your meals.",
];

const ENGLISH_HEADINGS: [&str; 8] = [
    "Before you begin",
    "What you will learn",
    "How to change your settings",
    "Frequently asked questions",
    "Next steps",
    "Where to find the file",
    "Create a new account",
    "Known issues and limits",
];

/// A paragraph in English.
pub fn english(place: &Place, dice: &mut Dice) -> Option<Change> {
    place.is(BlockKind::Paragraph, 5)?;
    let count = (words(&place.unit.text) / 13).clamp(1, 3);
    let first = dice.below(ENGLISH.len());
    let sentences = (0..count).map(|at| ENGLISH[(first + at) % ENGLISH.len()]);
    Some(place.replace(&sentences.collect::<Vec<&str>>().join(" ")))
}

/// A sentence of several in English.
pub fn english_sentence(place: &Place, dice: &mut Dice) -> Option<Change> {
    let own: Vec<Span> = sentences(place);
    let span = own.get(dice.below(own.len()))?;
    (own.len() > 1).then(|| place.edit(*span, ENGLISH[dice.below(ENGLISH.len())]))
}

/// A heading in English.
pub fn english_heading(place: &Place, dice: &mut Dice) -> Option<Change> {
    place.is(BlockKind::Heading, 2)?;
    let marks = place.own().len() - place.own().trim_start_matches(['#', ' ']).len();
    let heading = ENGLISH_HEADINGS[dice.below(ENGLISH_HEADINGS.len())];
    Some(place.replace(&format!("{}{heading}", &place.own()[..marks])))
}
