//! TMX 1.4, the format that translation tools exchange their memories in.

use std::io::Write;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::alignment::Alignment;
use crate::error::Error;
use crate::segment::Segmentation;
use crate::write::memory::{Selection, Summary, Unit, Variant};
use crate::write::options::MemoryOptions;

/// Writes the translation units of `alignment` as a memory in TMX 1.4, as [`TmxWriter`] does for
/// many alignments.
///
/// ```
/// use nordalign::{write::{self, MemoryOptions}, Aligner, Document, Lang};
/// let sv = Document::from_units(Lang::Sv, ["Biblioteket är stängt."]);
/// let da = Document::from_units(Lang::Da, ["Biblioteket er lukket."]);
/// let alignment = Aligner::new().align(&[sv, da])?;
/// let mut memory = Vec::new();
/// let summary = write::tmx(&alignment, &MemoryOptions::new().min_confidence(0.0), &mut memory)?;
/// assert!(memory.ends_with(b"</tmx>\n"));
/// assert_eq!(summary.written, 1);
/// # Ok::<(), nordalign::Error>(())
/// ```
///
/// # Errors
/// If writing to `out` fails, or if `options` ask for a pair that the alignment lacks.
pub fn tmx<W: Write + ?Sized>(
    alignment: &Alignment,
    options: &MemoryOptions,
    out: &mut W,
) -> Result<Summary, Error> {
    let mut writer = TmxWriter::new(out, options.clone());
    writer.add(alignment)?;
    Ok(writer.finish()?.1)
}

/// Writes a translation memory in TMX 1.4, from one alignment or from many.
///
/// Units have the order of the beads, with the confidence (`x-confidence`) and the place in the
/// documents (`x-place`) as properties. The same unit is written once, however often it occurs.
/// Texts are [cleaned](crate::write::clean).
///
/// ```
/// use nordalign::{write::{MemoryOptions, TmxWriter}, Aligner, Document, Lang};
/// let sv = Document::from_units(Lang::Sv, ["Biblioteket är stängt."]);
/// let nb = Document::from_units(Lang::Nb, ["Biblioteket er stengt."]);
/// let alignment = Aligner::new().align(&[sv, nb])?;
///
/// let options = MemoryOptions::new().lang_tag(Lang::Nb, "nb-NO")?.min_confidence(0.0);
/// let mut writer = TmxWriter::new(Vec::new(), options);
/// writer.add(&alignment)?;
/// let (memory, summary) = writer.finish()?;
/// let memory = String::from_utf8(memory).unwrap();
/// assert!(memory.contains(r#"<tuv xml:lang="nb-NO">"#));
/// assert_eq!(summary.written, 1);
/// # Ok::<(), nordalign::Error>(())
/// ```
///
/// Without [`TmxWriter::finish`] the memory has no end, and no program can read it.
#[must_use = "a memory that is not finished cannot be read"]
pub struct TmxWriter<W: Write> {
    xml: Writer<W>,
    selection: Selection,
    /// The contents of the header, once it is written.
    header: Option<Header>,
}

/// What the header states for all units; a unit that differs says so itself.
#[derive(Clone, PartialEq)]
struct Header {
    srclang: String,
    segtype: &'static str,
}

impl<W: Write> TmxWriter<W> {
    /// Makes a writer of one memory to `out`. Nothing is written yet.
    pub fn new(out: W, options: MemoryOptions) -> Self {
        TmxWriter {
            xml: Writer::new_with_indent(out, b' ', 2),
            selection: Selection::new(options),
            header: None,
        }
    }

    /// Writes the units of `alignment`. The first alignment decides the source language and segment
    /// type in the header.
    ///
    /// # Errors
    /// If writing fails, or if the options ask for a pair that `alignment` lacks.
    pub fn add(&mut self, alignment: &Alignment) -> Result<(), Error> {
        let own = Header::of(alignment, self.selection.options())?;
        let header = match &self.header {
            Some(header) => header.clone(),
            None => self.start(own.clone())?,
        };
        let (xml, options) = (&mut self.xml, self.selection.options().clone());
        let mut number = self.selection.summary().written;
        self.selection.each(alignment, |unit| {
            number += 1;
            let segtype = own.segtype_of(&unit);
            let mut tu = BytesStart::new("tu");
            tu.push_attribute(("tuid", number.to_string().as_str()));
            if segtype != header.segtype {
                tu.push_attribute(("segtype", segtype));
            }
            if own.srclang != header.srclang {
                tu.push_attribute(("srclang", own.srclang.as_str()));
            }
            write_unit(xml, tu, &unit, &options)
        })
    }

    /// Ends the memory, which is empty if nothing was added.
    ///
    /// # Errors
    /// If writing fails.
    pub fn finish(mut self) -> Result<(W, Summary), Error> {
        if self.header.is_none() {
            self.start(Header::default())?;
        }
        for name in ["body", "tmx"] {
            self.xml.write_event(Event::End(BytesEnd::new(name)))?;
        }
        let mut out = self.xml.into_inner();
        out.write_all(b"\n")?;
        out.flush()?;
        Ok((out, self.selection.summary().clone()))
    }

    /// Writes everything before the units.
    fn start(&mut self, header: Header) -> Result<Header, Error> {
        let options = self.selection.options();
        let declaration = BytesDecl::new("1.0", Some("UTF-8"), None);
        self.xml.write_event(Event::Decl(declaration))?;
        if options.doctype {
            let doctype = BytesText::from_escaped(r#"tmx SYSTEM "tmx14.dtd""#);
            self.xml.write_event(Event::DocType(doctype))?;
        }
        let tmx = BytesStart::new("tmx").with_attributes([("version", "1.4")]);
        self.xml.write_event(Event::Start(tmx))?;
        let mut element = BytesStart::new("header").with_attributes([
            ("creationtool", env!("CARGO_PKG_NAME")),
            ("creationtoolversion", env!("CARGO_PKG_VERSION")),
            ("segtype", header.segtype),
            ("o-tmf", env!("CARGO_PKG_NAME")),
            ("adminlang", "en"),
            ("srclang", header.srclang.as_str()),
            ("datatype", "plaintext"),
        ]);
        if let Some(date) = options.date {
            element.push_attribute(("creationdate", date.to_string().as_str()));
        }
        self.xml.write_event(Event::Empty(element))?;
        self.xml
            .write_event(Event::Start(BytesStart::new("body")))?;
        self.header = Some(header.clone());
        Ok(header)
    }
}

impl Default for Header {
    fn default() -> Self {
        Header {
            srclang: "*all*".to_owned(),
            segtype: "paragraph",
        }
    }
}

impl Header {
    /// The values for all units of `alignment`: with three languages any may be the source.
    fn of(alignment: &Alignment, options: &MemoryOptions) -> Result<Self, Error> {
        let langs = options.langs(alignment)?;
        let srclang = match langs.as_slice() {
            &[source, _] => options.tag(source),
            _ => "*all*",
        };
        let segtype = match alignment.segmentation() {
            Segmentation::Sentence => "sentence",
            _ => "paragraph",
        };
        Ok(Header {
            srclang: srclang.to_owned(),
            segtype,
        })
    }

    /// Several sentences are not of type `sentence`: a tool that cuts its text into sentences has
    /// to cut these too.
    fn segtype_of(&self, unit: &Unit) -> &'static str {
        if unit.is_joined() {
            "paragraph"
        } else {
            self.segtype
        }
    }
}

fn write_unit<W: Write>(
    xml: &mut Writer<W>,
    tu: BytesStart,
    unit: &Unit,
    options: &MemoryOptions,
) -> Result<(), Error> {
    xml.write_event(Event::Start(tu))?;
    write_prop(xml, "x-confidence", &format!("{:.2}", unit.confidence))?;
    for variant in &unit.variants {
        write_variant(xml, variant, options.tag(variant.lang))?;
    }
    xml.write_event(Event::End(BytesEnd::new("tu")))?;
    Ok(())
}

fn write_variant<W: Write>(xml: &mut Writer<W>, variant: &Variant, tag: &str) -> Result<(), Error> {
    let tuv = BytesStart::new("tuv").with_attributes([("xml:lang", tag)]);
    xml.write_event(Event::Start(tuv))?;
    if let Some(place) = &variant.place {
        write_prop(xml, "x-place", place)?;
    }
    write_text(xml, BytesStart::new("seg"), &variant.text)?;
    xml.write_event(Event::End(BytesEnd::new("tuv")))?;
    Ok(())
}

fn write_prop<W: Write>(xml: &mut Writer<W>, kind: &str, text: &str) -> Result<(), Error> {
    write_text(
        xml,
        BytesStart::new("prop").with_attributes([("type", kind)]),
        text,
    )
}

/// Writes `text` in the element, without white space around it.
fn write_text<W: Write>(xml: &mut Writer<W>, start: BytesStart, text: &str) -> Result<(), Error> {
    let end = start.to_end().into_owned();
    xml.write_event(Event::Start(start.borrow()))?;
    xml.write_event(Event::Text(BytesText::from_escaped(partial_escape(text))))?;
    xml.write_event(Event::End(end))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::write::date::Date;
    use crate::write::testing::{alignment, alignment_of, bead, named};

    fn tmx(alignments: &[&Alignment], options: MemoryOptions) -> (String, Summary) {
        let mut writer = TmxWriter::new(Vec::new(), options);
        for alignment in alignments {
            writer.add(alignment).unwrap();
        }
        let (out, summary) = writer.finish().unwrap();
        (String::from_utf8(out).unwrap(), summary)
    }

    fn pair(sv: &str, nb: &str) -> Alignment {
        let sides: [(Lang, &[&str]); 2] = [(Lang::Sv, &[sv]), (Lang::Nb, &[nb])];
        alignment(&sides, vec![bead(&[&[0], &[0]], 0.97, Vec::new())])
    }

    #[test]
    fn a_memory_is_written_as_tmx_1_4() {
        let alignment = named(pair("Ost & \"bröd\" <1 kg>", "Ost & \"brød\" <1 kg>"));
        let options = MemoryOptions::new()
            .date(Date::from_unix(0))
            .lang_tag(Lang::Sv, "sv-SE");
        let expected = concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
            "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n",
            "<tmx version=\"1.4\">\n",
            "  <header creationtool=\"nordalign\" creationtoolversion=\"",
            env!("CARGO_PKG_VERSION"),
            "\" segtype=\"paragraph\" o-tmf=\"nordalign\" adminlang=\"en\" srclang=\"sv-SE\" ",
            "datatype=\"plaintext\" creationdate=\"19700101T000000Z\"/>\n",
            "  <body>\n",
            "    <tu tuid=\"1\">\n",
            "      <prop type=\"x-confidence\">0.97</prop>\n",
            "      <tuv xml:lang=\"sv-SE\">\n",
            "        <prop type=\"x-place\">test.sv.md:1</prop>\n",
            "        <seg>Ost &amp; \"bröd\" &lt;1 kg&gt;</seg>\n",
            "      </tuv>\n",
            "      <tuv xml:lang=\"nb\">\n",
            "        <prop type=\"x-place\">test.nb.md:1</prop>\n",
            "        <seg>Ost &amp; \"brød\" &lt;1 kg&gt;</seg>\n",
            "      </tuv>\n",
            "    </tu>\n",
            "  </body>\n",
            "</tmx>\n",
        );
        assert_eq!(tmx(&[&alignment], options.unwrap()).0, expected);
    }

    #[test]
    fn a_memory_of_many_documents_is_numbered_throughout_and_has_each_unit_once() {
        let (one, two) = (pair("Ett hus", "Et hus"), pair("Två hus", "To hus"));
        let (memory, summary) = tmx(&[&one, &two, &one], MemoryOptions::new());
        assert!(memory.contains("<tu tuid=\"1\">") && memory.contains("<tu tuid=\"2\">"));
        assert!(!memory.contains("tuid=\"3\""));
        assert_eq!((summary.written, summary.repeated), (2, 1));
    }

    #[test]
    fn a_unit_that_differs_from_the_header_says_so() {
        let sides: [(Lang, &[&str]); 3] = [
            (Lang::Sv, &["Ett. Två."]),
            (Lang::Nb, &["En.", "To."]),
            (Lang::Da, &["En. To."]),
        ];
        let beads = || vec![bead(&[&[0], &[0, 1], &[0]], 1.0, Vec::new())];
        let three = alignment_of(Segmentation::Sentence, &sides, beads());
        let (memory, _) = tmx(&[&three, &pair("Ett hus", "Et hus")], MemoryOptions::new());
        assert!(memory.contains("segtype=\"sentence\" o-tmf"), "{memory}");
        assert!(memory.contains("srclang=\"*all*\" datatype"), "{memory}");
        assert!(
            memory.contains("<tu tuid=\"1\" segtype=\"paragraph\">"),
            "{memory}"
        );
        assert!(
            memory.contains("<tu tuid=\"2\" segtype=\"paragraph\" srclang=\"sv\">"),
            "{memory}"
        );
    }

    #[test]
    fn an_empty_memory_is_complete_and_the_doctype_can_be_left_out() {
        let (memory, summary) = tmx(&[], MemoryOptions::new().doctype(false));
        assert!(
            memory.ends_with("  <body>\n  </body>\n</tmx>\n"),
            "{memory}"
        );
        assert!(!memory.contains("DOCTYPE"));
        assert_eq!(summary, Summary::default());
    }

    #[test]
    fn characters_that_xml_forbids_are_removed_and_counted() {
        let (memory, summary) = tmx(
            &[&pair("Ett\u{1} hus\u{fffe}", "Et hus")],
            MemoryOptions::new(),
        );
        assert!(memory.contains("<seg>Ett hus</seg>"), "{memory}");
        assert_eq!(summary.characters_removed, 2);
    }
}
