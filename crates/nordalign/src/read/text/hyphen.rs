//! Hyphens at line ends: marks of a divided word, or part of the word.

use std::collections::BTreeSet;

use super::lines::{Ending, ending, starts_lower};
use crate::lang::Lang;
use crate::language::{CONJUNCTIONS, HYPHEN_WORDS, OPEN_WORDS};
use crate::span::Span;
use crate::text::MappedText;

/// What comes between two lines that are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Glue {
    /// A space.
    Space,
    /// Nothing: the hyphen at the line end stays (`EU-` `stadgan`).
    Nothing,
    /// Nothing, and the hyphen goes (`kommun-` `fullmäktige`).
    HyphenRemoved,
}

const SOFT_HYPHEN: char = '\u{ad}';

/// The word before the hyphen at the end of `line`, without opening punctuation, and the hyphen.
fn divided(line: &str) -> Option<(&str, char)> {
    let hyphen = line.chars().next_back()?;
    if !matches!(hyphen, '-' | '\u{2010}' | SOFT_HYPHEN) {
        return None;
    }
    let before = line.get(..line.len() - hyphen.len_utf8())?;
    let token = before.rsplit(char::is_whitespace).next()?;
    let word = token.trim_start_matches(|c: char| !c.is_alphanumeric());
    let stands_alone = word.is_empty() || word.ends_with(['-', '–', '\u{2010}']);
    (!stands_alone).then_some((word, hyphen))
}

/// The letters that `line` begins with.
fn first_letters(line: &str) -> &str {
    let end = line.find(|c: char| !(c.is_alphabetic() || c == SOFT_HYPHEN));
    line.get(..end.unwrap_or(line.len())).unwrap_or_default()
}

/// What comes between two lines of a text whose hyphens are as its author wrote them.
pub(super) fn written(line: &str, next: &str) -> Glue {
    match divided(line) {
        None => Glue::Space,
        Some((_, SOFT_HYPHEN)) => Glue::HyphenRemoved,
        Some(_) if !next.starts_with(char::is_alphanumeric) => Glue::Space,
        Some(_) if CONJUNCTIONS.contains(first_letters(next)) => Glue::Space,
        Some(_) => Glue::Nothing,
    }
}

/// Whether `line` ends in a hyphen that belongs to a word.
pub(super) fn ends_in_hyphen(line: &str) -> bool {
    divided(line).is_some()
}

/// The words of a document, by which a divided word is known.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Every word, in lower case.
    whole: BTreeSet<String>,
    /// The same spelled backwards, to find the ends of compounds.
    reversed: BTreeSet<String>,
    /// The words with a hyphen inside (`icke-statliga`), in lower case.
    hyphenated: BTreeSet<String>,
    /// What stands before the hyphen in those.
    firsts: BTreeSet<String>,
}

/// The shortest word that counts as found where it is only the beginning or the end of another.
const SHORTEST_PART: usize = 5;

impl Words {
    /// The words of the lines of a document, without those that a line end divides.
    pub(super) fn new<'a>(lines: impl Iterator<Item = &'a str> + Clone) -> Words {
        let mut words = Words::default();
        if !lines.clone().any(ends_in_hyphen) {
            return words;
        }
        let mut after_hyphen = false;
        for line in lines {
            let before_hyphen = ends_in_hyphen(line);
            let mut tokens = line
                .split_whitespace()
                .skip(usize::from(after_hyphen))
                .peekable();
            while let Some(token) = tokens.next() {
                if tokens.peek().is_some() || !before_hyphen {
                    words.add(token);
                }
            }
            after_hyphen = before_hyphen;
        }
        words
    }

    fn add(&mut self, token: &str) {
        let token = token.trim_matches(|c: char| !c.is_alphanumeric());
        let word: String = token
            .chars()
            .filter(|&c| c != SOFT_HYPHEN)
            .flat_map(char::to_lowercase)
            .map(|c| if c == '\u{2010}' { '-' } else { c })
            .collect();
        if let Some((first, _)) = word.split_once('-') {
            self.firsts.insert(first.to_owned());
            self.hyphenated.insert(word);
        } else if !word.is_empty() && !self.whole.contains(&word) {
            self.reversed.insert(word.chars().rev().collect());
            self.whole.insert(word);
        }
    }

    /// Whether the document has `word` on one line somewhere, also in another form or at an end of
    /// a compound.
    fn has(&self, word: &str) -> bool {
        let begins = |words: &BTreeSet<String>, part: &str| {
            let next = words.range(part.to_owned()..).next();
            next.is_some_and(|next| next.starts_with(part))
        };
        let reversed: String = word.chars().rev().collect();
        self.whole.contains(word)
            || (word.chars().count() >= SHORTEST_PART
                && (begins(&self.whole, word) || begins(&self.reversed, &reversed)))
    }

    /// What comes between `line` and `next`, two lines of a paragraph; `lead` is the line before
    /// them in it.
    pub(super) fn glue(&self, lang: Lang, lead: Option<&str>, line: &str, next: &str) -> Glue {
        let Some((left, hyphen)) = divided(line) else {
            return Glue::Space;
        };
        let right = first_letters(next);
        if hyphen == SOFT_HYPHEN && !right.is_empty() {
            return Glue::HyphenRemoved;
        }
        if !next.starts_with(char::is_alphanumeric) || CONJUNCTIONS.contains_in(lang, right) {
            return Glue::Space;
        }
        if !starts_lower(next) || keeps_hyphen(lang, left) {
            return Glue::Nothing;
        }
        let (left_lower, right_lower) = (left.to_lowercase(), right.to_lowercase());
        if self
            .hyphenated
            .contains(&format!("{left_lower}-{right_lower}"))
        {
            return Glue::Nothing;
        }
        if self.has(&format!("{left_lower}{right_lower}")) {
            return Glue::HyphenRemoved;
        }
        let is_name = left.starts_with(char::is_uppercase) && !begins_sentence(lead, line, left);
        let are_adjectives = is_adjective(&left_lower) && is_adjective(&right_lower);
        let is_plausible = !is_name
            && !are_adjectives
            && !OPEN_WORDS.contains_in(lang, right)
            && !self.firsts.contains(&left_lower)
            && left.chars().nth(1).is_some()
            && right.chars().nth(1).is_some();
        if is_plausible {
            Glue::HyphenRemoved
        } else {
            Glue::Nothing
        }
    }
}

/// Whether `word` is an adjective of a people or a subject: two of them keep their hyphen
/// (`svensk-norska`).
fn is_adjective(word: &str) -> bool {
    let stem = word.strip_suffix(['a', 'e', 't']).unwrap_or(word);
    stem.ends_with("sk")
}

/// Whether `left` is no beginning of a plain word: an abbreviation, a word with digits or signs, a
/// prefix of the list.
fn keeps_hyphen(lang: Lang, left: &str) -> bool {
    let is_word = left.chars().all(|c| c.is_alphabetic() || c == SOFT_HYPHEN);
    !is_word || left.chars().skip(1).any(char::is_uppercase) || HYPHEN_WORDS.contains_in(lang, left)
}

/// Whether the last word of `line`, which is `word` and a hyphen, is the first of its sentence.
fn begins_sentence(lead: Option<&str>, line: &str, word: &str) -> bool {
    let at = line.rfind(word).unwrap_or(0);
    let before = line.get(..at).unwrap_or_default().trim_end();
    let before = if before.is_empty() {
        lead
    } else {
        Some(before)
    };
    before.is_none_or(|before| ending(before) == Ending::Sentence)
}

/// The text of `lines`, put together; `glue` tells what comes between the line of a number, its
/// text and the next.
pub(super) fn put_together(
    source: &str,
    lines: &[Span],
    glue: impl Fn(usize, &str, &str) -> Glue,
) -> MappedText {
    let mut whole = MappedText::new();
    for (i, &line) in lines.iter().enumerate() {
        let Some(&next) = lines.get(i + 1) else {
            whole.copy(source, line);
            break;
        };
        let text = line.text(source).unwrap_or_default();
        match glue(i, text, next.text(source).unwrap_or_default()) {
            _ if text.is_empty() => {}
            Glue::Space => {
                whole.copy(source, line);
                whole.replace(" ", Span::new(line.end, next.start));
            }
            Glue::Nothing => whole.copy(source, line),
            Glue::HyphenRemoved => whole.copy(source, without_hyphen(text, line)),
        }
    }
    whole.trimmed()
}

/// The part of the line under `span`, whose text is `text`, before the hyphen at its end.
pub(super) fn without_hyphen(text: &str, span: Span) -> Span {
    let hyphen = text.chars().next_back().map_or(0, char::len_utf8);
    Span::new(span.start, span.end.saturating_sub(hyphen))
}

/// What a hyphen was removed from, to show: the word put together.
pub(super) fn joined_word(line: &str, next: &str) -> String {
    let left = divided(line).map_or("", |(left, _)| left);
    format!("{left}{}", first_letters(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glue(text: &str, line: &str, next: &str) -> Glue {
        let lines = [text, line, next];
        let words = Words::new(lines.into_iter());
        words.glue(Lang::Sv, Some(text), line, next)
    }

    #[test]
    fn a_word_that_stands_whole_elsewhere_is_put_together() {
        let text = "Kommunfullmäktiges ordförande talade.";
        assert_eq!(
            glue(text, "anger kommun-", "fullmäktige hur"),
            Glue::HyphenRemoved
        );
        assert_eq!(glue("", "i gemensam för-", "valtning"), Glue::HyphenRemoved);
    }

    #[test]
    fn abbreviations_names_and_prefixes_keep_their_hyphen() {
        let cases = [
            ("en slags AI-", "kapplöpning"),
            ("enligt EU-", "stadgan"),
            ("det s.k. D9+-", "nätverket"),
            ("så kallade Team Europe-", "ansatsen"),
            ("vara icke-", "diskriminerande"),
            ("under covid-", "19 och"),
            ("södra Syd-", "Norge"),
            ("den svensk-", "norska gränsen"),
        ];
        for (line, next) in cases {
            assert_eq!(glue("Och så.", line, next), Glue::Nothing, "{line}");
        }
    }

    #[test]
    fn a_suspended_hyphen_keeps_its_space() {
        assert_eq!(glue("", "säkerhets-", "och försvarspolitisk"), Glue::Space);
        assert_eq!(glue("", "handels-", "samt näringspolitik"), Glue::Space);
    }

    #[test]
    fn no_word_is_made_up_from_a_word_and_a_small_word() {
        assert_eq!(glue("", "ett om-", "av"), Glue::Nothing);
    }

    #[test]
    fn a_compound_written_with_its_hyphen_elsewhere_keeps_it() {
        let text = "det nordisk-baltiska samarbetet";
        assert_eq!(
            glue(text, "de nordisk-", "baltiska länderna"),
            Glue::Nothing
        );
    }

    #[test]
    fn a_capital_after_a_sentence_end_is_no_name() {
        let line = "alla förvaltningar. Klimat-";
        assert_eq!(glue("Mål", line, "anpassning ska"), Glue::HyphenRemoved);
        assert_eq!(glue("Mål", "i Borås-", "trakten"), Glue::Nothing);
    }

    #[test]
    fn a_dash_is_no_hyphen() {
        assert_eq!(glue("", "teknik -", "och mer"), Glue::Space);
        assert_eq!(glue("", "-", "mer"), Glue::Space);
    }

    #[test]
    fn hyphens_of_plain_text_stay() {
        assert_eq!(written("enligt EU-", "stadgan"), Glue::Nothing);
        assert_eq!(written("inn-", "og utland"), Glue::Space);
        assert_eq!(written("tjeneste\u{ad}", "biler"), Glue::HyphenRemoved);
    }
}
