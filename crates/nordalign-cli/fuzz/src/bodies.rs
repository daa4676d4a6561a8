//! One body a target: bytes in, as a file, and a panic if the program does what it never should.

use std::env;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::OnceLock;

use clap::Parser;
use nordalign::Lang;
use nordalign::check::{Rule, TermBase};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::args::{Cli, Command, PolicyArgs, ReadingArgs};
use crate::commands;
use crate::config::{Config, Settings};
use crate::failure::Failure;
use crate::output::Guard;
use crate::side_file::{BASELINE, LOCK};
use crate::{config, terms as term_bases};

const CACHE: &str = "cache.json";

/// The pages that are checked, with something to find on them.
const PAGES: [(&str, &str); 4] = [
    (
        "sv/a.md",
        "# Priser\n\nEn biljett kostar 90 kr.\n\nBarn åker gratis.\n",
    ),
    ("nb/a.md", "# Priser\n\nEn billett koster 80 kr.\n"),
    ("sv/b.md", "Vi har öppet på måndagar.\n"),
    ("nb/b.md", "Vi har åpent på mandager.\n"),
];

const CONFIG: &str = "source = \"sv\"\npaths = [\"sv\", \"nb\"]\n";

/// Goes to a folder of this process's own, where there are the pages and nothing else.
fn enter() {
    static ENTERED: OnceLock<()> = OnceLock::new();
    ENTERED.get_or_init(|| {
        let name = format!("nordalign-fuzz-{}", std::process::id());
        let folder = env::temp_dir().join(name);
        for (path, text) in PAGES {
            let path = folder.join(path);
            let parent = path.parent().expect("pages are in folders");
            fs::create_dir_all(parent).expect("a folder for the pages");
            fs::write(path, text).expect("room for a page");
        }
        env::set_current_dir(folder).expect("a folder that was made");
    });
}

/// Writes the bytes to a file.
fn put<'a>(name: &'a str, bytes: &[u8]) -> &'a Path {
    enter();
    fs::write(name, bytes).expect("room for a file");
    Path::new(name)
}

/// The program has said in words why it did not do its work.
fn told(failure: &Failure) {
    assert!(!failure.message.trim().is_empty(), "{failure:?}");
    assert!(!failure.is_reader_gone(), "{failure:?}");
}

/// Reads any bytes as a term base.
pub fn terms(data: &[u8]) {
    let path = put("terms", data);
    let how = ReadingArgs {
        segmentation: None,
        input_format: None,
        front_matter: Vec::new(),
        encoding: Vec::new(),
    };
    match term_bases::read(path, &how) {
        Ok((base, _)) => {
            let (again, _) = term_bases::read(path, &how).expect("what was read is read again");
            assert!(base == again, "a term base is the same every time");
            use_terms(&base);
        }
        Err(failure) => told(&failure),
    }
}

fn use_terms(base: &TermBase) {
    let texts = [
        (
            Lang::Sv,
            "Kunden säger upp avtalet och leverantörens fakturor.",
        ),
        (
            Lang::Nb,
            "Kunden sier opp avtalen og tilbyderens fakturaer.",
        ),
        (
            Lang::Da,
            "Kunden opsiger aftalen og leverandørens fakturaer.",
        ),
    ];
    for source in texts {
        for target in texts {
            for departure in base.departures(source, target) {
                assert!(!departure.term.is_empty(), "{departure:?}");
            }
        }
    }
}

/// Reads any bytes as what stands in a spreadsheet: the first sheet, and after a byte `0xFF` the
/// texts that its cells share.
pub fn terms_xlsx(data: &[u8]) {
    let mut parts = data.splitn(2, |&byte| byte == 0xFF);
    let sheet = parts.next().unwrap_or_default();
    let shared = parts.next().unwrap_or_default();
    terms(&workbook(sheet, shared));
}

/// A workbook of these two parts. They are not packed, so that a fuzzer sees what it changes.
fn workbook(sheet: &[u8], shared: &[u8]) -> Vec<u8> {
    let parts: [(&str, &[u8]); 5] = [
        (
            "_rels/.rels",
            br#"<Relationships><Relationship Id="a" Type="officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            br#"<workbook><sheets><sheet name="a" sheetId="1" id="a"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<Relationships><Relationship Id="a" Type="worksheet" Target="sheet1.xml"/></Relationships>"#,
        ),
        ("xl/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", shared),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(name, stored).expect("a vector takes all");
        zip.write_all(bytes).expect("a vector takes all");
    }
    zip.finish().expect("a vector takes all").into_inner()
}

/// Reads any text as a term base in TBX.
pub fn terms_tbx(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let start = if text.trim_start().starts_with('<') {
        ""
    } else {
        "<"
    };
    terms(format!("{start}{text}").as_bytes());
}

/// Reads any text as a configuration, and finds and checks what it names.
pub fn config(data: &[u8]) {
    let path = put(config::NAME, String::from_utf8_lossy(data).as_bytes());
    let settings = Config::find(Some(path)).and_then(|found| Settings::with(&policy(), found));
    let mut settings = match settings {
        Ok(settings) => settings,
        Err(failure) => return told(&failure),
    };
    for path in [
        "sv/a.md",
        "nb/b.md",
        "../å/b c.md",
        "docs/nb/legal/a/x.txt",
        "",
    ] {
        settings.ignore.is_match(path);
        for rule in Rule::ALL {
            settings.level(*rule, path);
        }
    }
    // Nothing is read or written elsewhere, whatever the bytes say.
    let is_here = |pattern: &str| !Path::new(pattern).has_root() && !pattern.contains("..");
    settings.patterns.retain(|(_, pattern)| is_here(pattern));
    settings.paths.clear();
    (settings.terms, settings.cache, settings.stale) = (None, None, None);
    if let Err(failure) = commands::check::Run::of(&settings, &mut Guard::default()) {
        told(&failure);
    }
}

/// A command line that leaves everything to the configuration.
fn policy() -> PolicyArgs {
    match command(&["check"]) {
        Command::Check(args) => args.policy,
        other => unreachable!("{other:?}"),
    }
}

fn command(arguments: &[&str]) -> Command {
    let arguments = ["nordalign"].iter().chain(arguments);
    let cli = Cli::try_parse_from(arguments).expect("arguments that are right");
    cli.command
}

/// Reads any bytes as a baseline, a lock or a cache, as the first byte says, and writes it anew.
pub fn kept(data: &[u8]) {
    let Some((first, bytes)) = data.split_first() else {
        return;
    };
    put(config::NAME, CONFIG.as_bytes());
    for name in [BASELINE, LOCK, CACHE] {
        // What is not there need not go.
        let _ = fs::remove_file(name);
    }
    let (name, commands): (&str, &[&[&str]]) = match first % 3 {
        0 => (BASELINE, &[&["check", "-v"], &["baseline", "prune"]]),
        1 => (LOCK, &[&["check", "--stale", "lock"], &["lock"]]),
        _ => (CACHE, &[&REPORTS]),
    };
    let text = String::from_utf8_lossy(bytes).replace("KEY", key());
    let path = put(name, text.as_bytes());
    for arguments in commands {
        let before = fs::read(path).expect("a file that stays");
        let done = run(command(arguments));
        let after = fs::read(path).expect("a file that stays");
        if let Err(failure) = done {
            told(&failure);
            assert!(before == after || name == CACHE, "{name}: {failure:?}");
        }
    }
}

/// Writes every report.
const REPORTS: [&str; 9] = [
    "check",
    "--cache",
    CACHE,
    "--format=text",
    "--format=json=a.json",
    "--format=sarif=a.sarif",
    "--format=junit=a.xml",
    "--format=gitlab=b.json",
    "--format=markdown=a.md",
];

/// The key that the pages have in a cache, which stands in the bytes as `KEY`.
fn key() -> &'static str {
    static KEY: OnceLock<String> = OnceLock::new();
    KEY.get_or_init(|| {
        let _ = run(command(&REPORTS));
        let cache = fs::read_to_string(CACHE).expect("the cache of the first run");
        let (_, keys) = cache.split_once("\"sets\":{\"").expect("sets in a cache");
        keys.chars().take_while(char::is_ascii_digit).collect()
    })
}

fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Check(args) => commands::check::run(&args),
        Command::Baseline(args) => commands::baseline::run(&args),
        Command::Lock(args) => commands::lock::run(&args),
        other => unreachable!("{other:?}"),
    }
}
