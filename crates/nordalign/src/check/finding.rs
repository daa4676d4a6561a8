//! What a check reports: a rule, a place, and a message for a translator.

use serde::{Deserialize, Serialize};

use crate::check::location::Location;
use crate::check::remark::Remark;
use crate::check::rule::Rule;
use crate::check::severity::Severity;
use crate::lang::Lang;

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
    pub source: Option<Location>,
    /// What tells it from other findings of the rule in the document, wherever it stands: 16
    /// hexadecimal digits made of the text.
    pub fingerprint: String,
}

impl Finding {
    /// What `rule` reports on the translation into `lang` at `path`.
    pub(super) fn new(rule: Rule, lang: Lang, path: &str, remark: Remark) -> Self {
        Finding {
            rule,
            severity: rule.severity(),
            lang,
            path: path.to_owned(),
            line: remark.line,
            column: remark.column,
            end_line: remark.end_line,
            message: remark.message,
            source: remark.source,
            fingerprint: remark.fingerprint,
        }
    }

    pub(super) fn order(&self) -> (usize, Rule, usize, &str) {
        let source = self.source.as_ref().map_or(0, |place| place.line);
        (self.line, self.rule, source, &self.message)
    }
}
