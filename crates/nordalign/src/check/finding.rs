//! What a check says: a rule, a place, and a message for a translator.

use std::fmt;
use std::hash::Hasher;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::check::basis::Basis;
use crate::check::classify::{Classified, Joined};
use crate::check::coverage::{Counts, State};
use crate::check::sentences::LeftOut;
use crate::check::unit::{Pair, Side, normal};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::fnv::Fnv;
use crate::lang::Lang;

/// What a [`Finding`] is about. The ids are fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Rule {
    /// A document has no translation.
    MissingFile,
    /// A unit of the source has no translation.
    Missing,
    /// A unit was left in the source's language, word by word.
    Copied,
    /// A unit is in another language than its document.
    WrongLanguage,
    /// Numbers differ, beyond their notation.
    Numbers,
    /// Addresses and link targets differ, beyond the language they lead to.
    Urls,
    /// Code spans, placeholders or shortcodes differ.
    Placeholders,
    /// It is not sure that a unit says what its source says.
    Doubtful,
    /// A unit of the translation has no source.
    Extra,
    /// A translation is much longer or shorter than its source lets expect.
    Length,
    /// The level of a heading or the length of a list differs.
    Structure,
    /// The source has changed since the translation was last in step with it.
    Stale,
    /// A term is not translated as the term base says.
    Terms,
    /// A punctuation mark is missing or doubled.
    Punctuation,
    /// A unit stands elsewhere than in the source.
    Moved,
}

impl Rule {
    /// Every rule, in the order of their severity.
    pub const ALL: &'static [Rule] = &[
        Rule::MissingFile,
        Rule::Missing,
        Rule::Copied,
        Rule::WrongLanguage,
        Rule::Numbers,
        Rule::Urls,
        Rule::Placeholders,
        Rule::Doubtful,
        Rule::Extra,
        Rule::Length,
        Rule::Structure,
        Rule::Stale,
        Rule::Terms,
        Rule::Punctuation,
        Rule::Moved,
    ];

    /// The id: `missing-file`, `missing`, `copied` …
    ///
    /// ```
    /// use nordalign::check::Rule;
    /// assert_eq!(Rule::WrongLanguage.id(), "wrong-language");
    /// ```
    pub fn id(self) -> &'static str {
        match self {
            Rule::MissingFile => "missing-file",
            Rule::Missing => "missing",
            Rule::Copied => "copied",
            Rule::WrongLanguage => "wrong-language",
            Rule::Numbers => "numbers",
            Rule::Urls => "urls",
            Rule::Placeholders => "placeholders",
            Rule::Doubtful => "doubtful",
            Rule::Extra => "extra",
            Rule::Length => "length",
            Rule::Structure => "structure",
            Rule::Stale => "stale",
            Rule::Terms => "terms",
            Rule::Punctuation => "punctuation",
            Rule::Moved => "moved",
        }
    }

    /// How serious a finding of it is, if nothing else is said.
    pub fn severity(self) -> Severity {
        match self {
            Rule::MissingFile
            | Rule::Missing
            | Rule::Copied
            | Rule::WrongLanguage
            | Rule::Numbers
            | Rule::Urls
            | Rule::Placeholders => Severity::Error,
            Rule::Doubtful
            | Rule::Extra
            | Rule::Length
            | Rule::Structure
            | Rule::Stale
            | Rule::Terms
            | Rule::Punctuation => Severity::Warning,
            Rule::Moved => Severity::Note,
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Rule {
    type Err = Error;

    fn from_str(id: &str) -> Result<Self, Error> {
        let rule = Rule::ALL.iter().copied().find(|rule| rule.id() == id);
        rule.ok_or_else(|| {
            let ids: Vec<&str> = Rule::ALL.iter().map(|rule| rule.id()).collect();
            let message = format!("`{id}` is no rule; the rules are {}", ids.join(", "));
            Error::new(ErrorKind::Invalid, message)
        })
    }
}

/// How serious a [`Finding`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It fails a gate.
    Error,
    /// Somebody should look at it.
    Warning,
    /// It is good to know.
    Note,
}

impl Severity {
    /// The name: `error`, `warning` or `note`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Place {
    /// The document's name.
    pub path: String,
    /// The line, 1-based.
    pub line: usize,
    /// The last line of it, 1-based; none where it is a whole document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_line: Option<usize>,
}

/// Something that is wrong, or may be, with a translation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Finding {
    /// What it is about.
    pub rule: Rule,
    /// How serious it is.
    pub severity: Severity,
    /// The translation's language.
    pub lang: Lang,
    /// The translation's name: where to mend it.
    pub path: String,
    /// The line there, 1-based; of what is missing, the line where it should be.
    pub line: usize,
    /// The character there, 1-based; none where there is nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// The last line of it there, 1-based; none where there is nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_line: Option<usize>,
    /// What is wrong, for a translator.
    pub message: String,
    /// Where the source says it; none of what is extra.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Place>,
    /// What tells it from other findings of the rule in the document, wherever it stands: 16 hexadecimal digits made of the text.
    pub fingerprint: String,
}

impl Finding {
    pub(super) fn order(&self) -> (usize, Rule, usize, &str) {
        let source = self.source.as_ref().map_or(0, |place| place.line);
        (self.line, self.rule, source, &self.message)
    }
}

/// Makes a finding on units that stand for each other.
pub(super) fn of_units(
    pair: &Pair,
    rule: Rule,
    source: &[usize],
    target: &[usize],
    message: String,
) -> Finding {
    let place = target.first().and_then(|&unit| pair.target.units.get(unit));
    let position = place.map(|unit| pair.target.position(unit.span.start));
    let content = match source {
        [] => pair.target.text(target),
        _ => pair.source.text(source),
    };
    Finding {
        rule,
        severity: rule.severity(),
        lang: pair.target.lang,
        path: pair.target.document.name().to_owned(),
        line: position.map_or(1, |position| position.line),
        column: position.map(|position| position.column),
        end_line: last_line(&pair.target, target),
        message,
        source: place_of(&pair.source, source),
        fingerprint: fingerprint(&content),
    }
}

fn place_of(side: &Side, units: &[usize]) -> Option<Place> {
    let unit = side.units.get(*units.first()?)?;
    Some(Place {
        path: side.document.name().to_owned(),
        line: unit.lines.first,
        end_line: last_line(side, units),
    })
}

fn last_line(side: &Side, units: &[usize]) -> Option<usize> {
    let lines = units.iter().filter_map(|&unit| side.units.get(unit));
    lines.map(|unit| unit.lines.last).max()
}

/// The hash of the normalised text.
pub(super) fn fingerprint(content: &str) -> String {
    let mut hash = Fnv::default();
    hash.write(normal(content).as_bytes());
    format!("{:016x}", hash.finish())
}

/// The findings that states are.
pub(super) fn of_states(
    pair: &Pair,
    classified: &Classified,
    basis: Option<&Basis>,
) -> Vec<Finding> {
    let mut findings: Vec<Finding> = classified
        .joined
        .iter()
        .filter_map(|joined| of_joined(pair, joined, basis))
        .collect();
    let mut line = 1;
    let mut previous: Option<(usize, usize)> = None;
    let mut answers = vec![None; pair.source.units.len()];
    for joined in classified.joined.iter().filter(|j| j.state != State::Moved) {
        let last = joined
            .target
            .last()
            .and_then(|&unit| pair.target.units.get(unit));
        for &unit in &joined.source {
            if let (Some(answer), Some(last)) = (answers.get_mut(unit), last) {
                *answer = Some(last.lines.last);
            }
        }
    }
    for (number, unit) in pair.source.units.iter().enumerate() {
        if let Some(last) = answers[number] {
            previous = Some((unit.lines.last, last));
        } else if classified.source[number] == State::Missing {
            if let Some((source, target)) = previous {
                // A cell of a table stands on the line of the cell before it.
                line = if source == unit.lines.first {
                    target
                } else {
                    target + 1
                };
            }
            let message = format!("not translated: “{}”", excerpt(&unit.text));
            findings.push(Finding {
                line,
                column: None,
                ..of_units(pair, Rule::Missing, &[number], &[], message)
            });
        }
    }
    for &unit in &classified.extra {
        let text = pair.target.text(&[unit]);
        if crate::check::unit::words(&text) > 0 {
            let message = format!("not in the source: “{}”", excerpt(&text));
            findings.push(of_units(pair, Rule::Extra, &[], &[unit], message));
        }
    }
    findings.extend(
        classified
            .left_out
            .iter()
            .map(|left| of_sentence(pair, left)),
    );
    findings
}

/// A sentence that is missing in a unit, or too much.
fn of_sentence(pair: &Pair, left: &LeftOut) -> Finding {
    let text = left.text(pair);
    let span = left.span(pair);
    if left.side == 1 {
        let message = format!("a sentence that is not in the source: “{}”", excerpt(text));
        let position = pair.target.position(span.start);
        return Finding {
            line: position.line,
            column: Some(position.column),
            end_line: Some(pair.target.position(span.end).line),
            fingerprint: fingerprint(text),
            ..of_units(pair, Rule::Extra, &[], &[left.unit], message)
        };
    }
    let message = format!("a sentence is not translated: “{}”", excerpt(text));
    let source = Place {
        path: pair.source.document.name().to_owned(),
        line: pair.source.position(span.start).line,
        end_line: Some(pair.source.position(span.end).line),
    };
    Finding {
        line: pair.target.position(left.place).line,
        column: None,
        end_line: None,
        source: Some(source),
        fingerprint: fingerprint(text),
        ..of_units(pair, Rule::Missing, &[left.unit], &[], message)
    }
}

fn of_joined(pair: &Pair, joined: &Joined, basis: Option<&Basis>) -> Option<Finding> {
    let text = pair.target.text(&joined.target);
    let (rule, message) = match joined.state {
        State::Copied => {
            let message = format!("left in {}: “{}”", pair.source.lang.name(), excerpt(&text));
            (Rule::Copied, message)
        }
        State::WrongLanguage => {
            let language = joined.language.map_or("another language", |l| l.name());
            let wanted = pair.target.lang.name();
            let message = format!("in {language}, not {wanted}: “{}”", excerpt(&text));
            (Rule::WrongLanguage, message)
        }
        State::Doubtful => {
            let source = pair.source.text(&joined.source);
            let message = format!(
                "perhaps not a translation of “{}”: “{}”",
                excerpt(&source),
                excerpt(&text)
            );
            (Rule::Doubtful, message)
        }
        State::Stale => {
            let source = pair.source.text(&joined.source);
            let change = basis.and_then(|basis| basis.change(&source));
            let what = change.map_or(format!("“{}”", excerpt(&source)), |[before, now]| {
                format!("“{}”, before “{}”", excerpt(&now), excerpt(&before))
            });
            let message = format!("the source has changed since this was translated: {what}");
            (Rule::Stale, message)
        }
        State::Moved => {
            let message = format!("stands elsewhere than in the source: “{}”", excerpt(&text));
            (Rule::Moved, message)
        }
        _ => return None,
    };
    Some(of_units(
        pair,
        rule,
        &joined.source,
        &joined.target,
        message,
    ))
}

/// That a whole document is missing.
pub(super) fn missing_file(
    source: &Document,
    lang: Lang,
    path: Option<&str>,
    total: Counts,
) -> Finding {
    let message = format!(
        "no translation into {} ({} words)",
        lang.name(),
        total.words
    );
    Finding {
        rule: Rule::MissingFile,
        severity: Rule::MissingFile.severity(),
        lang,
        path: path.unwrap_or(source.name()).to_owned(),
        line: 1,
        column: None,
        end_line: None,
        message,
        source: Some(Place {
            path: source.name().to_owned(),
            line: 1,
            end_line: None,
        }),
        // Its path tells it from others already, and how that is spelled depends on the folder that one is in.
        fingerprint: fingerprint(lang.code()),
    }
}

/// That a whole document has no source.
pub(super) fn extra_file(lang: Lang, path: &str) -> Finding {
    Finding {
        rule: Rule::Extra,
        severity: Rule::Extra.severity(),
        lang,
        path: path.to_owned(),
        line: 1,
        column: None,
        end_line: None,
        message: "no document of the source has this path".to_owned(),
        source: None,
        fingerprint: fingerprint(lang.code()),
    }
}

/// So many characters of a text are quoted in a message.
const QUOTED: usize = 60;

/// The beginning of `text`, cut between words.
pub(super) fn excerpt(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    if text.chars().count() <= QUOTED {
        return text;
    }
    let cut: String = text.chars().take(QUOTED).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", cut.get(..end).unwrap_or_default())
}
