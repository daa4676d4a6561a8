//! Units that say the same, in the form that rules compare.

use std::collections::HashSet;

use crate::check::difference::Difference;
use crate::check::pair::classified::{Classified, Joined};
use crate::check::pair::documents::Pair;
use crate::check::pair::units::{Link, Units};
use crate::check::state::State;
use crate::document::BlockKind;

/// Units of a source and its translation that say the same.
pub(crate) struct Compared<'a> {
    pub(crate) joined: &'a Joined,
    pub(crate) source: Wording<'a>,
    pub(crate) target: Wording<'a>,
}

/// The text of units of one document.
pub(crate) struct Wording<'a> {
    /// The kind of the first unit.
    pub(crate) kind: BlockKind,
    pub(crate) text: String,
    /// The text without code.
    pub(crate) prose: String,
    /// The source of the text.
    pub(crate) raw: String,
    pub(crate) links: Vec<Link<'a>>,
    pub(crate) code: Vec<&'a str>,
}

impl<'a> Compared<'a> {
    fn new(pair: &Pair<'a>, joined: &'a Joined, source: &[usize], target: &[usize]) -> Self {
        Compared {
            joined,
            source: Wording::of(&pair.source, source),
            target: Wording::of(&pair.target, target),
        }
    }
}

impl<'a> Wording<'a> {
    fn of(document: &Units<'a>, units: &[usize]) -> Self {
        let first = units.first().and_then(|&unit| document.units.get(unit));
        Wording {
            kind: first.map_or(BlockKind::Paragraph, |unit| unit.kind),
            text: document.text(units),
            prose: document.prose(units),
            raw: document.raw(units),
            links: document.links(units),
            code: document.code(units),
        }
    }
}

/// Every two groups of units that say the same, without the sentences that the other lacks;
/// untranslated units are already reported.
pub(crate) fn compared<'a>(pair: &Pair<'a>, classified: &'a Classified) -> Vec<Compared<'a>> {
    let reported = [State::Copied, State::WrongLanguage, State::Doubtful];
    let rest = pair.without(&classified.left_out);
    let joined = classified.joined.iter();
    joined
        .filter(|joined| !reported.contains(&joined.state))
        .map(|joined| Compared::new(&rest, joined, &joined.source, &joined.target))
        .collect()
}

/// The differences between units, unless they are in a neighbouring unit without a partner: if one
/// unit became two, only one of them may be recognised as the translation. A sentence that seems to
/// be missing counts too: it may be there in other words.
pub(crate) fn difference(
    pair: &Pair,
    classified: &Classified,
    compared: &Compared,
    compare: impl Fn(&Compared) -> Difference,
) -> Difference {
    let found = compare(compared);
    if found.is_none() {
        return found;
    }
    let Joined { source, target, .. } = compared.joined;
    let is_missing = |unit| classified.source.get(unit) == Some(&State::Missing);
    let more_source = with_neighbours(source, is_missing);
    let more_target = with_neighbours(target, |unit| classified.extra.contains(&unit));
    let with_missing = compare(&Compared::new(pair, compared.joined, &more_source, target));
    let with_extra = compare(&Compared::new(pair, compared.joined, source, &more_target));
    Difference {
        lacking: both(found.lacking, &with_extra.lacking),
        added: both(found.added, &with_missing.added),
    }
}

fn both(items: Vec<String>, others: &[String]) -> Vec<String> {
    let others: HashSet<&String> = others.iter().collect();
    let shared = |item: &String| others.contains(item);
    items.into_iter().filter(shared).collect()
}

/// `units`, and neighbours that are `alone`.
fn with_neighbours(units: &[usize], alone: impl Fn(usize) -> bool) -> Vec<usize> {
    let before = units.iter().min().and_then(|first| first.checked_sub(1));
    let after = units.iter().max().map(|last| last + 1);
    let beside = before.into_iter().chain(after).filter(|&unit| alone(unit));
    let mut all: Vec<usize> = units.iter().copied().chain(beside).collect();
    all.sort_unstable();
    all
}
