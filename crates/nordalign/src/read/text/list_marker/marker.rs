//! What a marker looks like: bullets, numbers, letters.

use crate::language::roman;

/// What stands between a number and its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closer {
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
pub(in crate::read::text) enum Style {
    /// A bullet: its character.
    Bullet(char),
    /// A number.
    Number(NumberStyle),
}

/// The look of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::read::text) struct NumberStyle {
    pub(super) script: Script,
    pub(super) closer: Closer,
    /// How many parts it has: 2 in `2.3`.
    pub(super) depth: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Script {
    Digits,
    Lower,
    Upper,
    LowerRoman,
    UpperRoman,
}

/// How many parts a number can have.
const MAX_PARTS: usize = 6;

pub(super) type Parts = [u16; MAX_PARTS];

/// What looks like a marker at the beginning of a line.
#[derive(Debug, Clone, Copy)]
pub(in crate::read::text) struct ListMarker {
    pub(super) style: Style,
    pub(super) parts: Parts,
    /// What the marker would be, read as the Roman number that its letters can be too.
    pub(super) roman: Option<u16>,
    /// Its length in bytes.
    pub(in crate::read::text) len: usize,
    /// Where the text after it begins, in bytes.
    pub(in crate::read::text) text_at: usize,
}

/// Bullets that are never anything else, and the characters of symbol fonts that PDF texts have in
/// their place.
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
    pub(in crate::read::text) fn parse(text: &str) -> Option<ListMarker> {
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

    /// The bullet `o` that word processors use in the second level; a word in Swedish songs, so
    /// only in lists.
    pub(in crate::read::text) fn round_bullet(text: &str) -> Option<ListMarker> {
        let spaced = text.strip_prefix('o')?.starts_with(char::is_whitespace);
        spaced.then(|| ListMarker::new(text, Style::Bullet('o'), 1))
    }

    /// Whether it can be the next in the list of `before`: the same bullet, or the number after it.
    pub(in crate::read::text) fn continues(&self, before: &ListMarker) -> bool {
        match (self.style, before.style) {
            (Style::Number(_), Style::Number(_)) => counts_on(before, self),
            (style, before) => style == before,
        }
    }

    /// Whether it is a bullet that is never anything else.
    pub(in crate::read::text) fn is_sure(&self) -> bool {
        matches!(self.style, Style::Bullet(c) if is_sure_bullet(c))
    }

    /// Whether it is a dash, which begins a spoken line as well as an item.
    pub(in crate::read::text) fn is_dash(&self) -> bool {
        matches!(self.style, Style::Bullet('-' | '–' | '—'))
    }

    fn closer(&self) -> Option<Closer> {
        match self.style {
            Style::Number(style) => Some(style.closer),
            Style::Bullet(_) => None,
        }
    }

    /// How many parts its number has: 2 in `2.3`; 0 for bullets and letters.
    pub(in crate::read::text) fn number_depth(&self) -> usize {
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

/// The script, the parts, how many these are, and the length in bytes of the number at the
/// beginning of `text`.
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

/// Whether `b` is the number after `a`: 3 after 2, 2.1 after 2, 3 after 2.4.
pub(super) fn counts_on(a: &ListMarker, b: &ListMarker) -> bool {
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
