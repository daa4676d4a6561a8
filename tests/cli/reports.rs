//! Every format of report that `check` writes, read as strictly as by the programs it is for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use crate::root;
use crate::sandbox::Sandbox;

const CHECK: &str = "check docs/sv docs/nb docs/da";

/// The site of `cmd/reports.in`, which has most kinds of faults.
fn site() -> Sandbox {
    let sandbox = Sandbox::new();
    copy(&root().join("tests/cli/cmd/reports.in"), "", &sandbox);
    sandbox
}

fn copy(folder: &Path, below: &str, sandbox: &Sandbox) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            copy(&entry.path(), &format!("{name}/"), sandbox);
        } else {
            sandbox.write(&name, fs::read(entry.path()).unwrap());
        }
    }
}

/// A site of one page with `missing` different paragraphs that the translation lacks.
fn site_with_missing(missing: usize) -> Sandbox {
    let sandbox = Sandbox::new();
    let kept = |price: usize| format!("Priset för rum nummer {price} är {} kronor.\n\n", price * 7);
    let lost = |day: usize| {
        format!("Frukosten dag {day} serveras i den gamla matsalen på övervåningen.\n\n")
    };
    let source: String = (1..=missing).map(|i| kept(i) + &lost(i)).collect();
    let target = |i: usize| format!("Prisen for rom nummer {i} er {} kroner.\n\n", i * 7);
    sandbox.write("docs/sv/rum.md", source);
    sandbox.write(
        "docs/nb/rum.md",
        (1..=missing).map(target).collect::<String>(),
    );
    sandbox
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[track_caller]
fn holds_to(schema: &str, value: &Value) {
    let path = root().join("crates/nordalign-cli/schema").join(schema);
    crate::json::holds_to(&fs::read_to_string(path).unwrap(), value);
}

#[test]
fn json_matches_its_schema() {
    let document = json(&site().run(&format!("{CHECK} --format json")).stdout);
    holds_to("check.schema.json", &document);
    assert_eq!(document["languages"]["nb"]["total"]["segments"], 9);
    assert!(document["findings"].as_array().unwrap().len() > 4);
    let whole = Sandbox::with_documents();
    let document = json(&whole.run("check a.sv.txt a.nb.txt --format json").ok());
    holds_to("check.schema.json", &document);
    assert_eq!(document["findings"], Value::Array(Vec::new()));
}

#[test]
fn json_lines_match_their_schema_and_are_the_findings_of_the_document() {
    let sandbox = site();
    let document = json(&sandbox.run(&format!("{CHECK} --format json")).stdout);
    let lines = sandbox.run(&format!("{CHECK} --format jsonl")).stdout;
    let mut findings = Vec::new();
    for line in lines.lines() {
        let mut line = json(line);
        holds_to("finding.schema.json", &line);
        line.as_object_mut().unwrap().remove("v");
        findings.push(line);
    }
    assert_eq!(document["findings"], Value::Array(findings));
}

#[test]
fn both_schemas_describe_a_finding_in_the_same_way_and_list_every_rule() {
    let schema = |name| {
        let path = root().join("crates/nordalign-cli/schema").join(name);
        json(&fs::read_to_string(path).unwrap())
    };
    let (whole, mut line) = (schema("check.schema.json"), schema("finding.schema.json"));
    line["properties"].as_object_mut().unwrap().remove("v");
    for (key, value) in whole["$defs"]["finding"]["properties"].as_object().unwrap() {
        assert_eq!(&line["properties"][key], value, "{key}");
    }
    let rules: Vec<&str> = nordalign::check::Rule::ALL
        .iter()
        .map(|rule| rule.id())
        .collect();
    assert_eq!(line["properties"]["rule"]["enum"], Value::from(rules));
}

/// A workflow command of GitHub, taken apart.
#[derive(Debug)]
struct Annotation {
    command: String,
    properties: BTreeMap<String, String>,
    message: String,
}

/// Reads a line as GitHub does, and refuses what GitHub would read differently.
fn annotation(line: &str) -> Annotation {
    let (command, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (command, properties) = command.split_once(' ').unwrap();
    assert!(["error", "warning", "notice"].contains(&command), "{line}");
    let properties = properties.split(',').map(|property| {
        let (key, value) = property.split_once('=').unwrap();
        assert!(
            ["file", "line", "endLine", "col", "title"].contains(&key),
            "{line}"
        );
        assert!(!value.contains(':'), "{line}");
        (key.to_owned(), unescaped(value))
    });
    Annotation {
        command: command.to_owned(),
        properties: properties.collect(),
        message: unescaped(message),
    }
}

fn unescaped(text: &str) -> String {
    let mut parts = text.split('%');
    let mut plain = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_at(2);
        plain.push(match code {
            "25" => '%',
            "0D" => '\r',
            "0A" => '\n',
            "3A" => ':',
            "2C" => ',',
            code => panic!("%{code} in {text}"),
        });
        plain.push_str(rest);
    }
    plain
}

#[test]
fn github_can_read_its_annotations() {
    let sandbox = Sandbox::new();
    let page = "docs/sv/5 %, det: går.md";
    sandbox.write(page, "Rabatten är 5 %: den gäller, som sagt, alla dagar i veckan.\n\nKom::gärna i tid till båten.\n");
    sandbox.write(
        &page.replace("sv", "nb"),
        "Rabatten er 6 %: den gjelder, som sagt, alle dager i uken.\n",
    );
    let outcome = sandbox.run("check docs/sv docs/nb --format github");
    let annotations: Vec<Annotation> = outcome.stdout.lines().map(annotation).collect();
    assert_eq!(annotations.len(), 2, "{}", outcome.stdout);
    for annotation in &annotations {
        assert_eq!(annotation.command, "error");
        assert_eq!(annotation.properties["file"], "docs/nb/5 %, det: går.md");
    }
    assert_eq!(annotations[0].properties["line"], "1");
    assert_eq!(annotations[0].properties["col"], "1");
    assert_eq!(annotations[0].properties["title"], "nordalign: numbers");
    assert!(
        annotations[1].message.contains("Kom::gärna"),
        "{:?}",
        annotations[1]
    );
    assert!(
        annotations[1]
            .message
            .ends_with("(docs/sv/5 %, det: går.md:3)")
    );
}

#[test]
fn github_gets_as_many_annotations_as_it_shows_and_the_number_of_the_rest() {
    let sandbox = site_with_missing(14);
    sandbox.write("docs/nb/gammel.md", "Denne siden har ingen kilde.\n");
    let stdout = sandbox.run("check docs/sv docs/nb --format github").stdout;
    let errors: Vec<&str> = stdout
        .lines()
        .filter(|line| line.starts_with("::error"))
        .collect();
    assert_eq!(errors.len(), 10, "{stdout}");
    assert_eq!(errors[9], "::error title=nordalign::and 5 more");
    assert!(
        stdout.lines().last().unwrap().starts_with("::warning"),
        "{stdout}"
    );
    let ten = site_with_missing(10)
        .run("check docs/sv docs/nb --format github")
        .stdout;
    assert_eq!(ten.lines().count(), 10, "{ten}");
    assert!(!ten.contains("more"), "{ten}");
}

#[test]
fn the_step_summary_is_appended_to_the_file() {
    let sandbox = site();
    sandbox.write("summary.md", "An earlier step.\n");
    let summary = sandbox.path("summary.md").to_string_lossy().into_owned();
    let env = [("GITHUB_STEP_SUMMARY", summary.as_str())];
    sandbox.run_with(&format!("{CHECK} --format text"), &env, b"");
    assert_eq!(sandbox.read("summary.md"), "An earlier step.\n");
    sandbox.run_with(&format!("{CHECK} --format github"), &env, b"");
    let text = sandbox.read("summary.md");
    assert!(
        text.starts_with("An earlier step.\n<!-- nordalign -->"),
        "{text}"
    );
    assert!(text.contains("| Norwegian Bokmål |"), "{text}");
}

#[test]
fn sites_get_paths_from_the_root_of_the_repository() {
    let sandbox = site();
    fs::create_dir(sandbox.path(".git")).unwrap();
    let run = |format: &str| {
        sandbox
            .run_in("docs", &format!("check sv nb ../docs/da --format {format}"))
            .stdout
    };
    let expected = "docs/nb/hyra/kanot på sjön.md";
    assert!(run("github").contains(&format!("file={expected},")));
    assert!(run("github").contains("(docs/sv/hyra/kanot på sjön.md:"));
    assert!(run("gitlab").contains(&format!("\"path\": \"{expected}\"")));
    assert!(run("sarif").contains("\"uri\": \"docs/nb/hyra/kanot%20p%C3%A5%20sj%C3%B6n.md\""));
    assert!(run("markdown").contains(&format!("`{expected}:")));
    // Reports for the person or program that ran the check have paths from the current folder.
    assert!(run("jsonl").contains("\"path\":\"nb/hyra/kanot på sjön.md\""));
    assert!(run("text").contains("  nb/hyra/kanot på sjön.md:"));
}

#[test]
fn sarif_gives_the_rule_and_the_place_of_each_result() {
    let sarif = json(&site().run(&format!("{CHECK} --format sarif")).stdout);
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert!(results.len() > 4);
    for result in results {
        only(
            result,
            &[
                "ruleId",
                "ruleIndex",
                "level",
                "message",
                "locations",
                "relatedLocations",
                "partialFingerprints",
            ],
        );
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(rule["defaultConfiguration"]["level"], result["level"]);
        for location in result["locations"].as_array().unwrap() {
            let location = &location["physicalLocation"];
            assert_eq!(location["artifactLocation"]["uriBaseId"], "SRCROOT");
            let uri = location["artifactLocation"]["uri"].as_str().unwrap();
            let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
            assert!(uri.chars().all(plain), "{uri}");
            assert!(location["region"]["startLine"].as_u64().unwrap() > 0);
        }
        // The link to the source leads to a location that exists.
        let text = result["message"]["text"].as_str().unwrap();
        let related = &result["relatedLocations"][0]["id"];
        assert_eq!(text.contains("](1)"), *related == 1, "{result}");
    }
    for rule in rules {
        only(
            rule,
            &[
                "id",
                "shortDescription",
                "fullDescription",
                "help",
                "helpUri",
                "defaultConfiguration",
            ],
        );
        for text in ["shortDescription", "fullDescription", "help"] {
            assert!(
                rule[text]["text"].as_str().unwrap().ends_with('.'),
                "{rule}"
            );
        }
    }
}

#[test]
fn sarif_matches_the_schema_of_the_standard() {
    let schema = include_str!("../fixtures/schemas/sarif-schema-2.1.0.json");
    let schema = json(schema);
    let validator = jsonschema::validator_for(&schema).unwrap();
    for sandbox in [site(), site_with_missing(14)] {
        let sarif = json(&sandbox.run("check docs/sv docs/nb --format sarif").stdout);
        let errors: Vec<String> = validator
            .iter_errors(&sarif)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[track_caller]
fn only(value: &Value, known: &[&str]) {
    for key in value.as_object().unwrap().keys() {
        assert!(known.contains(&key.as_str()), "{key}");
    }
}

/// The fingerprints of the findings in a report, in SARIF and for GitLab.
fn fingerprints(sandbox: &Sandbox) -> [Vec<String>; 2] {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let sarif = json(&sandbox.run("check docs/sv docs/nb --format sarif").stdout);
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let sarif = results
        .iter()
        .map(|result| text(&result["partialFingerprints"]["nordalign/v1"]));
    let gitlab = json(&sandbox.run("check docs/sv docs/nb --format gitlab").stdout);
    let gitlab = gitlab
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| text(&issue["fingerprint"]));
    [sarif.collect(), gitlab.collect()]
}

#[test]
fn a_finding_keeps_its_unique_fingerprint_when_it_moves() {
    let sandbox = Sandbox::new();
    let twice = "Hundar får tyvärr inte följa med på båten.\n\n";
    let source = format!(
        "Välkommen till färjan över sundet.\n\n{twice}Biljetter köper du ombord hos kaptenen.\n\n{twice}Båten går varje hel timme under sommaren.\n"
    );
    let target = "Velkommen til fergen over sundet.\n\nBilletter kjøper du om bord hos kapteinen.\n\nBåten går hver hele time om sommeren.\n";
    sandbox.write("docs/sv/a.md", &source);
    sandbox.write("docs/nb/a.md", target);
    let before = fingerprints(&sandbox);
    assert_eq!(before[0].len(), 2);
    for fingerprints in &before {
        assert_eq!(fingerprints.iter().collect::<BTreeSet<_>>().len(), 2);
    }
    sandbox.write("docs/sv/a.md", format!("Färjan är ny i år.\n\n{source}"));
    sandbox.write("docs/nb/a.md", format!("Fergen er ny i år.\n\n{target}"));
    assert_eq!(fingerprints(&sandbox), before);
}

/// A JUnit report as its readers see it: the name, depth and attributes of each element.
fn elements(xml: &str) -> Vec<(String, usize, BTreeMap<String, String>)> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut elements, mut depth) = (Vec::new(), 0);
    let read = |start: &BytesStart, depth| {
        let name = start.name().as_ref().to_owned();
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let value = quick_xml::escape::unescape(&attribute.value).unwrap();
            (attribute.key.as_ref().to_owned(), value.into_owned())
        });
        (name, depth, attributes.collect())
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                elements.push(read(&start, depth));
                depth += 1;
            }
            Event::Empty(start) => elements.push(read(&start, depth)),
            Event::End(_) => depth -= 1,
            Event::Eof => return elements,
            _ => {}
        }
    }
}

#[test]
fn junit_has_a_suite_for_each_language_and_a_case_for_each_document() {
    let sandbox = site();
    sandbox.write("docs/nb/<a> & \"b\".md", "Ingen kilde her.\n");
    let elements = elements(&sandbox.run(&format!("{CHECK} --format junit")).stdout);
    let parents = [
        ("testsuites", 0, vec!["name", "tests", "failures", "errors"]),
        ("testsuite", 1, vec!["name", "tests", "failures", "errors"]),
        ("testcase", 2, vec!["classname", "name"]),
        ("failure", 3, vec!["type", "message"]),
        ("system-out", 3, vec![]),
    ];
    for (name, depth, attributes) in &elements {
        let (_, expected, known) = parents.iter().find(|(known, ..)| known == name).unwrap();
        assert_eq!(depth, expected, "{name}");
        let known: BTreeSet<&str> = known.iter().copied().collect();
        assert_eq!(
            attributes
                .keys()
                .map(String::as_str)
                .collect::<BTreeSet<_>>(),
            known
        );
    }
    let count = |name: &str| {
        elements
            .iter()
            .filter(|(found, ..)| found == name)
            .count()
            .to_string()
    };
    assert_eq!(elements[0].2["tests"], count("testcase"));
    assert_eq!(elements[0].2["failures"], count("failure"));
    assert_eq!(count("testsuite"), "2");
    let names: Vec<&String> = elements
        .iter()
        .filter_map(|(.., attributes)| attributes.get("name"))
        .collect();
    assert!(
        names.iter().any(|name| *name == "docs/nb/<a> & \"b\".md"),
        "{names:?}"
    );
}

#[test]
fn a_document_without_errors_does_not_fail_in_junit() {
    let whole = Sandbox::with_documents();
    let xml = whole.run("check a.sv.txt a.nb.txt --format junit").ok();
    assert!(
        xml.contains("failures=\"0\"") && !xml.contains("<failure"),
        "{xml}"
    );
}

#[test]
fn the_text_of_a_page_controls_neither_terminals_nor_xml() {
    let sandbox = Sandbox::new();
    sandbox.write("docs/sv/a.md", "Båten går klockan 14.\n\nDen \u{1b}[31mröda\u{7} båten \u{fffe} är ]]> <b>alltid</b> sen på hösten.\n");
    sandbox.write("docs/nb/a.md", "Båten går klokken 14.\n");
    for format in ["text", "github", "junit", "markdown", "gitlab", "sarif"] {
        let outcome = sandbox.run(&format!("check docs/sv docs/nb --format {format}"));
        assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
        let plain = |c: char| c == '\n' || !c.is_control();
        assert!(
            outcome.stdout.chars().all(plain),
            "{format}: {}",
            outcome.stdout
        );
        if format == "junit" {
            elements(&outcome.stdout);
            assert!(!outcome.stdout.contains('\u{fffe}'));
        }
    }
}

#[test]
fn gitlab_gets_every_field_that_an_issue_requires() {
    let issues = json(&site().run(&format!("{CHECK} --format gitlab")).stdout);
    for issue in issues.as_array().unwrap() {
        only(
            issue,
            &[
                "description",
                "check_name",
                "fingerprint",
                "severity",
                "location",
            ],
        );
        let severity = issue["severity"].as_str().unwrap();
        assert!(["info", "minor", "major"].contains(&severity));
        only(&issue["location"], &["path", "lines"]);
        assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() > 0);
        assert!(!issue["location"]["path"].as_str().unwrap().starts_with('/'));
    }
}

#[test]
fn a_comment_is_never_longer_than_a_site_allows() {
    let sandbox = site_with_missing(700);
    let page = sandbox
        .run("check docs/sv docs/nb --format markdown")
        .stdout;
    let chars = page.chars().count();
    assert!((50_000..=60_000).contains(&chars), "{chars}");
    let more = page
        .lines()
        .find(|line| line.starts_with("- … and "))
        .unwrap();
    let items = page
        .lines()
        .filter(|line| line.contains("**missing**"))
        .count();
    assert_eq!(more, format!("- … and {} more", 700 - items));
    assert!(page.ends_with("</details>\n"));
}

#[test]
fn a_badge_has_the_colour_of_the_language_that_lacks_most() {
    let badge = json(
        &site_with_missing(3)
            .run("check docs/sv docs/nb --format badge")
            .stdout,
    );
    assert_eq!(badge["schemaVersion"], 1);
    assert!(
        badge["message"].as_str().unwrap().starts_with("nb "),
        "{badge}"
    );
    assert_eq!(badge["color"], "red");
    let whole = Sandbox::with_documents();
    let badge = json(
        &whole
            .run("check a.sv.txt a.nb.txt a.da.txt --format badge")
            .ok(),
    );
    assert_eq!(badge["message"], "nb 100 % · da 100 %");
    assert_eq!(badge["color"], "brightgreen");
}

#[test]
fn a_page_fits_on_a_screen_however_much_is_wrong() {
    let sandbox = site_with_missing(40);
    for i in 0..30 {
        let page =
            format!("docs/sv/en mapp med ett ganska långt namn/ännu en mapp/sida nummer {i}.md");
        sandbox.write(
            &page,
            "Sidan handlar om de båtar som går till öarna.\n\nDen har två stycken.\n",
        );
        sandbox.write(
            &page.replace("sv", "nb"),
            "Siden handler om de båtene som går til øyene.\n",
        );
    }
    let page = sandbox.run("check docs/sv docs/nb").stdout;
    assert!(page.lines().count() < 40, "{page}");
    let wide = page.lines().find(|line| line.chars().count() > 100);
    assert_eq!(wide, None);
    let all = sandbox.run("check docs/sv docs/nb --verbose").stdout;
    assert!(!all.contains("more; --verbose"), "{all}");
    assert!(all.matches("  missing").count() >= 70, "{all}");
}

#[test]
fn quiet_shows_a_page_only_if_the_check_fails() {
    let whole = Sandbox::with_documents();
    let outcome = whole.run("check a.sv.txt a.nb.txt -q");
    assert_eq!(
        (
            outcome.code,
            outcome.stdout.as_str(),
            outcome.stderr.as_str()
        ),
        (Some(0), "", "")
    );
    let outcome = site().run(&format!("{CHECK} -q"));
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stdout.contains("Missing"), "{}", outcome.stdout);
}

#[test]
fn reports_go_to_the_files_that_are_named() {
    let sandbox = site();
    let before = sandbox.names();
    let outcome = sandbox.run(&format!(
        "{CHECK} --format sarif=a.sarif --format github --format badge=märke.json"
    ));
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stdout.starts_with("::error "), "{}", outcome.stdout);
    assert!(sandbox.read("a.sarif").contains("\"2.1.0\""));
    assert!(sandbox.read("märke.json").contains("schemaVersion"));
    assert_eq!(sandbox.names().len(), before.len() + 2);
}

#[test]
fn reports_that_cannot_be_written_are_refused_before_the_work_begins() {
    let sandbox = site();
    let cases = [
        (
            "--format sarif --format github",
            "both be written to stdout",
        ),
        ("--format sarif=a --format github=a", "both be written to a"),
        ("--format pdf", "the formats are text, json"),
        ("--format sarif=", "write a file name"),
    ];
    for (options, message) in cases {
        let outcome = sandbox.run(&format!("{CHECK} {options}"));
        assert_eq!(outcome.code, Some(3), "{options}: {}", outcome.stderr);
        assert!(outcome.stderr.contains(message), "{}", outcome.stderr);
    }
    let outcome = sandbox.run(&format!(
        "{CHECK} --format sarif=saknas/a.sarif --format text"
    ));
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(1), ""));
    assert!(
        outcome.stderr.contains("folder not found"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn reports_are_the_same_on_any_number_of_threads() {
    let sandbox = site();
    for format in [
        "text", "json", "github", "sarif", "junit", "gitlab", "markdown", "badge",
    ] {
        let run = |threads| {
            let env = [("RAYON_NUM_THREADS", threads)];
            sandbox
                .run_with(&format!("{CHECK} --format {format}"), &env, b"")
                .stdout
        };
        assert_eq!(run("1"), run("3"), "{format}");
    }
}

#[test]
fn the_examples_for_ci_run_and_name_this_version() {
    let crate_folder = root().join("crates/nordalign-cli");
    for name in ["ci/github.yml", "ci/gitlab.yml"] {
        let text = fs::read_to_string(crate_folder.join(name)).unwrap();
        assert!(
            text.contains(&format!("NORDALIGN: {}\n", env!("CARGO_PKG_VERSION"))),
            "{name}"
        );
        let (_, command) = text.split_once("nordalign check docs").unwrap();
        let lines = command.lines().enumerate();
        let lines = lines.take_while(|(i, line)| *i == 0 || line.trim_start().starts_with("--"));
        let args: Vec<&str> = lines.map(|(_, line)| line.trim()).collect();
        let sandbox = site();
        let outcome = sandbox.run(&format!("check docs{}", args.join(" ")));
        assert_eq!(outcome.code, Some(2), "{name}: {}", outcome.stderr);
        let files = args.iter().filter_map(|arg| arg.split_once('='));
        let files: Vec<String> = files.map(|(_, file)| sandbox.read(file)).collect();
        assert_eq!(files.len(), 2, "{name}");
    }
    let hook = fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap();
    assert!(hook.contains(&format!(
        "cli:nordalign-cli:{}\"",
        env!("CARGO_PKG_VERSION")
    )));
}
