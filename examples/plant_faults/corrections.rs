//! Corrections of published pages, made by hand: what their translators left out, added or got
//! wrong. The list, `corrections.txt`, says what to change and where, and holds no more of the
//! pages than the words that change.

use std::collections::BTreeMap;
use std::hash::Hasher;

use nordalign::{Document, Format, Lang};

use crate::Outcome;
use crate::fnv::Fnv;
use crate::pages::Page;

const LIST: &str = include_str!("corrections.txt");

/// A change to a page.
struct Edit<'a> {
    lang: Lang,
    line: usize,
    last: usize,
    kind: Kind<'a>,
}

enum Kind<'a> {
    /// The lines of the source are not in the translation, and are taken from the source.
    Missing,
    /// The lines of the translation are not in the source, and are taken from the translation.
    Extra,
    /// The first is to be the second wherever it stands in the line.
    Words(&'a str, &'a str),
}

/// The corrected ones of `pages`: a page for each translation, since what one lacks the other may
/// have.
pub fn corrected(pages: &[Page]) -> Outcome<Vec<(Page, Lang)>> {
    let mut corrected = Vec::new();
    for section in LIST.split("\npage\t").skip(1) {
        let (head, edits) = section.split_once('\n').unwrap_or((section, ""));
        let mut head = head.split('\t');
        let name = head.next().unwrap_or_default();
        let Some(page) = pages.iter().find(|page| page.name == name) else {
            return Err(format!("{name}: no such page in the folders given").into());
        };
        let known: Vec<&str> = head.collect();
        let found: Vec<String> = page.documents.values().map(checksum).collect();
        if known != found {
            let found = found.join(" ");
            return Err(format!("{name}: corrected in another version than this, {found}").into());
        }
        let edits: Vec<Edit> = edits
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(|line| edit(line).ok_or_else(|| format!("{name}: what does “{line}” mean?")))
            .collect::<Result<_, _>>()?;
        for lang in [Lang::Nb, Lang::Da] {
            corrected.push((apply(page, lang, &edits)?, lang));
        }
    }
    Ok(corrected)
}

fn edit(line: &str) -> Option<Edit<'_>> {
    let mut fields = line.split('\t');
    let lang = fields.next()?.parse().ok()?;
    let lines = fields.next()?;
    let (line, last) = lines.split_once('-').unwrap_or((lines, lines));
    let kind = match fields.next()? {
        "missing" => Kind::Missing,
        "extra" => Kind::Extra,
        "words" => Kind::Words(fields.next()?, fields.next()?),
        _ => return None,
    };
    Some(Edit {
        lang,
        line: line.parse().ok()?,
        last: last.parse().ok()?,
        kind,
    })
}

/// `page` with what concerns its translation into `lang` corrected.
fn apply(page: &Page, lang: Lang, edits: &[Edit]) -> Outcome<Page> {
    let mut lines: BTreeMap<Lang, Vec<String>> = page
        .documents
        .iter()
        .map(|(&lang, document)| {
            let lines = document.source().split_inclusive('\n');
            (lang, lines.map(str::to_owned).collect())
        })
        .collect();
    for edit in edits.iter().filter(|edit| edit.lang == lang) {
        let of = match edit.kind {
            Kind::Missing => Lang::Sv,
            Kind::Extra | Kind::Words(..) => lang,
        };
        for number in edit.line..=edit.last {
            let line = lines.get_mut(&of).and_then(|all| all.get_mut(number - 1));
            let Some(line) = line else {
                return Err(format!("{}: {of} has no line {number}", page.name).into());
            };
            match edit.kind {
                // The lines after it keep their numbers until all is done.
                Kind::Missing | Kind::Extra => line.clear(),
                Kind::Words(old, new) if line.contains(old) => *line = line.replace(old, new),
                Kind::Words(old, _) => {
                    return Err(format!("{}: no {old} in {of}, line {number}", page.name).into());
                }
            }
        }
    }
    let mut documents = BTreeMap::new();
    for (lang, lines) in lines {
        let mut document = Document::parse(lang, lines.concat(), Format::Markdown)?;
        document.set_name(page.documents[&lang].name());
        documents.insert(lang, document);
    }
    Page::new(&page.name, documents)
}

/// Tells versions of a page apart.
fn checksum(document: &Document) -> String {
    let mut hash = Fnv::default();
    hash.write(document.source().as_bytes());
    format!("{:016x}", hash.finish())
}
