//! What must be the same in a translation: numbers, addresses, placeholders.

use crate::check::classify::{Classified, Joined};
use crate::check::coverage::State;
use crate::check::finding::{Finding, Rule, of_units};
use crate::check::unit::Pair;
use crate::check::{numbers, placeholders, urls};

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

/// The findings on everything that is translated; what is not is said to be so already.
pub(super) fn findings(pair: &Pair, classified: &Classified) -> Vec<Finding> {
    let compared = |joined: &&Joined| {
        let told = [State::Copied, State::WrongLanguage, State::Doubtful];
        !told.contains(&joined.state)
    };
    let joined = classified.joined.iter().filter(compared);
    joined.flat_map(|joined| of_joined(pair, joined)).collect()
}

fn of_joined(pair: &Pair, joined: &Joined) -> Vec<Finding> {
    let (source, target) = (&joined.source, &joined.target);
    let prose = [pair.source.prose(source), pair.target.prose(target)];
    let links = [pair.source.links(source), pair.target.links(target)];
    let code = [pair.source.code(source), pair.target.code(target)];
    let differences = [
        (
            Rule::Numbers,
            "numbers",
            numbers::difference([&prose[0], &prose[1]]),
        ),
        (
            Rule::Urls,
            "addresses",
            urls::difference([&prose[0], &prose[1]], [&links[0], &links[1]]),
        ),
        (
            Rule::Placeholders,
            "code or placeholders",
            placeholders::difference([&prose[0], &prose[1]], [&code[0], &code[1]]),
        ),
    ];
    let messages = differences
        .into_iter()
        .filter_map(|(rule, what, difference)| Some((rule, difference.message(what)?)));
    messages
        .map(|(rule, message)| of_units(pair, rule, source, target, message))
        .collect()
}
