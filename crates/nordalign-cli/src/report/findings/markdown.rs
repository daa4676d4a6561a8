//! A page in Markdown, for a comment on a pull request and for GitHub's step summaries.

use std::io::Write;

use nordalign::Error;
use nordalign::check::{Outcome, Rule, Severity};
use nordalign::write::findings::{Reported, Repository};

use crate::report::findings::{count, percent, plural, worst};
use nordalign::write::harmless;

/// The most characters in a page: GitHub refuses comments of more than 65,536.
const MAX_CHARACTERS: usize = 60_000;

/// How many of them are reserved for the ends of lists, and for the number of findings that had no
/// room.
const RESERVE: usize = 500;

/// This many files are listed.
const FILES: usize = 10;

pub(super) fn write(
    outcome: &Outcome,
    repository: &Repository,
    out: &mut dyn Write,
) -> Result<(), Error> {
    Ok(out.write_all(page(outcome, repository).as_bytes())?)
}

/// Writes the languages, the worst files, what is missing, and what else is wrong. The first line
/// is a comment that identifies the page, so that it can be found and replaced.
pub(super) fn page(outcome: &Outcome, repository: &Repository) -> String {
    let mut page = Page::default();
    page.add("<!-- nordalign -->\n### Translations\n\n");
    languages(outcome, &mut page);
    let entries = Reported::all(&outcome.findings, repository);
    let kinds = [Severity::Error, Severity::Warning, Severity::Note];
    let counts = kinds.map(|severity| (count(&outcome.findings, severity), severity.name()));
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, name)| plural(*count, name)).collect();
    match counts.is_empty() {
        true => page.add("\nNothing found.\n"),
        false => page.add(&format!("\n{}\n", counts.join(", "))),
    }
    files(outcome, repository, &mut page);
    let (missing, mut other): (Vec<&Reported>, Vec<&Reported>) = entries
        .iter()
        .partition(|entry| matches!(entry.finding.rule, Rule::Missing | Rule::MissingFile));
    other.sort_by_key(|entry| entry.finding.severity);
    list("Missing", &missing, &mut page);
    list("Other findings", &other, &mut page);
    page.text
}

/// A text with its length.
#[derive(Default)]
struct Page {
    text: String,
    chars: usize,
}

impl Page {
    fn add(&mut self, text: &str) {
        self.text.push_str(text);
        self.chars += text.chars().count();
    }

    /// Adds `text` unless it would make the page too long; returns whether it was added.
    fn add_if_room(&mut self, text: &str) -> bool {
        let room = self.chars + text.chars().count() + RESERVE <= MAX_CHARACTERS;
        if room {
            self.add(text);
        }
        room
    }
}

fn languages(outcome: &Outcome, page: &mut Page) {
    page.add("| Language | Words | Translated | Segments | Translated | Doubtful | Copied | Wrong language | Stale | Missing |\n");
    page.add("|:--|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    for (lang, coverage) in &outcome.langs {
        let [segments, words] = coverage.percent().map(percent);
        let total = coverage.total();
        let states = [
            coverage.doubtful,
            coverage.copied,
            coverage.wrong_language,
            coverage.stale,
            coverage.missing,
        ];
        let states = states.map(|state| state.segments.to_string()).join(" | ");
        page.add(&format!(
            "| {} | {} | **{words} %** | {} | {segments} % | {states} |\n",
            lang.name(),
            total.words,
            total.segments
        ));
    }
}

fn files(outcome: &Outcome, repository: &Repository, page: &mut Page) {
    let worst = worst(outcome);
    if worst.is_empty() {
        return;
    }
    page.add("\n| Worst files | Words translated | Errors |\n|:--|--:|--:|\n");
    for (share, file) in worst.iter().take(FILES) {
        // A pipe separates cells in a code span too.
        let path = code(&repository.path(&file.path)).replace('|', "\\|");
        let (share, errors) = (percent(*share), file.errors);
        page.add_if_room(&format!("| {path} | {share} % | {errors} |\n"));
    }
    if worst.len() > FILES {
        page.add(&format!("\n… and {} more\n", worst.len() - FILES));
    }
}

fn list(title: &str, entries: &[&Reported], page: &mut Page) {
    let count = entries.len();
    if count == 0 {
        return;
    }
    page.add(&format!(
        "\n<details><summary>{title} ({count})</summary>\n\n"
    ));
    for (number, entry) in entries.iter().enumerate() {
        if !page.add_if_room(&item(entry)) {
            page.add(&format!("- … and {} more\n", count - number));
            break;
        }
    }
    page.add("\n</details>\n");
}

fn item(entry: &Reported) -> String {
    let finding = entry.finding;
    let source = entry.source.as_ref().map_or(String::new(), |(path, line)| {
        format!(" ({})", code(&format!("{path}:{line}")))
    });
    format!(
        "- {} **{}** {}{source}\n",
        code(&format!("{}:{}", entry.path, finding.line)),
        finding.rule,
        escape(&finding.message)
    )
}

/// `text` as a code span.
fn code(text: &str) -> String {
    let text = harmless(text);
    if !text.contains('`') {
        return format!("`{text}`");
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    format!("{fence} {text} {fence}")
}

/// `text` on one line, escaped so that nothing in it is markup, mentions a person or links an
/// issue.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in harmless(text).chars() {
        match c {
            // Sites look for these in the rendered text, so a backslash does not help.
            '@' | '#' => {
                escaped.push(c);
                escaped.push_str("&#8203;");
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '!' | '&' | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(
            escape("*Les* <b>om</b> [kano](x) | @kari #4 \\ `a`"),
            r"\*Les\* \<b\>om\</b\> \[kano\](x) \| @&#8203;kari #&#8203;4 \\ \`a\`"
        );
        assert_eq!(code("a`b.md:4"), "`` a`b.md:4 ``");
    }
}
