//! Finds the language of a file by its path.

use crate::lang::Lang;

/// The language that `path` names: a part of the file name between dots (`rapport.sv.md`,
/// `sv.txt`), or else the nearest folder with such a name (`sv/rapport.md`), or else the end of the
/// file name (`rapport-sv.md`, `rapport_nb.txt`, `Rapport SV.md`). `None` if nothing names a
/// language. `no` is Bokmål: whoever writes Nynorsk calls it `nn`.
///
/// Both `/` and `\` separate folders, on every system.
///
/// ```
/// use nordalign::{Lang, tree::path_lang};
/// assert_eq!(path_lang("content/nb/index.md"), Some(Lang::Nb));
/// assert_eq!(path_lang("README-sv.md"), Some(Lang::Sv));
/// assert_eq!(path_lang("rapport.txt"), None);
/// ```
pub fn path_lang(path: &str) -> Option<Lang> {
    let mut parts = path.rsplit(['/', '\\']);
    let file = parts.next().unwrap_or_default();
    // The file ending counts too: corpora have `train.sv` and `train.nb`.
    let mut names = file.rsplit('.').chain(parts);
    let named = names.find_map(|name| {
        let norwegian = is_norwegian(name).then_some(Lang::Nb);
        lang_of_tag(name).or(norwegian)
    });
    let stem = || file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    named.or_else(|| lang_at_end(stem()).map(|(_, lang)| lang))
}

/// What `stem`, the name of a file without its ending, says at its end, and what stands before:
/// `README` and Bokmål for `README-nb` and `README_nb-NO`.
pub(crate) fn lang_at_end(stem: &str) -> Option<(&str, Lang)> {
    let langs = |(at, _): (usize, &str)| {
        let (before, tag) = (stem.get(..at)?, stem.get(at + 1..)?);
        let region = tag.split_once(['-', '_']).map(|(_, region)| region);
        // `om-da-se` is a sentence, and no tag.
        let is_known = |region: &str| REGIONS.split(' ').any(|r| r.eq_ignore_ascii_case(region));
        if before.is_empty() || !region.is_none_or(is_known) {
            return None;
        }
        let norwegian = is_norwegian(tag).then_some(Lang::Nb);
        Some((before, lang_of_tag(tag).or(norwegian)?))
    };
    stem.match_indices(['-', '_', ' ']).find_map(langs)
}

/// Whether `stem` may say another language at its end: `README-en`.
pub(super) fn may_end_in_other(stem: &str) -> bool {
    let tail = stem.rsplit_once(['-', '_', ' ']);
    tail.is_some_and(|(before, tag)| !before.is_empty() && is_other(tag))
}

/// Where our languages are spoken.
const REGIONS: &str = "se fi ax no sj dk gl fo";

/// Whether `name` is a tag of `lang`; `no` is one of Bokmål.
pub(crate) fn is_tag_of(name: &str, lang: Lang) -> bool {
    lang_of_tag(name) == Some(lang) || lang == Lang::Nb && is_norwegian(name)
}

/// Whether `name` is one of our languages, or `no`.
pub(super) fn is_known(name: &str) -> bool {
    is_norwegian(name) || lang_of_tag(name).is_some()
}

/// Whether `name` says Norwegian, but not which of the two.
pub(super) fn is_norwegian(name: &str) -> bool {
    is_tag(name) && primary(name).eq_ignore_ascii_case("no")
}

/// The language that the tag `name` names.
pub(super) fn lang_of_tag(name: &str) -> Option<Lang> {
    name.parse().ok().filter(|_| is_tag(name))
}

fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or_default()
}

/// Whether `name` has the form of a language tag: `sv`, `sv-SE`, `nb_NO`, `zh-Hans-CN`.
///
/// ```
/// use nordalign::tree::is_tag;
/// assert!(is_tag("nb-NO"));
/// assert!(!is_tag("nbrapport"));
/// ```
pub fn is_tag(name: &str) -> bool {
    let mut subtags = name.split(['-', '_']);
    let primary = subtags.next().unwrap_or_default();
    let is_subtag = |part: &str| match part.len() {
        2 => part.bytes().all(|b| b.is_ascii_alphabetic()),
        3 => part.bytes().all(|b| b.is_ascii_digit()),
        // Only those that exist: `da-capo` is no tag.
        4.. => is_one_of(SUBTAGS, part),
        _ => false,
    };
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && subtags.all(is_subtag)
}

/// Scripts of ISO 15924 and variants that occur in the tags of translations.
const SUBTAGS: &str = "Adlm Arab Armn Beng Cans Cher Cyrl Deva Ethi Geor Grek Gujr Guru Hans Hant Hebr Jpan Khmr \
    Knda Kore Laoo Latn Mlym Mong Mymr Nkoo Olck Orya Sinh Syrc Taml Telu Tfng Thaa Thai Tibt tarask valencia";

/// The codes of languages that sites and programs are commonly translated to, besides ours: ISO
/// 639-1, and of the others those that are no common name of a folder, as `sms` is.
const OTHERS: &str = "af am ar az be bg bho bn br bs ca ceb ckb cmn cs cy de dsb el en eo es et eu fa fi fil \
    fit fkv fo fr frr fy ga gd gl gsw gu ha haw he hi hr hsb hu hy id ilo is it ja jv ka kab kk kl km kmr kn ko ku \
    ky lb lo lt lv mg mi mk mn mr ms mt nds nl nn pa pap pl prs ps pt ro ru rw sd se si sk sl sma sme smj smn \
    so sq sr su sw szl ta te tg th ti tk tl tr tt ug uk ur uz vec vi wuu xh yi yo yue zgh zh zu";

/// Whether `name` is the tag of a language that is not one of ours.
pub(super) fn is_other(name: &str) -> bool {
    is_tag(name) && is_one_of(OTHERS, primary(name))
}

fn is_one_of(list: &str, code: &str) -> bool {
    list.split_whitespace()
        .any(|listed| listed.eq_ignore_ascii_case(code))
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
            assert_eq!(path_lang(path), Some(lang), "{path}");
        }
    }

    #[test]
    fn a_path_without_a_language_names_none() {
        for path in [
            "rapport.txt",
            "svar.md",
            "name-svar.txt",
            "-sv.md",
            "om-da-vi.md",
            "dansk/rapport.md",
            "da-capo.md",
            r"C:\rapport.txt",
            "",
            "en.txt",
        ] {
            assert_eq!(path_lang(path), None, "{path}");
        }
    }

    #[test]
    fn the_end_of_a_file_name_says_its_language_if_nothing_else_does() {
        let cases = [
            ("strategi-sv.txt", Lang::Sv),
            ("tiltak_nb.md", Lang::Nb),
            ("Strategi DA.md", Lang::Da),
            ("README-nb-NO.md", Lang::Nb),
            ("README_sv_SE.md", Lang::Sv),
            ("a/texter-sv", Lang::Sv),
            ("nb/hva-skjer-da.md", Lang::Nb),
            ("policy-sv.da.md", Lang::Da),
        ];
        for (path, lang) in cases {
            assert_eq!(path_lang(path), Some(lang), "{path}");
        }
    }

    #[test]
    fn the_tag_no_is_bokmal() {
        for path in ["rapport.no.md", "no/rapport.md", "no.txt", "rapport-no.md"] {
            assert_eq!(path_lang(path), Some(Lang::Nb), "{path}");
        }
    }

    #[test]
    fn tags_of_other_languages_are_told_from_names_of_folders() {
        for tag in [
            "zh-Hant",
            "zh-hans-CN",
            "sr_Latn",
            "sr-Latn-RS",
            "sma",
            "smj",
            "sme",
            "fkv",
            "fit",
            "fil",
            "yue",
            "ckb",
            "ca-valencia",
            "es-419",
            "pt-BR",
            "so",
            "uz-Cyrl",
        ] {
            assert!(is_other(tag), "{tag}");
        }
        for name in [
            "sms",
            "api",
            "faq",
            "css",
            "img",
            "doc",
            "ml",
            "it-drift",
            "da-capo",
            "is-land",
            "zh-Hanterad",
            "sv-Latn",
            "no",
            "my",
            "or",
        ] {
            assert!(!is_other(name), "{name}");
        }
        assert_eq!(path_lang("sv-Latn-SE/a.md"), Some(Lang::Sv));
    }
}
