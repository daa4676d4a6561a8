//! What is compared in every unit that is translated: one table of comparisons, each of which has a module of its own.

use std::collections::HashSet;

use crate::check::classify::{Classified, Joined};
use crate::check::coverage::State;
use crate::check::finding::{Finding, Rule, of_units};
use crate::check::length::Lengths;
use crate::check::mixed::Spelling;
use crate::check::punctuation::Marks;
use crate::check::unit::Pair;
use crate::check::{Checker, link_text, numbers, placeholders, structure, urls};
use crate::document::BlockKind;

/// What one side has and the other lacks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// Only in the source.
    pub(super) lacking: Vec<String>,
    /// Only in the translation.
    pub(super) added: Vec<String>,
}

impl Difference {
    /// `what`, in words: `12 is missing here, 21 is not in the source`.
    fn message(&self, what: &str) -> Option<String> {
        let list = |items: &[String]| {
            let mut items = items.to_vec();
            items.dedup();
            items.join(", ")
        };
        match (self.lacking.is_empty(), self.added.is_empty()) {
            (true, true) => None,
            (false, true) => Some(format!(
                "{what} of the source missing here: {}",
                list(&self.lacking)
            )),
            (true, false) => Some(format!("{what} not in the source: {}", list(&self.added))),
            (false, false) => Some(format!(
                "{what} differ: the source has {}, the translation {}",
                list(&self.lacking),
                list(&self.added)
            )),
        }
    }
}

/// Units that say the same, as the comparisons see them: the source first.
pub(super) struct Compared<'a> {
    pub(super) joined: &'a Joined,
    /// What the first unit of the source is.
    pub(super) kind: BlockKind,
    pub(super) text: [String; 2],
    /// The text without code.
    pub(super) prose: [String; 2],
    /// The text's source.
    raw: [String; 2],
    links: [Vec<&'a str>; 2],
    code: [Vec<&'a str>; 2],
}

impl<'a> Compared<'a> {
    fn new(pair: &Pair<'a>, joined: &'a Joined) -> Self {
        let first = joined.source.first();
        let first = first.and_then(|&unit| pair.source.units.get(unit));
        Compared {
            joined,
            kind: first.map_or(BlockKind::Paragraph, |unit| unit.kind),
            text: [
                pair.source.text(&joined.source),
                pair.target.text(&joined.target),
            ],
            ..Compared::of(pair, joined, &joined.source, &joined.target)
        }
    }

    /// The same with other units, of which only what must be the same is of interest.
    fn of(pair: &Pair<'a>, joined: &'a Joined, source: &[usize], target: &[usize]) -> Self {
        Compared {
            joined,
            kind: BlockKind::Paragraph,
            text: Default::default(),
            prose: [pair.source.prose(source), pair.target.prose(target)],
            raw: [pair.source.raw(source), pair.target.raw(target)],
            links: [pair.source.links(source), pair.target.links(target)],
            code: [pair.source.code(source), pair.target.code(target)],
        }
    }

    /// What must be the same, and is not.
    fn differences(&self) -> [Difference; 3] {
        let prose = self.prose.each_ref().map(String::as_str);
        [
            numbers::difference(prose),
            urls::difference(prose, self.links.each_ref().map(Vec::as_slice)),
            placeholders::difference(
                prose,
                self.code.each_ref().map(Vec::as_slice),
                self.raw.each_ref().map(String::as_str),
            ),
        ]
    }
}

/// The findings on everything that is translated; what is not is said to be so already.
pub(super) fn findings(pair: &Pair, classified: &Classified, checker: &Checker) -> Vec<Finding> {
    let told = [State::Copied, State::WrongLanguage, State::Doubtful];
    let joined = classified.joined.iter();
    let compared: Vec<Compared> = joined
        .filter(|joined| !told.contains(&joined.state))
        .map(|joined| Compared::new(pair, joined))
        .collect();
    let usual = Usual {
        lengths: Lengths::of(&compared),
        marks: Marks::of(&compared),
        spelling: Spelling::of(pair),
    };
    let around = Around { pair, classified };
    let mut findings: Vec<Finding> = compared
        .iter()
        .flat_map(|compared| of_compared(&around, compared, &usual, checker))
        .collect();
    findings.extend(structure::findings(pair, classified));
    findings
}

/// What is usual in the document: translators differ, and so do kinds of text.
struct Usual {
    lengths: Lengths,
    marks: Marks,
    spelling: Spelling,
}

fn of_compared(
    around: &Around,
    compared: &Compared,
    usual: &Usual,
    checker: &Checker,
) -> Vec<Finding> {
    let pair = around.pair;
    let [numbers, urls, placeholders] = around.differences(compared);
    let names = [pair.source.document.name(), pair.target.document.name()];
    let urls = checker.counterparts.forgive(names, urls);
    let terms = checker.terms.as_ref();
    let terms = terms.and_then(|terms| terms.message(pair, compared));
    let messages = [
        (Rule::Numbers, numbers.message("numbers")),
        (Rule::Urls, urls.message("addresses")),
        (
            Rule::Placeholders,
            placeholders.message("code or placeholders"),
        ),
        (Rule::Copied, link_text::message(pair, compared)),
        (Rule::WrongLanguage, usual.spelling.message(pair, compared)),
        (Rule::Length, usual.lengths.message(compared)),
        (Rule::Punctuation, usual.marks.message(pair, compared)),
        (Rule::Terms, terms),
    ];
    let Joined { source, target, .. } = compared.joined;
    let messages = messages
        .into_iter()
        .filter_map(|(rule, message)| Some((rule, message?)));
    messages
        .map(|(rule, message)| of_units(pair, rule, source, target, message))
        .collect()
}

/// What stands beside units and answers to nothing: where one unit was made two, only one may be told to be the translation.
struct Around<'a> {
    pair: &'a Pair<'a>,
    classified: &'a Classified,
}

impl Around<'_> {
    /// What differs, unless it stands in a unit beside that answers to nothing.
    fn differences(&self, compared: &Compared) -> [Difference; 3] {
        let differences = compared.differences();
        if differences
            .iter()
            .all(|found| *found == Difference::default())
        {
            return differences;
        }
        let Joined { source, target, .. } = compared.joined;
        let (more_source, more_target) = (self.missing(source), self.extra(target));
        if (more_source.len(), more_target.len()) == (source.len(), target.len()) {
            return differences;
        }
        let with_missing = Compared::of(self.pair, compared.joined, &more_source, target);
        let with_extra = Compared::of(self.pair, compared.joined, source, &more_target);
        let others = with_missing.differences().into_iter();
        let mut others = others.zip(with_extra.differences());
        differences.map(|found| match others.next() {
            Some((with_missing, with_extra)) => Difference {
                lacking: both(found.lacking, &with_extra.lacking),
                added: both(found.added, &with_missing.added),
            },
            None => found,
        })
    }

    fn missing(&self, units: &[usize]) -> Vec<usize> {
        with_neighbours(units, |unit| {
            self.classified.source.get(unit) == Some(&State::Missing)
        })
    }

    fn extra(&self, units: &[usize]) -> Vec<usize> {
        with_neighbours(units, |unit| self.classified.extra.contains(&unit))
    }
}

fn both(items: Vec<String>, others: &[String]) -> Vec<String> {
    let others: HashSet<&String> = others.iter().collect();
    let shared = |item: &String| others.contains(item);
    items.into_iter().filter(shared).collect()
}

/// `units`, and those beside them that are `alone`.
fn with_neighbours(units: &[usize], alone: impl Fn(usize) -> bool) -> Vec<usize> {
    let before = units.iter().min().and_then(|first| first.checked_sub(1));
    let after = units.iter().max().map(|last| last + 1);
    let beside = before.into_iter().chain(after).filter(|&unit| alone(unit));
    let mut all: Vec<usize> = units.iter().copied().chain(beside).collect();
    all.sort_unstable();
    all
}
