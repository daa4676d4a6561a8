//! Which code block of the translation is which of the source.

use std::collections::{BTreeMap, HashMap};

use super::listing::Listing;
use super::places::Places;

/// How alike two code blocks at the same place must be, the most first.
const LIKENESSES: [fn(&Listing) -> Vec<String>; 3] = [all_lines, each_line, nothing];

fn all_lines(listing: &Listing) -> Vec<String> {
    vec![each_line(listing).join("\n")]
}

fn each_line(listing: &Listing) -> Vec<String> {
    let lines = listing.lines.iter();
    lines.map(|line| line.bare.clone()).collect()
}

fn nothing(_: &Listing) -> Vec<String> {
    vec![String::new()]
}

/// For every code block of the source, the one of the translation at the same place: where several
/// stand there, the same first, then one with a line in common, then any.
pub(super) fn partners<'t>(
    places: &Places,
    sources: &[Listing],
    targets: &'t [Listing<'t>],
) -> Vec<Option<&'t Listing<'t>>> {
    let mut partners = vec![None; sources.len()];
    let mut taken = vec![false; targets.len()];
    for said in LIKENESSES {
        let mut waiting = Waiting::of(targets, &taken, said);
        let alone = sources.iter().zip(&mut partners);
        for (source, partner) in alone.filter(|(_, partner)| partner.is_none()) {
            let around = places.around(source).into_iter().flatten();
            let mut found =
                around.flat_map(|place| said(source).into_iter().map(move |said| (place, said)));
            let number = found.find_map(|key| waiting.take(&key, &mut taken));
            *partner = number.and_then(|number| targets.get(number));
        }
    }
    partners
}

/// The code blocks of the translation without a partner, by the number of units before them and
/// what they say.
struct Waiting(HashMap<(usize, String), Vec<usize>>);

impl Waiting {
    fn of(targets: &[Listing], taken: &[bool], said: fn(&Listing) -> Vec<String>) -> Self {
        let mut waiting: HashMap<(usize, String), Vec<usize>> = HashMap::new();
        let all = targets.iter().zip(taken).enumerate().rev();
        for (number, (listing, _)) in all.filter(|(_, (_, taken))| !**taken) {
            for said in said(listing) {
                let key = (listing.units_before, said);
                waiting.entry(key).or_default().push(number);
            }
        }
        Waiting(waiting)
    }

    /// Takes the first one for `key` that is not taken yet.
    fn take(&mut self, key: &(usize, String), taken: &mut [bool]) -> Option<usize> {
        let numbers = self.0.get_mut(key)?;
        while let Some(number) = numbers.pop() {
            if let Some(taken) = taken.get_mut(number).filter(|taken| !**taken) {
                *taken = true;
                return Some(number);
            }
        }
        None
    }
}

/// The lines of the translation that no code block of the source has taken, by how often they
/// stand there.
pub(super) struct OtherLines<'t>(BTreeMap<&'t str, usize>);

impl<'t> OtherLines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut lines = BTreeMap::new();
        for line in text.lines().map(without_marks) {
            *lines.entry(line).or_default() += 1;
        }
        OtherLines(lines)
    }

    /// Leaves out the lines that `listing` has.
    pub(super) fn take(&mut self, listing: &Listing) {
        for line in &listing.lines {
            if let Some(count) = self.0.get_mut(without_marks(line.text)) {
                *count = count.saturating_sub(1);
            }
        }
    }

    /// Whether half of `listing` is among them.
    pub(super) fn have(&self, listing: &Listing) -> bool {
        let lines = listing.lines.iter();
        let known = lines.filter(|line| {
            let count = self.0.get(without_marks(line.text));
            count.is_some_and(|count| *count > 0)
        });
        2 * known.count() >= listing.lines.len()
    }
}

/// A line without what may stand around code in a list, a quote or a sentence of its own.
fn without_marks(line: &str) -> &str {
    line.trim_matches([' ', '\t', '>', '`', '*', '-'])
}
