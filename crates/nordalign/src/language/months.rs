//! The months, and the days of the week.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::number_words::by_word;
use super::word_list::LONGEST;

static MONTHS: LazyLock<BTreeMap<&str, &str>> =
    LazyLock::new(|| by_word(include_str!("data/months.txt")));

/// The number of the month that `word` names, in any language and case: `8` for `Aug`.
pub(crate) fn month(word: &str) -> Option<&'static str> {
    if word.len() > LONGEST {
        return None;
    }
    MONTHS.get(word.to_lowercase().as_str()).copied()
}

static WEEKDAYS: LazyLock<BTreeMap<&str, &str>> =
    LazyLock::new(|| by_word(include_str!("data/weekdays.txt")));

/// The number of the day of the week that `word` is about, in any language and case: `6` for
/// `lørdager`.
pub(crate) fn weekday(word: &str) -> Option<&'static str> {
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    let mut days = WEEKDAYS.iter();
    let day = days.find(|(day, _)| word.starts_with(**day));
    day.map(|(_, number)| *number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_known_in_each_language_and_in_any_case() {
        for word in ["Mars", "marts", "MAR"] {
            assert_eq!(month(word), Some("3"), "{word}");
        }
        assert_eq!(month("måndag"), None);
    }

    #[test]
    fn a_day_is_known_in_each_language_and_in_any_form() {
        for word in ["Lördagar", "lørdagskvelden", "LØRDAG"] {
            assert_eq!(weekday(word), Some("6"), "{word}");
        }
        assert_eq!(weekday("dagar"), None);
    }
}
