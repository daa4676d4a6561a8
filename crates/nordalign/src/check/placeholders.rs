//! Code spans, placeholders and shortcodes that differ.

use crate::check::compare::Difference;

/// What only one of two texts has, in the text or as a code span.
pub(super) fn difference(prose: [&str; 2], code: [&[&str]; 2]) -> Difference {
    let all = [0, 1].map(|side| {
        let mut all: Vec<String> = code[side].iter().map(|code| (*code).to_owned()).collect();
        all.extend(placeholders(prose[side]));
        all
    });
    let lacks = |has: usize| {
        let lacking = all[has].iter().filter(|item| !all[1 - has].contains(item));
        lacking.cloned().collect()
    };
    Difference {
        lacking: lacks(0),
        added: lacks(1),
    }
}

/// The placeholders in `text`: `{name}`, `{{ name }}`, `{{< shortcode >}}`, `%s`, `%(name)s`, `%1$s`, `$NAME`, `${name}`,
/// `[!INCLUDE[name](file)]`.
fn placeholders(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '%', '$', '[']) {
        let (before, from) = rest.split_at(at);
        let glued = before
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric);
        let length = match from.as_bytes()[0] {
            b'{' => braces(from),
            b'$' => variable(from),
            b'%' if !glued && !before.ends_with([' ', '\u{a0}', '\u{202f}'])
                || before.ends_with(' ')
                    && !before.trim_end().ends_with(|c: char| c.is_ascii_digit()) =>
            {
                format_code(from)
            }
            b'[' => include(from),
            _ => None,
        };
        let used = length.unwrap_or(1);
        if length.is_some() {
            found.push(name(&from[..used]));
        }
        rest = &from[used..];
    }
    found
}

/// Of a shortcode its name alone: what it is called with may be prose.
fn name(placeholder: &str) -> String {
    let inner = placeholder.trim_start_matches(['{', '<', '%']).trim_start();
    if placeholder.starts_with("{{<") || placeholder.starts_with("{{%") {
        let name = inner.split_whitespace().next().unwrap_or_default();
        return format!("{} {name}", &placeholder[..3]);
    }
    let words: Vec<&str> = placeholder.split_whitespace().collect();
    words.join(" ")
}

/// The length of what begins with a brace.
fn braces(text: &str) -> Option<usize> {
    if text.starts_with("{{") {
        return text.find("}}").map(|end| end + 2);
    }
    let end = text.find('}')?;
    let inner = &text[1..end];
    let named = |c: char| c.is_ascii_alphanumeric() || "._-:$".contains(c);
    (inner.chars().all(named) && inner.len() < 40).then_some(end + 1)
}

/// The length of `$NAME` or `${name}`.
fn variable(text: &str) -> Option<usize> {
    let inner = &text[1..];
    if inner.starts_with('{') {
        return braces(inner).map(|length| length + 1);
    }
    let length = inner
        .find(|c: char| !(c.is_ascii_uppercase() || c == '_' || c.is_ascii_digit()))
        .unwrap_or(inner.len());
    let letter = inner.starts_with(|c: char| c.is_ascii_uppercase() || c == '_');
    (letter && length > 1).then_some(length + 1)
}

/// The length of `%s`, `%1$s`, `%(name)s`.
fn format_code(text: &str) -> Option<usize> {
    let mut rest = &text[1..];
    if let Some(named) = rest.strip_prefix('(') {
        rest = &named[named.find(')')? + 1..];
    }
    rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '$' || c == '.');
    let ended = rest.starts_with(['s', 'd', 'i', 'f', 'x', '@'])
        && !rest[1..].starts_with(char::is_alphanumeric);
    ended.then_some(text.len() - rest.len() + 1)
}

/// The length of `[!INCLUDE[name](file)]`.
fn include(text: &str) -> Option<usize> {
    let head = text.get(..9)?;
    if !head.eq_ignore_ascii_case("[!INCLUDE") {
        return None;
    }
    text.find(")]").map(|end| end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_of_all_kinds_are_seen_and_prose_is_not() {
        let text = "Hej {namn}, du har %d brev och %(antal)s paket i $HOME eller ${RUNNER_TEMP}: {{< figur src=\"a.png\" >}}";
        let expected = [
            "{namn}",
            "%d",
            "%(antal)s",
            "$HOME",
            "${RUNNER_TEMP}",
            "{{< figur",
        ];
        assert_eq!(placeholders(text), expected);
        for text in [
            "Rabatten är 10 % såvida du betalar 5 $ före fredag.",
            "50% discount",
            "Se [sidan](a.md).",
            "{ en mängd, två }",
        ] {
            assert_eq!(placeholders(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_translated_placeholder_is_a_difference() {
        let found = difference(
            ["Hej {namn}!", "Hei {navn}!"],
            [&["npm test"], &["npm test"]],
        );
        assert_eq!(
            (found.lacking, found.added),
            (vec!["{namn}".to_owned()], vec!["{navn}".to_owned()])
        );
    }
}
