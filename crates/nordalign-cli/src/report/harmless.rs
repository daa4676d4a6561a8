//! Text from a file, made safe to show on a terminal.

/// `text` without anything that steers a terminal: tabs and line breaks become spaces, control characters, escape
/// sequences' beginnings and marks that reverse the reading direction become U+FFFD, soft hyphens go.
pub(crate) fn harmless(text: &str) -> String {
    text.chars().filter_map(shown).collect()
}

fn shown(c: char) -> Option<char> {
    match c {
        '\u{ad}' => None,
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some('\u{fffd}'),
        c if c.is_control() => Some('\u{fffd}'),
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        let text = "röd \u{1b}[31m\u{9b}1m\u{7}\u{202e}\tså\u{ad}här\u{a0}";
        let expected = "röd \u{fffd}[31m\u{fffd}1m\u{fffd}\u{fffd} såhär\u{a0}";
        assert_eq!(harmless(text), expected);
    }
}
