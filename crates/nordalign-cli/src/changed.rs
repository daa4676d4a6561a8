//! Asks git which lines changed since a commit.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nordalign::check::Finding;
use nordalign::read::{absolute_path, path_text};

use crate::failure::Failure;
use crate::git::{self, git};

/// The changes since a commit, committed or not.
#[derive(Debug)]
pub(crate) struct Changes {
    files: BTreeMap<PathBuf, Change>,
}

#[derive(Debug, Default)]
struct Change {
    /// It was added, removed or renamed.
    is_new: bool,
    /// First and last lines, 1-based, in the current version.
    lines: Vec<(usize, usize)>,
}

impl Changes {
    /// The changes since the current branch left `since`.
    ///
    /// # Errors
    /// If git cannot be run, or there is no repository, or no such commit in it.
    pub(crate) fn since(since: &str) -> Result<Self, Failure> {
        let here = Path::new(".");
        let root = git::root(here).map_err(|failure| {
            Failure::usage(format!("--changed-since: {}", failure.message))
                .with_hint("run it in a git repository, or without --changed-since")
        })?;
        let commit = git::commit(here, since).ok_or_else(|| {
            Failure::usage(format!("--changed-since {since}: no such commit found"))
                .with_hint("fetch it first, for example: git fetch origin main")
        })?;
        let base = git(here, &["merge-base", &commit, "HEAD"]).map_err(|_| {
            let message = format!("--changed-since {since}: it shares no commit with HEAD in this clone, so what changed is unknown");
            Failure::runtime(message).with_hint("fetch the whole history: git fetch --unshallow")
        })?;
        let base = lossy(&base).trim_end().to_owned();
        let diff = git(
            here,
            &[
                "diff",
                "--raw",
                "--patch",
                "--unified=0",
                "--inter-hunk-context=0",
                "--find-renames",
                "--no-color",
                "--no-ext-diff",
                "--no-textconv",
                "--ignore-submodules=all",
                "--src-prefix=a/",
                "--dst-prefix=b/",
                &base,
                "--",
            ],
        )?;
        let mut files = BTreeMap::new();
        let mut add = |name: Vec<u8>, change: Change| {
            files.insert(key(&root.join(git::path(name))), change);
        };
        for (name, change) in parse_diff(&lossy(&diff)) {
            add(name, change);
        }
        let others = git(&root, &["ls-files", "--others", "--exclude-standard", "-z"])?;
        for name in others
            .split(|byte| *byte == 0)
            .filter(|name| !name.is_empty())
        {
            add(name.to_vec(), Change::everything());
        }
        Ok(Changes { files })
    }

    /// Whether `finding` is on anything that changed.
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

    /// Whether the file at `path` was added, removed or renamed.
    pub(crate) fn is_new(&self, path: &str) -> bool {
        self.change(path).is_some_and(|change| change.is_new)
    }

    fn change(&self, path: &str) -> Option<&Change> {
        let path = absolute_path(Path::new(path));
        // Git resolves links in the folders of files.
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

/// A path as findings name it.
fn key(path: &Path) -> PathBuf {
    PathBuf::from(&*path_text(path))
}

impl Change {
    /// The change of a file in which everything counts as changed.
    fn everything() -> Self {
        Change {
            is_new: true,
            lines: Vec::new(),
        }
    }
}

/// The files in a `git diff --raw --patch` without context lines, and their changes.
fn parse_diff(diff: &str) -> BTreeMap<Vec<u8>, Change> {
    let mut files: BTreeMap<Vec<u8>, Change> = BTreeMap::new();
    let mut of_patch: BTreeMap<Vec<u8>, Vec<(usize, usize)>> = BTreeMap::new();
    let mut current = Vec::new();
    // The lines of a hunk may look like headers.
    let mut skip = 0;
    let mut in_patch = false;
    for line in diff.split('\n') {
        if skip > 0 && !line.starts_with('\\') {
            skip -= 1;
        } else if line.starts_with("diff --git ") {
            in_patch = true;
            current.clear();
        } else if !in_patch {
            for (name, is_new) in raw(line) {
                files.entry(name).or_default().is_new |= is_new;
            }
        } else if let Some(name) = line
            .strip_prefix("--- ")
            .or_else(|| line.strip_prefix("+++ "))
        {
            if let Some(name) = name_of(name) {
                current = name;
            }
        } else if let Some(hunk) = line.strip_prefix("@@ ").and_then(Hunk::read) {
            skip = hunk.removed + hunk.added;
            of_patch
                .entry(current.clone())
                .or_default()
                .push(hunk.lines());
        }
    }
    for (name, change) in &mut files {
        match of_patch.remove(name) {
            Some(lines) => change.lines = lines,
            // Git does not say what changed in a file that it considers binary.
            None => change.is_new = true,
        }
    }
    files
}

/// The names in a line of `--raw`, and whether that file was added, removed or replaced:
/// `:100644 100644 1a2b 3c4d M`, a tab and a name; after a new name, `R100`, there are both.
fn raw(line: &str) -> Vec<(Vec<u8>, bool)> {
    let mut parts = line.split('\t');
    let about = parts.next().unwrap_or_default();
    let is_changed = about.ends_with(" M");
    match about.starts_with(':') {
        true => parts.map(|name| (unquote(name), !is_changed)).collect(),
        false => Vec::new(),
    }
}

/// `-10,2 +11,3`: two lines were removed, and three inserted in their place at line 11.
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

    /// The lines of the hunk. If lines were only removed, those on both sides: what is missing
    /// there is reported on one of them.
    fn lines(&self) -> (usize, usize) {
        match self.added {
            0 => (self.at, self.at + 1),
            added => (self.at, self.at + added - 1),
        }
    }
}

/// The path in a line of a diff, after `a/` or `b/`; `None` for `/dev/null`.
fn name_of(text: &str) -> Option<Vec<u8>> {
    // A tab ends names with spaces.
    let name = unquote(text.trim_end_matches(['\t', '\r']));
    let name = name
        .strip_prefix(b"a/")
        .or_else(|| name.strip_prefix(b"b/"));
    name.map(<[u8]>::to_vec)
}

/// Decodes a name as git writes it: in quotes and with C escapes if it has unusual characters.
fn unquote(text: &str) -> Vec<u8> {
    let quoted = text.strip_prefix('"');
    let Some(text) = quoted.and_then(|text| text.strip_suffix('"')) else {
        return text.as_bytes().to_vec();
    };
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        bytes.extend(match rest.next() {
            Some(b'a') => Some(0x07),
            Some(b'b') => Some(0x08),
            Some(b't') => Some(b'\t'),
            Some(b'n') => Some(b'\n'),
            Some(b'v') => Some(0x0b),
            Some(b'f') => Some(0x0c),
            Some(b'r') => Some(b'\r'),
            Some(first @ b'0'..=b'3') => {
                let digits = [Some(first), rest.next(), rest.next()];
                let value = digits.iter().flatten().fold(0_u8, |value, digit| {
                    value.wrapping_mul(8).wrapping_add(digit.wrapping_sub(b'0'))
                });
                Some(value)
            }
            other => other,
        });
    }
    bytes
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_diff_are_those_of_the_current_version() {
        let raw = ":100644 100644 1 2 M\tdocs/ny bat.md\n:100644 000000 1 0 D\tbort.md\n:100644 100644 1 1 R100\tfrom.md\ttill.md\n:100644 100644 1 0 M\tbild.md\n:000000 100644 0 1 A\ttom.md\n";
        let patch = "\ndiff --git a/docs/ny bat.md b/docs/ny bat.md\nindex 1..2 100644\n--- a/docs/ny bat.md\t\n+++ b/docs/ny bat.md\t\n@@ -3 +3,2 @@ Rubrik\n-gammal\n+++ b/ser ut som ett namn\n+ny\n@@ -9,2 +9,0 @@\n-en\n-två\ndiff --git a/bort.md b/bort.md\ndeleted file mode 100644\n--- a/bort.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\\ No newline at end of file\ndiff --git a/from.md b/till.md\nsimilarity index 100%\nrename from from.md\nrename to till.md\ndiff --git a/bild.md b/bild.md\nindex 1..2 100644\nBinary files a/bild.md and b/bild.md differ\ndiff --git a/tom.md b/tom.md\nnew file mode 100644\n";
        let files = parse_diff(&format!("{raw}{patch}"));
        let shown: Vec<String> = files
            .iter()
            .map(|(name, change)| format!("{} {} {:?}", lossy(name), change.is_new, change.lines))
            .collect();
        assert_eq!(
            shown,
            [
                "bild.md true []",
                "bort.md true [(0, 1)]",
                "docs/ny bat.md false [(3, 4), (9, 10)]",
                "from.md true []",
                "till.md true []",
                "tom.md true []",
            ]
        );
    }

    #[test]
    fn a_quoted_name_is_decoded() {
        assert_eq!(
            name_of("\"b/a\\\"b\\303\\245\\a\\n\\377.md\"").unwrap(),
            b"a\"b\xC3\xA5\x07\n\xFF.md"
        );
        assert_eq!(name_of("/dev/null"), None);
    }
}
