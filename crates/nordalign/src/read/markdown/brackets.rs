//! Which brackets belong together.

use crate::span::Span;

/// The pairs of brackets in a text, found once, so that looking past one takes no time.
#[derive(Debug, Default)]
pub(super) struct Brackets {
    /// Where they open and where they have closed, in rising order of the first.
    pairs: Vec<(usize, usize)>,
}

impl Brackets {
    /// Those in `source` from byte `from` on, but not under `skip` (in rising order).
    pub(super) fn new(source: &str, from: usize, skip: &[Span]) -> Self {
        let mut pairs = Vec::new();
        let mut open: [Vec<usize>; 3] = Default::default();
        let mut skip = skip.iter().peekable();
        let text = source.get(from..).unwrap_or_default();
        for (at, sign) in text.match_indices(['{', '}', '[', ']', '(', ')']) {
            let at = from + at;
            while skip.next_if(|span| span.end <= at).is_some() {}
            if skip.peek().is_some_and(|span| span.start <= at) {
                continue;
            }
            let [braces, squares, rounds] = &mut open;
            let stack = match sign {
                "{" | "}" => braces,
                "[" | "]" => squares,
                _ => rounds,
            };
            if matches!(sign, "{" | "[" | "(") {
                stack.push(at);
            } else if let Some(start) = stack.pop() {
                pairs.push((start, at + 1));
            }
        }
        pairs.sort_unstable();
        Brackets { pairs }
    }

    /// Where the bracket that opens at byte `at` has closed.
    pub(super) fn end(&self, at: usize) -> Option<usize> {
        let found = self.pairs.binary_search_by_key(&at, |&(start, _)| start);
        self.pairs.get(found.ok()?).map(|&(_, end)| end)
    }

    /// The end of the line of byte `at`, or of the line on which the last bracket on it closes.
    pub(super) fn line_end(&self, source: &str, mut at: usize) -> usize {
        loop {
            let rest = source.get(at..).unwrap_or_default();
            let Some(next) = rest.find(['\n', '{', '[', '(']) else {
                return source.len();
            };
            at += next;
            match self.end(at) {
                Some(end) => at = end,
                None if rest.get(next..).is_some_and(|rest| rest.starts_with('\n')) => return at,
                None => at += 1,
            }
        }
    }
}
