//! Paths from the root of a git repository, as the sites that show findings want them.

use std::path::{Component, Path, PathBuf};

/// The current folder, and the root of its git repository; without one, paths are left as they are.
#[derive(Debug)]
pub(super) struct Repository {
    here: PathBuf,
    root: Option<PathBuf>,
}

impl Repository {
    /// The repository that the current folder is in.
    pub(super) fn here() -> Self {
        let here = std::env::current_dir().unwrap_or_default();
        // In a worktree and in a submodule, `.git` is a file.
        let root = here
            .ancestors()
            .find(|folder| folder.join(".git").exists())
            .map(Path::to_path_buf);
        Repository { here, root }
    }

    /// `path`, given from the current folder, from the root; with `/` between folders. What is outside stays as it is.
    pub(super) fn path(&self, path: &str) -> String {
        let full = without_dots(&self.here.join(path));
        let root = self.root.as_deref().unwrap_or(&self.here);
        match full.strip_prefix(root) {
            Ok(below) => below
                .to_string_lossy()
                .replace(std::path::MAIN_SEPARATOR, "/"),
            Err(_) => path.to_owned(),
        }
    }
}

/// `path` without `.` and `..`.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_start_at_the_root_of_the_repository() {
        let mut repository = Repository {
            here: PathBuf::from("/hjem/å/nettsted"),
            root: Some(PathBuf::from("/hjem/å")),
        };
        assert_eq!(repository.path("sv/a b.md"), "nettsted/sv/a b.md");
        assert_eq!(repository.path("./../sv/a.md"), "sv/a.md");
        assert_eq!(repository.path("/hjem/å/sv/a.md"), "sv/a.md");
        assert_eq!(repository.path("../../andre/a.md"), "../../andre/a.md");
        repository.root = None;
        assert_eq!(repository.path("sv/a.md"), "sv/a.md");
    }
}
