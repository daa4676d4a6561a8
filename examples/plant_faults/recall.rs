//! How many of the planted faults are found.

use std::collections::{BTreeMap, BTreeSet};

use nordalign::check::{Checker, Finding, Rule};
use nordalign::{Document, Format, Lang, LineRange};

use crate::dice::Dice;
use crate::kinds::{KINDS, Kind};
use crate::lots::Lots;
use crate::pages::Page;
use crate::place::{Change, Place};
use crate::settings::Settings;
use crate::{Outcome, TRANSLATIONS, check};

/// A finding, by which it is known again.
type Key = (Rule, String, String);

fn key(finding: &Finding) -> Key {
    let Finding {
        rule,
        fingerprint,
        message,
        ..
    } = finding;
    (*rule, fingerprint.clone(), message.clone())
}

/// What is found in each page as it is.
type Known = Vec<BTreeMap<Lang, BTreeSet<Key>>>;

/// Plants faults of each kind, and prints how many are found.
pub fn measure(pages: &[Page], checker: &Checker, settings: &Settings) -> Outcome<()> {
    let known = pages.iter().map(|page| {
        let of = |lang| {
            check(page, lang, checker)
                .findings
                .iter()
                .map(key)
                .collect()
        };
        TRANSLATIONS.map(|lang| (lang, of(lang))).into()
    });
    let known: Known = known.collect();
    let places: Vec<(usize, Place)> = pages
        .iter()
        .enumerate()
        .flat_map(|(number, page)| all_places(page).map(move |place| (number, place)))
        .collect();
    println!("fault\tplanted\tfound\trecall\tseen elsewhere or otherwise");
    let only = settings.only.as_deref();
    let is_asked =
        |kind: &&Kind| only.is_none_or(|only| only.split(',').any(|only| only == kind.name));
    for kind in KINDS.iter().filter(is_asked) {
        // Every kind is drawn by itself, so that it comes out the same alone.
        let mut dice = Dice::new(settings.seed);
        let mut places = Lots::new(places.clone());
        let mut made = BTreeSet::new();
        let (mut planted, mut found, mut otherwise) = (0, 0, 0);
        while planted < settings.each {
            let Some((number, place)) = places.draw(&mut dice) else {
                break;
            };
            let (page, lang) = (place.page, place.lang);
            let Some(change) = (kind.plant)(&place, &mut dice) else {
                continue;
            };
            if change.text == place.text() || !made.insert((number, lang, change.text.clone())) {
                continue;
            }
            planted += 1;
            let changed = with(page, lang, &change)?;
            let after = check(&changed, lang, checker).findings;
            let new: Vec<&Finding> = after
                .iter()
                .filter(|finding| !known[number][&lang].contains(&key(finding)))
                .collect();
            if new.iter().any(|finding| is_found(kind, &change, finding)) {
                found += 1;
                continue;
            }
            otherwise += usize::from(!new.is_empty());
            if settings.lost {
                print_lost(page, lang, &change, &new);
            }
        }
        println!(
            "{}\t{planted}\t{found}\t{:.3}\t{otherwise}",
            kind.name,
            found as f64 / planted.max(1) as f64
        );
    }
    Ok(())
}

fn all_places(page: &Page) -> impl Iterator<Item = Place<'_>> {
    TRANSLATIONS.into_iter().flat_map(move |lang| {
        let units = 0..page.units(lang).len();
        units.filter_map(move |unit| Place::of(page, lang, unit))
    })
}

/// `page` with a fault.
fn with(page: &Page, lang: Lang, change: &Change) -> Outcome<Page> {
    let document = &page.documents[&lang];
    let format = document.format().unwrap_or(Format::Markdown);
    let mut changed = Document::parse(lang, change.text.clone(), format)?;
    changed.set_name(document.name());
    let mut documents = page.documents.clone();
    documents.insert(lang, changed);
    Page::new(&page.name, documents)
}

fn is_found(kind: &Kind, change: &Change, finding: &Finding) -> bool {
    let holds = |lines: LineRange, line: usize| (lines.first..=lines.last).contains(&line);
    let at_source = finding.source.as_ref();
    let at_source = at_source.is_some_and(|source| holds(change.source_lines, source.line));
    kind.rules.contains(&finding.rule) && (at_source || holds(change.lines, finding.line))
}

fn print_lost(page: &Page, lang: Lang, change: &Change, new: &[&Finding]) {
    let shown: Vec<&str> = change.shown.split_whitespace().collect();
    println!(
        "  lost: {} {lang}, line {} (source {}): {}",
        page.name,
        change.lines.first,
        change.source_lines.first,
        shown.join(" ")
    );
    for finding in new {
        println!(
            "    {} {}:{} {}",
            finding.rule, finding.path, finding.line, finding.message
        );
    }
}
