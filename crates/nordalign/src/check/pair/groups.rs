//! The lists and tables of both documents, and which of them belong together.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::pair::classified::Joined;
use crate::check::pair::documents::Pair;
use crate::check::pair::units::Units;
use crate::document::BlockKind;

/// Units that form a group: the items of a list, the cells of a table.
pub(crate) struct Group {
    pub(crate) kind: BlockKind,
    pub(crate) units: Vec<usize>,
}

/// The groups of a side.
struct Groups {
    all: Vec<Group>,
    /// The number of the group of every unit.
    of_unit: Vec<Option<usize>>,
}

/// The groups of the source and of the target all of whose units are joined with units of each
/// other alone, as far as they are joined.
pub(crate) fn grouped(pair: &Pair, joined: &[Joined]) -> Vec<[Group; 2]> {
    let [mut sources, mut targets] = [&pair.source, &pair.target].map(Groups::new);
    // Which groups of the target hold the units of each group of the source, and the other way
    // round.
    let mut answers: BTreeMap<usize, BTreeSet<Option<usize>>> = BTreeMap::new();
    let mut asks: BTreeMap<usize, BTreeSet<Option<usize>>> = BTreeMap::new();
    for joined in joined {
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
    let pairs = answers.into_iter().filter_map(|(from, to)| {
        let only = to.first().copied().flatten().filter(|_| to.len() == 1);
        let to = only.filter(|to| asks.get(to).is_some_and(|from| from.len() == 1))?;
        let groups = [sources.all.get_mut(from)?, targets.all.get_mut(to)?];
        let same = groups[0].kind == groups[1].kind;
        same.then(|| groups.map(Group::take))
    });
    pairs.collect()
}

impl Group {
    fn take(&mut self) -> Group {
        Group {
            kind: self.kind,
            units: std::mem::take(&mut self.units),
        }
    }
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
