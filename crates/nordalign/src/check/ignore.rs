//! What authors say is not to be checked: in comments, and in front matter.
//!
//! `<!-- nordalign-ignore -->` is about the next unit (or the whole table), `<!-- nordalign-ignore numbers, urls: as agreed -->` about these
//! rules only. From `<!-- nordalign-ignore-start -->` to `<!-- nordalign-ignore-end -->`, or to the end of the document, all units are
//! ignored. `nordalign: ignore` or `translate: false` in the front matter is about all of the document.

use crate::check::classify::Classified;
use crate::check::coverage::State;
use crate::check::finding::{Finding, Rule};
use crate::check::unit::{Pair, Side};
use crate::document::{Block, BlockKind, Document};
use crate::read::{self, Format};
use crate::span::{LineRange, Span};

/// How a comment begins that is for the checker.
const COMMENT: &str = "nordalign-ignore";

/// What of a document is not to be checked.
pub(super) struct Ignores {
    stretches: Vec<Stretch>,
}

/// A part of a document in which rules are switched off.
struct Stretch {
    span: Span,
    rules: Rules,
}

#[derive(Debug, Clone, PartialEq)]
enum Rules {
    All,
    Some(Vec<Rule>),
}

impl Rules {
    fn has(&self, rule: Rule) -> bool {
        match self {
            Rules::All => true,
            Rules::Some(rules) => rules.contains(&rule),
        }
    }
}

/// Whether the front matter of `document` says that it is not to be translated, or not to be checked.
pub(super) fn is_ignored(document: &Document) -> bool {
    if document.format() != Some(Format::Markdown) {
        return false;
    }
    let fields = read::front_matter(document.source());
    fields.iter().any(|(key, value)| {
        matches!(
            (key.as_str(), value.trim()),
            ("nordalign", "ignore") | ("translate", "false")
        )
    })
}

/// What a comment says.
enum Said {
    Next(Rules),
    Start(Rules),
    End,
}

impl Said {
    fn read(comment: &str) -> Option<Self> {
        let text = comment.trim_matches(|c: char| !c.is_alphanumeric());
        let rest = text.strip_prefix(COMMENT)?;
        let (word, rules) = match rest.split_once(|c: char| c.is_whitespace() || c == ':') {
            // What comes after a colon says why.
            Some((word, _)) if rest.as_bytes().get(word.len()) == Some(&b':') => (word, ""),
            Some((word, rules)) => (word, rules),
            None => (rest, ""),
        };
        let rules = rules.split(':').next().unwrap_or_default();
        let ids: Vec<&str> = rules
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|id| !id.is_empty())
            .collect();
        let rules = if ids.is_empty() {
            Rules::All
        } else {
            Rules::Some(ids.iter().filter_map(|id| id.parse().ok()).collect())
        };
        match word {
            "" => Some(Said::Next(rules)),
            "-start" => Some(Said::Start(rules)),
            "-end" => Some(Said::End),
            _ => None,
        }
    }
}

impl Ignores {
    pub(super) fn of(document: &Document) -> Self {
        let mut stretches = Vec::new();
        let mut open: Option<(usize, Rules)> = None;
        let comments = document
            .blocks()
            .iter()
            .filter(|block| block.kind() == BlockKind::Comment);
        for comment in comments {
            let span = comment.span();
            match Said::read(comment.text()) {
                Some(Said::Next(rules)) => {
                    let next = next(document, span);
                    stretches.extend(next.map(|span| Stretch { span, rules }));
                }
                Some(Said::Start(rules)) if open.is_none() => open = Some((span.end, rules)),
                Some(Said::End) => {
                    let stretch = open.take().map(|(start, rules)| Stretch {
                        span: Span::new(start, span.start),
                        rules,
                    });
                    stretches.extend(stretch);
                }
                _ => {}
            }
        }
        let end = document.source().len();
        stretches.extend(open.map(|(start, rules)| Stretch {
            span: Span::new(start, end),
            rules,
        }));
        Ignores { stretches }
    }

    /// The rules that are off at `span`.
    fn at(&self, span: Span) -> impl Iterator<Item = &Rules> {
        let here = move |stretch: &&Stretch| stretch.span.range().contains(&span.start);
        self.stretches
            .iter()
            .filter(here)
            .map(|stretch| &stretch.rules)
    }

    /// Whether `rule` is off at `span`; without a rule, whether all are.
    pub(super) fn covers(&self, span: Span, rule: Option<Rule>) -> bool {
        self.at(span).any(|rules| match rule {
            Some(rule) => rules.has(rule),
            None => *rules == Rules::All,
        })
    }
}

/// The unit that a comment is in or stands before; a table as a whole, because no comment can stand in it.
fn next(document: &Document, comment: Span) -> Option<Span> {
    let mut units = document
        .units()
        .skip_while(|unit| unit.span().end <= comment.start);
    let first = units.next()?;
    let mut span = first.span();
    if first.kind() == BlockKind::TableCell {
        let cells = units.take_while(|unit: &&Block| unit.kind() == BlockKind::TableCell);
        for cell in cells {
            span = span.cover(cell.span());
        }
    }
    Some(span)
}

/// What is ignored on both sides of a check.
pub(super) struct Ignored {
    sides: [Ignores; 2],
    /// The lines that findings begin on which are about something ignored.
    lines: [Vec<(LineRange, Rules)>; 2],
}

impl Ignored {
    pub(super) fn of(pair: &Pair) -> Self {
        Ignored {
            sides: [&pair.source, &pair.target].map(|side| Ignores::of(side.document)),
            lines: [Vec::new(), Vec::new()],
        }
    }

    /// Whether `rule` is off at any of `units` of a side.
    fn any(&self, side: usize, of: &Side, units: &[usize], rule: Option<Rule>) -> bool {
        let mut units = units.iter().filter_map(|&unit| of.units.get(unit));
        units.any(|unit| self.sides[side].covers(unit.span, rule))
    }

    /// Sets the states of what is ignored, and forgets what is ignored and extra.
    pub(super) fn apply(&mut self, pair: &Pair, classified: &mut Classified) {
        if self.sides.iter().all(|side| side.stretches.is_empty()) {
            return;
        }
        for (unit, state) in pair.source.units.iter().zip(&mut classified.source) {
            let source = &self.sides[0];
            if source.covers(unit.span, None) || source.covers(unit.span, rule_of(*state)) {
                *state = State::Ignored;
            }
        }
        for joined in &mut classified.joined {
            let target = self.any(1, &pair.target, &joined.target, None)
                || self.any(1, &pair.target, &joined.target, rule_of(joined.state));
            let source = self.any(0, &pair.source, &joined.source, None)
                || self.any(0, &pair.source, &joined.source, rule_of(joined.state));
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
        let extra = std::mem::take(&mut classified.extra).into_iter();
        classified.extra = extra
            .filter(|&unit| !self.any(1, &pair.target, &[unit], Some(Rule::Extra)))
            .collect();
        self.remember_lines(pair, classified);
    }

    /// Units that were joined are one: what is said of one of them is said of all.
    fn remember_lines(&mut self, pair: &Pair, classified: &Classified) {
        let sides = [&pair.source, &pair.target];
        let mut lines = [Vec::new(), Vec::new()];
        for (number, side) in sides.iter().enumerate() {
            for unit in side.units {
                for rules in self.sides[number].at(unit.span) {
                    lines[number].push((unit.lines, rules.clone()));
                }
            }
        }
        for joined in &classified.joined {
            let groups = [&joined.source, &joined.target];
            for (number, side) in sides.iter().enumerate() {
                let units = groups[number]
                    .iter()
                    .filter_map(|&unit| side.units.get(unit));
                for rules in units.flat_map(|unit| self.sides[number].at(unit.span)) {
                    for (other, side) in sides.iter().enumerate() {
                        let first = groups[other].first();
                        let first = first.and_then(|&unit| side.units.get(unit));
                        lines[other].extend(first.map(|unit| (unit.lines, rules.clone())));
                    }
                }
            }
        }
        self.lines = lines;
    }

    /// Whether `finding` is about something ignored.
    pub(super) fn hides(&self, finding: &Finding) -> bool {
        let at = |side: usize, line: usize| {
            self.lines[side].iter().any(|(lines, rules)| {
                (lines.first..=lines.last).contains(&line) && rules.has(finding.rule)
            })
        };
        let source = finding.source.as_ref();
        let of_source = source.is_some_and(|place| at(0, place.line));
        // What is missing has no place of its own in the target, only one beside others.
        of_source || finding.column.is_some() && at(1, finding.line)
    }
}

/// The rule that tells of a state.
fn rule_of(state: State) -> Option<Rule> {
    match state {
        State::Missing => Some(Rule::Missing),
        State::Copied => Some(Rule::Copied),
        State::WrongLanguage => Some(Rule::WrongLanguage),
        State::Doubtful => Some(Rule::Doubtful),
        State::Stale => Some(Rule::Stale),
        State::Translated | State::Moved | State::Ignored => None,
    }
}

#[cfg(all(test, feature = "markdown"))]
mod tests {
    use crate::check::{Checked, Checker, Rule, State};
    use crate::{Aligner, Document, Format, Lang};

    const SV: &str = "# Priser\n\nEn biljett kostar 90 kronor.\n\nBarn åker gratis på söndagar.\n\nKöp biljetten ombord eller i appen.\n";
    const NB: &str = "# Priser\n\nEn billett koster 80 kroner.\n\nBarn reiser gratis på søndager.\n\nKjøp billetten om bord eller i appen.\n";

    fn document(lang: Lang, text: &str) -> Document {
        Document::parse(lang, text, Format::Markdown).unwrap()
    }

    fn check(sv: &str, nb: &str) -> Checked {
        let [sv, nb] = [document(Lang::Sv, sv), document(Lang::Nb, nb)];
        let alignment = Aligner::new().align(&[sv.clone(), nb.clone()]).unwrap();
        Checker::new().check(&sv, &nb, &alignment)
    }

    fn rules(checked: &Checked) -> Vec<Rule> {
        checked.findings.iter().map(|found| found.rule).collect()
    }

    fn before(text: &str, start: &str, comment: &str) -> String {
        text.replace(start, &format!("{comment}\n\n{start}"))
    }

    #[test]
    fn a_comment_in_either_document_silences_the_next_unit_and_no_other() {
        assert_eq!(rules(&check(SV, NB)), [Rule::Numbers]);
        let ignore = "<!-- nordalign-ignore -->";
        for (sv, nb) in [
            (before(SV, "En bil", ignore), NB.to_owned()),
            (SV.to_owned(), before(NB, "En bil", ignore)),
        ] {
            let checked = check(&sv, &nb);
            assert_eq!(rules(&checked), []);
            assert_eq!(checked.states[1], State::Ignored);
            assert_eq!(checked.coverage.total().segments, 3);
        }
        let checked = check(&before(SV, "Barn", ignore), NB);
        assert_eq!(rules(&checked), [Rule::Numbers]);
        assert_eq!(checked.states[2], State::Ignored);
    }

    #[test]
    fn a_comment_with_rules_silences_these_only_and_may_say_why() {
        let of = |comment: &str| rules(&check(SV, &before(NB, "En bil", comment)));
        assert_eq!(of("<!-- nordalign-ignore numbers -->"), []);
        assert_eq!(
            of("<!-- nordalign-ignore urls, numbers: annen valuta -->"),
            []
        );
        assert_eq!(of("<!-- nordalign-ignore urls -->"), [Rule::Numbers]);
        assert_eq!(of("<!-- nordalign-ignore: annen valuta -->"), []);
        assert_eq!(of("<!-- nordalign-ignored -->"), [Rule::Numbers]);
        // It is still translated.
        let nb = before(NB, "En bil", "<!-- nordalign-ignore numbers -->");
        assert_eq!(check(SV, &nb).coverage.translated.segments, 4);
    }

    #[test]
    fn what_is_missing_can_be_ignored_where_the_source_says_it() {
        let nb = NB.replace("Barn reiser gratis på søndager.\n\n", "");
        assert!(rules(&check(SV, &nb)).contains(&Rule::Missing));
        let sv = before(SV, "Barn", "<!-- nordalign-ignore missing -->");
        let checked = check(&sv, &nb);
        assert!(!rules(&checked).contains(&Rule::Missing));
        assert_eq!(checked.states[2], State::Ignored);
    }

    #[test]
    fn everything_between_start_and_end_is_ignored_or_up_to_the_end_of_the_text() {
        let start = "<!-- nordalign-ignore-start -->";
        let end = "<!-- nordalign-ignore-end -->";
        let sv = before(&before(SV, "En bil", start), "Köp", end);
        let ignored = [false, true, true, false];
        let of = |sv: &str| -> Vec<bool> {
            let states = check(sv, NB).states;
            states.iter().map(|&s| s == State::Ignored).collect()
        };
        assert_eq!(of(&sv), ignored);
        assert_eq!(of(&before(SV, "Barn", start)), [false, false, true, true]);
        assert_eq!(of(&before(SV, "Barn", end)), [false; 4]);
    }

    #[test]
    fn a_table_is_ignored_as_a_whole() {
        let sv = "Priser:\n\n<!-- nordalign-ignore -->\n\n| Resa | Pris |\n|---|---|\n| Enkel | 90 |\n| Tur och retur | 150 |\n\nVälkommen ombord på båten!\n";
        let nb = "Priser:\n\n| Reise | Pris |\n|---|---|\n| Enkel | 80 |\n| Tur-retur | 140 |\n\nVelkommen om bord på båten!\n";
        let checked = check(sv, nb);
        assert_eq!(rules(&checked), []);
        assert_eq!(checked.coverage.total().segments, 2);
    }

    #[test]
    fn front_matter_takes_a_whole_document_out() {
        for field in ["nordalign: ignore", "translate: false"] {
            let front = format!("---\ntitle: Priser\n{field}\n---\n\n");
            for (sv, nb) in [
                (format!("{front}{SV}"), NB.to_owned()),
                (SV.to_owned(), format!("{front}{NB}")),
            ] {
                let checked = check(&sv, &nb);
                assert_eq!(rules(&checked), []);
                assert_eq!(checked.coverage.total().segments, 0);
            }
            let document = document(Lang::Sv, &format!("{front}{SV}"));
            let checker = Checker::new();
            assert_eq!(checker.missing_file(&document, Lang::Da, None).findings, []);
            assert_eq!(checker.extra_file(&document).findings, []);
        }
        let document = document(Lang::Sv, "---\ntranslate: true\n---\n\nVälkommen!\n");
        assert_eq!(Checker::new().extra_file(&document).findings.len(), 1);
    }
}
