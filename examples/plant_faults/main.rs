//! Measures how well checks find faults, and how often they cry wolf: plants faults in pages, one
//! at a time, and counts those found at their place; then counts what is found in the pages as they
//! are.
//!
//! ```console
//! $ cargo run --release --example plant_faults -- FOLDER... [--each N] [--only KIND] [--seed N] [--lost]
//! $ cargo run --release --example plant_faults -- FOLDER... --published [--draw N] [--seed N]
//! $ cargo run --release --example plant_faults -- FOLDER... --corrected
//! ```
//!
//! `FOLDER` holds folders with `sv.md`, `nb.md` and `da.md`, one page each, or files `page.sv.md`,
//! `page.nb.md`, `page.da.md`, or a site of folders `sv`, `nb` and `da`. Swedish is the source.
//! `--each N` plants N faults of each kind (60, if not set), `--only KIND` some
//! (`sentence-removed`, or several with commas between), `--lost` lists those not found. `--published` plants none and lists the
//! errors in the pages as they are, `--draw N` only N of them, drawn at random. `--corrected` does
//! so for the pages of `corrections.txt`, corrected.
//!
//! `kinds/mod.rs` lists the kinds of faults. A fault is found if a rule that its kind names reports
//! something new on a line that was changed, or on the line of the source that it translates.

mod corrections;
#[path = "../../crates/nordalign/src/dice.rs"]
mod dice;
#[path = "../../crates/nordalign/src/fnv.rs"]
mod fnv;
mod kinds;
mod lots;
mod pages;
mod place;
mod published;
mod recall;
mod settings;
mod words;

use std::error::Error;

use nordalign::check::{Checked, Checker};
use nordalign::{Document, Lang};

use crate::pages::Page;
use crate::settings::Settings;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What is checked against the Swedish pages.
const TRANSLATIONS: [Lang; 2] = [Lang::Nb, Lang::Da];

fn main() -> Outcome<()> {
    let settings = Settings::parse()?;
    let mut pages = Vec::new();
    for folder in &settings.folders {
        pages.extend(pages::read(folder)?);
    }
    let sets = pages.iter().map(|page| page.documents.values());
    let checker = Checker::new().counterparts(sets.map(|set| set.map(Document::name)));
    if settings.published {
        let all = pages
            .iter()
            .flat_map(|page| TRANSLATIONS.map(|lang| (page.clone(), lang)));
        return published::list(all.collect(), &checker, &settings);
    }
    if settings.corrected {
        return published::list(corrections::corrected(&pages)?, &checker, &settings);
    }
    recall::measure(&pages, &checker, &settings)
}

fn check(page: &Page, lang: Lang, checker: &Checker) -> Checked {
    let [source, target] = [&page.documents[&Lang::Sv], &page.documents[&lang]];
    checker.check(source, target, &page.alignment)
}
