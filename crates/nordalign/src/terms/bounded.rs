//! Bytes from a source that may hold more than fits into memory.

use std::io::{self, BufRead, Read};

/// The longest row of a table, and the longest element or text of XML, in bytes. A cell of a
/// spreadsheet holds 32,767 characters at most.
const LONGEST_PIECE: usize = 16 << 20;

/// Gives what `inner` gives, until it is too much.
#[derive(Debug)]
pub(super) struct Bounded<R> {
    inner: R,
    /// How many more bytes there may be in all.
    left: usize,
    /// How many bytes were read since the last piece began.
    piece: usize,
}

impl<R> Bounded<R> {
    /// Of `inner` at most so many bytes.
    pub(super) fn new(inner: R, most: usize) -> Self {
        Bounded {
            inner,
            left: most,
            piece: 0,
        }
    }

    /// Begins a new piece: a row, an element, or the text between two elements.
    pub(super) fn begin_piece(&mut self) {
        self.piece = 0;
    }

    fn check(&self) -> io::Result<()> {
        let message = match (self.left, self.piece) {
            (0, _) => "it is too large once unpacked",
            (_, LONGEST_PIECE..) => "there is a cell or a row of more than 16 MiB here",
            _ => return Ok(()),
        };
        Err(io::Error::other(message))
    }

    fn count(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(bytes);
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
