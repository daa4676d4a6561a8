//! Callouts (boxes for notes, tips and warnings) that are of another kind than in the source.

use crate::check::evidence::Evidence;
use crate::check::pair::Units;
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::check::state::State;

pub(super) const RULE: Definition = Definition {
    id: "callouts",
    severity: Severity::Warning,
    summary: "A callout in the translation is of another kind than in the source.",
    remedy: "Make the callout of the kind that the source has: a note, a tip, a warning.",
    check: remarks,
};

/// The kinds that pages are written with. They decide how a box looks, and are not translated.
const KINDS: [&str; 19] = [
    "attention",
    "caution",
    "check",
    "danger",
    "error",
    "example",
    "failure",
    "faq",
    "hint",
    "important",
    "info",
    "information",
    "note",
    "question",
    "quote",
    "success",
    "tip",
    "todo",
    "warning",
];

/// What opens a callout, before its kind.
const OPENERS: [&str; 11] = [
    "[!", "!!!", "???+", "???", ":::", "{{<", "{{%", "{%", "```{", "~~~{", "///",
];

/// Names of callouts whose kind is an argument: `{{< alert "warning" >}}`, `::: {.callout-tip}`.
const GENERAL: [&str; 6] = ["admonition", "alert", "aside", "callout", "hint", "notice"];

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let pair = evidence.pair;
    let joined = evidence.classified.joined.iter();
    let translated =
        joined.filter(|joined| matches!(joined.state, State::Translated | State::Moved));
    let remarks = translated.filter_map(|joined| {
        let source = kind(&pair.source, *joined.source.first()?)?;
        let target = kind(&pair.target, *joined.target.first()?)?;
        let message = format!("a callout of the kind `{target}`; in the source it is `{source}`");
        (source != target).then(|| Remark::new(pair, &joined.source, &joined.target, message))
    });
    remarks.collect()
}

/// The kind of the callout that begins with `unit`.
fn kind(side: &Units, unit: usize) -> Option<&'static str> {
    let start = side.units.get(unit)?.span.start;
    let before = unit
        .checked_sub(1)
        .and_then(|before| side.units.get(before));
    let end = before.map_or(0, |before| before.span.end);
    let between = side.document.source().get(end..start)?;
    let mut lines = between.lines().rev().map(without_margin);
    kind_opened_by(lines.find(|line| !line.is_empty())?)
}

/// A line without the marks of the quotes and list items that it stands in.
fn without_margin(line: &str) -> &str {
    let is_mark = |c: char| c.is_whitespace() || c.is_ascii_digit() || "*>-+.)".contains(c);
    line.trim_start_matches(is_mark).trim_end()
}

fn kind_opened_by(line: &str) -> Option<&'static str> {
    let mut openers = OPENERS.iter();
    let rest = openers.find_map(|opener| line.strip_prefix(opener))?;
    let rest = rest.trim_start_matches([' ', ':', '{', '.']);
    let mut words = rest.split(|c: char| !c.is_alphabetic());
    let known = |word: &str| {
        let word = word.to_lowercase();
        KINDS.into_iter().find(|kind| *kind == word)
    };
    let first = words.next()?;
    let is_general = GENERAL.contains(&first.to_lowercase().as_str());
    let argument = is_general.then(|| words.find_map(known)).flatten();
    argument.or_else(|| known(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_a_callout_is_known_in_every_notation() {
        for (line, kind) in [
            ("> [!NOTE]", Some("note")),
            ("!!! warning \"", Some("warning")),
            ("???+ tip", Some("tip")),
            (":::info[", Some("info")),
            ("::: {.callout-important}", Some("important")),
            ("{{< alert color=\"warning\" >}}", Some("warning")),
            ("{{% notice tip %}}", Some("tip")),
            ("{% hint style=\"danger\" %}", Some("danger")),
            ("```{caution}", Some("caution")),
            ("- > [!TIP]", Some("tip")),
            (":::", None),
            ("{{< /warning >}}", None),
            ("{{< figure title=\"note\" >}}", None),
            ("!!! obs", None),
            ("Note", None),
        ] {
            assert_eq!(kind_opened_by(without_margin(line)), kind, "{line}");
        }
    }

    #[cfg(feature = "markdown")]
    #[test]
    fn another_kind_is_reported_once_at_the_text_of_the_callout() {
        use crate::check::{Checker, Rule};
        use crate::{Aligner, Document, Format, Lang};
        let read = |lang, text: &str| Document::parse(lang, text, Format::Markdown).unwrap();
        let sv = read(
            Lang::Sv,
            "# Motorn\n\n> [!CAUTION]\n> Låt motorn svalna först.\n>\n> Det tar en halvtimme.\n",
        );
        let nb = read(
            Lang::Nb,
            "# Motoren\n\n> [!TIP]\n> La motoren kjøle seg ned først.\n>\n> Det tar en halvtime.\n",
        );
        let alignment = Aligner::new().align(&[sv.clone(), nb.clone()]).unwrap();
        let findings = Checker::new().check(&sv, &nb, &alignment).findings;
        let found: Vec<_> = findings.iter().map(|f| (f.rule, f.line)).collect();
        assert_eq!(found, [(Rule::Callouts, 4)]);
    }
}
