//! Languages that have most of their words in common, and what tells their texts apart: forms of
//! words.

use crate::lang::Lang;
use crate::language::Forms;

/// Whether a word of `text` has a form of a language near to `lang`, which `lang` does not have.
pub(super) fn has_near_form(text: &str, lang: Lang) -> bool {
    let mut near = Forms::against(lang).iter();
    near.any(|forms| !forms.found(text).is_empty())
}

/// From so many units on that have such forms, and such a share of all, a document has a spelling
/// of its own: before 1938, Bokmål had `mig`, `efter` and `hvad`.
const SPELLING: (usize, f64) = (10, 0.2);

/// Whether a document in `lang`, unit by unit, has forms of a near language everywhere, as its own
/// spelling.
pub(super) fn is_own_spelling<'a>(lang: Lang, units: impl Iterator<Item = &'a str>) -> bool {
    if Forms::against(lang).is_empty() {
        return false;
    }
    let (mut some, mut all) = (0, 0);
    for text in units {
        all += 1;
        some += usize::from(has_near_form(text, lang));
    }
    some >= SPELLING.0 && some as f64 >= SPELLING.1 * all as f64
}
