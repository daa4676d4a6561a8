//! Units and sentences of the source that have no translation.

use crate::check::evidence::Evidence;
use crate::check::location::Location;
use crate::check::pair::{LeftOut, Pair};
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::check::state::State;
use crate::check::text::{excerpt, fingerprint};

pub(super) const RULE: Definition = Definition {
    id: "missing",
    severity: Severity::Error,
    summary: "Part of the source has no translation.",
    remedy: "Translate the paragraph, heading, list item or cell at the given line.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let pair = evidence.pair;
    let sentences = evidence.classified.left_out.missing.iter();
    let mut remarks = units(evidence);
    remarks.extend(sentences.map(|left| sentence(pair, left)));
    remarks
}

/// Missing units, at the lines where they should be: after the translation of the unit before them
/// in the source.
fn units(evidence: &Evidence) -> Vec<Remark> {
    let (pair, classified) = (evidence.pair, evidence.classified);
    let answers = last_lines(evidence);
    let mut remarks = Vec::new();
    let mut line = 1;
    let mut previous: Option<(usize, usize)> = None;
    for (number, unit) in pair.source.units.iter().enumerate() {
        if let Some(last) = answers[number] {
            previous = Some((unit.lines.last, last));
        } else if classified.source[number] == State::Missing {
            if let Some((source, target)) = previous {
                // A cell of a table is on the line of the cell before it.
                line = if source == unit.lines.first {
                    target
                } else {
                    target + 1
                };
            }
            let message = format!("not translated: “{}”", excerpt(&unit.text));
            remarks.push(Remark {
                line,
                column: None,
                ..Remark::new(pair, &[number], &[], message)
            });
        }
    }
    remarks
}

/// For every unit of the source, the last line of its translation, unless that has moved.
fn last_lines(evidence: &Evidence) -> Vec<Option<usize>> {
    let pair = evidence.pair;
    let mut lines = vec![None; pair.source.units.len()];
    let joined = evidence.classified.joined.iter();
    for joined in joined.filter(|joined| joined.state != State::Moved) {
        let last = joined.target.last();
        let last = last.and_then(|&unit| pair.target.units.get(unit));
        for &unit in &joined.source {
            if let (Some(line), Some(last)) = (lines.get_mut(unit), last) {
                *line = Some(last.lines.last);
            }
        }
    }
    lines
}

/// A sentence missing in a unit.
fn sentence(pair: &Pair, left: &LeftOut) -> Remark {
    let text = pair.source.part(left.unit, &left.range);
    let span = pair.source.span(left.unit, &left.range);
    let message = format!("a sentence is not translated: “{}”", excerpt(text));
    Remark {
        line: pair.target.position(left.place).line,
        column: None,
        end_line: None,
        source: Some(Location {
            path: pair.source.document.name().to_owned(),
            line: pair.source.position(span.start).line,
            end_line: Some(pair.source.position(span.end).line),
        }),
        fingerprint: fingerprint(text),
        ..Remark::new(pair, &[left.unit], &[], message)
    }
}
