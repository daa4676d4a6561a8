//! Items of a list that are in another order than in the source.
//!
//! The aligner joins items in order, so items that changed places are joined with each other's
//! translations, or with nothing. What an item has in common with no other of its list tells where its
//! translation stands.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::pair::classified::Joined;
use crate::check::pair::documents::Pair;
use crate::check::pair::groups::{Group, grouped};
use crate::check::pair::spelling::{Trigram, rarity, shared, trigrams};
use crate::check::pair::units::Units;
use crate::document::BlockKind;

/// How much more alike, in per cent, two items and their translations must be in each other's
/// places than in their own, both together.
const CROSSED: usize = 20;

/// How alike, in per cent, an item and a translation without partners must be.
const LONE: usize = 25;

/// How far apart in a list two items may be that changed places. This limits the work.
const FAR: usize = 8;

/// At most this many items without partners are compared with each other in a list.
const MOST: usize = 32;

/// The items of two lists that belong together, as far as they may change partners.
pub(super) struct Lists {
    sources: Vec<Item>,
    targets: Vec<Item>,
}

struct Item {
    unit: usize,
    level: usize,
    /// The trigrams of its text and its addresses, and their weights: those in every item of both
    /// lists weigh nothing.
    trigrams: Vec<(Trigram, usize)>,
    /// The weight of all of them.
    total: usize,
}

/// Two units that belong together.
pub(super) type Partners = [usize; 2];

impl Lists {
    /// All lists that belong together.
    pub(super) fn all(pair: &Pair, joined: &[Joined]) -> impl Iterator<Item = Lists> {
        let groups = grouped(pair, joined).into_iter();
        let lists = groups.filter(|[source, _]| source.kind == BlockKind::ListItem);
        lists.map(|[source, target]| Lists::new(pair, &source, &target))
    }

    fn new(pair: &Pair, source: &Group, target: &Group) -> Self {
        let items = |side: &Units, group: &Group| -> Vec<Item> {
            let units = group.units.iter();
            let items = units.filter_map(|&unit| Item::new(side, unit));
            items.collect()
        };
        let (mut sources, mut targets) = (items(&pair.source, source), items(&pair.target, target));
        let count = sources.len() + targets.len();
        let mut holders: BTreeMap<Trigram, usize> = BTreeMap::new();
        let trigrams = sources
            .iter()
            .chain(&targets)
            .flat_map(|item| &item.trigrams);
        trigrams.for_each(|(trigram, _)| *holders.entry(*trigram).or_default() += 1);
        for item in sources.iter_mut().chain(&mut targets) {
            for (trigram, weight) in &mut item.trigrams {
                let holders = holders.get(trigram).copied().unwrap_or(1);
                *weight = rarity(holders, count);
            }
            item.total = item.trigrams.iter().map(|(_, weight)| weight).sum();
        }
        Lists { sources, targets }
    }

    /// The pairs of `partners` that belong to each other's partners, in their right places.
    pub(super) fn crossed(&self, partners: &BTreeMap<usize, usize>) -> Vec<[Partners; 2]> {
        let target = |unit: &usize| {
            let place = self.targets.binary_search_by_key(unit, |item| item.unit);
            place.ok().and_then(|place| self.targets.get(place))
        };
        let items = self.sources.iter().filter_map(|source| {
            let target = target(partners.get(&source.unit)?)?;
            (source.level == target.level).then_some([source, target])
        });
        let items: Vec<[&Item; 2]> = items.collect();
        let mut taken = BTreeSet::new();
        let mut crossed = Vec::new();
        for (at, one) in items.iter().enumerate() {
            let later = items.iter().skip(at + 1).take(FAR);
            let others = later
                .filter(|other| other[0].level == one[0].level && !taken.contains(&other[0].unit));
            let gains = others.filter_map(|other| Some((gain(one, other)?, other)));
            let Some((gain, other)) = gains.max_by_key(|(gain, _)| *gain) else {
                continue;
            };
            if gain >= CROSSED && taken.insert(one[0].unit) {
                taken.insert(other[0].unit);
                crossed.push([[one[0].unit, other[1].unit], [other[0].unit, one[1].unit]]);
            }
        }
        crossed
    }

    /// The pairs of items without partners, `missing` ones and `extra` ones, that belong together.
    pub(super) fn lone(&self, missing: &BTreeSet<usize>, extra: &BTreeSet<usize>) -> Vec<Partners> {
        let sources = self
            .sources
            .iter()
            .filter(|item| missing.contains(&item.unit));
        let targets = self
            .targets
            .iter()
            .filter(|item| extra.contains(&item.unit));
        let targets: Vec<&Item> = targets.take(MOST).collect();
        let mut pairs = Vec::new();
        for source in sources.take(MOST) {
            for &target in targets.iter().filter(|target| target.level == source.level) {
                let alike = alike(&[source, target]);
                if alike >= LONE {
                    pairs.push((alike, [source.unit, target.unit]));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut taken = [BTreeSet::new(), BTreeSet::new()];
        let pairs = pairs.into_iter().map(|(_, partners)| partners);
        let best = pairs.filter(|[source, target]| {
            let is_free = !taken[0].contains(source) && !taken[1].contains(target);
            is_free && taken[0].insert(*source) && taken[1].insert(*target)
        });
        best.collect()
    }
}

/// How alike an item and a translation are, in per cent.
fn alike([source, target]: &[&Item; 2]) -> usize {
    let shared: usize = shared(&source.trigrams, &target.trigrams)
        .map(|(_, weight)| weight)
        .sum();
    200 * shared / (source.total + target.total).max(1)
}

/// How much more alike two items and their partners are if the partners change places, where both
/// are alike at all then.
fn gain(one: &[&Item; 2], other: &[&Item; 2]) -> Option<usize> {
    let crossed = [alike(&[one[0], other[1]]), alike(&[other[0], one[1]])];
    let straight = alike(one) + alike(other);
    let gain = crossed.iter().sum::<usize>().checked_sub(straight)?;
    (!crossed.contains(&0)).then_some(gain)
}

impl Item {
    fn new(side: &Units, unit: usize) -> Option<Self> {
        let segment = side.units.get(unit)?;
        segment.marker.as_ref()?;
        let links = side.links(&[unit]).into_iter();
        let words = links.map(|link| link.target).chain([segment.text.as_str()]);
        let trigrams = trigrams(&words.collect::<Vec<&str>>().join(" ")).into_iter();
        Some(Item {
            unit,
            level: segment.level,
            trigrams: trigrams.map(|trigram| (trigram, 0)).collect(),
            total: 0,
        })
    }
}

/// The numbers of the joined items of lists that stand before others in one list, and after them in
/// the other: as few as possible of each list, unless its translation is in the order of the
/// alphabet.
pub(super) fn out_of_order(pair: &Pair, joined: &[Joined]) -> BTreeSet<usize> {
    let begins = |side: &Units, unit: usize| {
        let unit = side.units.get(unit);
        unit.is_some_and(|unit| unit.marker.is_some())
    };
    // For each item of the source the number of its pair, and the item of the target.
    let by_source: BTreeMap<usize, [usize; 2]> = joined
        .iter()
        .enumerate()
        .filter_map(|(number, one)| match (&one.source[..], &one.target[..]) {
            (&[source], &[target]) => {
                let are_items = begins(&pair.source, source) && begins(&pair.target, target);
                are_items.then_some((source, [number, target]))
            }
            _ => None,
        })
        .collect();
    let lists = grouped(pair, joined).into_iter();
    let lists = lists.filter(|[source, target]| {
        source.kind == BlockKind::ListItem && !is_alphabetical(&pair.target, target)
    });
    let found = lists.flat_map(|[source, _]| {
        let items = source.units.iter();
        let items = items.filter_map(|unit| by_source.get(unit).copied());
        let (numbers, places): (Vec<usize>, Vec<usize>) =
            items.map(|[number, place]| (number, place)).unzip();
        let stays = longest_rise(&places);
        let moved = numbers.into_iter().zip(stays).filter(|(_, stays)| !stays);
        moved.map(|(number, _)| number).collect::<Vec<_>>()
    });
    found.collect()
}

/// A list of fewer items is in the order of the alphabet by chance.
const FEWEST_IN_ORDER: usize = 4;

fn is_alphabetical(side: &Units, list: &Group) -> bool {
    let texts = list.units.iter().filter_map(|&unit| side.units.get(unit));
    let texts: Vec<String> = texts.map(|unit| unit.text.to_lowercase()).collect();
    texts.len() >= FEWEST_IN_ORDER && texts.is_sorted()
}

/// Whether each of `places` belongs to the longest series of them that rises.
fn longest_rise(places: &[usize]) -> Vec<bool> {
    // For each length, the place in `places` of the lowest end of a series of that length.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; places.len()];
    for (at, place) in places.iter().enumerate() {
        let length = ends.partition_point(|&end| places[end] < *place);
        before[at] = length.checked_sub(1).map(|last| ends[last]);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut rises = vec![false; places.len()];
    let mut last = ends.last().copied();
    while let Some(at) = last {
        rises[at] = true;
        last = before[at];
    }
    rises
}

#[cfg(all(test, feature = "markdown"))]
mod tests {
    use super::longest_rise;
    use crate::check::{Checker, Rule};
    use crate::{Aligner, Document, Format, Lang};

    /// The rules and messages of what is found in a Danish list.
    fn found(sv: &str, da: &str) -> Vec<(Rule, String)> {
        let read = |lang, text: &str| Document::parse(lang, text, Format::Markdown).unwrap();
        let [sv, da] = [read(Lang::Sv, sv), read(Lang::Da, da)];
        let alignment = Aligner::new().align(&[sv.clone(), da.clone()]).unwrap();
        let findings = Checker::new().check(&sv, &da, &alignment).findings;
        let found = findings.into_iter();
        found
            .map(|finding| (finding.rule, finding.message))
            .collect()
    }

    const SV: &str = "# Tvätta\n\n1. Öppna luckan helt.\n2. Häll tvättmedel i facket.\n\
        3. Välj OK.\n4. Stäng av vattnet efteråt.\n";
    const DA: &str = "# Vask\n\n1. Åbn lågen helt.\n2. Hæld vaskemiddel i rummet.\n\
        3. Vælg OK.\n4. Luk for vandet bagefter.\n";

    #[test]
    fn a_list_in_the_order_of_its_source_is_right() {
        assert_eq!(found(SV, DA), []);
    }

    #[test]
    fn steps_that_changed_places_are_reported_once_and_not_as_missing() {
        let da = "# Vask\n\n1. Hæld vaskemiddel i rummet.\n2. Åbn lågen helt.\n\
            3. Vælg OK.\n4. Luk for vandet bagefter.\n";
        let found = found(SV, da);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, Rule::Structure);
        assert!(found[0].1.starts_with("item in another place"), "{found:?}");
    }

    #[test]
    fn two_items_that_the_aligner_takes_together_are_out_of_order_too() {
        let sv = "Vi stöder dessa:\n\n- Microsoft Edge\n- Chrome för Windows\n- Firefox för Windows\n- Safari för macOS\n";
        let da = "Vi støtter disse:\n\n- Microsoft Edge\n- Firefox til Windows\n- Chrome til Windows\n- Safari til macOS\n";
        let rules: Vec<Rule> = found(sv, da).into_iter().map(|(rule, _)| rule).collect();
        assert_eq!(rules, [Rule::Structure]);
    }

    #[test]
    fn a_list_sorted_by_the_alphabet_of_the_translation_is_no_warning() {
        let sv = "- Äpplen är gröna eller röda\n- Bananer är gula\n- Citroner är sura\n- Päron är gröna\n";
        let da = "- Bananer er gule\n- Citroner er sure\n- Pærer er grønne\n- Æbler er grønne eller røde\n";
        let found = found(sv, da);
        assert!(
            found.iter().all(|(rule, _)| *rule == Rule::Moved),
            "{found:?}"
        );
    }

    #[test]
    fn one_step_that_moved_is_out_of_order_and_not_all_that_follow() {
        assert_eq!(longest_rise(&[1, 2, 3, 0]), [true, true, true, false]);
        assert_eq!(
            longest_rise(&[1, 0, 2])
                .iter()
                .filter(|rises| !**rises)
                .count(),
            1
        );
        assert!(longest_rise(&[]).is_empty());
    }
}
