//! What each [rule](crate::check::Rule) says, with examples: one section for each, under its id. [`Rule::explanation`] gives a section as text.
//!
//! Examples show the source (`sv`) and its translation (`nb` or `da`).
//!
#![doc = include_str!("rules/missing-file.md")]
#![doc = include_str!("rules/missing.md")]
#![doc = include_str!("rules/copied.md")]
#![doc = include_str!("rules/wrong-language.md")]
#![doc = include_str!("rules/numbers.md")]
#![doc = include_str!("rules/urls.md")]
#![doc = include_str!("rules/placeholders.md")]
#![doc = include_str!("rules/doubtful.md")]
#![doc = include_str!("rules/extra.md")]
#![doc = include_str!("rules/length.md")]
#![doc = include_str!("rules/structure.md")]
#![doc = include_str!("rules/stale.md")]
#![doc = include_str!("rules/terms.md")]
#![doc = include_str!("rules/punctuation.md")]
#![doc = include_str!("rules/moved.md")]

use crate::check::finding::Rule;

impl Rule {
    /// What the rule says, with examples, in Markdown: its section of [`check::rules`](self).
    ///
    /// ```
    /// use nordalign::check::Rule;
    /// assert!(Rule::Numbers.explanation().starts_with("# `numbers`"));
    /// ```
    pub fn explanation(self) -> &'static str {
        match self {
            Rule::MissingFile => include_str!("rules/missing-file.md"),
            Rule::Missing => include_str!("rules/missing.md"),
            Rule::Copied => include_str!("rules/copied.md"),
            Rule::WrongLanguage => include_str!("rules/wrong-language.md"),
            Rule::Numbers => include_str!("rules/numbers.md"),
            Rule::Urls => include_str!("rules/urls.md"),
            Rule::Placeholders => include_str!("rules/placeholders.md"),
            Rule::Doubtful => include_str!("rules/doubtful.md"),
            Rule::Extra => include_str!("rules/extra.md"),
            Rule::Length => include_str!("rules/length.md"),
            Rule::Structure => include_str!("rules/structure.md"),
            Rule::Stale => include_str!("rules/stale.md"),
            Rule::Terms => include_str!("rules/terms.md"),
            Rule::Punctuation => include_str!("rules/punctuation.md"),
            Rule::Moved => include_str!("rules/moved.md"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_page_with_its_id_its_severity_and_how_to_silence_it() {
        for &rule in Rule::ALL {
            let page = rule.explanation();
            let severity = rule.severity().name();
            for said in [
                format!("# `{rule}`\n"),
                format!("\nSeverity: {severity}, unless set otherwise.\n"),
                format!("`{rule} = \"off\"`"),
                format!("`<!-- nordalign-ignore {rule} -->`"),
            ] {
                assert!(page.contains(&said), "{rule}: {said}");
            }
        }
    }
}
