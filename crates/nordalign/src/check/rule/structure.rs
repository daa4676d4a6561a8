//! Headings, lists and tables with another structure than in the source.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::evidence::Evidence;
use crate::check::pair::{Classified, Group, Pair, Units, grouped};
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::check::state::State;
use crate::check::text::excerpt;
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
    remarks.extend(order(pair, classified));
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
    let usual = usual(levels.iter().map(|(_, levels)| shift(*levels)));
    let other = levels
        .into_iter()
        .filter(|(_, levels)| shift(*levels) != usual);
    other
        .map(|(joined, [source, target])| {
            let message = match usual {
                0 => format!("a heading of level {target}; in the source it has level {source}"),
                _ => format!(
                    "a heading of level {target}; beside the other headings it should have level {}",
                    source as isize + usual
                ),
            };
            Remark::new(pair, &joined.source, &joined.target, message)
        })
        .collect()
}

/// How many levels most headings are lower than in the source; none, if as many are not.
fn usual(shifts: impl Iterator<Item = isize>) -> isize {
    let mut counts: BTreeMap<isize, usize> = BTreeMap::new();
    for shift in shifts {
        *counts.entry(shift).or_default() += 1;
    }
    let most = counts.into_iter();
    let most = most.max_by_key(|&(shift, count)| (count, shift == 0, shift));
    most.map_or(0, |(shift, _)| shift)
}

fn shift([source, target]: [usize; 2]) -> isize {
    target as isize - source as isize
}

fn is_translated(state: State) -> bool {
    matches!(state, State::Translated | State::Moved | State::Ignored)
}

/// Lists and tables that are longer or shorter than in the source, unless a finding on a unit in
/// them already says so.
fn groups(pair: &Pair, classified: &Classified) -> Vec<Remark> {
    let extra: BTreeSet<usize> = classified.extra.iter().copied().collect();
    let groups = grouped(pair, &classified.joined).into_iter();
    let remarks = groups.filter_map(|[source, target]| {
        let is_whole = source.units.iter().all(|&unit| {
            let state = classified.source.get(unit);
            state.is_some_and(|&state| is_translated(state))
        }) && !target.units.iter().any(|unit| extra.contains(unit));
        let message = is_whole
            .then(|| difference(pair, &source, &target))
            .flatten()?;
        let (from, to) = (source.units.first()?, target.units.first()?);
        Some(Remark::new(pair, &[*from], &[*to], message))
    });
    remarks.collect()
}

/// Items of lists in another order than in the source.
fn order(pair: &Pair, classified: &Classified) -> Vec<Remark> {
    let joined = classified.out_of_order.iter();
    let joined = joined.filter_map(|&number| classified.joined.get(number));
    let remarks = joined.map(|joined| {
        let message = format!(
            "item in another place of the list than in the source: “{}”",
            excerpt(&pair.target.text(&joined.target))
        );
        Remark::new(pair, &joined.source, &joined.target, message)
    });
    remarks.collect()
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
