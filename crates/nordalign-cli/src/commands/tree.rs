//! `nordalign align --tree`: all documents in folders.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use nordalign::Lang;
use nordalign::tree::{Reason, Tree};

use crate::args::{AlignArgs, ReadingArgs, TreeArgs};
use crate::commands::align::{aligner, plural};
use crate::commands::tree_output::{Destination, Outputs};
use crate::failure::Failure;
use crate::input::{check_reading, note_passed_over, split_lang, text_of};
use crate::message;
use crate::output::{Guard, Target, to_stdout, write_all};
use crate::progress;
use crate::report::{self, pairing};

pub(crate) fn run(args: &AlignArgs) -> Result<(), Failure> {
    check_reading(&args.reading)?;
    let destination = Destination::new(args)?;
    let mut guard = Guard::default();
    let report = Report::new(&args.tree, &mut guard)?;
    let find = || find(&args.files, &args.tree, args.source, &args.reading);
    let tree = progress::during("reading the documents", find)?;
    guard_documents(&tree, &mut guard)?;
    let outputs = match destination {
        Some(destination) => Some(Outputs::new(&tree, args, destination, &mut guard)?),
        None => {
            guard.writes("the table", Path::new("-"))?;
            None
        }
    };
    report.write(&tree)?;
    pairing::report(&tree, args.tree.verbose);
    let unread = match outputs {
        Some(outputs) => align(&tree, args, outputs)?,
        None => {
            to_stdout(|out| pairing::table(&tree, &mut report::lines(out, &Target::Stdout)))?;
            0
        }
    };
    check_all_read(&tree, unread)
}

/// The destination of `--report`, if it was given.
pub(super) struct Report(Option<Target>);

impl Report {
    pub(super) fn new(args: &TreeArgs, guard: &mut Guard) -> Result<Self, Failure> {
        let path = args.report.as_ref();
        let target = path.map(|path| guard.writes("the report", path));
        target.transpose().map(Report)
    }

    /// Writes which documents belong together.
    pub(super) fn write(&self, tree: &Tree) -> Result<(), Failure> {
        let outputs: Vec<(&Target, ())> = self.0.iter().map(|target| (target, ())).collect();
        write_all(&outputs, |_, (), out| pairing::json_lines(tree, out))?;
        Ok(())
    }
}

/// Tells `guard` about all documents of `tree`.
pub(super) fn guard_documents(tree: &Tree, guard: &mut Guard) -> Result<(), Failure> {
    let paired = tree.sets().iter().flat_map(|set| &set.files);
    let conflicts = tree.conflicts().iter().flat_map(|conflict| &conflict.files);
    let in_a_language = paired.chain(conflicts).map(|place| &place.path);
    // A file without a language is not one of the documents; stdout may go to it.
    let alone = tree
        .unpaired()
        .iter()
        .filter(|document| document.lang.is_some());
    let alone = alone.map(|document| &document.path);
    in_a_language
        .chain(alone)
        .try_for_each(|path| guard.reads(path))
}

/// Finds the documents and pairs them.
pub(super) fn find(
    folders: &[OsString],
    args: &TreeArgs,
    source: Option<Lang>,
    reading: &ReadingArgs,
) -> Result<Tree, Failure> {
    let mut builder = Tree::builder().content(!args.no_content);
    for folder in folders {
        builder = match split_lang(folder)? {
            (Some(lang), folder) => builder.root_in(lang, folder),
            (None, folder) => builder.root(folder),
        };
    }
    for pattern in &args.patterns {
        builder = match split_lang(OsStr::new(pattern))? {
            (Some(lang), pattern) => builder.pattern_in(lang, pattern.to_string_lossy()),
            (None, _) => builder.pattern(pattern),
        };
    }
    if let Some(source) = source {
        builder = builder.source(source);
    }
    if let Some(format) = reading.format() {
        builder = builder.format(format);
    }
    builder = builder.front_matter(reading.front_matter.clone());
    let how = reading.clone();
    builder = builder.text(move |lang, path| text_of(lang, path, &how));
    let tree = builder.build().map_err(|error| match error.kind() {
        nordalign::ErrorKind::Invalid => Failure::usage(error.to_string()),
        _ => error.into(),
    })?;
    check_any(&tree)?;
    note_passed_over(tree.passed_over().iter().map(String::as_str));
    Ok(tree)
}

/// Refuses a tree in which no documents can belong together.
fn check_any(tree: &Tree) -> Result<(), Failure> {
    if !tree.sets().is_empty() || tree.langs().len() > 1 {
        return Ok(());
    }
    let no_lang = |reason: &Reason| *reason == Reason::NoLanguage;
    let without = tree
        .unpaired()
        .iter()
        .filter(|u| no_lang(&u.reason))
        .count();
    for error in tree.errors() {
        message::warning(&error.to_string());
    }
    let message = match tree.langs() {
        [] if without > 0 => "no document names its language, and no text is clear".to_owned(),
        [] => "no readable documents were found here".to_owned(),
        [lang, ..] => format!("all documents are in {} ({lang})", lang.name()),
    };
    let hint = "say the languages of folders, as in sv=docs nb=docs-nb; \
                or where paths name them, as in --pattern 'docs/{lang}/**/*.md'";
    let failure = Failure::usage(message).with_hint(hint);
    Err(failure.if_unread(tree.errors().len()))
}

/// Aligns all sets and writes them; returns how many documents could not be read.
fn align(tree: &Tree, args: &AlignArgs, mut outputs: Outputs) -> Result<usize, Failure> {
    let aligner = aligner(args);
    let total = tree.sets().len();
    let unread = progress::counting("aligning", |count| {
        let mut unread = 0;
        for (number, aligned) in tree.align(&aligner).enumerate() {
            unread += aligned.errors.len();
            aligned
                .errors
                .iter()
                .for_each(|error| message::warning(&error.to_string()));
            if let Some(alignment) = &aligned.alignment {
                outputs.add(number, alignment)?;
            }
            count(number + 1, total);
        }
        Ok::<usize, Failure>(unread)
    })?;
    outputs.finish()?;
    Ok(unread)
}

/// Returns the failure for documents or folders that could not be read, if there are any.
pub(super) fn check_all_read(tree: &Tree, unread: usize) -> Result<(), Failure> {
    let alone = |reason: &Reason| matches!(reason, Reason::Unreadable { .. });
    let alone = tree.unpaired().iter().filter(|u| alone(&u.reason)).count();
    match unread + alone + tree.errors().len() {
        0 => Ok(()),
        count => {
            let what = plural(count, "document or folder", " could not be read or aligned");
            let what = what.replace("document or folders", "documents or folders");
            Err(Failure::runtime(format!(
                "{what}; all others were processed"
            )))
        }
    }
}
