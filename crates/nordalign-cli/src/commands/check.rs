//! `nordalign check`: how much of a source is translated, and what is wrong.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use nordalign::check::{Checked, Checker, Coverage, Finding, Rule, Severity};
use nordalign::tree::{Reason, Tree, Unpaired, path_lang};
use nordalign::{Aligner, Document, Format, Lang};

use crate::args::{CheckArgs, CheckFormat};
use crate::failure::Failure;
use crate::input::{Input, check_reading, split_lang, text_of};
use crate::message;
use crate::output::{Batch, Target};
use crate::progress;
use crate::report::{self, findings, github};

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
    unread: usize,
}

/// A translation.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) lang: Lang,
    pub(crate) path: String,
    pub(crate) coverage: Coverage,
    pub(crate) errors: usize,
}

pub(crate) fn run(args: &CheckArgs) -> Result<(), Failure> {
    check_reading(&args.reading)?;
    let is_file = |path: &&std::ffi::OsString| {
        split_lang(path).is_ok_and(|(_, path)| path == OsStr::new("-") || !Path::new(path).is_dir())
    };
    let files = args.paths.iter().filter(is_file).count();
    let mut run = if files == 0 {
        check_tree(args)?
    } else if files == args.paths.len() && args.patterns.is_empty() {
        check_files(args)?
    } else {
        let message = "the paths are partly folders and partly files, or do not exist";
        return Err(Failure::usage(message).with_hint("name folders only, or files only"));
    };
    run.check_floors(args)?;
    run.sort();
    Batch::default().write(&Target::Stdout, |out| match args.format {
        CheckFormat::Text => {
            let width = report::width(&Target::Stdout);
            let out = &mut report::colored(out, &Target::Stdout);
            findings::page(&run, args.verbose, width, out)
        }
        CheckFormat::Jsonl => findings::json_lines(&run.findings, out),
        CheckFormat::Github => github::annotations(&run.findings, out),
    })?;
    if args.format == CheckFormat::Github {
        github::step_summary(&run)?;
    }
    run.gate(args)
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

    /// Refuses a floor for a language that nothing is in: it would never be missed.
    fn check_floors(&self, args: &CheckArgs) -> Result<(), Failure> {
        let unknown = args
            .min
            .iter()
            .find(|(lang, _)| !self.langs.contains_key(lang));
        match unknown {
            Some((lang, _)) => {
                let message = format!("--min {lang}: no document is checked in {}", lang.name());
                Err(Failure::usage(message))
            }
            None => Ok(()),
        }
    }

    /// Whether all is well, and if not what is not, and by how much.
    fn gate(&self, args: &CheckArgs) -> Result<(), Failure> {
        let mut failed = Vec::new();
        if let Some(errors) = self.errors() {
            failed.push(errors);
        }
        for &(lang, min) in &args.min {
            let coverage = self.langs.get(&lang).copied().unwrap_or_default();
            let [_, words] = coverage.percent();
            if words < min {
                failed.push(format!(
                    "{lang} is translated to {} % of the words, {} below {min} %",
                    findings::percent(words),
                    findings::percent((min - words).max(0.1))
                ));
            }
        }
        if self.unread > 0 {
            let s = if self.unread == 1 { "" } else { "s" };
            let gate = if failed.is_empty() {
                String::new()
            } else {
                format!("; gate failed: {}", failed.join("; "))
            };
            return Err(Failure::runtime(format!(
                "{} document{s} could not be read{gate}",
                self.unread
            )));
        }
        match failed.is_empty() {
            true => Ok(()),
            false if args.exit_zero => {
                message::warning(&format!("gate failed: {}", failed.join("; ")));
                Ok(())
            }
            false => Err(Failure::gate(format!("gate failed: {}", failed.join("; ")))),
        }
    }

    /// `3 errors (2 missing, 1 numbers)`, if there are any.
    fn errors(&self) -> Option<String> {
        let errors: Vec<&Finding> = self
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .collect();
        let by_rule = Rule::ALL.iter().filter_map(|rule| {
            let count = errors
                .iter()
                .filter(|finding| finding.rule == *rule)
                .count();
            (count > 0).then(|| format!("{count} {rule}"))
        });
        let s = if errors.len() == 1 { "" } else { "s" };
        let by_rule: Vec<String> = by_rule.collect();
        (!errors.is_empty()).then(|| format!("{} error{s} ({})", errors.len(), by_rule.join(", ")))
    }
}

/// Checks documents that are named one by one.
fn check_files(args: &CheckArgs) -> Result<Run, Failure> {
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

fn workers(args: &CheckArgs, source: Option<Lang>) -> (Aligner, Checker) {
    let mut aligner = Aligner::builder().segmentation(args.reading.segmentation.into());
    if let Some(source) = source {
        aligner = aligner.source(source);
    }
    (aligner.build(), Checker::new().floor(args.min_confidence))
}

/// Checks all documents of folders.
fn check_tree(args: &CheckArgs) -> Result<Run, Failure> {
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

/// A folder, and the language it is called by.
fn root(path: &OsStr) -> Result<(Option<Lang>, PathBuf), Failure> {
    let (said, folder) = split_lang(path)?;
    let name = folder.to_string_lossy();
    let lang = match (said, path_lang(name.trim_end_matches(['/', '\\']))) {
        (Some(lang), _) => Some(lang),
        (None, Ok(lang)) => lang,
        (None, Err(_)) => {
            let question = format!("is {name} in Bokmål? Its name says only `no`, Norwegian");
            return Err(Failure::usage(question).with_hint(format!("write nb={name} if it is")));
        }
    };
    Ok((lang, PathBuf::from(folder)))
}

/// Finds the documents, and pairs them by path and key alone: a page that says little of what its source says is what is looked for.
fn find(
    args: &CheckArgs,
    roots: &[(Option<Lang>, PathBuf)],
    source: Lang,
) -> Result<Tree, Failure> {
    let mut builder = Tree::builder().content(false).source(source);
    for (lang, path) in roots {
        builder = match lang {
            Some(lang) => builder.root_in(*lang, path),
            None => builder.root(path),
        };
    }
    for pattern in &args.patterns {
        builder = builder.pattern(pattern);
    }
    if let Some(format) = args.reading.format() {
        builder = builder.format(format);
    }
    let how = args.reading.clone();
    builder = builder.text(move |lang, path| text_of(lang, path, &how));
    builder.find().map_err(|error| match error.kind() {
        nordalign::ErrorKind::Invalid => Failure::usage(error.to_string()),
        _ => error.into(),
    })
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

/// Where the translation of `source` should be: under the other folder, or beside it by another name.
fn place_of(roots: &[(Option<Lang>, PathBuf)], source: &Document, lang: Lang) -> Option<String> {
    let path = Path::new(source.name());
    let of = |wanted: Lang| roots.iter().filter(move |(root, _)| *root == Some(wanted));
    let below = of(source.lang()).find_map(|(_, root)| path.strip_prefix(root).ok());
    let renamed = |text: &str| text.replace(&format!(".{}.", source.lang()), &format!(".{lang}."));
    if let (Some(below), Some((_, root))) = (below, of(lang).next()) {
        return Some(renamed(&root.join(below).to_string_lossy()));
    }
    let name = renamed(&path.file_name()?.to_string_lossy());
    let other = path.with_file_name(name);
    (other != path).then(|| other.to_string_lossy().into_owned())
}

/// A path with `/` between folders, from the current folder where it lies below.
fn shown(path: &str) -> String {
    let here = std::env::current_dir().ok();
    let below = here.and_then(|here| {
        Path::new(path)
            .strip_prefix(here)
            .ok()
            .map(Path::to_path_buf)
    });
    let path = below.map_or(path.to_owned(), |below| {
        below.to_string_lossy().into_owned()
    });
    let path = path.replace(std::path::MAIN_SEPARATOR, "/");
    path.trim_start_matches("./").to_owned()
}
