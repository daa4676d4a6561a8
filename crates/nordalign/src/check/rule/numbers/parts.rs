//! What numbers are put together from.

/// `number` without trailing zeros, if it is a decimal.
pub(super) fn decimal(number: &str) -> &str {
    match number.matches('.').count() {
        1 => number.trim_end_matches('0').trim_end_matches('.'),
        _ => number,
    }
}

/// The parts of all `numbers`, in rising order: a date is the same in any order, and with any
/// separator.
pub(super) fn parts(numbers: &[String]) -> Vec<&str> {
    let mut parts: Vec<&str> = numbers.iter().flat_map(|number| parts_of(number)).collect();
    parts.sort_unstable();
    parts
}

/// `8` and `3` of `08.3`; trailing zeros (`15.00`) are left out.
pub(super) fn parts_of(number: &str) -> impl Iterator<Item = &str> {
    let parts = number.split('.').enumerate();
    parts
        .map(|(i, part)| (i, part.trim_start_matches('0')))
        .filter(|(i, part)| *i == 0 || !part.is_empty())
        .map(|(_, part)| if part.is_empty() { "0" } else { part })
}

/// `number` times ten, and divided by ten.
pub(super) fn tenfold(number: &str) -> [String; 2] {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let (first, rest) = part.split_at(part.len().min(1));
    let ten = if first.is_empty() { "0" } else { first };
    let times = format!("{whole}{ten}.{rest}");
    let (whole, last) = whole.split_at(whole.len().saturating_sub(1));
    let whole = if whole.is_empty() { "0" } else { whole };
    let tenth = format!("{whole}.{last}{part}");
    [times, tenth].map(|number| decimal(&number).to_owned())
}
