//! Asks git which commit last changed a file, and what another file contained then.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::failure::Failure;

/// A git repository with its files.
#[derive(Debug)]
pub(crate) struct Repository {
    /// Its top folder.
    root: PathBuf,
    /// The same with links resolved.
    real: PathBuf,
    /// The commits that history was cut off at, in a shallow clone.
    cut: BTreeSet<String>,
}

/// A translation and its source, which are to be compared. Paths are relative to the root of the
/// repository.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pages {
    pub(crate) source: String,
    pub(crate) translation: String,
}

/// What the history says about a translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Since {
    /// It was last changed in a commit, and this was its source after that.
    Source(Vec<u8>),
    /// It has changes that are not committed.
    Now,
    /// It is not in the history, or its source did not exist then.
    Unknown,
    /// The clone does not contain the commit.
    CutOff,
}

impl Repository {
    /// The repository that contains `folder`.
    ///
    /// # Errors
    /// If there is none, or git cannot be run.
    pub(crate) fn around(folder: &Path) -> Result<Self, Failure> {
        let root = root(folder)?;
        let shallow = path(line(git(folder, &["rev-parse", "--git-path", "shallow"])?));
        let cut = std::fs::read_to_string(folder.join(shallow)).unwrap_or_default();
        Ok(Repository {
            real: root
                .canonicalize()
                .map_err(|error| Failure::io(&root, error))?,
            root,
            cut: cut.lines().map(str::to_owned).collect(),
        })
    }

    /// `path` relative to the root, with `/` between folders; `None` if it is outside.
    pub(crate) fn below(&self, path: &Path) -> Option<String> {
        let whole = path.canonicalize().ok()?;
        let below = whole.strip_prefix(&self.real).ok()?.to_str()?;
        Some(below.replace(std::path::MAIN_SEPARATOR, "/"))
    }

    /// Finds when every translation was last changed. A rename alone is not a change, and a source
    /// is found under the name it had then.
    pub(crate) fn history(&self, pages: &[Pages]) -> Result<History, Failure> {
        let uncommitted = self.uncommitted()?;
        let mut walk = Walk::new(pages, &uncommitted);
        self.walk(pages, &mut walk)?;
        let translations = pages.iter().map(|page| page.translation.clone());
        Ok(History {
            changed: translations.zip(walk.found).collect(),
            uncommitted,
            cut: self.cut.clone(),
            objects: Objects::open(&self.root)?,
            root: self.root.clone(),
        })
    }

    /// The files that differ from the last commit, or are new.
    fn uncommitted(&self) -> Result<BTreeSet<String>, Failure> {
        let args = [
            "status",
            "--porcelain=v1",
            "-z",
            "--no-renames",
            "--untracked-files=all",
            "--ignore-submodules=all",
        ];
        let status = text(git(&self.root, &args)?);
        let files = status.split('\0').filter_map(|entry| entry.get(3..));
        Ok(files.map(str::to_owned).collect())
    }

    /// Goes back in history until `walk` has found everything.
    fn walk(&self, pages: &[Pages], walk: &mut Walk) -> Result<(), Failure> {
        let folder = common_folder(pages);
        let mut child = command(&self.root)
            .args(["log", "-z", "--topo-order", "--format=format:%x01%H"])
            .args(["--name-status", "-M", "-l0", "--no-ext-diff", "HEAD", "--"])
            .arg(if folder.is_empty() { "." } else { &folder })
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(cannot_run)?;
        let Some(out) = child.stdout.take() else {
            return Ok(());
        };
        walk.read(BufReader::new(out));
        // The rest of the history is not read.
        let _ = child.kill();
        let _ = child.wait();
        Ok(())
    }
}

/// When translations were last changed.
#[derive(Debug)]
pub(crate) struct History {
    /// For each translation, the commit and the name of its source then.
    changed: BTreeMap<String, Option<(String, String)>>,
    uncommitted: BTreeSet<String>,
    cut: BTreeSet<String>,
    objects: Objects,
    root: PathBuf,
}

impl History {
    /// What the history says about a translation, which must be one of the given pages.
    pub(crate) fn since(&mut self, translation: &str) -> Result<Since, Failure> {
        if self.uncommitted.contains(translation) {
            return Ok(Since::Now);
        }
        let changed = self.changed.get(translation).and_then(Option::as_ref);
        let (commit, source) = match changed {
            Some((commit, source)) if !self.cut.contains(commit) => (commit, source),
            None if self.cut.is_empty() => return Ok(Since::Unknown),
            _ => return Ok(Since::CutOff),
        };
        let object = if source.contains('\n') {
            self.blob(commit, source)?
        } else {
            Some(format!("{commit}:{source}"))
        };
        let Some(object) = object else {
            return Ok(Since::Unknown);
        };
        let text = self.objects.get(&object);
        let text = text.map_err(|error| Failure::runtime(format!("git cat-file: {error}")))?;
        Ok(text.map_or(Since::Unknown, Since::Source))
    }
}

impl History {
    /// The id of the file at `path` in `commit`. For names with a line break, which
    /// `git cat-file --batch` cannot take.
    fn blob(&self, commit: &str, path: &str) -> Result<Option<String>, Failure> {
        let args = ["ls-tree", "-z", "--full-tree", commit, "--", path];
        let entries = text(git(&self.root, &args)?);
        // `100644 blob 8d1c8b69…`, a tab and the name.
        let about = entries.split('\t').next().unwrap_or_default();
        let id = about.split(' ').nth(2);
        Ok(id.map(str::to_owned))
    }
}

/// A running `git cat-file` that returns one file after the other.
#[derive(Debug)]
struct Objects {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Objects {
    fn open(root: &Path) -> Result<Self, Failure> {
        let mut child = command(root)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(cannot_run)?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(to), Some(from)) => Ok(Objects {
                child,
                to,
                from: BufReader::new(from),
            }),
            _ => Err(Failure::runtime("`git cat-file` ended too early")),
        }
    }

    /// The contents of `object`, which is an id, or a commit and a path without line breaks; `None`
    /// if there is no such file.
    fn get(&mut self, object: &str) -> std::io::Result<Option<Vec<u8>>> {
        writeln!(self.to, "{object}")?;
        self.to.flush()?;
        let mut header = String::new();
        self.from.read_line(&mut header)?;
        let Some((about, size)) = header.trim_end().rsplit_once(' ') else {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        };
        let Ok(size) = size.parse::<u64>() else {
            return Ok(None);
        };
        let mut text = Vec::new();
        (&mut self.from).take(size).read_to_end(&mut text)?;
        self.from.read_until(b'\n', &mut Vec::new())?;
        Ok(about.ends_with(" blob").then_some(text))
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The names that files had, while history is walked back.
struct Walk {
    /// The pages of a translation, by its name in the current commit. A translation stays here
    /// until it is found.
    wanted: BTreeMap<String, Vec<usize>>,
    /// The name of the source of every page after the current commit.
    sources: Vec<String>,
    /// The pages by this name.
    by_source: BTreeMap<String, Vec<usize>>,
    /// The renames in the current commit, which affect only earlier commits.
    renamed: Vec<(String, String)>,
    commit: String,
    /// The commit that last changed each translation, and the name of the source then.
    found: Vec<Option<(String, String)>>,
}

impl Walk {
    fn new(pages: &[Pages], uncommitted: &BTreeSet<String>) -> Self {
        let mut walk = Walk {
            wanted: BTreeMap::new(),
            sources: pages.iter().map(|page| page.source.clone()).collect(),
            by_source: BTreeMap::new(),
            renamed: Vec::new(),
            commit: String::new(),
            found: vec![None; pages.len()],
        };
        for (number, page) in pages.iter().enumerate() {
            let by_source = walk.by_source.entry(page.source.clone());
            by_source.or_default().push(number);
            if !uncommitted.contains(&page.translation) {
                let wanted = walk.wanted.entry(page.translation.clone());
                wanted.or_default().push(number);
            }
        }
        walk
    }

    /// Reads a `git log -z --format=format:%x01%H --name-status` until everything is found.
    fn read(&mut self, log: impl BufRead) {
        let mut entries = log.split(0);
        let mut next = || {
            let entry = entries.next()?.ok()?;
            Some(String::from_utf8_lossy(&entry).into_owned())
        };
        while let Some(entry) = next() {
            let status = match entry.strip_prefix('\u{1}') {
                Some(commit) => {
                    let (commit, status) = commit.split_once('\n').unwrap_or((commit, ""));
                    self.enter(commit);
                    status.to_owned()
                }
                None => entry,
            };
            let Some(kind) = status.chars().next() else {
                continue;
            };
            let Some(path) = next() else { break };
            match kind {
                'R' => {
                    let Some(new) = next() else { break };
                    self.renamed(path, new, status == "R100");
                }
                'C' => {
                    let Some(new) = next() else { break };
                    self.changed(new);
                }
                'D' => {}
                _ => self.changed(path),
            }
            if self.is_done() {
                break;
            }
        }
        self.leave();
    }

    fn enter(&mut self, commit: &str) {
        self.leave();
        commit.clone_into(&mut self.commit);
    }

    /// Applies the renames of the current commit, to continue before it.
    fn leave(&mut self) {
        let renamed = std::mem::take(&mut self.renamed);
        // All are removed before any is added again, because two files may have swapped names.
        let moved: Vec<_> = renamed
            .into_iter()
            .map(|(old, new)| {
                let (wanted, sources) = (self.wanted.remove(&new), self.by_source.remove(&new));
                (old, wanted, sources)
            })
            .collect();
        for (old, wanted, sources) in moved {
            for &page in sources.iter().flatten() {
                old.clone_into(&mut self.sources[page]);
            }
            if let Some(pages) = wanted {
                self.wanted.entry(old.clone()).or_default().extend(pages);
            }
            if let Some(pages) = sources {
                self.by_source.entry(old).or_default().extend(pages);
            }
        }
    }

    fn renamed(&mut self, old: String, new: String, is_all: bool) {
        if !is_all {
            self.changed(new.clone());
        }
        self.renamed.push((old, new));
    }

    fn changed(&mut self, path: String) {
        for page in self.wanted.remove(&path).unwrap_or_default() {
            let source = self.sources[page].clone();
            self.found[page] = Some((self.commit.clone(), source));
        }
    }

    fn is_done(&self) -> bool {
        self.wanted.is_empty()
    }
}

/// The folder that contains all of `pages`; empty for the root.
fn common_folder(pages: &[Pages]) -> String {
    let mut paths = pages
        .iter()
        .flat_map(|page| [&page.source, &page.translation])
        .map(|path| path.split('/').rev().skip(1).collect::<Vec<_>>());
    let Some(mut common) = paths.next() else {
        return String::new();
    };
    common.reverse();
    for mut folders in paths {
        folders.reverse();
        let same = common.iter().zip(&folders).take_while(|(a, b)| a == b);
        let same = same.count();
        common.truncate(same);
    }
    common.join("/")
}

/// The output of git with `args` in `folder`.
///
/// # Errors
/// If it cannot be run, or fails.
pub(crate) fn git(folder: &Path, args: &[&str]) -> Result<Vec<u8>, Failure> {
    let output = command(folder)
        .args(args)
        .stdin(Stdio::null())
        .output()
        .map_err(cannot_run)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = text(output.stderr);
    let line = said.lines().find(|line| !line.trim().is_empty());
    let line = line.unwrap_or("git failed").trim_start_matches("fatal: ");
    Err(Failure::runtime(format!("git: {line}")))
}

/// Turns off what the configuration of a repository could make git do: run programs, write, leave
/// files out, or use another output format. Options of single commands do the rest.
const SAFE_CONFIG: [&str; 9] = [
    // Older versions take this for the name of a program, which does not exist.
    "core.fsmonitor=",
    "core.hooksPath=/dev/null",
    "core.quotePath=true",
    "color.ui=false",
    "diff.autoRefreshIndex=false",
    "diff.relative=false",
    "log.follow=false",
    "log.showRoot=true",
    "log.showSignature=false",
];

/// Variables that name another repository than that of the folder, as git sets them for hooks, or
/// that change the output.
const REMOVED_VARIABLES: [&str; 14] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIFF_OPTS",
    "GIT_DIR",
    "GIT_EXTERNAL_DIFF",
    "GIT_GLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// The top folder of the repository that contains `folder`.
pub(crate) fn root(folder: &Path) -> Result<PathBuf, Failure> {
    Ok(path(line(git(folder, &["rev-parse", "--show-toplevel"])?)))
}

/// The full id of the commit `revision`; `None` if there is no such commit.
pub(crate) fn commit(folder: &Path, revision: &str) -> Option<String> {
    // No name begins with a hyphen, and git would take it for an option. (`--end-of-options` is not
    // known to versions before 2.24.)
    if revision.starts_with('-') {
        return None;
    }
    let commit = format!("{revision}^{{commit}}");
    let name = text(line(
        git(folder, &["rev-parse", "--verify", "--quiet", &commit]).ok()?,
    ));
    // `^main` is answered too, and is not a commit.
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_name.then_some(name)
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(if folder == Path::new("") {
            OsStr::new(".")
        } else {
            folder.as_os_str()
        })
        .args(["--no-pager", "--literal-pathspecs"])
        .args(SAFE_CONFIG.iter().flat_map(|setting| ["-c", setting]))
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0");
    for name in REMOVED_VARIABLES {
        command.env_remove(name);
    }
    command
}

/// The single line that git wrote, without the line break.
fn line(mut bytes: Vec<u8>) -> Vec<u8> {
    if bytes.pop_if(|byte| *byte == b'\n').is_some() && cfg!(windows) {
        bytes.pop_if(|byte| *byte == b'\r');
    }
    bytes
}

/// The path that git wrote.
pub(crate) fn path(bytes: Vec<u8>) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt;
        PathBuf::from(std::ffi::OsString::from_vec(bytes))
    }
    #[cfg(not(unix))]
    {
        PathBuf::from(text(bytes))
    }
}

fn cannot_run(error: std::io::Error) -> Failure {
    Failure::runtime(format!("git cannot be run: {error}"))
        .with_hint("install git, which is used to find changes")
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(source: &str, translation: &str) -> Pages {
        Pages {
            source: source.to_owned(),
            translation: translation.to_owned(),
        }
    }

    fn found(pages: &[Pages], log: &str) -> Vec<Option<(String, String)>> {
        let mut walk = Walk::new(pages, &BTreeSet::new());
        walk.read(log.as_bytes());
        walk.found
    }

    fn at(commit: &str, source: &str) -> Option<(String, String)> {
        Some((commit.to_owned(), source.to_owned()))
    }

    #[test]
    fn the_last_change_counts_and_a_mere_rename_does_not() {
        let pages = [page("sv/ö z.md", "nb/ö z.md")];
        let log = "\u{1}c3\nR100\0nb/å.md\0nb/ö z.md\0R100\0sv/å.md\0sv/ö z.md\0\0\u{1}c2\nM\0sv/å.md\0\0\u{1}c1\nM\0nb/å.md\0\0\u{1}c0\nA\0nb/å.md\0A\0sv/å.md\0";
        assert_eq!(found(&pages, log), [at("c1", "sv/å.md")]);
        let log = log.replacen("R100\0nb", "R093\0nb", 1);
        assert_eq!(found(&pages, &log), [at("c3", "sv/ö z.md")]);
    }

    #[test]
    fn files_that_swapped_names_are_told_apart() {
        let pages = [page("sv/a.md", "nb/a.md"), page("sv/b.md", "nb/b.md")];
        let log = "\u{1}c2\nR100\0nb/a.md\0nb/b.md\0R100\0nb/b.md\0nb/a.md\0\0\u{1}c1\nM\0nb/a.md\0\0\u{1}c0\nA\0nb/a.md\0A\0nb/b.md\0";
        assert_eq!(
            found(&pages, log),
            [at("c0", "sv/a.md"), at("c1", "sv/b.md")]
        );
    }

    #[test]
    fn changes_outside_the_history_are_not_found() {
        let pages = [page("sv/a.md", "nb/a.md")];
        assert_eq!(found(&pages, "\u{1}c1\nA\0sv/a.md\0"), [None]);
        assert_eq!(found(&pages, ""), [None]);
    }

    #[test]
    fn only_the_folder_of_all_pages_is_searched() {
        let pages = [page("docs/sv/a.md", "docs/nb/a.md")];
        assert_eq!(common_folder(&pages), "docs");
        assert_eq!(common_folder(&[page("a.sv.md", "docs/a.nb.md")]), "");
    }
}
