//! What stands after an ordinal in digits.

use super::{ORDINAL_NOUNS, month};

/// Whether a number with a point before `text` is an ordinal, not the marker of a list item: `6.`
/// before `juni`, `2.` before `verdenskrig`.
pub(crate) fn follows_ordinal(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic());
    words.next().is_some_and(|word| {
        let noun = || ORDINAL_NOUNS.words().any(|noun| word.starts_with(noun));
        word.starts_with(char::is_lowercase) && (month(word).is_some() || noun())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinal_stands_before_months_and_nouns_that_are_counted() {
        for text in [
            "juni åbner vi",
            "verdenskrig",
            "klassetrinn får fri",
            "okt. 2024",
        ] {
            assert!(follows_ordinal(text), "{text}");
        }
        for text in ["Juni", "åbn døren", "", "klask på knappen"] {
            assert!(!follows_ordinal(text), "{text}");
        }
    }
}
