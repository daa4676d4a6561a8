//! The languages that memories give their texts.

use std::collections::BTreeSet;

use quick_xml::events::BytesStart;

use crate::lang::Lang;

/// The language of a variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VariantLang {
    Ours(Lang),
    /// `no`, which means Bokmål in memories.
    Norwegian,
    Other,
    Missing,
}

/// The language of a `<tuv>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Variant {
    pub(super) lang: VariantLang,
    /// Whether it has the code that the header gives for the source.
    pub(super) is_source: bool,
}

impl Variant {
    pub(super) const MISSING: Variant = Variant {
        lang: VariantLang::Missing,
        is_source: false,
    };

    /// Its language, and its place among other variants of that language: the least is taken.
    pub(super) fn rank(self) -> Option<(Lang, usize)> {
        let (lang, rank) = match self.lang {
            VariantLang::Ours(lang) => (lang, 1),
            VariantLang::Norwegian => (Lang::Nb, 2),
            VariantLang::Other | VariantLang::Missing => return None,
        };
        Some((lang, if self.is_source { 0 } else { rank }))
    }
}

/// The language codes of a memory.
#[derive(Debug, Default)]
pub(super) struct Codes {
    /// The source's, in the header.
    source: Option<String>,
    /// Those of texts, as they are written.
    seen: BTreeSet<String>,
}

/// The most codes that are stored, and the longest.
const MOST_CODES: usize = 50;
const LONGEST_CODE: usize = 35;

impl Codes {
    pub(super) fn seen(&self) -> impl Iterator<Item = &str> {
        self.seen.iter().map(String::as_str)
    }

    /// Learns the source from a `<header>`.
    pub(super) fn header(&mut self, element: &BytesStart<'_>) {
        self.source = attribute(element, "srclang").filter(|code| code.len() <= LONGEST_CODE);
    }

    /// What a `<tuv>` says of its language.
    pub(super) fn variant(&mut self, element: &BytesStart<'_>) -> Variant {
        let Some(code) = attribute(element, "lang") else {
            return Variant::MISSING;
        };
        let source = self.source.as_ref();
        let variant = Variant {
            lang: lang_of(&code),
            is_source: source.is_some_and(|source| is_same(source, &code)),
        };
        if code.len() <= LONGEST_CODE && self.seen.len() < MOST_CODES && !self.seen.contains(&code)
        {
            self.seen.insert(code);
        }
        variant
    }
}

/// The value of the attribute with this name, whatever its prefix, if it has any.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let named = attributes.find(|it| it.key.local_name().as_ref() == name)?;
    let value = named.value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// Whether two codes are the same, in any case of letters and with either sign between their parts.
fn is_same(a: &str, b: &str) -> bool {
    let parts = |code: &str| code.to_ascii_lowercase().replace('_', "-");
    parts(a) == parts(b)
}

/// The language of a code: of two letters, or of three (`swe`, `nob`), as some programs write it.
fn lang_of(code: &str) -> VariantLang {
    let mut parts = code.split(['-', '_']);
    let primary = parts.next().unwrap_or_default().to_ascii_lowercase();
    // `no-NO-NY` is how older programs say Nynorsk.
    let is_nynorsk = parts.any(|part| part.to_ascii_uppercase().starts_with("NY"));
    match primary.as_str() {
        "swe" => VariantLang::Ours(Lang::Sv),
        "nob" => VariantLang::Ours(Lang::Nb),
        "dan" => VariantLang::Ours(Lang::Da),
        "no" | "nor" if !is_nynorsk => VariantLang::Norwegian,
        _ => code.parse().map_or(VariantLang::Other, VariantLang::Ours),
    }
}
