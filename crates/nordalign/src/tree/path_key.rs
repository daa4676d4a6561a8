//! A path without its language, which the translations of a document have in common.

use unicode_normalization::UnicodeNormalization;

use crate::lang::Lang;
use crate::tree::path_lang::{
    is_known, is_norwegian, is_other, is_tag_of, lang_at_end, lang_of_tag,
};

/// What a path says about its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LangInPath {
    Lang(Lang),
    /// Only `no`, in the name of a folder or between dots.
    Norwegian,
    /// Only the end of the file name, which may also be a word: `README-nb.md`, `hva-da.md`.
    AtEnd(Lang),
    /// A language that is not one of ours.
    Other,
    /// It names no language.
    None,
}

/// The language that `path`, relative to its root, names: a part of the name before folders, and
/// the nearest folder first.
pub(super) fn lang_in_path(path: &str) -> LangInPath {
    let mut folders = path.rsplit('/');
    let name = folders.next().unwrap_or_default();
    let mut parts: Vec<&str> = name.rsplit('.').collect();
    if let Some(other) = parts
        .get(1)
        .filter(|part| parts.len() > 2 && is_other(part))
    {
        // `page.en.md`, in any folder.
        if lang_of_tag(other).is_none() {
            return LangInPath::Other;
        }
    }
    parts.extend(folders.clone());
    if let Some(lang) = parts.iter().find_map(|part| lang_of_tag(part)) {
        return LangInPath::Lang(lang);
    }
    if parts.iter().any(|part| is_norwegian(part)) {
        return LangInPath::Norwegian;
    }
    if folders.any(is_other) {
        return LangInPath::Other;
    }
    lang_at_end(stem_of(path)).map_or(LangInPath::None, |(_, lang)| LangInPath::AtEnd(lang))
}

/// The name of the file at `path`, without its ending.
pub(super) fn stem_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The two keys of a path in `lang`: one for documents that may belong together, and one that
/// distinguishes `about.md` from `about/index.md`.
///
/// Folders and parts of the name that name the language are left out, and so are the empty ones
/// that a pattern leaves behind.
pub(super) fn keys(path: &str, lang: Lang) -> (String, String) {
    // A folder `no` beside a tag of Bokmål is of something else.
    let is_said = path
        .split(['/', '.'])
        .any(|part| lang_of_tag(part) == Some(lang));
    let says = |part: &str| match is_said {
        true => lang_of_tag(part) == Some(lang),
        false => is_tag_of(part, lang),
    };
    let mut parts: Vec<&str> = path.split('/').collect();
    let name = parts.pop().unwrap_or_default();
    parts.retain(|part| !is_empty(part) && !says(part));
    let parts = source_folders(&parts);
    let (stem, ending) = match name.rsplit_once('.') {
        // `train.sv` has no ending.
        Some((_, ending)) if says(ending) => (name, ""),
        Some((stem, ending)) => (stem, ending),
        None => (name, ""),
    };
    let stem: Vec<&str> = stem
        .split('.')
        .filter(|part| !part.is_empty() && !says(part))
        .collect();
    // A name of the language alone, as in `about/sv.md`.
    let stem = stem.join(".");
    let stem = match lang_at_end(&stem) {
        Some((before, said)) if said == lang => before,
        _ => stem.as_str(),
    };
    // What `README-{lang}.md` leaves.
    let stem = stem.trim_end_matches(['-', '_', ' ']).to_owned();
    let folders = parts.join("/");
    let strict = normal(&format!("{folders}/{stem}.{ending}"));
    let is_index = matches!(stem.to_ascii_lowercase().as_str(), "index" | "_index" | "");
    let key = match (folders.as_str(), is_index) {
        ("", true) => "index".to_owned(),
        (folders, true) => folders.to_owned(),
        ("", false) => stem,
        (folders, false) => format!("{folders}/{stem}"),
    };
    (normal(&key), strict)
}

/// `folder` without the names that say a language, as it is compared with other folders.
pub(super) fn without_lang(folder: &str) -> String {
    let parts = folder.split('/');
    let parts: Vec<&str> = parts
        .filter(|part| !is_empty(part) && !is_known(part))
        .collect();
    normal(&source_folders(&parts).join("/"))
}

fn is_empty(part: &str) -> bool {
    matches!(part, "" | "." | "..")
}

/// The folder of older versions; that of a plugin with an ID is called `api_versioned_docs`.
const VERSIONED: &str = "versioned_docs";

/// What the folder of a Docusaurus plugin with translations is called, before the kind.
const PLUGIN: &str = "docusaurus-plugin-content-";

/// Whether `path` lies in a folder in which Docusaurus keeps translations.
pub(super) fn is_of_docusaurus(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with(PLUGIN))
}

/// `folders` without their language as the source has them: Docusaurus keeps the translation of
/// `docs/a.md` in `i18n/nb/docusaurus-plugin-content-docs/current/a.md`. A plugin that is used
/// several times has an ID, as in `docusaurus-plugin-content-docs-api`, and its folder that name.
fn source_folders<'a>(folders: &[&'a str]) -> Vec<&'a str> {
    let plugin = folders.iter().enumerate().find_map(|(at, part)| {
        let before = at.checked_sub(1)?;
        (folders.get(before) == Some(&"i18n")).then_some(())?;
        Some((at, part.strip_prefix(PLUGIN)?))
    });
    let Some((at, plugin)) = plugin else {
        let of_plugin = |part: &&'a str| part.strip_suffix(VERSIONED)?.strip_suffix('_');
        let split = |part: &&'a str| match of_plugin(part) {
            Some(id) => vec![VERSIONED, id],
            None => vec![*part],
        };
        return folders.iter().flat_map(split).collect();
    };
    let (kind, id) = plugin.split_once('-').unwrap_or((plugin, ""));
    let version = folders.get(at + 1).copied();
    let (own, below): (Vec<&str>, usize) = match (kind, id, version) {
        ("docs", "", Some("current") | None) => (vec!["docs"], 2),
        ("docs", "", Some(_)) => (vec![VERSIONED], 1),
        ("docs", id, Some("current") | None) => (vec![id], 2),
        ("docs", id, Some(_)) => (vec![VERSIONED, id], 1),
        ("pages", "", _) => (vec!["src", "pages"], 1),
        (kind, "", _) => (vec![kind], 1),
        (_, id, _) => (vec![id], 1),
    };
    let before = folders.get(..at - 1).unwrap_or_default();
    let below = folders.get(at + below..).unwrap_or_default();
    [before, &own, below].concat()
}

/// In lower case and composed form, because file systems differ in both.
fn normal(text: &str) -> String {
    text.nfc().flat_map(char::to_lowercase).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn translations_have_the_same_key_however_their_paths_name_the_language() {
        let nb = [
            "guide/start.nb.md",
            "guide/start.nb-NO.markdown",
            "nb/guide/start.md",
            "guide/nb/start.md",
            "nb/guide/start/index.md",
            "guide/start/_index.nb.md",
            "guide/start/nb.txt",
            "Guide/Start.nb",
            "no/guide/start.md",
            "guide/start.no.md",
            "guide/start-nb.md",
            "guide/start_nb_NO.md",
            "guide/start NB.md",
        ];
        for path in nb {
            let says_it = !matches!(lang_in_path(path), LangInPath::None | LangInPath::Other);
            assert!(says_it, "{path}");
            assert_eq!(keys(path, Lang::Nb).0, "guide/start", "{path}");
        }
        assert_eq!(keys("sv/index.md", Lang::Sv).0, "index");
        assert_eq!(keys("_index.da.md", Lang::Da).0, "index");
    }

    #[test]
    fn translations_of_docusaurus_have_the_key_of_their_source() {
        let i18n = |rest: &str| {
            keys(
                &format!("i18n/nb/docusaurus-plugin-content-{rest}"),
                Lang::Nb,
            )
            .0
        };
        for (translation, source) in [
            ("docs/current/guide/a.mdx", "docs/guide/a.mdx"),
            ("docs/version-2.1/a.md", "versioned_docs/version-2.1/a.md"),
            ("docs-api/current/a.md", "api/a.md"),
            (
                "docs-api/version-1/a.md",
                "api_versioned_docs/version-1/a.md",
            ),
            ("blog/2024-05-01-nytt/index.md", "blog/2024-05-01-nytt.md"),
            ("blog-presse/a.md", "presse/a.md"),
            ("pages/om.md", "src/pages/om.md"),
        ] {
            assert_eq!(i18n(translation), keys(source, Lang::Sv).0, "{translation}");
        }
        let site = "website/i18n/nb-NO/docusaurus-plugin-content-docs/current/a.md";
        assert_eq!(keys(site, Lang::Nb).0, "website/docs/a");
    }

    #[test]
    fn letters_are_compared_in_one_form() {
        let composed = keys("Övning/Å.sv.md", Lang::Sv).0;
        assert_eq!(keys("O\u{308}vning/A\u{30a}.sv.md", Lang::Sv).0, composed);
    }

    #[test]
    fn a_page_and_the_index_of_a_folder_are_distinguished_where_necessary() {
        let (page, index) = (keys("om.sv.md", Lang::Sv), keys("om/index.sv.md", Lang::Sv));
        assert_eq!(page.0, index.0);
        assert_ne!(page.1, index.1);
    }

    #[test]
    fn other_languages_are_recognised_and_similar_names_are_not() {
        assert_eq!(lang_in_path("a/page.en.md"), LangInPath::Other);
        assert_eq!(lang_in_path("sv/page.en.md"), LangInPath::Other);
        assert_eq!(lang_in_path("de/page.md"), LangInPath::Other);
        assert_eq!(lang_in_path("sv/it/page.md"), LangInPath::Lang(Lang::Sv));
        assert_eq!(lang_in_path("no/page.md"), LangInPath::Norwegian);
        assert_eq!(lang_in_path("zh-Hant/page.md"), LangInPath::Other);
        assert_eq!(lang_in_path("sv/page-nb.md"), LangInPath::Lang(Lang::Sv));
        assert_eq!(lang_in_path("page-nb.md"), LangInPath::AtEnd(Lang::Nb));
        assert_eq!(keys("nb/no/page.md", Lang::Nb).0, "no/page");
        assert_eq!(lang_in_path("page.min.md"), LangInPath::None);
        assert_eq!(lang_in_path("dansk/da-capo.md"), LangInPath::None);
    }
}
