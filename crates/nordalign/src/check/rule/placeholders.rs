//! Code spans, placeholders and shortcodes that differ.

use std::collections::HashSet;

use crate::check::difference::Difference;
use crate::check::evidence::Evidence;
use crate::check::pair::Compared;
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::rule::example::is_same_example;
use crate::check::rule::localised::is_localised;
use crate::check::rule::prose::is_same_prose;
use crate::check::severity::Severity;
use crate::check::text::single_spaced;

pub(super) const RULE: Definition = Definition {
    id: "placeholders",
    severity: Severity::Error,
    summary: "Code, placeholders or shortcodes in the translation differ from those of the source.",
    remedy: "Put them into the translation as they are in the source.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let compare = |Compared { source, target, .. }: &Compared| {
        difference(
            [&source.prose, &target.prose],
            [&source.code, &target.code],
            [&source.raw, &target.raw],
        )
    };
    let say = |_: &Compared, found: Difference| found.message("code or placeholders");
    evidence.on_differences(compare, say).collect()
}

/// HTML elements that are part of the content, not of the layout.
const ELEMENTS: [&str; 8] = [
    "audio", "embed", "iframe", "img", "input", "kbd", "object", "video",
];

/// What only one of two texts has: placeholders, code spans or HTML elements.
fn difference(prose: [&str; 2], code: [&[&str]; 2], raw: [&str; 2]) -> Difference {
    let mut all = [0, 1].map(|side| {
        let mut all: Vec<String> = code[side].iter().map(|code| single_spaced(code)).collect();
        all.extend(placeholders(prose[side]));
        all.extend(elements(raw[side]));
        all
    });
    leave_out_labels(&mut all);
    let own = |side: usize| {
        let known: HashSet<&String> = all[1 - side].iter().collect();
        let own = all[side].iter().filter(|item| !known.contains(item));
        own.cloned().collect::<Vec<String>>()
    };
    let mut difference = Difference {
        lacking: own(0),
        added: own(1),
    };
    if difference.is_short() {
        let [source, target] = prose;
        difference.lacking.retain(|item| !stands_in(target, item));
        difference.added.retain(|item| !stands_in(source, item));
        difference.leave_out(|own, other| is_translation([own, other], code));
    }
    difference
}

/// Whether `code` stands in `text` as it is: in quotation marks, say, instead of code font.
fn stands_in(text: &str, code: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut found = text.match_indices(code);
    found.any(|(at, _)| {
        let (before, from) = text.split_at(at);
        let after = from.get(code.len()..).unwrap_or_default();
        !is_part(before.chars().next_back()) && !is_part(after.chars().next())
    })
}

/// Whether a code span or a placeholder of the translation is that of the source in another
/// language, as it may be.
fn is_translation(items: [&String; 2], spans: [&[&str]; 2]) -> bool {
    let [own, other] = items;
    let in_span = |side: usize| {
        spans[side]
            .iter()
            .any(|span| single_spaced(span) == *items[side])
    };
    match [in_span(0), in_span(1)] {
        [true, true] => {
            is_localised(own, other) || is_same_example(own, other) || is_same_prose(own, other)
        }
        [false, false] => {
            items.iter().all(|item| item.starts_with('{'))
                && (items.iter().any(|item| is_for_readers(item)) || is_same_example(own, other))
        }
        _ => false,
    }
}

/// Whether a name in braces is a description of what to put there, as programs have no such names.
fn is_for_readers(placeholder: &str) -> bool {
    placeholder.contains(|c: char| c == ' ' || !c.is_ascii())
}

/// The HTML elements in `raw`, without their attributes: addresses are compared elsewhere, and the
/// rest may be prose.
fn elements(raw: &str) -> Vec<String> {
    let tags = raw.split('<').skip(1).filter_map(|tag| {
        let name: String = tag
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let name = name.to_lowercase();
        ELEMENTS
            .contains(&name.as_str())
            .then(|| format!("<{name}>"))
    });
    tags.collect()
}

/// Leaves out code that is a label in a user interface on one side, and another label on the other:
/// it is translated with the program.
fn leave_out_labels(all: &mut [Vec<String>; 2]) {
    let known = all.each_ref().map(|all| all.iter().collect::<HashSet<_>>());
    let labels = [0, 1].map(|side: usize| -> Vec<String> {
        let own = all[side].iter();
        own.filter(|code| is_label(code) && !known[1 - side].contains(code))
            .cloned()
            .collect()
    });
    let pairs = labels[0].len().min(labels[1].len());
    for (codes, labels) in all.iter_mut().zip(&labels) {
        let paired: HashSet<&String> = labels.iter().take(pairs).collect();
        codes.retain(|code| !paired.contains(code));
    }
}

/// Whether `code` reads as words: it begins with a capital, or is several words, and has no signs
/// that only code has.
fn is_label(code: &str) -> bool {
    let wordlike = |c: char| c.is_alphabetic() || " >,…’'-–:".contains(c);
    let begins_big = code.starts_with(char::is_uppercase);
    let is_name = |word: &str| word.chars().skip(1).any(char::is_uppercase);
    code.chars().all(wordlike)
        && (begins_big || code.contains(|c: char| c.is_alphabetic() && !c.is_ascii()))
        && !code
            .split(' ')
            .any(|word| is_name(word) || word.starts_with('-'))
}

/// The placeholders in `text`: `{name}`, `{{ name }}`, `{{< shortcode >}}`, `%s`, `%(name)s`,
/// `%1$s`, `$NAME`, `${name}`, `[!INCLUDE[name](file)]`.
fn placeholders(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let ends = Ends::of(text);
    let mut rest = text;
    while let Some(at) = rest.find(['{', '%', '$', '[']) {
        let (before, from) = rest.split_at(at);
        let glued = before
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric);
        let length = match from.as_bytes()[0] {
            b'{' => braces(from, &ends),
            b'$' => variable(from, &ends),
            b'%' if !glued && !before.ends_with([' ', '\u{a0}', '\u{202f}'])
                || before.ends_with(' ')
                    && !before.trim_end().ends_with(|c: char| c.is_ascii_digit()) =>
            {
                format_code(from)
            }
            b'[' => include(from, &ends),
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

/// How much of a text is left at the last marks that end a placeholder; a shorter rest need not be
/// searched.
struct Ends {
    /// `}}`
    shortcode: usize,
    /// `)]`
    include: usize,
}

impl Ends {
    fn of(text: &str) -> Self {
        let left = |mark| text.rfind(mark).map_or(usize::MAX, |at| text.len() - at);
        Ends {
            shortcode: left("}}"),
            include: left(")]"),
        }
    }
}

/// The limit on the length of a name in a placeholder.
const NAME: usize = 40;

/// The bytes before `end` in `text`, if `end` is where a name may end.
fn name_before(text: &str, end: u8) -> Option<usize> {
    text.bytes().take(NAME).position(|byte| byte == end)
}

/// Keeps only the name of a shortcode: its arguments may be prose.
fn name(placeholder: &str) -> String {
    let inner = placeholder.trim_start_matches(['{', '<', '%']).trim_start();
    if placeholder.starts_with("{{<") || placeholder.starts_with("{{%") {
        let name = inner.split_whitespace().next().unwrap_or_default();
        return format!("{} {name}", &placeholder[..3]);
    }
    if inner.trim_end_matches('}').trim_end().is_empty() {
        return "{}".to_owned();
    }
    single_spaced(placeholder)
}

/// The length of a placeholder that begins with a brace.
fn braces(text: &str, ends: &Ends) -> Option<usize> {
    if text.starts_with("{{") {
        let ended = text.len() >= ends.shortcode;
        return ended.then(|| text.find("}}")).flatten().map(|end| end + 2);
    }
    let inner = &text[1..];
    let length = name_before(inner, b'}')?;
    let name = &inner[..length];
    let named = |c: char| c.is_alphanumeric() || "._-:$".contains(c);
    let words = || {
        name.split(' ')
            .all(|word| !word.is_empty() && word.chars().all(named))
    };
    let is_name = name.trim().is_empty() || name.split(' ').count() <= MOST_WORDS && words();
    is_name.then_some(length + 2)
}

/// More words in braces are prose.
const MOST_WORDS: usize = 3;

/// The length of `$NAME` or `${name}`.
fn variable(text: &str, ends: &Ends) -> Option<usize> {
    let inner = &text[1..];
    if inner.starts_with('{') {
        return braces(inner, ends).map(|length| length + 1);
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
        rest = &named[name_before(named, b')')? + 1..];
    }
    rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '$' || c == '.');
    let ended = rest.starts_with(['s', 'd', 'i', 'f', 'x', '@'])
        && !rest[1..].starts_with(char::is_alphanumeric);
    ended.then_some(text.len() - rest.len() + 1)
}

/// The length of `[!INCLUDE[name](file)]`.
fn include(text: &str, ends: &Ends) -> Option<usize> {
    let head = text.get(..9)?;
    if !head.eq_ignore_ascii_case("[!INCLUDE") || text.len() < ends.include {
        return None;
    }
    text.find(")]").map(|end| end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_of_all_kinds_are_found_and_prose_is_not() {
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
    fn a_translated_placeholder_is_reported() {
        let found = difference(
            ["Hej {namn}!", "Hei {navn}!"],
            [&["npm test"], &["npm test"]],
            ["", ""],
        );
        assert_eq!(
            (found.lacking, found.added),
            (vec!["{namn}".to_owned()], vec!["{navn}".to_owned()])
        );
    }
    #[test]
    fn labels_in_code_may_be_translated_and_other_code_may_not() {
        let same = |a: &str, b: &str| {
            difference(["", ""], [&[a], &[b]], ["", ""]) == Difference::default()
        };
        assert!(same("Arkiv > Spara som", "Fil > Lagre som"));
        assert!(same("Lägg till", "Legg til"));
        for (a, b) in [
            ("npm test", "npm install"),
            ("count", "antall"),
            ("MaxAntal", "MaksAntall"),
            ("Spara", "lagre_som"),
            ("PATH", "STI"),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn order_does_not_matter() {
        let found = difference(
            ["%d av {total}", "{total}, hvorav %d"],
            [&["a", "b"], &["b", "a"]],
            ["", ""],
        );
        assert_eq!(found, Difference::default());
    }

    #[test]
    fn a_key_or_an_image_that_is_left_out_is_reported() {
        let found = difference(
            ["Tryck på Enter.", "Trykk på Enter."],
            [&[], &[]],
            ["Tryck på <kbd>Enter</kbd>.", "Trykk på <b>Enter</b>."],
        );
        assert_eq!(found.lacking, ["<kbd>"]);
    }
}
