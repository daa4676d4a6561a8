//! Checks every page of a site.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::aligner::Aligner;
use crate::check::checker::Checker;
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::lang::Lang;
use crate::tree::{AlignedSet, ConflictKind, DocumentSet, Reason, Unpaired, catching_panics};

use super::Site;
use super::cache::Cache;
use super::history::{History, NoHistory};
use super::page::{CheckedSet, Page, PageChecker};
use super::report::SiteReport;

/// Checks sites, or some documents: see the [module](super).
pub struct SiteChecker {
    checker: Checker,
    aligner: Aligner,
    history: Box<dyn History>,
    progress: Progress,
}

type Progress = Arc<dyn Fn(usize, usize) + Send + Sync>;

impl fmt::Debug for SiteChecker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SiteChecker")
            .field("checker", &self.checker)
            .field("aligner", &self.aligner)
            .finish_non_exhaustive()
    }
}

impl Default for SiteChecker {
    fn default() -> Self {
        SiteChecker {
            checker: Checker::new(),
            aligner: Aligner::new(),
            history: Box::new(NoHistory),
            progress: Arc::new(|_, _| {}),
        }
    }
}

impl SiteChecker {
    /// With every option at its default.
    pub fn new() -> Self {
        SiteChecker::default()
    }

    /// What pages are checked with; [`Checker::new`] if not set.
    #[must_use]
    pub fn checker(mut self, checker: Checker) -> Self {
        self.checker = checker;
        self
    }

    /// What pages are aligned with, whatever source it has; [`Aligner::new`] if not set.
    #[must_use]
    pub fn aligner(mut self, aligner: Aligner) -> Self {
        self.aligner = aligner;
        self
    }

    /// What tells which translations are stale: a [`Lock`](super::Lock), say. If not set, nothing
    /// is.
    #[must_use]
    pub fn history(mut self, history: impl History + 'static) -> Self {
        self.history = Box::new(history);
        self
    }

    /// Called after each set of pages with how many are done, and of how many.
    #[must_use]
    pub fn progress(mut self, progress: impl Fn(usize, usize) + Send + Sync + 'static) -> Self {
        self.progress = Arc::new(progress);
        self
    }

    /// Checks all pages of `site`, on the threads of the caller's rayon pool. A page that cannot be
    /// read does not end the check: it is counted, and the report says why.
    ///
    /// # Errors
    /// If the history cannot be asked.
    pub fn check(self, site: &Site<'_>) -> Result<SiteReport, Error> {
        self.check_site(site, None)
    }

    /// Checks as [`check`](Self::check) does, but takes from `cache` what was found in pages that
    /// have not changed since, and puts into it what is found now.
    ///
    /// # Errors
    /// If the history cannot be asked.
    pub fn check_cached(self, site: &Site<'_>, cache: &mut Cache) -> Result<SiteReport, Error> {
        self.check_site(site, Some(cache))
    }

    /// Checks `documents`, the source first, that belong together.
    ///
    /// # Errors
    /// If they cannot be aligned (see [`Aligner::align`]), or the history cannot be asked.
    pub fn check_documents(self, documents: &[Document]) -> Result<SiteReport, Error> {
        let mut report = SiteReport::default();
        let Some((source, targets)) = documents.split_first() else {
            return Ok(report);
        };
        let alignment = self.aligner.with_source(source.lang()).align(documents)?;
        let pages = PageChecker {
            checker: self.checker,
            history: Mutex::new(self.history),
            source: source.lang(),
            targets: targets.iter().map(Document::lang).collect(),
        };
        for target in targets {
            report.add(pages.page(source, target, &alignment)?);
        }
        report.sort(source.lang());
        Ok(report)
    }

    fn check_site(
        mut self,
        site: &Site<'_>,
        mut cache: Option<&mut Cache>,
    ) -> Result<SiteReport, Error> {
        let mut report = SiteReport {
            unchecked: site.tree.errors().len(),
            ..SiteReport::default()
        };
        for &lang in &site.targets {
            report.outcome.langs.entry(lang).or_default();
        }
        let aligner = self.aligner.with_source(site.source);
        let checker = self.checker.counterparts(site.renamed());
        if let Some(cache) = &mut cache {
            cache.begin(&format!("{:?} {aligner:?} {checker:?}", site.targets));
        }
        let mut keys = Vec::new();
        let mut changed: Vec<DocumentSet> = Vec::new();
        for set in site.tree.sets() {
            let key = match &cache {
                Some(cache) => cache.key(set, &mut *self.history)?,
                None => None,
            };
            let known = cache.as_mut().zip(key);
            match known.and_then(|(cache, key)| cache.get(key)) {
                Some(pages) => pages.into_iter().for_each(|page| report.add(page)),
                None => {
                    changed.push(set.clone());
                    keys.push(key);
                }
            }
        }
        let alone = Alone::new(site, checker.clone());
        let pages = PageChecker {
            checker,
            history: Mutex::new(self.history),
            source: site.source,
            targets: site.targets.clone(),
        };
        let total = changed.len();
        let checked = site
            .tree
            .align_sets(changed, &aligner, move |set| pages.set(set));
        for (number, (checked, key)) in checked.zip(keys).enumerate() {
            let CheckedSet { aligned, pages } = checked?;
            let is_whole = aligned.errors.is_empty() && pages.len() == site.targets.len();
            if let Some((cache, key)) = cache.as_mut().zip(key).filter(|_| is_whole) {
                cache.put(key, pages.clone());
            }
            alone.in_set(&aligned, &mut report);
            aligned
                .errors
                .into_iter()
                .for_each(|error| report.fail(error));
            pages.into_iter().for_each(|page| report.add(page));
            (self.progress)(number + 1, total);
        }
        for unpaired in site.tree.unpaired() {
            let found =
                catching_panics(&[&unpaired.path], || alone.unpaired(unpaired, &mut report));
            if let Err(error) = found {
                report.fail(error);
            }
        }
        report.sort(site.source);
        Ok(report)
    }
}

/// Reports documents that lack their source or their translation.
struct Alone<'a> {
    site: &'a Site<'a>,
    checker: Checker,
    /// Those in a conflict that is about their paths and keys, and not only about their content.
    undecided: BTreeSet<&'a Path>,
}

impl<'a> Alone<'a> {
    fn new(site: &'a Site<'a>, checker: Checker) -> Self {
        let conflicts = site.tree.conflicts().iter();
        let is_decided =
            |kind| matches!(kind, ConflictKind::SameContent | ConflictKind::RepeatedKey);
        let undecided = conflicts.filter(|conflict| !is_decided(conflict.kind));
        let files = undecided.flat_map(|conflict| &conflict.files);
        Alone {
            site,
            checker,
            undecided: files.map(|file| file.path.as_path()).collect(),
        }
    }

    /// What a set lacks.
    fn in_set(&self, aligned: &AlignedSet, report: &mut SiteReport) {
        let source = aligned.document(self.site.source);
        let no_source = aligned.set.file(self.site.source).is_none();
        for &lang in &self.site.targets {
            match (source, aligned.document(lang)) {
                (Some(source), None) if aligned.set.file(lang).is_none() => {
                    self.missing_file(source, lang, report);
                }
                (None, Some(target)) if no_source => self.extra_file(target, report),
                _ => {}
            }
        }
    }

    /// A document that found no partner.
    fn unpaired(&self, unpaired: &Unpaired, report: &mut SiteReport) -> Result<(), Error> {
        let path = unpaired.path.as_path();
        match (&unpaired.reason, unpaired.lang) {
            (Reason::NoPartner { .. }, Some(lang)) => self.alone(lang, path, report)?,
            // Which of several pages is the partner, nobody can tell; that it has none at its path
            // is sure.
            (Reason::Conflict, Some(lang)) if !self.undecided.contains(path) => {
                self.alone(lang, path, report)?;
            }
            // The message names the path.
            (Reason::Unreadable { message }, _) => {
                return Err(Error::new(ErrorKind::Io, message));
            }
            // The tree has it among its conflicts.
            (Reason::Conflict, _) => report.unchecked += 1,
            _ => {}
        }
        Ok(())
    }

    fn alone(&self, lang: Lang, path: &Path, report: &mut SiteReport) -> Result<(), Error> {
        let document = self.site.tree.read(lang, path)?;
        if lang != self.site.source {
            self.extra_file(&document, report);
            return Ok(());
        }
        for &lang in &self.site.targets {
            self.missing_file(&document, lang, report);
        }
        Ok(())
    }

    fn missing_file(&self, source: &Document, lang: Lang, report: &mut SiteReport) {
        let path = self.site.place_of(source.name(), source.lang(), lang);
        if path.as_deref().is_some_and(|path| self.is_left_out(path)) {
            return;
        }
        let checked = self.checker.missing_file(source, lang, path.as_deref());
        report.add(Page::new(
            lang,
            path.as_deref().unwrap_or(source.name()),
            checked,
        ));
    }

    fn extra_file(&self, target: &Document, report: &mut SiteReport) {
        let source = self
            .site
            .place_of(target.name(), target.lang(), self.site.source);
        if let Some(source) = source {
            if self.is_left_out(&source) {
                return;
            }
            report
                .missing_sources
                .insert(target.name().to_owned(), source);
        }
        report
            .outcome
            .findings
            .extend(self.checker.extra_file(target).findings);
    }

    /// Whether a file at `path` would not be part of the tree.
    fn is_left_out(&self, path: &str) -> bool {
        !self.site.tree.is_wanted(Path::new(path))
    }
}
