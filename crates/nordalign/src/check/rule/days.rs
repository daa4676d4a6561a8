//! Days of the week, and months without a number, that differ.

use unicode_segmentation::UnicodeSegmentation;

use crate::check::difference::{Difference, beyond};
use crate::check::evidence::Evidence;
use crate::check::pair::Compared;
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::language::{NUMBER_WORDS, month, weekday};
use crate::normalize::numbers as numbers_of;

pub(super) const RULE: Definition = Definition {
    id: "days",
    severity: Severity::Warning,
    summary: "Days of the week or months in the translation differ from those of the source.",
    remedy: "Correct the day or month on the side that is wrong.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let compare =
        |compared: &Compared| difference([&compared.source.prose, &compared.target.prose]);
    let remarks = evidence.on_differences(compare, |_, found| {
        // One side may say it in other words: `i dag`, `på vardagar`.
        let differ = found.is_on_both_sides();
        differ.then(|| found.message("days or months")).flatten()
    });
    remarks.collect()
}

fn difference(prose: [&str; 2]) -> Difference {
    let weekdays = lacking(prose.map(weekdays));
    if weekdays.is_on_both_sides() {
        return weekdays;
    }
    let numbers = prose.map(numbers_of);
    let found = prose.map(months);
    // A month beside a number is part of a date, which is compared as such.
    let is_date = found.iter().flatten().any(|(_, dated)| *dated);
    if is_date || numbers.iter().flatten().any(|number| is_month(number)) {
        return Difference::default();
    }
    lacking(found.map(|months| months.into_iter().map(|(said, _)| said).collect()))
}

/// Whether `number` may stand for a month.
fn is_month(number: &str) -> bool {
    let whole = number.split('.').next().unwrap_or_default();
    number.contains('.')
        || whole
            .parse()
            .is_ok_and(|number: u32| (1..=12).contains(&number))
}

/// A number, and the word that says it.
type SaidNumber<'a> = (&'static str, &'a str);

/// What each of two texts says more often than the other.
fn lacking(said: [Vec<SaidNumber>; 2]) -> Difference {
    let lacks = |has: usize| {
        let own = beyond(&said[has], &said[1 - has], |(number, _)| *number);
        own.map(|(_, word)| (*word).to_owned()).collect()
    };
    Difference {
        lacking: lacks(0),
        added: lacks(1),
    }
}

fn weekdays(text: &str) -> Vec<SaidNumber<'_>> {
    let words = text.unicode_words();
    words
        .filter_map(|word| Some((weekday(word)?, word)))
        .collect()
}

/// The months that are written out in full in `text`, and whether a number is beside each.
fn months(text: &str) -> Vec<(SaidNumber<'_>, bool)> {
    let words: Vec<&str> = text.unicode_words().collect();
    let is_number = |at: Option<usize>| {
        let word = at.and_then(|at| words.get(at));
        word.is_some_and(|word| {
            let lower = word.to_lowercase();
            word.starts_with(|c: char| c.is_ascii_digit())
                || NUMBER_WORDS.contains_key(lower.as_str()) && month(word).is_none()
        })
    };
    let months = words.iter().enumerate().filter_map(|(at, word)| {
        let name = match month(word) {
            Some(_) => word,
            None => word.strip_suffix('s')?,
        };
        let number = month(name).filter(|_| is_full(name))?;
        Some((
            (number, *word),
            is_number(at.checked_sub(1)) || is_number(Some(at + 1)),
        ))
    });
    months.collect()
}

/// Abbreviations are often other words: `des`, `mar`, `sep`.
fn is_full(month: &str) -> bool {
    month.chars().count() > 3 || matches!(month.to_lowercase().as_str(), "maj" | "mai")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ(source: &str, target: &str) -> bool {
        difference([source, target]).is_on_both_sides()
    }

    #[test]
    fn another_day_or_month_is_found() {
        for (source, target) in [
            (
                "Sopbilen kommer på torsdagar.",
                "Søppelbilen kommer på fredager.",
            ),
            ("Vi ses på lördag.", "Vi ses på søndag."),
            (
                "Varje måndag, eller varannan måndag",
                "Hver tirsdag, eller hver anden mandag",
            ),
            (
                "Måndag–fredag är det öppet.",
                "Tirsdag–fredag er det åbent.",
            ),
            ("Båten går från april.", "Båten går fra mai."),
            ("I mars är det skidor.", "I januar er det ski."),
            (
                "Junis hyra betalas i juli.",
                "Leien for juni betales i august.",
            ),
        ] {
            assert!(differ(source, target), "{source} {target}");
        }
    }

    #[test]
    fn the_same_days_in_other_words_are_not() {
        for (source, target) in [
            ("Måndagen den 3 maj", "Mandag 3. mai"),
            ("Vardagar kl. 9–17", "Mandag til fredag kl. 9–17"),
            ("Måndag till fredag", "På hverdager"),
            ("Öppet på lördagskvällen", "Åpent lørdag kveld"),
            ("I september och oktober", "I september-oktober"),
            ("Den 5 maj", "Den 5. juni"),
            ("Maj månad", "Mai måned"),
            ("Mars är en planet.", "Mars er en planet."),
            ("Från mars", "Fra 3. måned, altså marts"),
        ] {
            assert!(!differ(source, target), "{source} {target}");
        }
    }
}
