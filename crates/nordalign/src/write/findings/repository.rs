//! Paths from the root of a git repository, as the sites that show findings want them.

use std::path::{Path, PathBuf};

use crate::path_text::{absolute_path, path_text};

/// The root of a repository: reports for the sites that show them give paths from there.
#[derive(Debug, Clone)]
pub struct Repository(PathBuf);

impl Repository {
    /// With its root at `root`.
    pub fn at(root: impl AsRef<Path>) -> Self {
        Repository(absolute_path(root.as_ref()))
    }

    /// The git repository that the current folder is in; outside of one, the folder itself.
    pub fn here() -> Self {
        let here = std::env::current_dir().unwrap_or_default();
        // In a worktree and in a submodule, `.git` is a file.
        let root = here.ancestors().find(|folder| folder.join(".git").exists());
        Repository(root.unwrap_or(&here).to_owned())
    }

    /// `path`, given from the current folder, from the root; with `/` between folders. What is
    /// outside stays as it is.
    pub fn path(&self, path: &str) -> String {
        match absolute_path(Path::new(path)).strip_prefix(&self.0) {
            Ok(below) => path_text(below).replace(std::path::MAIN_SEPARATOR, "/"),
            Err(_) => path.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_start_at_the_root_of_the_repository() {
        let here = std::env::current_dir().unwrap();
        let folder = here.file_name().unwrap().to_string_lossy();
        let repository = Repository(here.parent().unwrap().to_owned());
        assert_eq!(repository.path("sv/a b.md"), format!("{folder}/sv/a b.md"));
        assert_eq!(repository.path("./../å/a.md"), "å/a.md");
        assert_eq!(
            repository.path(&here.join("a.md").to_string_lossy()),
            format!("{folder}/a.md")
        );
        let outside = "../../../../../../../../../../andre/a.md";
        assert_eq!(repository.path(outside), outside);
    }
}
