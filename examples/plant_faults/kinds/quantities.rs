//! Numbers, dates, times, units and currencies that are others.

use nordalign::{BlockKind, Lang};

use crate::dice::Dice;
use crate::place::{Change, Place};
use crate::words::tokens;

pub fn number_in_prose(place: &Place, dice: &mut Dice) -> Option<Change> {
    (place.unit.kind != BlockKind::TableCell).then_some(())?;
    number(place, dice)
}

pub fn number_in_table(place: &Place, dice: &mut Dice) -> Option<Change> {
    (place.unit.kind == BlockKind::TableCell).then_some(())?;
    number(place, dice)
}

/// A number that stands once in a unit without addresses, made larger.
fn number(place: &Place, dice: &mut Dice) -> Option<Change> {
    let own = place.own();
    let numbers: Vec<_> = tokens(own)
        .into_iter()
        .filter(|range| {
            own[range.clone()]
                .parse()
                .is_ok_and(|number: u32| number > 1)
        })
        .collect();
    let range = numbers.get(dice.below(numbers.len()))?.clone();
    let word = &own[range.clone()];
    (own.matches(word).count() == 1 && !own.contains("](") && !own.contains("://")).then_some(())?;
    let number: u32 = word.parse().ok()?;
    let other = number.checked_add(1 + dice.below(8) as u32)?;
    Some(place.replace_part(range, &other.to_string()))
}

/// The words for the numbers from two on.
fn number_words(lang: Lang) -> [&'static str; 11] {
    match lang {
        Lang::Sv => [
            "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv",
        ],
        Lang::Da => [
            "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv",
        ],
        _ => [
            "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv",
        ],
    }
}

/// A number in words that the source has in words or digits.
pub fn number_word(place: &Place, dice: &mut Dice) -> Option<Change> {
    let (own, original) = (place.own(), place.original());
    let words = number_words(place.lang);
    let in_source = |number: usize| {
        let word = number_words(Lang::Sv)[number];
        let digits = (number + 2).to_string();
        tokens(original).into_iter().any(|range| {
            let token = original[range].to_lowercase();
            token == word || token == digits
        })
    };
    let mut found = tokens(own).into_iter().filter_map(|range| {
        let word = own[range.clone()].to_lowercase();
        let number = words.iter().position(|known| *known == word)?;
        in_source(number).then_some((range, number))
    });
    let (range, number) = found.next()?;
    let other = (number + 1 + dice.below(words.len() - 1)) % words.len();
    Some(place.replace_part(range, words[other]))
}

const MONTHS: [&str; 24] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

/// The day or the month of a date: `8. mars`, `8.3.2025`, `2025-03-08`.
pub fn date(place: &Place, dice: &mut Dice) -> Option<Change> {
    let own = place.own();
    let tokens = tokens(own);
    let month = tokens.iter().enumerate().skip(1).find_map(|(at, range)| {
        let word = own[range.clone()].to_lowercase();
        let day = tokens[at - 1].clone();
        let number: usize = own[day.clone()].parse().ok()?;
        (MONTHS.contains(&word.as_str()) && (1..=31).contains(&number))
            .then(|| (day, number, range.clone()))
    });
    if let Some((day, number, month)) = month {
        let first = if place.lang == Lang::Nb { 0 } else { 12 };
        return Some(match dice.below(2) {
            0 => place.replace_part(day, &(number % 28 + 1 + dice.below(3)).to_string()),
            _ => place.replace_part(month, MONTHS[first + dice.below(12)]),
        });
    }
    let numeric = tokens.into_iter().find(|range| {
        let token = &own[range.clone()];
        let parts: Vec<&str> = token.split(['.', '-']).collect();
        parts.len() == 3
            && parts
                .iter()
                .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
            && parts
                .iter()
                .any(|part| part.len() == 4 && part.starts_with("20"))
    })?;
    let token = &own[numeric.clone()];
    let separator = if token.contains('.') { "." } else { "-" };
    let mut parts: Vec<String> = token.split(separator).map(str::to_owned).collect();
    let at = dice.below(parts.len());
    let part = parts.get_mut(at)?;
    let number: usize = part.parse().ok()?;
    *part = format!("{:0width$}", number % 28 + 1, width = part.len());
    Some(place.replace_part(numeric, &parts.join(separator)))
}

const WEEKDAYS: [&str; 7] = [
    "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag",
];

pub fn weekday(place: &Place, dice: &mut Dice) -> Option<Change> {
    let own = place.own();
    let mut days = WEEKDAYS.iter().enumerate();
    let (number, day) = days.find(|(_, day)| own.contains(*day))?;
    let start = own.find(day)?;
    let other = WEEKDAYS[(number + 1 + dice.below(6)) % WEEKDAYS.len()];
    Some(place.replace_part(start..start + day.len(), other))
}

/// A time such as `14:30` or `kl. 14.30`.
pub fn time(place: &Place, dice: &mut Dice) -> Option<Change> {
    let own = place.own();
    let range = tokens(own).into_iter().find(|range| {
        let token = &own[range.clone()];
        let clock = own[..range.start]
            .trim_end_matches(['.', ' ', '\u{a0}'])
            .to_lowercase();
        let parts = token.split_once(':').or_else(|| token.split_once('.'));
        let is_clock = token.contains(':') || clock.ends_with("kl") || clock.ends_with("klokken");
        let number = |text: &str, most: u32| {
            text.len() <= 2 && text.parse().is_ok_and(|number: u32| number < most)
        };
        is_clock
            && parts.is_some_and(|(hours, minutes)| {
                number(hours, 24) && number(minutes, 60) && minutes.len() == 2
            })
    })?;
    let token = &own[range.clone()];
    let separator = if token.contains(':') { ":" } else { "." };
    let (hours, minutes) = token.split_once(separator)?;
    let (hours, minutes): (usize, usize) = (hours.parse().ok()?, minutes.parse().ok()?);
    let other = match dice.below(2) {
        0 => format!(
            "{:02}{separator}{minutes:02}",
            (hours + 1 + dice.below(10)) % 24
        ),
        _ => format!(
            "{hours:02}{separator}{:02}",
            (minutes + 5 * (1 + dice.below(10))) % 60
        ),
    };
    Some(place.replace_part(range, &other))
}

const UNITS: [[&str; 2]; 18] = [
    ["km", "m"],
    ["m", "km"],
    ["cm", "mm"],
    ["mm", "cm"],
    ["kg", "g"],
    ["GB", "MB"],
    ["MB", "kB"],
    ["TB", "GB"],
    ["minutter", "timer"],
    ["minutter", "sekunder"],
    ["timer", "minutter"],
    ["dager", "timer"],
    ["dage", "timer"],
    ["mA", "A"],
    ["A", "mA"],
    ["V", "mV"],
    ["W", "kW"],
    ["MHz", "kHz"],
];

const CURRENCIES: [[&str; 2]; 9] = [
    ["kroner", "dollar"],
    ["kr", "euro"],
    ["€", "$"],
    ["$", "€"],
    ["SEK", "EUR"],
    ["NOK", "USD"],
    ["DKK", "EUR"],
    ["USD", "EUR"],
    ["EUR", "USD"],
];

pub fn unit(place: &Place, dice: &mut Dice) -> Option<Change> {
    beside_number(place, dice, &UNITS)
}

pub fn currency(place: &Place, dice: &mut Dice) -> Option<Change> {
    beside_number(place, dice, &CURRENCIES)
}

/// What stands before or after a number, exchanged for its partner in `pairs`.
fn beside_number(place: &Place, dice: &mut Dice, pairs: &[[&str; 2]]) -> Option<Change> {
    let own = place.own();
    let first = dice.below(pairs.len());
    let mut pairs = pairs[first..].iter().chain(&pairs[..first]);
    let space = [' ', '\u{a0}', '\u{202f}'];
    pairs.find_map(|[from, to]| {
        let mut found = own.match_indices(from);
        found.find_map(|(at, _)| {
            let (before, after) = (&own[..at], &own[at + from.len()..]);
            let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let after_number = is_digit(before.trim_end_matches(space).chars().next_back());
            let before_number = is_digit(after.trim_start_matches(space).chars().next());
            let is_word = from.contains(char::is_alphabetic);
            let glued =
                before.ends_with(char::is_alphabetic) || after.starts_with(char::is_alphabetic);
            let stands = if is_word {
                !glued && after_number
            } else {
                after_number || before_number
            };
            stands.then(|| place.replace_part(at..at + from.len(), to))
        })
    })
}
