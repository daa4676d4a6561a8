//! Roman numbers.

/// The value of a Roman number up to 39, in either case.
pub(crate) fn roman(word: &str) -> Option<u16> {
    let digit = |c: char| match c.to_ascii_lowercase() {
        'i' => Some(1u16),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let digits: Vec<u16> = word.chars().map(digit).collect::<Option<_>>()?;
    let mut value = 0;
    for (i, &d) in digits.iter().enumerate() {
        match digits.get(i + 1) {
            Some(&next) if next > d => value -= i32::from(d),
            _ => value += i32::from(d),
        }
    }
    u16::try_from(value)
        .ok()
        .filter(|&value| spelled_roman(value) == word.to_ascii_lowercase())
}

fn spelled_roman(value: u16) -> String {
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = "x".repeat(usize::from(value / 10).min(3));
    tens + ones.get(usize::from(value % 10)).copied().unwrap_or("")
}
