//! Which lines changed since a commit, as the git program tells.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nordalign::check::Finding;

use crate::failure::Failure;
use crate::git::git;
use crate::paths;

/// What changed since a commit, committed or not.
#[derive(Debug)]
pub(crate) struct Changes {
    files: BTreeMap<PathBuf, Change>,
}

#[derive(Debug, Default)]
struct Change {
    /// It came, went, or has another name.
    is_new: bool,
    /// First and last lines, 1-based, as they are now.
    lines: Vec<(usize, usize)>,
}

impl Changes {
    /// What changed since the current branch left `since`.
    ///
    /// # Errors
    /// Where there is no git, no repository, or no such commit in it.
    pub(crate) fn since(since: &str) -> Result<Self, Failure> {
        let here = Path::new(".");
        let root = git(here, &["rev-parse", "--show-toplevel"]).map_err(|failure| {
            Failure::usage(format!("--changed-since: {}", failure.message))
                .with_hint("run it in a git repository, or leave --changed-since out")
        })?;
        let root = PathBuf::from(lossy(&root).trim_end_matches(['\n', '\r']));
        let commit = format!("{since}^{{commit}}");
        git(
            here,
            &[
                "rev-parse",
                "--verify",
                "--quiet",
                "--end-of-options",
                &commit,
            ],
        )
        .map_err(|_| {
            Failure::usage(format!("--changed-since {since}: git knows no such commit"))
                .with_hint("fetch it first, as in: git fetch origin main")
        })?;
        let base = git(here, &["merge-base", since, "HEAD"]).map_err(|_| {
            let message = format!("--changed-since {since}: it has no commit in common with HEAD here, so what changed cannot be told");
            Failure::runtime(message).with_hint("fetch the whole history: git fetch --unshallow")
        })?;
        let base = lossy(&base).trim_end().to_owned();
        let diff = git(
            here,
            &[
                "diff",
                "--unified=0",
                "--find-renames",
                "--no-color",
                "--no-ext-diff",
                "--no-textconv",
                "--src-prefix=a/",
                "--dst-prefix=b/",
                &base,
                "--",
            ],
        )?;
        let mut files = BTreeMap::new();
        for (path, change) in parsed(&lossy(&diff)) {
            files.insert(root.join(path), change);
        }
        let others = git(&root, &["ls-files", "--others", "--exclude-standard", "-z"])?;
        for path in lossy(&others).split('\0').filter(|path| !path.is_empty()) {
            files.entry(root.join(path)).or_default().is_new = true;
        }
        Ok(Changes { files })
    }

    /// Whether `finding` is about anything that changed.
    pub(crate) fn touch(&self, finding: &Finding) -> bool {
        let source = finding.source.as_ref();
        let of_file = source
            .map_or(finding.column, |place| place.end_line)
            .is_none();
        if of_file {
            return self.is_new(&finding.path)
                || source.is_some_and(|place| self.is_new(&place.path));
        }
        self.touched(&finding.path, finding.line, finding.end_line)
            || source.is_some_and(|place| self.touched(&place.path, place.line, place.end_line))
    }

    /// Whether the file at `path` came, went, or got this name.
    pub(crate) fn is_new(&self, path: &str) -> bool {
        self.change(path).is_some_and(|change| change.is_new)
    }

    fn change(&self, path: &str) -> Option<&Change> {
        let path = paths::absolute(Path::new(path));
        // Git names files by their real folder.
        let real = path.parent().and_then(|folder| folder.canonicalize().ok());
        let real = real.and_then(|folder| Some(folder.join(path.file_name()?)));
        let real = real.and_then(|real| self.files.get(&real));
        real.or_else(|| self.files.get(&path))
    }

    fn touched(&self, path: &str, line: usize, end: Option<usize>) -> bool {
        let end = end.unwrap_or(line).max(line);
        self.change(path).is_some_and(|change| {
            let mut lines = change.lines.iter();
            change.is_new || lines.any(|&(first, last)| first <= end && line <= last)
        })
    }
}

/// The files of a diff without context lines, and what changed in them.
fn parsed(diff: &str) -> Vec<(String, Change)> {
    let mut files: Vec<(String, Change)> = Vec::new();
    let mut current: Option<(String, Change)> = None;
    // Lines of a hunk may look like anything.
    let mut skip = 0;
    for line in diff.split('\n') {
        if skip > 0 && !line.starts_with('\\') {
            skip -= 1;
        } else if line.starts_with("diff --git ") {
            files.extend(current.take());
            current = Some(Default::default());
        } else if let Some((path, change)) = &mut current {
            if let Some(name) = line.strip_prefix("--- ") {
                *path = name_of(name, "a/").unwrap_or_default();
                change.is_new |= name == "/dev/null";
            } else if let Some(name) = line.strip_prefix("+++ ") {
                change.is_new |= name == "/dev/null";
                if let Some(name) = name_of(name, "b/") {
                    *path = name;
                }
            } else if let Some(name) = line.strip_prefix("rename to ") {
                change.is_new = true;
                *path = name_of(name, "").unwrap_or_default();
            } else if let Some(hunk) = line.strip_prefix("@@ ").and_then(Hunk::read) {
                skip = hunk.removed + hunk.added;
                change.lines.push(hunk.lines());
            }
        }
    }
    files.extend(current);
    files.retain(|(path, _)| !path.is_empty());
    files
}

/// `-10,2 +11,3`: so many lines were removed, and so many put in their place at a line.
struct Hunk {
    removed: usize,
    at: usize,
    added: usize,
}

impl Hunk {
    fn read(text: &str) -> Option<Self> {
        let mut sides = text.split(' ').map(|side| {
            let (line, count) = side
                .get(1..)?
                .split_once(',')
                .unwrap_or((side.get(1..)?, "1"));
            Some((line.parse::<usize>().ok()?, count.parse::<usize>().ok()?))
        });
        let (_, removed) = sides.next()??;
        let (at, added) = sides.next()??;
        Some(Hunk { removed, at, added })
    }

    /// The lines it is at. Where lines were only removed, those on both sides: what is missing there is told of at one of them.
    fn lines(&self) -> (usize, usize) {
        match self.added {
            0 => (self.at, self.at + 1),
            added => (self.at, self.at + added - 1),
        }
    }
}

/// The path in a line of a diff; none for `/dev/null`.
fn name_of(text: &str, prefix: &str) -> Option<String> {
    // A tab ends names with spaces.
    let text = text.trim_end_matches(['\t', '\r']);
    let quoted = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    let name = quoted.map_or(text.to_owned(), unquoted);
    name.strip_prefix(prefix).map(str::to_owned)
}

/// A name with the escapes of C taken out.
fn unquoted(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(b't') => bytes.push(b'\t'),
            Some(b'n') => bytes.push(b'\n'),
            Some(b'r') => bytes.push(b'\r'),
            Some(first @ b'0'..=b'3') => {
                let digits = [Some(first), rest.next(), rest.next()];
                let value = digits.iter().flatten().fold(0_u8, |value, digit| {
                    value.wrapping_mul(8).wrapping_add(digit.wrapping_sub(b'0'))
                });
                bytes.push(value);
            }
            Some(other) => bytes.push(other),
            None => {}
        }
    }
    lossy(&bytes)
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_diff_are_those_that_are_there_now() {
        let diff = "diff --git a/docs/ny båt.md b/docs/ny båt.md\nindex 1..2 100644\n--- a/docs/ny båt.md\t\n+++ b/docs/ny båt.md\t\n@@ -3 +3,2 @@ Rubrik\n-gammal\n+++ b/ser ut som ett namn\n+ny\n@@ -9,2 +9,0 @@\n-en\n-två\ndiff --git a/bort.md b/bort.md\ndeleted file mode 100644\n--- a/bort.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\\ No newline at end of file\ndiff --git a/från.md b/till.md\nsimilarity index 100%\nrename from från.md\nrename to till.md\n";
        let files = parsed(diff);
        let shown: Vec<String> = files
            .iter()
            .map(|(path, change)| format!("{path} {} {:?}", change.is_new, change.lines))
            .collect();
        assert_eq!(
            shown,
            [
                "docs/ny båt.md false [(3, 4), (9, 10)]",
                "bort.md true [(0, 1)]",
                "till.md true []",
            ]
        );
    }

    #[test]
    fn a_quoted_name_is_read_as_it_is_called() {
        assert_eq!(
            name_of("\"b/a\\\"b\\303\\245.md\"", "b/").as_deref(),
            Some("a\"bå.md")
        );
        assert_eq!(name_of("/dev/null", "b/"), None);
    }
}
