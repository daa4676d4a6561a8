//! Anchors of links and of headings that differ, or that lead nowhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::evidence::Evidence;
use crate::check::pair::{Compared, Joined, Link, Units};
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::rule::urls::letters;
use crate::check::severity::Severity;
use crate::document::BlockKind;
use crate::identify::{Language, identify};

pub(super) const RULE: Definition = Definition {
    id: "anchors",
    severity: Severity::Warning,
    summary: "The anchor of a link or a heading in the translation differs, or leads nowhere.",
    remedy: "Correct the anchor: it is the one of the heading in the translation that the link should lead to.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let compared = evidence.compared.iter();
    let all: Vec<Anchors> = compared.flat_map(|one| anchors(evidence, one)).collect();
    if all.is_empty() {
        return Vec::new();
    }
    let pages = Pages::of(evidence, &all);
    let remarks = all.iter().filter_map(|one| {
        let Joined { source, target, .. } = one.joined;
        let message = pages.message(one)?;
        Some(Remark::new(evidence.pair, source, target, message))
    });
    remarks.collect()
}

/// An anchor of the source, and the one in its place in the translation.
struct Anchors<'a> {
    joined: &'a Joined,
    source: &'a str,
    target: &'a str,
    /// Whether both lead to a heading of the same page.
    on_page: bool,
}

/// The anchors of the links of two units, or those that their headings are given.
fn anchors<'a>(evidence: &Evidence<'a>, compared: &'a Compared<'a>) -> Vec<Anchors<'a>> {
    let joined = compared.joined;
    let of_links = |links: &'a [Link<'a>]| -> Vec<(&'a str, &'a str)> {
        let anchors = links.iter().filter_map(|link| link.target.split_once('#'));
        anchors.filter(|(_, anchor)| !anchor.is_empty()).collect()
    };
    let [sources, targets] =
        [&compared.source.links, &compared.target.links].map(|links| of_links(links));
    // With another number of them, it is not known which is which.
    let same = sources.len() == targets.len();
    let links = sources.into_iter().zip(targets).filter(move |_| same);
    let links = links.map(move |((page, source), (other, target))| Anchors {
        joined,
        source,
        target,
        on_page: page.is_empty() && other.is_empty(),
    });
    let sides = [
        (&evidence.pair.source, &joined.source),
        (&evidence.pair.target, &joined.target),
    ];
    let given = sides.map(|(side, units)| given_anchor(side, units));
    let given = match given {
        [Some(source), Some(target)] => Some(Anchors {
            joined,
            source,
            target,
            on_page: false,
        }),
        _ => None,
    };
    links.chain(given).collect()
}

/// The anchor that a heading is given: `{#priser}`.
fn given_anchor<'a>(side: &Units<'a>, units: &[usize]) -> Option<&'a str> {
    let [unit] = units else { return None };
    let unit = side.units.get(*unit)?;
    let rest = side.document.source().get(unit.span.start..)?;
    let line = rest
        .lines()
        .next()
        .filter(|_| unit.kind == BlockKind::Heading)?;
    let (_, attributes) = line.split_once("{#")?;
    attributes.split(['}', ' ']).next()
}

/// What is known of the anchors of both documents.
struct Pages<'a> {
    source: Headings<'a>,
    target: Headings<'a>,
    /// The units that translate each unit of the source.
    answers: BTreeMap<usize, &'a [usize]>,
    /// How many anchors are the same in both, and how many there are.
    kept: usize,
    all: usize,
}

impl<'a> Pages<'a> {
    fn of(evidence: &'a Evidence<'a>, all: &[Anchors]) -> Self {
        let joined = evidence.compared.iter().map(|compared| compared.joined);
        let answers = joined.flat_map(|joined| {
            let units = joined.source.iter();
            units.map(|&unit| (unit, &joined.target[..]))
        });
        Pages {
            source: Headings::of(&evidence.pair.source),
            target: Headings::of(&evidence.pair.target),
            answers: answers.collect(),
            kept: all.iter().filter(|one| one.source == one.target).count(),
            all: all.len(),
        }
    }

    fn message(&self, one: &Anchors) -> Option<String> {
        let Anchors { source, target, .. } = one;
        let nowhere = || {
            let message = format!("no heading of the translation has the anchor `#{target}`");
            (!self.target.may_have(target)).then_some(message)
        };
        if !one.on_page || !self.source.may_have(source) {
            let differ = letters(source) != letters(target) && self.is_kept(one);
            return differ
                .then(|| format!("the anchor is `#{target}`; in the source it is `#{source}`"));
        }
        let (Some(from), Some(to)) = (self.source.find(source), self.target.find(target)) else {
            return nowhere();
        };
        let answers = self.answers.get(&from)?;
        (!answers.contains(&to)).then(|| {
            format!(
                "the anchor `#{target}` leads to another heading than `#{source}` in the source"
            )
        })
    }

    /// Whether an anchor of the source is not translated: most of the others on the page are not,
    /// or it is in English itself, and does not come from a heading of the source.
    fn is_kept(&self, one: &Anchors) -> bool {
        let others = self.all - 1;
        let kept = self.kept - usize::from(one.source == one.target);
        if others > 0 {
            return 2 * kept > others;
        }
        let words = one.source.replace(['-', '_'], " ");
        words.split(' ').count() >= FEWEST_IN_ENGLISH && identify(&words).language == Language::En
    }
}

/// Of fewer words it is not known what language they are in.
const FEWEST_IN_ENGLISH: usize = 3;

/// The headings of a document by the anchors that programs make from their texts.
struct Headings<'a> {
    /// None for several headings.
    by_anchor: BTreeMap<String, Option<usize>>,
    /// The anchors that anything on the page is given.
    given: BTreeSet<&'a str>,
}

/// What a page gives anchors with.
const GIVES: [&str; 3] = ["id=", "name=", "{#"];

impl<'a> Headings<'a> {
    fn of(side: &Units<'a>) -> Self {
        let mut by_anchor: BTreeMap<String, Option<usize>> = BTreeMap::new();
        let headings = side.units.iter().enumerate();
        for (number, unit) in headings.filter(|(_, unit)| unit.kind == BlockKind::Heading) {
            let anchor = given_anchor(side, &[number]).unwrap_or(&unit.text);
            for anchor in BTreeSet::from(spellings(anchor)) {
                by_anchor
                    .entry(anchor)
                    .and_modify(|known| *known = None)
                    .or_insert(Some(number));
            }
        }
        let text = side.document.source();
        let given = GIVES.into_iter().flat_map(|gives| {
            let rest = text.split(gives).skip(1);
            rest.filter_map(|rest| {
                let rest = rest.trim_start_matches(['"', '\'']);
                rest.split(['"', '\'', '}', '>', ' ', '\n']).next()
            })
        });
        Headings {
            by_anchor,
            given: given.collect(),
        }
    }

    /// The heading with this anchor, if it is the only one.
    fn find(&self, anchor: &str) -> Option<usize> {
        let mut found = spellings(anchor).into_iter();
        found.find_map(|anchor| self.by_anchor.get(&anchor).copied().flatten())
    }

    /// Whether the anchor may be that of several headings, or of something else.
    fn may_have(&self, anchor: &str) -> bool {
        let mut spellings = spellings(anchor).into_iter();
        self.given.contains(anchor) || spellings.any(|anchor| self.by_anchor.contains_key(&anchor))
    }
}

/// An anchor or the text it is made from, compared by letters and digits: of letters with marks,
/// programs leave out the marks (`å` becomes `a`), or the letters, or only those that are no letters
/// with marks (`æ`).
fn spellings(text: &str) -> [String; 3] {
    let lower = text.to_lowercase();
    let ascii = |c: &char| c.is_ascii_alphanumeric();
    let unmarked = lower.chars().map(|c| match c {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        'é' => 'e',
        c => c,
    });
    [
        letters(text),
        unmarked.filter(ascii).collect(),
        lower.chars().filter(ascii).collect(),
    ]
}

#[cfg(all(test, feature = "markdown"))]
mod tests {
    use crate::check::{Checker, Rule};
    use crate::{Aligner, Document, Format, Lang};

    const SV: &str = "# Frakt\n\nAllt skickas med båt till öarna.\n\n# Återköp\n\nSe [frakt](#frakt) och [villkor](om.md#villkor) innan du köper.\n";
    const NB: &str = "# Levering\n\nAlt sendes med båt til øyene.\n\n# Retur\n\nSe [levering](#levering) og [vilkår](om.md#villkor) før du kjøper.\n";

    fn found(nb: &str) -> Vec<String> {
        let read = |lang, text: &str| Document::parse(lang, text, Format::Markdown).unwrap();
        let [sv, nb] = [read(Lang::Sv, SV), read(Lang::Nb, nb)];
        let alignment = Aligner::new().align(&[sv.clone(), nb.clone()]).unwrap();
        let findings = Checker::new().check(&sv, &nb, &alignment).findings;
        let anchors = findings.into_iter().filter(|f| f.rule == Rule::Anchors);
        anchors.map(|finding| finding.message).collect()
    }

    #[test]
    fn the_anchor_of_the_translated_heading_is_right() {
        assert_eq!(found(NB), Vec::<String>::new());
    }

    #[test]
    fn an_anchor_that_no_heading_has_is_reported() {
        let found = found(&NB.replace("#levering", "#frakt"));
        assert_eq!(
            found,
            ["no heading of the translation has the anchor `#frakt`"]
        );
    }

    #[test]
    fn an_anchor_of_another_heading_is_reported() {
        let found = found(&NB.replace("#levering", "#retur"));
        assert_eq!(
            found,
            ["the anchor `#retur` leads to another heading than `#frakt` in the source"]
        );
    }

    #[test]
    fn letters_with_marks_may_be_written_without_or_left_out() {
        for anchor in ["#for-overtagelsen", "#fr-overtagelsen", "#før-overtagelsen"] {
            let nb = NB.replace("# Levering", "# Før overtagelsen");
            let nb = nb.replace("#levering", anchor);
            assert_eq!(found(&nb), Vec::<String>::new(), "{anchor}");
        }
    }
}
