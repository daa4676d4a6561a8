//! Checks every page, and keeps what is found.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::Ordering;

use nordalign::check::{Checker, Outcome};
use nordalign::read::path_text;
use nordalign::tree::{Conflict, ConflictKind, DocumentSet, Reason, Unpaired};
use nordalign::{Aligner, Document, Format, Lang};

use super::cache::Cache;
use super::pages::{Pages, Site};
use super::policy::SetAside;
use super::stale::Memory;
use super::work::{CheckedSet, Page, Staleness, Work};
use crate::config::{Settings, StaleBy};
use crate::failure::Failure;
use crate::fault;
use crate::input::text_of;
use crate::message;
use crate::output::Guard;
use crate::paths::shown;
use crate::progress;
use crate::terms;

/// What was checked, and what was found.
#[derive(Debug, Default)]
pub(crate) struct Run {
    /// Coverage and findings, by path and line.
    pub(crate) outcome: Outcome,
    /// What else was found, and does not count.
    pub(crate) set_aside: SetAside,
    /// Where the sources should be of translations that have none.
    pub(super) no_source: BTreeMap<String, String>,
    /// How many documents could not be read, or not be put together.
    pub(super) unchecked: usize,
    /// Of how many translations git can't tell whether they are stale, because it does not know
    /// them or their source.
    pub(super) not_in_git: usize,
    /// And of how many because the history is cut off.
    pub(super) cut_off: usize,
    /// What belongs together, by translation: what a lock is made of, where one is asked for.
    pub(crate) pairs: BTreeMap<String, Vec<[String; 2]>>,
    /// What to keep for the next run, where that is asked for.
    cache: Option<Cache>,
}

impl Run {
    /// Finds the pages and checks them.
    pub(crate) fn of(settings: &Settings, guard: &mut Guard) -> Result<Self, Failure> {
        let cache = settings.cache.as_deref();
        let cache = cache.map(|path| Cache::open(path, guard)).transpose()?;
        let mut run = match Pages::find(settings, guard)? {
            Pages::Documents(documents) => {
                if settings.cache_said {
                    message::note(
                        "--cache is for folders; documents named one by one are always checked at",
                    );
                }
                Run::of_documents(&documents, settings)?
            }
            Pages::Site(site) => Run::of_site(&site, settings, cache)?,
        };
        run.sort();
        run.set_levels(settings);
        Ok(run)
    }

    /// Keeps what was found for the next run.
    pub(crate) fn keep(&self) {
        if let Some(cache) = &self.cache
            && let Err(failure) = cache.write()
        {
            message::warning(&format!(
                "the cache could not be written: {}",
                failure.message
            ));
        }
    }

    fn add(&mut self, page: Page) {
        match page.staleness {
            Staleness::Known => {}
            Staleness::NotInGit => self.not_in_git += 1,
            Staleness::CutOff => self.cut_off += 1,
        }
        self.outcome
            .add_file(page.lang, shown(&page.path), page.coverage);
        self.outcome.findings.extend(page.findings);
        if !page.pairs.is_empty() {
            self.pairs.insert(page.path, page.pairs);
        }
    }

    /// Puts everything in an order that does not depend on how it was found, under paths as they
    /// are shown.
    fn sort(&mut self) {
        for finding in &mut self.outcome.findings {
            finding.path = shown(&finding.path);
            if let Some(source) = &mut finding.source {
                source.path = shown(&source.path);
            }
        }
        self.outcome.files.sort_by(|a, b| a.path.cmp(&b.path));
        self.outcome
            .findings
            .sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    }

    fn of_documents(documents: &[Document], settings: &Settings) -> Result<Self, Failure> {
        let (aligner, checker) = workers(settings, documents.first().map(Document::lang))?;
        let alignment = progress::during("aligning", || aligner.align(documents))?;
        let mut run = Run::default();
        if let Some((source, targets)) = documents.split_first() {
            let pages = targets.iter().map(|target| [source, target]);
            let pages = pages.map(|pages| pages.map(|page| page.name().to_owned()));
            let work = Work {
                checker,
                memory: Mutex::new(Memory::of(settings, pages)?),
                source: source.lang(),
                targets: targets.iter().map(Document::lang).collect(),
                keep_pairs: settings.stale == Some(StaleBy::Lock),
            };
            for target in targets {
                run.add(work.page([source, target], &alignment)?);
            }
        }
        Ok(run)
    }

    fn of_site(
        site: &Site,
        settings: &Settings,
        mut cache: Option<Cache>,
    ) -> Result<Self, Failure> {
        let mut run = Run::default();
        run.report(site);
        for &lang in &site.targets {
            run.outcome.langs.entry(lang).or_default();
        }
        let (aligner, checker) = workers(settings, Some(site.source))?;
        let renamed: Vec<Vec<String>> = site.renamed().collect();
        let checker = checker.counterparts(renamed);
        let alone = Alone {
            site,
            settings,
            checker: checker.clone(),
        };
        let mut memory = Memory::of(settings, site.pages())?;
        if let Some(cache) = &mut cache {
            cache.set_common(settings, &checker);
        }
        let mut keys = Vec::new();
        let mut changed: Vec<DocumentSet> = Vec::new();
        for set in site.tree.sets() {
            let key = match &cache {
                Some(cache) => cache.key(set, &mut memory)?,
                None => None,
            };
            let known = cache.as_mut().zip(key);
            match known.and_then(|(cache, key)| cache.get(key)) {
                Some(pages) => pages.into_iter().for_each(|page| run.add(page)),
                None => {
                    changed.push(set.clone());
                    keys.push(key);
                }
            }
        }
        let work = Work {
            checker,
            memory: Mutex::new(memory),
            source: site.source,
            targets: site.targets.clone(),
            keep_pairs: settings.stale == Some(StaleBy::Lock),
        };
        progress::counting("checking", changed.len(), |done| {
            let checked = site
                .tree
                .align_sets(changed, &aligner, move |set| work.check_safely(set));
            for (checked, key) in checked.zip(keys) {
                let checked = checked?;
                let is_whole =
                    checked.errors.is_empty() && checked.pages.len() == site.targets.len();
                if let Some((cache, key)) = cache.as_mut().zip(key).filter(|_| is_whole) {
                    cache.put(key, checked.pages.clone());
                }
                run.take(checked, &alone);
                done.fetch_add(1, Ordering::Relaxed);
            }
            Ok::<(), Failure>(())
        })?;
        run.cache = cache;
        for unpaired in site.tree.unpaired() {
            let added = fault::caught(|| alone.unpaired(unpaired, &mut run));
            if let Err(why) = added {
                run.fail(&format!("{}: {why}", path_text(&unpaired.path)));
            }
        }
        Ok(run)
    }

    /// Takes what was found in pages that belong together.
    fn take(&mut self, checked: CheckedSet, alone: &Alone) {
        for error in &checked.errors {
            self.fail(error);
        }
        checked.pages.into_iter().for_each(|page| self.add(page));
        let document = |lang| {
            let mut documents = checked.documents.iter();
            documents.find(|document| document.lang() == lang)
        };
        let source = document(alone.site.source);
        let no_source = checked.set.file(alone.site.source).is_none();
        for &lang in &alone.site.targets {
            match (source, document(lang)) {
                (Some(source), None) if checked.set.file(lang).is_none() => {
                    alone.missing_file(source, lang, self);
                }
                (None, Some(target)) if no_source => alone.extra_file(target, self),
                _ => {}
            }
        }
    }

    /// Says what of a site could not be checked at, or contradicts itself.
    fn report(&mut self, site: &Site) {
        for error in site.tree.errors() {
            self.fail(&error.to_string());
        }
        for conflict in site.tree.conflicts() {
            let paths = conflict.files.iter();
            let paths: Vec<String> = paths.map(|place| shown(&path_text(&place.path))).collect();
            message::warning(&format!("{}: {}", reason(conflict), paths.join(", ")));
        }
    }

    /// Says why a document is not checked.
    fn fail(&mut self, why: &str) {
        self.unchecked += 1;
        message::warning(why);
    }
}

/// What documents that contradict each other do.
fn reason(conflict: &Conflict) -> &'static str {
    match conflict.kind {
        ConflictKind::SamePath => "not checked, several documents of a language have the same path",
        ConflictKind::SameKey => {
            "not checked, several documents of a language have the same key in their front matter"
        }
        ConflictKind::KeysDiffer => {
            "not checked, documents of the same path have different keys in their front matter"
        }
        ConflictKind::KeyAgainstPath => {
            "paired by the key in their front matter, against their paths"
        }
        _ => "not checked, it cannot be told which documents belong together",
    }
}

fn workers(settings: &Settings, source: Option<Lang>) -> Result<(Aligner, Checker), Failure> {
    let mut aligner = Aligner::builder().segmentation(settings.reading.segmentation());
    if let Some(source) = source {
        aligner = aligner.source(source);
    }
    let mut checker = Checker::new()
        .floor(settings.min_confidence)
        .exempt(&settings.exempt);
    if let Some(path) = &settings.terms {
        checker = checker.terms(terms::read(path)?);
    }
    Ok((aligner.build(), checker))
}

/// What is said of documents that lack their source or their translation.
struct Alone<'a> {
    site: &'a Site,
    settings: &'a Settings,
    checker: Checker,
}

impl Alone<'_> {
    /// A document that found no partner.
    fn unpaired(&self, unpaired: &Unpaired, run: &mut Run) {
        match (&unpaired.reason, unpaired.lang) {
            (Reason::NoPartner { .. }, Some(lang)) => {
                match (self.read(lang, &unpaired.path), lang == self.site.source) {
                    (Ok(source), true) => {
                        for &lang in &self.site.targets {
                            self.missing_file(&source, lang, run);
                        }
                    }
                    (Ok(target), false) => self.extra_file(&target, run),
                    (Err(error), _) => run.fail(&error.to_string()),
                }
            }
            (Reason::Unreadable { message }, _) => run.fail(message),
            (Reason::Norwegian, _) => {
                let path = shown(&path_text(&unpaired.path));
                run.fail(&format!(
                    "{path}: is this Bokmål? Its path says only `no`, Norwegian"
                ));
            }
            // It was reported with the others.
            (Reason::Conflict, _) => run.unchecked += 1,
            _ => {}
        }
    }

    fn read(&self, lang: Lang, path: &Path) -> Result<Document, nordalign::Error> {
        let reading = &self.settings.reading;
        let text = text_of(lang, path, reading)?;
        let format = reading.format();
        let format = format.unwrap_or_else(|| Format::detect(path, &text));
        let document = Document::parse(lang, text, format);
        let mut document = document.map_err(|error| error.with_path(path))?;
        document.set_name(path_text(path));
        Ok(document)
    }

    fn missing_file(&self, source: &Document, lang: Lang, run: &mut Run) {
        let path = self.site.place_of(source.name(), source.lang(), lang);
        if path
            .as_ref()
            .is_some_and(|path| self.settings.ignore.is_match(path))
        {
            return;
        }
        let checked = self.checker.missing_file(source, lang, path.as_deref());
        let path = path.as_deref().unwrap_or(source.name());
        run.add(Page::new(lang, path, checked));
    }

    fn extra_file(&self, target: &Document, run: &mut Run) {
        let source = self
            .site
            .place_of(target.name(), target.lang(), self.site.source);
        if let Some(source) = source {
            if self.settings.ignore.is_match(&source) {
                return;
            }
            run.no_source.insert(shown(target.name()), shown(&source));
        }
        let checked = self.checker.extra_file(target);
        run.outcome.findings.extend(checked.findings);
    }
}
