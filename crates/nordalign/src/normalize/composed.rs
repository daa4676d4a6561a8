//! Text as readers see it.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// `text` in NFC and without the characters that nobody sees: soft hyphens, and those of no width.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unseen) && is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    let seen = text.chars().filter(|&c| !is_unseen(c));
    Cow::Owned(seen.nfc().collect())
}

fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_composed_across_what_nobody_sees() {
        assert_eq!(composed("fo\u{ad}\u{308}r\u{200b}skola"), "förskola");
        assert!(matches!(composed("förskola – år"), Cow::Borrowed(_)));
    }
}
