//! Translation memories in TMX, as people have them: of any version and program, in any encoding,
//! with any languages.

mod lines;
mod unit;
mod utf8;
mod variant_lang;

use std::io::{self, BufReader, Read};

use encoding_rs::Encoding;
use quick_xml::Reader;
use quick_xml::events::Event;

use self::lines::Lines;
pub use self::unit::TmxUnit;
use self::unit::UnitBuilder;
use self::utf8::Utf8;
use self::variant_lang::Codes;
use crate::error::{Error, ErrorKind};

/// Reads the units of a memory one after the other, so that a memory of any size takes little room.
///
/// A unit that cannot be read is an error that names its line, and the next one follows; where the
/// rest of the memory cannot be read, there is an error and then an end. A unit with a text of more
/// than 16 MiB, with texts of more than 32 MiB, or with more than 1,000 texts cannot be read; an
/// element or a comment of more than 16 MiB ends the memory. Other languages are left out. `no` is
/// taken for Bokmål, as memories say it, and [`TmxReader::said_norwegian`] says so. Of several texts
/// in a language (`sv-SE` and `sv-FI`, `nb` and `no`) the one with the header's source language is
/// taken, or else `nb` before `no`, or else the first; [`TmxReader::with_language_twice`] counts
/// such units. Nothing that a DOCTYPE names is opened.
///
/// A memory is read in the encoding of its byte-order mark, in UTF-8 if it clearly is that, or else
/// in the encoding that its XML declaration names.
///
/// ```
/// use nordalign::Lang;
/// use nordalign::read::TmxReader;
/// let memory = r#"<tmx version="1.4"><header srclang="sv-SE"/><body>
///   <tu><tuv xml:lang="sv-SE"><seg>Säg <bpt i="1">&lt;b></bpt>till<ept i="1">&lt;/b></ept>!</seg></tuv>
///       <tuv xml:lang="nb-NO"><seg>Si fra!</seg></tuv></tu></body></tmx>"#;
/// let units: Vec<_> = TmxReader::new(memory.as_bytes())?.collect::<Result<_, _>>()?;
/// assert_eq!(units[0].texts, [(Lang::Sv, "Säg till!".to_owned()), (Lang::Nb, "Si fra!".to_owned())]);
/// # Ok::<(), nordalign::Error>(())
/// ```
#[derive(Debug)]
pub struct TmxReader<R: Read> {
    xml: Reader<Lines<BufReader<Utf8<R>>>>,
    buffer: Vec<u8>,
    encoding: &'static str,
    codes: Codes,
    said_norwegian: bool,
    with_language_twice: usize,
    ended: bool,
    is_tmx: bool,
    /// How long the names of the elements are together that did not end yet.
    open: usize,
}

/// How long the names of elements may be together that do not end, in bytes.
const MOST_OPEN: usize = 4 << 20;

impl<R: Read> TmxReader<R> {
    /// A reader of the memory that `source` holds.
    ///
    /// # Errors
    /// Where the beginning cannot be read.
    pub fn new(source: R) -> Result<Self, Error> {
        TmxReader::of(Utf8::new(source, None)?)
    }

    /// A reader of the memory that `source` holds, which is in `encoding` (`windows-1252`) unless
    /// its first bytes show another, whatever it declares.
    ///
    /// # Errors
    /// Where the beginning cannot be read, or the encoding is not known.
    pub fn in_encoding(source: R, encoding: &str) -> Result<Self, Error> {
        let said = Encoding::for_label(encoding.as_bytes()).ok_or_else(|| {
            let message = format!("`{encoding}` is not a known encoding");
            Error::new(ErrorKind::Encoding, message)
        })?;
        TmxReader::of(Utf8::new(source, Some(said))?)
    }

    fn of(source: Utf8<R>) -> Result<Self, Error> {
        let encoding = source.encoding();
        let lines = Lines::new(BufReader::new(source));
        let mut xml = Reader::from_reader(lines);
        let config = xml.config_mut();
        // One bad unit should not end the memory.
        config.allow_dangling_amp = true;
        config.check_end_names = false;
        Ok(TmxReader {
            xml,
            buffer: Vec::new(),
            encoding,
            codes: Codes::default(),
            said_norwegian: false,
            with_language_twice: 0,
            ended: false,
            is_tmx: false,
            open: 0,
        })
    }

    /// Whether a text was in `no`, and taken for Bokmål.
    pub fn said_norwegian(&self) -> bool {
        self.said_norwegian
    }

    /// How many units have several texts in one of our languages, of which one was taken.
    pub fn with_language_twice(&self) -> usize {
        self.with_language_twice
    }

    /// The language codes of the texts, as they are written, each once and sorted; at most 50.
    pub fn lang_codes(&self) -> impl Iterator<Item = &str> {
        self.codes.seen()
    }

    fn unit(&mut self) -> Result<Option<TmxUnit>, Error> {
        let mut unit: Option<UnitBuilder> = None;
        loop {
            let line = self.xml.get_ref().line();
            self.buffer.clear();
            self.xml.get_mut().begin_piece();
            let event = self.xml.read_event_into(&mut self.buffer);
            let event = event.map_err(|error| {
                self.ended = true;
                unreadable(&error, line)
            })?;
            match &event {
                Event::Start(element) => self.open += element.name().as_ref().len(),
                Event::End(element) => {
                    self.open = self.open.saturating_sub(element.name().as_ref().len());
                }
                _ => {}
            }
            if self.open > MOST_OPEN {
                self.ended = true;
                return Err(broken_off("too many elements do not end", line));
            }
            match event {
                Event::Start(element) => match (element.local_name().as_ref(), &mut unit) {
                    ("tu", _) => unit = Some(UnitBuilder::new(line)),
                    ("tmx", _) => self.is_tmx = true,
                    ("header", None) => self.codes.header(&element),
                    ("tuv", Some(unit)) => unit.begin_variant(self.codes.variant(&element)),
                    (name, Some(unit)) => unit.start(name),
                    _ => {}
                },
                Event::Empty(element) => match (element.local_name().as_ref(), &mut unit) {
                    ("tmx", _) => self.is_tmx = true,
                    ("header", None) => self.codes.header(&element),
                    _ => {}
                },
                Event::End(element) => match (element.local_name().as_ref(), &mut unit) {
                    ("tu", Some(_)) => {
                        let Some(unit) = unit.take() else {
                            continue;
                        };
                        let finished = unit.finish(self.encoding)?;
                        self.said_norwegian |= finished.said_norwegian;
                        self.with_language_twice += usize::from(finished.has_language_twice);
                        return Ok(Some(finished.unit));
                    }
                    ("tmx", _) => {
                        self.ended = true;
                        return Ok(None);
                    }
                    (name, Some(unit)) => unit.end(name),
                    _ => {}
                },
                Event::Text(text) => {
                    if let Some(unit) = &mut unit {
                        unit.text(&text);
                        if self.xml.get_ref().is_cut() {
                            unit.cut();
                        }
                    }
                }
                Event::CData(text) => {
                    if let Some(unit) = &mut unit {
                        unit.text(&text);
                    }
                }
                Event::GeneralRef(reference) => {
                    if let Some(unit) = &mut unit {
                        unit.reference(&reference);
                    }
                }
                Event::Eof => {
                    self.ended = true;
                    let message = match (self.is_tmx, unit) {
                        (false, _) => "this is no translation memory in TMX",
                        (true, Some(_)) => {
                            "the memory ends inside this unit; what is before it was read"
                        }
                        (true, None) => "the memory ends before its </tmx>; what is there was read",
                    };
                    return Err(Error::new(ErrorKind::Invalid, message).at_line(line));
                }
                _ => {}
            }
        }
    }
}

impl<R: Read> Iterator for TmxReader<R> {
    type Item = Result<TmxUnit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        self.unit().transpose()
    }
}

fn unreadable(error: &quick_xml::Error, line: usize) -> Error {
    match error {
        quick_xml::Error::Io(error) if error.kind() != io::ErrorKind::InvalidData => {
            Error::from(io::Error::new(error.kind(), error.to_string())).at_line(line)
        }
        quick_xml::Error::Io(error) => broken_off(&error.to_string(), line),
        error => broken_off(&error.to_string(), line),
    }
}

fn broken_off(why: &str, line: usize) -> Error {
    let message =
        format!("the memory cannot be read from here on ({why}); what is before was read");
    Error::new(ErrorKind::Invalid, message).at_line(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn read(memory: &[u8]) -> (Vec<TmxUnit>, Vec<String>) {
        let (units, errors): (Vec<_>, Vec<_>) =
            TmxReader::new(memory).unwrap().partition(Result::is_ok);
        let errors = errors.into_iter().filter_map(Result::err);
        (
            units.into_iter().filter_map(Result::ok).collect(),
            errors.map(|error| error.to_string()).collect(),
        )
    }

    fn memory(units: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\"><header/><body>\n{units}\n</body></tmx>\n"
        )
    }

    const GOOD: &str = r#"<tu><tuv xml:lang="sv"><seg>En hyresgäst</seg></tuv><tuv xml:lang="da"><seg>En lejer 😀</seg></tuv></tu>"#;

    #[test]
    fn a_bad_unit_is_named_and_the_next_one_follows() {
        let units = [
            "<tu><tuv><seg>Utan språk</seg></tuv></tu>",
            r#"<tu><tuv xml:lang="sv">Ett</tuv><tuv xml:lang="da">Et</tuv></tu>"#,
            r#"<tu><tuv xml:lang="sv"><seg>a < b</seg></tuv><tuv xml:lang="nb"><seg>a er mindre</seg></tuv></tu>"#,
            GOOD,
        ];
        let (units, errors) = read(memory(&units.join("\n")).as_bytes());
        assert_eq!(units.len(), 1, "{errors:?}");
        assert_eq!(units[0].line, 7);
        assert!(errors[2].contains("line 6"), "{errors:?}");
        assert!(
            errors[0].contains("line 4") && errors[0].contains("xml:lang"),
            "{errors:?}"
        );
        assert!(
            errors[1].contains("line 5") && errors[1].contains("in no <seg>"),
            "{errors:?}"
        );
    }

    #[test]
    fn utf_16_reads_as_utf_8_does_with_a_mark_or_without() {
        let text = memory(&GOOD.repeat(400));
        let expected = read(text.as_bytes());
        assert_eq!(expected.0.len(), 400);
        for (mark, bytes) in [
            ("\u{feff}", u16::to_le_bytes as fn(u16) -> [u8; 2]),
            ("", u16::to_le_bytes),
            ("\u{feff}", u16::to_be_bytes),
        ] {
            let encoded: Vec<u8> = format!("{mark}{text}")
                .encode_utf16()
                .flat_map(bytes)
                .collect();
            assert_eq!(read(&encoded), expected);
        }
    }

    #[test]
    fn a_unit_in_another_encoding_is_left_out_and_all_others_are_read() {
        let mut bytes = memory(GOOD).into_bytes();
        let latin = b"<tu><tuv xml:lang=\"sv\"><seg>l\xe5n</seg></tuv></tu>\n";
        let at = bytes.windows(4).position(|four| four == b"<tu>").unwrap();
        bytes.splice(at..at, latin.iter().copied());
        let (units, errors) = read(&bytes);
        assert_eq!(units.len(), 1);
        assert!(
            errors[0].contains("line 4") && errors[0].contains("UTF-8"),
            "{errors:?}"
        );
        let long = memory(&GOOD.repeat(3000));
        assert_eq!(read(long.as_bytes()).0.len(), 3000);
    }

    #[test]
    fn a_memory_is_read_in_the_encoding_that_it_declares() {
        let text = memory(&GOOD.replace("😀", "og én øl"));
        let expected = read(text.as_bytes()).0;
        assert_eq!(expected[0].texts[1].1, "En lejer og én øl");
        let latin: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
        let declare = |bytes: &[u8], encoding: &str| {
            let declaration = b"<?xml version=\"1.0\"";
            let rest = bytes.strip_prefix(declaration).unwrap();
            [
                declaration,
                format!(" encoding={encoding}").as_bytes(),
                rest,
            ]
            .concat()
        };
        for encoding in ["\"ISO-8859-1\"", "'windows-1252'", "\"iso-8859-15\""] {
            assert_eq!(read(&declare(&latin, encoding)), (expected.clone(), vec![]));
            // A memory that was saved again in UTF-8 keeps what it declares.
            let saved = declare(text.as_bytes(), encoding);
            assert_eq!(read(&saved), (expected.clone(), vec![]));
        }
        let euro = declare(&latin, "\"windows-1252\"");
        let at = euro.windows(2).position(|two| two == b"En").unwrap();
        let euro = [&euro[..at], b"\x80 ", &euro[at..]].concat();
        assert_eq!(read(&euro).0[0].texts[0].1, "€ En hyresgäst");
        for encoding in ["\"UTF-8\"", "\"UTF-16\"", "\"utf-nine\"", "x"] {
            let (units, errors) = read(&declare(&latin, encoding));
            assert_eq!(units.len(), 0);
            assert!(errors[0].contains("it is not in UTF-8"), "{errors:?}");
        }
    }

    #[test]
    fn an_encoding_that_is_said_counts_unless_the_bytes_show_another() {
        let text = memory(&GOOD.replace("😀", ""));
        let latin: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
        let wide = format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for bytes in [latin, text.clone().into_bytes(), wide] {
            let mut reader = TmxReader::in_encoding(bytes.as_slice(), "latin1").unwrap();
            let unit = reader.next().unwrap().unwrap();
            assert_eq!(unit.texts[0].1, "En hyresgäst");
        }
        assert!(TmxReader::in_encoding(text.as_bytes(), "utf-nine").is_err());
    }

    #[test]
    fn of_two_texts_in_a_language_one_is_taken_and_the_unit_is_counted() {
        let variant = |(lang, text): &(&str, &str)| {
            format!("<tuv xml:lang=\"{lang}\"><prop>a</prop><seg>{text}</seg></tuv>")
        };
        let taken = |source: &str, variants: &[(&str, &str)]| {
            let unit: String = variants.iter().map(variant).collect();
            let text = memory(&format!("<tu>{unit}</tu>"));
            let text = text.replace("<header/>", &format!("<header srclang=\"{source}\"/>"));
            let mut reader = TmxReader::new(text.as_bytes()).unwrap();
            let unit = reader.next().unwrap().unwrap();
            let texts = unit.texts.into_iter().map(|(_, text)| text);
            let texts: Vec<String> = texts.collect();
            (
                texts.join(" "),
                reader.with_language_twice(),
                reader.said_norwegian(),
            )
        };
        let swedish = [("sv-SE", "a"), ("nb-NO", "c"), ("sv-FI", "b")];
        assert_eq!(taken("sv", &swedish), ("a c".into(), 1, false));
        assert_eq!(taken("*all*", &swedish), ("a c".into(), 1, false));
        assert_eq!(taken("SV_fi", &swedish), ("b c".into(), 1, false));
        let norwegian = [("no-NO", "a"), ("sv", "c"), ("nb", "b")];
        assert_eq!(taken("sv", &norwegian), ("b c".into(), 1, false));
        assert_eq!(taken("no-NO", &norwegian), ("a c".into(), 1, true));
        let blank = [("sv-SE", " "), ("sv-FI", "b"), ("nb", "c")];
        assert_eq!(taken("sv-SE", &blank), ("b c".into(), 0, false));
    }

    #[test]
    fn codes_of_three_letters_are_known_and_all_codes_are_listed() {
        let langs = ["swe", "nob-NO", "DAN", "nor_NO_NY", "nno", "eng", "nor"];
        let unit = |lang: &&str| {
            format!("<tu><tuv xml:lang=\"{lang}\"><seg>Ja</seg></tuv><tuv xml:lang=\"fi\"/></tu>")
        };
        let text = memory(&langs.iter().map(unit).collect::<String>());
        let mut reader = TmxReader::new(text.as_bytes()).unwrap();
        let units: Vec<TmxUnit> = reader.by_ref().map(Result::unwrap).collect();
        let found: Vec<Option<Lang>> = units.iter().map(|u| Some(u.texts.first()?.0)).collect();
        let expected = [
            Some(Lang::Sv),
            Some(Lang::Nb),
            Some(Lang::Da),
            None,
            None,
            None,
        ];
        assert_eq!((&found[..6], found[6]), (&expected[..], Some(Lang::Nb)));
        assert!(reader.said_norwegian());
        let codes: Vec<&str> = reader.lang_codes().collect();
        let expected = ["DAN", "eng", "nno", "nob-NO", "nor", "nor_NO_NY", "swe"];
        assert_eq!(codes, expected);
    }

    #[test]
    fn notes_and_blank_variants_are_no_text_outside_of_a_segment() {
        let text = r#"<tu><note>a</note><tuv xml:lang="sv"><note>b<hi>c</hi></note><prop>d</prop> <seg>Ja<hi>!</hi></seg></tuv><tuv xml:lang="nb"> </tuv><tuv xml:lang="en">Yes</tuv></tu>"#;
        let (units, errors) = read(memory(text).as_bytes());
        assert_eq!(errors, [""; 0]);
        assert_eq!(units[0].texts, [(Lang::Sv, "Ja!".to_owned())]);
    }

    #[test]
    fn codes_go_and_what_they_surround_stays() {
        let text = r#"<tu><tuv xml:lang="sv"><seg>Se <ph x="1">{0<sub>tips</sub>}</ph><hi>bilaga</hi> 1 &amp; 2&#xe5;&nbsp;a & b<it pos="begin"/></seg></tuv></tu>"#;
        let (units, errors) = read(memory(text).as_bytes());
        assert_eq!(errors, [""; 0]);
        assert_eq!(units[0].texts[0].1, "Se bilaga 1 & 2å\u{a0}a & b");
    }

    #[test]
    fn no_is_bokmal_and_told_of_and_other_languages_are_left_out() {
        let text = r#"<tu><tuv lang="NO-NO"><seg>Ja</seg></tuv><tuv xml:lang="nn"><seg>Ja</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>"#;
        let text = memory(text);
        let mut reader = TmxReader::new(text.as_bytes()).unwrap();
        let unit = reader.next().unwrap().unwrap();
        assert_eq!(unit.texts, [(Lang::Nb, "Ja".to_owned())]);
        assert!(reader.said_norwegian());
    }

    #[test]
    fn a_unit_that_is_too_large_is_left_out_and_the_next_one_follows() {
        let long = format!("{}\n", "ord och ".repeat(11)).repeat(200_000);
        let variant = r#"<tuv xml:lang="sv"><seg>a</seg></tuv>"#;
        let other = r#"<tuv xml:lang="fi"><seg>a</seg></tuv>"#.repeat(2000);
        let units = [
            format!(r#"<tu><tuv xml:lang="sv"><seg>{long}</seg></tuv></tu>"#),
            format!(
                r#"<tu><tuv xml:lang="sv"><seg>{}</seg></tuv></tu>"#,
                format!("{}&amp;", "ord ".repeat(1000)).repeat(9000)
            ),
            format!("<tu>{}</tu>", variant.repeat(2000)),
            GOOD.replacen("<tu>", &format!("<tu><note>{long}</note>{other}"), 1),
        ];
        let (units, errors) = read(memory(&units.join("\n")).as_bytes());
        assert_eq!(units.len(), 1, "{errors:?}");
        assert_eq!(units[0].texts.len(), 2);
        for (error, says) in errors
            .iter()
            .zip(["line 4", "line 200005", "more than 1,000 texts"])
        {
            assert!(error.contains(says), "{errors:?}");
        }
        assert_eq!(errors.len(), 3, "{errors:?}");
        assert_eq!(units[0].line, 200_007);
    }

    #[test]
    fn a_comment_that_is_too_long_and_elements_without_end_end_the_memory() {
        let comment = memory(&format!(
            "{GOOD}\n<!--{}-->\n{GOOD}",
            "<a ".repeat(6_000_000)
        ));
        let open = memory(&format!("{GOOD}\n{}\n{GOOD}", "<open>".repeat(2_000_000)));
        for (text, says) in [(comment, "16 MiB"), (open, "do not end")] {
            let (units, errors) = read(text.as_bytes());
            assert_eq!((units.len(), errors.len()), (1, 1), "{errors:?}");
            assert!(
                errors[0].contains(says) && errors[0].contains("line 5"),
                "{errors:?}"
            );
        }
    }

    #[test]
    fn a_memory_that_breaks_off_gives_what_is_there_and_says_so() {
        let text = memory(&format!("{GOOD}\n{GOOD}"));
        let end = text.rfind("<seg>").unwrap();
        let (units, errors) = read(&text.as_bytes()[..end]);
        assert_eq!(units.len(), 1);
        assert!(errors[0].contains("ends inside this unit"), "{errors:?}");
        let (units, errors) = read(b"Hej");
        assert!(
            units.is_empty() && errors[0].contains("no translation memory"),
            "{errors:?}"
        );
        assert!(read(b"").1[0].contains("no translation memory"));
    }
}
