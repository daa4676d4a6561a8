//! Paragraphs and list items, at whose ends sentences always end.

use std::ops::Range;

/// Always starts a new paragraph, unlike one line break.
const PARAGRAPH_SEPARATOR: char = '\u{2029}';

/// The stretches of `text` between blank lines and paragraph separators; each item of a list is
/// a stretch of its own.
pub(super) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut list = List::default();
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive(['\n', PARAGRAPH_SEPARATOR]) {
        let line_end = at + line.len();
        if list.starts_item(line, start == at) && start < at {
            found.push(start..at);
            start = at;
        }
        let is_blank = line.trim().is_empty();
        if is_blank || line.ends_with(PARAGRAPH_SEPARATOR) {
            let end = if is_blank { at } else { line_end };
            if start < end {
                found.push(start..end);
            }
            start = line_end;
        }
        at = line_end;
    }
    if start < at {
        found.push(start..at);
    }
    found
}

/// What the lines so far say about the list they may be in.
#[derive(Default)]
struct List {
    /// The number of the last item.
    number: u32,
    /// Whether the line before ends in a colon.
    is_announced: bool,
}

impl List {
    /// Whether `line` starts an item. A number at the start of a line is not enough, for a
    /// paragraph may be wrapped there: it has to count on, or to follow a colon.
    fn starts_item(&mut self, line: &str, is_first: bool) -> bool {
        let is_announced = self.is_announced;
        self.is_announced = line.trim_end().ends_with(':');
        if line.trim_start().starts_with(['•', '▪', '◦', '‣']) {
            return true;
        }
        let number = item_number(line).filter(|number| {
            is_first || is_announced || Some(*number) == self.number.checked_add(1)
        });
        self.number = number.unwrap_or(self.number);
        number.is_some()
    }
}

/// The number of a line such as `6. Det må` or `6) Det må`.
fn item_number(line: &str) -> Option<u32> {
    let (number, content) = line.trim_start().split_once(['.', ')'])?;
    let text = content.trim_start();
    let is_item = text.len() < content.len() && text.starts_with(char::is_uppercase);
    let is_short = number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit());
    number.parse().ok().filter(|_| is_item && is_short)
}
