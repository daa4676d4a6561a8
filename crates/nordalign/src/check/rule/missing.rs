//! Units and sentences of the source that have no translation.

use std::ops::Range;

use crate::check::evidence::Evidence;
use crate::check::location::Location;
use crate::check::pair::{LeftOut, Pair};
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::check::state::State;
use crate::check::text::{excerpt, fingerprint};
use crate::document::BlockKind;
use crate::segment::Segment;

pub(super) const RULE: Definition = Definition {
    id: "missing",
    severity: Severity::Error,
    summary: "Part of the source has no translation.",
    remedy: "Translate the paragraph, heading, list item or cell at the given line.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let sentences = evidence.classified.left_out.missing.iter();
    let sentences = sentences.filter(|left| left.is_sure);
    let sentences = sentences.map(|left| {
        left_out(evidence.pair, left, |text| {
            format!("a sentence is not translated: “{text}”")
        })
    });
    units(evidence).into_iter().chain(sentences).collect()
}

/// Missing units, at the lines where they should be: after the translation of the unit before them
/// in the source. What is missing together is reported once.
fn units(evidence: &Evidence) -> Vec<Remark> {
    let (pair, classified) = (evidence.pair, evidence.classified);
    let answers = last_lines(evidence);
    let mut remarks = Vec::new();
    let mut line = 1;
    let mut previous: Option<(usize, usize)> = None;
    let mut done = 0;
    for (number, unit) in pair.source.units.iter().enumerate() {
        if let Some(last) = answers[number] {
            previous = Some((unit.lines.last, last));
        } else if classified.source[number] == State::Missing && number >= done {
            if let Some((source, target)) = previous {
                // A cell of a table is on the line of the cell before it.
                line = if source == unit.lines.first {
                    target
                } else {
                    target + 1
                };
            }
            let gap = Gap::at(pair, &classified.source, number);
            done = gap.units.end;
            let units: Vec<usize> = gap.units.clone().collect();
            remarks.push(Remark {
                line,
                column: None,
                ..Remark::new(pair, &units, &[], gap.message(pair))
            });
        }
    }
    remarks
}

/// Units that are missing together.
struct Gap {
    units: Range<usize>,
    whole: Whole,
}

/// What is missing.
enum Whole {
    Unit,
    /// So many rows of a table.
    Rows(usize),
    Section,
}

impl Gap {
    /// The gap that begins with a missing unit.
    fn at(pair: &Pair, states: &[State], first: usize) -> Self {
        let units = &pair.source.units;
        let is_missing = |unit: usize| matches!(states[unit], State::Missing | State::Ignored);
        let are_missing = |mut units: Range<usize>| units.all(is_missing);
        let unit = &units[first];
        match unit.kind {
            BlockKind::Heading => {
                let rest = units[first + 1..].iter();
                let section = rest
                    .take_while(|next| next.kind != BlockKind::Heading || next.level > unit.level);
                let section = first..first + 1 + section.count();
                if section.len() > 1 && are_missing(section.clone()) {
                    return Gap {
                        units: section,
                        whole: Whole::Section,
                    };
                }
            }
            BlockKind::TableCell => {
                let (rows, end) = missing_rows(units, first, are_missing);
                if rows > 0 {
                    return Gap {
                        units: first..end,
                        whole: Whole::Rows(rows),
                    };
                }
            }
            _ => {}
        }
        // The texts of images in it are missing with it.
        let images = units[first + 1..].iter().take_while(|next| {
            matches!(next.kind, BlockKind::AltText | BlockKind::Caption)
                && next.lines.last <= unit.lines.last
        });
        let end = first + 1 + images.count();
        let end = (first + 1..end)
            .find(|&unit| !is_missing(unit))
            .unwrap_or(end);
        Gap {
            units: first..end,
            whole: Whole::Unit,
        }
    }

    fn message(&self, pair: &Pair) -> String {
        let first = &pair.source.units[self.units.start];
        let text = excerpt(&first.text);
        let more = self.units.len() - 1;
        match self.whole {
            Whole::Unit => format!("not translated: “{text}”"),
            Whole::Section if more == 1 => {
                format!("a section is not translated: “{text}” and 1 more unit")
            }
            Whole::Section => {
                format!("a section is not translated: “{text}” and {more} more units")
            }
            Whole::Rows(1) => format!("a row of a table is not translated: “{text}” …"),
            Whole::Rows(rows) => {
                format!("{rows} rows of a table are not translated, from “{text}” …")
            }
        }
    }
}

/// How many whole rows of a table are missing from `first` on, and where they end.
fn missing_rows(
    units: &[Segment],
    first: usize,
    are_missing: impl Fn(Range<usize>) -> bool,
) -> (usize, usize) {
    let is_same_row = |a: &Segment, b: &Segment| a.kind == b.kind && a.lines.first == b.lines.first;
    let begins_row = first == 0 || !is_same_row(&units[first - 1], &units[first]);
    let (mut rows, mut end) = (0, first);
    let mut line = units[first].lines.last;
    if begins_row {
        for row in units[first..].chunk_by(is_same_row) {
            let cell = &row[0];
            // The line below the head of a table stands between its rows.
            let is_next = cell.kind == BlockKind::TableCell && cell.lines.first <= line + 2;
            if !is_next || !are_missing(end..end + row.len()) {
                break;
            }
            (rows, end, line) = (rows + 1, end + row.len(), cell.lines.last);
        }
    }
    (rows, end)
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

/// A sentence missing in a unit, with the message that `say` makes of its text.
pub(super) fn left_out(pair: &Pair, left: &LeftOut, say: impl Fn(&str) -> String) -> Remark {
    let text = pair.source.part(left.unit, &left.range);
    let span = pair.source.span(left.unit, &left.range);
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
        ..Remark::new(pair, &[left.unit], &[], say(&excerpt(text)))
    }
}

#[cfg(all(test, feature = "markdown"))]
mod tests {
    use crate::check::{Checked, Checker, Rule};
    use crate::format::Format;
    use crate::{Aligner, Document, Lang};

    const SV: &str = "# Kanot\n\nVi hyr ut kanoter hela sommaren.\n\n\
        1. Välj kanot och skriv på avtalet.\n\
        2. Ta en ![Röd flytväst med krage](vast.png \"Väst i storlek M\") ur skåpet.\n\
        3. Lämna nyckeln i lådan.\n\n\
        ## Priser\n\nBarn betalar halva priset.\n\n\
        | Båt | Pris |\n|---|---|\n| Kanadensare | 350 kronor |\n| Kajak för en person | 250 kronor |\n\n\
        ## Kontakt\n\nRing oss när du vill.\n";
    const NB: &str = "# Kano\n\nVi leier ut kanoer hele sommeren.\n\n\
        1. Velg kano og skriv under avtalen.\n\
        2. Ta en ![Rød flytevest med krage](vast.png \"Vest i størrelse M\") ut av skapet.\n\
        3. Legg nøkkelen i kassen.\n\n\
        ## Priser\n\nBarn betaler halv pris.\n\n\
        | Båt | Pris |\n|---|---|\n| Kanadier | 350 kroner |\n| Kajakk for en person | 250 kroner |\n\n\
        ## Kontakt\n\nRing oss når du vil.\n";

    fn check(nb: &str) -> Checked {
        let read = |lang, text: &str| Document::parse(lang, text, Format::Markdown).unwrap();
        let [sv, nb] = [read(Lang::Sv, SV), read(Lang::Nb, nb)];
        let alignment = Aligner::new().align(&[sv.clone(), nb.clone()]).unwrap();
        Checker::new().check(&sv, &nb, &alignment)
    }

    /// What is reported as missing, with the lines of the source, if no other rule reports
    /// anything.
    fn missing(nb: &str) -> Vec<(String, usize, Option<usize>)> {
        let findings = check(nb).findings.into_iter();
        let missing = findings.map(|finding| {
            assert_eq!(finding.rule, Rule::Missing, "{finding:?}");
            let source = finding.source.unwrap();
            (finding.message, source.line, source.end_line)
        });
        missing.collect()
    }

    #[test]
    fn a_step_is_missing_once_with_the_texts_of_its_image() {
        assert_eq!(missing(NB), []);
        let line = NB.lines().nth(5).unwrap();
        let nb = NB
            .replace(&format!("{line}\n"), "")
            .replace("3. Legg", "2. Legg");
        let message = "not translated: “Ta en ur skåpet.”".to_owned();
        assert_eq!(missing(&nb), [(message, 6, Some(6))]);
        assert_eq!(check(&nb).coverage.missing.segments, 3);
    }

    #[test]
    fn a_missing_section_is_one_finding_with_all_its_lines() {
        let (before, rest) = NB.split_once("## Priser").unwrap();
        let (_, after) = rest.split_once("## Kontakt").unwrap();
        let nb = format!("{before}## Kontakt{after}");
        let message = "a section is not translated: “Priser” and 7 more units".to_owned();
        assert_eq!(missing(&nb), [(message, 9, Some(16))]);
    }

    #[test]
    fn a_missing_row_is_one_finding_and_so_are_several() {
        let nb = NB.replace("| Kajakk for en person | 250 kroner |\n", "");
        let message = "a row of a table is not translated: “Kajak för en person” …".to_owned();
        assert_eq!(missing(&nb), [(message, 16, Some(16))]);
        let nb = nb.replace("| Kanadier | 350 kroner |\n", "");
        let message = "2 rows of a table are not translated, from “Kanadensare” …".to_owned();
        assert_eq!(missing(&nb), [(message, 15, Some(16))]);
    }
}
