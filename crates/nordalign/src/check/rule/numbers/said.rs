//! What a text says of numbers, in whatever notation.

use std::collections::HashSet;

use unicode_segmentation::UnicodeSegmentation;

use super::fractions::{Fraction, fractions};
use super::parts::{decimal, parts_of};
use super::units::{Amount, Scaled, amounts, scaled};
use super::worded::romans;
use super::words::{below_million, named, quantities, spelled};
use crate::language::{AFTER_CENTURIES, AFTER_DECADES, CENTURIES, HALVES, WordList};
use crate::normalize::each_number;

/// The numbers of a text and the words that may stand for them, prepared so that a look-up takes
/// constant time.
pub(super) struct Said<'a> {
    numbers: HashSet<&'a str>,
    /// The numbers without trailing zeros in decimals.
    pub(super) decimals: HashSet<&'a str>,
    parts: HashSet<&'a str>,
    /// The numbers that its words may stand for.
    spelled: HashSet<&'static str>,
    /// The numbers that its words are or contain: `åtta` in `sjuttioåtta`.
    named: HashSet<&'static str>,
    scaled: Vec<Scaled>,
    /// The amounts of its numbers in words.
    worded: Vec<Scaled>,
    fractions: Vec<Fraction>,
    romans: HashSet<String>,
    /// The hours that its times count from or to in words: 3 for `14.30`, `halv tre`.
    hours: HashSet<String>,
    /// The numbers before `-tal` for a century, and before `-tal` or `-er` for a decade.
    centuries: HashSet<String>,
    decades: HashSet<String>,
    /// Whether it contains `halv` or `kvart`.
    halves: bool,
    /// Whether it counts centuries: `19. århundrede`.
    counted: bool,
    /// Whether it says `klockan`.
    clock: bool,
}

/// What stands before the hour of a time.
const CLOCKS: [&str; 4] = ["klockan", "klokken", "klokka", "kl"];

impl<'a> Said<'a> {
    /// What `text` says, whose numbers are `numbers`; `beside` are the numbers of its code and names.
    pub(super) fn new(text: &str, numbers: &'a [String], beside: &'a [String]) -> Self {
        let mut centuries = HashSet::new();
        let mut decades = HashSet::new();
        // Those before it that share its ending: `1500-, 1600- och 1700-talen`.
        let mut hanging = Vec::new();
        for (number, after) in each_number(text) {
            if has_hanging_hyphen(after) {
                hanging.push(number);
                continue;
            }
            let before = std::mem::take(&mut hanging);
            if begins_after(after, &[' ', '-', '–'], &AFTER_CENTURIES) {
                centuries.extend(before);
                centuries.insert(number.clone());
            }
            if begins_after(after, &['-', '–', '\'', '’'], &AFTER_DECADES) {
                decades.insert(number);
            }
        }
        let lower = text.to_lowercase();
        let mut words: Vec<&str> = lower
            .unicode_words()
            .filter(|word| word.contains(char::is_alphabetic))
            .collect();
        words.sort_unstable();
        words.dedup();
        let known = || numbers.iter().chain(beside).map(String::as_str);
        Said {
            numbers: known().collect(),
            decimals: known().map(decimal).collect(),
            parts: known().flat_map(parts_of).collect(),
            spelled: words.iter().flat_map(|word| spelled(word)).collect(),
            named: words.iter().flat_map(|word| named(word)).collect(),
            scaled: scaled(text),
            worded: quantities(text)
                .iter()
                .flat_map(|(number, after)| amounts(number, after))
                .collect(),
            fractions: fractions(text),
            romans: romans(text).into_iter().map(|(number, _)| number).collect(),
            hours: numbers
                .iter()
                .filter_map(|number| hour_in_words(number))
                .collect(),
            centuries,
            decades,
            halves: words
                .iter()
                .any(|word| HALVES.words().any(|half| word.starts_with(half))),
            clock: words.iter().any(|word| CLOCKS.contains(word)),
            counted: CENTURIES.words().any(|century| lower.contains(century)),
        }
    }

    pub(super) fn has(&self, number: &str) -> bool {
        self.numbers.contains(number)
    }

    /// Whether it has `number` in digits or in words.
    pub(super) fn says(&self, number: &str) -> bool {
        self.has(number) || self.spelled.contains(number) || self.spells(number)
    }

    pub(super) fn has_part(&self, part: &str) -> bool {
        self.has_digits(part) || self.has_word(part)
    }

    /// Whether `part` is a number of it in digits, or a part of one.
    pub(super) fn has_digits(&self, part: &str) -> bool {
        self.parts.contains(part)
    }

    /// Whether one of its words may stand for `number`.
    pub(super) fn has_word(&self, number: &str) -> bool {
        self.spelled.contains(number)
    }

    /// The numbers that, with their units, equal one of `other`: `1,98 m` and `198 cm`, `90 minuter`
    /// and `halvannan time`.
    pub(super) fn scaled_as<'s>(&'s self, other: &Said) -> HashSet<&'s str> {
        other.amounting_to(&self.scaled)
    }

    /// The same of its numbers in words.
    pub(super) fn worded_as<'s>(&'s self, other: &Said) -> HashSet<&'s str> {
        other.amounting_to(&self.worded)
    }

    /// The numbers in words that, with their units, equal one of `other` in another unit: `fjorton
    /// dagar` and `to uger`.
    pub(super) fn measured_as<'s>(&'s self, other: &Said) -> HashSet<&'s str> {
        let of_other: HashSet<&str> = other.worded.iter().map(|own| own.number.as_str()).collect();
        let same = other.amounting_to(&self.worded).into_iter();
        same.filter(|number| !of_other.contains(number)).collect()
    }

    /// The numbers of `amounts` that it has, in digits or in words.
    fn amounting_to<'s>(&self, amounts: &'s [Scaled]) -> HashSet<&'s str> {
        let all = self.scaled.iter().chain(&self.worded);
        let all: HashSet<Amount> = all.map(|scaled| scaled.amount).collect();
        let same = amounts.iter().filter(|scaled| all.contains(&scaled.amount));
        same.map(|scaled| scaled.number.as_str()).collect()
    }

    /// Whether one of its words is, or contains, the word for `number`.
    pub(super) fn names(&self, number: &str) -> bool {
        self.named.contains(number)
    }

    /// Whether it writes `number` with Roman letters: `Gustav III`.
    pub(super) fn has_roman(&self, number: &str) -> bool {
        self.romans.contains(number)
    }

    /// The fractions that `other` has too, in whatever notation: `3/4` and `75 %`.
    pub(super) fn fractions_as(&self, other: &Said) -> Vec<Fraction> {
        let shared = self.fractions.iter().filter(|own| {
            let as_number = || other.numbers.iter().any(|number| own.is(number));
            other.fractions.iter().any(|other| other.equals(**own)) || as_number()
        });
        shared.copied().collect()
    }

    /// Whether `number` is one of its fractions: `75` of `tre fjärdedelar`.
    pub(super) fn has_fraction(&self, number: &str) -> bool {
        self.fractions.iter().any(|fraction| fraction.is(number))
    }

    /// Whether `number` is the hour in a time with words, `halv 3`, that `other` has as `14.30`.
    pub(super) fn has_hour_of(&self, number: &str, other: &Said) -> bool {
        self.halves && other.hours.contains(number)
    }

    /// Whether it has a word for the hour `number` on a clock of twelve hours: `klockan fem` for 17.
    pub(super) fn has_hour(&self, number: &str) -> bool {
        let hour: Option<u8> = number.parse().ok();
        let hour = hour.filter(|hour| (13..24).contains(hour));
        self.clock && hour.is_some_and(|hour| self.has_word(&(hour - 12).to_string()))
    }

    /// Whether it has words for all parts of `number`: `åtta hundra sju`, `sextionio`, `niogtres`.
    pub(super) fn spells_out(&self, number: &str) -> bool {
        let value = number.parse().ok().filter(|value: &u32| *value > 20);
        let parts = value.and_then(below_million);
        parts.is_some_and(|parts| {
            let mut parts = parts.iter().map(u32::to_string);
            parts.all(|part| self.named.contains(part.as_str()))
        })
    }

    /// Whether it spells out the half or the quarter of `number`: `halvannan`, `halv tre`, `kvart
    /// över två`.
    pub(super) fn spells(&self, number: &str) -> bool {
        let Some((whole, part)) = number.split_once('.') else {
            return false;
        };
        let half = part == "5" && (matches!(whole, "0" | "1") || self.spelled.contains(whole));
        let hour = hour_in_words(number);
        self.halves && (half || hour.is_some_and(|hour| self.has_part(&hour)))
    }
}

/// The hour that a time is said with in words: 3 for `14.30` (`halv tre`), 8 for `8.15`.
fn hour_in_words(time: &str) -> Option<String> {
    let (hour, minutes) = time.split_once('.')?;
    let hour: u8 = hour.parse().ok().filter(|&hour| hour < 24)?;
    let hour = match minutes {
        "15" => hour,
        "30" | "45" => hour + 1,
        _ => return None,
    };
    Some(((hour + 11) % 12 + 1).to_string())
}

/// Whether `text` begins with one of `words`, after any of `between`.
fn begins_after(text: &str, between: &[char], words: &WordList) -> bool {
    let text = text.trim_start_matches(between);
    words.words().any(|word| text.starts_with(word))
}

/// Whether what comes after a number is a hyphen that stands for the ending of a later one.
fn has_hanging_hyphen(after: &str) -> bool {
    let rest = after.strip_prefix(['-', '–']);
    rest.is_some_and(|rest| rest.starts_with([',', ' ']))
}

/// Whether `number` is a century or a decade expressed in another way: `1800-talet` and
/// `19. århundrede`, `1980-talet` and `80'erne`.
pub(super) fn is_century(number: &str, own: &Said, other: &Said) -> bool {
    let Ok(value) = number.parse::<u64>() else {
        return false;
    };
    if own.decades.contains(number) {
        let is_decade = |short: &str, long: &Said| {
            let mut full = ["19", "20"]
                .iter()
                .map(|century| format!("{century}{short}"));
            short.ends_with('0') && full.any(|full| long.decades.contains(&full))
        };
        let short = number.get(2..).unwrap_or_default();
        match number.len() {
            2 if is_decade(number, other) => return true,
            4 if other.decades.contains(short) && is_decade(short, own) => return true,
            _ => {}
        }
    }
    if value % 100 == 0 && value >= 1000 {
        let nth = (value / 100 + 1).to_string();
        return own.centuries.contains(number) && other.counted && other.has(&nth);
    }
    let first = value.saturating_sub(1).saturating_mul(100).to_string();
    own.counted && other.centuries.contains(&first)
}
