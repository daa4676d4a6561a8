//! Which language a file is in, by its path.

use nordalign::{Error, Lang};

/// The language that `path` names: a part of the file name between dots (`rapport.sv.md`, `sv.txt`), else the nearest
/// folder called so (`sv/rapport.md`). `None` where nothing does.
///
/// Both `/` and `\` part folders, on every system.
///
/// # Errors
/// Where the only name found is `no`, which is Bokmål or Nynorsk.
pub(crate) fn path_lang(path: &str) -> Result<Option<Lang>, Error> {
    let mut parts = path.rsplit(['/', '\\']);
    let file = parts.next().unwrap_or_default();
    // A file's ending is looked at too: corpora have `train.sv` and `train.nb`.
    let names = file.rsplit('.').chain(parts);
    match names
        .filter(|name| is_tag(name))
        .find(|name| is_known(name))
    {
        Some(name) => name.parse().map(Some),
        None => Ok(None),
    }
}

/// Whether `name` is one of our languages, or the `no` that must be asked about.
fn is_known(name: &str) -> bool {
    let primary = name.split(['-', '_']).next().unwrap_or_default();
    primary.eq_ignore_ascii_case("no") || name.parse::<Lang>().is_ok()
}

/// Whether `name` is made like a language tag: `sv`, `sv-SE`, `nb_NO`.
pub(crate) fn is_tag(name: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_stands_between_dots_or_is_the_whole_stem_or_a_folder() {
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
    fn a_path_without_a_language_tells_nothing() {
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
    fn no_is_asked_about() {
        for path in ["rapport.no.md", "no/rapport.md", "no.txt"] {
            assert!(
                path_lang(path).is_err_and(|e| e.to_string().contains("`nb`")),
                "{path}"
            );
        }
    }
}
