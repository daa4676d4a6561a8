//! Places where documents are, and which of them hold the same documents in different languages.

use std::collections::BTreeSet;

use crate::lang::Lang;
use crate::tree::path_key::{is_of_docusaurus, without_lang};

/// A folder, or the fixed part of a pattern. A document is called by its path below it.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The language of its documents, if the caller or its own name says one.
    pub(super) lang: Option<Lang>,
    /// Its path with `/` between folders. The folder that `{lang}` stands for is left out.
    pub(super) folder: String,
    /// Whether it is of a pattern with `{lang}`: then its documents are called by their whole paths.
    pub(super) of_all: bool,
    /// The languages that documents were found in, and its own.
    pub(super) langs: BTreeSet<Lang>,
}

/// The paths of the documents of each place without the place itself, in the order of the places.
pub(super) type Names = Vec<(usize, String)>;

/// Puts before each of the names, which are below their places, what distinguishes the places:
/// nothing if they all hold the same documents.
///
/// Every place of another language answers to one of the source's: to that with the same path but
/// for the language, and among the others the nth to the nth.
pub(super) fn prefix(places: &[Place], source: Option<Lang>, names: &mut Names) {
    let answers = answers(places, source);
    let in_use = |place: &usize| !places[*place].langs.is_empty();
    let distinct: BTreeSet<usize> = (0..places.len())
        .filter(in_use)
        .map(|place| answers[place])
        .collect();
    let of_all = places.iter().any(|place| place.of_all);
    let of_docusaurus = names.iter().any(|(_, name)| is_of_docusaurus(name));
    if distinct.len() < 2 && !of_all && !of_docusaurus {
        return;
    }
    for (place, name) in names {
        // What such a folder answers to, its own path says.
        let folder = match is_of_docusaurus(name) {
            true => &places[*place].folder,
            false => &places[answers[*place]].folder,
        };
        *name = format!("{}/{name}", without_lang(folder));
    }
}

/// For each place, that which it answers to: itself, if no other.
pub(super) fn answers(places: &[Place], source: Option<Lang>) -> Vec<usize> {
    let mut answers: Vec<usize> = (0..places.len()).collect();
    let has = |place: usize, lang: Lang| places[place].langs.contains(&lang);
    let is_there = |lang: &Lang| (0..places.len()).any(|place| has(place, *lang));
    let first = places.iter().find_map(|place| place.lang);
    let Some(source) = source.filter(is_there).or(first) else {
        return answers;
    };
    for &lang in Lang::ALL.iter().filter(|&&lang| lang != source) {
        // A pattern with {lang} that finds both languages answers to itself.
        let is_open = |&place: &usize| {
            has(place, source) && (places[place].lang.is_some() || !has(place, lang))
        };
        let mut open: Vec<usize> = (0..places.len()).filter(is_open).collect();
        let of_lang = |&place: &usize| has(place, lang) && !has(place, source);
        let (known, mut new): (Vec<usize>, Vec<usize>) = (0..places.len())
            .filter(of_lang)
            .partition(|&place| answers[place] != place);
        open.retain(|place| !known.iter().any(|&known| answers[known] == *place));
        new.retain(|&place| {
            let path = without_lang(&places[place].folder);
            let same = |&source: &usize| without_lang(&places[source].folder) == path;
            let Some(at) = open.iter().position(same) else {
                return true;
            };
            answers[place] = open.remove(at);
            false
        });
        for (place, source) in new.into_iter().zip(open) {
            answers[place] = source;
        }
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::*;
    use Lang::{Da, Nb, Sv};

    fn place(lang: Option<Lang>, folder: &str, langs: &[Lang]) -> Place {
        Place {
            lang,
            folder: folder.to_owned(),
            of_all: lang.is_none(),
            langs: langs.iter().copied().collect(),
        }
    }

    fn folder(lang: Lang, folder: &str) -> Place {
        place(Some(lang), folder, &[lang])
    }

    /// For each folder, that which it answers to.
    fn answering(places: &[Place]) -> Vec<&str> {
        let answers = answers(places, Some(Sv)).into_iter();
        answers.map(|place| places[place].folder.as_str()).collect()
    }

    #[test]
    fn the_nth_folder_of_a_language_answers_to_the_nth_of_the_source() {
        let places = [
            folder(Sv, "texter"),
            folder(Nb, "tekster"),
            folder(Sv, "nyheter"),
            folder(Da, "tekster-da"),
            folder(Nb, "aktuelt"),
            folder(Da, "nyt"),
            folder(Da, "arkiv"),
        ];
        let expected = [
            "texter", "texter", "nyheter", "texter", "nyheter", "nyheter", "arkiv",
        ];
        assert_eq!(answering(&places), expected);
    }

    #[test]
    fn folders_with_the_same_path_but_for_the_language_belong_together_in_any_order() {
        let places = [
            folder(Sv, "docs/sv"),
            folder(Sv, "blog/sv"),
            folder(Nb, "blog/nb"),
            folder(Nb, "docs/nb"),
        ];
        assert_eq!(
            answering(&places),
            ["docs/sv", "blog/sv", "blog/sv", "docs/sv"]
        );
        let places = [
            folder(Sv, "blog"),
            folder(Sv, "docs"),
            folder(Nb, "i18n/nb/docusaurus-plugin-content-docs/current"),
            folder(Nb, "i18n/nb/docusaurus-plugin-content-blog"),
        ];
        assert_eq!(answering(&places), ["blog", "docs", "docs", "blog"]);
    }

    #[test]
    fn a_pattern_with_lang_answers_to_a_folder_of_the_source_unless_it_finds_the_source_itself() {
        let translations = place(None, "oversatt", &[Nb, Da]);
        let places = [folder(Sv, "texter"), translations];
        assert_eq!(answering(&places), ["texter", "texter"]);
        let all = place(None, "docs", &[Sv, Nb]);
        let places = [all, folder(Sv, "texter"), folder(Nb, "tekster")];
        assert_eq!(answering(&places), ["docs", "texter", "texter"]);
    }

    #[test]
    fn what_distinguishes_places_is_part_of_the_names_only_where_it_is_needed() {
        let named = |places: &[Place]| {
            let of_place = |place| (place, "a.md".to_owned());
            let mut names: Names = (0..places.len()).map(of_place).collect();
            prefix(places, Some(Sv), &mut names);
            let names = names.into_iter().map(|(_, name)| name);
            names.collect::<Vec<String>>().join(" ")
        };
        let one = [folder(Sv, "texter"), folder(Nb, "tekster")];
        assert_eq!(named(&one), "a.md a.md");
        let two = [
            folder(Sv, "texter"),
            folder(Sv, "nyheter"),
            folder(Nb, "tekster"),
        ];
        assert_eq!(named(&two), "texter/a.md nyheter/a.md texter/a.md");
    }
}
