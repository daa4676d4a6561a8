//! JUnit XML, which nearly every CI can show: a suite for each language, a case for each document.

use std::collections::BTreeMap;
use std::io::Write;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::check::{Finding, Outcome, Rule, Severity};
use crate::error::Error;
use crate::lang::Lang;
use crate::write::harmless;

/// The findings of each document of a language, by path.
type Suite<'a> = BTreeMap<&'a str, Vec<&'a Finding>>;

/// Writes a test case for each document. It fails if it has errors; less serious findings are its
/// output.
///
/// # Errors
/// If writing to `out` fails.
pub fn junit(outcome: &Outcome, out: &mut dyn Write) -> Result<(), Error> {
    let suites = suites(outcome);
    let cases: usize = suites.values().map(BTreeMap::len).sum();
    let failures: usize = suites.values().map(failures).sum();
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("testsuites")
        .with_attribute(("name", "nordalign"))
        .with_attribute(("tests", cases.to_string().as_str()))
        .with_attribute(("failures", failures.to_string().as_str()))
        .with_attribute(("errors", "0"))
        .write_inner_content(|xml| {
            suites
                .iter()
                .try_for_each(|(lang, suite)| write_suite(*lang, suite, xml))
        })?;
    Ok(writeln!(xml.into_inner())?)
}

/// Every document, also those without findings.
fn suites(outcome: &Outcome) -> BTreeMap<Lang, Suite<'_>> {
    let mut suites: BTreeMap<Lang, Suite> = outcome
        .langs
        .keys()
        .map(|lang| (*lang, Suite::new()))
        .collect();
    for file in &outcome.files {
        let suite = suites.entry(file.lang).or_default();
        suite.entry(&file.path).or_default();
    }
    for finding in &outcome.findings {
        let suite = suites.entry(finding.lang).or_default();
        suite.entry(&finding.path).or_default().push(finding);
    }
    suites
}

fn failures(suite: &Suite) -> usize {
    let is_error = |finding: &&Finding| finding.severity == Severity::Error;
    let fails = |findings: &&Vec<&Finding>| findings.iter().any(is_error);
    suite.values().filter(fails).count()
}

type Xml<'a> = Writer<&'a mut dyn Write>;

fn write_suite(lang: Lang, suite: &Suite, xml: &mut Xml) -> std::io::Result<()> {
    xml.create_element("testsuite")
        .with_attribute(("name", lang.code()))
        .with_attribute(("tests", suite.len().to_string().as_str()))
        .with_attribute(("failures", failures(suite).to_string().as_str()))
        .with_attribute(("errors", "0"))
        .write_inner_content(|xml| {
            suite
                .iter()
                .try_for_each(|(path, findings)| write_case(lang, path, findings, xml))
        })?;
    Ok(())
}

fn write_case(lang: Lang, path: &str, findings: &[&Finding], xml: &mut Xml) -> std::io::Result<()> {
    let case = xml
        .create_element("testcase")
        .with_attribute(("classname", lang.code()))
        .with_attribute(("name", text(path).as_str()));
    if findings.is_empty() {
        return case.write_empty().map(drop);
    }
    let (errors, other): (Vec<&Finding>, Vec<&Finding>) = findings
        .iter()
        .partition(|finding| finding.severity == Severity::Error);
    case.write_inner_content(|xml| {
        if !errors.is_empty() {
            xml.create_element("failure")
                .with_attribute(("type", "nordalign"))
                .with_attribute(("message", summary(&errors).as_str()))
                .write_text_content(BytesText::new(&lines(&errors)))?;
        }
        if !other.is_empty() {
            xml.create_element("system-out")
                .write_text_content(BytesText::new(&lines(&other)))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// `3 errors: 2 missing, 1 numbers`.
fn summary(errors: &[&Finding]) -> String {
    let mut rules: BTreeMap<Rule, usize> = BTreeMap::new();
    for finding in errors {
        *rules.entry(finding.rule).or_default() += 1;
    }
    let rules = rules.iter().map(|(rule, count)| format!("{count} {rule}"));
    let rules: Vec<String> = rules.collect();
    let s = if errors.len() == 1 { "" } else { "s" };
    format!("{} error{s}: {}", errors.len(), rules.join(", "))
}

/// A line for each finding, with its places and message.
fn lines(findings: &[&Finding]) -> String {
    let line = |finding: &&Finding| {
        let source = finding.source.as_ref().map_or(String::new(), |source| {
            format!(" ({}:{})", source.path, source.line)
        });
        let message = &finding.message;
        text(&format!(
            "{}:{} {}: {message}{source}",
            finding.path, finding.line, finding.rule
        ))
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// `text` on one line, without anything that XML forbids.
fn text(text: &str) -> String {
    // Harmless text has no control characters, so only these are left.
    harmless(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
