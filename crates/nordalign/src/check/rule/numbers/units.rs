//! The units beside numbers.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::difference::{Difference, beyond};
use crate::language::{MeasureUnit, is_sign, unit_at_start, unit_named};
use crate::normalize::each_number;

/// The unit in the text after a number, possibly with a space or a hyphen between them. In `%1 - %2`
/// the signs are placeholders, and in `$5-$10` the second belongs to the next number.
pub(in crate::check::rule) fn unit_of(after: &str) -> Option<MeasureUnit> {
    let spaces = [' ', '\u{a0}', '\u{202f}'];
    let after = after
        .strip_prefix('-')
        .unwrap_or(after.trim_start_matches(spaces));
    let rest = after.strip_prefix('%');
    let is_placeholder = rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()));
    let of_next = after
        .strip_prefix(is_sign)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    unit_at_start(after).filter(|_| !is_placeholder && !of_next)
}

/// What stands beside a number.
pub(in crate::check::rule) type Beside = Option<MeasureUnit>;

/// The numbers of a text, each with what `beside` finds beside it.
fn numbers(text: &str, beside: fn(&str, &str) -> Beside) -> Vec<(String, Beside)> {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':');
    let mut end_of_last = 0;
    let numbers = each_number(text).map(|(number, after)| {
        let end = text.len() - after.len();
        let before = text.get(end_of_last..end).unwrap_or_default();
        end_of_last = end;
        let before = before.trim_end_matches(|c: char| is_number(c) || c.is_whitespace());
        let beside = match is_year_in_genitive(&number, after) {
            true => None,
            false => beside(before, after),
        };
        (number, beside)
    });
    numbers.collect()
}

/// Whether a number is a year in the genitive: `1998s` is no time in seconds.
fn is_year_in_genitive(number: &str, after: &str) -> bool {
    let rest = after.strip_prefix('s');
    number.len() == 4 && rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// The units that differ between two texts with the same numbers.
pub(in crate::check::rule) fn difference(prose: [&str; 2]) -> Difference {
    let same = |source: &MeasureUnit, target: &MeasureUnit| {
        source == target || source.is_krone() && target.is_krone()
    };
    differing(prose, |_, after| unit_of(after), same)
}

/// What `beside` finds beside the same numbers of two texts, if it is not the `same`. If only one side
/// has a unit there, and the other has it anywhere else, only the counting differs (`5 och 10 %`,
/// `5 % og 10 %`).
pub(in crate::check::rule) fn differing(
    prose: [&str; 2],
    beside: fn(&str, &str) -> Beside,
    same: fn(&MeasureUnit, &MeasureUnit) -> bool,
) -> Difference {
    let found = prose.map(|text| numbers(text, beside));
    // What stands beside each number.
    let beside_each = found.each_ref().map(|found| {
        let mut each: BTreeMap<&str, Vec<Beside>> = BTreeMap::new();
        for (number, unit) in found {
            each.entry(number).or_default().push(*unit);
        }
        each
    });
    let units = prose.map(|text| -> BTreeSet<MeasureUnit> {
        let words = text.split(|c: char| !c.is_alphanumeric() && !is_sign(c));
        let words = words.map(|word| word.trim_start_matches(|c: char| c.is_ascii_digit()));
        words.filter_map(unit_named).collect()
    });
    let mut difference = Difference::default();
    for (number, sources) in &beside_each[0] {
        let targets = beside_each[1].get(number).map_or(&[][..], Vec::as_slice);
        let lacking: Vec<&Beside> =
            beyond(sources, targets, |unit| unit.map(|unit| unit.name)).collect();
        let added: Vec<&Beside> =
            beyond(targets, sources, |unit| unit.map(|unit| unit.name)).collect();
        // With another number of them, it is not known which is which.
        let (&[&source], &[&target]) = (&lacking[..], &added[..]) else {
            continue;
        };
        let is_share = |unit: Beside| unit.is_none_or(|unit| unit.measures == "share");
        let alone =
            |unit: Beside, other: usize| unit.is_none_or(|unit| !units[other].contains(&unit));
        let differ = match (source, target) {
            (Some(source), Some(target)) => {
                source.measures == target.measures && !same(&source, &target)
            }
            (None, None) => false,
            // The percent sign is the only unit that is never left out.
            _ => is_share(source) && is_share(target) && alone(source, 1) && alone(target, 0),
        };
        if differ {
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
