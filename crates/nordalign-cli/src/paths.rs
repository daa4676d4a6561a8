//! Paths as they are shown and kept: with `/` between folders, from the folder that they are looked at from.

use std::path::{Component, Path, PathBuf};

use nordalign::read::path_text;

/// `path` without `.` and `..`, from the root of the file system.
pub(crate) fn absolute(path: &Path) -> PathBuf {
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

/// `path` as seen from `folder`: below it where it lies there, else by `..`.
pub(crate) fn from(folder: &Path, path: &Path) -> String {
    let [folder, path] = [absolute(folder), absolute(path)];
    let of = |path: &Path| -> Vec<String> {
        path.components()
            .map(|part| path_text(Path::new(part.as_os_str())).into_owned())
            .collect()
    };
    let (folder, path) = (of(&folder), of(&path));
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

/// `path` as seen from the current folder.
pub(crate) fn shown(path: &str) -> String {
    if path.is_empty() || path == "-" {
        return path.to_owned();
    }
    from(Path::new("."), Path::new(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_shown_from_the_folder_one_is_in() {
        let cases = [
            ("/a/b", "/a/b/c d/å.md", "c d/å.md"),
            ("/a/b", "/a/x/å.md", "../x/å.md"),
            ("/a/b", "/a/b/./c/../d.md", "d.md"),
            ("/a/b", "/a/b", "."),
        ];
        for (folder, path, expected) in cases {
            assert_eq!(from(Path::new(folder), Path::new(path)), expected);
        }
        assert_eq!(shown("./docs/../docs/a.md"), "docs/a.md");
        assert_eq!(shown("../a.md"), "../a.md");
    }
}
