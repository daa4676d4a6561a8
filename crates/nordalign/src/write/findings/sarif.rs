//! SARIF 2.1.0, the format of code scanning
//! (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>).

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::check::{Outcome, Rule, Severity};
use crate::error::Error;
use crate::write::findings::json::pretty;
use crate::write::findings::reported::Reported;
use crate::write::findings::repository::Repository;
use crate::write::harmless;

/// Where the rules are described.
const RULES: &str = "https://docs.rs/nordalign/latest/nordalign/check/rules/index.html";

/// The base of paths: the root of the repository, wherever that is.
const ROOT: &str = "SRCROOT";

/// Everything in a path except what RFC 3986 leaves unescaped, and `/`.
const IN_PATHS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [SarifRun<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRun<'a> {
    tool: Tool<'a>,
    original_uri_base_ids: BTreeMap<&'a str, Base<'a>>,
    column_kind: &'a str,
    results: Vec<SarifResult<'a>>,
}

#[derive(Serialize)]
struct Base<'a> {
    description: Text<&'a str>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'a str,
    version: &'a str,
    information_uri: &'a str,
    rules: Vec<Descriptor<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: &'a str,
    short_description: Text<&'a str>,
    full_description: Text<String>,
    help: Text<&'a str>,
    help_uri: String,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Text<T> {
    text: T,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'a str,
    message: Text<String>,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    partial_fingerprints: BTreeMap<&'a str, String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<&'a str>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'a> {
    artifact_location: ArtifactLocation<'a>,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation<'a> {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
}

/// Writes the findings as SARIF, with paths from the root of the repository.
///
/// # Errors
/// If writing to `out` fails.
pub fn sarif<W: Write + ?Sized>(
    outcome: &Outcome,
    repository: &Repository,
    out: &mut W,
) -> Result<(), Error> {
    let entries = Reported::all(&outcome.findings, repository);
    let description = Text {
        text: "The root of the repository, or the folder that the check ran in.",
    };
    let run = SarifRun {
        tool: Tool { driver: driver() },
        original_uri_base_ids: BTreeMap::from([(ROOT, Base { description })]),
        column_kind: "unicodeCodePoints",
        results: entries.iter().map(result).collect(),
    };
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [run],
    };
    pretty(&log, out)
}

fn driver() -> Driver<'static> {
    let rule = |rule: &Rule| {
        let [short, help] = [rule.summary(), rule.remedy()];
        Descriptor {
            id: rule.id(),
            short_description: Text { text: short },
            full_description: Text {
                text: format!("{short} {help}"),
            },
            help: Text { text: help },
            help_uri: format!("{RULES}#{rule}"),
            default_configuration: Configuration {
                level: level(rule.severity()),
            },
        }
    };
    Driver {
        name: "nordalign",
        version: env!("CARGO_PKG_VERSION"),
        information_uri: "https://docs.rs/nordalign",
        rules: Rule::ALL.iter().map(rule).collect(),
    }
}

/// SARIF has the same names for severities as the library, but need not.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result<'a>(entry: &Reported<'a>) -> SarifResult<'a> {
    let finding = entry.finding;
    let end = finding.source.as_ref().and_then(|source| source.end_line);
    let source = entry.source.as_ref().map(|(path, line)| Location {
        id: Some(1),
        physical_location: physical(path, *line, None, end),
        message: Some(Text { text: "the source" }),
    });
    SarifResult {
        rule_id: finding.rule.id(),
        rule_index: Rule::ALL
            .iter()
            .position(|rule| *rule == finding.rule)
            .unwrap_or_default(),
        level: level(finding.severity),
        message: Text {
            text: message(entry),
        },
        locations: [Location {
            id: None,
            physical_location: physical(
                &entry.path,
                finding.line,
                finding.column,
                finding.end_line,
            ),
            message: None,
        }],
        related_locations: source.into_iter().collect(),
        partial_fingerprints: BTreeMap::from([("nordalign/v1", entry.fingerprint())]),
    }
}

/// The message, with a link to the source. Square brackets make links here, and a backslash escapes
/// them.
fn message(entry: &Reported) -> String {
    let text = harmless(&entry.finding.message)
        .replace('\\', "\\\\")
        .replace('[', "\\[")
        .replace(']', "\\]");
    match entry.source {
        Some(_) => format!("{text} ([source](1))"),
        None => text,
    }
}

fn physical(
    path: &str,
    line: usize,
    column: Option<usize>,
    end: Option<usize>,
) -> PhysicalLocation<'static> {
    let encoded = utf8_percent_encode(path, IN_PATHS);
    let artifact_location = match Path::new(path).is_absolute() {
        // A path in an address begins with a slash, also `C:/…` on Windows.
        true if path.starts_with('/') => ArtifactLocation {
            uri: format!("file://{encoded}"),
            uri_base_id: None,
        },
        true => ArtifactLocation {
            uri: format!("file:///{encoded}"),
            uri_base_id: None,
        },
        false => ArtifactLocation {
            uri: encoded.to_string(),
            uri_base_id: Some(ROOT),
        },
    };
    PhysicalLocation {
        artifact_location,
        region: Region {
            start_line: line,
            start_column: column,
            end_line: end,
        },
    }
}
