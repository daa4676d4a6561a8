//! Finds the language of a file by its path.

use crate::error::Error;
use crate::lang::Lang;

/// The language that `path` names: a part of the file name between dots (`rapport.sv.md`,
/// `sv.txt`), or else the nearest folder with such a name (`sv/rapport.md`). `None` if nothing
/// names a language.
///
/// Both `/` and `\` separate folders, on every system.
///
/// ```
/// use nordalign::{Lang, tree::path_lang};
/// assert_eq!(path_lang("content/nb/index.md")?, Some(Lang::Nb));
/// assert_eq!(path_lang("rapport.txt")?, None);
/// # Ok::<(), nordalign::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Language`](crate::ErrorKind::Language) if the only name found is `no`, which can be
/// Bokmål or Nynorsk.
pub fn path_lang(path: &str) -> Result<Option<Lang>, Error> {
    let mut parts = path.rsplit(['/', '\\']);
    let file = parts.next().unwrap_or_default();
    // The file ending counts too: corpora have `train.sv` and `train.nb`.
    let names = file.rsplit('.').chain(parts);
    match names
        .filter(|name| is_tag(name))
        .find(|name| is_known(name))
    {
        Some(name) => name.parse().map(Some),
        None => Ok(None),
    }
}

/// Whether `name` is one of our languages, or `no`, which is ambiguous.
pub(super) fn is_known(name: &str) -> bool {
    is_norwegian(name) || lang_of_tag(name).is_some()
}

/// Whether `name` says Norwegian, but not which of the two.
pub(super) fn is_norwegian(name: &str) -> bool {
    let primary = name.split(['-', '_']).next().unwrap_or_default();
    is_tag(name) && primary.eq_ignore_ascii_case("no")
}

/// The language that the tag `name` names.
pub(super) fn lang_of_tag(name: &str) -> Option<Lang> {
    name.parse().ok().filter(|_| is_tag(name))
}

/// Whether `name` has the form of a language tag: `sv`, `sv-SE`, `nb_NO`.
///
/// ```
/// use nordalign::tree::is_tag;
/// assert!(is_tag("nb-NO"));
/// assert!(!is_tag("nbrapport"));
/// ```
pub fn is_tag(name: &str) -> bool {
    let mut subtags = name.split(['-', '_']);
    let primary = subtags.next().unwrap_or_default();
    let is_region = |part: &str| match part.len() {
        2 => part.bytes().all(|b| b.is_ascii_alphabetic()),
        3 => part.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    };
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && subtags.all(is_region)
}

/// ISO 639-1 codes of languages that sites and programs are commonly translated to, besides ours.
const OTHERS: &str = "ar be bg bn ca cs cy de el en eo es et eu fa fi fo fr fy ga gd gl he hi hr hu hy id is it ja \
    ka kk kl ko lb lt lv mk ms mt nl nn pl pt ro ru se sk sl sq sr th tr uk ur vi zh";

/// Whether `name` is the tag of a language that is not one of ours.
pub(super) fn is_other(name: &str) -> bool {
    let primary = name.split(['-', '_']).next().unwrap_or_default();
    is_tag(name)
        && OTHERS
            .split_whitespace()
            .any(|code| code.eq_ignore_ascii_case(primary))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_between_dots_as_the_whole_stem_or_as_a_folder() {
        let cases = [
            ("rapport.sv.md", Lang::Sv),
            ("a/b/rapport.nb-NO.md", Lang::Nb),
            ("rapport.da_DK.txt", Lang::Da),
            ("sv.txt", Lang::Sv),
            ("train.nb", Lang::Nb),
            ("sv/name.md", Lang::Sv),
            ("da/2024/name.md", Lang::Da),
            ("da/nb/name.md", Lang::Nb),
            ("da/rapport.sv.md", Lang::Sv),
            (r"C:\texter\sv\rapport.md", Lang::Sv),
            (r"texter\rapport.da.md", Lang::Da),
            ("www.eksempel.no.sv.md", Lang::Sv),
            ("./SV/name.md", Lang::Sv),
        ];
        for (path, lang) in cases {
            assert_eq!(path_lang(path).ok(), Some(Some(lang)), "{path}");
        }
    }

    #[test]
    fn a_path_without_a_language_names_none() {
        for path in [
            "rapport.txt",
            "svar.md",
            "name_sv.txt",
            "dansk/rapport.md",
            "da-capo.md",
            r"C:\rapport.txt",
            "",
            "en.txt",
        ] {
            assert!(matches!(path_lang(path), Ok(None)), "{path}");
        }
    }

    #[test]
    fn the_tag_no_is_ambiguous() {
        for path in ["rapport.no.md", "no/rapport.md", "no.txt"] {
            assert!(
                path_lang(path).is_err_and(|e| e.to_string().contains("`nb`")),
                "{path}"
            );
        }
    }
}
