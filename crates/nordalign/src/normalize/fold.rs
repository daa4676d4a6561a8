//! The comparison form of words, in which related spellings of the three languages are equal.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// The rules of `letters.txt`, by the first byte of what is written, longest first.
static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::parse(include_str!("letters.txt")));

struct Rules {
    by_first: Vec<Vec<(&'static [u8], &'static [u8])>>,
}

impl Rules {
    fn parse(data: &'static str) -> Self {
        let mut by_first: Vec<Vec<_>> = vec![Vec::new(); 256];
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split_whitespace().map(str::as_bytes);
            if let Some(from @ [first, ..]) = fields.next() {
                by_first[usize::from(*first)].push((from, fields.next().unwrap_or_default()));
            }
        }
        for rules in &mut by_first {
            rules.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
        }
        Rules { by_first }
    }

    /// The first rule that matches the start of `bytes`.
    fn matching(&self, bytes: &[u8]) -> Option<(&'static [u8], &'static [u8])> {
        let rules = self.by_first.get(usize::from(*bytes.first()?))?;
        let found = rules.iter().find(|(from, _)| bytes.starts_with(from));
        found.copied()
    }
}

/// Folds words. It reuses its buffers.
#[derive(Default)]
pub(crate) struct Folder {
    lower: String,
    folded: Vec<u8>,
}

impl Folder {
    /// The comparison form of `word` as bytes: lower case, letters folded by `letters.txt`, doubled
    /// letters once.
    pub(crate) fn fold(&mut self, word: &str) -> &[u8] {
        self.lower.clear();
        if word.chars().all(|c| u32::from(c) < 0x300) {
            self.lower.extend(word.chars().flat_map(char::to_lowercase));
        } else {
            let lower = word.chars().flat_map(char::to_lowercase);
            self.lower.extend(lower.nfc());
        }
        self.folded.clear();
        let mut rest = self.lower.as_bytes();
        while let Some((&first, after)) = rest.split_first() {
            if let Some((from, to)) = RULES.matching(rest) {
                to.iter()
                    .for_each(|&byte| push_once(&mut self.folded, byte));
                rest = rest.get(from.len()..).unwrap_or_default();
            } else {
                push_once(&mut self.folded, first);
                rest = after;
            }
        }
        &self.folded
    }
}

/// Appends `byte` unless it would double an ASCII letter.
fn push_once(folded: &mut Vec<u8>, byte: u8) {
    if !(byte.is_ascii_alphabetic() && folded.last() == Some(&byte)) {
        folded.push(byte);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(words: &[&str]) {
        let mut folder = Folder::default();
        let forms: Vec<Vec<u8>> = words.iter().map(|w| folder.fold(w).to_vec()).collect();
        assert!(
            forms.windows(2).all(|w| w[0] == w[1]),
            "{words:?} {forms:?}"
        );
    }

    #[test]
    fn related_spellings_get_the_same_form() {
        same(&["bok", "bog"]);
        same(&["station", "stasjon"]);
        same(&["språk", "sprog"]);
        same(&["vad", "hvad"]);
        same(&["väder", "vädder"]);
        same(&["extra", "ekstra"]);
        same(&["central", "sentral"]);
        same(&["o\u{308}ppen", "øppen", "Öppen"]);
    }
}
