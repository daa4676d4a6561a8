//! Which pages there are.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use nordalign::check::site::Site;
use nordalign::read::path_text;
use nordalign::tree::{Tree, path_lang};
use nordalign::{Document, Lang};

use crate::commands::plan::inputs;
use crate::commands::tree::guard_documents;
use crate::config::{NAME, Settings};
use crate::failure::Failure;
use crate::input::{note_passed_over, note_passed_over_in, split_lang, text_of};
use crate::message;
use crate::output::Guard;
use crate::progress;
use crate::report::pairing;

/// The pages of a check.
pub(super) enum Pages {
    /// Named one by one, the source first.
    Documents(Vec<Document>),
    /// Found in folders or by patterns, and the language of the source.
    Site(Box<Tree>, Lang),
}

impl Pages {
    /// Finds them, and has `guard` know of them.
    pub(super) fn find(settings: &Settings, guard: &mut Guard) -> Result<Self, Failure> {
        if settings.paths.is_empty() && settings.patterns.is_empty() {
            return Err(nothing_named(settings));
        }
        let path = |argument: &OsString| -> Result<PathBuf, Failure> {
            Ok(PathBuf::from(split_lang(argument)?.1))
        };
        let paths = settings.paths.iter().map(path);
        let paths = paths.collect::<Result<Vec<_>, _>>()?;
        let folders = paths.iter().filter(|path| path.is_dir()).count();
        if folders == paths.len() {
            let (tree, source) = tree(settings)?;
            guard_documents(&tree, guard)?;
            return Ok(Pages::Site(Box::new(tree), source));
        }
        let is_there = |path: &&PathBuf| path.as_os_str() == "-" || path.exists();
        if let Some(gone) = paths.iter().find(|path| !is_there(path)) {
            let message = format!("{}: there is no such file or folder", gone.display());
            return Err(Failure::usage(message));
        }
        if folders > 0 || !settings.patterns.is_empty() {
            let message = "the paths are partly folders and partly files";
            return Err(Failure::usage(message).with_hint("name folders only, or files only"));
        }
        documents(settings, guard).map(Pages::Documents)
    }
}

fn nothing_named(settings: &Settings) -> Failure {
    match &settings.config {
        Some(config) => {
            let message = format!("{} names no pages", config.display());
            Failure::usage(message)
                .with_hint("add to it, say, patterns = [\"docs/{lang}/**\"] and source = \"sv\"")
        }
        None => {
            let message = format!("nothing is named to check, and there is no {NAME}");
            Failure::usage(message).with_hint(
                "name the folders, the source first: nordalign check docs/sv docs/nb docs/da",
            )
        }
    }
}

/// Documents that are named one by one, the source first.
fn documents(settings: &Settings, guard: &mut Guard) -> Result<Vec<Document>, Failure> {
    let inputs = inputs(&settings.paths, settings.source)?;
    inputs.iter().try_for_each(|input| input.guard(guard))?;
    let read = || {
        let documents = inputs.iter().map(|input| input.read(&settings.reading));
        documents.collect::<Result<Vec<Document>, Failure>>()
    };
    let mut documents = progress::during("reading", read)?;
    note_passed_over_in(&documents);
    if let Some(source) = settings.source {
        documents.sort_by_key(|document| document.lang() != source);
    }
    Ok(documents)
}

/// The pages of folders or patterns, and the language of the source.
fn tree(settings: &Settings) -> Result<(Tree, Lang), Failure> {
    let roots = settings.paths.iter().map(|path| root(path));
    let roots = roots.collect::<Result<Vec<(Option<Lang>, PathBuf)>, _>>()?;
    let first = roots.first().and_then(|(lang, _)| *lang);
    let source = settings.source.or(first).ok_or_else(|| {
        Failure::usage("which language is the source?")
            .with_hint("add --source sv, or name its folder first: sv=docs/svenska")
    })?;
    let look = || find(settings, &roots, source);
    let tree = progress::during("looking at the documents", look)?;
    pairing::note_overlaps(&tree);
    if let Some(pattern) = tree.unmatched().first() {
        return Err(Failure::usage(format!(
            "no file fits the pattern `{pattern}`"
        )));
    }
    if let Some(nothing) = pairing::nothing_together(&tree) {
        return Err(Failure::usage(nothing).with_hint(
            "name the folders that hold the same pages, the source first, as in sv=docs nb=docs-norsk",
        ));
    }
    note_passed_over(tree.passed_over().iter().map(String::as_str));
    Ok((tree, source))
}

/// The pages of `tree` as a source and its translations.
pub(super) fn site_of(tree: &Tree, source: Lang) -> Result<Site<'_>, Failure> {
    Site::new(tree, source).map_err(|error| {
        for error in tree.errors() {
            message::warning(&error.to_string());
        }
        let hint = "name the source's folder first, then those of the translations";
        let failure = Failure::from(error).with_hint(hint);
        failure.if_unread(tree.errors().len())
    })
}

/// A folder, and the language it is called by.
fn root(path: &OsStr) -> Result<(Option<Lang>, PathBuf), Failure> {
    let (said, folder) = split_lang(path)?;
    let name = folder.to_string_lossy();
    let lang = said.or_else(|| path_lang(name.trim_end_matches(['/', '\\'])));
    Ok((lang, PathBuf::from(folder)))
}

/// Finds the documents, and pairs them. What has the same path belongs together: a page that says
/// little of what its source says is what is checked for.
fn find(
    settings: &Settings,
    roots: &[(Option<Lang>, PathBuf)],
    source: Lang,
) -> Result<Tree, Failure> {
    let mut builder = Tree::builder().source(source);
    builder = builder.content(settings.content).trust_paths(true);
    for (lang, path) in roots {
        builder = match lang {
            Some(lang) => builder.root_in(*lang, path),
            None => builder.root(path),
        };
    }
    for (lang, pattern) in &settings.patterns {
        builder = match lang {
            Some(lang) => builder.pattern_in(*lang, pattern),
            None => builder.pattern(pattern),
        };
    }
    if let Some(format) = settings.reading.format() {
        builder = builder.format(format);
    }
    builder = builder.front_matter(settings.reading.front_matter.clone());
    let how = settings.reading.clone();
    builder = builder.text(move |lang, path| text_of(lang, path, &how));
    let ignore = settings.ignore.clone();
    builder = builder.filter(move |path| !ignore.is_match(&path_text(path)));
    builder.build().map_err(|error| match error.kind() {
        nordalign::ErrorKind::Invalid => Failure::usage(error.to_string()),
        _ => error.into(),
    })
}
