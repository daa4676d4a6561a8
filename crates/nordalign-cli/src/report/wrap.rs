//! Wraps text to lines of a given width.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// `text` in lines of at most `width` columns, broken at white space; a longer word is broken
/// anywhere. Returns at least one line, and ends even if a single character is wider than `width`.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    // A no-break space does not separate words.
    for word in text
        .split([' ', '\t', '\n'])
        .filter(|word| !word.is_empty())
    {
        for piece in pieces(word, width) {
            let needed = piece.width();
            let space = usize::from(used > 0);
            if used > 0 && used + space + needed > width {
                lines.push(String::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut() {
                if used > 0 {
                    line.push(' ');
                    used += 1;
                }
                line.push_str(piece);
                used += needed;
            }
        }
    }
    lines
}

/// `word` in pieces of at most `width` columns, or of one character.
fn pieces(word: &str, width: usize) -> Vec<&str> {
    if word.width() <= width {
        return vec![word];
    }
    let mut pieces = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (at, c) in word.char_indices() {
        let needed = c.width().unwrap_or(0);
        if at > start && used + needed > width {
            pieces.push(&word[start..at]);
            (start, used) = (at, 0);
        }
        used += needed;
    }
    pieces.push(&word[start..]);
    pieces
}

/// `text` with spaces after it up to `width` columns.
pub(crate) fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}

/// `text` cut to `width` columns, with its end kept and `…` for the rest: the end of a path says
/// most.
pub(crate) fn keep_end(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let fits = |&(_, c): &(usize, char)| {
        used += c.width().unwrap_or(0);
        used <= width
    };
    let start = text.char_indices().rev().take_while(fits).last();
    format!("…{}", &text[start.map_or(text.len(), |(at, _)| at)..])
}

/// `text` cut to `width` columns, with its beginning kept and `…` for the rest.
pub(crate) fn keep_start(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let fits = |&c: &char| {
        used += c.width().unwrap_or(0);
        used <= width
    };
    let start: String = text.chars().take_while(fits).collect();
    format!("{start}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_long_words_anywhere() {
        assert_eq!(wrap("en to tre", 5), ["en to", "tre"]);
        assert_eq!(
            wrap("ja elektrisitetsverk", 8),
            ["ja", "elektris", "itetsver", "k"]
        );
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("日本", 1), ["日", "本"]);
    }

    #[test]
    fn a_long_path_keeps_its_end() {
        assert_eq!(keep_end("mappe/rapport.sv.md", 10), "…ort.sv.md");
        assert_eq!(keep_end("a.md", 10), "a.md");
    }

    #[test]
    fn a_long_sentence_keeps_its_beginning() {
        assert_eq!(keep_start("Båten går klokken åtte", 10), "Båten går…");
        assert_eq!(keep_start("Båten går", 9), "Båten går");
    }
}
