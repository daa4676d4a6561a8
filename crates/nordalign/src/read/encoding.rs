//! Bytes to text.

use super::unread;
use crate::error::{Error, ErrorKind};
use crate::span::LineIndex;

/// Decodes a text file: UTF-8 with or without a byte-order mark, or UTF-16 with one.
///
/// ```
/// use nordalign::read::decode;
/// assert_eq!(decode("\u{feff}Hei på deg".as_bytes())?, "Hei på deg");
/// assert_eq!(decode(&[0xFF, 0xFE, 0xE5, 0x00])?, "å");
/// # Ok::<(), nordalign::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Binary`] for bytes that are no text (a PDF, an archive, many NUL bytes),
/// [`ErrorKind::Encoding`] for invalid UTF-8 or UTF-16; with the line.
pub fn decode(bytes: &[u8]) -> Result<String, Error> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, Error> {
    unread::check_bytes(bytes)?;
    if has_many_nuls(bytes) {
        let message = "this is not text (many NUL bytes); if it is UTF-16 without a byte-order mark, save it as UTF-8";
        return Err(Error::new(ErrorKind::Binary, message));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let (before, rest) = bytes.split_at(error.valid_up_to());
            let byte = rest.first().copied().unwrap_or_default();
            let message = format!(
                "byte 0x{byte:02X} is not valid UTF-8; if the file is in an older encoding, such as \
                 windows-1252, decode it from that or save it as UTF-8"
            );
            let before = std::str::from_utf8(before).unwrap_or_default();
            let line = LineIndex::new(before).line(before.len());
            Err(Error::new(ErrorKind::Encoding, message).at_line(line))
        }
    }
}

/// Whether the bytes are clearly no text in a one-byte or UTF-8 encoding.
fn has_many_nuls(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1 << 16)];
    let nuls = head.iter().filter(|&&byte| byte == 0).count();
    nuls * 100 > head.len()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Error> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        let message =
            "the file says it is UTF-16 but has an odd number of bytes; it may be cut off";
        return Err(Error::new(ErrorKind::Encoding, message));
    }
    let mut text = String::with_capacity(bytes.len() / 2);
    for character in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        match character {
            Ok(character) => text.push(character),
            Err(error) => {
                let line = LineIndex::new(&text).line(text.len());
                let message = format!(
                    "0x{:04X} is half a character (a lone surrogate), which is not valid UTF-16; \
                     save the file again as UTF-8",
                    error.unpaired_surrogate()
                );
                return Err(Error::new(ErrorKind::Encoding, message).at_line(line));
            }
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: &[u8]) -> String {
        decode(bytes).unwrap_err().to_string()
    }

    #[test]
    fn invalid_utf8_is_reported_with_its_line_and_a_remedy() {
        let text = message(b"Rad ett\nF\xE5r\n");
        assert!(text.starts_with("line 2: "), "{text}");
        assert!(text.contains("windows-1252"), "{text}");
    }

    #[test]
    fn utf16_is_read_in_both_byte_orders() {
        assert_eq!(decode(b"\xFE\xFF\x00\xE5\x00!").unwrap(), "å!");
        assert_eq!(decode(b"\xFF\xFE\xE5\x00!\x00").unwrap(), "å!");
    }

    #[test]
    fn a_lone_surrogate_and_an_odd_byte_are_errors() {
        assert!(message(b"\xFF\xFE\x0A\x00\x00\xD8").starts_with("line 2: 0xD800"));
        assert!(message(b"\xFF\xFE\x0A").contains("odd number"));
    }

    #[test]
    fn a_pdf_and_other_binary_files_are_not_text() {
        assert!(message(b"%PDF-1.7\n\xE2\xE3").contains("pdftotext"));
        assert!(message(&[0; 64]).contains("NUL"));
        assert_eq!(
            decode(&[b"a".repeat(500).as_slice(), b"\0"].concat())
                .unwrap()
                .len(),
            501
        );
    }
}
