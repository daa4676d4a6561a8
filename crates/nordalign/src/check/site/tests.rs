//! Small sites on disk, checked as a program would.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::check::site::{Baseline, Cache, Floors, History, Lock, Past, Site, SiteChecker};
use crate::check::site::{SiteReport, UnusedFloor};
use crate::check::{Rule, Severity};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::lang::Lang;
use crate::tree::Tree;

struct Folder(TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Folder(tempfile::tempdir().unwrap());
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn tree(&self) -> Tree {
        let tree = Tree::builder().source(Lang::Sv).content(false);
        let tree = tree.root_in(Lang::Sv, self.path("sv"));
        tree.root_in(Lang::Nb, self.path("nb")).build().unwrap()
    }

    fn check(&self, checker: SiteChecker) -> SiteReport {
        let tree = self.tree();
        let site = Site::new(&tree, Lang::Sv).unwrap();
        checker.check(&site).unwrap()
    }

    /// What was found: the rule, and the path below the folder.
    fn found(&self, report: &SiteReport) -> Vec<(Rule, String)> {
        let findings = report.outcome.findings.iter();
        let below = |path: &str| {
            let path = Path::new(path).strip_prefix(self.0.path()).unwrap();
            path.to_string_lossy().replace('\\', "/")
        };
        findings
            .map(|finding| (finding.rule, below(&finding.path)))
            .collect()
    }
}

const PAGES: [(&str, &str); 4] = [
    (
        "sv/priser.txt",
        "En biljett kostar 90 kronor.\n\nBarn under sju år åker gratis.\n",
    ),
    (
        "nb/priser.txt",
        "En billett koster 80 kroner.\n\nBarn under sju år reiser gratis.\n",
    ),
    ("sv/om.txt", "Vi har öppet på måndagar.\n"),
    ("nb/extra/kart.txt", "Her er et kart over byen.\n"),
];

#[test]
fn every_page_is_checked_and_a_missing_one_reported_where_it_should_be() {
    let folder = Folder::with(&PAGES);
    let report = folder.check(SiteChecker::new());
    let expected = [
        (Rule::Extra, "nb/extra/kart.txt"),
        (Rule::MissingFile, "nb/om.txt"),
        (Rule::Numbers, "nb/priser.txt"),
    ];
    let expected = expected.map(|(rule, path)| (rule, path.to_owned()));
    assert_eq!(folder.found(&report), expected);
    assert_eq!(report.unchecked, 0);
    let coverage = report.outcome.langs[&Lang::Nb];
    assert_eq!(
        (coverage.translated.segments, coverage.missing.segments),
        (2, 1)
    );
}

#[test]
fn what_a_baseline_knows_is_reported_no_more() {
    let folder = Folder::with(&PAGES);
    let mut report = folder.check(SiteChecker::new());
    let path = folder.path("baseline.json");
    let baseline = Baseline::of(&report.outcome.findings, &path);
    baseline.write(fs::File::create(&path).unwrap()).unwrap();
    assert!(Baseline::is_at(&path).unwrap());

    let baseline = Baseline::read(&path).unwrap().unwrap();
    let unused = report.remove_known(&baseline, |_, _| true);
    assert!(report.outcome.findings.is_empty() && unused.is_empty());

    folder.write(
        "nb/priser.txt",
        "En billett koster 90 kroner.\n\nBarn under sju år reiser gratis.\n",
    );
    folder.write("nb/om.txt", "Vi har åpent på tirsdager.\n");
    let mut report = folder.check(SiteChecker::new());
    let unused = report.remove_known(&baseline, |_, _| true);
    assert_eq!(unused.len(), 2);
    assert_eq!(
        folder.found(&report),
        folder.found(&folder.check(SiteChecker::new()))[1..]
    );
}

#[test]
fn a_broken_side_file_is_refused_with_its_line_and_stays() {
    let folder = Folder::with(&[
        (
            "baseline.json",
            "{\n  \"version\": 1,\n  \"findings\": [3]\n}\n",
        ),
        ("newer.json", "{\"version\": 9, \"pages\": {}}"),
        ("notes.json", "{\"notes\": []}"),
    ]);
    let error = Baseline::read(folder.path("baseline.json")).unwrap_err();
    assert_eq!((error.kind(), error.line()), (ErrorKind::Invalid, Some(3)));
    let error = Lock::read(folder.path("newer.json")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert!(!Lock::is_at(folder.path("notes.json")).unwrap());
    assert!(Lock::is_at(folder.path("nothing.json")).unwrap());
}

#[test]
fn what_the_source_left_behind_since_the_lock_is_stale() {
    let folder = Folder::with(&PAGES);
    let path = folder.path("lock.json");
    let mut lock = Lock::new(&path);
    for (page, pairs) in &folder.check(SiteChecker::new()).pairs {
        lock.note(page, pairs, false);
    }
    lock.write(fs::File::create(&path).unwrap()).unwrap();
    assert_eq!((lock.pages(), lock.units()), (1, 2));

    folder.write(
        "sv/priser.txt",
        "En biljett kostar 90 kronor.\n\nBarn under tolv år åker gratis.\n",
    );
    let lock = Lock::read(&path).unwrap().unwrap();
    let report = folder.check(SiteChecker::new().history(lock));
    assert_eq!(report.outcome.langs[&Lang::Nb].stale.segments, 1);
}

#[test]
fn what_is_taken_from_a_cache_is_what_was_found() {
    let folder = Folder::with(&PAGES);
    let path = folder.path("cache.json");
    let check = |reading: &str| {
        let mut cache = Cache::read(&path, reading);
        let tree = folder.tree();
        let site = Site::new(&tree, Lang::Sv).unwrap();
        let report = SiteChecker::new().check_cached(&site, &mut cache).unwrap();
        cache.write(fs::File::create(&path).unwrap()).unwrap();
        report
    };
    let first = check("utf-8");
    // Nothing is aligned again, and so there are no pairs.
    let second = check("utf-8");
    assert_eq!(first.outcome, second.outcome);
    assert!(!first.pairs.is_empty() && second.pairs.is_empty());
    assert!(!check("latin-1").pairs.is_empty());
    folder.write("nb/priser.txt", "En billett koster 90 kroner.\n");
    assert_ne!(check("latin-1").outcome, second.outcome);
}

#[test]
fn a_floor_is_missed_by_what_is_not_translated_and_unused_where_nothing_is() {
    let folder = Folder::with(&PAGES);
    let outcome = folder.check(SiteChecker::new()).outcome;
    let floors = Floors::new()
        .min(Lang::Nb, 50.0)
        .min(Lang::Da, 50.0)
        .min_in("om", Lang::Nb, 100.0, |path| path.ends_with("om.txt"))
        .min_in("nyheter", Lang::Nb, 100.0, |path| path.contains("nyheter"));
    let missed = floors.missed(&outcome);
    assert_eq!(missed.len(), 1);
    assert_eq!(
        (missed[0].part.as_deref(), missed[0].percent),
        (Some("om"), 0.0)
    );
    let unused = |lang, part: Option<&str>| UnusedFloor {
        lang,
        part: part.map(str::to_owned),
    };
    let expected = [unused(Lang::Da, None), unused(Lang::Nb, Some("nyheter"))];
    assert_eq!(floors.unused(&outcome), expected);
}

#[test]
fn severities_are_the_callers_and_a_rule_that_is_off_reports_nothing() {
    let folder = Folder::with(&PAGES);
    let mut outcome = folder.check(SiteChecker::new()).outcome;
    outcome.set_severities(|rule, _| (rule != Rule::Extra).then_some(Severity::Warning));
    assert_eq!(outcome.findings.len(), 2);
    assert!(outcome.files.iter().all(|file| file.errors == 0));
}

#[test]
fn a_history_that_cannot_be_asked_ends_the_check() {
    struct Lost;
    impl History for Lost {
        fn past(&mut self, _: &Document, _: &Document) -> Result<Past, Error> {
            Err(std::io::Error::other("no connection").into())
        }
        fn digest(&mut self, _: &Path) -> Result<Vec<u8>, Error> {
            Ok(Vec::new())
        }
    }
    let folder = Folder::with(&PAGES);
    let tree = folder.tree();
    let site = Site::new(&tree, Lang::Sv).unwrap();
    let error = SiteChecker::new().history(Lost).check(&site).unwrap_err();
    assert_eq!(error.to_string(), "no connection");
}

#[test]
fn a_tree_without_a_translation_is_no_site() {
    let folder = Folder::with(&[("sv/a.txt", "Hej.\n")]);
    let tree = Tree::builder().root_in(Lang::Sv, folder.path("sv"));
    let tree = tree.build().unwrap();
    let error = Site::new(&tree, Lang::Sv).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Documents);
}

#[test]
fn what_is_found_in_a_source_is_found_once_for_all_its_translations() {
    let english = "# Rent a canoe\n\nWe rent out canoes from the first of May until the end of September.\n\nPlease return the canoe no later than six in the evening.\n";
    let folder = Folder::with(&[
        ("sv/kanot.txt", english),
        (
            "nb/kanot.txt",
            "# Lei en kano\n\nVi leier ut kanoer fra 1. mai til slutten av september.\n\nLever kanoen tilbake senest klokken seks.\n",
        ),
        (
            "da/kanot.txt",
            "# Lej en kano\n\nVi udlejer kanoer fra den 1. maj til slutningen af september.\n\nAflever kanoen senest klokken seks.\n",
        ),
    ]);
    let tree = Tree::builder().source(Lang::Sv).trust_paths(true);
    let folders = Lang::ALL.iter().fold(tree, |tree, &lang| {
        tree.root_in(lang, folder.path(lang.code()))
    });
    let tree = folders.build().unwrap();
    let site = Site::new(&tree, Lang::Sv).unwrap();
    let report = SiteChecker::new().check(&site).unwrap();
    let expected = [(Rule::WrongLanguage, "sv/kanot.txt".to_owned())];
    assert_eq!(folder.found(&report), expected);
}
