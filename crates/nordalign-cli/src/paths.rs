//! Paths as they are shown: with `/` between folders, from the current folder.

use std::path::Path;

use nordalign::read::path_from;

/// `path` as seen from the current folder.
pub(crate) fn shown(path: &str) -> String {
    if path.is_empty() || path == "-" {
        return path.to_owned();
    }
    path_from(Path::new("."), Path::new(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_shown_from_the_current_folder() {
        assert_eq!(shown("./docs/../docs/a.md"), "docs/a.md");
        assert_eq!(shown("../a.md"), "../a.md");
        assert_eq!(shown("-"), "-");
    }
}
