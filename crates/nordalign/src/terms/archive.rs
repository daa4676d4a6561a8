//! Archives of XML, as office documents are.
//!
//! A small archive may unpack to any size, and may say anything of itself. So it is read element by
//! element, and nothing that it says of its own size is believed.

use std::io::{BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::read::ZipFile;

use crate::read::bounded::Bounded;
use crate::terms::xml::DEEPEST;

/// The longest archive that is read, in bytes.
const MOST_BYTES: usize = 32 << 20;

/// How many parts it may have.
const MOST_PARTS: u64 = 10_000;

/// How long each part may be, once unpacked, in bytes.
const MOST_UNPACKED: u64 = 256 << 20;

/// What is said of an element or a text that is longer than that of any cell.
const TOO_LONG: &str = "there is a cell or a row of more than 16 MiB here";

/// An archive.
pub(super) struct Archive {
    zip: ZipArchive<Cursor<Vec<u8>>>,
}

impl Archive {
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, String> {
        if bytes.len() > MOST_BYTES {
            return Err(format!("it is longer than {} MiB", MOST_BYTES >> 20));
        }
        if has_too_many_parts(&bytes) {
            return Err(format!("it has more than {MOST_PARTS} parts"));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        Ok(Archive { zip })
    }

    /// The part with this name, if there is one; some programs write other cases, and `\` for `/`.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_>>, String> {
        let names = self.zip.file_names().flatten();
        let same = names.filter(|known| known.replace('\\', "/").eq_ignore_ascii_case(name));
        let Some(known) = same.last().map(|known| known.into_owned()) else {
            return Ok(None);
        };
        let file = self.zip.by_name(&known);
        let file = file.map_err(|error| format!("{name}: {error}"))?;
        let source = Bounded::new(BufReader::new(file), MOST_UNPACKED, TOO_LONG);
        let mut xml = Reader::from_reader(source);
        let config = xml.config_mut();
        config.check_end_names = false;
        config.expand_empty_elements = true;
        Ok(Some(Part {
            name: name.to_owned(),
            xml,
            buffer: Vec::new(),
            depth: 0,
        }))
    }
}

/// Whether the archive has more parts than any document, or says so: room is made for as many as it
/// says before any of them is read.
fn has_too_many_parts(bytes: &[u8]) -> bool {
    let parts = bytes
        .windows(4)
        .filter(|four| four == b"PK\x01\x02")
        .count();
    let number = |bytes: &[u8], at: usize| {
        let number = bytes.get(at..at + 8)?.try_into().ok()?;
        Some(u64::from_le_bytes(number))
    };
    let ends = bytes
        .windows(40)
        .filter(|end| end.starts_with(b"PK\x06\x06"));
    // A record of this kind says its own length first, so that it is not taken for another.
    let mut said = ends.filter(|end| number(end, 4) < Some(bytes.len() as u64));
    parts as u64 > MOST_PARTS || said.any(|end| number(end, 32) > Some(MOST_PARTS))
}

/// What a part of an archive unpacks to.
type Unpacked<'a> = BufReader<ZipFile<'a, Cursor<Vec<u8>>>>;

/// A part of an archive, read element by element.
pub(super) struct Part<'a> {
    name: String,
    xml: Reader<Bounded<Unpacked<'a>>>,
    buffer: Vec<u8>,
    depth: usize,
}

impl Part<'_> {
    /// What comes next. An element without content also has a start and an end.
    pub(super) fn next(&mut self) -> Result<Event<'static>, String> {
        self.xml.get_mut().begin_piece();
        self.buffer.clear();
        let event = self.xml.read_event_into(&mut self.buffer);
        let event = event.map_err(|error| {
            let what = match error {
                quick_xml::Error::Io(error) => error.to_string(),
                error => error.to_string(),
            };
            format!("{}: {what}", self.name)
        })?;
        match event {
            Event::Start(_) if self.depth == DEEPEST => {
                let message = format!("{}: more than {DEEPEST} elements in each other", self.name);
                return Err(message);
            }
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Eof => return Err(format!("{} breaks off", self.name)),
            _ => {}
        }
        Ok(event.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_that_has_too_many_parts_or_says_so_is_refused_before_room_is_made() {
        let mut said = b"PK\x03\x04PK\x06\x06".to_vec();
        for number in [44, 0, 0, 0, 60_000_000_u64] {
            said.extend(number.to_le_bytes());
        }
        assert!(Archive::open(said).is_err_and(|message| message.contains("10000 parts")));
        let many = b"PK\x01\x02".repeat(10_001);
        assert!(Archive::open(many).is_err_and(|message| message.contains("10000 parts")));
    }
}
