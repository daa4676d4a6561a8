//! Units in another language than their document, and word forms of a close language, such as Danish
//! ones in a Bokmål text.

use crate::check::evidence::Evidence;
use crate::check::pair::{Compared, Pair};
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::check::state::State;
use crate::check::text::excerpt;
use crate::language::Forms;

pub(super) const RULE: Definition = Definition {
    id: "wrong-language",
    severity: Severity::Error,
    summary: "Part of the translation is in another language than its document.",
    remedy: "Translate it into the language of the document.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let pair = evidence.pair;
    let units = evidence.on_state(State::WrongLanguage, |joined| {
        let language = joined.language.map_or("another language", |l| l.name());
        let wanted = pair.target.lang.name();
        let text = evidence.target(&joined.target);
        format!("in {language}, not {wanted}: “{}”", excerpt(&text))
    });
    let near = Forms::against(pair.target.lang).iter();
    let near = near.filter(|_| !pair.own_spelling);
    let forms = near
        .flat_map(|forms| evidence.on_compared(move |compared| other_forms(forms, pair, compared)));
    units.chain(forms).collect()
}

/// A unit must have this many different forms of the other language: one alone may belong to a
/// name, a title, a quotation.
const FEWEST_FORMS: usize = 2;

/// Word forms of the language that is close to that of the translation.
fn other_forms(forms: &Forms, pair: &Pair, compared: &Compared) -> Option<String> {
    let found = forms.found(&compared.target.prose);
    if found.len() < FEWEST_FORMS {
        return None;
    }
    let found: Vec<String> = found
        .into_iter()
        .map(|(form, own)| format!("{form} ({own})"))
        .collect();
    let lang = pair.target.lang;
    Some(format!(
        "{} forms in {}: {}",
        forms.lang.name(),
        lang.name(),
        found.join(", ")
    ))
}
