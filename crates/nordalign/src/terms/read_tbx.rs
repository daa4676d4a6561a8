//! TBX of both versions: version 2 (`martif`) and version 3 (`tbx`), in any dialect, whatever the
//! style.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::error::Error;
use crate::lang::Lang;
use crate::read::LONGEST_PIECE;
use crate::terms::base::{Concepts, invalid};
use crate::terms::concept::Concept;
use crate::terms::file::{Languages, TermFile};
use crate::terms::xml::{DEEPEST, attribute, character};

/// What a term base holds.
#[derive(Debug, Default)]
struct Entries {
    concepts: Concepts,
    /// What the user should know.
    warnings: Vec<Error>,
    warned_of_norwegian: bool,
    languages: Languages,
}

/// The most terms of a concept.
const MOST_TERMS: usize = 1000;

/// Reads a term base. Entries that cannot be used are left out, and a warning says so.
///
/// # Errors
/// What is wrong, with the line, if the text is no TBX, breaks off or is too large.
pub(super) fn read(text: &str) -> Result<TermFile, Error> {
    let mut entries = Entries::default();
    let mut xml = Reader::from_str(text);
    xml.config_mut().allow_dangling_amp = true;
    let mut ids = BTreeMap::new();
    let mut entry: Option<Entry> = None;
    let mut depth = 0;
    let (mut line, mut seen) = (1, 0);
    let (mut is_tbx, mut is_whole) = (false, false);
    loop {
        let start = usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
        line += text
            .get(seen..start)
            .unwrap_or_default()
            .matches('\n')
            .count();
        seen = start;
        let broken = |what: String| Err(invalid(line, what));
        let event = xml.read_event();
        match &event {
            Ok(Event::Start(_)) if depth == DEEPEST => {
                return broken(format!(
                    "there are more than {DEEPEST} elements in each other"
                ));
            }
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Text(text)) if text.len() > LONGEST_PIECE => {
                return broken("there is a text of more than 16 MiB here".to_owned());
            }
            _ => {}
        }
        match event {
            Err(error) => {
                return broken(format!(
                    "the term base cannot be read from here on ({error})"
                ));
            }
            Ok(Event::Start(element)) => match (element.local_name().as_ref(), &mut entry) {
                // What the file as a whole is in says nothing of its terms.
                (name, Some(entry)) if is_section(name) => {
                    let lang = attribute(&element, "lang");
                    let lang = lang.filter(|lang| !lang.trim().is_empty());
                    if let Some(lang) = &lang {
                        entries.languages.add(lang.trim());
                    }
                    entry.start_section(lang, line);
                }
                ("martif" | "tbx", None) => is_tbx = true,
                ("termEntry" | "conceptEntry", _) => {
                    let id = attribute(&element, "id");
                    let before = id.clone().and_then(|id| ids.insert(id, line));
                    if let (Some(id), Some(before)) = (id, before) {
                        let message = format!("the id {id} stands on line {before} already");
                        entries.warnings.push(invalid(line, message));
                    }
                    entry = Some(Entry::new(line));
                }
                (name, Some(entry)) => entry.start(name, &element),
                _ if is_tbx => {}
                _ => return broken("this is no term base in TBX".to_owned()),
            },
            Ok(Event::End(element)) => match (element.local_name().as_ref(), &mut entry) {
                ("termEntry" | "conceptEntry", Some(_)) => {
                    if let Some(entry) = entry.take() {
                        entries.add(entry)?;
                    }
                }
                ("martif" | "tbx", None) => is_whole = true,
                (name, Some(entry)) => entry.end(name),
                _ => {}
            },
            Ok(Event::Text(text)) => add(&mut entry, &text),
            Ok(Event::CData(text)) => add(&mut entry, &text),
            Ok(Event::GeneralRef(reference)) => {
                add(
                    &mut entry,
                    character(&reference)
                        .unwrap_or(' ')
                        .encode_utf8(&mut [0; 4]),
                );
            }
            Ok(Event::Eof) if !is_tbx => return broken("this is no term base in TBX".to_owned()),
            Ok(Event::Eof) if !is_whole => {
                return broken("the term base breaks off here".to_owned());
            }
            Ok(Event::Eof) => return Ok(entries.into_file()),
            Ok(_) => {}
        }
    }
}

fn add(entry: &mut Option<Entry>, text: &str) {
    if let Some(entry) = entry {
        entry.text.push_str(text);
    }
}

impl Entries {
    /// # Errors
    /// That there are too many terms.
    fn add(&mut self, entry: Entry) -> Result<(), Error> {
        let line = entry.line;
        // One warning about it is enough.
        if entry.has_norwegian && !self.warned_of_norwegian {
            self.warned_of_norwegian = true;
            self.warnings.push(invalid(line, NORWEGIAN));
        }
        match entry.concept() {
            Err(why) => {
                let message = format!("this entry is left out: {why}");
                self.warnings.push(invalid(line, message));
                Ok(())
            }
            Ok(None) => Ok(()),
            Ok(Some(concept)) => self.concepts.add(line, concept),
        }
    }

    fn into_file(self) -> TermFile {
        TermFile {
            base: self.concepts.into_base(),
            languages: self.languages.into_names(),
            warnings: self.warnings,
        }
    }
}

/// Whether an element has the terms of one language.
fn is_section(name: &str) -> bool {
    matches!(name, "langSet" | "langSec")
}

const NORWEGIAN: &str = "`no` is taken for Bokmål (nb)";

/// An entry, which is a concept, while it is read.
#[derive(Debug)]
struct Entry {
    line: usize,
    /// Nothing outside of a language's section, and in that of another language.
    lang: Option<Lang>,
    /// The terms: language, whether forbidden, as written.
    terms: Vec<(Lang, bool, String)>,
    /// The same in lower case.
    known: BTreeSet<(Lang, bool, String)>,
    /// The term that is read.
    term: Option<String>,
    forbidden: bool,
    /// The text of the element that is read.
    text: String,
    /// Whether that element says how the term may be used.
    is_status: bool,
    broken: Option<String>,
    has_norwegian: bool,
}

impl Entry {
    fn new(line: usize) -> Self {
        Entry {
            line,
            lang: None,
            terms: Vec::new(),
            known: BTreeSet::new(),
            term: None,
            forbidden: false,
            text: String::new(),
            is_status: false,
            broken: None,
            has_norwegian: false,
        }
    }

    /// Begins the section of a language.
    fn start_section(&mut self, lang: Option<String>, line: usize) {
        self.lang = self.lang_of(lang, line);
        self.text.clear();
        self.is_status = false;
    }

    fn start(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "tig" | "ntig" | "termSec" => {
                self.term = None;
                self.forbidden = false;
            }
            // Emphasis in a term, or in a note.
            "hi" | "foreign" | "bpt" | "ept" | "ph" => return,
            _ => {}
        }
        self.text.clear();
        let kind = attribute(element, "type").unwrap_or_default();
        self.is_status = [name, kind.as_str()]
            .iter()
            .any(|name| ["administrativeStatus", "normativeAuthorization"].contains(name));
    }

    fn end(&mut self, name: &str) {
        match name {
            "term" => self.term = Some(std::mem::take(&mut self.text)),
            "tig" | "ntig" | "termSec" => self.finish_term(),
            name if is_section(name) => self.lang = None,
            _ if self.is_status => {
                let status = self.text.trim();
                self.forbidden |= ["deprecated", "superseded", "forbidden"]
                    .iter()
                    .any(|start| status.starts_with(start));
                self.is_status = false;
            }
            _ => {}
        }
    }

    fn finish_term(&mut self) {
        let (Some(lang), Some(term)) = (self.lang, self.term.take()) else {
            return;
        };
        let term = term.split_whitespace().collect::<Vec<_>>().join(" ");
        let key = (lang, self.forbidden, term.to_lowercase());
        if !term.is_empty() && self.known.insert(key) {
            self.terms.push((lang, self.forbidden, term));
        }
        if self.terms.len() > MOST_TERMS {
            self.broken = Some(format!("it has more than {MOST_TERMS} terms"));
            self.terms.clear();
            self.known.clear();
        }
    }

    /// The language of a section, if it is one of ours.
    fn lang_of(&mut self, tag: Option<String>, line: usize) -> Option<Lang> {
        let Some(tag) = tag else {
            self.broken = Some(format!(
                "the section on line {line} does not say its language (xml:lang)"
            ));
            return None;
        };
        let tag = tag.trim().replace('_', "-").to_ascii_lowercase();
        match tag.parse() {
            Ok(lang) => Some(lang),
            Err(_) if tag == "no" || tag == "no-no" => {
                self.has_norwegian = true;
                Some(Lang::Nb)
            }
            Err(_) => None,
        }
    }

    /// None without a term of a language that is read.
    ///
    /// # Errors
    /// Why it cannot be used.
    fn concept(&self) -> Result<Option<Concept>, String> {
        if let Some(why) = &self.broken {
            return Err(why.clone());
        }
        if self.terms.is_empty() {
            return Ok(None);
        }
        let mut concept = Concept::default();
        for &lang in Lang::ALL {
            for forbidden in [false, true] {
                let terms = self.terms.iter();
                let terms = terms.filter(|(of, not, _)| (*of, *not) == (lang, forbidden));
                concept.set(lang, forbidden, terms.map(|(.., term)| term.as_str()))?;
            }
        }
        match concept.has_terms() {
            true => Ok(Some(concept)),
            false => Err("it has no term that may be used".to_owned()),
        }
    }
}
