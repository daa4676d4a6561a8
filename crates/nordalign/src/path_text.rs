//! Paths as text.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

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

/// `path` without `.` and `..`, from the root of the file system; links are not followed.
pub fn absolute_path(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let mut whole = PathBuf::new();
    for part in here.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            part => whole.push(part),
        }
    }
    whole
}

/// `path` as seen from `folder`, as text with `/` between folders: below it if it lies there, else
/// with `..`. Both are given from the current folder, or from the root.
///
/// ```
/// use std::path::Path;
/// use nordalign::read::path_from;
/// assert_eq!(path_from(Path::new("docs"), Path::new("docs/sv/./a.md")), "sv/a.md");
/// assert_eq!(path_from(Path::new("docs/nb"), Path::new("docs/sv/a.md")), "../sv/a.md");
/// ```
pub fn path_from(folder: &Path, path: &Path) -> String {
    let [folder, path] = [absolute_path(folder), absolute_path(path)];
    let parts = |path: &Path| -> Vec<String> {
        path.components()
            .map(|part| path_text(Path::new(part.as_os_str())).into_owned())
            .collect()
    };
    let (folder, path) = (parts(&folder), parts(&path));
    let common = folder.iter().zip(&path).take_while(|(a, b)| a == b).count();
    if common == 0 {
        // Another drive.
        return path.join("/");
    }
    let up = folder.iter().skip(common).map(|_| "..");
    let down = path.iter().skip(common).map(String::as_str);
    let parts: Vec<&str> = up.chain(down).collect();
    if parts.is_empty() {
        return ".".to_owned();
    }
    parts.join("/")
}
