//! Which pages there are, and where those should be that are not there.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use nordalign::tree::{Tree, path_lang};
use nordalign::{Document, Lang};

use crate::args::CheckArgs;
use crate::failure::Failure;
use crate::input::{split_lang, text_of};

/// A folder, and the language it is called by.
pub(super) fn root(path: &OsStr) -> Result<(Option<Lang>, PathBuf), Failure> {
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
pub(super) fn find(
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

/// Where the translation of `source` should be: under the other folder, or beside it by another name.
pub(super) fn place_of(
    roots: &[(Option<Lang>, PathBuf)],
    source: &Document,
    lang: Lang,
) -> Option<String> {
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
pub(super) fn shown(path: &str) -> String {
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
