//! The findings of a check: a rule, a place, and a message for a translator.

use serde::{Deserialize, Serialize};

use crate::check::location::Location;
use crate::check::remark::Remark;
use crate::check::rule::Rule;
use crate::check::severity::Severity;
use crate::lang::Lang;

/// Something that is wrong, or may be wrong, with a translation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that found it.
    pub rule: Rule,
    /// How serious it is.
    pub severity: Severity,
    /// The language of the translation.
    pub lang: Lang,
    /// The name of the translation, where it should be corrected.
    pub path: String,
    /// The line there, 1-based; if something is missing, the line where it should be.
    pub line: usize,
    /// The character there, 1-based; `None` if there is no text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// Its last line there, 1-based; `None` if there is no text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_line: Option<usize>,
    /// What is wrong, for a translator.
    pub message: String,
    /// The place in the source; `None` if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Location>,
    /// Tells it from other findings of the rule in the document, independently of its line: 16
    /// hexadecimal digits, computed from the text.
    pub fingerprint: String,
}

impl Finding {
    /// A finding of `rule` on the translation into `lang` at `path`.
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
