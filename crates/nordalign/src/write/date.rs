//! A point in time, as TMX writes it.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind};

/// A point in time, to the second and in UTC, as TMX writes it: `20260517T080000Z`.
///
/// ```
/// use nordalign::write::Date;
/// let date: Date = "2026-05-17T08:00:00Z".parse()?;
/// assert_eq!(date.to_string(), "20260517T080000Z");
/// assert_eq!("2026-05-17".parse::<Date>()?.to_string(), "20260517T000000Z");
/// assert_eq!(Date::from_unix(86_399).to_string(), "19700101T235959Z");
/// # Ok::<(), nordalign::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year, month, day, hour, minute, second.
    fields: [u64; 6],
}

impl Date {
    /// The date `seconds` after the beginning of 1970 (SOURCE_DATE_EPOCH is such a number); at most
    /// the end of the year 9999.
    pub fn from_unix(seconds: u64) -> Self {
        let seconds = seconds.min(253_402_300_799);
        let (mut days, second) = (seconds / 86_400, seconds % 86_400);
        let mut year = 1970;
        while days >= days_in_year(year) {
            days -= days_in_year(year);
            year += 1;
        }
        let mut month = 1;
        while days >= days_in_month(year, month) {
            days -= days_in_month(year, month);
            month += 1;
        }
        Date {
            fields: [
                year,
                month,
                days + 1,
                second / 3600,
                second / 60 % 60,
                second % 60,
            ],
        }
    }

    fn is_real(self) -> bool {
        let [_, month, day, hour, minute, second] = self.fields;
        (1..=12).contains(&month)
            && (1..=days_in_month(self.fields[0], month)).contains(&day)
            && hour < 24
            && minute < 60
            && second < 60
    }
}

fn days_in_year(year: u64) -> u64 {
    if is_leap(year) { 366 } else { 365 }
}

fn days_in_month(year: u64, month: u64) -> u64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [year, month, day, hour, minute, second] = self.fields;
        write!(
            f,
            "{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z"
        )
    }
}

impl FromStr for Date {
    type Err = Error;

    /// Reads `2026-05-17`, `2026-05-17T08:00:00Z` or `20260517T080000Z`.
    fn from_str(text: &str) -> Result<Self, Error> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let shape: String = text
            .chars()
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect();
        let shapes = ["0000-00-00", "0000-00-00T00:00:00Z", "00000000T000000Z"];
        let part = |from: usize, to: usize| {
            digits
                .get(from..to)
                .and_then(|part| part.parse().ok())
                .unwrap_or(0)
        };
        let fields = [(0, 4), (4, 6), (6, 8), (8, 10), (10, 12), (12, 14)].map(|(a, b)| part(a, b));
        let date = Date { fields };
        if shapes.contains(&shape.as_str()) && date.is_real() {
            return Ok(date);
        }
        let message =
            format!("`{text}` is not a date in UTC such as 2026-05-17 or 2026-05-17T08:00:00Z");
        Err(Error::new(ErrorKind::Invalid, message))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_real_days() {
        assert_eq!(
            Date::from_unix(1_709_210_096).to_string(),
            "20240229T123456Z"
        );
        assert_eq!(Date::from_unix(u64::MAX).to_string(), "99991231T235959Z");
        assert_eq!(
            "20240229T123456Z".parse::<Date>().unwrap(),
            Date::from_unix(1_709_210_096)
        );
        for text in [
            "2026-02-29",
            "2026-13-01",
            "2026-1-1",
            "17.05.2026",
            "",
            "2026-05-17T24:00:00Z",
            "２０２６-05-17",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
