//! Code blocks that differ or are gone.

mod bare;
mod lines;
mod listing;
mod partners;
mod places;

use self::lines::{CodeLine, differing};
use self::listing::{Listing, listings};
use self::partners::{OtherLines, partners};
use self::places::Places;
use crate::check::evidence::Evidence;
use crate::check::pair::Units;
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::check::text::excerpt;
use crate::span::Span;

pub(super) const RULE: Definition = Definition {
    id: "code",
    severity: Severity::Warning,
    summary: "A code block in the translation differs from that of the source, or is missing.",
    remedy: "Put the code into the translation as it is in the source; comments and texts in quotation marks may be translated.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let pair = evidence.pair;
    let [sources, targets] = [&pair.source, &pair.target].map(listings);
    if sources.is_empty() {
        return Vec::new();
    }
    let places = Places::of(evidence);
    let partners = partners(&places, &sources, &targets);
    let mut other_lines = OtherLines::of(pair.target.document.source());
    let (mut remarks, mut left) = (Vec::new(), Vec::new());
    for (source, partner) in sources.iter().zip(partners) {
        match partner {
            Some(target) => {
                other_lines.take(source);
                remarks.extend(changed(evidence, source, target));
            }
            None => left.push(source),
        }
    }
    let gone = left
        .into_iter()
        .filter(|listing| !other_lines.have(listing));
    remarks.extend(gone.filter_map(|listing| missing(evidence, &places, listing)));
    remarks
}

/// The remark that the code of two listings differs, at the first line that does.
fn changed(evidence: &Evidence, source: &Listing, target: &Listing) -> Option<Remark> {
    let differing = differing(&source.lines, &target.lines);
    let [line, own] = *differing.first()?;
    let quoted = |line: Option<&CodeLine>| line.map(|line| excerpt(line.text));
    let message = match (quoted(line), quoted(own)) {
        (Some(line), Some(own)) => {
            format!("code differs: the source has “{line}”, the translation has “{own}”")
        }
        (Some(line), None) => format!("a line of code is missing from the translation: “{line}”"),
        (None, Some(own)) => format!("a line of code is not in the source: “{own}”"),
        (None, None) => return None,
    };
    let more = match differing.len() - 1 {
        0 => String::new(),
        1 => " (and 1 more line)".to_owned(),
        more => format!(" (and {more} more lines)"),
    };
    let span =
        |line: Option<&CodeLine>, listing: &Listing| line.map_or(listing.span, CodeLine::span);
    Some(Remark::at(
        evidence.pair,
        span(line, source),
        span(own, target),
        message + &more,
    ))
}

/// The remark that a listing is gone, if the units around it are translated.
fn missing(evidence: &Evidence, places: &Places, listing: &Listing) -> Option<Remark> {
    let pair = evidence.pair;
    let [before, after] = places.around(listing);
    let (before, _) = before.zip(after)?;
    let line = before
        .checked_sub(1)
        .map_or(1, |unit| end_of(&pair.target, unit) + 1);
    let first = listing.lines.first()?;
    let message = format!(
        "a code block is missing from the translation: “{}”",
        excerpt(first.text)
    );
    let place = Span::new(0, 0);
    Some(Remark {
        line,
        column: None,
        end_line: None,
        ..Remark::at(pair, listing.span, place, message)
    })
}

fn end_of(side: &Units, unit: usize) -> usize {
    side.units.get(unit).map_or(0, |unit| unit.lines.last)
}

#[cfg(all(test, feature = "markdown"))]
mod tests {
    use crate::check::{Checker, Finding, Rule};
    use crate::{Aligner, Document, Format, Lang};

    fn check(sv: &str, nb: &str) -> Vec<Finding> {
        let read = |lang, text: &str| Document::parse(lang, text, Format::Markdown).unwrap();
        let [sv, nb] = [read(Lang::Sv, sv), read(Lang::Nb, nb)];
        let alignment = Aligner::new().align(&[sv.clone(), nb.clone()]).unwrap();
        let findings = Checker::new().check(&sv, &nb, &alignment).findings;
        findings
            .into_iter()
            .filter(|f| f.rule == Rule::Code)
            .collect()
    }

    const SV: &str = "# Starta servern\n\nÖppna terminalen och skriv det här:\n\n```sh\n# Vänta lite\nserver start --port 7070\nserver status\n```\n\nNu är servern igång och väntar på besökare.\n";
    const NB: &str = "# Start serveren\n\nÅpne terminalen og skriv dette:\n\n```sh\n# Vent litt\nserver start --port 7070\nserver status\n```\n\nNå er serveren i gang og venter på besøkende.\n";

    #[test]
    fn code_with_translated_comments_is_the_same() {
        assert_eq!(check(SV, NB), []);
    }

    #[test]
    fn a_changed_line_is_reported_with_both_lines_at_its_place() {
        let found = check(SV, &NB.replace("7070", "7077"));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].line, 7);
        assert_eq!(found[0].source.as_ref().map(|source| source.line), Some(7));
        assert!(
            found[0].message.contains("--port 7070"),
            "{}",
            found[0].message
        );
        assert!(
            found[0].message.contains("--port 7077"),
            "{}",
            found[0].message
        );
    }

    #[test]
    fn a_line_that_is_left_out_is_reported() {
        let found = check(SV, &NB.replace("server status\n", ""));
        assert_eq!(found.len(), 1);
        assert!(
            found[0].message.contains("server status"),
            "{}",
            found[0].message
        );
    }

    #[test]
    fn a_block_that_is_gone_is_reported_where_it_should_be() {
        let start = NB.find("```sh").unwrap();
        let end = NB.find("Nå er").unwrap();
        let without = format!("{}{}", &NB[..start], &NB[end..]);
        let found = check(SV, &without);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].line, found[0].column), (4, None));
    }

    #[test]
    fn the_texts_of_diagrams_and_drawings_are_not_compared() {
        let diagram = |texts: [&str; 2]| {
            let [kitchen, hall] = texts;
            format!(
                "```mermaid\nA[{kitchen}] --> B[{hall}]\n```\n\n```\nhus/\n├── {kitchen}\n└── {hall}\n```\n"
            )
        };
        let sv = format!("{SV}\n{}", diagram(["Kitchen", "Ytterdörr"]));
        let nb = format!("{NB}\n{}", diagram(["Kjøkken", "Front door"]));
        assert_eq!(check(&sv, &nb), []);
    }

    #[test]
    fn code_that_stands_elsewhere_on_the_page_is_not_gone() {
        let start = NB.find("```sh").unwrap();
        let end = NB.find("Nå er").unwrap();
        let moved = format!("{}{}\n{}", &NB[..start], &NB[end..], &NB[start..end]);
        assert_eq!(check(SV, &moved), []);
    }

    #[test]
    fn of_two_blocks_the_one_that_is_gone_is_reported() {
        let [sv, nb] =
            [SV, NB].map(|text| text.replace("```sh", "```sh\nserver stop\n```\n\n```sh"));
        assert_eq!(check(&sv, &nb), []);
        let found = check(&sv, NB);
        assert_eq!(found.len(), 1);
        assert!(
            found[0].message.contains("server stop"),
            "{}",
            found[0].message
        );
    }

    #[test]
    fn the_last_block_of_a_page_is_missed_too() {
        let [sv, nb] = [SV, NB].map(|text| format!("{text}\n```sh\nserver stop\n```\n"));
        assert_eq!(check(&sv, &nb), []);
        let found = check(&sv, NB);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn a_block_is_gone_even_if_another_block_has_its_lines() {
        let twice = |text: &str| format!("{text}\n```sh\nserver status\n```\n");
        let found = check(&twice(SV), NB);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn a_comment_before_a_code_block_ignores_it() {
        let nb = NB.replace("7070", "7077");
        let nb = nb.replace("```sh", "<!-- nordalign-ignore code -->\n```sh");
        assert_eq!(check(SV, &nb), []);
    }
}
