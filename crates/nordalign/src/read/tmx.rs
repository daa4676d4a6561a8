//! Translation memories in TMX, as people have them: of any version and program, in UTF-8 or
//! UTF-16, with any languages.

use std::io::{self, BufRead, BufReader, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::error::{Error, ErrorKind};
use crate::lang::Lang;

/// A unit of a memory: what it says in each of sv, nb and da that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TmxUnit {
    /// The line that it begins on, 1-based.
    pub line: usize,
    /// The texts, without inline codes, one a language and none of them empty; maybe none at all.
    pub texts: Vec<(Lang, String)>,
}

/// Reads the units of a memory one after the other, so that a memory of any size takes little room.
///
/// A unit that cannot be read is an error that names its line, and the next one follows; where the
/// rest of the memory cannot be read, there is an error and then an end. A unit with a text of more
/// than 16 MiB, with texts of more than 32 MiB, or with more than 1,000 texts cannot be read; an
/// element or a comment of more than 16 MiB ends the memory. Other languages are left out. `no` is
/// taken for Bokmål, as memories say it, and [`TmxReader::said_norwegian`] says so. Nothing
/// that a DOCTYPE names is opened.
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
    said_norwegian: bool,
    ended: bool,
    is_tmx: bool,
    /// How long the names of the elements are together that did not end yet.
    open: usize,
}

/// The longest text, element or comment that is read at once, in bytes.
const LONGEST_PIECE: usize = 16 << 20;

/// How long the texts of a unit may be together, in bytes, and how many it may have.
const LONGEST_UNIT: usize = 32 << 20;
const MOST_VARIANTS: usize = 1000;

/// How long the names of elements may be together that do not end, in bytes.
const MOST_OPEN: usize = 4 << 20;

impl<R: Read> TmxReader<R> {
    /// A reader of the memory that `source` holds.
    ///
    /// # Errors
    /// Where the beginning cannot be read.
    pub fn new(source: R) -> Result<Self, Error> {
        let lines = Lines {
            inner: BufReader::new(Utf8::new(source)?),
            line: 1,
            piece: 0,
            is_text: false,
            is_cut: false,
        };
        let mut xml = Reader::from_reader(lines);
        let config = xml.config_mut();
        // One bad unit should not end the memory.
        config.allow_dangling_amp = true;
        config.check_end_names = false;
        Ok(TmxReader {
            xml,
            buffer: Vec::new(),
            said_norwegian: false,
            ended: false,
            is_tmx: false,
            open: 0,
        })
    }

    /// Whether a text was in `no`, and taken for Bokmål.
    pub fn said_norwegian(&self) -> bool {
        self.said_norwegian
    }

    fn unit(&mut self) -> Result<Option<TmxUnit>, Error> {
        let mut unit: Option<Building> = None;
        loop {
            let line = self.xml.get_ref().line;
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
                    ("tu", _) => unit = Some(Building::new(line)),
                    ("tmx", _) => self.is_tmx = true,
                    (name, Some(unit)) => unit.start(name, &element),
                    _ => {}
                },
                Event::Empty(element) => match (element.local_name().as_ref(), &mut unit) {
                    ("tuv", Some(unit)) => unit.lang = lang_of(&element),
                    ("tmx", _) => self.is_tmx = true,
                    _ => {}
                },
                Event::End(element) => match (element.local_name().as_ref(), &mut unit) {
                    ("tu", Some(_)) => {
                        let unit = unit.take().map(Building::finish).transpose()?;
                        let Some((unit, said_norwegian)) = unit else {
                            continue;
                        };
                        self.said_norwegian |= said_norwegian;
                        return Ok(Some(unit));
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
                        unit.too_long |= unit.in_segment && self.xml.get_ref().is_cut;
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

/// The language of a variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum VariantLang {
    Ours(Lang),
    /// `no`, which memories say for Bokmål.
    Norwegian,
    Other,
    Missing,
}

fn lang_of(element: &BytesStart<'_>) -> VariantLang {
    let tag = element
        .attributes()
        .with_checks(false)
        .flatten()
        .find_map(|attribute| {
            let name = attribute.key.local_name();
            (name.as_ref() == "lang").then(|| attribute.value.into_owned())
        });
    let Some(tag) = tag.filter(|tag| !tag.trim().is_empty()) else {
        return VariantLang::Missing;
    };
    let tag = tag.trim();
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    match tag.parse() {
        Ok(lang) => VariantLang::Ours(lang),
        // `no-NO-NY` is how older programs say Nynorsk.
        Err(_)
            if primary.eq_ignore_ascii_case("no") && !tag.to_ascii_uppercase().ends_with("NY") =>
        {
            VariantLang::Norwegian
        }
        Err(_) => VariantLang::Other,
    }
}

/// A unit while it is read.
#[derive(Debug)]
struct Building {
    line: usize,
    lang: VariantLang,
    in_segment: bool,
    /// Whether a segment did not end.
    broken: bool,
    /// How many elements deep in one whose text is code.
    hidden: usize,
    text: String,
    /// The texts in our languages, and those that do not say theirs.
    variants: Vec<(VariantLang, String)>,
    /// How long the texts are together, and whether that is too long.
    length: usize,
    too_long: bool,
}

impl Building {
    fn new(line: usize) -> Self {
        Building {
            line,
            lang: VariantLang::Missing,
            in_segment: false,
            broken: false,
            hidden: 0,
            text: String::new(),
            variants: Vec::new(),
            length: 0,
            too_long: false,
        }
    }

    fn start(&mut self, name: &str, element: &BytesStart<'_>) {
        // A `<` that is no markup hides the end of a segment.
        self.broken |= self.in_segment && matches!(name, "tuv" | "seg");
        match name {
            "tuv" => self.lang = lang_of(element),
            "seg" => {
                self.in_segment = true;
                self.hidden = 0;
                self.text.clear();
            }
            // What is inside is code of another format; nothing in it is for readers.
            "bpt" | "ept" | "it" | "ph" | "ut" if self.in_segment => self.hidden += 1,
            _ if self.hidden > 0 => self.hidden += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if name == "seg" {
            self.in_segment = false;
            if self.lang != VariantLang::Other && self.variants.len() <= MOST_VARIANTS {
                let text = std::mem::take(&mut self.text);
                self.variants.push((self.lang, text));
            }
        } else if self.in_segment {
            self.hidden = self.hidden.saturating_sub(1);
        }
    }

    fn text(&mut self, text: &str) {
        if !self.in_segment || self.hidden > 0 || self.lang == VariantLang::Other {
            return;
        }
        self.length += text.len();
        self.too_long |= self.length > LONGEST_UNIT;
        if !self.too_long {
            self.text.push_str(text);
        }
    }

    fn reference(&mut self, reference: &BytesRef<'_>) {
        let numbered = reference.resolve_char_ref().ok().flatten();
        let named = || match &**reference {
            // Not XML's own, but memories have it.
            "nbsp" => Some('\u{a0}'),
            name => resolve_xml_entity(name)?.chars().next(),
        };
        let c = numbered.or_else(named).unwrap_or(' ');
        self.text(c.encode_utf8(&mut [0; 4]));
    }

    /// The unit, and whether one of its texts was in `no`.
    fn finish(self) -> Result<(TmxUnit, bool), Error> {
        let line = self.line;
        let bad = |message: &str| Err(Error::new(ErrorKind::Invalid, message).at_line(line));
        if self.in_segment || self.broken {
            return bad("this unit is left out: a <seg> of it does not end");
        }
        if self.too_long {
            return bad(
                "this unit is left out: a text of more than 16 MiB, or texts of more than 32 MiB",
            );
        }
        if self.variants.len() > MOST_VARIANTS {
            return bad("this unit is left out: it has more than 1,000 texts");
        }
        let mut texts: Vec<(Lang, String)> = Vec::new();
        let mut said_norwegian = false;
        for (lang, text) in self.variants {
            let lang = match lang {
                VariantLang::Ours(lang) => lang,
                VariantLang::Norwegian => {
                    said_norwegian = true;
                    Lang::Nb
                }
                VariantLang::Other => continue,
                VariantLang::Missing => {
                    return bad(
                        "this unit is left out: a text of it does not say its language (xml:lang)",
                    );
                }
            };
            if text.contains(char::REPLACEMENT_CHARACTER) {
                return bad("this unit is left out: it is not in UTF-8");
            }
            if text.trim().is_empty() {
                continue;
            }
            if texts.iter().any(|(known, _)| *known == lang) {
                return bad("this unit is left out: it has one language twice");
            }
            texts.push((lang, text));
        }
        Ok((TmxUnit { line, texts }, said_norwegian))
    }
}

/// Counts lines as they are read, and keeps what is read at once short: of a text that is too long
/// the rest is passed over.
#[derive(Debug)]
struct Lines<R> {
    inner: R,
    /// The line that comes next, 1-based.
    line: usize,
    /// How many bytes were read since the last piece began.
    piece: usize,
    /// Whether the piece is text, and not markup.
    is_text: bool,
    /// Whether the rest of it was passed over.
    is_cut: bool,
}

impl<R: BufRead> Lines<R> {
    /// Begins a new piece: an element, a comment, or the text between two of them.
    fn begin_piece(&mut self) {
        self.piece = 0;
        self.is_cut = false;
    }

    /// Passes over the rest of the text.
    fn pass_over(&mut self) -> io::Result<()> {
        self.is_cut = true;
        loop {
            let bytes = self.inner.fill_buf()?;
            let end = bytes.iter().position(|&byte| byte == b'<');
            let length = end.unwrap_or(bytes.len());
            if length == 0 {
                return Ok(());
            }
            self.consume(length);
        }
    }
}

impl<R: BufRead> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(buffer.len());
        buffer[..length].copy_from_slice(&available[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Lines<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.piece > LONGEST_PIECE && self.is_text {
            self.pass_over()?;
        } else if self.piece > LONGEST_PIECE {
            let message = "an element or a comment of more than 16 MiB";
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        if let Ok(bytes) = self.inner.fill_buf() {
            if self.piece == 0 {
                self.is_text = bytes.first() != Some(&b'<');
            }
            let read = bytes.iter().take(amount);
            self.line += read.filter(|&&byte| byte == b'\n').count();
        }
        self.piece += amount;
        self.inner.consume(amount);
    }
}

/// How two bytes make a unit of UTF-16.
type Pairing = fn([u8; 2]) -> u16;

/// UTF-8 from what is in UTF-8 or UTF-16, which its first bytes tell; U+FFFD for what is in
/// neither.
#[derive(Debug)]
struct Utf8<R> {
    source: R,
    /// Nothing for UTF-8.
    unit: Option<Pairing>,
    /// What is read and not given yet; in UTF-8.
    ready: Vec<u8>,
    given: usize,
    /// A part of a character whose rest is not read yet.
    rest: Vec<u8>,
}

impl<R: Read> Utf8<R> {
    fn new(mut source: R) -> Result<Self, Error> {
        let mut start = Vec::new();
        source.by_ref().take(4).read_to_end(&mut start)?;
        let (unit, skip): (Option<Pairing>, usize) = match start.as_slice() {
            [0xFF, 0xFE, ..] => (Some(u16::from_le_bytes), 2),
            [0xFE, 0xFF, ..] => (Some(u16::from_be_bytes), 2),
            [b'<', 0, ..] => (Some(u16::from_le_bytes), 0),
            [0, b'<', ..] => (Some(u16::from_be_bytes), 0),
            [0xEF, 0xBB, 0xBF, ..] => (None, 3),
            _ => (None, 0),
        };
        let start = start.split_off(skip.min(start.len()));
        let mut utf8 = Utf8 {
            source,
            unit,
            ready: Vec::new(),
            given: 0,
            rest: Vec::new(),
        };
        utf8.push(&start, false);
        Ok(utf8)
    }

    /// Makes `bytes` ready; at the `end` also a part of a character.
    fn push(&mut self, bytes: &[u8], end: bool) {
        self.rest.extend_from_slice(bytes);
        let Some(unit) = self.unit else {
            let (mut seen, mut kept) = (0, 0);
            for chunk in self.rest.utf8_chunks() {
                self.ready.extend_from_slice(chunk.valid().as_bytes());
                let left = chunk.invalid().len();
                // The beginning of a character may be all that is there yet.
                seen += chunk.valid().len() + left;
                if left > 0 && !end && seen == self.rest.len() {
                    kept = left;
                } else if left > 0 {
                    self.ready.extend_from_slice("\u{fffd}".as_bytes());
                }
            }
            self.rest.drain(..self.rest.len() - kept);
            return;
        };
        let whole = self.rest.len() / 2 * 2;
        let mut units: Vec<u16> = self.rest[..whole]
            .chunks_exact(2)
            .map(|pair| unit([pair[0], pair[1]]))
            .collect();
        let is_half = |unit: &u16| (0xD800..0xDC00).contains(unit);
        let kept = if units.last().is_some_and(is_half) && !end {
            2
        } else {
            0
        };
        units.truncate(units.len() - kept / 2);
        let text: String = char::decode_utf16(units)
            .map(|c| c.unwrap_or('\u{fffd}'))
            .collect();
        self.ready.extend_from_slice(text.as_bytes());
        self.rest.drain(..whole - kept);
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() {
            self.ready.clear();
            self.given = 0;
            let mut bytes = [0; 8192];
            let length = self.source.read(&mut bytes)?;
            self.push(&bytes[..length], length == 0);
            if length == 0 && self.ready.is_empty() {
                return Ok(0);
            }
        }
        let ready = &self.ready[self.given..];
        let length = ready.len().min(buffer.len());
        buffer[..length].copy_from_slice(&ready[..length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            r#"<tu><tuv xml:lang="sv"><seg>Ett</seg></tuv><tuv xml:lang="SV-se"><seg>Två</seg></tuv></tu>"#,
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
            errors[1].contains("line 5") && errors[1].contains("twice"),
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
