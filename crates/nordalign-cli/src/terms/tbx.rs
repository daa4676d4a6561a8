//! TBX of both versions: version 2 (`martif`) and version 3 (`tbx`), in any dialect, whatever the style.

use std::collections::{BTreeMap, BTreeSet};

use nordalign::Lang;
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::archive::attribute;
use super::rows::Row;

/// What a term base holds.
#[derive(Debug, Default)]
pub(super) struct Concepts {
    /// Under a first row with the names of the columns, a concept a row, with the line that it begins on.
    pub(super) rows: Vec<Row>,
    /// What the user should know, with the line.
    pub(super) remarks: Vec<(usize, String)>,
    said_norwegian: bool,
}

/// How deep elements may stand in each other.
const DEEPEST: usize = 100;

/// The longest text between two elements, in bytes.
const LONGEST: usize = 16 << 20;

/// The most terms of a concept.
const MOST_TERMS: usize = 1000;

/// The columns, each with its language and whether its terms are forbidden.
const COLUMNS: [(Lang, bool); 6] = [
    (Lang::Sv, false),
    (Lang::Nb, false),
    (Lang::Da, false),
    (Lang::Sv, true),
    (Lang::Nb, true),
    (Lang::Da, true),
];

/// Reads the concepts of a term base. Those that cannot be used are left out, and a remark says so.
///
/// # Errors
/// The line and what is wrong, if the text is no TBX, or breaks off.
pub(super) fn concepts(text: &str) -> Result<Concepts, (usize, String)> {
    let mut concepts = Concepts::default();
    let header = COLUMNS.map(|(lang, forbidden)| match forbidden {
        true => format!("{lang}-forbidden"),
        false => lang.code().to_owned(),
    });
    concepts.rows.push((1, header.into()));
    let mut xml = Reader::from_str(text);
    xml.config_mut().allow_dangling_amp = true;
    let mut ids = BTreeMap::new();
    let mut concept: Option<Concept> = None;
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
        let broken = |what: String| Err((line, what));
        let event = xml.read_event();
        match &event {
            Ok(Event::Start(_)) if depth == DEEPEST => {
                return broken(format!(
                    "there are more than {DEEPEST} elements in each other"
                ));
            }
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Text(text)) if text.len() > LONGEST => {
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
            Ok(Event::Start(element)) => match (element.local_name().as_ref(), &mut concept) {
                ("martif" | "tbx", None) => is_tbx = true,
                ("termEntry" | "conceptEntry", _) => {
                    let id = attribute(&element, "id");
                    let before = id.clone().and_then(|id| ids.insert(id, line));
                    if let (Some(id), Some(before)) = (id, before) {
                        let message = format!("the id {id} stands on line {before} already");
                        concepts.remarks.push((line, message));
                    }
                    concept = Some(Concept::new(line));
                }
                (name, Some(concept)) => concept.start(name, &element, line),
                _ if is_tbx => {}
                _ => return broken("this is no term base in TBX".to_owned()),
            },
            Ok(Event::End(element)) => match (element.local_name().as_ref(), &mut concept) {
                ("termEntry" | "conceptEntry", Some(_)) => {
                    concepts.take(concept.take());
                }
                ("martif" | "tbx", None) => is_whole = true,
                (name, Some(concept)) => concept.end(name),
                _ => {}
            },
            Ok(Event::Text(text)) => add(&mut concept, &text),
            Ok(Event::CData(text)) => add(&mut concept, &text),
            Ok(Event::GeneralRef(reference)) => {
                add(&mut concept, character(&reference).encode_utf8(&mut [0; 4]));
            }
            Ok(Event::Eof) if !is_tbx => return broken("this is no term base in TBX".to_owned()),
            Ok(Event::Eof) if !is_whole => {
                return broken("the term base breaks off here".to_owned());
            }
            Ok(Event::Eof) => return Ok(concepts),
            Ok(_) => {}
        }
    }
}

fn add(concept: &mut Option<Concept>, text: &str) {
    if let Some(concept) = concept {
        concept.text.push_str(text);
    }
}

impl Concepts {
    fn take(&mut self, concept: Option<Concept>) {
        let Some(concept) = concept else {
            return;
        };
        let line = concept.line;
        // One word on it is enough.
        if concept.said_norwegian && !self.said_norwegian {
            self.said_norwegian = true;
            self.remarks.push((line, NORWEGIAN.to_owned()));
        }
        match &concept.broken {
            Some(why) => self
                .remarks
                .push((line, format!("this entry is left out: {why}"))),
            None if concept.terms.is_empty() => {}
            None => self.rows.push((line, concept.row())),
        }
    }
}

const NORWEGIAN: &str = "`no` is taken for Bokmål (nb)";

/// A concept while it is read.
#[derive(Debug)]
struct Concept {
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
    said_norwegian: bool,
}

impl Concept {
    fn new(line: usize) -> Self {
        Concept {
            line,
            lang: None,
            terms: Vec::new(),
            known: BTreeSet::new(),
            term: None,
            forbidden: false,
            text: String::new(),
            is_status: false,
            broken: None,
            said_norwegian: false,
        }
    }

    fn start(&mut self, name: &str, element: &BytesStart<'_>, line: usize) {
        match name {
            "langSet" | "langSec" => self.lang = self.lang_of(element, line),
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
            "langSet" | "langSec" => self.lang = None,
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
        // A cell of a row parts its terms by semicolons.
        let term = term.replace(';', ",");
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
    fn lang_of(&mut self, element: &BytesStart<'_>, line: usize) -> Option<Lang> {
        let Some(tag) = attribute(element, "lang").filter(|tag| !tag.trim().is_empty()) else {
            self.broken = Some(format!(
                "the section on line {line} does not say its language (xml:lang)"
            ));
            return None;
        };
        let tag = tag.trim().replace('_', "-").to_ascii_lowercase();
        match tag.parse() {
            Ok(lang) => Some(lang),
            Err(_) if tag == "no" || tag == "no-no" => {
                self.said_norwegian = true;
                Some(Lang::Nb)
            }
            Err(_) => None,
        }
    }

    fn row(&self) -> Vec<String> {
        let cells = COLUMNS.map(|(lang, forbidden)| {
            let terms = self.terms.iter();
            let terms = terms.filter(|(of, not, _)| (*of, *not) == (lang, forbidden));
            let terms: Vec<&str> = terms.map(|(.., term)| term.as_str()).collect();
            terms.join(";")
        });
        cells.into()
    }
}

fn character(reference: &BytesRef<'_>) -> char {
    let numbered = reference.resolve_char_ref().ok().flatten();
    let named = || resolve_xml_entity(reference)?.chars().next();
    numbered.or_else(named).unwrap_or(' ')
}
