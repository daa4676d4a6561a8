//! Checks a site without the command line: with what is known, what the source has left behind, and
//! how much must be translated.
//!
//! ```console
//! $ cargo run --example check_site
//! ```

use std::error::Error;
use std::path::Path;

use nordalign::Lang;
use nordalign::check::site::{Baseline, Floors, Lock, Site, SiteChecker};
use nordalign::tree::Tree;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/site");
    let mut tree = Tree::builder().source(Lang::Sv).trust_paths(true);
    for &lang in Lang::ALL {
        tree = tree.root_in(lang, folder.join(lang.code()));
    }
    let tree = tree.build()?;
    let site = Site::new(&tree, Lang::Sv)?;

    let mut checker = SiteChecker::new();
    if let Some(lock) = Lock::read(folder.join("nordalign-lock.json"))? {
        checker = checker.history(lock);
    }
    let mut report = checker.check(&site)?;
    if let Some(baseline) = Baseline::read(folder.join("nordalign-baseline.json"))? {
        report.remove_known(&baseline, |_, _| true);
    }

    for finding in &report.outcome.findings {
        let (path, line, message) = (&finding.path, finding.line, &finding.message);
        println!("{path}:{line}: {message} ({})", finding.rule);
    }
    for (lang, coverage) in &report.outcome.langs {
        let [units, words] = coverage.percent_rounded_down();
        println!("{lang}: {units} % of the units, {words} % of the words");
    }
    let floors = site
        .targets()
        .iter()
        .fold(Floors::new(), |floors, &lang| floors.min(lang, 95.0));
    for missed in floors.missed(&report.outcome) {
        println!(
            "{}: less than {} % is translated",
            missed.lang, missed.floor
        );
    }
    Ok(())
}
