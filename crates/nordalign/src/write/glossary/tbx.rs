//! TBX, the format that translation tools exchange their terms in.

use std::io::Write;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::error::Error;
use crate::glossary::{Entry, Example, Glossary, Note, Term, TermKind};
use crate::write::clean;

/// The version of TBX.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum TbxVersion {
    /// ISO 30042:2008, with the root `martif`: OmegaT and most other translation tools open it.
    #[default]
    V2,
    /// ISO 30042:2019, the dialect TBX-Basic in its DCA style, with the root `tbx`.
    V3,
}

/// The names of the elements in a version.
struct Names {
    root: &'static str,
    header: &'static str,
    concept: &'static str,
    section: &'static str,
    term: &'static str,
}

impl TbxVersion {
    fn names(self) -> Names {
        match self {
            TbxVersion::V2 => Names {
                root: "martif",
                header: "martifHeader",
                concept: "termEntry",
                section: "langSet",
                term: "tig",
            },
            TbxVersion::V3 => Names {
                root: "tbx",
                header: "tbxHeader",
                concept: "conceptEntry",
                section: "langSec",
                term: "termSec",
            },
        }
    }
}

/// Writes `glossary` as TBX: one concept an entry, best first, with count, score and notes as a
/// note of the concept, and for each term its part of speech and the first example, as context with
/// its place. Other translations that a note on inconsistency names are terms of the concept.
///
/// ```
/// use nordalign::glossary::GlossaryBuilder;
/// use nordalign::write::{self, TbxVersion};
/// use nordalign::{Aligner, Document, Lang};
/// let sv = Document::from_units(Lang::Sv, ["Vi söker en hyresgäst.", "Varje hyresgäst får en nyckel."]);
/// let nb = Document::from_units(Lang::Nb, ["Vi søker en leietaker.", "Hver leietaker får en nøkkel."]);
/// let mut builder = GlossaryBuilder::new();
/// builder.add(&Aligner::new().align(&[sv, nb])?);
/// let mut terms = Vec::new();
/// write::glossary_tbx(&builder.finish(), TbxVersion::V2, &mut terms)?;
/// assert!(String::from_utf8(terms).unwrap().contains("<term>leietaker</term>"));
/// # Ok::<(), nordalign::Error>(())
/// ```
///
/// # Errors
/// If writing to `out` fails.
pub fn glossary_tbx<W: Write + ?Sized>(
    glossary: &Glossary,
    version: TbxVersion,
    out: &mut W,
) -> Result<(), Error> {
    let mut tbx = Tbx {
        xml: Writer::new_with_indent(&mut *out, b' ', 2),
        names: version.names(),
    };
    tbx.start(glossary, version)?;
    for (number, entry) in (1..).zip(glossary.entries()) {
        tbx.concept(number, entry)?;
    }
    for name in ["body", "text", tbx.names.root] {
        tbx.close(name)?;
    }
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(())
}

struct Tbx<W: Write> {
    xml: Writer<W>,
    names: Names,
}

impl<W: Write> Tbx<W> {
    /// Writes everything before the concepts.
    fn start(&mut self, glossary: &Glossary, version: TbxVersion) -> Result<(), Error> {
        let declaration = BytesDecl::new("1.0", Some("UTF-8"), None);
        self.xml.write_event(Event::Decl(declaration))?;
        let mut root = BytesStart::new(self.names.root);
        root.push_attribute(("type", "TBX-Basic"));
        if version == TbxVersion::V3 {
            root.push_attribute(("style", "dca"));
            root.push_attribute(("xmlns", "urn:iso:std:iso:30042:ed-2"));
        }
        let lang = glossary.langs().first().map_or("en", |lang| lang.code());
        root.push_attribute(("xml:lang", lang));
        self.xml.write_event(Event::Start(root))?;
        let header = [self.names.header, "fileDesc", "sourceDesc"];
        header.iter().try_for_each(|name| self.open(name))?;
        let made = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
        self.text(BytesStart::new("p"), made)?;
        header.iter().rev().try_for_each(|name| self.close(name))?;
        ["text", "body"].iter().try_for_each(|name| self.open(name))
    }

    fn concept(&mut self, number: usize, entry: &Entry) -> Result<(), Error> {
        let id = format!("c{number}");
        let concept = BytesStart::new(self.names.concept).with_attributes([("id", id.as_str())]);
        self.xml.write_event(Event::Start(concept))?;
        let mut note = format!("count {}, score {:.4}", entry.count, entry.score);
        for about in &entry.notes {
            note.push_str(&format!("; {about}"));
        }
        self.text(BytesStart::new("note"), &note)?;
        for term in &entry.terms {
            let lang = [("xml:lang", term.lang.code())];
            let section = BytesStart::new(self.names.section).with_attributes(lang);
            self.xml.write_event(Event::Start(section))?;
            self.term(&term.text, entry, term, entry.examples.first())?;
            for note in &entry.notes {
                if let Note::Inconsistency { lang, rivals } = note
                    && *lang == term.lang
                {
                    for rival in rivals {
                        self.term(&rival.text, entry, term, rival.examples.first())?;
                    }
                }
            }
            self.close(self.names.section)?;
        }
        self.close(self.names.concept)
    }

    fn term(
        &mut self,
        text: &str,
        entry: &Entry,
        term: &Term,
        example: Option<&Example>,
    ) -> Result<(), Error> {
        self.open(self.names.term)?;
        self.text(BytesStart::new("term"), text)?;
        if let Some(part) = term.part_of_speech.filter(|_| text == term.text) {
            self.text(typed("termNote", "partOfSpeech"), part.name())?;
        }
        let kind = match entry.kind {
            TermKind::Abbreviation => Some("abbreviation"),
            TermKind::Phrase => Some("phrase"),
            TermKind::Word | TermKind::Name => None,
        };
        if let Some(kind) = kind {
            self.text(typed("termNote", "termType"), kind)?;
        }
        let mut places = example.iter().flat_map(|example| &example.places);
        if let Some(place) = places.find(|place| place.lang == term.lang) {
            if !place.text.is_empty() {
                self.text(typed("descrip", "context"), &place.text)?;
            }
            if !place.document.is_empty() {
                self.text(typed("admin", "source"), &place.to_string())?;
            }
        }
        self.close(self.names.term)
    }

    fn open(&mut self, name: &str) -> Result<(), Error> {
        self.xml.write_event(Event::Start(BytesStart::new(name)))?;
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Error> {
        self.xml.write_event(Event::End(BytesEnd::new(name)))?;
        Ok(())
    }

    /// Writes an element with nothing but text in it.
    fn text(&mut self, element: BytesStart<'_>, text: &str) -> Result<(), Error> {
        let text = clean(text);
        let end = element.to_end().into_owned();
        self.xml.write_event(Event::Start(element))?;
        let text = BytesText::from_escaped(partial_escape(text.as_str()));
        self.xml.write_event(Event::Text(text))?;
        self.xml.write_event(Event::End(end))?;
        Ok(())
    }
}

fn typed<'a>(name: &'a str, kind: &'a str) -> BytesStart<'a> {
    BytesStart::new(name).with_attributes([("type", kind)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aligner::Aligner;
    use crate::document::Document;
    use crate::glossary::GlossaryBuilder;
    use crate::lang::Lang;

    fn written(version: TbxVersion) -> String {
        let sv = ["Kontoret stänger i juli.", "Kontoret har ny telefon."];
        let da = ["Kontoret lukker i juli.", "Kontoret har ny telefon."];
        let mut sv = Document::from_units(Lang::Sv, sv);
        sv.set_name("a<b.sv.md");
        let da = Document::from_units(Lang::Da, da);
        let mut builder = GlossaryBuilder::new();
        builder.add(&Aligner::new().align(&[sv, da]).unwrap());
        let mut out = Vec::new();
        glossary_tbx(&builder.finish(), version, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_version_has_its_own_elements_and_places_are_escaped() {
        let old = written(TbxVersion::V2);
        assert!(
            old.contains(r#"<martif type="TBX-Basic" xml:lang="sv">"#),
            "{old}"
        );
        assert!(
            old.contains(r#"<langSet xml:lang="da">"#) && old.contains("<tig>"),
            "{old}"
        );
        assert!(
            old.contains(r#"<admin type="source">a&lt;b.sv.md:1</admin>"#),
            "{old}"
        );
        let new = written(TbxVersion::V3);
        assert!(
            new.contains(r#"style="dca" xmlns="urn:iso:std:iso:30042:ed-2""#),
            "{new}"
        );
        assert!(
            new.contains(r#"<conceptEntry id="c1">"#) && new.contains("<termSec>"),
            "{new}"
        );
        assert!(!new.contains("tig>") && !old.contains("termSec"));
    }
}
