//! Reports which documents of a tree belong together, and which have no partner.

use std::io::Write;
use std::path::Path;

use nordalign::read::path_text;
use nordalign::tree::{
    Conflict, ConflictKind, DocumentSet, FoundBy, Reason, Tree, TreeFile, Unpaired,
};
use nordalign::{Error, Lang};
use serde::Serialize;

use crate::message;
use crate::report::harmless::Lines;
use nordalign::write::harmless;

/// This many of a kind are listed, unless all are wanted.
const MOST_LISTED: usize = 10;

/// Reports on stderr what a person should know: how many documents were paired, which are
/// contradictory, which have no partner and why, and which were paired by content.
pub(crate) fn report(tree: &Tree, all: bool) {
    let most = if all { usize::MAX } else { MOST_LISTED };
    message::summary(&summary(tree));
    for error in tree.errors() {
        message::warning(&error.to_string());
    }
    note_overlaps(tree);
    let conflicts = tree.conflicts().iter().map(conflict_text).collect();
    list(conflicts, most, message::warning);
    let files = tree.sets().iter().flat_map(|set| &set.files);
    list(
        files.filter_map(language_text).collect(),
        most,
        message::warning,
    );
    let by_text = tree.sets().iter().flat_map(|set| &set.files);
    let by_text = by_text.filter(|file| file.by_text).map(|file| {
        let (path, lang) = (shown(&file.path), file.lang);
        format!(
            "{path}: no language in its path; its text is in {} ({lang})",
            lang.name()
        )
    });
    list(by_text.collect(), most, message::note);
    // What cannot be read is always named.
    let (unread, rest): (Vec<&Unpaired>, Vec<&Unpaired>) = tree
        .unpaired()
        .iter()
        .partition(|unpaired| matches!(unpaired.reason, Reason::Unreadable { .. }));
    let unread = unread
        .iter()
        .filter_map(|unpaired| unpaired_text(unpaired, tree));
    list(unread.collect(), usize::MAX, message::warning);
    let nothing = nothing_together(tree);
    if let Some(nothing) = &nothing {
        message::warning(nothing);
    }
    // Then of each document it goes without saying.
    let is_said = |reason: &Reason| nothing.is_some() && matches!(reason, Reason::NoPartner { .. });
    let rest = rest
        .iter()
        .filter(|unpaired| all || !is_said(&unpaired.reason))
        .filter_map(|unpaired| unpaired_text(unpaired, tree));
    list(rest.collect(), most, message::warning);
    let mut unsure: Vec<&DocumentSet> = tree
        .sets()
        .iter()
        .filter(|set| set.found_by == FoundBy::Content || set.score < 1.0)
        .collect();
    unsure.sort_by(|a, b| a.score.total_cmp(&b.score));
    list(
        unsure.into_iter().map(set_text).collect(),
        most,
        message::note,
    );
    let lacking = tree.sets().iter().filter_map(|set| {
        let lacks = missing(set, tree);
        (!lacks.is_empty()).then(|| format!("{} has no {}", first(set), lacks.join(" and no ")))
    });
    list(lacking.collect(), most, message::note);
}

/// Says which files patterns of different languages match, and which pattern counts.
pub(crate) fn note_overlaps(tree: &Tree) {
    for overlap in tree.overlaps() {
        let [counts, other] = &overlap.patterns;
        let files = match overlap.files {
            1 => format!("{} matches", shown(&overlap.example)),
            files => format!("{files} files, such as {}, match", shown(&overlap.example)),
        };
        message::note(&format!(
            "{files} both `{counts}` and `{other}`, of different languages; the first is more exact and counts"
        ));
    }
}

/// This many documents or more without a partner in one language are a mistake in what is compared.
const MISTAKE: usize = 2;

/// What was compared, if no documents at all belong together and nothing else says why.
pub(crate) fn nothing_together(tree: &Tree) -> Option<String> {
    if !tree.sets().is_empty() || !tree.conflicts().is_empty() {
        return None;
    }
    let alone = |lang: Lang| -> Vec<&Unpaired> {
        let unpaired = tree.unpaired().iter();
        unpaired
            .filter(|u| u.lang == Some(lang) && matches!(u.reason, Reason::NoPartner { .. }))
            .collect()
    };
    let alone: Vec<(Lang, Vec<&Unpaired>)> = tree
        .langs()
        .iter()
        .map(|&lang| (lang, alone(lang)))
        .collect();
    let with_any = alone.iter().filter(|(_, documents)| !documents.is_empty());
    let with_many = alone
        .iter()
        .filter(|(_, documents)| documents.len() >= MISTAKE);
    if with_any.clone().count() < 2 || with_many.count() == 0 {
        return None;
    }
    let names = with_any.filter_map(|(lang, documents)| {
        let first = documents.first()?;
        let more = match documents.len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let (key, path) = (first.key.as_deref()?, shown(&first.path));
        Some(format!("{} has `{key}` ({path}){more}", lang.name()))
    });
    let names: Vec<String> = names.collect();
    Some(format!(
        "no documents belong together. By these names they were compared: {}",
        names.join("; ")
    ))
}

/// The first `most` of `texts`, and how many more there are.
fn list(texts: Vec<String>, most: usize, tell: fn(&str)) {
    let more = texts.len().saturating_sub(most);
    // One more item takes no more room than saying so.
    let most = if more == 1 { usize::MAX } else { most };
    texts.iter().take(most).for_each(|text| tell(text));
    if more > 1 {
        tell(&format!("… and {more} more; --verbose lists all"));
    }
}

/// `24 sets of documents: 20 by path, 1 by key, 3 by content; 4 documents without a partner`
fn summary(tree: &Tree) -> String {
    let sets = tree.sets();
    let by = |by: FoundBy| sets.iter().filter(|set| set.found_by == by).count();
    let ways = [
        (FoundBy::Path, "path"),
        (FoundBy::Key, "key"),
        (FoundBy::Content, "content"),
    ];
    let ways = ways.iter().map(|&(found, name)| (by(found), name));
    let ways: Vec<String> = ways
        .filter(|&(count, _)| count > 0)
        .map(|(count, name)| format!("{count} by {name}"))
        .collect();
    let s = if sets.len() == 1 { "" } else { "s" };
    let mut text = format!("{} set{s} of documents", sets.len());
    if !ways.is_empty() {
        text.push_str(&format!(": {}", ways.join(", ")));
    }
    let lacking = sets
        .iter()
        .filter(|set| !missing(set, tree).is_empty())
        .count();
    let more = [
        (lacking, "lacking a language"),
        (tree.unpaired().len(), "without a partner"),
        (tree.other_languages(), "in other languages"),
    ];
    for (count, what) in more.into_iter().filter(|&(count, _)| count > 0) {
        text.push_str(&format!("; {count} {what}"));
    }
    text
}

fn missing(set: &DocumentSet, tree: &Tree) -> Vec<&'static str> {
    let lacks = tree
        .langs()
        .iter()
        .filter(|&&lang| set.file(lang).is_none());
    lacks.map(|lang| lang.code()).collect()
}

fn first(set: &DocumentSet) -> String {
    set.files
        .first()
        .map(|place| shown(&place.path))
        .unwrap_or_default()
}

/// With `/` between folders on every system.
fn shown(path: &Path) -> String {
    harmless(&path_text(path).replace(std::path::MAIN_SEPARATOR, "/"))
}

fn paths(files: &[TreeFile]) -> String {
    named(files.iter().map(|place| shown(&place.path)))
}

/// The first of `paths`, and how many more there are.
pub(crate) fn named(paths: impl ExactSizeIterator<Item = String>) -> String {
    let more = paths.len().saturating_sub(MOST_LISTED);
    let mut names: Vec<String> = paths.take(MOST_LISTED).collect();
    if more > 0 {
        names.push(format!("and {more} more"));
    }
    names.join(", ")
}

fn set_text(set: &DocumentSet) -> String {
    let way = match set.found_by {
        FoundBy::Content => "paired by content",
        _ => "the same path, but not very similar",
    };
    format!("{way} ({:.2}): {}", set.score, paths(&set.files))
}

fn conflict_text(conflict: &Conflict) -> String {
    let what = match conflict.kind {
        ConflictKind::SamePath => "not paired: several documents of one language have this path",
        ConflictKind::RepeatedKey => {
            "several documents of one language have this key, so their paths decided"
        }
        ConflictKind::SameKey => "not paired: these have the same key, and nothing else decides",
        ConflictKind::KeysDiffer => "not paired: the same path but different keys",
        ConflictKind::KeyAgainstPath => {
            "the key names another partner than the path; the key was used"
        }
        ConflictKind::ContentAgainstPath => "not paired by path: the texts differ",
        ConflictKind::SameContent => {
            "not paired: several documents of one language have the same content"
        }
        _ => "not paired: contradictory",
    };
    format!("{what}: {}", paths(&conflict.files))
}

/// Reports that a text seems to be in another language than its path says.
fn language_text(place: &TreeFile) -> Option<String> {
    let (looks, said) = (place.looks?.name(), place.lang.name());
    Some(format!(
        "{}: this looks like {looks}, not {said}",
        shown(&place.path)
    ))
}

/// Why a document has no partner; nothing if a conflict already says so.
fn unpaired_text(unpaired: &Unpaired, tree: &Tree) -> Option<String> {
    let path = shown(&unpaired.path);
    Some(match &unpaired.reason {
        Reason::Unreadable { message } => message.clone(),
        Reason::Conflict => return None,
        Reason::NoLanguage => format!(
            "{path}: no language found in its path or front matter, and its text is not clear; \
             --source says what such documents are in"
        ),
        Reason::SameFile { path: other } => {
            format!("{path}: the same as {}, through a link", shown(other))
        }
        Reason::NoPartner { nearest } => {
            let others = tree
                .langs()
                .iter()
                .filter(|&&lang| Some(lang) != unpaired.lang);
            let others: Vec<&str> = others.map(|lang| lang.code()).collect();
            let others = others.join(" or ");
            let near = nearest.as_ref().map_or(String::new(), |near| {
                format!(
                    "; the nearest by content is {} ({:.2})",
                    shown(&near.path),
                    near.similarity
                )
            });
            format!("{path}: no document in {others} has the same path, key or content{near}")
        }
        _ => format!("{path}: no partner"),
    })
}

/// The sets, one a line, with a column for each language.
pub(crate) fn table(tree: &Tree, out: &mut Lines) -> Result<(), Error> {
    write!(out, "found\tscore")?;
    for lang in tree.langs() {
        write!(out, "\t{lang}")?;
    }
    writeln!(out)?;
    for set in tree.sets() {
        let way = match set.found_by {
            FoundBy::Path => "path",
            FoundBy::Key => "key",
            _ => "content",
        };
        write!(out, "{way}\t{:.2}", set.score)?;
        for &lang in tree.langs() {
            let path = set
                .file(lang)
                .map_or(String::new(), |place| shown(&place.path));
            write!(out, "\t{path}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// A line of `--report`.
#[derive(Serialize)]
struct Record<'a> {
    v: u32,
    #[serde(flatten)]
    what: What<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum What<'a> {
    Set(&'a DocumentSet),
    Conflict(&'a Conflict),
    Unpaired(&'a Unpaired),
}

/// Everything known of the pairing, as JSON lines: the sets, the conflicts, and the documents
/// without a partner.
pub(crate) fn json_lines(tree: &Tree, out: &mut dyn Write) -> Result<(), Error> {
    let sets = tree.sets().iter().map(What::Set);
    let conflicts = tree.conflicts().iter().map(What::Conflict);
    let unpaired = tree.unpaired().iter().map(What::Unpaired);
    for what in sets.chain(conflicts).chain(unpaired) {
        serde_json::to_writer(&mut *out, &Record { v: 1, what }).map_err(std::io::Error::from)?;
        writeln!(out)?;
    }
    Ok(())
}
