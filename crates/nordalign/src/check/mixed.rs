//! Danish word forms in a Bokmål text, and the other way round.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_segmentation::UnicodeSegmentation;

use crate::check::compare::Compared;
use crate::check::unit::Pair;
use crate::lang::Lang;

/// So many different forms of the other language must stand in a unit: one alone may belong to a name, a title, a quotation.
const TOLD_FROM: usize = 2;

/// The forms that are only Danish or only Bokmål, and the form in the other language.
static FORMS: LazyLock<[BTreeMap<&str, &str>; 2]> = LazyLock::new(|| {
    let lines = include_str!("mixed_forms.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    let pairs: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once(" | ")).collect();
    let told = |(form, _): &(&str, &str)| !form.starts_with('(');
    let bare = |form: &'static str| form.trim_start_matches('(').trim_end_matches(')');
    let danish = pairs.iter().copied().filter(|pair| told(pair));
    let bokmal = pairs.iter().map(|&(danish, bokmal)| (bokmal, danish));
    let bokmal = bokmal.filter(|pair| told(pair));
    [
        danish.map(|(form, other)| (form, bare(other))).collect(),
        bokmal.map(|(form, other)| (form, bare(other))).collect(),
    ]
});

/// From so many units on that have such forms, and such a share of all, a document has a spelling of its own: before 1938, Bokmål had
/// `mig`, `efter` and `hvad`.
const SPELLING: (usize, f64) = (10, 0.2);

/// Which forms a document's translation should not have.
pub(super) struct Spelling {
    forms: Option<(&'static BTreeMap<&'static str, &'static str>, Lang)>,
}

/// The forms that a text in `lang` should not have, and the language that has them.
fn forms_against(lang: Lang) -> Option<(&'static BTreeMap<&'static str, &'static str>, Lang)> {
    match lang {
        Lang::Nb => Some((&FORMS[0], Lang::Da)),
        Lang::Da => Some((&FORMS[1], Lang::Nb)),
        Lang::Sv => None,
    }
}

/// Whether a word of `text` has a form that `lang` does not have.
pub(super) fn has_form(text: &str, lang: Lang) -> bool {
    forms_against(lang).is_some_and(|(forms, _)| !found(forms, text).is_empty())
}

/// Whether a document in `lang`, unit by unit, has the other language's forms everywhere, as its own spelling.
pub(super) fn is_own_spelling<'a>(lang: Lang, units: impl Iterator<Item = &'a str>) -> bool {
    let Some((forms, _)) = forms_against(lang) else {
        return false;
    };
    let (mut some, mut all) = (0, 0);
    for text in units {
        all += 1;
        some += usize::from(!found(forms, text).is_empty());
    }
    some >= SPELLING.0 && some as f64 >= SPELLING.1 * all as f64
}

impl Spelling {
    pub(super) fn of(pair: &Pair) -> Self {
        let forms = forms_against(pair.target.lang);
        Spelling {
            forms: forms.filter(|_| !pair.own_spelling),
        }
    }

    pub(super) fn message(&self, pair: &Pair, compared: &Compared) -> Option<String> {
        let (forms, other) = self.forms?;
        let found = found(forms, &compared.prose[1]);
        if found.len() < TOLD_FROM {
            return None;
        }
        let found: Vec<String> = found
            .into_iter()
            .map(|(form, own)| format!("{form} ({own})"))
            .collect();
        let lang = pair.target.lang;
        Some(format!(
            "{} forms in {}: {}",
            other.name(),
            lang.name(),
            found.join(", ")
        ))
    }
}

/// The different `forms` in `text`, in its order, outside quotations. Words with a capital may be names.
fn found<'a>(forms: &BTreeMap<&'a str, &'a str>, text: &str) -> Vec<(&'a str, &'a str)> {
    let mut found = Vec::new();
    let mut quoted = false;
    for word in text.split_word_bounds() {
        match word {
            "«" | "“" | "„" | "»" | "”" | "\"" => quoted = !quoted,
            _ => {}
        }
        if let Some((&form, &own)) = forms.get_key_value(word)
            && !quoted
            && !found.contains(&(form, own))
        {
            found.push((form, own));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_the_other_language_are_found_but_not_in_quotations_or_names() {
        let found = |text| found(&FORMS[0], text);
        assert_eq!(
            found("Vi vet ikke hvad som er igjen af maten."),
            [("hvad", "hva"), ("af", "av")]
        );
        assert_eq!(found("Han sa «hvad er der tilbage af maden»."), []);
        assert_eq!(found("Boken heter Hvad Nu."), []);
    }

    #[test]
    fn no_form_is_told_of_in_both_languages() {
        for form in FORMS[0].keys() {
            assert!(!FORMS[1].contains_key(form), "{form}");
        }
    }
}
