//! The furniture of the pages of a PDF: page numbers, headers and footers.

use std::collections::BTreeMap;

use crate::document::RepairKind;
use crate::language::PAGE_WORDS;
use crate::read::text::lines::{Ending, Line, ending, starts_lower};

/// No line that is furniture is longer, in bytes.
const LONGEST: usize = 160;
/// How many lines a page has at least and at most, for page numbers to be one page apart.
const PAGE_LINES: std::ops::RangeInclusive<usize> = 8..=90;
/// Furniture is at most this many lines from the edge of a page.
const EDGE: usize = 2;

/// For each of the lines, why it is furniture, if it is.
pub(super) fn furniture(source: &str, lines: &[Line]) -> Vec<Option<RepairKind>> {
    let pages = Pages::of(lines);
    let mut found = Furniture {
        source,
        lines,
        pages,
        kinds: vec![None; lines.len()],
    };
    found.find_page_numbers();
    found.find_running_heads();
    found.kinds
}

struct Furniture<'a> {
    source: &'a str,
    lines: &'a [Line],
    pages: Pages,
    kinds: Vec<Option<RepairKind>>,
}

/// The pages between form feeds.
struct Pages {
    /// The page of each line.
    of: Vec<usize>,
    /// The first line of each page; one page only where there are no form feeds.
    starts: Vec<usize>,
}

impl Pages {
    fn of(lines: &[Line]) -> Pages {
        let mut pages = Pages {
            of: Vec::with_capacity(lines.len()),
            starts: vec![0],
        };
        for (i, line) in lines.iter().enumerate() {
            if line.new_page && i > 0 {
                pages.starts.push(i);
            }
            pages.of.push(pages.starts.len() - 1);
        }
        pages
    }

    fn are_known(&self) -> bool {
        self.starts.len() > 1
    }

    /// Whether line `i` stands at the top or at the bottom of its page.
    fn is_at_edge(&self, i: usize) -> bool {
        let page = self.of.get(i).copied().unwrap_or(0);
        let start = self.starts.get(page).copied().unwrap_or(0);
        let end = self.starts.get(page + 1).copied().unwrap_or(self.of.len());
        self.are_known() && (i < start + EDGE || i + EDGE >= end)
    }
}

/// A line that can be a page number.
#[derive(Debug, Clone, Copy)]
struct PageNumber {
    line: usize,
    number: usize,
    /// Whether it is marked as one: `Sida 3`, `- 3 -`.
    sure: bool,
}

impl Furniture<'_> {
    fn text(&self, i: usize) -> &str {
        self.lines.get(i).map_or("", |line| line.text(self.source))
    }

    fn find_page_numbers(&mut self) {
        let numbers: Vec<PageNumber> = (0..self.lines.len())
            .filter_map(|line| page_number(self.text(line), line))
            .collect();
        let chains = chain_lengths(&numbers);
        let crowded = crowded(&numbers);
        for ((number, chain), crowded) in numbers.iter().zip(chains).zip(crowded) {
            let at_edge = self.pages.is_at_edge(number.line) && number.number < 1000;
            let alone = !crowded && (at_edge || chain >= 3 || self.is_plausible(number, chain));
            if (number.sure || alone)
                && let Some(kind) = self.kinds.get_mut(number.line)
            {
                *kind = Some(RepairKind::PageNumberDropped);
            }
        }
    }

    /// Whether a bare number stands where that page would end, and in no text that it could belong
    /// to.
    fn is_plausible(&self, number: &PageNumber, chain: usize) -> bool {
        let per_page = (number.line + 1) / number.number.max(1);
        if !PAGE_LINES.contains(&per_page) {
            return false;
        }
        let i = number.line;
        let gap = |i: usize| self.lines.get(i).map_or(usize::MAX, |line| line.gap);
        let is_text = |i: Option<usize>| {
            i.and_then(|i| self.lines.get(i))
                .is_none_or(|line| line.chars >= 25)
        };
        let usual = if i > 1 { gap(i - 1) } else { 0 };
        let stands_off = gap(i) > usual && gap(i + 1) > usual;
        let between_text = is_text(i.checked_sub(1)) && is_text(Some(i + 1));
        chain >= 2 || self.interrupts(i, i + 1) || (stands_off && between_text)
    }

    /// Whether the lines `from..to` stand inside a sentence.
    fn interrupts(&self, from: usize, to: usize) -> bool {
        let before = from.checked_sub(1).map_or("", |i| self.text(i));
        !before.is_empty()
            && matches!(ending(before), Ending::Word | Ending::Pause)
            && before.chars().nth(25).is_some()
            && starts_lower(self.text(to))
    }

    fn find_running_heads(&mut self) {
        let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, line) in self.lines.iter().enumerate() {
            if self.kinds.get(i).is_some_and(Option::is_some) || line.span.len() > LONGEST {
                continue;
            }
            if let Some(form) = form(line.text(self.source)) {
                alike.entry(form).or_default().push(i);
            }
        }
        for places in alike.values().filter(|places| places.len() > 1) {
            let drop = if self.pages.are_known() {
                self.heads_at_edges(places)
            } else {
                self.heads_between_pages(places)
            };
            for i in drop {
                if let Some(kind) = self.kinds.get_mut(i) {
                    *kind = Some(RepairKind::RunningHeadDropped);
                }
            }
        }
    }

    /// Which of these equal lines are headers or footers, where form feeds separate the pages.
    fn heads_at_edges(&self, places: &[usize]) -> Vec<usize> {
        let at_edge: Vec<usize> = places
            .iter()
            .copied()
            // What begins the document is its title, even if it runs over the pages after that.
            .filter(|&i| i > 0 && self.is_at_edge(i))
            .collect();
        let pages = self.pages.starts.len();
        let recurs = places.len() >= 3 || pages <= 6;
        let counts =
            self.is_same(places) || (at_edge.len() * 2 >= pages && self.counts_pages(&at_edge));
        if recurs && counts {
            at_edge
        } else {
            Vec::new()
        }
    }

    /// Whether line `i` stands at the edge of its page but for page numbers.
    fn is_at_edge(&self, i: usize) -> bool {
        self.pages.is_at_edge(i)
    }

    /// The same where only page numbers, and sentences that the lines interrupt, show where pages
    /// end.
    fn heads_between_pages(&self, places: &[usize]) -> Vec<usize> {
        let heads: Vec<usize> = places.iter().copied().filter(|&i| i > 0).collect();
        let is_far = |pair: &[usize]| matches!(pair, [a, b] if b - a >= *PAGE_LINES.start());
        if places.len() < 3 || !places.windows(2).all(is_far) {
            return Vec::new();
        }
        let counts = self.is_same(places) || self.counts_on(places);
        let shown = heads.iter().filter(|&&i| self.is_page_break(i)).count();
        let regular = heads.len() >= 4 && is_regular(&heads);
        if counts && (shown * 2 > heads.len() || regular) {
            heads
        } else {
            Vec::new()
        }
    }

    /// Whether line `i` stands beside a page number or inside a sentence.
    fn is_page_break(&self, i: usize) -> bool {
        let is_number = |i: usize| self.kinds.get(i) == Some(&Some(RepairKind::PageNumberDropped));
        let before = i.checked_sub(1).is_some_and(is_number);
        before || is_number(i + 1) || self.interrupts(i, i + 1)
    }

    /// Whether these lines are the same in their digits too.
    fn is_same(&self, places: &[usize]) -> bool {
        let mut texts = places.iter().map(|&i| self.text(i));
        let first = texts.next();
        texts.all(|text| Some(text) == first)
    }

    /// Whether a number in each of these lines is the page it stands on, counted from anywhere.
    fn counts_pages(&self, places: &[usize]) -> bool {
        let page = |i: usize| self.pages.of.get(i).copied().unwrap_or(0);
        [first_number, last_number].iter().any(|number| {
            places.windows(2).all(|pair| {
                let &[a, b] = pair else { return true };
                match (number(self.text(a)), number(self.text(b))) {
                    (Some(x), Some(y)) => x + page(b) == y + page(a),
                    _ => false,
                }
            })
        })
    }

    /// Whether a number in each of these lines is by one greater than in that before.
    fn counts_on(&self, places: &[usize]) -> bool {
        [first_number, last_number].iter().any(|number| {
            places.windows(2).all(|pair| {
                let &[a, b] = pair else { return true };
                match (number(self.text(a)), number(self.text(b))) {
                    (Some(x), Some(y)) => x + 1 == y,
                    _ => false,
                }
            })
        })
    }
}

/// Whether these lines stand at about equal distances.
fn is_regular(places: &[usize]) -> bool {
    let distances = places.windows(2).map(|pair| match pair {
        [a, b] => b - a,
        _ => 0,
    });
    let (least, most) = distances.fold((usize::MAX, 0), |(least, most), d| {
        (least.min(d), most.max(d))
    });
    most <= least + least / 2
}

/// A line with all digits and white space made equal; `None` if it has too few letters for a header
/// or footer.
fn form(text: &str) -> Option<String> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let mut form = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c {
            c if c.is_ascii_digit() => '#',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if !(matches!(c, '#' | ' ') && form.ends_with(c)) {
            form.push(c);
        }
    }
    (letters >= 3).then_some(form)
}

fn numbers(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .filter(|&number: &usize| number < 10_000)
}

fn first_number(text: &str) -> Option<usize> {
    numbers(text).next()
}

fn last_number(text: &str) -> Option<usize> {
    numbers(text).next_back()
}

/// What a part of a page line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Word,
    Number(usize),
}

/// Reads `20`, `- 4 -`, `Side 3 av 12`, `Sida 3 (12)`, `3 av 12`, `s. 4`.
fn page_number(text: &str, line: usize) -> Option<PageNumber> {
    if text.len() > 40 {
        return None;
    }
    let is_frame = |c: char| matches!(c, '-' | '–' | '—' | '|') || c.is_whitespace();
    let body = text.trim_matches(is_frame);
    let framed = body.len() < text.len() && text.starts_with(is_frame) && text.ends_with(is_frame);
    let tokens: Vec<Token> = body
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '/' | ':'))
        .filter(|token| !token.is_empty())
        .map(token)
        .collect::<Option<_>>()?;
    let (number, sure) = match tokens[..] {
        [Token::Number(n)] => (n, framed),
        [Token::Word, Token::Number(n)] => (n, true),
        [Token::Word, Token::Number(n), Token::Number(all)]
        | [
            Token::Word,
            Token::Number(n),
            Token::Word,
            Token::Number(all),
        ]
        | [Token::Number(n), Token::Word, Token::Number(all)]
            if n <= all =>
        {
            (n, true)
        }
        [Token::Number(n), Token::Number(all)] if n <= all => (n, body.ends_with(')')),
        _ => return None,
    };
    Some(PageNumber { line, number, sure })
}

fn token(token: &str) -> Option<Token> {
    if token.len() <= 4 && token.bytes().all(|b| b.is_ascii_digit()) {
        return token.parse().ok().map(Token::Number);
    }
    PAGE_WORDS
        .contains(token.strip_suffix('.').unwrap_or(token))
        .then_some(Token::Word)
}

/// How long the row of numbers is that each belongs to, each number one more than the last and a
/// page further on.
fn chain_lengths(numbers: &[PageNumber]) -> Vec<usize> {
    let mut last: BTreeMap<usize, usize> = BTreeMap::new();
    let mut chain_of: Vec<usize> = Vec::with_capacity(numbers.len());
    let mut lengths: Vec<usize> = Vec::new();
    for (i, number) in numbers.iter().enumerate() {
        let before = number
            .number
            .checked_sub(1)
            .and_then(|n| last.get(&n))
            .copied();
        let chain = before
            .filter(|&b| {
                let apart = numbers.get(b).map_or(0, |before| number.line - before.line);
                PAGE_LINES.contains(&apart)
            })
            .and_then(|b| chain_of.get(b).copied());
        let chain = chain.unwrap_or_else(|| {
            lengths.push(0);
            lengths.len() - 1
        });
        if let Some(length) = lengths.get_mut(chain) {
            *length += 1;
        }
        chain_of.push(chain);
        last.insert(number.number, i);
    }
    chain_of
        .into_iter()
        .map(|chain| lengths.get(chain).copied().unwrap_or(0))
        .collect()
}

/// Whether each stands among other numbers, as in a table.
fn crowded(numbers: &[PageNumber]) -> Vec<bool> {
    let near =
        |a: Option<&PageNumber>, b: &PageNumber| a.is_some_and(|a| a.line.abs_diff(b.line) <= EDGE);
    numbers
        .iter()
        .enumerate()
        .map(|(i, number)| {
            let before = i.checked_sub(1).and_then(|i| numbers.get(i));
            near(before, number) || near(numbers.get(i + 1), number)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_read_in_every_usual_form() {
        for text in [
            "- 4 -",
            "Side 4 av 12",
            "Sida 4 (12)",
            "s. 4",
            "4 av 12",
            "4 (12)",
            "Side 4",
        ] {
            let read = page_number(text, 0).map(|n| (n.number, n.sure));
            assert_eq!(read, Some((4, true)), "{text}");
        }
        let read = page_number("20", 0).map(|n| (n.number, n.sure));
        assert_eq!(read, Some((20, false)));
        for text in [
            "4 timmar",
            "Sida fyra",
            "12 (4)",
            "3,5",
            "2024–2025",
            "kl. 4",
        ] {
            assert!(page_number(text, 0).is_none(), "{text}");
        }
    }
}
