//! Checks every page, and keeps what is found.

use nordalign::check::Checker;
use nordalign::check::site::{Cache, Site, SiteChecker, SiteReport};
use nordalign::read::path_text;
use nordalign::tree::{Conflict, ConflictKind, DocumentSet, FoundBy, Tree};
use nordalign::{Aligner, Document, Lang};

use super::pages::{Pages, site_of};
use super::policy::SetAside;
use super::stale::with_history;
use crate::config::Settings;
use crate::failure::Failure;
use crate::message;
use crate::output::{Guard, Target};
use crate::paths::shown;
use crate::progress;
use crate::report::pairing::named;
use crate::side_file;
use crate::terms;

/// What was checked, and what was found.
#[derive(Debug)]
pub(crate) struct Run {
    /// Everything, under paths as they are shown.
    pub(crate) report: SiteReport,
    /// What else was found, and does not count.
    pub(crate) set_aside: SetAside,
    /// What to write for the next run, where that is asked for.
    cache: Option<(Cache, Target)>,
}

impl Run {
    /// Finds the pages and checks them.
    pub(crate) fn of(settings: &Settings, guard: &mut Guard) -> Result<Self, Failure> {
        let target = match &settings.cache {
            Some(path) => Some((path, side_file::cache_target(path, guard)?)),
            None => None,
        };
        let (report, cache) = match Pages::find(settings, guard)? {
            Pages::Documents(documents) => {
                if settings.cache_said {
                    message::note(
                        "--cache is for folders; documents named one by one are always checked",
                    );
                }
                (check_documents(&documents, settings)?, None)
            }
            Pages::Site(tree, source) => {
                let reading = format!("{:?}", settings.reading);
                let mut cache = target.map(|(path, target)| (Cache::read(path, reading), target));
                let site = site_of(&tree, source)?;
                let kept = cache.as_mut().map(|(cache, _)| cache);
                let report = check_site(&site, tree.langs(), settings, kept)?;
                warn(&tree, &report);
                note_guesses(&tree);
                (report, cache)
            }
        };
        let mut run = Run {
            report,
            set_aside: SetAside::default(),
            cache,
        };
        run.show_paths();
        run.set_levels(settings);
        Ok(run)
    }

    /// Keeps what was found for the next run.
    pub(crate) fn keep(&self) {
        let Some((cache, target)) = &self.cache else {
            return;
        };
        if let Err(failure) = side_file::write(target, |out| cache.write(out)) {
            let why = failure.message;
            message::warning(&format!("the cache could not be written: {why}"));
        }
    }

    /// Makes the paths those that are shown, and sorts by them.
    fn show_paths(&mut self) {
        let outcome = &mut self.report.outcome;
        for finding in &mut outcome.findings {
            finding.path = shown(&finding.path);
            if let Some(source) = &mut finding.source {
                source.path = shown(&source.path);
            }
        }
        for file in &mut outcome.files {
            file.path = shown(&file.path);
        }
        outcome.files.sort_by(|a, b| a.path.cmp(&b.path));
        outcome
            .findings
            .sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
        let missing = std::mem::take(&mut self.report.missing_sources).into_iter();
        self.report.missing_sources = missing
            .map(|(path, source)| (shown(&path), shown(&source)))
            .collect();
    }
}

fn check_documents(documents: &[Document], settings: &Settings) -> Result<SiteReport, Failure> {
    let pairs = documents.split_first().into_iter();
    let pairs = pairs.flat_map(|(source, targets)| {
        let pairs = targets.iter().map(move |target| [source, target]);
        pairs.map(|pair| pair.map(|page| page.name().to_owned()))
    });
    let langs: Vec<Lang> = documents.iter().map(Document::lang).collect();
    let checker = with_history(checker(settings, &langs)?, settings, pairs)?;
    Ok(progress::during("aligning", || {
        checker.check_documents(documents)
    })?)
}

fn check_site(
    site: &Site<'_>,
    langs: &[Lang],
    settings: &Settings,
    cache: Option<&mut Cache>,
) -> Result<SiteReport, Failure> {
    let checker = with_history(checker(settings, langs)?, settings, site.pairs())?;
    let report = progress::counting("checking", |set| {
        let checker = checker.progress(set);
        match cache {
            Some(cache) => checker.check_cached(site, cache),
            None => checker.check(site),
        }
    });
    Ok(report?)
}

/// A checker of translations from the first of `langs` into the others.
fn checker(settings: &Settings, langs: &[Lang]) -> Result<SiteChecker, Failure> {
    let aligner = Aligner::builder().segmentation(settings.reading.segmentation());
    let mut checker = Checker::new()
        .floor(settings.min_confidence)
        .exempt(&settings.exempt);
    if let Some(path) = &settings.terms {
        let (base, pairs) = terms::read(path, &settings.reading)?;
        if let [source, targets @ ..] = langs {
            pairs.warn_of_others(*source, targets);
        }
        checker = checker.terms(base);
    }
    Ok(SiteChecker::new().aligner(aligner.build()).checker(checker))
}

/// Says what of a site could not be checked, or contradicts itself.
fn warn(tree: &Tree, report: &SiteReport) {
    for error in tree.errors() {
        message::warning(&error.to_string());
    }
    for conflict in tree.conflicts() {
        let paths = conflict.files.iter();
        let paths = named(paths.map(|file| shown(&path_text(&file.path))));
        message::warning(&format!("{}: {paths}", reason(conflict)));
    }
    for error in &report.errors {
        message::warning(&error.to_string());
    }
}

/// This many pages that were paired by content are named.
const MOST_GUESSES: usize = 10;

/// Names the pages that were paired by what they say, which their paths do not.
fn note_guesses(tree: &Tree) {
    let by_content = |set: &&DocumentSet| set.found_by == FoundBy::Content;
    let sets: Vec<&DocumentSet> = tree.sets().iter().filter(by_content).collect();
    for set in sets.iter().take(MOST_GUESSES) {
        let paths = set.files.iter();
        let paths: Vec<String> = paths.map(|file| shown(&path_text(&file.path))).collect();
        message::note(&format!("paired by content: {}", paths.join(", ")));
    }
    if sets.len() > MOST_GUESSES {
        let more = sets.len() - MOST_GUESSES;
        message::note(&format!(
            "and {more} more paired by content; --no-content pairs by path alone"
        ));
    }
}

/// What documents that contradict each other do.
fn reason(conflict: &Conflict) -> &'static str {
    match conflict.kind {
        ConflictKind::SamePath => "not checked, several documents of a language have the same path",
        ConflictKind::RepeatedKey => {
            "several documents of a language have the same key in their front matter, so their paths decided"
        }
        ConflictKind::SameKey => {
            "not checked, these have the same key in their front matter, and it cannot be told which belong together"
        }
        ConflictKind::KeysDiffer => {
            "not checked, documents of the same path have different keys in their front matter"
        }
        ConflictKind::KeyAgainstPath => {
            "paired by the key in their front matter, against their paths"
        }
        ConflictKind::SameContent => {
            "not paired, several documents of a language say the same as one of another"
        }
        _ => "not checked, it cannot be told which documents belong together",
    }
}
