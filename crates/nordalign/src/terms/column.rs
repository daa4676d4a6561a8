//! What the columns of a table of terms are, by their names.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::lang::Lang;
use crate::normalize::composed;

/// What a column has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Terms(Lang),
    Forbidden(Lang),
    Compounds,
    Note,
}

/// What the name of a column says.
pub(super) struct Named {
    /// What the column has, or what is wrong with its name.
    pub(super) column: Result<Column, String>,
    /// Whether it says no more of its language than that it is Norwegian.
    pub(super) is_norwegian: bool,
}

/// What a word in the name of a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Lang(Lang),
    Norwegian,
    Term,
    Forbidden,
}

static MEANINGS: LazyLock<BTreeMap<&'static str, Meaning>> = LazyLock::new(|| {
    let lines = include_str!("column_names.txt").lines();
    let lines = lines.filter_map(|line| line.split_once(": "));
    let meaning = |name: &str| match name {
        "no" => Some(Meaning::Norwegian),
        "term" => Some(Meaning::Term),
        "forbidden" => Some(Meaning::Forbidden),
        code => code.parse().ok().map(Meaning::Lang),
    };
    let lines = lines.filter_map(|(name, words)| Some((meaning(name)?, words)));
    lines
        .flat_map(|(meaning, words)| words.split_whitespace().map(move |word| (word, meaning)))
        .collect()
});

/// What the column of this name has. One that says only that its words are forbidden has those of
/// `before`, the language whose column stands before it.
pub(super) fn column(name: &str, before: Option<Lang>) -> Named {
    let name = composed(name).trim().to_lowercase();
    let name = name.replace('_', "-");
    let (tag, is_forbidden) = match name.strip_suffix("-forbidden") {
        Some(tag) => (tag, true),
        None => (name.as_str(), false),
    };
    let of_lang = |lang, is_forbidden| match is_forbidden {
        true => Column::Forbidden(lang),
        false => Column::Terms(lang),
    };
    let named = |column| Named {
        column: Ok(column),
        is_norwegian: false,
    };
    if name == "compounds" {
        return named(Column::Compounds);
    }
    let is_tag = tag.len() == 2 || tag.len() == 5 && tag.contains('-');
    if let Some(lang) = tag.parse().ok().filter(|_| is_tag) {
        return named(of_lang(lang, is_forbidden));
    }
    let words = name.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    let meanings: Option<Vec<Meaning>> = words.map(|word| MEANINGS.get(word).copied()).collect();
    let meanings = meanings.unwrap_or_default();
    let langs = meanings.iter().filter_map(|meaning| match meaning {
        Meaning::Lang(lang) => Some(*lang),
        _ => None,
    });
    let langs: Vec<Lang> = langs.collect();
    let has = |meaning| meanings.contains(&meaning);
    let is_norwegian = has(Meaning::Norwegian) && langs.is_empty();
    let lang = match langs[..] {
        [] if is_norwegian => Some(Lang::Nb),
        [] => before.filter(|_| has(Meaning::Forbidden)),
        [first, ..] => Some(first).filter(|first| langs.iter().all(|lang| lang == first)),
    };
    let column = match lang {
        Some(lang) => Ok(of_lang(lang, has(Meaning::Forbidden))),
        None if is_forbidden => Err(format!(
            "a column is called {name}, and {tag} is not sv, nb or da"
        )),
        None => Ok(Column::Note),
    };
    Named {
        column,
        is_norwegian,
    }
}
