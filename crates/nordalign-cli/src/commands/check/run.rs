//! Checks every page, and keeps what is found.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use nordalign::check::{Checked, Checker, Coverage, Finding, Severity};
use nordalign::tree::{Reason, Tree, Unpaired};
use nordalign::{Aligner, Document, Format, Lang};

use super::pages::{find, place_of, root, shown};
use crate::args::CheckArgs;
use crate::failure::Failure;
use crate::input::{Input, text_of};
use crate::message;
use crate::progress;

/// What was checked, and what was found.
#[derive(Debug, Default)]
pub(crate) struct Run {
    /// How much is translated, by language.
    pub(crate) langs: BTreeMap<Lang, Coverage>,
    /// The translations, by path.
    pub(crate) files: Vec<File>,
    /// By path and line.
    pub(crate) findings: Vec<Finding>,
    /// How many documents could not be read.
    pub(super) unread: usize,
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
    fn add(&mut self, lang: Lang, path: &str, checked: Checked) {
        *self.langs.entry(lang).or_default() += checked.coverage;
        let errors = checked
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        self.files.push(File {
            lang,
            path: shown(path),
            coverage: checked.coverage,
            errors: errors.count(),
        });
        self.findings.extend(checked.findings);
    }

    /// Puts everything in an order that does not depend on how it was found, under paths as they are shown.
    pub(super) fn sort(&mut self) {
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

    /// Checks documents that are named one by one.
    pub(super) fn of_files(args: &CheckArgs) -> Result<Self, Failure> {
        let inputs = args.paths.iter().map(|path| Input::parse(path, None));
        let inputs = inputs.collect::<Result<Vec<_>, _>>()?;
        let read = || {
            inputs
                .iter()
                .map(|input| input.read(&args.reading))
                .collect::<Result<Vec<Document>, Failure>>()
        };
        let mut documents = progress::during("reading", read)?;
        if let Some(source) = args.source {
            documents.sort_by_key(|document| document.lang() != source);
        }
        let (aligner, checker) = workers(args, documents.first().map(Document::lang));
        let alignment = progress::during("aligning", || aligner.align(&documents))?;
        let mut run = Run::default();
        if let Some((source, targets)) = documents.split_first() {
            for target in targets {
                run.add(
                    target.lang(),
                    target.name(),
                    checker.check(source, target, &alignment),
                );
            }
        }
        Ok(run)
    }

    /// Checks all documents of folders.
    pub(super) fn of_tree(args: &CheckArgs) -> Result<Self, Failure> {
        let roots = args.paths.iter().map(|path| root(path));
        let roots = roots.collect::<Result<Vec<(Option<Lang>, PathBuf)>, _>>()?;
        let first = roots.first().and_then(|(lang, _)| *lang);
        let source = args.source.or(first).ok_or_else(|| {
            Failure::usage("which language is the source?")
                .with_hint("add --source sv, or name its folder first: sv=docs/svenska")
        })?;
        let tree = progress::during("looking at the documents", || find(args, &roots, source))?;
        let mut run = Run::default();
        tell(&tree, &mut run);
        let targets: Vec<Lang> = tree
            .langs()
            .iter()
            .copied()
            .filter(|&lang| lang != source)
            .collect();
        if targets.is_empty() || !tree.langs().contains(&source) {
            let message = format!(
                "there are no documents in {} and another language here",
                source.name()
            );
            return Err(Failure::usage(message)
                .with_hint("name the source's folder first, then those of the translations"));
        }
        for &lang in &targets {
            run.langs.entry(lang).or_default();
        }
        let (aligner, checker) = workers(args, Some(source));
        progress::counting("checking", tree.sets().len(), |done| {
            for aligned in tree.align(&aligner) {
                run.unread += aligned.errors.len();
                aligned
                    .errors
                    .iter()
                    .for_each(|error| message::warning(&error.to_string()));
                let document = |lang| {
                    aligned
                        .documents
                        .iter()
                        .find(|document| document.lang() == lang)
                };
                for &lang in &targets {
                    match (document(source), document(lang), aligned.set.place(lang)) {
                        (Some(source), Some(target), _) => {
                            if let Some(alignment) = &aligned.alignment {
                                run.add(
                                    lang,
                                    target.name(),
                                    checker.check(source, target, alignment),
                                );
                            }
                        }
                        (Some(source), None, None) => {
                            missing_file(&mut run, &checker, &roots, source, lang)
                        }
                        (None, _, Some(place)) if aligned.set.place(source).is_none() => {
                            run.findings
                                .push(checker.extra_file(lang, &place.path.to_string_lossy()));
                        }
                        _ => {}
                    }
                }
                done.fetch_add(1, Ordering::Relaxed);
            }
        });
        for unpaired in tree.unpaired() {
            alone(unpaired, source, &targets, args, &roots, &checker, &mut run);
        }
        Ok(run)
    }
}

fn workers(args: &CheckArgs, source: Option<Lang>) -> (Aligner, Checker) {
    let mut aligner = Aligner::builder().segmentation(args.reading.segmentation.into());
    if let Some(source) = source {
        aligner = aligner.source(source);
    }
    (aligner.build(), Checker::new().floor(args.min_confidence))
}

/// Says what of the tree could not be looked at, or contradicts itself.
fn tell(tree: &Tree, run: &mut Run) {
    for error in tree.errors() {
        message::warning(&error.to_string());
    }
    run.unread += tree.errors().len();
    for conflict in tree.conflicts() {
        let paths: Vec<String> = conflict
            .places
            .iter()
            .map(|place| shown(&place.path.to_string_lossy()))
            .collect();
        message::warning(&format!(
            "not checked, several documents of a language have one path or key: {}",
            paths.join(", ")
        ));
    }
}

/// What is said of a document that found no partner.
fn alone(
    unpaired: &Unpaired,
    source: Lang,
    targets: &[Lang],
    args: &CheckArgs,
    roots: &[(Option<Lang>, PathBuf)],
    checker: &Checker,
    run: &mut Run,
) {
    match (&unpaired.reason, unpaired.lang) {
        (Reason::NoPartner { .. }, Some(lang)) if lang == source => {
            match document(lang, &unpaired.path, args) {
                Ok(document) => {
                    for &lang in targets {
                        missing_file(run, checker, roots, &document, lang);
                    }
                }
                Err(error) => {
                    run.unread += 1;
                    message::warning(&error.to_string());
                }
            }
        }
        (Reason::NoPartner { .. }, Some(lang)) => {
            run.findings
                .push(checker.extra_file(lang, &unpaired.path.to_string_lossy()));
        }
        (Reason::Unreadable { message }, _) => {
            run.unread += 1;
            message::warning(message);
        }
        _ => {}
    }
}

fn document(lang: Lang, path: &Path, args: &CheckArgs) -> Result<Document, nordalign::Error> {
    let text = text_of(lang, path, &args.reading)?;
    let format = args
        .reading
        .format()
        .unwrap_or_else(|| Format::detect(path, &text));
    let mut document =
        Document::parse(lang, text, format).map_err(|error| error.with_path(path))?;
    document.set_name(path.to_string_lossy());
    Ok(document)
}

fn missing_file(
    run: &mut Run,
    checker: &Checker,
    roots: &[(Option<Lang>, PathBuf)],
    source: &Document,
    lang: Lang,
) {
    let path = place_of(roots, source, lang);
    let checked = checker.missing_file(source, lang, path.as_deref());
    run.add(lang, path.as_deref().unwrap_or(source.name()), checked);
}
