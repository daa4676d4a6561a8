//! UTF-8 from other encodings, as bytes come in.

use std::fmt;
use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::Error;

/// UTF-8 from what is in another encoding; U+FFFD for what is not in that.
pub(super) struct Utf8<R> {
    source: R,
    /// The source; `None` after its end.
    decoder: Option<Decoder>,
    encoding: &'static Encoding,
    /// What has been read but not returned yet, in UTF-8.
    ready: Vec<u8>,
    given: usize,
}

/// How many bytes at the start are used to find the encoding.
const HEAD: u64 = 1 << 16;

impl<R> fmt::Debug for Utf8<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Utf8")
            .field("encoding", &self.encoding)
            .finish_non_exhaustive()
    }
}

impl<R: Read> Utf8<R> {
    /// Reads `source` in the encoding that its first bytes show, or else in the one `said`, or else
    /// in the one that it declares, or else in UTF-8.
    pub(super) fn new(mut source: R, said: Option<&'static Encoding>) -> Result<Self, Error> {
        let mut head = Vec::new();
        source.by_ref().take(HEAD).read_to_end(&mut head)?;
        let (encoding, mark) = shown(&head).unwrap_or_else(|| {
            let encoding = said.or_else(|| declared(&head));
            (encoding.unwrap_or(UTF_8), 0)
        });
        let mut utf8 = Utf8 {
            source,
            decoder: Some(encoding.new_decoder_without_bom_handling()),
            encoding,
            ready: Vec::new(),
            given: 0,
        };
        utf8.push(head.get(mark..).unwrap_or_default(), false);
        Ok(utf8)
    }

    /// The name of the encoding.
    pub(super) fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// Makes `bytes` ready; at the `end` also a part of a character.
    fn push(&mut self, bytes: &[u8], end: bool) {
        let Some(decoder) = &mut self.decoder else {
            return;
        };
        let start = self.ready.len();
        // No byte becomes more than three, and what was kept of a character three more.
        let room = decoder.max_utf8_buffer_length(bytes.len());
        self.ready.resize(start + room.unwrap_or_default(), 0);
        let (_, _, written, _) = decoder.decode_to_utf8(bytes, &mut self.ready[start..], end);
        self.ready.truncate(start + written);
        if end {
            self.decoder = None;
        }
    }
}

/// The encoding that the first bytes show, whatever is declared, and the length of the byte-order
/// mark.
fn shown(head: &[u8]) -> Option<(&'static Encoding, usize)> {
    let by_mark = Encoding::for_bom(head);
    by_mark.or_else(|| match head {
        [b'<', 0, ..] => Some((UTF_16LE, 0)),
        [0, b'<', ..] => Some((UTF_16BE, 0)),
        _ => is_clearly_utf8(head).then_some((UTF_8, 0)),
    })
}

/// Whether this is UTF-8 with letters beyond ASCII; text in another encoding hardly ever looks like
/// that. Its last character may be cut off.
fn is_clearly_utf8(head: &[u8]) -> bool {
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text.len(),
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        Err(_) => return false,
    };
    head.get(..valid).is_some_and(|text| !text.is_ascii())
}

/// The encoding that an XML declaration names, if it can be the one that it is itself written in.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let declaration = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = declaration.windows(2).position(|two| two == b"?>")?;
    let declaration = std::str::from_utf8(&declaration[..end]).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let label = value.split(['"', '\'']).nth(1)?;
    Encoding::for_label_no_replacement(label.as_bytes())
        .filter(|encoding| encoding.is_ascii_compatible())
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() {
            self.ready.clear();
            self.given = 0;
            if self.decoder.is_none() {
                return Ok(0);
            }
            let mut bytes = [0; 8192];
            let length = self.source.read(&mut bytes)?;
            self.push(&bytes[..length], length == 0);
        }
        let ready = &self.ready[self.given..];
        let length = ready.len().min(buffer.len());
        buffer[..length].copy_from_slice(&ready[..length]);
        self.given += length;
        Ok(length)
    }
}
