//! Bytes from a source that may hold more than fits into memory.

use std::io::{self, BufRead, Read};

use crate::read::LONGEST_PIECE;

/// Reads from `inner`, up to a limit.
#[derive(Debug)]
pub(crate) struct Bounded<R> {
    inner: R,
    /// How many more bytes there may be in all.
    left: u64,
    /// How many bytes were read since the last piece began.
    piece: usize,
    /// The message about a piece that is too long.
    too_long: &'static str,
}

impl<R> Bounded<R> {
    /// Reads at most this many bytes of `inner`. A piece of more than 16 MiB is an error with the
    /// message `too_long`.
    pub(crate) fn new(inner: R, most: u64, too_long: &'static str) -> Self {
        Bounded {
            inner,
            left: most,
            piece: 0,
            too_long,
        }
    }

    /// Begins a new piece: a row, an element, or the text between two elements.
    pub(crate) fn begin_piece(&mut self) {
        self.piece = 0;
    }

    /// Whether nothing of the piece was read yet.
    #[cfg(feature = "tmx")]
    pub(crate) fn is_at_start(&self) -> bool {
        self.piece == 0
    }

    /// Whether the piece is longer than what is read at once.
    pub(crate) fn is_too_long(&self) -> bool {
        self.piece > LONGEST_PIECE
    }

    fn check(&self) -> io::Result<()> {
        let message = match self.left {
            0 => "it is too large once unpacked",
            _ if self.is_too_long() => self.too_long,
            _ => return Ok(()),
        };
        Err(io::Error::new(io::ErrorKind::InvalidData, message))
    }

    fn count(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(bytes as u64);
        self.piece += bytes;
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.check()?;
        let bytes = self.inner.read(buffer)?;
        self.count(bytes);
        Ok(bytes)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.check()?;
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.count(amount);
        self.inner.consume(amount);
    }
}
