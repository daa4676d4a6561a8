//! Checks every page, and keeps what is found.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::Ordering;

use nordalign::check::{Checked, Checker, Coverage, Finding};
use nordalign::tree::{AlignedSet, Conflict, ConflictKind, Reason, Unpaired};
use nordalign::{Aligner, Alignment, Document, Format, Lang};

use super::pages::{Pages, Site};
use super::policy::Aside;
use super::stale::{Known, Memory};
use crate::config::{Settings, StaleBy};
use crate::failure::Failure;
use crate::input::text_of;
use crate::message;
use crate::paths::shown;
use crate::progress;
use crate::terms;

/// What was checked, and what was found.
#[derive(Debug, Default)]
pub(crate) struct Run {
    /// How much is translated, by language.
    pub(crate) langs: BTreeMap<Lang, Coverage>,
    /// The translations, by path.
    pub(crate) files: Vec<File>,
    /// By path and line.
    pub(crate) findings: Vec<Finding>,
    /// What else was found, and does not count.
    pub(crate) aside: Aside,
    /// Where the sources should be of translations that have none.
    pub(super) no_source: BTreeMap<String, String>,
    /// How many documents could not be read, or not be put together.
    pub(super) unchecked: usize,
    /// Of how many translations git can't tell whether they are stale, because it does not know them or their source.
    pub(super) untold: usize,
    /// And of how many because the history is cut off.
    pub(super) cut_off: usize,
    /// What belongs together, by translation: what a lock is made of, where one is asked for.
    pub(crate) pairs: BTreeMap<String, Vec<[String; 2]>>,
}

/// A translation.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) lang: Lang,
    pub(crate) path: String,
    pub(crate) coverage: Coverage,
    pub(crate) errors: usize,
}

impl Run {
    /// Finds the pages and checks them.
    pub(crate) fn of(settings: &Settings) -> Result<Self, Failure> {
        let mut run = match Pages::find(settings)? {
            Pages::Documents(documents) => Run::of_documents(&documents, settings)?,
            Pages::Site(site) => Run::of_site(&site, settings)?,
        };
        run.sort();
        run.set_levels(settings);
        Ok(run)
    }

    fn add(&mut self, lang: Lang, path: &str, checked: Checked) {
        *self.langs.entry(lang).or_default() += checked.coverage;
        self.files.push(File {
            lang,
            path: shown(path),
            coverage: checked.coverage,
            errors: 0,
        });
        self.findings.extend(checked.findings);
    }

    /// Puts everything in an order that does not depend on how it was found, under paths as they are shown.
    fn sort(&mut self) {
        for finding in &mut self.findings {
            finding.path = shown(&finding.path);
            if let Some(source) = &mut finding.source {
                source.path = shown(&source.path);
            }
        }
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        self.findings
            .sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    }

    fn of_documents(documents: &[Document], settings: &Settings) -> Result<Self, Failure> {
        let (aligner, checker) = workers(settings, documents.first().map(Document::lang))?;
        let alignment = progress::during("aligning", || aligner.align(documents))?;
        let mut run = Run::default();
        if let Some((source, targets)) = documents.split_first() {
            let pages = targets.iter().map(|target| [source, target]);
            let pages = pages.map(|pages| pages.map(|page| page.name().to_owned()));
            let mut work = Work {
                settings,
                checker,
                memory: Memory::of(settings, pages)?,
            };
            for target in targets {
                work.pair([source, target], &alignment, &mut run)?;
            }
        }
        Ok(run)
    }

    fn of_site(site: &Site, settings: &Settings) -> Result<Self, Failure> {
        let mut run = Run::default();
        run.tell(site);
        for &lang in &site.targets {
            run.langs.entry(lang).or_default();
        }
        let (aligner, checker) = workers(settings, Some(site.source))?;
        let mut work = Work {
            settings,
            checker: checker.counterparts(site.sets()),
            memory: Memory::of(settings, site.pages())?,
        };
        progress::counting("checking", site.tree.sets().len(), |done| {
            for aligned in site.tree.align(&aligner) {
                work.set(site, &aligned, &mut run)?;
                done.fetch_add(1, Ordering::Relaxed);
            }
            Ok::<(), Failure>(())
        })?;
        for unpaired in site.tree.unpaired() {
            work.alone(site, unpaired, &mut run);
        }
        Ok(run)
    }

    /// Says what of a site could not be looked at, or contradicts itself.
    fn tell(&mut self, site: &Site) {
        for error in site.tree.errors() {
            self.fail(&error.to_string());
        }
        for conflict in site.tree.conflicts() {
            let paths = conflict.places.iter();
            let paths: Vec<String> = paths
                .map(|place| shown(&place.path.to_string_lossy()))
                .collect();
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

/// What it takes to check pages.
struct Work<'a> {
    settings: &'a Settings,
    checker: Checker,
    memory: Memory,
}

impl Work<'_> {
    /// Documents that belong together.
    fn set(&mut self, site: &Site, aligned: &AlignedSet, run: &mut Run) -> Result<(), Failure> {
        for error in &aligned.errors {
            run.fail(&error.to_string());
        }
        let document = |lang| {
            let mut documents = aligned.documents.iter();
            documents.find(|document| document.lang() == lang)
        };
        let source = document(site.source);
        let no_source = aligned.set.place(site.source).is_none();
        for &lang in &site.targets {
            match (source, document(lang), &aligned.alignment) {
                (Some(source), Some(target), Some(alignment)) => {
                    self.pair([source, target], alignment, run)?;
                }
                (Some(source), None, _) if aligned.set.place(lang).is_none() => {
                    self.missing_file(site, source, lang, run);
                }
                (None, Some(target), _) if no_source => self.extra_file(site, target, run),
                _ => {}
            }
        }
        Ok(())
    }

    /// A source and its translation.
    fn pair(
        &mut self,
        [source, target]: [&Document; 2],
        alignment: &Alignment,
        run: &mut Run,
    ) -> Result<(), Failure> {
        let known = self.memory.of_page(source, target, self.settings)?;
        let checked = match &known {
            Known::Basis(basis) => self.checker.check_since(source, target, alignment, basis),
            _ => self.checker.check(source, target, alignment),
        };
        match known {
            Known::Untold => run.untold += 1,
            Known::CutOff => run.cut_off += 1,
            Known::Basis(_) | Known::InStep => {}
        }
        if self.settings.stale == Some(StaleBy::Lock) {
            let pairs = checked.pairs.clone();
            run.pairs.insert(target.name().to_owned(), pairs);
        }
        run.add(target.lang(), target.name(), checked);
        Ok(())
    }

    /// A document that found no partner.
    fn alone(&self, site: &Site, unpaired: &Unpaired, run: &mut Run) {
        match (&unpaired.reason, unpaired.lang) {
            (Reason::NoPartner { .. }, Some(lang)) => {
                match (self.read(lang, &unpaired.path), lang == site.source) {
                    (Ok(source), true) => {
                        for &lang in &site.targets {
                            self.missing_file(site, &source, lang, run);
                        }
                    }
                    (Ok(target), false) => self.extra_file(site, &target, run),
                    (Err(error), _) => run.fail(&error.to_string()),
                }
            }
            (Reason::Unreadable { message }, _) => run.fail(message),
            (Reason::Norwegian, _) => {
                let path = shown(&unpaired.path.to_string_lossy());
                run.fail(&format!(
                    "{path}: is this Bokmål? Its path says only `no`, Norwegian"
                ));
            }
            // It was told of with the others.
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
        document.set_name(path.to_string_lossy());
        Ok(document)
    }

    fn missing_file(&self, site: &Site, source: &Document, lang: Lang, run: &mut Run) {
        let path = site.place_of(source.name(), source.lang(), lang);
        if path
            .as_ref()
            .is_some_and(|path| self.settings.ignore.is_match(path))
        {
            return;
        }
        let checked = self.checker.missing_file(source, lang, path.as_deref());
        run.add(lang, path.as_deref().unwrap_or(source.name()), checked);
    }

    fn extra_file(&self, site: &Site, target: &Document, run: &mut Run) {
        let source = site.place_of(target.name(), target.lang(), site.source);
        if let Some(source) = source {
            if self.settings.ignore.is_match(&source) {
                return;
            }
            run.no_source.insert(shown(target.name()), shown(&source));
        }
        let checked = self.checker.extra_file(target);
        run.findings.extend(checked.findings);
    }
}
