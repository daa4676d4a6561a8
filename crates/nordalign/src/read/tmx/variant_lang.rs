//! The languages that memories give their texts.

use quick_xml::events::BytesStart;

use crate::lang::Lang;

/// The language of a variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VariantLang {
    Ours(Lang),
    /// `no`, which memories say for Bokmål.
    Norwegian,
    Other,
    Missing,
}

/// The language that a `<tuv>` gives.
pub(super) fn lang_of(element: &BytesStart<'_>) -> VariantLang {
    let tag = element
        .attributes()
        .with_checks(false)
        .flatten()
        .find_map(|attribute| {
            let name = attribute.key.local_name();
            (name.as_ref() == "lang").then(|| attribute.value.into_owned())
        });
    let Some(tag) = tag.filter(|tag| !tag.trim().is_empty()) else {
        return VariantLang::Missing;
    };
    let tag = tag.trim();
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    match tag.parse() {
        Ok(lang) => VariantLang::Ours(lang),
        // `no-NO-NY` is how older programs say Nynorsk.
        Err(_)
            if primary.eq_ignore_ascii_case("no") && !tag.to_ascii_uppercase().ends_with("NY") =>
        {
            VariantLang::Norwegian
        }
        Err(_) => VariantLang::Other,
    }
}
