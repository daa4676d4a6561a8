//! The units beside numbers.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::difference::Difference;
use crate::language::{MeasureUnit, is_sign, unit_at_start, unit_named};
use crate::normalize::each_number;

/// The unit in the text after a number, possibly with a space or a hyphen between them. In `%1 - %2`
/// the signs are placeholders.
pub(super) fn unit_of(after: &str) -> Option<MeasureUnit> {
    let spaces = [' ', '\u{a0}', '\u{202f}'];
    let after = after
        .strip_prefix('-')
        .unwrap_or(after.trim_start_matches(spaces));
    let rest = after.strip_prefix('%');
    let is_placeholder = rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()));
    unit_at_start(after).filter(|_| !is_placeholder)
}

/// The units that differ between two texts with the same numbers. If a unit occurs anywhere else in
/// the other text, only the counting differs (`5 och 10 %`, `5 % og 10 %`).
pub(super) fn difference(prose: [&str; 2]) -> Difference {
    let found = prose.map(|text| -> Vec<(String, Option<MeasureUnit>)> {
        let numbers = each_number(text);
        numbers
            .map(|(number, after)| (number, unit_of(after)))
            .collect()
    });
    // The unit of each number that occurs once.
    let only = found.each_ref().map(|found| {
        let mut only: BTreeMap<&str, Option<Option<MeasureUnit>>> = BTreeMap::new();
        for (number, unit) in found {
            let again = only.contains_key(number.as_str());
            only.insert(number, Some(*unit).filter(|_| !again));
        }
        only
    });
    let only = |side: usize, number: &str| only[side].get(number).copied().flatten();
    let units = prose.map(|text| -> BTreeSet<MeasureUnit> {
        let words = text.split(|c: char| !c.is_alphanumeric() && !is_sign(c));
        let words = words.map(|word| word.trim_start_matches(|c: char| c.is_ascii_digit()));
        words.filter_map(unit_named).collect()
    });
    let mut difference = Difference::default();
    for (number, _) in &found[0] {
        let (Some(source), Some(target)) = (only(0, number), only(1, number)) else {
            continue;
        };
        let is_share = |unit: Option<MeasureUnit>| unit.is_none_or(|unit| unit.measures == "share");
        let comparable = match (source, target) {
            (Some(source), Some(target)) => source.measures == target.measures,
            (None, None) => false,
            // The percent sign is the only unit that is never left out.
            _ => is_share(source) && is_share(target),
        };
        let alone = |unit: Option<MeasureUnit>, other: usize| {
            unit.is_none_or(|unit| !units[other].contains(&unit))
        };
        if comparable && source != target && alone(source, 1) && alone(target, 0) {
            difference.lacking.push(written(number, source));
            difference.added.push(written(number, target));
        }
    }
    difference
}

fn written(number: &str, unit: Option<MeasureUnit>) -> String {
    match unit {
        Some(unit) => format!("{number} {}", unit.name),
        None => number.to_owned(),
    }
}

/// A number, and how much it is in the smallest unit of its kind.
pub(super) struct Scaled {
    pub(super) number: String,
    pub(super) amount: Amount,
}

/// Equal for two quantities that are the same: `1,98 m` and `198 cm`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Amount {
    measures: &'static str,
    millionths: u128,
}

const COUNTED: &str = "magnitude";

/// The amounts of `number` before `after`: as such (`1500000` for `1,5 mio.`), and in the unit that
/// follows it.
pub(super) fn amounts<'a>(number: &'a str, after: &str) -> impl Iterator<Item = Scaled> + 'a {
    let unit = unit_of(after).and_then(|unit| Some((unit.measures, unit.factor?)));
    let unit = unit.unwrap_or((COUNTED, 1));
    let plain = (unit.0 != COUNTED).then_some((COUNTED, 1));
    plain
        .into_iter()
        .chain([unit])
        .filter_map(move |(measures, factor)| {
            Some(Scaled {
                number: number.to_owned(),
                amount: Amount {
                    measures,
                    millionths: millionths(number)?.checked_mul(factor.into())?,
                },
            })
        })
}

/// `number` in millionths; none if that is too long or not a whole number.
fn millionths(number: &str) -> Option<u128> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let zeros = 6usize.checked_sub(part.len())?;
    format!("{whole}{part}{}", "0".repeat(zeros)).parse().ok()
}

/// The amounts of all numbers of `text`.
pub(super) fn scaled(text: &str) -> Vec<Scaled> {
    let numbers: Vec<_> = each_number(text).collect();
    let amounts = numbers
        .iter()
        .flat_map(|(number, after)| amounts(number, after));
    amounts.collect()
}
