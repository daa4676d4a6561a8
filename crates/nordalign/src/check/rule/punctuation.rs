//! Punctuation marks that are missing, doubled or without their partner.
//!
//! The translator's free choices are not reported: a colon or a full stop before a list, an
//! exclamation mark, the kind of quotation marks (”…”, «…», »…«), a mark at the end of a heading.

use crate::check::evidence::Evidence;
use crate::check::pair::{Compared, Pair};
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::severity::Severity;
use crate::check::state::State;
use crate::check::text::{is_quote, words};
use crate::document::BlockKind;
use crate::lang::Lang;
use crate::segment::ends_with_abbreviation;

pub(super) const RULE: Definition = Definition {
    id: "punctuation",
    severity: Severity::Warning,
    summary: "A punctuation mark is missing or doubled in the translation.",
    remedy: "Punctuate the translation like its source.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let marks = Marks::of(&evidence.compared);
    let remarks = evidence.on_compared(|compared| marks.message(evidence.pair, compared));
    remarks.collect()
}

/// How a text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// With a full stop, an exclamation mark or dots.
    Statement,
    Question,
    /// With a mark that something follows: a colon, a comma, a dash.
    Open,
    /// With a word.
    Word,
}

/// Texts with fewer words are labels, which may end in any way.
const SENTENCE: usize = 4;

/// If at least this many units, and this share of all, end differently from their source, it is a
/// habit of the translator.
const HABIT: (usize, f64) = (5, 0.1);

/// Whether the translation of a document ends its sentences as its source does.
struct Marks {
    as_in_source: bool,
}

impl Marks {
    fn of(compared: &[Compared]) -> Self {
        let ends = compared
            .iter()
            .filter(|compared| is_prose(compared))
            .map(|Compared { source, target, .. }| [End::of(&source.text), End::of(&target.text)]);
        let all: Vec<[End; 2]> = ends.filter(|ends| ends[0] != End::Word).collect();
        let other = all.iter().filter(|[source, target]| source != target);
        let (other, all) = (other.count(), all.len());
        Marks {
            as_in_source: other < HABIT.0 || (other as f64) < HABIT.1 * all as f64,
        }
    }

    fn message(&self, pair: &Pair, compared: &Compared) -> Option<String> {
        if compared.joined.state == State::Ignored {
            return None;
        }
        let (source, target) = (&compared.source.text, &compared.target.text);
        let langs = [pair.source.lang, pair.target.lang];
        let ended = || {
            let asked = self.as_in_source && is_prose(compared);
            asked.then(|| end(langs, [source, target])).flatten()
        };
        // Something between them may have been stripped from the text: markup, an image, a
        // shortcode.
        doubled(source, target, &compared.target.raw)
            .or_else(|| unbalanced(source, target))
            .or_else(ended)
    }
}

fn is_prose(compared: &Compared) -> bool {
    let kinds = [
        BlockKind::Paragraph,
        BlockKind::ListItem,
        BlockKind::Quote,
        BlockKind::Line,
    ];
    kinds.contains(&compared.source.kind)
}

impl End {
    fn of(text: &str) -> End {
        let closing = |c: char| c.is_whitespace() || is_quote(c) || ")]}*_'’".contains(c);
        match text.trim_end_matches(closing).chars().next_back() {
            Some('.' | '!' | '…') => End::Statement,
            Some('?') => End::Question,
            Some(c) if c.is_alphanumeric() => End::Word,
            Some('%' | '°' | '§') => End::Word,
            _ => End::Open,
        }
    }
}

/// The end, if it means something else.
fn end(langs: [Lang; 2], text: [&str; 2]) -> Option<String> {
    let of = |side: usize| End::of(text[side]);
    let begins_big = |text: &str| {
        let first = text.chars().find(|c| c.is_alphabetic());
        first.is_some_and(char::is_uppercase)
    };
    let sentence = || {
        let mut texts = text.iter();
        texts.all(|text| words(text) >= SENTENCE && begins_big(text))
    };
    let abbreviated = |side: usize| ends_with_abbreviation(langs[side], text[side].trim_end());
    let message = match (of(0), of(1)) {
        (End::Question, End::Statement | End::Word) => {
            "no question mark at the end, although the source has one"
        }
        (End::Statement, End::Question) => {
            "a question mark at the end, although the source has none"
        }
        (End::Word, End::Question) => "a question mark at the end, although the source has none",
        (End::Statement, End::Word) if sentence() && !abbreviated(0) => {
            "no punctuation mark at the end, although the source has one"
        }
        (End::Word, End::Statement) if sentence() && !abbreviated(1) => {
            "a punctuation mark at the end, although the source has none"
        }
        _ => return None,
    };
    Some(message.to_owned())
}

/// Marks that are never doubled.
const SINGLE: [char; 4] = ['.', ',', ';', ':'];

/// A mark that is doubled or follows a space, in the translation only.
fn doubled(source: &str, target: &str, raw: &str) -> Option<String> {
    SINGLE.iter().find_map(|&mark| {
        let in_raw = |written: String| raw.contains(&written);
        let twice = stands_twice(target, mark) && !stands_twice(source, mark);
        let apart = stands_apart(target, mark) && !stands_apart(source, mark);
        if twice && in_raw(format!("{mark}{mark}")) {
            Some(format!("doubled mark: {mark}{mark}"))
        } else if apart && in_raw(format!(" {mark}")) {
            Some(format!("a space before {mark}"))
        } else {
            None
        }
    })
}

/// Whether `mark` occurs exactly twice after a word, at the end of the text or before a space.
fn stands_twice(text: &str, mark: char) -> bool {
    let characters: Vec<char> = text.chars().collect();
    let is = |at: usize| characters.get(at) == Some(&mark);
    (1..characters.len()).any(|at| {
        let before = characters.get(at - 1).is_some_and(|c| c.is_alphanumeric());
        let after = characters.get(at + 2).is_none_or(|c| c.is_whitespace());
        before && is(at) && is(at + 1) && after
    })
}

/// Whether `mark` follows a word and a space, and a space follows it.
fn stands_apart(text: &str, mark: char) -> bool {
    let characters: Vec<char> = text.chars().collect();
    (2..characters.len()).any(|at| {
        let word = characters.get(at - 2).is_some_and(|c| c.is_alphabetic());
        let space = characters.get(at - 1) == Some(&' ');
        let after = characters.get(at + 1).is_none_or(|c| c.is_whitespace());
        characters[at] == mark && word && space && after
    })
}

/// A bracket or a quotation mark without its partner, in the translation only.
fn unbalanced(source: &str, target: &str) -> Option<String> {
    let brackets = [('(', ')'), ('[', ']'), ('{', '}')];
    let bracket = brackets.into_iter().find_map(|(open, close)| {
        let count = |text, mark| count_brackets(text, mark);
        if count(source, open) != count(source, close) {
            return None;
        }
        match count(target, open).cmp(&count(target, close)) {
            std::cmp::Ordering::Less => Some(close),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(open),
        }
    });
    let message = |mark| format!("{mark} without its partner");
    bracket.map(message).or_else(|| {
        // A quotation over several units is marked differently in different languages.
        let [quotes, own] = [source, target].map(count_quotes);
        let odd = quotes > 0 && quotes % 2 == 0 && own % 2 == 1;
        odd.then(|| "a quotation mark without its partner".to_owned())
    })
}

/// How often `mark` occurs in `text`, except in `a)` and `1)`, where no bracket is open.
fn count_brackets(text: &str, mark: char) -> usize {
    let mut count = 0;
    let mut open = 0_usize;
    let mut label = 0;
    let mut before = None;
    let mut eyes = false;
    for c in text.chars() {
        let labels = c == ')' && open == 0 && (1..=2).contains(&label);
        // A smiley is not a bracket.
        let smiles = eyes && matches!(c, '(' | ')');
        eyes = matches!(c, ':' | ';') || eyes && c == '-';
        if c == mark && !labels && !smiles {
            count += 1;
        }
        open = match c {
            '(' if !smiles => open + 1,
            ')' => open.saturating_sub(1),
            _ => open,
        };
        label = match c {
            _ if c.is_whitespace() => 0,
            _ if c.is_alphanumeric() && (label > 0 || before.is_none_or(char::is_whitespace)) => {
                label + 1
            }
            _ => usize::MAX / 2,
        };
        before = Some(c);
    }
    count
}

/// How many quotation marks `text` has, except for inches (`15"`).
fn count_quotes(text: &str) -> usize {
    let mut before = ' ';
    let mut count = 0;
    for c in text.chars() {
        let inches = matches!(c, '"' | '”') && before.is_ascii_digit();
        count += usize::from(is_quote(c) && !inches);
        before = c;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end_of(source: &str, target: &str) -> Option<String> {
        end([Lang::Sv, Lang::Da], [source, target])
    }

    #[test]
    fn a_question_that_became_a_statement_is_reported() {
        assert!(end_of("Har du en biljett?", "Har du en billet.").is_some());
        assert!(end_of("Har du en biljett?", "Har du en billet").is_some());
        assert_eq!(end_of("Har du en ”biljett”?", "Har du en »billet?«"), None);
    }

    #[test]
    fn a_missing_mark_is_reported_only_after_a_sentence() {
        let source = "Ta med en varm tröja och oömma skor.";
        assert!(end_of(source, "Medbring en varm trøje og gode sko").is_some());
        assert_eq!(end_of("Öppet i dag.", "Åbent i dag"), None);
        assert_eq!(
            end_of(
                "Visa hjälpen och avsluta sedan.",
                "vis hjælpen og afslut så"
            ),
            None
        );
        assert_eq!(
            end_of("Avgiften är hundra kronor", "Afgiften er hundrede kr."),
            None
        );
    }

    #[test]
    fn marks_that_translators_choose_are_not_reported() {
        for (source, target) in [
            ("Vi behöver följande saker:", "Vi skal bruge følgende."),
            ("Nu är det äntligen sommar!", "Nu er det endelig sommer."),
            ("Vi ses i morgon kväll …", "Vi ses i morgen aften."),
        ] {
            assert_eq!(end_of(source, target), None, "{target}");
        }
    }

    #[test]
    fn doubled_marks_are_reported_and_dots_and_paths_are_not() {
        let doubled = |source, target| doubled(source, target, target);
        assert!(doubled("Vi ses.", "Vi ses..").is_some());
        assert!(doubled("Ost, bröd och smör", "Ost,, brød og smør").is_some());
        assert!(doubled("Ost, bröd", "Ost , brød").is_some());
        for target in [
            "Vi ses ...",
            "Se ../priser.md",
            "std::vec",
            "Kl. 9. .NET er klar",
        ] {
            assert_eq!(doubled("Vi ses.", target), None, "{target}");
        }
    }

    #[test]
    fn marks_with_only_markup_between_them_are_not_doubled() {
        let (text, raw) = ("Vælg feltet Kildenr..", "Vælg feltet **Kildenr.**.");
        assert_eq!(doubled("Välj fältet Ursprungsnr.", text, raw), None);
    }

    #[test]
    fn brackets_and_quotes_need_their_partner() {
        assert!(unbalanced("Ring oss (vardagar).", "Ring til os (hverdage.").is_some());
        assert!(unbalanced("Hon sade ”ja”.", "Hun sagde »ja.").is_some());
        for (source, target) in [
            (
                "Väskor (högst 8 kg) är gratis.",
                "Tasker (høyst 8 kg) er gratis.",
            ),
            (
                "Trappan (upp och ner) städas.",
                "Trappen (op og ned) gøres ren.",
            ),
            ("Hon sade ”ja”.", "Hun sagde „ja“."),
            ("Hon sade ”ja”.", "Hun sagde »ja«."),
            ("1. Packa ryggsäcken", "1) Pak rygsækken"),
            ("En skärm på 15 tum", "En skærm på 15\""),
            ("Välkommen!", "Velkommen :)"),
            ("Priset (med moms", "Prisen (med moms"),
            ("Ett (sant) svar", "Et (sandt-/falsk-) svar"),
        ] {
            assert_eq!(unbalanced(source, target), None, "{target}");
        }
    }
}
