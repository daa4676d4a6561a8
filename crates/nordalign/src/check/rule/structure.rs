//! Headings, lists and tables with another structure than in the source.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::evidence::Evidence;
use crate::check::pair::{Classified, Pair, Units};
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::check::state::State;
use crate::document::BlockKind;
use crate::segment::Segment;

pub(super) const RULE: Definition = Definition {
    id: "structure",
    severity: Severity::Warning,
    summary: "Headings, lists or tables have another structure in the translation.",
    remedy: "Give the translation the same headings, lists and tables as the source.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let (pair, classified) = (evidence.pair, evidence.classified);
    let mut remarks = headings(pair, classified);
    remarks.extend(groups(pair, classified));
    remarks
}

/// Headings whose level differs, after a shift common to all is removed: if the title of a page is
/// in its front matter in one language and in a heading in the other, all levels differ by one.
fn headings(pair: &Pair, classified: &Classified) -> Vec<Remark> {
    let level = |side: &Units, units: &[usize]| {
        let [unit] = units else { return None };
        let unit = side.units.get(*unit)?;
        let told = unit.kind == BlockKind::Heading && unit.level > 0;
        told.then_some(unit.level)
    };
    let levels: Vec<_> = classified
        .joined
        .iter()
        .filter(|joined| is_translated(joined.state))
        .filter_map(|joined| {
            let levels = [
                level(&pair.source, &joined.source)?,
                level(&pair.target, &joined.target)?,
            ];
            Some((joined, levels))
        })
        .collect();
    let mut shifts: Vec<isize> = levels.iter().map(|(_, levels)| shift(*levels)).collect();
    shifts.sort_unstable();
    let usual = shifts.get(shifts.len() / 2).copied().unwrap_or_default();
    let other = levels
        .into_iter()
        .filter(|(_, levels)| shift(*levels) != usual);
    other
        .map(|(joined, [source, target])| {
            let message =
                format!("a heading of level {target}; in the source it has level {source}");
            Remark::new(pair, &joined.source, &joined.target, message)
        })
        .collect()
}

fn shift([source, target]: [usize; 2]) -> isize {
    target as isize - source as isize
}

fn is_translated(state: State) -> bool {
    matches!(state, State::Translated | State::Moved | State::Ignored)
}

/// Units that form a group: the items of a list, the cells of a table.
struct Group {
    kind: BlockKind,
    units: Vec<usize>,
}

/// The groups of a side.
struct Groups {
    all: Vec<Group>,
    /// The number of the group of every unit.
    of_unit: Vec<Option<usize>>,
}

/// Lists and tables that are longer or shorter than in the source, unless a finding on a unit in
/// them already says so.
fn groups(pair: &Pair, classified: &Classified) -> Vec<Remark> {
    let [sources, targets] = [&pair.source, &pair.target].map(Groups::new);
    // Which groups of the target hold the units of each group of the source, and the other way
    // round.
    let mut answers: BTreeMap<usize, BTreeSet<Option<usize>>> = BTreeMap::new();
    let mut asks: BTreeMap<usize, BTreeSet<Option<usize>>> = BTreeMap::new();
    for joined in &classified.joined {
        for &source in &joined.source {
            for &target in &joined.target {
                let (from, to) = (sources.of(source), targets.of(target));
                if let Some(from) = from {
                    answers.entry(from).or_default().insert(to);
                }
                if let Some(to) = to {
                    asks.entry(to).or_default().insert(from);
                }
            }
        }
    }
    let extra: BTreeSet<usize> = classified.extra.iter().copied().collect();
    let mut remarks = Vec::new();
    for (from, to) in answers {
        let only = to.first().copied().flatten().filter(|_| to.len() == 1);
        let Some(to) = only.filter(|to| asks.get(to).is_some_and(|from| from.len() == 1)) else {
            continue;
        };
        let (Some(source), Some(target)) = (sources.all.get(from), targets.all.get(to)) else {
            continue;
        };
        let is_whole = source.kind == target.kind
            && source.units.iter().all(|&unit| {
                let state = classified.source.get(unit);
                state.is_some_and(|&state| is_translated(state))
            })
            && !target.units.iter().any(|unit| extra.contains(unit));
        let message = is_whole.then(|| difference(pair, source, target)).flatten();
        if let (Some(message), Some(&first)) = (message, target.units.first()) {
            let source = source.units.first().copied();
            remarks.push(Remark::new(pair, source.as_slice(), &[first], message));
        }
    }
    remarks
}

impl Groups {
    fn new(side: &Units) -> Self {
        let mut all: Vec<Group> = Vec::new();
        let mut of_unit = vec![None; side.units.len()];
        for (number, unit) in side.units.iter().enumerate() {
            if !matches!(unit.kind, BlockKind::ListItem | BlockKind::TableCell) {
                continue;
            }
            match all.last_mut() {
                Some(group)
                    if group.kind == unit.kind && group.units.last() == Some(&(number - 1)) =>
                {
                    group.units.push(number);
                }
                _ => all.push(Group {
                    kind: unit.kind,
                    units: vec![number],
                }),
            }
            of_unit[number] = Some(all.len() - 1);
        }
        Groups { all, of_unit }
    }

    fn of(&self, unit: usize) -> Option<usize> {
        self.of_unit.get(unit).copied().flatten()
    }
}

fn difference(pair: &Pair, source: &Group, target: &Group) -> Option<String> {
    let of = |side: &Units, group: &Group| -> Vec<Segment> {
        let units = group.units.iter();
        units
            .filter_map(|&unit| side.units.get(unit).cloned())
            .collect()
    };
    let units = [of(&pair.source, source), of(&pair.target, target)];
    if source.kind == BlockKind::ListItem {
        let [source, target] = units.each_ref().map(|units| items(units));
        return (source != target)
            .then(|| format!("a list of {target} items; in the source it has {source}"));
    }
    let [source, target] = units.each_ref().map(|units| size(units));
    (source != target).then(|| {
        format!(
            "a table of {} rows and {} columns; in the source it has {} and {}",
            target.0, target.1, source.0, source.1
        )
    })
}

/// The number of items in a list; several sentences of one item count once.
fn items(units: &[Segment]) -> usize {
    units.iter().filter(|unit| unit.marker.is_some()).count()
}

/// The rows and columns of a table.
fn size(units: &[Segment]) -> (usize, usize) {
    let mut rows: Vec<usize> = units.iter().map(|unit| unit.lines.first).collect();
    rows.dedup();
    let columns = units.iter().map(|unit| unit.level).max();
    (rows.len(), columns.unwrap_or_default())
}
