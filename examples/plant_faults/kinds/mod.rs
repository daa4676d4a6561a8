//! The kinds of faults, and what should report each.

mod left;
mod marks;
mod names;
mod order;
mod quantities;
mod removed;

use nordalign::BlockKind;
use nordalign::check::Rule;

use crate::dice::Dice;
use crate::place::{Change, Place};

/// A kind of fault.
pub struct Kind {
    pub name: &'static str,
    /// The rules that may report it.
    pub rules: &'static [Rule],
    /// Plants one at a place, if the place is for it.
    pub plant: fn(&Place, &mut Dice) -> Option<Change>,
}

const LEFT_OUT: &[Rule] = &[Rule::Missing, Rule::Doubtful];
const NOT_TRANSLATED: &[Rule] = &[Rule::Copied, Rule::WrongLanguage];

macro_rules! kinds {
    ($($name:literal, $rules:expr, $plant:expr;)*) => {
        pub const KINDS: &[Kind] = &[$(Kind { name: $name, rules: $rules, plant: $plant }),*];
    };
}

kinds! {
    "paragraph-removed", LEFT_OUT, |place, _| removed::unit(place, BlockKind::Paragraph);
    "half-paragraph-removed", LEFT_OUT, removed::half;
    "sentence-removed", LEFT_OUT, removed::sentence;
    "heading-removed", LEFT_OUT, |place, _| removed::unit(place, BlockKind::Heading);
    "item-removed", LEFT_OUT, |place, _| removed::unit(place, BlockKind::ListItem);
    "row-removed", LEFT_OUT, |place, _| removed::unit(place, BlockKind::TableCell);

    "paragraph-left", NOT_TRANSLATED, |place, _| left::unit(place, BlockKind::Paragraph, 5);
    "sentence-left", NOT_TRANSLATED, left::sentence;
    "heading-left", NOT_TRANSLATED, |place, _| left::unit(place, BlockKind::Heading, 2);
    "cell-left", NOT_TRANSLATED, |place, _| left::unit(place, BlockKind::TableCell, 2);
    "link-text-left", NOT_TRANSLATED, left::link_text;
    "image-text-left", NOT_TRANSLATED, |place, _| left::unit(place, BlockKind::AltText, 2);
    "bold-left", NOT_TRANSLATED, left::bold;
    "paragraph-in-neighbour", NOT_TRANSLATED, |place, _| left::neighbour(place, BlockKind::Paragraph, 6);
    "heading-in-neighbour", NOT_TRANSLATED, |place, _| left::neighbour(place, BlockKind::Heading, 3);
    "sentence-in-neighbour", NOT_TRANSLATED, left::neighbour_sentence;
    "paragraph-in-english", NOT_TRANSLATED, left::english;
    "sentence-in-english", NOT_TRANSLATED, left::english_sentence;
    "heading-in-english", NOT_TRANSLATED, left::english_heading;

    "number-changed", &[Rule::Numbers, Rule::Placeholders], quantities::number_in_prose;
    "number-in-table-changed", &[Rule::Numbers, Rule::Placeholders], quantities::number_in_table;
    "number-word-changed", &[Rule::Numbers], quantities::number_word;
    "date-changed", &[Rule::Numbers, Rule::Days], quantities::date;
    "weekday-changed", &[Rule::Days], quantities::weekday;
    "time-changed", &[Rule::Numbers], quantities::time;
    "unit-changed", &[Rule::Numbers], quantities::unit;
    "currency-changed", &[Rule::Numbers, Rule::Currencies], quantities::currency;

    "name-changed", &[Rule::Names], names::changed;

    "link-changed", &[Rule::Urls], marks::link;
    "anchor-changed", &[Rule::Anchors], marks::anchor;
    "image-changed", &[Rule::Urls], marks::image;
    "code-span-changed", &[Rule::Placeholders], marks::code_span;
    "placeholder-changed", &[Rule::Placeholders], marks::placeholder;
    "code-changed", &[Rule::Code], marks::code;
    "code-removed", &[Rule::Code], marks::code_removed;
    "callout-changed", &[Rule::Callouts], marks::callout;
    "heading-level-changed", &[Rule::Structure], marks::heading_level;

    "items-swapped", &[Rule::Structure, Rule::Doubtful], order::items_swapped;
    "paragraph-doubled", &[Rule::Extra], order::doubled;
    "paragraph-moved", &[Rule::Moved], order::moved;
}
