//! Paths as text.

use std::borrow::Cow;
use std::path::Path;

/// `path` as text, as documents are called by it. In one that is not UTF-8, every byte that is none
/// is spelled `%FF`, and `%` itself `%25`: two paths that differ in such bytes alone stay two.
///
/// ```
/// use std::path::Path;
/// assert_eq!(nordalign::read::path_text(Path::new("sv/50 %.md")), "sv/50 %.md");
/// # #[cfg(unix)]
/// # {
/// use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
/// let path = Path::new(OsStr::from_bytes(b"sv/f\xE5r.md"));
/// assert_eq!(nordalign::read::path_text(path), "sv/f%E5r.md");
/// # }
/// ```
pub fn path_text(path: &Path) -> Cow<'_, str> {
    if let Some(text) = path.to_str() {
        return Cow::Borrowed(text);
    }
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        text.push_str(&chunk.valid().replace('%', "%25"));
        for byte in chunk.invalid() {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    Cow::Owned(text)
}
