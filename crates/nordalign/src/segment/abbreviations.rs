//! Abbreviations, and words that settle what a full stop beside them means.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::lang::Lang;
use crate::language::{ByLang, Files};

use super::context::{After, Before};
use super::signs::is_invisible;

/// Whether a sentence may end with an abbreviation. The data files explain the classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Inside,
    Either,
    Number,
    Title,
    Street,
}

/// What a word says about a full stop near it. The data files explain the roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Ordinal,
    Unit,
    Letter,
    Copula,
    Mark,
    Starter,
}

impl Class {
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "inside" => Some(Self::Inside),
            "either" => Some(Self::Either),
            "number" => Some(Self::Number),
            "title" => Some(Self::Title),
            "street" => Some(Self::Street),
            _ => None,
        }
    }
}

impl Role {
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "ordinal" => Some(Self::Ordinal),
            "unit" => Some(Self::Unit),
            "letter" => Some(Self::Letter),
            "copula" => Some(Self::Copula),
            "mark" => Some(Self::Mark),
            "starter" => Some(Self::Starter),
            _ => None,
        }
    }
}

/// The abbreviations of a language, and the words that settle what a full stop beside them means.
pub(super) struct Abbreviations {
    /// Abbreviations without white space and without the last full stop.
    classes: HashMap<String, Class>,
    /// What longer abbreviations end with, folded, and their classes.
    endings: Vec<(String, Class)>,
    /// Words in lower case, without a last full stop.
    roles: HashMap<String, Vec<Role>>,
}

static ALL: LazyLock<ByLang<Abbreviations>> = LazyLock::new(|| {
    ByLang::new(|lang| {
        let files = Files::of(lang);
        Abbreviations::parse(files.abbreviations, files.full_stops)
    })
});

impl Abbreviations {
    pub(super) fn of(lang: Lang) -> &'static Self {
        ALL.of(lang)
    }

    pub(super) fn parse(abbreviations: &str, context: &str) -> Self {
        let known = entries(abbreviations).filter_map(|(word, class)| {
            let class = Class::named(class.trim())?;
            Some((without_full_stop(word), class))
        });
        let ending = |(word, class): (&str, Class)| Some((folded(word.strip_prefix('-')?), class));
        let endings = known.clone().filter_map(ending).collect();
        let known = known.filter(|(word, _)| !word.starts_with('-'));
        let mut classes = known
            .clone()
            .map(|(word, class)| (word.nfc().collect(), class))
            .collect::<HashMap<String, Class>>();
        for (word, class) in known {
            classes.entry(folded(word)).or_insert(class);
        }
        let roles = entries(context)
            .map(|(word, roles)| {
                let roles = roles.split_whitespace().filter_map(Role::named);
                (folded(without_full_stop(word)), roles.collect())
            })
            .collect();
        Self {
            classes,
            endings,
            roles,
        }
    }

    /// The class of the abbreviation that the stop after `before` closes.
    pub(super) fn class(&self, before: &Before) -> Option<Class> {
        let word = before.word;
        let [last, second_last] = before.earlier;
        let mut spaced = None;
        if last.ends_with('.') {
            let two = format!("{last}{word}");
            if second_last.ends_with('.') {
                spaced = self.spelled(&format!("{second_last}{two}"));
            }
            spaced = spaced.or_else(|| self.spelled(&two));
        }
        spaced
            .or_else(|| self.spelled(word))
            .or_else(|| self.spelled(attached_part(word)?))
            .or_else(|| self.by_ending(word))
    }

    /// The class of a longer abbreviation by its ending: `org.nr.`, `Storg.`. Only a name is that of
    /// a street.
    pub(super) fn by_ending(&self, word: &str) -> Option<Class> {
        let folded = folded(word);
        let mut endings = self.endings.iter();
        let (_, class) = endings.find(|(ending, class)| {
            let is_long = folded.len() > ending.len() + 1;
            let is_name = word.starts_with(char::is_uppercase);
            is_long && folded.ends_with(ending.as_str()) && (is_name || *class != Class::Street)
        })?;
        Some(*class)
    }

    /// Whether the stop is inside one abbreviation, as between `f.` and `Kr.`.
    pub(super) fn spans(&self, before: &Before, after: &After) -> bool {
        after.word.ends_with('.')
            && self
                .spelled(&format!("{}.{}", before.word, after.word))
                .is_some()
    }

    /// The class of the abbreviation `word`, with or without its last full stop.
    pub(super) fn spelled(&self, word: &str) -> Option<Class> {
        let key = without_full_stop(word);
        let exact = key.nfc().collect::<String>();
        let class = self.classes.get(&exact);
        class.or_else(|| self.classes.get(&folded(key))).copied()
    }

    pub(super) fn has_role(&self, word: &str, role: Role) -> bool {
        let roles = self.roles.get(&folded(without_full_stop(word)));
        roles.is_some_and(|roles| roles.contains(&role))
    }
}

/// The abbreviation that is written together with a number or another one: `50kr`, `kr./stk`.
fn attached_part(word: &str) -> Option<&str> {
    let (_, part) = word.rsplit_once(|c: char| c.is_ascii_digit() || matches!(c, '/' | '–'))?;
    // The S of `A/S` does not mean a page.
    (part.len() > 1).then_some(part)
}

pub(super) fn without_full_stop(word: &str) -> &str {
    word.strip_suffix('.').unwrap_or(word)
}

/// The entries of a data file: the word and the rest of its line.
fn entries(data: &str) -> impl Iterator<Item = (&str, &str)> + Clone {
    data.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(char::is_whitespace))
}

/// `word` so that spellings which differ only in case or in Unicode form are equal.
pub(super) fn folded(word: &str) -> String {
    word.nfc()
        .filter(|c| !is_invisible(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether the full stop at the end of `text` belongs to an abbreviation.
pub(crate) fn ends_with_abbreviation(lang: Lang, text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let abbreviations = Abbreviations::of(lang);
    let known = |word| abbreviations.spelled(word).is_some();
    word.ends_with('.') && (known(word) || attached_part(word).is_some_and(known))
}
