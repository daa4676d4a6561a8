//! TBX of both versions: version 2 (`martif`) and version 3 (`tbx`), in any dialect, whatever the style.

use std::collections::BTreeMap;

use nordalign::Lang;
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::Row;

/// What a term base holds.
#[derive(Debug, Default)]
pub(super) struct Concepts {
    /// Under a first row with the names of the columns, a concept a row, with the line that it begins on.
    pub(super) rows: Vec<Row>,
    /// What the user should know, with the line.
    pub(super) remarks: Vec<(usize, String)>,
}

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
        match xml.read_event() {
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
        for remark in &concept.remarks {
            let said = self.remarks.iter().any(|(_, known)| known == remark);
            // One word on `no` is enough.
            if remark != NORWEGIAN || !said {
                self.remarks.push((line, remark.clone()));
            }
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
    /// The term that is read.
    term: Option<String>,
    forbidden: bool,
    /// The text of the element that is read.
    text: String,
    /// Whether that element says how the term may be used.
    is_status: bool,
    broken: Option<String>,
    remarks: Vec<String>,
}

impl Concept {
    fn new(line: usize) -> Self {
        Concept {
            line,
            lang: None,
            terms: Vec::new(),
            term: None,
            forbidden: false,
            text: String::new(),
            is_status: false,
            broken: None,
            remarks: Vec::new(),
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
        let lower = term.to_lowercase();
        let is_known = |(known, forbidden, text): &(Lang, bool, String)| {
            (*known, *forbidden) == (lang, self.forbidden) && text.to_lowercase() == lower
        };
        if !term.is_empty() && !self.terms.iter().any(is_known) {
            self.terms.push((lang, self.forbidden, term));
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
                self.remarks.push(NORWEGIAN.to_owned());
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

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name);
    found.map(|attribute| attribute.value.into_owned())
}

fn character(reference: &BytesRef<'_>) -> char {
    let numbered = reference.resolve_char_ref().ok().flatten();
    let named = || resolve_xml_entity(reference)?.chars().next();
    numbered.or_else(named).unwrap_or(' ')
}
