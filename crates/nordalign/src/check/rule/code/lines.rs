//! Which lines of two listings differ.

use crate::check::difference::beyond;
use crate::check::rule::example::is_same_example;
use crate::check::rule::localised::{is_localised, is_scandinavian, own_words};
use crate::language::CODES_IN_ADDRESSES;
use crate::span::Span;

/// A line of code.
pub(super) struct CodeLine<'a> {
    pub(super) text: &'a str,
    /// Where it begins in the source of its document.
    pub(super) at: usize,
    /// Without comments and texts in quotation marks.
    pub(super) bare: String,
}

impl CodeLine<'_> {
    pub(super) fn span(&self) -> Span {
        Span::new(self.at, self.at + self.text.len())
    }
}

/// The lines that differ in more than words of our languages: a line of the source and that of the
/// translation in its place, or one of the two.
pub(super) fn differing<'a>(
    source: &'a [CodeLine<'a>],
    target: &'a [CodeLine<'a>],
) -> Vec<[Option<&'a CodeLine<'a>>; 2]> {
    let without = |lines: &'a [CodeLine<'a>], others| -> Vec<&'a CodeLine<'a>> {
        beyond(lines, others, |line| line.bare.as_str()).collect()
    };
    let lacking = without(source, target);
    let added = without(target, source);
    let count = lacking.len().max(added.len());
    let pairs = (0..count).map(|at| [lacking.get(at).copied(), added.get(at).copied()]);
    pairs
        .filter(|pair| match pair {
            [Some(source), Some(target)] => !is_translated(&source.bare, &target.bare),
            [Some(line), None] | [None, Some(line)] => !is_prose(&line.bare),
            [None, None] => false,
        })
        .collect()
}

/// Fewer words than this are a command as well as a text.
const FEWEST_WORDS: usize = 4;

/// Whether a line is text in one of our languages.
fn is_prose(line: &str) -> bool {
    line.split(' ').count() >= FEWEST_WORDS && is_scandinavian(line)
}

/// Whether two lines of code say the same in two languages: apart from words that are of our
/// languages on both sides, or that name them, they have the same words and numbers.
fn is_translated(source: &str, target: &str) -> bool {
    let own = own_words([source, target]).map(|words| {
        let words = words
            .split(' ')
            .filter(|word| !CODES_IN_ADDRESSES.contains(word));
        words.collect::<Vec<&str>>().join(" ")
    });
    let are_ours = || own.iter().all(|words| is_scandinavian(words));
    let numbers = [source, target].map(|line| {
        let numbers = line.split(|c: char| !c.is_ascii_digit());
        let mut numbers: Vec<&str> = numbers.filter(|digits| !digits.is_empty()).collect();
        numbers.sort_unstable();
        numbers
    });
    let same_words = own.iter().all(String::is_empty) && signs(source) == signs(target);
    numbers[0] == numbers[1] && (same_words || are_ours())
        || is_localised(source, target)
        || is_same_example(source, target)
}

/// What `line` has beside letters and digits.
fn signs(line: &str) -> Vec<char> {
    let mut signs: Vec<char> = line.chars().filter(|c| !c.is_alphanumeric()).collect();
    signs.sort_unstable();
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_in_which_words_of_our_languages_differ_is_translated() {
        for (source, target) in [
            ("cp <källfil> <målmapp>", "cp <kildefil> <målmappe>"),
            (
                "Servern startar på port 7070",
                "Serveren starter på port 7070",
            ),
            ("docs/sv/index.md", "docs/nb/index.md"),
            ("tool logs <service-name>", "tool logs <tjenestenavn>"),
        ] {
            assert!(is_translated(source, target), "{source} {target}");
        }
        for (source, target) in [
            ("server --port 7070", "server --port 7077"),
            ("npm install", "npm uninstall"),
            ("server status", "server stop"),
            ("rm -r mapp", "rm mapp"),
            ("x = a + b", "x = a - b"),
        ] {
            assert!(!is_translated(source, target), "{source} {target}");
        }
    }
}
