//! Word forms that one of two near languages has and the other has not: Danish forms in a Bokmål
//! text, and the other way round.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_segmentation::UnicodeSegmentation;

use super::ByLang;
use crate::lang::Lang;

/// Word forms that only one of two near languages has.
#[derive(Debug)]
pub(crate) struct Forms {
    /// The language that has them.
    pub(crate) lang: Lang,
    /// Each form, and the form that the other language has.
    forms: BTreeMap<&'static str, &'static str>,
}

/// For each language the forms of the languages near it.
static FORMS: LazyLock<ByLang<Vec<Forms>>> = LazyLock::new(|| {
    let mut pairs: Vec<([Lang; 2], Vec<[&str; 2]>)> = Vec::new();
    for line in include_str!("data/forms.txt").lines() {
        let Some((first, second)) = line.split_once(" | ").filter(|_| !line.starts_with('#'))
        else {
            continue;
        };
        let heading = first.strip_prefix('[').zip(second.strip_suffix(']'));
        match (heading, pairs.last_mut()) {
            (Some((first, second)), _) => {
                if let (Ok(first), Ok(second)) = (first.parse(), second.parse()) {
                    pairs.push(([first, second], Vec::new()));
                }
            }
            (None, Some((_, forms))) => forms.push([first, second]),
            (None, None) => {}
        }
    }
    ByLang::new(|lang| {
        let near = pairs.iter().filter_map(|(langs, forms)| {
            let own = langs.iter().position(|&one| one == lang)?;
            let other = 1 - own;
            // What is in brackets is a word of the other language, too.
            let only = forms.iter().filter(|form| !form[other].starts_with('('));
            Some(Forms {
                lang: langs[other],
                forms: only.map(|form| (form[other], bare(form[own]))).collect(),
            })
        });
        near.collect()
    })
});

fn bare(form: &str) -> &str {
    form.trim_start_matches('(').trim_end_matches(')')
}

impl Forms {
    /// Of each language near to `lang` the forms that a text in `lang` should not have.
    pub(crate) fn against(lang: Lang) -> &'static [Forms] {
        FORMS.of(lang)
    }

    /// The different forms in `text`, in its order, each with the form of the other language.
    /// Quotations are left out, and words with a capital, which may be names.
    pub(crate) fn found(&self, text: &str) -> Vec<(&'static str, &'static str)> {
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
        let [danish] = Forms::against(Lang::Nb) else {
            panic!("Danish is near Bokmål");
        };
        assert_eq!(danish.lang, Lang::Da);
        assert_eq!(
            danish.found("Vi vet ikke hvad som er igjen af maten."),
            [("hvad", "hva"), ("af", "av")]
        );
        assert_eq!(danish.found("Han sa «hvad er der tilbage af maden»."), []);
        assert_eq!(danish.found("Boken heter Hvad Nu."), []);
    }

    #[test]
    fn no_form_is_wrong_in_both_languages() {
        for &lang in Lang::ALL {
            for near in Forms::against(lang) {
                let back = Forms::against(near.lang);
                for form in near.forms.keys() {
                    let mut back = back.iter().filter(|own| own.lang == lang);
                    assert!(back.all(|own| !own.forms.contains_key(form)), "{form}");
                }
            }
        }
    }
}
