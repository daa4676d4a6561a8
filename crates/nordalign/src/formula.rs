//! Cells that a spreadsheet would take for formulas, and the apostrophe that tells it not to.
//!
//! A spreadsheet takes text for a formula that begins with `=`, `+`, `-` or `@`, and in some
//! countries with their full-width forms. It may pass over white space and quotes before them. A
//! cell also begins after a semicolon: Swedish, Norwegian and Danish programs part a CSV file by
//! semicolons and not by commas, and for them quotes that begin after a comma are no quotes.

use std::borrow::Cow;

/// What formulas begin with.
const BEGINNINGS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Puts an apostrophe before every beginning of a formula. Where apostrophes stand there already it
/// puts one more, so that [`unescape`] gives back every text as it was.
pub(crate) fn escape(cell: &str) -> Cow<'_, str> {
    rewritten(cell, |text, apostrophes| {
        text.extend(apostrophes.iter().chain([&'\'']));
    })
}

/// A cell of a table as it was before [`glossary_table`](crate::write::glossary_table) or
/// [`departures_table`](crate::write::departures_table) wrote it: without the apostrophe that keeps
/// spreadsheets from taking `=`, `+`, `-` or `@` for the beginning of a formula. What needs none
/// comes back as it is.
///
/// ```
/// use nordalign::read::unescape_cell;
/// assert_eq!(unescape_cell("'-else; '@medlem"), "-else; @medlem");
/// assert_eq!(unescape_cell("-else; 'n; don't"), "-else; 'n; don't");
/// ```
pub fn unescape(cell: &str) -> Cow<'_, str> {
    rewritten(cell, |text, apostrophes| {
        text.extend(apostrophes.iter().skip(1));
    })
}

/// The cell, with `write` spelling the apostrophes before every beginning of a formula.
fn rewritten(cell: &str, write: impl Fn(&mut String, &[char])) -> Cow<'_, str> {
    if !cell.contains(BEGINNINGS) {
        return Cow::Borrowed(cell);
    }
    let mut text = String::with_capacity(cell.len() + 1);
    // What may stand before a formula: nothing but white space, quotes, and then apostrophes.
    let mut begins = true;
    let mut apostrophes = Vec::new();
    for c in cell.chars() {
        if begins && c == '\'' {
            apostrophes.push(c);
            continue;
        }
        if begins && BEGINNINGS.contains(&c) {
            write(&mut text, &apostrophes);
        } else {
            text.extend(&apostrophes);
        }
        begins = match c {
            ';' => true,
            // Only straight after a cell's beginning, and not after apostrophes.
            c => begins && apostrophes.is_empty() && (c == '"' || c.is_whitespace()),
        };
        apostrophes.clear();
        text.push(c);
    }
    text.extend(&apostrophes);
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_gets_an_apostrophe_at_the_beginning_and_after_each_semicolon() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("a;=1", "a;'=1"),
            ("a; \u{a0}@SUM(1)", "a; \u{a0}'@SUM(1)"),
            ("a;\"\"+1", "a;\"\"'+1"),
            ("\"=1\"", "\"'=1\""),
            ("\t\r-er", "\t\r'-er"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("e-post, 1 + 1 = 2", "e-post, 1 + 1 = 2"),
        ] {
            assert_eq!(escape(cell), expected);
        }
    }

    #[test]
    fn every_escaped_cell_is_restored() {
        let letters = ['=', '-', '\'', '"', ';', ' ', 'a', '＠'];
        let mut cells = vec![String::new()];
        for _ in 0..5 {
            let longer = cells.iter().flat_map(|cell| {
                letters.map(|letter| {
                    let mut cell = cell.clone();
                    cell.push(letter);
                    cell
                })
            });
            cells = longer.collect();
            for cell in &cells {
                let escaped = escape(cell);
                assert_eq!(unescape(&escaped), *cell, "{escaped}");
                let parts = escaped.split(';');
                let mut parts = parts.map(|part| part.trim_matches([' ', '"']));
                assert!(!parts.any(|part| part.starts_with(BEGINNINGS)), "{escaped}");
            }
        }
    }
}
