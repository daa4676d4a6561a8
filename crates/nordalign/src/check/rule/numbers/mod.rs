//! Numbers that differ, whatever their notation: `2 000` and `2.000`, `8.3.2025` and `8. mars
//! 2025`, `två` and `2`.

mod fractions;
mod grouped;
mod months;
mod names;
mod notation;
mod parts;
mod said;
pub(super) mod units;
mod worded;
mod words;

use unicode_segmentation::UnicodeSegmentation;

use self::grouped::regrouped;
use self::months::of_months;
use self::notation::{in_digits, with_full_years, years};
use self::parts::{decimal, parts, parts_of, tenfold};
use self::said::{Said, is_century};
use crate::check::difference::Difference;
use crate::check::evidence::Evidence;
use crate::check::pair::{Compared, Wording};
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::rule::urls;
use crate::check::severity::Severity;
use crate::document::BlockKind;
use crate::identify::{Language, identify};
use crate::lang::Lang;
use crate::language::MILES;
use crate::normalize::numbers as numbers_of;

pub(super) const RULE: Definition = Definition {
    id: "numbers",
    severity: Severity::Error,
    summary: "Numbers in the translation differ from those of the source.",
    remedy: "Correct the number on the side that is wrong. Another notation of the same number is fine.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let compare = |compared: &Compared| {
        let (source, target) = (&compared.source, &compared.target);
        difference(
            [unnumbered(source, target), unnumbered(target, source)],
            [&source.code, &target.code],
            [evidence.pair.source.lang, evidence.pair.target.lang],
        )
    };
    let remarks = evidence.on_differences(compare, |compared, found| {
        // Number words are those of our languages: `to` is two in Danish, but not in English.
        let has_words =
            |items: &[String]| items.iter().any(|item| !item.contains(char::is_numeric));
        let in_english = (has_words(&found.lacking) || has_words(&found.added))
            && identify(&compared.source.prose).language == Language::En;
        found.message("numbers").filter(|_| !in_english)
    });
    remarks.collect()
}

/// The numbers that one text has, and the other has neither in digits nor in words nor in its
/// `code`; and, if the numbers are the same, the units, months and number words that differ.
fn difference(prose: [&str; 2], code: [&[&str]; 2], langs: [Lang; 2]) -> Difference {
    let plain = prose.map(|text| in_digits(&urls::without(text)));
    let years = plain.each_ref().map(|text| years(text));
    let dated = [0, 1].map(|side: usize| with_full_years(&plain[side], &years[1 - side]));
    let [(source, own), (target, other)] = dated.each_ref().map(|text| names::apart(text));
    let names = [source, target];
    let prose = [own, other];
    let found = prose.each_ref().map(|text| numbers_of(text));
    let beside = [0, 1].map(|side: usize| {
        let code = in_digits(&code[side].join(" "));
        let names = names[side].numbers();
        names.chain(numbers_of(&code)).collect::<Vec<String>>()
    });
    let said = [0, 1].map(|side: usize| Said::new(&prose[side], &found[side], &beside[side]));
    let rules: [&dyn Fn() -> Difference; 5] = [
        &|| of_numbers(&prose, &found, &said),
        &|| names::difference([&names[0], &names[1]]),
        &|| of_months(&prose),
        &|| worded::difference([&prose[0], &prose[1]], &said, langs),
        &|| units::difference([&dated[0], &dated[1]]),
    ];
    let mut differences = rules.iter().map(|rule| rule());
    let first = differences.find(|found| !found.is_none());
    first.unwrap_or_default()
}

/// What stands for `always`.
const ALWAYS: &str = "24/7";

fn of_numbers(prose: &[String; 2], found: &[Vec<String>; 2], said: &[Said; 2]) -> Difference {
    if parts(&found[0]) == parts(&found[1]) {
        return Difference::default();
    }
    let miles = prose.iter().any(|text| has_miles(text));
    let lacks = |has: usize| {
        let (own, other) = (&said[has], &said[1 - has]);
        let scaled = own.scaled_as(other);
        let regrouped = regrouped(&prose[has], &prose[1 - has]);
        let fractions = own.fractions_as(other);
        let always = prose[has].contains(ALWAYS);
        let known = |number: &str| {
            other.decimals.contains(decimal(number))
                || parts_of(number).all(|part| other.has_part(part))
                || miles && tenfold(number).iter().any(|number| other.says(number))
                || always && ALWAYS.split('/').any(|part| part == number)
                || scaled.contains(number)
                || regrouped.contains(number)
                || other.spells_out(number)
                || other.spells(number)
                || other.has_roman(number)
                || own.has_hour_of(number, other)
                || other.has_hour(number)
                || other.has_fraction(number)
                || fractions.iter().any(|own| own.contains(number))
                || is_century(number, own, other)
        };
        let lacking = found[has].iter().filter(|number| !known(number));
        lacking.cloned().collect()
    };
    Difference {
        lacking: lacks(0),
        added: lacks(1),
    }
}

/// The prose of `own`, without the number that it begins with if the `other` is an item of a list,
/// whose mark is no part of its text.
fn unnumbered<'c>(own: &'c Wording, other: &Wording) -> &'c str {
    match without_number(&own.prose) {
        Some(rest)
            if other.kind == BlockKind::ListItem && without_number(&other.prose).is_none() =>
        {
            rest
        }
        _ => &own.prose,
    }
}

/// What follows a number that a text is numbered by, as in `2. Open the file`.
fn without_number(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (number, rest) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
    let rest = rest.strip_prefix(['.', ')'])?.strip_prefix(' ')?;
    let is_mark = (1..=LABEL).contains(&number.len()) && !rest.starts_with(char::is_lowercase);
    is_mark.then_some(rest)
}

/// The most digits of a number in a list.
const LABEL: usize = 3;

/// Whether `text` counts in miles of ten kilometres, which Danish does not have.
fn has_miles(text: &str) -> bool {
    text.unicode_words()
        .any(|word| MILES.words().any(|mile| mile == word))
}

#[cfg(test)]
mod tests;
