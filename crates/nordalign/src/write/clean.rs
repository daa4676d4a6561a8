//! Cleans text for a translation memory.

use unicode_normalization::UnicodeNormalization;

/// `text` as it is written to a translation memory: in NFC, without soft hyphens and characters
/// that XML forbids, with every run of white space as one space, and none at the ends.
///
/// No-break spaces (U+00A0 and U+202F) are kept inside the text: an author put them there.
///
/// ```
/// use nordalign::write::clean;
/// assert_eq!(clean(" Møtet er\n  kl.\u{a0}14. "), "Møtet er kl.\u{a0}14.");
/// assert_eq!(clean("A\u{30a}r\u{ad}s\u{1}möte"), "Årsmöte");
/// ```
pub fn clean(text: &str) -> String {
    clean_counting(text).0
}

/// The cleaned text, and how many characters were removed because XML forbids them.
pub(crate) fn clean_counting(text: &str) -> (String, usize) {
    let mut removed = 0;
    let kept = text.chars().filter_map(|c| {
        removed += usize::from(!is_xml_char(c));
        // White space that XML forbids (a form feed) still separates words.
        match c {
            '\u{ad}' => None,
            c if is_xml_char(c) => Some(c),
            c if c.is_whitespace() => Some(' '),
            _ => None,
        }
    });
    let mut clean = String::with_capacity(text.len());
    for c in kept.nfc() {
        if !collapses(c) {
            clean.push(c);
        } else if !clean.ends_with(' ') {
            clean.push(' ');
        }
    }
    (clean.trim().to_owned(), removed)
}

fn collapses(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')
}

/// Whether XML 1.0 allows the character in a document; Rust's `char` already excludes surrogates.
fn is_xml_char(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_collapses_but_no_break_spaces_stay() {
        let (text, removed) = clean_counting("\u{a0}\t12\u{202f}000  kr\u{2028}i\u{a0}år\r\n");
        assert_eq!(text, "12\u{202f}000 kr i\u{a0}år");
        assert_eq!(removed, 0);
    }

    #[test]
    fn forbidden_characters_are_counted_and_a_form_feed_separates_words() {
        let (text, removed) = clean_counting("sida\u{c}ett\0\u{b}två\u{ffff}\u{1f4d6}");
        assert_eq!(text, "sida ett två\u{1f4d6}");
        assert_eq!(removed, 4);
    }

    #[test]
    fn letters_separated_by_a_removed_character_are_still_composed() {
        assert_eq!(clean("a\u{ad}\u{30a}"), "å");
    }

    #[test]
    fn clean_text_stays_unchanged() {
        for text in ["", "Ett ord", "Æ\u{a0}ø å"] {
            assert_eq!(clean(text), text);
        }
    }
}
