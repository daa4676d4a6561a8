//! The rules: one file each, with everything about the rule, and one row in this table.

mod anchors;
mod callouts;
mod code;
mod copied;
mod currencies;
mod days;
mod definition;
mod doubtful;
mod example;
mod extra;
mod length;
mod localised;
mod missing;
mod missing_file;
mod moved;
mod names;
mod numbers;
mod placeholders;
mod prose;
mod punctuation;
mod stale;
mod structure;
mod terms;
mod unknown_rule;
mod urls;
mod wrong_language;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use self::definition::Definition;
use crate::check::evidence::Evidence;
use crate::check::remark::Remark;
use crate::check::severity::Severity;
use crate::error::{Error, ErrorKind};

pub(super) use extra::document as extra_document;
pub(super) use missing_file::remark as missing_file;
pub(super) use unknown_rule::remark as unknown_rule;
pub(super) use wrong_language::document as whole_page;

/// Makes the enum of rules, and the data of each, from a table of their names, modules and pages.
macro_rules! rules {
    ($($(#[$summary:meta])* $name:ident: $module:ident, $page:literal;)*) => {
        /// The rule that a [`Finding`](super::Finding) belongs to. The ids are fixed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[$summary])* $name,)*
        }

        impl Rule {
            /// Every rule, in the order of their severity.
            pub const ALL: &'static [Rule] = &[$(Rule::$name),*];

            fn definition(self) -> &'static Definition {
                match self {
                    $(Rule::$name => &$module::RULE,)*
                }
            }

            /// What the rule reports, with examples, in Markdown: its section of
            /// [`check::rules`](super::rules).
            ///
            /// ```
            /// use nordalign::check::Rule;
            /// assert!(Rule::Numbers.explanation().starts_with("# `numbers`"));
            /// ```
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Rule::$name => include_str!($page),)*
                }
            }
        }

        /// What each [rule](super::Rule) reports, with examples: one section for each, under its
        /// id. [`Rule::explanation`](super::Rule::explanation) returns a section as text.
        ///
        /// Examples show the source (`sv`) and its translation (`nb` or `da`).
        ///
        $(#[doc = include_str!($page)])*
        pub mod pages {}
    };
}

// By severity, the most important first. Findings on the same line are listed in this order.
rules! {
    /// A document has no translation.
    MissingFile: missing_file, "missing-file.md";
    /// A unit of the source has no translation.
    Missing: missing, "missing.md";
    /// A unit was left in the source language, word for word.
    Copied: copied, "copied.md";
    /// A unit is in another language than its document.
    WrongLanguage: wrong_language, "wrong-language.md";
    /// Numbers differ in more than notation.
    Numbers: numbers, "numbers.md";
    /// Addresses or link targets differ in more than language.
    Urls: urls, "urls.md";
    /// Code spans, placeholders or shortcodes differ.
    Placeholders: placeholders, "placeholders.md";
    /// A comment ignores a rule that does not exist.
    UnknownRule: unknown_rule, "unknown-rule.md";
    /// A unit may not say the same as its source.
    Doubtful: doubtful, "doubtful.md";
    /// A unit of the translation has no source.
    Extra: extra, "extra.md";
    /// A translation is much longer or shorter than its source.
    Length: length, "length.md";
    /// Code blocks differ or are gone.
    Code: code, "code.md";
    /// Sums are in another currency.
    Currencies: currencies, "currencies.md";
    /// Days of the week or months differ.
    Days: days, "days.md";
    /// Names differ.
    Names: names, "names.md";
    /// Anchors of links or headings differ, or lead nowhere.
    Anchors: anchors, "anchors.md";
    /// A callout is of another kind.
    Callouts: callouts, "callouts.md";
    /// The level of a heading or the length of a list differs.
    Structure: structure, "structure.md";
    /// The source has changed since the translation last matched it.
    Stale: stale, "stale.md";
    /// A term is not translated as the term base says.
    Terms: terms, "terms.md";
    /// A punctuation mark is missing or doubled.
    Punctuation: punctuation, "punctuation.md";
    /// A unit is in another place than in the source.
    Moved: moved, "moved.md";
}

impl Rule {
    /// The id: `missing-file`, `missing`, `copied` …
    ///
    /// ```
    /// use nordalign::check::Rule;
    /// assert_eq!(Rule::WrongLanguage.id(), "wrong-language");
    /// ```
    pub fn id(self) -> &'static str {
        self.definition().id
    }

    /// How serious its findings are by default.
    pub fn severity(self) -> Severity {
        self.definition().severity
    }

    /// What a finding of it means, in one sentence, for readers who see it outside the program.
    ///
    /// ```
    /// use nordalign::check::Rule;
    /// assert_eq!(Rule::MissingFile.summary(), "A document has no translation.");
    /// ```
    pub fn summary(self) -> &'static str {
        self.definition().summary
    }

    /// What to do about a finding of it, in one sentence or two.
    ///
    /// ```
    /// use nordalign::check::Rule;
    /// assert_eq!(Rule::Stale.remedy(), "Bring the translation up to date.");
    /// ```
    pub fn remedy(self) -> &'static str {
        self.definition().remedy
    }

    /// Finds everything that the rule reports.
    pub(super) fn check(self, evidence: &Evidence) -> Vec<Remark> {
        (self.definition().check)(evidence)
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
            let message = format!("unknown rule `{id}`; the rules are {}", ids.join(", "));
            Error::new(ErrorKind::Invalid, message)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_page_with_its_id_its_severity_and_how_to_silence_it() {
        for &rule in Rule::ALL {
            let page = rule.explanation();
            let severity = rule.severity().name();
            for said in [
                format!("# `{rule}`\n"),
                format!("\nSeverity: {severity} by default.\n"),
                format!("`{rule} = \"off\"`"),
                format!("`<!-- nordalign-ignore {rule} -->`"),
            ] {
                assert!(page.contains(&said), "{rule}: {said}");
            }
        }
    }

    #[test]
    fn the_most_severe_rules_come_first() {
        let severities = Rule::ALL.iter().map(|rule| rule.severity());
        assert!(severities.is_sorted());
    }
}
