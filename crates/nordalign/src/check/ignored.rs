//! Applies what is ignored in a pair of documents to states and findings.

use std::collections::BTreeMap;

use crate::check::finding::Finding;
use crate::check::ignore::{Ignores, Rules};
use crate::check::pair::{Classified, Pair, Units};
use crate::check::rule::Rule;
use crate::check::state::State;
use crate::segment::Segment;
use crate::span::LineRange;

/// What is ignored in the documents of a check.
pub(super) struct Ignored {
    source: IgnoredUnits,
    target: IgnoredUnits,
}

/// What is ignored in one of them.
struct IgnoredUnits {
    ignores: Ignores,
    /// The first lines of findings on ignored text, and the rules that are off there.
    lines: BTreeMap<usize, Rules>,
}

impl IgnoredUnits {
    fn of(document: &Units) -> Self {
        let ignores = Ignores::of(document.document);
        let mut ignored = IgnoredUnits {
            ignores,
            lines: BTreeMap::new(),
        };
        for unit in document.units {
            if let Some(rules) = ignored.ignores.at(unit.span).cloned() {
                ignored.switch_off(unit.lines, &rules);
            }
        }
        let blocks = document.document.blocks().iter();
        for block in blocks.filter(|block| block.is_listing()) {
            if let Some(rules) = ignored.ignores.at(block.span()).cloned() {
                ignored.switch_off(document.lines(block.span()), &rules);
            }
        }
        ignored
    }

    fn switch_off(&mut self, lines: LineRange, rules: &Rules) {
        for line in lines.first..=lines.last {
            self.lines.entry(line).or_default().add(rules);
        }
    }

    /// Whether everything is off at any of `units`, or the rule that reports on `state`.
    fn any(&self, document: &Units, units: &[usize], state: State) -> bool {
        let mut units = units.iter().filter_map(|&unit| document.units.get(unit));
        units.any(|unit| self.covers(unit, state))
    }

    fn covers(&self, unit: &Segment, state: State) -> bool {
        let rule = rule_on(state);
        self.ignores.covers(unit.span, None) || self.ignores.covers(unit.span, rule)
    }

    /// Whether `rule` is off on `line`.
    fn hides(&self, line: usize, rule: Rule) -> bool {
        let rules = self.lines.get(&line);
        rules.is_some_and(|rules| rules.has(rule))
    }
}

impl Ignored {
    pub(super) fn of(pair: &Pair) -> Self {
        Ignored {
            source: IgnoredUnits::of(&pair.source),
            target: IgnoredUnits::of(&pair.target),
        }
    }

    /// Sets the states of ignored units, and drops ignored extra units.
    pub(super) fn apply(&mut self, pair: &Pair, classified: &mut Classified) {
        if self.source.ignores.is_empty() && self.target.ignores.is_empty() {
            return;
        }
        for (unit, state) in pair.source.units.iter().zip(&mut classified.source) {
            if self.source.covers(unit, *state) {
                *state = State::Ignored;
            }
        }
        for joined in &mut classified.joined {
            let target = self.target.any(&pair.target, &joined.target, joined.state);
            let source = self.source.any(&pair.source, &joined.source, joined.state);
            if target {
                for &unit in &joined.source {
                    if let Some(state) = classified.source.get_mut(unit) {
                        *state = State::Ignored;
                    }
                }
            }
            if source || target {
                joined.state = State::Ignored;
            }
        }
        classified.extra.retain(|&unit| {
            let unit = pair.target.units.get(unit);
            unit.is_none_or(|unit| !self.target.ignores.covers(unit.span, Some(Rule::Extra)))
        });
        self.join(pair, classified);
    }

    /// Joined units count as one: if one of them is ignored, all are.
    fn join(&mut self, pair: &Pair, classified: &Classified) {
        for joined in &classified.joined {
            let mut off = Rules::default();
            for (ignored, document, units) in [
                (&self.source, &pair.source, &joined.source),
                (&self.target, &pair.target, &joined.target),
            ] {
                let units = units.iter().filter_map(|&unit| document.units.get(unit));
                units
                    .filter_map(|unit| ignored.ignores.at(unit.span))
                    .for_each(|rules| off.add(rules));
            }
            if off.is_none() {
                continue;
            }
            let first = |document: &Units, units: &[usize]| {
                let first = units.first().and_then(|&unit| document.units.get(unit));
                first.cloned()
            };
            if let Some(unit) = first(&pair.source, &joined.source) {
                self.source.switch_off(unit.lines, &off);
            }
            if let Some(unit) = first(&pair.target, &joined.target) {
                self.target.switch_off(unit.lines, &off);
            }
        }
    }

    /// Whether `finding` is about ignored text.
    pub(super) fn hides(&self, finding: &Finding) -> bool {
        let source = finding.source.as_ref();
        let of_source = source.is_some_and(|place| self.source.hides(place.line, finding.rule));
        // Missing text has no place of its own in the target.
        of_source || finding.column.is_some() && self.target.hides(finding.line, finding.rule)
    }
}

/// The rule that reports on a state.
fn rule_on(state: State) -> Option<Rule> {
    match state {
        State::Missing => Some(Rule::Missing),
        State::Copied => Some(Rule::Copied),
        State::WrongLanguage => Some(Rule::WrongLanguage),
        State::Doubtful => Some(Rule::Doubtful),
        State::Stale => Some(Rule::Stale),
        State::Translated | State::Moved | State::Ignored => None,
    }
}
