//! The markers of list items and numbered headings: what can be one, and what is one in its place.
//!
//! `3.` before a text is a marker in a list and an ordinal in `3. mai feires`. So a marker is first
//! read by its look ([`ListMarker::parse`]) and then judged by its neighbours ([`verdicts`]):
//! numbers that count on are a list.

mod counting;
mod dashes;
mod marker;
mod passage;
mod scripts;
mod stack;
mod verdict;

pub(super) use marker::ListMarker;
pub(super) use passage::Passage;
pub(super) use stack::{ListStack, MAX_NESTING};
pub(super) use verdict::{Verdict, verdicts};

#[cfg(test)]
mod tests {
    use super::marker::{Script, Style};
    use super::*;
    use crate::read::text::lines::{Ending, ending};

    /// The marker and the text of a line that begins with a marker.
    fn split(line: &str) -> Option<(&str, &str)> {
        let marker = ListMarker::parse(line)?;
        Some((line.get(..marker.len)?, line.get(marker.text_at..)?))
    }

    /// Which of the lines are items, each between blank lines.
    fn items(lines: &[&'static str]) -> Vec<bool> {
        let mut passages: Vec<Passage> = Vec::new();
        for line in lines {
            let marker = ListMarker::parse(line);
            passages.push(Passage {
                marker,
                text: line
                    .get(marker.map_or(0, |m| m.text_at)..)
                    .unwrap_or_default(),
                indent: 0,
                ending: ending(line),
                parts_lists: marker.is_none(),
                after_open: false,
                before: passages.last().map(|passage| passage.ending),
            });
        }
        verdicts(&mut passages)
            .iter()
            .map(|verdict| verdict.item)
            .collect()
    }

    #[test]
    fn markers_are_read_by_their_look() {
        assert_eq!(split("• Kaffe"), Some(("•", "Kaffe")));
        assert_eq!(split("•Kaffe"), Some(("•", "Kaffe")));
        assert_eq!(split("(iv) Övrigt"), Some(("(iv)", "Övrigt")));
        assert_eq!(split("2.3. Mål"), Some(("2.3.", "Mål")));
        assert_eq!(split("1.Säkerhet"), Some(("1.", "Säkerhet")));
        for line in [
            "1.5",
            "9.00 Kaffe",
            "1.000 kr",
            "ab) nej",
            "-5 grader",
            "*) note",
            "2024. Året",
            "d.v.s. så",
        ] {
            assert_eq!(split(line), None, "{line}");
        }
    }

    #[test]
    fn numbers_that_count_on_are_a_list() {
        assert_eq!(items(&["1. Kaffe", "2. Te"]), [true, true]);
        assert_eq!(items(&["1. kaffe", "2. te"]), [true, true]);
        assert_eq!(items(&["1. maj", "2. maj"]), [false, false]);
        assert_eq!(
            items(&["2. verdenskrig sluttede.", "Freden kom."]),
            [false, false]
        );
        assert_eq!(
            items(&["A. Hansen talte.", "C. Berg svarede."]),
            [false, false]
        );
    }

    #[test]
    fn letters_after_h_are_letters_and_after_nothing_roman_numbers() {
        let lines = ["g) sju", "h) åtta", "i) nio", "j) tio"];
        assert_eq!(items(&lines), [true; 4]);
        let mut passages: Vec<Passage> = Vec::new();
        for line in ["h) åtta", "i) nio", "i. ett", "ii. två"] {
            passages.push(Passage {
                marker: ListMarker::parse(line),
                text: "",
                indent: 0,
                ending: Ending::Word,
                parts_lists: false,
                after_open: false,
                before: None,
            });
        }
        verdicts(&mut passages);
        let romans: Vec<bool> = passages
            .iter()
            .map(|passage| {
                passage.marker.is_some_and(|marker| {
                    matches!(marker.style, Style::Number(style) if style.script == Script::LowerRoman)
                })
            })
            .collect();
        assert_eq!(romans, [false, false, true, true]);
    }

    #[test]
    fn lists_nest_by_indent_or_else_by_style() {
        let mut lists = ListStack::default();
        let mut level =
            |line: &str, indent| ListMarker::parse(line).map(|marker| lists.item(&marker, indent));
        assert_eq!(level("1. a", 0), Some(1));
        assert_eq!(level("- b", 3), Some(2));
        assert_eq!(level("2. c", 0), Some(1));
        assert_eq!(level("a) d", 0), Some(2));
        assert_eq!(level("3. e", 0), Some(1));
    }
}
