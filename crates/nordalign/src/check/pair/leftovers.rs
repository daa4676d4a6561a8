//! Units that the aligner left alone on both sides, but that belong together.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::check::pair::classified::Joined;
use crate::check::pair::documents::{Aligned, Pair};
use crate::check::pair::foreign::{foreign_sentences, foreign_units, wrong_language};
use crate::check::pair::order::{Lists, Partners};
use crate::check::pair::spelling::{ALIKE, Trigram, likeness, trigrams, units_alike};
use crate::check::pair::units::Units;
use crate::check::state::State;
use crate::check::text::words;
use crate::document::BlockKind;
use crate::identify::Language;
use crate::segment::Segment;

/// Units without a counterpart.
pub(crate) struct Leftovers<'p, 'a> {
    pair: &'p Pair<'a>,
    /// Of the source.
    pub(crate) missing: BTreeSet<usize>,
    /// Of the target.
    pub(crate) extra: BTreeSet<usize>,
    /// For every unit of the source, the last unit of the target that belongs to one before it, and
    /// the first that belongs to one after it.
    before: Vec<Option<usize>>,
    after: Vec<Option<usize>>,
}

/// Each is compared with at most this many units at the same place.
const NEARBY: usize = 32;

/// Units in different places that are this much alike are the same unit, moved.
const MOVED: f64 = 0.35;

/// A unit that is less like the one the aligner paired it with may have a better partner in another
/// place.
const UNLIKE: f64 = 0.3;

/// Texts with fewer words than this can be alike by chance.
const MOVED_FROM: usize = 4;

/// A text of more words shares some with its translation, however free that is.
const LONGEST_FREE: usize = 8;

/// At most this many pairs of units in different places are compared. If more are left over, the
/// documents are not translations of each other.
const MOST_PAIRS: usize = 250_000;

impl<'p, 'a> Leftovers<'p, 'a> {
    pub(crate) fn new(pair: &'p Pair<'a>, aligned: &[Aligned]) -> Self {
        let mut answers: Vec<Option<(usize, usize)>> = vec![None; pair.source.units.len()];
        let (mut missing, mut extra) = (BTreeSet::new(), BTreeSet::new());
        for one in aligned {
            let (Some(&first), Some(&last)) = (one.target.first(), one.target.last()) else {
                missing.extend(&one.source);
                continue;
            };
            if one.source.is_empty() {
                extra.extend(&one.target);
            }
            for &unit in one.source.iter().filter(|_| !one.moved) {
                if let Some(answer) = answers.get_mut(unit) {
                    *answer = Some((first, last));
                }
            }
        }
        let mut last = None;
        let before = answers.iter().map(|answer| {
            let before = last;
            last = answer.map(|(_, last)| last).or(last);
            before
        });
        let before = before.collect();
        let mut next = None;
        let after = answers.iter().rev().map(|answer| {
            let after = next;
            next = answer.map(|(first, _)| first).or(next);
            after
        });
        let mut after: Vec<Option<usize>> = after.collect();
        after.reverse();
        Leftovers {
            pair,
            missing,
            extra,
            before,
            after,
        }
    }

    /// Joins units that belong together.
    pub(crate) fn join(&mut self, joined: &mut Vec<Joined>) {
        self.lists(joined);
        self.beside(joined);
        self.same_place(joined);
        self.elsewhere(joined);
        self.cells(joined);
        self.gaps(joined);
    }

    /// Joins items of lists with their translations at other places of the lists.
    fn lists(&mut self, joined: &mut Vec<Joined>) {
        let mut partners = partners(joined, 1);
        // Of two items that changed places the aligner makes one pair of units.
        partners.extend(self::partners(joined, 2));
        let lists: Vec<Lists> = Lists::all(self.pair, joined).collect();
        let crossed: Vec<Partners> = lists
            .iter()
            .flat_map(|list| list.crossed(&partners).into_iter().flatten())
            .collect();
        let sources: BTreeSet<usize> = crossed.iter().map(|[source, _]| *source).collect();
        let (parted, whole): (Vec<Joined>, Vec<Joined>) = std::mem::take(joined)
            .into_iter()
            .partition(|one| one.source.iter().any(|unit| sources.contains(unit)));
        *joined = whole;
        joined.extend(parted.iter().flat_map(Joined::one_by_one).filter(|one| {
            let mut units = one.source.iter();
            !units.any(|unit| sources.contains(unit))
        }));
        let lone = lists
            .iter()
            .flat_map(|list| list.lone(&self.missing, &self.extra));
        let lone: Vec<Partners> = lone.collect();
        for partners in crossed.into_iter().chain(lone) {
            joined.push(self.bring_together(partners, State::Translated));
        }
    }

    /// Joins a unit with its translation in another place, in `state` if it is in its language.
    fn bring_together(&mut self, [source, target]: Partners, state: State) -> Joined {
        let language = wrong_language(self.pair, &[source], &[target]);
        let state = language.map_or(state, |_| State::WrongLanguage);
        self.take(source, target, state, language)
    }

    fn take(
        &mut self,
        source: usize,
        target: usize,
        state: State,
        language: Option<Language>,
    ) -> Joined {
        self.missing.remove(&source);
        self.extra.remove(&target);
        let foreign = match state {
            State::Moved | State::Translated => foreign_sentences(self.pair, &[source], &[target]),
            _ => Vec::new(),
        };
        Joined {
            source: vec![source],
            target: vec![target],
            state,
            language,
            foreign,
        }
    }

    /// Joins units at the same place that the aligner found no likeness between: a text in another
    /// language, or in quite different words.
    fn same_place(&mut self, joined: &mut Vec<Joined>) {
        let extra = self.extra.iter();
        let seen: BTreeMap<usize, Seen> = extra
            .map(|&unit| (unit, Seen::new(self.pair, unit)))
            .collect();
        for unit in self.missing.clone() {
            if let Some((other, state, language)) = self.at_place(unit, &seen) {
                joined.push(self.take(unit, other, state, language));
            }
        }
    }

    /// The unit of the target at the place of a missing unit, and its state.
    fn at_place(
        &self,
        unit: usize,
        seen: &BTreeMap<usize, Seen>,
    ) -> Option<(usize, State, Option<Language>)> {
        let source = self.pair.source.units.get(unit)?;
        let count = words(&source.text);
        let spelling = trigrams(&source.text);
        for &other in self.extra.range(self.place(unit)).take(NEARBY) {
            let (Some(target), Some(seen)) = (self.pair.target.units.get(other), seen.get(&other))
            else {
                continue;
            };
            if target.kind != source.kind {
                continue;
            }
            if seen.language.is_some()
                && let Some(language) = wrong_language(self.pair, &[unit], &[other])
            {
                return Some((other, State::WrongLanguage, Some(language)));
            }
            if [count, seen.words] == [0, 0] {
                return Some((other, State::Ignored, None));
            }
            let likely = likely_lengths(count, seen.words);
            if likely && likeness(&spelling, &seen.spelling) >= ALIKE {
                return Some((other, State::Doubtful, None));
            }
        }
        None
    }

    /// Joins units in different places. A unit may have a better partner there than the aligner
    /// found at its own.
    fn elsewhere(&mut self, joined: &mut Vec<Joined>) {
        if self.extra.is_empty() {
            // Comparing all that is joined is not worth it: nothing is left to find.
            return;
        }
        let mut unlike = self.unlike(joined);
        if (self.missing.len() + unlike.len()) * self.extra.len() > MOST_PAIRS {
            unlike.clear();
        }
        let missing = self.missing.iter().chain(unlike.keys());
        let missing = spellings(&self.pair.source, missing);
        let extra = spellings(&self.pair.target, self.extra.iter());
        if missing.len() * extra.len() > MOST_PAIRS {
            return;
        }
        let mut alike = Vec::new();
        for (source, spelling) in &missing {
            for (target, other) in &extra {
                let likeness = likeness(spelling, other);
                if likeness >= MOVED {
                    alike.push((likeness, *source, *target));
                }
            }
        }
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, source, target) in alike {
            let is_free = self.missing.contains(&source) || unlike.contains_key(&source);
            if !is_free || !self.extra.contains(&target) {
                continue;
            }
            if let Some(partner) = unlike.remove(&source) {
                joined.retain(|joined| joined.source != [source]);
                self.extra.insert(partner);
            }
            joined.push(self.bring_together([source, target], State::Moved));
        }
    }

    /// The units of the source that the aligner paired with one that is hardly like them, and that
    /// one.
    fn unlike(&self, joined: &[Joined]) -> BTreeMap<usize, usize> {
        let unlike = partners(joined, 1).into_iter().filter(|&(source, target)| {
            let text = trigrams(&self.pair.source.text(&[source]));
            likeness(&text, &trigrams(&self.pair.target.text(&[target]))) < UNLIKE
        });
        unlike.collect()
    }

    /// Between which units of the target a unit of the source should stand.
    fn place(&self, unit: usize) -> Range<usize> {
        let [before, after] =
            [&self.before, &self.after].map(|units| units.get(unit).copied().flatten());
        let from = before.map_or(0, |before| before + 1);
        from..after.unwrap_or(usize::MAX).max(from)
    }

    /// Joins a missing unit with one that the aligner gave to a neighbour: a heading to the paragraph
    /// below it, a cell to the next one. It is of the same kind, and what is left of the bead is of
    /// the kind of the neighbour and fits it no worse, or is of another kind than what it loses.
    fn beside(&mut self, joined: &mut Vec<Joined>) {
        let mut beads: BTreeMap<usize, usize> = BTreeMap::new();
        for (number, joined) in joined.iter().enumerate() {
            let is_longer = joined.target.len() == joined.source.len() + 1;
            if is_longer && joined.state != State::Moved {
                beads.extend(joined.source.iter().map(|&unit| (unit, number)));
            }
        }
        for unit in self.missing.clone() {
            let neighbours = [(unit + 1, true), (unit.wrapping_sub(1), false)];
            let found = neighbours.into_iter().find_map(|(neighbour, before)| {
                let number = *beads.get(&neighbour)?;
                let other = self.given_away(unit, joined.get(number)?, before)?;
                Some((number, other))
            });
            if let Some((number, other)) = found {
                for unit in &joined[number].source {
                    beads.remove(unit);
                }
                joined[number].target.retain(|&unit| unit != other);
                joined.push(self.take(unit, other, State::Doubtful, None));
            }
        }
    }

    /// The unit at the end of a bead's target that belongs to `unit`, which stands beside its source.
    fn given_away(&self, unit: usize, bead: &Joined, before: bool) -> Option<usize> {
        let (other, rest) = match before {
            true => bead.target.split_first()?,
            false => bead.target.split_last()?,
        };
        let [source, target] = [&self.pair.source, &self.pair.target];
        let kinds = |side: &Units, units: &[usize]| -> Vec<_> {
            units.iter().map(|&unit| kind(side, unit)).collect()
        };
        let alike = |units: &[usize]| units_alike([source, target], &bead.source, units);
        let [own, given] = [Shape::of(source, unit), Shape::of(target, *other)];
        let kinds = [kinds(source, &bead.source), kinds(target, rest)];
        let is_foreign = !kinds[0].contains(&given.kind) && alike(rest) >= ALIKE;
        let fits = own.is_like(&given)
            && kinds[0] == kinds[1]
            && (is_foreign || alike(rest) >= alike(&bead.target));
        fits.then_some(*other)
    }

    /// Joins what fills the place of what is missing: between the same neighbours, short units of
    /// the same kinds in the same order, as many as possible.
    fn gaps(&mut self, joined: &mut Vec<Joined>) {
        let mut gaps: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for &unit in &self.missing {
            let place = self.place(unit);
            gaps.entry((place.start, place.end)).or_default().push(unit);
        }
        for ((from, to), missing) in gaps {
            let extra: Vec<usize> = self.extra.range(from..to).copied().collect();
            if missing.len() * extra.len() > MOST_PAIRS {
                continue;
            }
            for (source, target) in self.in_order(&missing, &extra) {
                joined.push(self.take(source, target, State::Doubtful, None));
            }
        }
    }

    /// The most pairs of units that may be translations of each other, in order.
    fn in_order(&self, missing: &[usize], extra: &[usize]) -> Vec<(usize, usize)> {
        let shapes = |side: &Units, units: &[usize]| -> Vec<Shape> {
            units.iter().map(|&unit| Shape::of(side, unit)).collect()
        };
        let own = shapes(&self.pair.source, missing);
        let other = shapes(&self.pair.target, extra);
        let width = extra.len() + 1;
        // The most pairs from each unit of both on.
        let mut most = vec![0u32; (missing.len() + 1) * width];
        for (i, source) in own.iter().enumerate().rev() {
            for (j, target) in other.iter().enumerate().rev() {
                let at = |i: usize, j: usize| most[i * width + j];
                let paired = u32::from(source.is_like(target)) + at(i + 1, j + 1);
                most[i * width + j] = paired.max(at(i + 1, j)).max(at(i, j + 1));
            }
        }
        let (mut i, mut j) = (0, 0);
        let mut pairs = Vec::new();
        while i < missing.len() && j < extra.len() {
            let at = |i: usize, j: usize| most[i * width + j];
            if own[i].is_like(&other[j]) && at(i, j) == at(i + 1, j + 1) + 1 {
                pairs.push((missing[i], extra[j]));
                (i, j) = (i + 1, j + 1);
            } else if at(i, j) == at(i + 1, j) {
                i += 1;
            } else {
                j += 1;
            }
        }
        pairs
    }

    /// Joins cells of a table that stand in a row that is there, in their column: short ones are
    /// often translated by quite other words.
    fn cells(&mut self, joined: &mut Vec<Joined>) {
        let [source, target] = [&self.pair.source, &self.pair.target];
        let cell = |side: &Units<'a>, unit: usize| -> Option<&'a Segment> {
            let unit = side.units.get(unit);
            unit.filter(|unit| unit.kind == BlockKind::TableCell)
        };
        // For the line of each row, the line of its translation.
        let mut rows = BTreeMap::new();
        for joined in joined.iter() {
            let answer = joined.target.first().and_then(|&unit| cell(target, unit));
            for &unit in &joined.source {
                if let (Some(own), Some(answer)) = (cell(source, unit), answer) {
                    rows.entry(own.lines.first).or_insert(answer.lines.first);
                }
            }
        }
        let places: BTreeMap<(usize, usize), usize> = self
            .extra
            .iter()
            .filter_map(|&unit| {
                let cell = cell(target, unit)?;
                Some(((cell.lines.first, cell.level), unit))
            })
            .collect();
        for unit in self.missing.clone() {
            let place = cell(source, unit).and_then(|own| {
                let row = rows.get(&own.lines.first)?;
                places.get(&(*row, own.level)).copied()
            });
            if let Some(other) = place.filter(|other| self.extra.contains(other)) {
                joined.push(self.take(unit, other, State::Doubtful, None));
            }
        }
    }
}

/// The units that are translated and joined, `count` to as many, each with the one at its place.
fn partners(joined: &[Joined], count: usize) -> BTreeMap<usize, usize> {
    let joined = joined.iter().filter(|joined| {
        let is_there = matches!(joined.state, State::Translated | State::Doubtful);
        is_there && [joined.source.len(), joined.target.len()] == [count; 2]
    });
    let partners = joined.flat_map(|joined| joined.source.iter().zip(&joined.target));
    partners
        .map(|(source, target)| (*source, *target))
        .collect()
}

/// The spelling of those units whose texts are long enough to be found in another place.
fn spellings<'u>(
    side: &Units,
    units: impl Iterator<Item = &'u usize>,
) -> Vec<(usize, Vec<Trigram>)> {
    let units = units.filter_map(|&unit| Some((unit, &side.units.get(unit)?.text)));
    let units = units.filter(|(_, text)| words(text) >= MOVED_FROM);
    units.map(|(unit, text)| (unit, trigrams(text))).collect()
}

/// Facts about a unit of the target that do not depend on what it is compared with.
struct Seen {
    words: usize,
    spelling: Vec<Trigram>,
    /// The language that it is in, if that is clearly not that of the target.
    language: Option<Language>,
}

impl Seen {
    fn new(pair: &Pair, unit: usize) -> Self {
        let text = pair.target.text(&[unit]);
        Seen {
            words: words(&text),
            spelling: trigrams(&text),
            language: foreign_units(pair, &[unit]),
        }
    }
}

/// The kind of a unit, and its level.
fn kind(side: &Units, unit: usize) -> Option<(BlockKind, usize)> {
    side.units.get(unit).map(|unit| (unit.kind, unit.level))
}

/// What units that share no word have in common if they are translations of each other.
struct Shape {
    kind: Option<(BlockKind, usize)>,
    words: usize,
}

impl Shape {
    fn of(side: &Units, unit: usize) -> Self {
        Shape {
            kind: kind(side, unit),
            words: side.units.get(unit).map_or(0, |unit| words(&unit.text)),
        }
    }

    /// Whether both are of the same kind and level, the source is short, and their lengths are
    /// likely.
    fn is_like(&self, target: &Shape) -> bool {
        self.kind.is_some()
            && self.kind == target.kind
            && self.words <= LONGEST_FREE
            && likely_lengths(self.words, target.words)
    }
}

/// Whether texts with these numbers of words may be translations of each other.
fn likely_lengths(a: usize, b: usize) -> bool {
    a.max(b) <= 2 * a.min(b) + 2
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{NB, SV, check, rules};
    use crate::check::{Rule, State};
    #[cfg(feature = "markdown")]
    use crate::{Aligner, Document, Lang, check::Checker, format::Format};

    #[test]
    fn all_units_of_a_page_left_in_the_source_language_are_copied() {
        let checked = check(SV, SV);
        assert_eq!(checked.states, [State::Copied; 5]);
        assert_eq!(checked.coverage.percent(), [0.0, 0.0]);
    }

    #[test]
    fn nothing_of_a_page_in_english_counts_as_translated() {
        let english = "# Rent a canoe\n\nWe rent out canoes from the first of May until the end of September.\n\n\
            The price is 350 crowns a day, including life jackets.\n\nBook on [our page](boka.md) or give us a call.\n\n\
            Please return the canoe no later than 6 p.m.\n";
        let checked = check(SV, english);
        assert_eq!(checked.coverage.done().segments, 0, "{:?}", checked.states);
        let wrong = checked
            .states
            .iter()
            .filter(|state| **state == State::WrongLanguage);
        assert!(wrong.count() >= 4, "{:?}", checked.states);
    }

    #[test]
    fn everything_is_missing_in_an_empty_translation() {
        let checked = check(SV, "");
        assert_eq!(checked.states, [State::Missing; 5]);
        assert_eq!(rules(&checked), [Rule::Missing; 5]);
        assert!(checked.findings.iter().all(|finding| finding.line == 1));
    }

    #[test]
    fn joined_and_split_paragraphs_are_not_reported() {
        let joined = NB.replace("inkludert.\n\nBestill", "inkludert. Bestill");
        assert_eq!(check(SV, &joined).findings, []);
        let sv = SV.replace("ingår.\n\nBoka", "ingår. Boka");
        assert_eq!(check(&sv, NB).findings, []);
    }

    #[test]
    fn a_paragraph_in_another_place_is_moved_and_translated() {
        let last = "\nLever kanoen tilbake senest klokken 18.\n";
        let nb = NB
            .replace(last, "")
            .replace("# Lei en kano\n", &format!("# Lei en kano\n{last}"));
        let checked = check(SV, &nb);
        assert_eq!(rules(&checked), [Rule::Moved]);
        assert_eq!(checked.coverage.percent(), [100.0, 100.0]);
    }

    #[cfg(feature = "markdown")]
    #[test]
    fn a_short_heading_in_another_word_is_doubtful_and_not_missing() {
        let read = |lang, text: &str| Document::parse(lang, text, Format::Markdown).unwrap();
        let sv = read(
            Lang::Sv,
            "## Radera\n\nTar bort den markerade raden.\n\n## Ändra\n\nÄndrar namnet på raden.\n",
        );
        let da = read(
            Lang::Da,
            "## Slet\n\nFjerner den markerede række.\n\n## Rediger\n\nÆndrer navnet på rækken.\n",
        );
        let alignment = Aligner::new().align(&[sv.clone(), da.clone()]).unwrap();
        let checked = Checker::new().check(&sv, &da, &alignment);
        let rules = rules(&checked);
        assert!(!rules.contains(&Rule::Missing), "{:?}", checked.findings);
    }

    #[test]
    fn a_moved_paragraph_is_found_even_if_another_one_fills_its_place() {
        let price = "Prisen er 350 kroner per dag, flytevester er inkludert.";
        let other = "Parkering ved brygga er gratis for alle om sommeren.";
        let nb = format!("{}\n{price}\n", NB.replace(price, other));
        let checked = check(SV, &nb);
        assert_eq!(rules(&checked), [Rule::Extra, Rule::Moved]);
        assert_eq!(checked.coverage.percent(), [100.0, 100.0]);
    }
}
