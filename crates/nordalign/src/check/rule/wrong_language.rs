//! Units in another language than their document, and word forms of a close language, such as Danish
//! ones in a Bokmål text.

use crate::check::evidence::Evidence;
use crate::check::pair::{Compared, ForeignSentence, Joined, Pair};
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::check::state::State;
use crate::check::text::{excerpt, fingerprint};
use crate::identify::Language;
use crate::lang::Lang;
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
    let forms = near.flat_map(|forms| {
        evidence.on_compared(move |compared| {
            // One cause, one finding.
            let is_reported = !compared.joined.foreign.is_empty();
            other_forms(forms, pair, compared).filter(|_| !is_reported)
        })
    });
    let sentences = evidence.classified.joined.iter().flat_map(|joined| {
        let foreign = joined.foreign.iter();
        foreign.map(move |sentence| foreign_sentence(pair, joined, sentence))
    });
    units.chain(forms).chain(sentences).collect()
}

/// A sentence that is in another language than the others of its unit.
fn foreign_sentence(pair: &Pair, joined: &Joined, sentence: &ForeignSentence) -> Remark {
    let text = pair.target.part(sentence.unit, &sentence.range);
    let span = pair.target.span(sentence.unit, &sentence.range);
    let begin = pair.target.position(span.start);
    let (language, wanted) = (sentence.language.name(), pair.target.lang.name());
    let message = format!(
        "a sentence in {language}, not {wanted}: “{}”",
        excerpt(text)
    );
    Remark {
        line: begin.line,
        column: Some(begin.column),
        end_line: Some(pair.target.position(span.end).line),
        fingerprint: fingerprint(text),
        ..Remark::new(pair, &joined.source, &joined.target, message)
    }
}

/// A whole document in `lang` that is in another language.
pub(in crate::check) fn document(lang: Lang, language: Language) -> Remark {
    let (language, wanted) = (language.name(), lang.name());
    let message = format!("the whole page is in {language}, not {wanted}");
    Remark::on_document(lang, None, message)
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
