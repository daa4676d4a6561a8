//! Units that are in another language than their document.

use crate::check::pair::documents::Pair;
use crate::check::pair::near::{are_near, has_near_form};
use crate::check::text::words;
use crate::identify::{Language, identify};

/// A text with fewer words than this is never in a wrong language.
pub(super) const FEWEST_WORDS: usize = 3;

/// The language of units of the target, if it is clearly not that of the target, and the source is
/// not just as foreign.
pub(super) fn wrong_language(pair: &Pair, source: &[usize], target: &[usize]) -> Option<Language> {
    let language = foreign(pair, target)?;
    let in_source = identify(&pair.source.prose(source)).language;
    let foreign = in_source.lang() != Some(pair.source.lang) && in_source != Language::Unsure;
    (!(foreign && in_source == language)).then_some(language)
}

/// How certain it must be that a text is in the wrong one of two close languages, such as Bokmål and
/// Danish, which share most of their words.
const NEAR: f64 = 0.995;

/// The same if a word has a form that only the wrong one has.
const NEAR_WITH_FORM: f64 = 0.9;

/// The same for Nynorsk, which a short text often looks like, and how many words the text must
/// have.
const NYNORSK: (f64, usize) = (0.9999, 20);

/// The language of `units` of the target, if it is clearly another than that of the target.
pub(super) fn foreign(pair: &Pair, units: &[usize]) -> Option<Language> {
    let (text, lang) = (pair.target.prose(units), pair.target.lang);
    let count = words(&text);
    if count < FEWEST_WORDS {
        return None;
    }
    let found = identify(&text);
    let language = found.other_than(lang)?;
    let sure = match language {
        Language::Nn => found.score >= NYNORSK.0 && count >= NYNORSK.1,
        _ if language.lang().is_some_and(|other| are_near(lang, other)) => {
            let has_form = || !pair.own_spelling && has_near_form(&text, lang);
            found.score >= NEAR || found.score >= NEAR_WITH_FORM && has_form()
        }
        _ => true,
    };
    sure.then_some(language)
}
