//! The markers of list items and numbered headings: what can be one, and what is one in its place.
//!
//! `3.` before a text is a marker in a list and an ordinal in `3. mai feires`. So a marker is first read by its look
//! ([`ListMarker::parse`]) and then judged by its neighbours ([`verdicts`]): numbers that count on are a list.

use std::collections::BTreeMap;

use super::lines::Ending;
use super::word_list;

/// What stands between a number and its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Closer {
    /// `1.`, and the numbers with several parts: `2.3`, `2.3.`.
    Point,
    /// `1)`
    Bracket,
    /// `(1)`
    Brackets,
    /// `1`
    None,
}

/// The look of a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// A bullet: its character.
    Bullet(char),
    /// A number.
    Number(NumberStyle),
}

/// The look of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NumberStyle {
    script: Script,
    closer: Closer,
    /// How many parts it has: 2 in `2.3`.
    depth: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Script {
    Digits,
    Lower,
    Upper,
    LowerRoman,
    UpperRoman,
}

/// How many parts a number can have.
const MAX_PARTS: usize = 6;

type Parts = [u16; MAX_PARTS];

/// What looks like a marker at the beginning of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListMarker {
    style: Style,
    parts: Parts,
    /// What the marker would be, read as the Roman number that its letters can be too.
    roman: Option<u16>,
    /// Its length in bytes.
    pub(super) len: usize,
    /// Where the text after it begins, in bytes.
    pub(super) text_at: usize,
}

/// Bullets that are never anything else, and the characters of symbol fonts that PDF texts have in their place.
fn is_sure_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '‣'
            | '◦'
            | '▪'
            | '■'
            | '□'
            | '●'
            | '○'
            | '∙'
            | '➢'
            | '➤'
            | '✓'
            | '✔'
            | '⁃'
    ) || ('\u{f000}'..='\u{f0ff}').contains(&c)
}

/// Bullets that white space must follow: dashes and operators.
fn is_spaced_bullet(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '*' | '+' | '·')
}

impl ListMarker {
    /// What looks like a marker at the beginning of `text`, which has no leading white space.
    pub(super) fn parse(text: &str) -> Option<ListMarker> {
        let first = text.chars().next()?;
        let after = text.get(first.len_utf8()..).unwrap_or_default();
        let spaced = after.is_empty() || after.starts_with(char::is_whitespace);
        let sum = first == '+' && after.trim_start().starts_with(|c: char| c.is_ascii_digit());
        if is_sure_bullet(first) || (is_spaced_bullet(first) && spaced && !sum) {
            return Some(ListMarker::new(
                text,
                Style::Bullet(first),
                first.len_utf8(),
            ));
        }
        numbered(text)
    }

    fn new(text: &str, style: Style, len: usize) -> ListMarker {
        let after = text.get(len..).unwrap_or_default();
        ListMarker {
            style,
            parts: Parts::default(),
            roman: None,
            len,
            text_at: text.len() - after.trim_start().len(),
        }
    }

    /// The bullet `o` that word processors use in the second level; a word in Swedish songs, so only in lists.
    pub(super) fn round_bullet(text: &str) -> Option<ListMarker> {
        let spaced = text.strip_prefix('o')?.starts_with(char::is_whitespace);
        spaced.then(|| ListMarker::new(text, Style::Bullet('o'), 1))
    }

    /// Whether it can be the next in the list of `before`: the same bullet, or the number after it.
    pub(super) fn continues(&self, before: &ListMarker) -> bool {
        match (self.style, before.style) {
            (Style::Number(_), Style::Number(_)) => counts_on(before, self),
            (style, before) => style == before,
        }
    }

    /// Whether it is a bullet that is never anything else.
    pub(super) fn is_sure(&self) -> bool {
        matches!(self.style, Style::Bullet(c) if is_sure_bullet(c))
    }

    /// Whether it is a dash, which begins a spoken line as well as an item.
    pub(super) fn is_dash(&self) -> bool {
        matches!(self.style, Style::Bullet('-' | '–' | '—'))
    }

    fn closer(&self) -> Option<Closer> {
        match self.style {
            Style::Number(style) => Some(style.closer),
            Style::Bullet(_) => None,
        }
    }

    /// How many parts its number has: 2 in `2.3`; 0 for bullets and letters.
    pub(super) fn number_depth(&self) -> usize {
        match self.style {
            Style::Number(style) if style.script == Script::Digits => style.depth,
            _ => 0,
        }
    }
}

/// A number or letters with their closer: `1.`, `2.3`, `1)`, `(a)`, `iv)`, `1`.
fn numbered(text: &str) -> Option<ListMarker> {
    let opened = text.starts_with('(');
    let body = if opened { text.get(1..)? } else { text };
    let (script, parts, depth, len) = digits(body).or_else(|| letters(body))?;
    let rest = body.get(len..)?;
    let (closer, closer_len) = match rest.chars().next() {
        Some(')') if opened => (Closer::Brackets, 1),
        _ if opened => return None,
        Some(')') => (Closer::Bracket, 1),
        Some('.') => (Closer::Point, 1),
        Some(c) if c.is_whitespace() && depth > 1 => (Closer::Point, 0),
        Some(c) if c.is_whitespace() && script == Script::Digits => (Closer::None, 0),
        _ => return None,
    };
    let after = rest.get(closer_len..)?;
    // `1.Inledning` is met in PDF texts; `1.000` and `a.k.a.` are no markers.
    let glued = script == Script::Digits
        && closer == Closer::Point
        && after.starts_with(char::is_uppercase);
    if !(after.is_empty() || after.starts_with(char::is_whitespace) || glued) {
        return None;
    }
    let roman = roman(body.get(..len)?);
    // More letters than one are only a marker as a Roman number.
    if script != Script::Digits && len > 1 && roman.is_none() {
        return None;
    }
    let style = Style::Number(NumberStyle {
        script,
        closer,
        depth,
    });
    let marker = ListMarker::new(text, style, usize::from(opened) + len + closer_len);
    Some(ListMarker {
        parts,
        roman: roman.filter(|_| script != Script::Digits),
        ..marker
    })
}

/// The script, the parts, how many these are, and the length in bytes of the number at the beginning of `text`.
fn digits(text: &str) -> Option<(Script, Parts, usize, usize)> {
    let mut parts = Parts::default();
    let (mut depth, mut len) = (0, 0);
    loop {
        let rest = text.get(len..)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        // Nothing is numbered 0 or 007, and what has four digits is a year.
        let most = if depth == 0 { 3 } else { 2 };
        if digits == 0 || digits > most || rest.starts_with('0') {
            return None;
        }
        *parts.get_mut(depth)? = rest.get(..digits)?.parse().ok()?;
        depth += 1;
        len += digits;
        let more = text.get(len..)?.strip_prefix('.');
        match more {
            Some(more) if more.starts_with(|c: char| c.is_ascii_digit()) => len += 1,
            _ => return Some((Script::Digits, parts, depth, len)),
        }
    }
}

/// The same for letters: one letter, or some that can be a Roman number.
fn letters(text: &str) -> Option<(Script, Parts, usize, usize)> {
    let len = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = text
        .get(..len)
        .filter(|word| (1..=6).contains(&word.len()))?;
    let first = *word.as_bytes().first()?;
    let (script, base) = if word.bytes().all(|b| b.is_ascii_lowercase()) {
        (Script::Lower, b'a')
    } else if word.bytes().all(|b| b.is_ascii_uppercase()) {
        (Script::Upper, b'A')
    } else {
        return None;
    };
    let mut parts = Parts::default();
    parts[0] = u16::from(first - base) + 1;
    Some((script, parts, 1, len))
}

/// The value of a Roman number up to 39, in either case.
fn roman(word: &str) -> Option<u16> {
    let digit = |c: char| match c.to_ascii_lowercase() {
        'i' => Some(1u16),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let digits: Vec<u16> = word.chars().map(digit).collect::<Option<_>>()?;
    let mut value = 0;
    for (i, &d) in digits.iter().enumerate() {
        match digits.get(i + 1) {
            Some(&next) if next > d => value -= i32::from(d),
            _ => value += i32::from(d),
        }
    }
    u16::try_from(value)
        .ok()
        .filter(|&value| spelled_roman(value) == word.to_ascii_lowercase())
}

fn spelled_roman(value: u16) -> String {
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = "x".repeat(usize::from(value / 10).min(3));
    tens + ones.get(usize::from(value % 10)).copied().unwrap_or("")
}

/// A stretch of text that may begin with a marker, for [`verdicts`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    /// What looks like a marker at its beginning.
    pub(super) marker: Option<ListMarker>,
    /// The text after that.
    pub(super) text: &'a str,
    /// How far it is indented.
    pub(super) indent: usize,
    /// How it ends.
    pub(super) ending: Ending,
    /// Whether text that belongs to no item begins here, if this is no item.
    pub(super) parts_lists: bool,
    /// Whether the line before, in the same paragraph, breaks off in a sentence.
    pub(super) after_open: bool,
    /// How what stands before it ends.
    pub(super) before: Option<Ending>,
}

/// What the marker of an [`Entry`] can be, seen together with the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Verdict {
    /// It marks a list item.
    pub(super) item: bool,
    /// It numbers a heading, if the text looks like one.
    pub(super) heading: bool,
}

/// How a marker goes with those before and after it.
#[derive(Debug, Clone, Copy, Default)]
struct Links {
    /// One of them, somewhere before or after, is its neighbour in counting.
    linked: bool,
    /// And only items stand between the two.
    adjacent: bool,
}

/// What the marker of each of the entries is; settles which letters are Roman numbers.
pub(super) fn verdicts(entries: &mut [Entry]) -> Vec<Verdict> {
    settle_scripts(entries);
    let links = links(entries);
    let dashes = dash_items(entries);
    entries
        .iter()
        .zip(links)
        .zip(dashes)
        .map(|((entry, links), dash)| verdict(entry, links, dash))
        .collect()
}

fn verdict(entry: &Entry, links: Links, dash: bool) -> Verdict {
    let Some(marker) = entry.marker else {
        return Verdict::default();
    };
    let style = match marker.style {
        Style::Bullet(_) => {
            return Verdict {
                item: !marker.is_dash() || dash,
                heading: false,
            };
        }
        Style::Number(style) => style,
    };
    if entry.after_open && !links.linked {
        return Verdict::default();
    }
    let ordinal = starts_ordinal(entry.text);
    let glued = marker.len == marker.text_at && !entry.text.is_empty();
    match (style.closer, style.script) {
        (Closer::Bracket | Closer::Brackets, _) => Verdict {
            item: true,
            heading: !links.adjacent,
        },
        (Closer::None, _) => Verdict {
            item: false,
            heading: links.linked && !links.adjacent && !ordinal,
        },
        (Closer::Point, Script::Digits) if ordinal => Verdict {
            item: links.adjacent && !starts_month(entry.text),
            heading: false,
        },
        (Closer::Point, Script::Digits) => Verdict {
            item: links.linked && (!glued || links.adjacent),
            heading: !links.adjacent && (links.linked || marker.parts == [1, 0, 0, 0, 0, 0]),
        },
        (Closer::Point, _) => Verdict {
            item: links.adjacent,
            heading: links.linked && !links.adjacent,
        },
    }
}

/// Whether a number with a point before `text` can be an ordinal (`3. mai`, `2. verdenskrig`).
fn starts_ordinal(text: &str) -> bool {
    super::lines::starts_lower(text) || starts_month(text)
}

fn starts_month(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic())
        .next()
        .is_some_and(|word| word_list::MONTHS.contains(word))
}

/// Reads `i)`, `v)` and `x)` as letters or as Roman numbers, as those before them go.
fn settle_scripts(entries: &mut [Entry]) {
    let mut last: BTreeMap<(Script, Closer), (u16, Option<u16>)> = BTreeMap::new();

    for entry in entries {
        let Some(marker) = &mut entry.marker else {
            continue;
        };
        let Style::Number(style) = marker.style else {
            continue;
        };
        if style.script == Script::Digits {
            continue;
        }
        let key = (style.script, style.closer);
        let (letter, before) = last.get(&key).copied().unwrap_or((0, None));
        let [here, ..] = marker.parts;
        let is_roman = match (marker.roman, before) {
            (Some(roman), Some(before)) => roman == before + 1 || letter + 1 != here,
            (Some(roman), None) => (roman == 1 || marker.len > 2) && letter + 1 != here,
            (None, _) => false,
        };
        let value = marker.roman.filter(|_| is_roman);
        last.insert(key, if is_roman { (0, value) } else { (here, None) });
        if let Some(value) = value {
            marker.parts = Parts::default();
            marker.parts[0] = value;
            marker.style = Style::Number(NumberStyle {
                script: match style.script {
                    Script::Upper => Script::UpperRoman,
                    _ => Script::LowerRoman,
                },
                ..style
            });
        }
    }
}

/// Which numbers count on from another. Numbers in a list stand under each other by their beginnings or by their
/// ends (` 9.`, `10.`), so either may match.
fn links(entries: &[Entry]) -> Vec<Links> {
    let mut links = vec![Links::default(); entries.len()];
    let mut last: BTreeMap<(Script, Closer, bool, usize), usize> = BTreeMap::new();
    let mut breaks = 0usize;
    let mut breaks_at = Vec::with_capacity(entries.len());
    for (i, entry) in entries.iter().enumerate() {
        breaks += usize::from(entry.parts_lists);
        breaks_at.push(breaks);
        let Some(marker) = entry.marker else {
            continue;
        };
        let Style::Number(style) = marker.style else {
            continue;
        };
        // The end of `2.3` says nothing: it is the beginning that stands under that of `2.`.
        for (by_end, column) in [(false, entry.indent), (true, entry.indent + marker.len)] {
            let before = last.insert((style.script, style.closer, by_end, column), i);
            let Some(before) = before else { continue };
            let Some(earlier) = entries.get(before).and_then(|entry| entry.marker) else {
                continue;
            };
            if counts_on(&earlier, &marker) {
                // A first subheading follows its heading at once: that makes no list.
                let adjacent =
                    breaks_at.get(before) == Some(&breaks) && earlier.style == marker.style;
                for at in [before, i] {
                    if let Some(links) = links.get_mut(at) {
                        links.linked = true;
                        links.adjacent |= adjacent;
                    }
                }
            }
        }
    }
    links
}

/// Whether `b` is the number after `a`: 3 after 2, 2.1 after 2, 3 after 2.4.
fn counts_on(a: &ListMarker, b: &ListMarker) -> bool {
    let depth = |marker: &ListMarker| match marker.style {
        Style::Number(style) => style.depth,
        Style::Bullet(_) => 0,
    };
    let (from, to) = (depth(a), depth(b));
    let last = to.saturating_sub(1);
    if a.closer() != b.closer() || to > from + 1 || a.parts.get(..last) != b.parts.get(..last) {
        return false;
    }
    let at = |marker: &ListMarker| marker.parts.get(last).copied().unwrap_or(0);
    let before = if to > from { 0 } else { at(a) };
    at(b) == before + 1
}

/// Which dashes mark items. A dash begins a spoken line as well (`– Vi er glade, sier statsråden.`): it marks an item
/// where a colon leads to it, or where its neighbours are no sentences.
fn dash_items(entries: &[Entry]) -> Vec<bool> {
    let mut items = vec![false; entries.len()];
    let mut start = 0;
    while let Some(first) = entries.get(start) {
        let run = entries.get(start..).unwrap_or_default();
        let style = first.marker.filter(ListMarker::is_dash).map(|m| m.style);
        let len = match style {
            None => 1,
            Some(style) => run
                .iter()
                .take_while(|e| e.marker.is_some_and(|m| m.style == style))
                .count(),
        };
        if let Some(style) = style {
            let group = run.get(..len).unwrap_or_default();
            let are_items = dash_group_is_list(style, group);
            items
                .iter_mut()
                .skip(start)
                .take(len)
                .for_each(|item| *item = are_items);
        }
        start += len.max(1);
    }
    items
}

fn dash_group_is_list(style: Style, group: &[Entry]) -> bool {
    let Some(first) = group.first() else {
        return false;
    };
    let spoken =
        |entry: &Entry| entry.ending == Ending::Sentence && !super::lines::starts_lower(entry.text);
    let nested = first.indent > 1
        && first
            .before
            .is_some_and(|before| before != Ending::Sentence);
    let breaks_in = first.after_open && group.len() == 1;
    !breaks_in
        && (first.before == Some(Ending::Colon)
            || nested
            || (style == Style::Bullet('-') && group.len() > 1)
            || group.iter().any(|entry| !spoken(entry)))
}

/// The open list levels while the items of a document go by.
#[derive(Debug, Default)]
pub(super) struct ListStack {
    open: Vec<Level>,
}

#[derive(Debug, Clone, Copy)]
struct Level {
    indent: usize,
    style: Style,
}

/// How deep lists are followed; deeper items count as this deep.
pub(super) const MAX_NESTING: usize = 32;

impl ListStack {
    /// Closes every list.
    pub(super) fn clear(&mut self) {
        self.open.clear();
    }

    /// The nesting, from 1, of an item with `marker` at `indent`.
    pub(super) fn item(&mut self, marker: &ListMarker, indent: usize) -> usize {
        let style = marker.style;
        // Right-aligned numbers shift by a column: ` 9.`, `10.`.
        let near = |level: &Level| level.indent.abs_diff(indent) <= 1;
        if let Some(at) = self.open.iter().rposition(|l| l.style == style && near(l)) {
            self.open.truncate(at + 1);
            return self.open.len();
        }
        while self.open.last().is_some_and(|l| l.indent > indent + 1) {
            self.open.pop();
        }
        if self.open.len() < MAX_NESTING {
            self.open.push(Level { indent, style });
        }
        self.open.len()
    }

    /// The nesting of a paragraph at `indent` that continues an item; none where it lies outside every item.
    pub(super) fn continuation(&mut self, indent: usize) -> Option<usize> {
        while self.open.last().is_some_and(|l| l.indent >= indent) {
            self.open.pop();
        }
        (!self.open.is_empty()).then_some(self.open.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The marker and the text of a line that begins with a marker.
    fn split(line: &str) -> Option<(&str, &str)> {
        let marker = ListMarker::parse(line)?;
        Some((line.get(..marker.len)?, line.get(marker.text_at..)?))
    }

    /// Which of the lines are items, each between blank lines.
    fn items(lines: &[&'static str]) -> Vec<bool> {
        let mut entries: Vec<Entry> = Vec::new();
        for line in lines {
            let marker = ListMarker::parse(line);
            entries.push(Entry {
                marker,
                text: line
                    .get(marker.map_or(0, |m| m.text_at)..)
                    .unwrap_or_default(),
                indent: 0,
                ending: super::super::lines::ending(line),
                parts_lists: marker.is_none(),
                after_open: false,
                before: entries.last().map(|entry| entry.ending),
            });
        }
        verdicts(&mut entries)
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
        let mut entries: Vec<Entry> = Vec::new();
        for line in ["h) åtta", "i) nio", "i. ett", "ii. två"] {
            entries.push(Entry {
                marker: ListMarker::parse(line),
                text: "",
                indent: 0,
                ending: Ending::Word,
                parts_lists: false,
                after_open: false,
                before: None,
            });
        }
        verdicts(&mut entries);
        let romans: Vec<bool> = entries
            .iter()
            .map(|entry| {
                entry.marker.is_some_and(|marker| {
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
