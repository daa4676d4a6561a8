//! UTF-8 from other encodings, as bytes come in.

use std::io::{self, Read};

use crate::error::Error;

/// How two bytes make a unit of UTF-16.
type Pairing = fn([u8; 2]) -> u16;

/// UTF-8 from what is in UTF-8 or UTF-16, which its first bytes tell; U+FFFD for what is in
/// neither.
#[derive(Debug)]
pub(super) struct Utf8<R> {
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
    pub(super) fn new(mut source: R) -> Result<Self, Error> {
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
