//! Danish word forms in a Bokmål text, and the other way round.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_segmentation::UnicodeSegmentation;

use crate::lang::Lang;

/// Word forms that only one of two near languages has.
pub(super) struct Forms {
    /// The language that has them.
    pub(super) lang: Lang,
    /// Each form, and the form that the other language has.
    forms: BTreeMap<&'static str, &'static str>,
}

/// Danish forms, and those of Bokmål.
static FORMS: LazyLock<[Forms; 2]> = LazyLock::new(|| {
    let lines = include_str!("forms.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    let pairs: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once(" | ")).collect();
    let is_only_there = |(form, _): &(&str, &str)| !form.starts_with('(');
    let bare = |form: &'static str| form.trim_start_matches('(').trim_end_matches(')');
    let danish = pairs.iter().copied().filter(|pair| is_only_there(pair));
    let bokmal = pairs.iter().map(|&(danish, bokmal)| (bokmal, danish));
    let bokmal = bokmal.filter(|pair| is_only_there(pair));
    [
        Forms {
            lang: Lang::Da,
            forms: danish.map(|(form, other)| (form, bare(other))).collect(),
        },
        Forms {
            lang: Lang::Nb,
            forms: bokmal.map(|(form, other)| (form, bare(other))).collect(),
        },
    ]
});

/// From so many units on that have such forms, and such a share of all, a document has a spelling
/// of its own: before 1938, Bokmål had `mig`, `efter` and `hvad`.
const SPELLING: (usize, f64) = (10, 0.2);

/// The forms that a text in `lang` should not have.
pub(super) fn forms_against(lang: Lang) -> Option<&'static Forms> {
    match lang {
        Lang::Nb => Some(&FORMS[0]),
        Lang::Da => Some(&FORMS[1]),
        Lang::Sv => None,
    }
}

/// Whether a word of `text` has a form that `lang` does not have.
pub(super) fn has_form(text: &str, lang: Lang) -> bool {
    forms_against(lang).is_some_and(|forms| !forms.found(text).is_empty())
}

/// Whether a document in `lang`, unit by unit, has the other language's forms everywhere, as its
/// own spelling.
pub(super) fn is_own_spelling<'a>(lang: Lang, units: impl Iterator<Item = &'a str>) -> bool {
    let Some(forms) = forms_against(lang) else {
        return false;
    };
    let (mut some, mut all) = (0, 0);
    for text in units {
        all += 1;
        some += usize::from(!forms.found(text).is_empty());
    }
    some >= SPELLING.0 && some as f64 >= SPELLING.1 * all as f64
}

impl Forms {
    /// The different forms in `text`, in its order, each with the form of the other language.
    /// Quotations are left out, and words with a capital, which may be names.
    pub(super) fn found(&self, text: &str) -> Vec<(&'static str, &'static str)> {
        let mut found = Vec::new();
        let mut quoted = false;
        for word in text.split_word_bounds() {
            match word {
                "«" | "“" | "„" | "»" | "”" | "\"" => quoted = !quoted,
                _ => {}
            }
            if let Some((&form, &own)) = self.forms.get_key_value(word)
                && !quoted
                && !found.contains(&(form, own))
            {
                found.push((form, own));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_the_other_language_are_found_but_not_in_quotations_or_names() {
        let found = |text| FORMS[0].found(text);
        assert_eq!(
            found("Vi vet ikke hvad som er igjen af maten."),
            [("hvad", "hva"), ("af", "av")]
        );
        assert_eq!(found("Han sa «hvad er der tilbage af maden»."), []);
        assert_eq!(found("Boken heter Hvad Nu."), []);
    }

    #[test]
    fn no_form_is_wrong_in_both_languages() {
        for form in FORMS[0].forms.keys() {
            assert!(!FORMS[1].forms.contains_key(form), "{form}");
        }
    }
}
