//! Text that authors exclude from checks, in comments and in front matter.
//!
//! `<!-- nordalign-ignore -->` applies to the next unit (or the whole table),
//! `<!-- nordalign-ignore numbers, urls: as agreed -->` only to these rules. From
//! `<!-- nordalign-ignore-start -->` to `<!-- nordalign-ignore-end -->`, or to the end of the
//! document, all units are ignored. `nordalign: ignore` or `translate: false` in the front matter
//! applies to the whole document.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::rule::Rule;
use crate::document::{Block, BlockKind, Document};
use crate::read;
use crate::span::Span;

/// The beginning of a comment for the checker.
const COMMENT: &str = "nordalign-ignore";

/// The parts of a document that are not checked.
pub(super) struct Ignores {
    /// The rules that are off, by the byte from which they are off: each entry applies up to the
    /// next one.
    off: BTreeMap<usize, Rules>,
}

/// A part of a document in which rules are switched off.
struct Stretch {
    span: Span,
    rules: Rules,
}

/// Rules that are switched off.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Rules {
    /// All of them.
    all: bool,
    some: BTreeSet<Rule>,
}

impl Rules {
    pub(super) fn is_none(&self) -> bool {
        *self == Rules::default()
    }

    pub(super) fn has(&self, rule: Rule) -> bool {
        self.all || self.some.contains(&rule)
    }

    pub(super) fn add(&mut self, other: &Rules) {
        self.all |= other.all;
        self.some.extend(&other.some);
    }

    /// Each rule; `None` stands for all of them.
    fn each(&self) -> impl Iterator<Item = Option<Rule>> {
        let all = self.all.then_some(None);
        all.into_iter().chain(self.some.iter().copied().map(Some))
    }
}

/// Whether the front matter of `document` says that it is not to be translated, or not to be
/// checked.
pub(super) fn is_ignored(document: &Document) -> bool {
    let source = document.source();
    let fields = document
        .format()
        .map(|format| read::metadata(format, source, &[]).fields);
    fields.iter().flatten().any(|(key, value)| {
        matches!(
            (key.as_str(), value.trim()),
            ("nordalign", "ignore") | ("translate", "false")
        )
    })
}

/// The names in comments that are no rules, each with the comment's place.
pub(super) fn unknown_rules(document: &Document) -> Vec<(Span, String)> {
    let blocks = document.blocks().iter();
    let comments = blocks.filter(|block| block.kind() == BlockKind::Comment);
    let unknown = comments.flat_map(|comment| {
        let ids = parts(comment.text()).map_or(Vec::new(), |(_, ids)| ids);
        let unknown = ids.into_iter().filter(|id| id.parse::<Rule>().is_err());
        unknown.map(|id| (comment.span(), id.to_owned()))
    });
    unknown.collect()
}

/// What follows `nordalign-ignore` in a comment: `-start`, `-end` or nothing, and the ids of rules.
fn parts(comment: &str) -> Option<(&str, Vec<&str>)> {
    let text = comment.trim_matches(|c: char| !c.is_alphanumeric());
    let rest = text.strip_prefix(COMMENT)?;
    let (word, rules) = match rest.split_once(|c: char| c.is_whitespace() || c == ':') {
        // The reason follows a colon.
        Some((word, _)) if rest.as_bytes().get(word.len()) == Some(&b':') => (word, ""),
        Some((word, rules)) => (word, rules),
        None => (rest, ""),
    };
    let rules = rules.split(':').next().unwrap_or_default();
    let ids = rules.split(|c: char| c.is_whitespace() || c == ',');
    Some((word, ids.filter(|id| !id.is_empty()).collect()))
}

/// The instruction in a comment.
enum Directive {
    Next(Rules),
    Start(Rules),
    End,
}

impl Directive {
    fn read(comment: &str) -> Option<Self> {
        let (word, ids) = parts(comment)?;
        let rules = Rules {
            all: ids.is_empty(),
            some: ids.iter().filter_map(|id| id.parse().ok()).collect(),
        };
        match word {
            "" => Some(Directive::Next(rules)),
            "-start" => Some(Directive::Start(rules)),
            "-end" => Some(Directive::End),
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
        let mut units = FollowingUnits::of(document);
        for comment in comments {
            let span = comment.span();
            match Directive::read(comment.text()) {
                Some(Directive::Next(rules)) => {
                    let next = units.next(span);
                    stretches.extend(next.map(|span| Stretch { span, rules }));
                }
                Some(Directive::Start(rules)) if open.is_none() => open = Some((span.end, rules)),
                Some(Directive::End) => {
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
        Ignores {
            off: by_place(&stretches),
        }
    }

    /// The rules that are off at `span`.
    pub(super) fn at(&self, span: Span) -> Option<&Rules> {
        let (_, rules) = self.off.range(..=span.start).next_back()?;
        (!rules.is_none()).then_some(rules)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.off.is_empty()
    }

    /// Whether `rule` is off at `span`; without a rule, whether all are.
    pub(super) fn covers(&self, span: Span, rule: Option<Rule>) -> bool {
        self.at(span).is_some_and(|rules| match rule {
            Some(rule) => rules.has(rule),
            None => rules.all,
        })
    }
}

/// The rules that `stretches`, which may overlap, switch off, for each byte at which that changes.
fn by_place(stretches: &[Stretch]) -> BTreeMap<usize, Rules> {
    let mut edges: Vec<(usize, bool, &Rules)> = Vec::new();
    for Stretch { span, rules } in stretches {
        edges.push((span.start, true, rules));
        edges.push((span.end, false, rules));
    }
    edges.sort_by_key(|&(place, ..)| place);
    // The number of stretches in which each rule is off.
    let mut open: BTreeMap<Option<Rule>, usize> = BTreeMap::new();
    let mut off = BTreeMap::new();
    for (place, begins, rules) in edges {
        for rule in rules.each() {
            let count = open.entry(rule).or_default();
            *count = count.saturating_add_signed(if begins { 1 } else { -1 });
        }
        let now = open.iter().filter(|(_, count)| **count > 0);
        let mut rules = Rules::default();
        for (rule, _) in now {
            rules.all |= rule.is_none();
            rules.some.extend(rule);
        }
        off.insert(place, rules);
    }
    off
}

/// The units and code blocks of a document, for comments that come one after the other.
struct FollowingUnits<'a> {
    units: Vec<&'a Block>,
    /// The first one that does not end before the comment.
    at: usize,
    /// The target of the previous comment, and the number of its unit.
    before: Option<(usize, Span)>,
}

impl<'a> FollowingUnits<'a> {
    fn of(document: &'a Document) -> Self {
        FollowingUnits {
            units: document
                .blocks()
                .iter()
                .filter(|block| block.is_unit() || block.is_listing())
                .collect(),
            at: 0,
            before: None,
        }
    }

    /// The unit that a comment is in or before; a whole table, because a table cannot contain a
    /// comment.
    fn next(&mut self, comment: Span) -> Option<Span> {
        let rest = self.units.get(self.at..)?.iter();
        let ended = |unit: &&&Block| unit.span().end <= comment.start;
        self.at += rest.take_while(ended).count();
        if let Some((_, span)) = self.before.filter(|(unit, _)| *unit == self.at) {
            return Some(span);
        }
        let (first, rest) = self.units.get(self.at..)?.split_first()?;
        let mut span = first.span();
        if first.kind() == BlockKind::TableCell {
            let is_cell = |unit: &&&Block| unit.kind() == BlockKind::TableCell;
            for cell in rest.iter().take_while(is_cell) {
                span = span.cover(cell.span());
            }
        }
        self.before = Some((self.at, span));
        Some(span)
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
    fn a_comment_in_the_source_can_ignore_a_missing_unit() {
        let nb = NB.replace("Barn reiser gratis på søndager.\n\n", "");
        assert!(rules(&check(SV, &nb)).contains(&Rule::Missing));
        let sv = before(SV, "Barn", "<!-- nordalign-ignore missing -->");
        let checked = check(&sv, &nb);
        assert!(!rules(&checked).contains(&Rule::Missing));
        assert_eq!(checked.states[2], State::Ignored);
    }

    #[test]
    fn everything_from_start_to_end_or_to_the_end_of_the_text_is_ignored() {
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
    fn front_matter_can_exclude_a_whole_document() {
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
