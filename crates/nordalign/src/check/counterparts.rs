//! Knows which pages of a site are translations of each other, so that a link may lead to a page by
//! its name in the other language.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::difference::Difference;

/// Pages by their paths, and the number of the set that each belongs to.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Counterparts {
    sets: BTreeMap<String, usize>,
    count: usize,
}

/// Endings of page names that a link may leave out.
const ENDINGS: [&str; 6] = ["", ".md", "/index.md", "/_index.md", ".html", "/index.html"];

impl Counterparts {
    pub(super) fn add(&mut self, paths: impl Iterator<Item = String>) {
        self.count += 1;
        let paths = paths.map(|path| (resolved("", &path), self.count));
        self.sets.extend(paths);
    }

    /// The set of the page that `link` leads to from the page at `path`.
    fn set(&self, path: &str, link: &str) -> Option<usize> {
        let link = link.split(['#', '?']).next().unwrap_or_default();
        if link.is_empty() || link.contains(':') || link.starts_with('/') {
            return None;
        }
        let folder = path
            .rsplit_once(['/', '\\'])
            .map_or("", |(folder, _)| folder);
        let target = resolved(folder, &decoded(link));
        let target = target.trim_end_matches('/');
        ENDINGS
            .iter()
            .find_map(|ending| self.sets.get(&format!("{target}{ending}")))
            .copied()
    }

    /// `difference` without links of the pages at `paths` that lead to counterparts.
    pub(super) fn forgive(&self, paths: [&str; 2], mut difference: Difference) -> Difference {
        if self.sets.is_empty() {
            return difference;
        }
        // For each set, the links of the translation that lead to it, the last one first.
        let mut answers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, link) in difference.added.iter().enumerate().rev() {
            if let Some(set) = self.set(paths[1], link) {
                answers.entry(set).or_default().push(at);
            }
        }
        let mut forgiven = BTreeSet::new();
        difference.lacking.retain(|link| {
            let set = self.set(paths[0], link);
            let answer = set.and_then(|set| answers.get_mut(&set)?.pop());
            forgiven.extend(answer);
            answer.is_none()
        });
        let mut at = 0..;
        difference
            .added
            .retain(|_| at.next().is_some_and(|at| !forgiven.contains(&at)));
        difference
    }
}

/// `path` below `folder`, without `.` and `..`.
fn resolved(folder: &str, path: &str) -> String {
    let whole = format!("{folder}/{path}").replace('\\', "/");
    let root = if folder.starts_with('/') || folder.is_empty() && path.starts_with('/') {
        "/"
    } else {
        ""
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("{root}{}", parts.join("/"))
}

/// `link` with `%20` and the like decoded.
fn decoded(link: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = link.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| first == b'%');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forgiven(source: &str, target: &str) -> bool {
        let mut pages = Counterparts::default();
        for set in [
            ["docs/sv/ombord.md", "./docs/nb/om-bord.md"],
            ["docs/sv/hamn/index.md", "docs/nb/havn/index.md"],
            ["docs/sv/på sjön.md", "docs/nb/på sjøen.md"],
        ] {
            pages.add(set.into_iter().map(str::to_owned));
        }
        let difference = Difference {
            lacking: vec![source.to_owned()],
            added: vec![target.to_owned()],
        };
        let paths = ["docs/sv/hamn/index.md", "docs/nb/havn/index.md"];
        pages.forgive(paths, difference) == Difference::default()
    }

    #[test]
    fn a_link_may_lead_to_the_page_by_its_name_in_the_other_language() {
        assert!(forgiven("../ombord.md#mat", "../om-bord.md#mat"));
        assert!(forgiven("../ombord", "../om-bord"));
        assert!(forgiven("../hamn/", "./"));
        assert!(forgiven("../p%C3%A5%20sj%C3%B6n.md", "../på sjøen.md"));
    }

    #[test]
    fn a_link_to_another_page_is_still_reported() {
        assert!(!forgiven("../ombord.md", "../havn/index.md"));
        assert!(!forgiven("../ombord.md", "../ombord.md"));
        assert!(!forgiven("/ombord.md", "/om-bord.md"));
        assert!(!forgiven("../../../../ombord.md", "../om-bord.md"));
    }
}
