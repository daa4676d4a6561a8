//! The lines of a memory, and the texts in it that are too long.

use std::io::{self, BufRead, Read};

use crate::read::bounded::Bounded;

/// Counts lines as they are read, and keeps what is read at once short: of a text that is too long
/// the rest is skipped.
#[derive(Debug)]
pub(super) struct Lines<R> {
    inner: Bounded<R>,
    /// The line that comes next, 1-based.
    line: usize,
    /// Whether the piece is text, and not markup.
    is_text: bool,
    /// Whether the rest of it was skipped.
    is_cut: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(inner: R) -> Self {
        let too_long = "an element or a comment of more than 16 MiB";
        Lines {
            inner: Bounded::new(inner, u64::MAX, too_long),
            line: 1,
            is_text: false,
            is_cut: false,
        }
    }

    /// The line that comes next, 1-based.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// Whether the rest of the piece was skipped.
    pub(super) fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Begins a new piece: an element, a comment, or the text between two of them.
    pub(super) fn begin_piece(&mut self) {
        self.inner.begin_piece();
        self.is_cut = false;
    }

    /// Passes over the rest of the text.
    fn pass_over(&mut self) -> io::Result<()> {
        self.is_cut = true;
        loop {
            // What is skipped takes no memory.
            self.inner.begin_piece();
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
        if self.inner.is_too_long() && self.is_text {
            self.pass_over()?;
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        let is_at_start = self.inner.is_at_start();
        if let Ok(bytes) = self.inner.fill_buf() {
            if is_at_start {
                self.is_text = bytes.first() != Some(&b'<');
            }
            let read = bytes.iter().take(amount);
            self.line += read.filter(|&&byte| byte == b'\n').count();
        }
        self.inner.consume(amount);
    }
}
