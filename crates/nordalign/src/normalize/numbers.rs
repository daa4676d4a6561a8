//! Numbers in one notation: `2 000`, `2.000` and `2000` are the same, and so are `3,5` and `3.5`.

/// The numbers of `text`, in order, as digits with a point before decimals.
///
/// A space, a point, a comma or an apostrophe before exactly three digits groups thousands; any
/// other point, comma or colon between digits divides (decimals, the time of day, dates, section
/// numbers) and becomes a point.
pub(crate) fn numbers(text: &str) -> Vec<String> {
    each_number(text).map(|(number, _)| number).collect()
}

/// The numbers of `text` as [`numbers`] gives them, each with the text after it.
pub(crate) fn each_number(text: &str) -> impl Iterator<Item = (String, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(|c: char| c.is_ascii_digit())?;
        let (value, used) = number(&rest[start..]);
        rest = &rest[start + used..];
        Some((value, rest))
    })
}

/// How far a number has been read.
#[derive(Clone, Copy, PartialEq)]
enum Read {
    /// Its first digits.
    Start,
    /// Groups of thousands, all with one separator.
    Groups(char),
    /// Decimals, minutes, or the parts of a date.
    Divided,
}

/// The number that `text` begins with, and how many bytes it takes up.
fn number(text: &str) -> (String, usize) {
    let mut used = digits(text);
    let mut value = text[..used].to_owned();
    let mut read = if used <= 3 {
        Read::Start
    } else {
        Read::Divided
    };
    while let Some(separator) = text[used..].chars().next() {
        let after = used + separator.len_utf8();
        let count = digits(&text[after..]);
        let groups = match read {
            Read::Start => count == 3 && is_grouping(separator),
            Read::Groups(before) => count == 3 && separator == before,
            Read::Divided => false,
        };
        if groups {
            read = Read::Groups(separator);
        } else if count > 0 && matches!(separator, '.' | ',' | ':') {
            read = Read::Divided;
            value.push('.');
        } else {
            break;
        }
        value.push_str(&text[after..after + count]);
        used = after + count;
    }
    (value, used)
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn is_grouping(separator: char) -> bool {
    matches!(
        separator,
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '.' | ',' | '\'' | '’'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        numbers(text)
    }

    #[test]
    fn notations_of_one_number_are_the_same() {
        for text in ["2 000 kr", "2.000 kr.", "2000 kr", "2\u{a0}000", "2,000"] {
            assert_eq!(values(text), ["2000"], "{text}");
        }
        assert_eq!(values("1 234 567,5 m"), values("1.234.567,5 m"));
        assert_eq!(values("3,5 procent"), values("3.5 prosent"));
        assert_eq!(values("kl. 14.00"), values("kl. 14:00"));
    }

    #[test]
    fn numbers_that_are_only_side_by_side_stay_separate() {
        assert_eq!(values("2023 300 deltagare"), ["2023", "300"]);
        assert_eq!(values("den 3. maj 2017"), ["3", "2017"]);
        assert_eq!(values("2,5 500"), ["2.5", "500"]);
        assert_eq!(values("§ 4, 17 och 21"), ["4", "17", "21"]);
    }
}
