//! Makes text from files, and file names, safe to show on a terminal and in the log of a CI.

/// `text`, from a file or a file name, on one line and safe to show on a terminal and in the log of
/// a CI.
///
/// Nothing in it controls a terminal or a CI, or is invisible: tabs and line breaks become spaces;
/// control characters, the starts of escape sequences, direction marks and zero-width marks become
/// U+FFFD; soft hyphens are removed; and a space breaks up what GitHub and Azure take for a
/// command, `::name::` and `##[name]`.
///
/// ```
/// use nordalign::write::harmless;
/// assert_eq!(harmless("a\n::add-mask::x\u{1b}[1m"), "a ::add-mask::x\u{fffd}[1m");
/// ```
pub fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ZERO_WIDTH_JOINER if is_picture(shown.chars().next_back()) => {
                let joins = is_picture(chars.peek().copied());
                shown.push(if joins { c } else { UNSHOWN });
            }
            c => shown.extend(seen(c)),
        }
    }
    without_commands(&shown)
}

/// Replaces what is not shown.
pub(crate) const UNSHOWN: char = '\u{fffd}';

/// Joins several emoji into one, such as people into a family.
const ZERO_WIDTH_JOINER: char = '\u{200d}';

fn is_picture(c: Option<char>) -> bool {
    c.is_some_and(|c| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}'))
}

/// How a character is shown, if at all.
pub(crate) fn seen(c: char) -> Option<char> {
    match c {
        '\u{ad}' => None,
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        // Direction marks, zero-width characters, and tag characters.
        '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => Some(UNSHOWN),
        '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => Some(UNSHOWN),
        '\u{e0000}'..='\u{e007f}' => Some(UNSHOWN),
        c if c.is_control() => Some(UNSHOWN),
        c => Some(c),
    }
}

/// Breaks up the signs that begin a command: `::` at the beginning of `text`, and `##[` and
/// `##vso[` anywhere.
fn without_commands(text: &str) -> String {
    let start = text.len() - text.trim_start().len();
    let (space, rest) = text.split_at(start);
    let mut parted = space.to_owned();
    let rest = match rest.strip_prefix("::") {
        Some(rest) => {
            parted.push_str(": :");
            rest
        }
        None => rest,
    };
    for (at, c) in rest.char_indices() {
        parted.push(c);
        let after = rest.get(at..).and_then(|text| text.strip_prefix("##"));
        let name = |c: char| c.is_ascii_alphabetic();
        if after.is_some_and(|text| text.trim_start_matches(name).starts_with('[')) {
            parted.push(' ');
        }
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_controls_a_terminal_is_left() {
        let text = "röd \u{1b}[31m\u{9b}1m\u{7}\u{7f}\u{202e}\u{2066}\u{85}\tså\u{ad}här\u{a0}";
        let expected = "röd \u{fffd}[31m\u{fffd}1m\u{fffd}\u{fffd}\u{fffd}\u{fffd}  såhär\u{a0}";
        assert_eq!(harmless(text), expected);
    }

    #[test]
    fn invisible_characters_are_shown_and_emoji_stay_whole() {
        assert_eq!(
            harmless("a\u{200b}\u{feff}b\u{200d}c"),
            "a\u{fffd}\u{fffd}b\u{fffd}c"
        );
        let family = "👩\u{200d}👩\u{200d}👧 ❤\u{fe0f}\u{200d}🔥";
        assert_eq!(harmless(family), family);
    }

    #[test]
    fn no_line_is_a_command_of_a_ci() {
        for (text, shown) in [
            ("::add-mask::x.md", ": :add-mask::x.md"),
            (" \t::error::x", "  : :error::x"),
            ("a\n::add-mask::x", "a ::add-mask::x"),
            ("a ##[group]b", "a # #[group]b"),
            ("###[endgroup]", "## #[endgroup]"),
            ("##vso[task.setvariable]", "# #vso[task.setvariable]"),
            ("std::fs ## Rubrik ##", "std::fs ## Rubrik ##"),
        ] {
            let once = harmless(text);
            assert_eq!(once, shown);
            assert_eq!(harmless(&once), once);
        }
    }
}
