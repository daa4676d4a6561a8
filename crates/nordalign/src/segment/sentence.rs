//! Where one sentence ends and the next begins.
//!
//! The method is the sentence boundaries of Unicode UAX #29, corrected with
//! what is known of the language:
//!
//! 1. A blank line always ends a sentence, and so does a line that is clearly
//!    the next item of a list. Every other line break is only white space (UAX
//!    #29 alone would end a sentence at each).
//! 2. UAX #29 proposes boundaries in each such paragraph.
//! 3. Every stop, that is every run of `. ? ! …` with the quotes, brackets and
//!    footnote marks that close on it, gets a [`ruling`] from the words before
//!    and after it. The ruling can join what UAX #29 parts (`nr. Fem`,
//!    `17. Mai`, `"Kommer du?" spurte hun`), part what UAX #29 joins (`slutt. 14
//!    personer kom`), or leave the word to UAX #29.
//! 4. Boundaries that UAX #29 finds elsewhere, at marks which the Nordic
//!    languages do not use, stand.
//!
//! The knowledge of the language is in `abbreviations/`: `sv.txt`, `nb.txt` and
//! `da.txt` list abbreviations, the files that end in `_context.txt` list words
//! that settle what a full stop beside them means. Each file explains its
//! classes, and a line added there needs no change here.
//!
//! The time is linear in the text: each ruling looks at a bounded window.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::Lang;

/// The most bytes that a ruling looks back from a stop.
const LOOK_BACK: usize = 64;

/// The most characters that a ruling looks ahead for a word.
const LOOK_AHEAD: usize = 24;

/// The most quotes, brackets and dashes that may open a sentence.
const MOST_OPENERS: usize = 8;

/// The longest run without letters or digits that UAX #29 is shown whole.
const LONGEST_RUN: usize = 16;

/// Always starts a new paragraph, unlike one line break.
const PARAGRAPH_SEPARATOR: char = '\u{2029}';

/// The line breaks of UAX #29 that stand inside a paragraph.
const LINE_BREAKS: [char; 4] = ['\n', '\r', '\u{85}', '\u{2028}'];

/// Byte ranges of the sentences in `text`, in order, half-open, on char boundaries, trimmed of
/// outer white space; together they cover everything but white space.
pub(crate) fn sentences(lang: Lang, text: &str) -> Vec<Range<usize>> {
    let lexicon = Lexicon::of(lang);
    let mut found = Vec::new();
    for paragraph in paragraphs(text) {
        let content = slice(text, &paragraph);
        add_sentences(lexicon, content, paragraph.start, &mut found);
    }
    found
}

/// The stretches of `text` between blank lines and paragraph separators; each item of a list is
/// a stretch of its own.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut list = List::default();
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive(['\n', PARAGRAPH_SEPARATOR]) {
        let line_end = at + line.len();
        if list.starts_item(line, start == at) && start < at {
            found.push(start..at);
            start = at;
        }
        let is_blank = line.trim().is_empty();
        if is_blank || line.ends_with(PARAGRAPH_SEPARATOR) {
            let end = if is_blank { at } else { line_end };
            if start < end {
                found.push(start..end);
            }
            start = line_end;
        }
        at = line_end;
    }
    if start < at {
        found.push(start..at);
    }
    found
}

/// What the lines so far say about the list they may be in.
#[derive(Default)]
struct List {
    /// The number of the last item.
    number: u32,
    /// Whether the line before ends in a colon.
    is_announced: bool,
}

impl List {
    /// Whether `line` starts an item. A number at the start of a line is not enough, for a
    /// paragraph may be wrapped there: it has to count on, or to follow a colon.
    fn starts_item(&mut self, line: &str, is_first: bool) -> bool {
        let is_announced = self.is_announced;
        self.is_announced = line.trim_end().ends_with(':');
        if line.trim_start().starts_with(['•', '▪', '◦', '‣']) {
            return true;
        }
        let number = item_number(line).filter(|number| {
            is_first || is_announced || Some(*number) == self.number.checked_add(1)
        });
        self.number = number.unwrap_or(self.number);
        number.is_some()
    }
}

/// The number of a line such as `6. Det må` or `6) Det må`.
fn item_number(line: &str) -> Option<u32> {
    let (number, content) = line.trim_start().split_once(['.', ')'])?;
    let text = content.trim_start();
    let is_item = text.len() < content.len() && text.starts_with(char::is_uppercase);
    let is_short = number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit());
    number.parse().ok().filter(|_| is_item && is_short)
}

/// Adds the sentences of one paragraph, which begins at byte `offset` of the text.
fn add_sentences(lexicon: &Lexicon, paragraph: &str, offset: usize, found: &mut Vec<Range<usize>>) {
    let text = &*without_line_breaks(paragraph);
    let mut proposed = proposed_boundaries(text).peekable();
    let mut start = 0;
    for stop in stops(text) {
        // Boundaries before the stop are at marks the rulings do not know.
        while let Some(boundary) = proposed.next_if(|at| *at < stop.marks.end) {
            add_trimmed(text, start..boundary, offset, found);
            start = boundary;
        }
        let mut is_proposed = false;
        while proposed.next_if(|at| *at <= stop.next).is_some() {
            is_proposed = true;
        }
        if ends_sentence(lexicon, text, start, &stop, is_proposed) {
            add_trimmed(text, start..stop.next, offset, found);
            start = stop.next;
        }
    }
    for boundary in proposed {
        add_trimmed(text, start..boundary, offset, found);
        start = boundary;
    }
    add_trimmed(text, start..text.len(), offset, found);
}

/// Adds `range` of `text` without its outer white space, unless nothing is left.
fn add_trimmed(text: &str, range: Range<usize>, offset: usize, found: &mut Vec<Range<usize>>) {
    let untrimmed = slice(text, &range);
    let from_start = untrimmed.trim_start();
    let trimmed = from_start.trim_end();
    if !trimmed.is_empty() {
        let start = offset + range.start + untrimmed.len() - from_start.len();
        found.push(start..start + trimmed.len());
    }
}

/// `paragraph` with spaces for its line breaks, byte for byte as long.
fn without_line_breaks(paragraph: &str) -> Cow<'_, str> {
    if !paragraph.contains(LINE_BREAKS) {
        return Cow::Borrowed(paragraph);
    }
    let mut text = String::with_capacity(paragraph.len());
    for c in paragraph.chars() {
        if LINE_BREAKS.contains(&c) {
            text.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            text.push(c);
        }
    }
    Cow::Owned(text)
}

/// The boundaries that UAX #29 proposes inside `text`, rising.
fn proposed_boundaries(text: &str) -> impl Iterator<Item = usize> {
    without_long_runs(text).flat_map(|(offset, chunk)| {
        chunk
            .split_sentence_bound_indices()
            .skip(1)
            .map(move |(at, _)| offset + at)
    })
}

/// `text` in chunks that are cut inside each run of more than [`LONGEST_RUN`] characters which are
/// neither letters nor digits.
///
/// The time that `unicode-segmentation` takes is quadratic in the length of such a run (it looks
/// for rule SB8 anew from each space and bracket after a full stop). Nothing is lost: the cuts are
/// no boundaries, and the rulings see the uncut text.
fn without_long_runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let mut run = 0;
        let mut length = rest.len();
        for (at, c) in rest.char_indices() {
            run = if c.is_alphanumeric() { 0 } else { run + 1 };
            if run > LONGEST_RUN {
                length = at;
                break;
            }
        }
        let chunk = rest.get(..length)?;
        let offset = start;
        start += length;
        Some((offset, chunk))
    })
}

/// A run of marks that may end a sentence.
struct Stop {
    /// The marks alone: `.`, `?!`, `...`.
    marks: Range<usize>,
    /// The end of the quotes, brackets and footnote marks that close on the marks.
    tail: usize,
    /// The start of what follows the white space; `tail` when there is none.
    next: usize,
}

/// The stops of `text`, in order.
fn stops(text: &str) -> impl Iterator<Item = Stop> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text.get(from..)?.find(is_mark)?;
        let end = skip(text, start, is_mark);
        let tail = skip_tail(text, end);
        let next = skip(text, tail, char::is_whitespace);
        from = next;
        Some(Stop {
            marks: start..end,
            tail,
            next,
        })
    })
}

/// The first byte at or after `from` that begins no character like `is_skipped`.
fn skip(text: &str, from: usize, is_skipped: fn(char) -> bool) -> usize {
    let rest = slice(text, &(from..text.len()));
    text.len() - rest.trim_start_matches(is_skipped).len()
}

/// The end of the closing characters and footnote marks (`[1]`) at `from`.
fn skip_tail(text: &str, from: usize) -> usize {
    let mut end = from;
    loop {
        end = skip(text, end, is_closer);
        match footnote_length(slice(text, &(end..text.len()))) {
            Some(length) => end += length,
            None => return end,
        }
    }
}

/// The bytes of a footnote mark such as `[1]` or `[b]` at the start of `text`.
fn footnote_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('[')?;
    let number = inside
        .bytes()
        .take(4)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let closes = inside.get(number..)?.starts_with(']');
    (number > 0 && closes).then_some(number + 2)
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '‼' | '⁇' | '⁈' | '⁉')
}

/// Whether `c`, straight after a stop, belongs to the sentence before. No quote has a direction
/// here: Danish closes with `«`, Norwegian with `»`, Swedish with `”` or `»`.
fn is_closer(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | '"'
            | '\''
            | '«'
            | '»'
            | '‹'
            | '›'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '*'
            | '_'
    ) || is_superscript(c)
        || is_invisible(c)
}

fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '†' | '‡')
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'
    )
}

/// Whether `c` may stand before the first word of a sentence.
fn is_opener(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '"' | '\''
                | '«'
                | '»'
                | '‹'
                | '›'
                | '“'
                | '”'
                | '„'
                | '‘'
                | '’'
                | '‚'
                | '('
                | '['
                | '{'
                | '-'
                | '–'
                | '—'
                | '―'
                | '•'
                | '·'
                | '*'
                | '_'
                | '¿'
                | '¡'
                | '#'
                | '+'
                | '±'
                | '€'
                | '$'
                | '£'
        )
        || is_invisible(c)
}

/// Whether the sentence that began at byte `start` ends at `stop`.
fn ends_sentence(
    lexicon: &Lexicon,
    text: &str,
    start: usize,
    stop: &Stop,
    is_proposed: bool,
) -> bool {
    if stop.tail == stop.next {
        // Without white space it is inside a number, an address or a file name.
        return false;
    }
    if stop.next == text.len() {
        return true;
    }
    let before = Before::read(text, start, stop);
    let after = After::read(text, stop.next);
    let marks = slice(text, &stop.marks);
    ruling(lexicon, marks, &before, &after).unwrap_or(is_proposed)
}

/// Whether a sentence ends at `marks`, between `before` and `after`; `None` leaves it to UAX #29.
fn ruling(lexicon: &Lexicon, marks: &str, before: &Before, after: &After) -> Option<bool> {
    match after.opening {
        Opening::Lower | Opening::Continuation => return Some(false),
        Opening::Upper | Opening::Digit | Opening::Other => {}
    }
    // A full stop alone between spaces is a part of a spaced ellipsis.
    if marks == "." && !before.is_detached {
        return full_stop_ruling(lexicon, before, after);
    }
    if marks.chars().all(|c| matches!(c, '.' | '…')) {
        return Some(after.opening == Opening::Upper);
    }
    if before.is_bracket_open {
        // A mark alone in brackets comments on a word: `en billig (!) Volvo`.
        return Some(false);
    }
    plain_ruling(after)
}

/// The ruling on a single full stop.
fn full_stop_ruling(lexicon: &Lexicon, before: &Before, after: &After) -> Option<bool> {
    if is_enumeration(lexicon, before.sentence) || lexicon.spans(before, after) {
        return Some(false);
    }
    if is_number(before.word) {
        return number_ruling(lexicon, before, after);
    }
    if is_lone_letter(before.word) && takes_letter(lexicon, before, after) {
        return plain_ruling(after);
    }
    if is_initials(before.word) {
        // `J. I. Hansen` goes on, though `i` starts sentences.
        let is_whole_word = !after.word.ends_with('.');
        return Some(is_whole_word && lexicon.has_role(after.word, Role::Starter));
    }
    match lexicon.class(before) {
        Some(Class::Inside) => Some(false),
        Some(Class::Either) => Some(starts_after_amount(lexicon, after)),
        Some(Class::Number) if before.is_bracketed || is_numbering(after) => Some(false),
        Some(Class::Number) | None => plain_ruling(after),
    }
}

/// The ruling after an ordinary word.
fn plain_ruling(after: &After) -> Option<bool> {
    match after.opening {
        Opening::Upper | Opening::Digit => Some(true),
        Opening::Lower | Opening::Continuation => Some(false),
        Opening::Other => None,
    }
}

/// The ruling after a number, which may be an ordinal: `17. mai`, `i 2022. Året etter`.
fn number_ruling(lexicon: &Lexicon, before: &Before, after: &After) -> Option<bool> {
    let is_short = is_ordinal_sized(before.word);
    let continues_date = is_short && after.opening == Opening::Digit;
    let is_ordinal = is_short && lexicon.has_role(after.word, Role::Ordinal);
    if continues_date || is_ordinal {
        return Some(false);
    }
    plain_ruling(after)
}

/// Whether a sentence starts after an abbreviation that may end one.
fn starts_after_amount(lexicon: &Lexicon, after: &After) -> bool {
    after.opening == Opening::Upper
        && !after.is_bracketed
        && !lexicon.has_role(after.word, Role::Unit)
        && lexicon.spelled(after.word) != Some(Class::Either)
}

/// Whether `sentence`, all that precedes the stop, is only the mark of an enumeration or the
/// number of a heading: `1`, `b`, `IV`, `§ 12 a`, `Kap. 4.2`, `• 3`.
fn is_enumeration(lexicon: &Lexicon, sentence: Option<&str>) -> bool {
    let Some(sentence) = sentence else {
        return false;
    };
    let mut is_numbered = false;
    for token in sentence.split_whitespace() {
        let word = token.trim_matches(|c: char| !c.is_alphanumeric() && c != '§');
        is_numbered = is_enumerator(word);
        let is_heading = lexicon.has_role(word, Role::Heading);
        let is_mark = is_numbered || is_heading || word.is_empty();
        if !is_mark || token.ends_with(',') {
            return false;
        }
    }
    is_numbered
}

fn is_enumerator(word: &str) -> bool {
    let is_year = word.len() > 3 && word.bytes().all(|b| b.is_ascii_digit());
    (is_number(word) && !is_year) || is_lone_letter(word) || is_roman(word)
}

/// Whether the word before a single letter means that the letter is a name for something and no
/// initial: `vitamin C`, `§ 5 a`.
fn takes_letter(lexicon: &Lexicon, before: &Before, after: &After) -> bool {
    let owner = before.earlier[0];
    // `NJA 1999 s. 5` has a page after the year.
    let is_numbered = is_number(owner) && after.opening == Opening::Upper;
    is_numbered || lexicon.has_role(owner, Role::Letter)
}

/// Whether what follows is a number: `fig. 3`, `kap. IV`.
fn is_numbering(after: &After) -> bool {
    // A lone I is the preposition, at the start of a sentence.
    let is_roman_number = is_roman(without_full_stop(after.word)) && after.word != "I";
    after.opening == Opening::Digit || is_roman_number
}

/// Whether `word` is of digits and the signs inside numbers: `17`, `2.000`, `14:30`, `5–6`.
fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '-' | '–' | '/'))
}

/// Whether the number `word` ends in one or two digits, like the day of a month and unlike a year.
fn is_ordinal_sized(word: &str) -> bool {
    let last = word
        .rsplit(['-', '–', '/', '.'])
        .find(|part| !part.is_empty());
    last.is_some_and(|digits| digits.len() <= 2)
}

fn is_roman(word: &str) -> bool {
    let is_made_of = |digits: &str| word.chars().all(|c| digits.contains(c));
    !word.is_empty() && word.len() <= 6 && (is_made_of("IVXL") || is_made_of("ivx"))
}

fn is_lone_letter(word: &str) -> bool {
    let mut letters = word.nfc();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// Whether `word` is initials without the last full stop: `J`, `H.C`, `J.-P`.
fn is_initials(word: &str) -> bool {
    let mut parts = word.split(['.', '-']).filter(|part| !part.is_empty());
    word.starts_with(char::is_uppercase)
        && parts.all(|part| part.starts_with(char::is_uppercase) && is_lone_letter(part))
}

/// What stands before a stop.
struct Before<'a> {
    /// The word that the stop closes, without it.
    word: &'a str,
    /// The two words before that, nearest first; empty where there is none.
    earlier: [&'a str; 2],
    /// The sentence up to the stop, when it is short.
    sentence: Option<&'a str>,
    /// Whether the stop follows white space.
    is_detached: bool,
    /// Whether the stop follows an opening bracket at once: `(!)`.
    is_bracket_open: bool,
    /// Whether the word is alone in brackets: `(red.)`.
    is_bracketed: bool,
}

impl<'a> Before<'a> {
    fn read(text: &'a str, start: usize, stop: &Stop) -> Self {
        let sentence = slice(text, &(start..stop.marks.start));
        let is_short = sentence.len() <= LOOK_BACK;
        let mut words = last_bytes(sentence).rsplit(char::is_whitespace);
        let token = words.next().unwrap_or_default();
        let mut words = words.filter(|word| !word.is_empty()).map(trim_opening);
        let closes_bracket = slice(text, &(stop.marks.end..stop.tail)).starts_with([')', ']']);
        Self {
            word: trim_opening(token),
            earlier: [
                words.next().unwrap_or_default(),
                words.next().unwrap_or_default(),
            ],
            sentence: is_short.then_some(sentence),
            is_detached: token.is_empty(),
            is_bracket_open: closes_bracket && token.ends_with(['(', '[']),
            is_bracketed: closes_bracket && token.starts_with(['(', '[']),
        }
    }
}

/// At most the last [`LOOK_BACK`] bytes of `sentence`, without a word that is cut.
fn last_bytes(sentence: &str) -> &str {
    let from = sentence.len().saturating_sub(LOOK_BACK);
    if from == 0 {
        return sentence;
    }
    let window = (from..sentence.len()).find_map(|at| sentence.get(at..));
    let window = window.unwrap_or_default();
    match window.split_once(char::is_whitespace) {
        Some((_, whole_words)) => whole_words,
        None => window,
    }
}

/// `word` without the quotes, brackets and signs before it.
fn trim_opening(word: &str) -> &str {
    word.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '§')
}

/// What stands after a stop and its white space.
struct After<'a> {
    opening: Opening,
    /// Whether it opens with a bracket.
    is_bracketed: bool,
    /// The first word, with its full stop if it has one.
    word: &'a str,
}

/// What the text after a stop opens with, behind quotes, brackets and dashes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    Upper,
    Lower,
    Digit,
    /// Punctuation that does not open anything: `, ; : )` or another stop.
    Continuation,
    /// A symbol, or a letter without case.
    Other,
}

impl<'a> After<'a> {
    fn read(text: &'a str, from: usize) -> Self {
        let rest = slice(text, &(from..text.len()));
        let content = without_openers(rest);
        Self {
            opening: Opening::read(content),
            is_bracketed: rest.starts_with(['(', '[', '{']),
            word: first_word(content),
        }
    }
}

impl Opening {
    fn read(content: &str) -> Self {
        let mut characters = content.chars();
        let Some(first) = characters.next() else {
            return Self::Other;
        };
        if is_mark(first) {
            // `.NET` and `…Og` open with a word, `... og` does not.
            let beyond = characters
                .take(MOST_OPENERS)
                .find(|c| !is_mark(*c))
                .filter(|c| c.is_alphanumeric());
            return beyond.map_or(Self::Continuation, Self::of);
        }
        if first == '§' || opens_with_list_mark(content) {
            return Self::Upper;
        }
        Self::of(first)
    }

    fn of(c: char) -> Self {
        if c.is_uppercase() {
            Self::Upper
        } else if c.is_lowercase() {
            Self::Lower
        } else if c.is_numeric() {
            Self::Digit
        } else if matches!(c, ',' | ';' | ':' | ')' | ']' | '}' | '%' | '/') {
            Self::Continuation
        } else {
            Self::Other
        }
    }
}

/// Whether `content` opens with the mark of a list item: `b) ` or `iv) `.
fn opens_with_list_mark(content: &str) -> bool {
    let mark = first_word(content).strip_suffix(')');
    mark.is_some_and(|mark| is_lone_letter(mark) || is_roman(mark))
}

/// `text` without the characters that may open a sentence; with all when there are too many.
fn without_openers(text: &str) -> &str {
    text.char_indices()
        .take(MOST_OPENERS)
        .find(|(_, c)| !is_opener(*c))
        .and_then(|(at, _)| text.get(at..))
        .unwrap_or(text)
}

/// The first word of `text` without punctuation after it, a full stop excepted.
fn first_word(text: &str) -> &str {
    let end = text
        .char_indices()
        .take(LOOK_AHEAD)
        .find(|(_, c)| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '?' | '!'))
        .map_or_else(
            || {
                text.char_indices()
                    .nth(LOOK_AHEAD)
                    .map_or(text.len(), |(at, _)| at)
            },
            |(at, _)| at,
        );
    text.get(..end).unwrap_or_default()
}

/// Whether the full stop at the end of `text` belongs to an abbreviation.
pub(super) fn ends_with_abbreviation(lang: Lang, text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let lexicon = Lexicon::of(lang);
    let known = |word| lexicon.spelled(word).is_some();
    word.ends_with('.') && (known(word) || attached_part(word).is_some_and(known))
}

/// `text` in `range`, or nothing where the range does not fit the text.
fn slice<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    text.get(range.clone()).unwrap_or_default()
}

/// How an abbreviation stands to the end of a sentence. The data files explain the classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Inside,
    Either,
    Number,
}

/// What a word says about a full stop near it. The data files explain the roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Ordinal,
    Unit,
    Letter,
    Heading,
    Starter,
}

impl Class {
    fn named(name: &str) -> Option<Self> {
        match name {
            "inside" => Some(Self::Inside),
            "either" => Some(Self::Either),
            "number" => Some(Self::Number),
            _ => None,
        }
    }
}

impl Role {
    fn named(name: &str) -> Option<Self> {
        match name {
            "ordinal" => Some(Self::Ordinal),
            "unit" => Some(Self::Unit),
            "letter" => Some(Self::Letter),
            "heading" => Some(Self::Heading),
            "starter" => Some(Self::Starter),
            _ => None,
        }
    }
}

/// What is known of one language.
struct Lexicon {
    /// Abbreviations without white space and without the last full stop.
    classes: HashMap<String, Class>,
    /// Words in lower case, without a last full stop.
    roles: HashMap<String, Vec<Role>>,
}

static SWEDISH: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::parse(
        include_str!("abbreviations/sv.txt"),
        include_str!("abbreviations/sv_context.txt"),
    )
});
static NORWEGIAN: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::parse(
        include_str!("abbreviations/nb.txt"),
        include_str!("abbreviations/nb_context.txt"),
    )
});
static DANISH: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::parse(
        include_str!("abbreviations/da.txt"),
        include_str!("abbreviations/da_context.txt"),
    )
});

impl Lexicon {
    fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Sv => &SWEDISH,
            Lang::Nb => &NORWEGIAN,
            Lang::Da => &DANISH,
        }
    }

    fn parse(abbreviations: &str, context: &str) -> Self {
        let known = entries(abbreviations).filter_map(|(word, class)| {
            let class = Class::named(class.trim())?;
            Some((without_full_stop(word), class))
        });
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
        Self { classes, roles }
    }

    /// The class of the abbreviation that the stop after `before` closes.
    fn class(&self, before: &Before) -> Option<Class> {
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
    }

    /// Whether one abbreviation goes on across the stop: `f.` and `Kr.`.
    fn spans(&self, before: &Before, after: &After) -> bool {
        after.word.ends_with('.')
            && self
                .spelled(&format!("{}.{}", before.word, after.word))
                .is_some()
    }

    /// The class of the abbreviation `word`, with or without its last full stop.
    fn spelled(&self, word: &str) -> Option<Class> {
        let key = without_full_stop(word);
        let exact = key.nfc().collect::<String>();
        let class = self.classes.get(&exact);
        class.or_else(|| self.classes.get(&folded(key))).copied()
    }

    fn has_role(&self, word: &str, role: Role) -> bool {
        let roles = self.roles.get(&folded(without_full_stop(word)));
        roles.is_some_and(|roles| roles.contains(&role))
    }
}

/// The abbreviation that is written together with a number or another one: `50kr`, `kr./stk`.
fn attached_part(word: &str) -> Option<&str> {
    let (_, part) = word.rsplit_once(|c: char| c.is_ascii_digit() || matches!(c, '/' | '–'))?;
    // The S of `A/S` is no page.
    (part.len() > 1).then_some(part)
}

fn without_full_stop(word: &str) -> &str {
    word.strip_suffix('.').unwrap_or(word)
}

/// The entries of a data file: the word and the rest of its line.
fn entries(data: &str) -> impl Iterator<Item = (&str, &str)> + Clone {
    data.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(char::is_whitespace))
}

/// `word` so that spellings which differ only in case or in Unicode form are equal.
fn folded(word: &str) -> String {
    word.nfc()
        .filter(|c| !is_invisible(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dice::Dice;

    /// Checks rows in which ` | ` stands for the white space where a sentence ends.
    fn check(lang: Lang, rows: &[&str]) {
        for row in rows {
            let text = row.replace(" | ", " ");
            let found = texts(lang, &text);
            let expected = row.split(" | ").collect::<Vec<_>>();
            assert_eq!(found, expected, "{lang:?}: {row}");
        }
    }

    fn check_all(rows: &[&str]) {
        for lang in [Lang::Sv, Lang::Nb, Lang::Da] {
            check(lang, rows);
        }
    }

    fn texts(lang: Lang, text: &str) -> Vec<&str> {
        let ranges = sentences(lang, text);
        ranges
            .into_iter()
            .map(|range| slice(text, &range))
            .collect()
    }

    #[test]
    fn ordinary_sentences_end_at_full_stops_questions_and_exclamations() {
        check(
            Lang::Sv,
            &[
                "Regnet upphörde. | Älven steg ändå hela natten. | Åarna svämmade över.",
                "Vart ska du? | Hem! | Är du säker?! | Ja!! | Öppna dörren.",
                "Är det sant? | Ö efter ö försvann i diset.",
                "Kommunen höjer skatten; det drabbar alla. | Svaret blev: Nej.",
            ],
        );
        check(
            Lang::Nb,
            &[
                "Regnet ga seg. | Elva steg likevel hele natta. | Åkrene sto under vann.",
                "Hvor skal du? | Hjem! | Er du sikker?! | Ja!! | Åpne døra.",
                "Er det sant? | Øy etter øy ble borte i disen.",
                "Kommunen øker skatten; det rammer alle. | Svaret ble: Nei.",
            ],
        );
        check(
            Lang::Da,
            &[
                "Regnen holdt op. | Åen steg alligevel hele natten. | Ænderne var glade.",
                "Hvor skal du hen? | Hjem! | Er du sikker?! | Ja!! | Åbn døren.",
                "Er det sandt? | Ø efter ø forsvandt i disen.",
                "Kommunen hæver skatten; det rammer alle. | Svaret blev: Nej.",
            ],
        );
    }

    #[test]
    fn an_abbreviation_that_points_on_never_ends_a_sentence() {
        check(
            Lang::Sv,
            &[
                "Han gillar t.ex. Göteborg. | Hon gillar t. ex. Malmö.",
                "Bl.a. Volvo och Ericsson var där. | D.v.s. Sverige vann.",
                "Fr.o.m. Umeå går tåget norrut. | Fr. o. m. Umeå är det spår.",
                "Det gäller t.o.m. Gotland. | Det gäller t. o. m. Öland.",
                "P.g.a. Vättern är klimatet milt. | De s.k. Ådalshändelserna minns man.",
                "Den f.d. Jugoslaviska ligan lades ned. | Ring tel. 08-12 34 56.",
                "Priset inkl. Moms och frakt anges. | Exkl. Åland är siffran lägre.",
                "Jfr. Högsta domstolens dom. | Resp. Län svarar för vården.",
                "Ev. Ändringar meddelas. | Ang. Brevet från mars har vi inget nytt.",
                "NJA 1999 s. 5. | Domen ändrades. | SOU 2020:5 s. 12. | Ändå gick det.",
                "Mötet börjar kl. 14.00. | Kom ca. 10 minuter före.",
            ],
        );
        check(
            Lang::Nb,
            &[
                "Han liker f.eks. Bergen. | Hun liker f. eks. Tromsø.",
                "Bl.a. Equinor og Telenor var der. | Dvs. Norge vant.",
                "Vedtaket gjelder f.o.m. Påsken. | Det varer t.o.m. Pinsen.",
                "Pga. Golfstrømmen er det mildt. | Det s.k. Ålesund-brevet er borte.",
                "Ring tlf. 22 33 44 55. | Vedr. Brevet fra mars har vi ikke noe nytt.",
                "Prisen inkl. Moms er høy. | Ekskl. Svalbard er tallet lavere.",
                "Jf. Grunnloven § 2. | Mht. Østfold er saken avgjort.",
                "Evt. Endringer meldes. | Hhv. Oslo og Ås fikk støtte.",
                "Rt. 1999 s. 5. | Dommen ble endret. | Ph.d. Åse Moe kom. | Mvh. Ola",
                "Møtet begynner kl. 14.00. | Kom ca. 10 minutter før.",
                "Iht. Avtalen skal vi betale. | Ifm. Øvelsen stenges veien.",
            ],
        );
        check(
            Lang::Da,
            &[
                "Han kan f.eks. Odense godt. | Hun kan f. eks. Århus bedre.",
                "Bl.a. Novo og Lego var der. | Dvs. Danmark vandt.",
                "Det gælder f.o.m. Påsken. | Det varer t.o.m. Pinsen.",
                "Pga. Øresund er det mildt. | Det s.k. Ærø-brev er væk.",
                "Ring tlf. 33 44 55 66. | Vedr. Brevet fra marts er der intet nyt.",
                "Prisen inkl. Moms er høj. | Ekskl. Færøerne er tallet lavere.",
                "Jf. Grundlovens § 2. | Mht. Ålborg er sagen afgjort.",
                "Evt. Ændringer meldes. | Hhv. København og Køge fik støtte.",
                "Mødet begynder kl. 14.00. | Kom ca. 10 minutter før.",
                "Novo A/S. | Det er dansk. | En øl til 50kr. | Så gik vi.",
                "U 1999 s. 5. | Højesteret stadfæstede. | Jf. kap. V. | Det følger der.",
                "Iht. Aftalen skal vi betale. | Jvf. Østre Landsrets dom.",
            ],
        );
    }

    #[test]
    fn an_abbreviation_that_closes_a_list_ends_a_sentence_before_a_capital() {
        check(
            Lang::Sv,
            &[
                "De sålde bröd, ost m.m. | Ägaren var nöjd.",
                "Vi såg älgar, rådjur osv. i skogen. | Sedan åkte vi hem.",
                "Där var Åsa, Örjan m.fl. | Även barnen kom.",
                "Han tog med tält o.l. | ”Bra”, sa hon.",
                "Hyllor, bord o. dyl. | Allt såldes.",
                "Bröd, ost m. m. och mjölk fanns. | Ägg fanns inte.",
                "Det kostade 50 kr. | Alla betalade.",
                "Bolaget gick back 5 mkr. | Året var svårt.",
                "År 500 f.Kr. fanns inget. | Det var 44 f.Kr. | Cæsar dog.",
                "År 500 f. Kr. fanns inget. | Det var 44 f. Kr. | Cæsar dog.",
            ],
        );
        check(
            Lang::Nb,
            &[
                "De solgte brød, ost m.m. | Eieren var fornøyd.",
                "Vi så elg, rådyr osv. i skogen. | Så dro vi hjem.",
                "Der var Åse, Øystein m.fl. | Også barna kom.",
                "Hyller, bord o.l. | Alt ble solgt.",
                "Hyller, bord o. l. ble solgt. | Ærlig talt!",
                "Brød, ost mv. | Egg fantes ikke.",
                "Det kostet 50 kr. | Alle betalte.",
                "Prisen var 5 mill. | Året var vanskelig.",
                "År 500 f.Kr. fantes ikke byen. | Det var 44 f.Kr. | Cæsar døde.",
                "År 500 f. Kr. fantes ikke byen. | Det var 44 f. Kr. | Cæsar døde.",
            ],
        );
        check(
            Lang::Da,
            &[
                "De solgte brød, ost m.m. | Ejeren var glad.",
                "Vi så rådyr, ræve osv. i skoven. | Så tog vi hjem.",
                "Der var Åse, Øjvind m.fl. | Også børnene kom.",
                "Hylder, borde o.l. | Alt blev solgt.",
                "Hylder, borde o. lign. blev solgt. | Ærligt talt!",
                "Brød, ost mv. | Æg fandtes ikke.",
                "Det kostede 50 kr. | Alle betalte.",
                "Prisen var 5 mio. | Året var svært.",
                "År 500 f.Kr. fandtes byen ikke. | Det var 44 f.Kr. | Cæsar døde.",
                "År 500 f. Kr. fandtes byen ikke. | Det var 44 f. Kr. | Cæsar døde.",
            ],
        );
    }

    #[test]
    fn an_amount_goes_on_before_a_number_or_a_currency() {
        check(
            Lang::Sv,
            &[
                "Det blev 3 mrd. SEK. | Allt gick åt.",
                "Välj 5 st. 12 mm skruvar. | Borra sedan.",
            ],
        );
        check(
            Lang::Nb,
            &[
                "Det ble 3 mrd. NOK. | Alt gikk med.",
                "Det kostet 5 mio. kr. og tok et år. | Velg 5 stk. 12 mm skruer.",
                "Det ga 20 mill. Kr. 14 per stykk.",
            ],
        );
        check(
            Lang::Da,
            &[
                "Det blev 3 mia. DKK. | Alt gik med.",
                "Det kostede 5 mio. kr. og tog et år. | Vælg 5 stk. 12 mm skruer.",
                "Renten er 3 pct. 4 banker hævede den. | Ålborg venter.",
            ],
        );
    }

    #[test]
    fn an_ordinary_word_that_looks_like_an_abbreviation_ends_a_sentence() {
        check(
            Lang::Sv,
            &[
                "Flaskan var tom. | Han gick.",
                "Hon är ung. | Åren går fort.",
                "Det har jag inget emot. | Allt det hon red. | Ön låg tyst.",
                "Boken är min. | Ta den inte.",
                "Han gjorde ett ex. | Det var bra.",
            ],
        );
        check(
            Lang::Nb,
            &[
                "Flasken var tom. | Han gikk.",
                "De fant en ny art. | Den er blå.",
                "Boka er min. | Ikke ta den.",
                "Det skjedde i jul. | Året etter var vi syke.",
                "De fant et nytt gen. | Økningen stoppet.",
            ],
        );
        check(
            Lang::Da,
            &[
                "Flasken var tom. | Han gik.",
                "De fandt en ny art. | Den er blå.",
                "Bogen er min. | Tag den ikke.",
                "Han red. | Øen lå stille. | Det skete i jul. | Året efter var vi syge.",
                "Sådan gør man. | Ellers går det galt.",
            ],
        );
    }

    #[test]
    fn such_a_word_is_an_abbreviation_before_a_number_or_alone_in_brackets() {
        check(
            Lang::Sv,
            &[
                "Enligt kap. 4 gäller annat. | Se art. 5 och kap. IV Om rätten.",
                "Åsa Öst (red.) Nordens historia. | Läs den.",
            ],
        );
        check(
            Lang::Nb,
            &[
                "Etter kap. 4 gjelder annet. | Se art. 5 og kap. IV Om retten.",
                "Åse Øst (red.) Nordens historie. | Les den.",
            ],
        );
        check(
            Lang::Da,
            &[
                "Efter kap. 4 gælder andet. | Se art. 5 og kap. IV Om retten.",
                "Åse Øst (red.) Nordens historie. | Læs den.",
            ],
        );
    }

    #[test]
    fn a_danish_ordinal_before_a_month_does_not_end_the_sentence() {
        check(
            Lang::Da,
            &[
                "Vi ses den 3. maj. | Det er en tirsdag.",
                "Den 1. Januar 1900 begyndte noget nyt. | Året før var værre.",
                "Kontoret er lukket 24.-26. december. | Vi holder jul.",
                "Mødet er 3. 4. 2020 i Århus. | Ærgerligt.",
            ],
        );
    }

    #[test]
    fn a_norwegian_ordinal_before_a_month_does_not_end_the_sentence() {
        check(
            Lang::Nb,
            &[
                "Vi feirer 17. mai. | Det er en tirsdag.",
                "Den 17. Mai 1814 var en stor dag. | Året før var verre.",
                "Kontoret er stengt 24.–26. desember. | Vi holder jul.",
                "Møtet er 3. 4. 2020 på Ås. | Ærlig talt.",
            ],
        );
    }

    #[test]
    fn an_ordinal_before_its_noun_does_not_end_the_sentence() {
        check(
            Lang::Nb,
            &[
                "Hun bor i 2. etasje. | Heisen er ny.",
                "I det 21. århundre er alt annerledes. | Omsetningen falt i 2. halvår.",
                "Etter 2. Verdenskrig ble byen bygd opp. | Laget spiller i 3. Divisjon.",
                "Fra 1. til 3. klasse har de lekser. | Øving gjør mester.",
            ],
        );
        check(
            Lang::Da,
            &[
                "Hun bor på 2. sal. | Elevatoren er ny.",
                "I det 21. århundrede er alt anderledes. | Salget faldt i 2. halvår.",
                "Efter 2. Verdenskrig blev byen genopbygget. | Holdet spiller i 3. Division.",
                "Fra 1. til 3. klasse har de lektier. | Øvelse gør mester.",
            ],
        );
    }

    #[test]
    fn the_number_of_a_king_ends_a_sentence_only_before_a_capital() {
        check(
            Lang::Nb,
            &[
                "Kong Harald 5. åpnet Stortinget. | Folket hilste Harald 5. | Han vinket.",
                "Olav 5. døde i 1991. | Da ble Harald konge.",
                "Carl XVI Gustaf kom. | Christian IV grunnla byen.",
            ],
        );
        check(
            Lang::Da,
            &[
                "Christian 4. byggede Rundetårn. | Byen hyldede Christian 4. | Han smilede.",
                "Frederik 10. og dronning Mary kom. | Ærkebispen ventede.",
                "Carl XVI Gustaf kom. | Margrethe 2. abdicerede i 2024. | Året gik.",
            ],
        );
        check(
            Lang::Sv,
            &["Karl XII. | Carl XVI Gustaf invigde bron. | Älven glittrade."],
        );
    }

    #[test]
    fn a_sentence_may_end_in_a_number() {
        check(
            Lang::Sv,
            &[
                "Det hände 2022. | Året efter kom Åsa.",
                "Laget vann med 3–0. | Målen kom sent.",
                "Priset är 3.5. | Hon fick 2.000. | Öl kostade 14.50. | Vi gick.",
                "Vi ses den 17 maj. | Då är det fest.",
                "Ön hade 14 invånare år 2010. | 12 av dem var barn.",
            ],
        );
        check(
            Lang::Nb,
            &[
                "Det skjedde i 2022. | Året etter kom Åse.",
                "Laget vant 3–0. | Målene kom sent. | Renta er 5 %. | 14 banker økte den.",
                "Prisen er 3.5. | Hun fikk 2.000. | Øl kostet 14.50. | Vi gikk.",
                "Det står i kap. 4.2. | Les det.",
                "Øya hadde 14 innbyggere i 2010. | 12 av dem var barn.",
                "Det var i 1814. | Mai var kald.",
            ],
        );
        check(
            Lang::Da,
            &[
                "Det skete i 2022. | Året efter kom Åse.",
                "Holdet vandt 3-0. | Målene kom sent.",
                "Prisen er 3.5. | Hun fik 2.000. | Øl kostede 14.50. | Vi gik.",
                "Det står i kap. 4.2. | Læs det.",
                "Øen havde 14 beboere i 2010. | 12 af dem var børn.",
                "Det var i 1849. | Juni var kold.",
            ],
        );
    }

    #[test]
    fn a_sentence_may_start_with_a_number() {
        check(
            Lang::Sv,
            &["Nu är det slut. | 14 personer kom. | 5 av dem åt ärtsoppa."],
        );
        check(
            Lang::Nb,
            &["Nå er det slutt. | 14 personer kom. | 5 av dem spiste fårikål."],
        );
        check(
            Lang::Da,
            &["Nu er det slut. | 14 personer kom. | 5 af dem spiste grød."],
        );
    }

    #[test]
    fn an_enumeration_mark_keeps_with_its_text() {
        check(
            Lang::Sv,
            &[
                "1. Vi måste spara. | 2. Det är bråttom.",
                "a) Vi åker. | b) Vi stannar. | A. Inledning följer här.",
                "§ 12. Lagen gäller alla. | Artikel 5. Åtgärder vidtas.",
                "4.2. Ärenden avgörs här. | IV. Övriga frågor tas upp.",
                "Kap. 3. Avtalet börjar gälla. | Det står i § 5. | Läs det.",
            ],
        );
        check(
            Lang::Nb,
            &[
                "1. Vi må spare. | 2. Det haster.",
                "a) Vi drar. | b) Vi blir. | A. Innledning følger her.",
                "§ 12. Loven gjelder alle. | Artikkel 5. Åtgjerder settes i verk.",
                "4.2. Ærend avgjøres her. | IV. Øvrige saker tas opp.",
                "§ 12 a. Avtalen trer i kraft. | Jf. § 5. | Les den.",
            ],
        );
        check(
            Lang::Da,
            &[
                "1. Vi må spare. | 2. Det haster.",
                "a) Vi tager af sted. | b) Vi bliver. | A. Indledning følger her.",
                "§ 12. Loven gælder alle. | Stk. 2. Ministeren kan fastsætte regler.",
                "4.2. Ærinder afgøres her. | IV. Øvrige sager tages op.",
                "§ 5, stk. 2, nr. 3. | Artikel 5. Åbningstiden er kort.",
            ],
        );
    }

    #[test]
    fn initials_do_not_end_a_sentence() {
        check(
            Lang::Sv,
            &[
                "J. K. Rowling skrev boken. | Den lästes av Å. Berg.",
                "C.-H. Hermansson talade. | P. O. Ö. Ek och J.R.R. Tolkien lyssnade.",
                "Hon mötte J. | Han var glad.",
            ],
        );
        check(
            Lang::Nb,
            &[
                "J. K. Rowling skrev boka. | Den ble lest av Å. Berg.",
                "Th. Kittelsen tegnet. | O. I. Hansen og J.R.R. Tolkien så på.",
                "Hun møtte J. | Han var glad.",
            ],
        );
        check(
            Lang::Da,
            &[
                "H.C. Andersen skrev eventyr. | A.P. Møller købte skibe.",
                "Th. Stauning talte. | N.F.S. Grundtvig og Å. Berg lyttede.",
                "Hun mødte J. | Han var glad.",
            ],
        );
    }

    #[test]
    fn a_letter_that_names_a_thing_may_end_a_sentence() {
        check(
            Lang::Sv,
            &[
                "Apelsiner har vitamin C. | Järn finns i spenat.",
                "Vi har en plan B. | Örebro är målet. | Laget är i grupp D. | 14 lag är kvar.",
            ],
        );
        check(
            Lang::Nb,
            &[
                "Appelsiner har vitamin C. | Jern finnes i spinat.",
                "Vi har en plan B. | Årdal er målet. | Se § 5 a. | Loven gjelder.",
            ],
        );
        check(
            Lang::Da,
            &[
                "Appelsiner har vitamin C. | Jern findes i spinat.",
                "Vi har en plan B. | Ærø er målet. | Se litra d. | Loven gælder.",
            ],
        );
    }

    #[test]
    fn titles_do_not_end_a_sentence() {
        check(
            Lang::Sv,
            &[
                "Vi talade med prof. Östlund och dr. Åberg. | St. Mellösa är litet.",
                "Fil. dr. Anna Ek disputerade. | Civ.ing. Bo Öman ritade bron.",
                "Martin Luther King jr. talade. | Där var Alf Ek sr. | Även Åke kom.",
            ],
        );
        check(
            Lang::Nb,
            &[
                "Vi snakket med prof. Østby og dr. Ås. | St. Olav falt på Stiklestad.",
                "Hr. Hansen og fru Å. Moe kom. | Adm. dir. Kari Nes gikk av.",
                "Martin Luther King jr. talte. | Der var Alf Moe sr. | Også Åge kom.",
            ],
        );
        check(
            Lang::Da,
            &[
                "Vi talte med prof. Østergaard og dr. Ågård. | Gl. Estrup er et slot.",
                "Hr. Hansen og frk. Nielsen kom. | Cand. mag. Kaj Bæk gik af.",
                "Martin Luther King jr. talte. | Der var Alf Bæk sr. | Også Åge kom.",
            ],
        );
    }

    #[test]
    fn a_closing_quote_or_bracket_belongs_to_the_sentence_before() {
        check(
            Lang::Sv,
            &[
                "”Kom hit.” | Han gick. | ”Är du där?” | Ingen svarade.",
                "»Kom hit.» | Han gick. | (Det var kallt.) | Ändå gick de.",
                "Hon sa: ”Jag åker.” | ’Bra.’ | Så åkte hon.",
            ],
        );
        check(
            Lang::Nb,
            &[
                "«Kom hit.» | Han gikk. | «Er du der?» | Ingen svarte.",
                "\"Kom hit.\" | Han gikk. | (Det var kaldt.) | Likevel gikk de.",
                "Hun sa: «Jeg drar.» | «Bra!» | Så dro hun.",
            ],
        );
        check(
            Lang::Da,
            &[
                "»Kom her.« | Han gik. | »Er du der?« | Ingen svarede.",
                "\"Kom her.\" | Han gik. | (Det var koldt.) | Alligevel gik de.",
                "Hun sagde: »Jeg rejser.« | ›Godt!‹ | „Ja.“ | Så rejste hun.",
            ],
        );
    }

    #[test]
    fn speech_goes_on_in_lower_case_after_its_mark() {
        check(
            Lang::Sv,
            &[
                "”Kommer du?” frågade hon. | ”Nej!” ropade Åke.",
                "– Kommer du? frågade hon. | – Nej, sa Örjan. | – Varför det? | – Jag är trött.",
                "Är det sant? – undrade hon. | En billig (!) Volvo såldes i Älvsbyn (?) Väst.",
            ],
        );
        check(
            Lang::Nb,
            &[
                "\"Kommer du?\" spurte hun. | «Nei!» ropte Åge.",
                "– Kommer du? spurte hun. | – Nei, sa Øystein. | – Hvorfor det? | – Jeg er trøtt.",
                "Er det sant? – undret hun. | En billig (!) Volvo ble solgt.",
            ],
        );
        check(
            Lang::Da,
            &[
                "»Kommer du?« spurgte hun. | »Nej!« råbte Åge.",
                "- Kommer du? spurgte hun. | - Nej, sagde Øjvind. | - Hvorfor? | - Jeg er træt.",
                "Er det sandt? – undrede hun sig. | En billig (!) Volvo blev solgt.",
            ],
        );
    }

    #[test]
    fn an_ellipsis_ends_a_sentence_only_before_a_capital() {
        check(
            Lang::Sv,
            &[
                "Jag vet inte … men vi får se. | Han tystnade… | Älgen stod still.",
                "Vänta ... 5 minuter till. | Och så ... | Ingenting. (...) | Slut.",
            ],
        );
        check(
            Lang::Nb,
            &[
                "Jeg vet ikke … men vi får se. | Han tidde… | Elgen sto stille.",
                "Vent ... 5 minutter til. | Og så ... | Ingenting. | …Og så kom hun.",
            ],
        );
        check(
            Lang::Da,
            &[
                "Jeg ved ikke … men lad os se. | Han tav… | Rådyret stod stille.",
                "Vent ... 5 minutter endnu. | Og så ... | Ingenting. [...] | Slut.",
            ],
        );
    }

    #[test]
    fn addresses_file_names_and_versions_are_never_parted() {
        check_all(&[
            "Se https://www.example.se/?Query=Ja&B=1!C eller example.no. | Där.",
            "Skriv til anna.Berg@example.dk. | Tak.",
            "Filen heter Rapport.Final.PDF. | Version v2.1.3 kom ut. | Den heter v2.1.4. | Ja.",
            "Vi bruker .NET og Node.js. | .NET er godt. | Node.js også.",
        ]);
    }

    #[test]
    fn footnote_marks_belong_to_the_sentence_before() {
        check_all(&[
            "Byen ligger her.[1] | Den er gammel.[2][b] | Slut.",
            "Byen ligger her.² | Den er gammel.”¹ | Slut.",
            "**Byen ligger her.** | _Den er gammel._ | Slut.",
        ]);
    }

    #[test]
    fn a_line_break_is_white_space_and_a_blank_line_ends_a_sentence() {
        let text =
            "Første linje\nog andre. Ny\r\nlinje  \r\n \t\r\nOverskrift\n\nTekst nr.\n\n5 er her.";
        let expected = [
            "Første linje\nog andre.",
            "Ny\r\nlinje",
            "Overskrift",
            "Tekst nr.",
            "5 er her.",
        ];
        assert_eq!(texts(Lang::Nb, text), expected);
        let separated = "Ett\u{2028}stycke\u{85}här\u{2029}Två.\nTre.";
        let expected = ["Ett\u{2028}stycke\u{85}här", "Två.", "Tre."];
        assert_eq!(texts(Lang::Sv, separated), expected);
    }

    #[test]
    fn a_line_that_is_the_next_item_of_a_list_ends_the_sentence_before() {
        let text =
            "Forslag:\n 1. Vi må spare\n 2. Vi må\nselge 5. Mai\n6. Alt\n3) Øl\n• Så\n• Sånn";
        let expected = [
            "Forslag:",
            "1. Vi må spare",
            "2. Vi må\nselge 5. Mai\n6.",
            "Alt",
            "3) Øl",
            "• Så",
            "• Sånn",
        ];
        assert_eq!(texts(Lang::Nb, text), expected);
    }

    #[test]
    fn a_wrapped_line_that_begins_with_a_number_starts_no_item() {
        let text = "Det var den\n17. Mai og kl.\n6. Han kom i\n2. etasje og gikk til nr.\n4) Ås.";
        let expected = [
            "Det var den\n17. Mai og kl.\n6.",
            "Han kom i\n2. etasje og gikk til nr.\n4) Ås.",
        ];
        assert_eq!(texts(Lang::Nb, text), expected);
    }

    #[test]
    fn no_break_spaces_are_white_space_after_a_stop() {
        let text = "Den 17.\u{A0}mai kom.\u{202F}Så gikk f.\u{A0}eks.\u{A0}Ola.\u{A0}\u{A0}Slutt.";
        let expected = [
            "Den 17.\u{A0}mai kom.",
            "Så gikk f.\u{A0}eks.\u{A0}Ola.",
            "Slutt.",
        ];
        assert_eq!(texts(Lang::Nb, text), expected);
    }

    #[test]
    fn decomposed_letters_are_equal_to_composed_ones() {
        let rows = [
            "Här är den. | Övers. Åke Ek. | Åren gick. | Å. Öberg såg på. | Äntligen!",
            "Det var sommar, 5 mån. | Ängen blommade.",
        ];
        for row in rows {
            let row = row.nfd().collect::<String>();
            check(Lang::Sv, &[&row]);
        }
    }

    #[test]
    fn capitals_throughout_change_nothing() {
        check(
            Lang::Sv,
            &["FLASKAN ÄR TOM. | HAN GÅR. | SE NR. 5 OCH T.EX. ÅRE."],
        );
        check(
            Lang::Nb,
            &["FLASKEN ER TOM. | HAN GÅR. | SE NR. 5 OG F.EKS. ÅS."],
        );
        check(
            Lang::Da,
            &["FLASKEN ER TOM. | HAN GÅR. | SE NR. 5 OG F.EKS. ÆRØ."],
        );
    }

    #[test]
    fn marks_of_other_scripts_are_left_to_unicode() {
        check_all(&["Det hedder 東京。 | Så er det sagt."]);
        assert_eq!(texts(Lang::Da, "東京。大阪。"), ["東京。", "大阪。"]);
        check_all(&["Bra! | 😀 Takk. | € 500 er nok."]);
    }

    #[test]
    fn empty_and_blank_texts_have_no_sentences() {
        for text in ["", " ", "\n", "\n\n", " \u{A0}\u{202F}\r\n\t\u{2029}"] {
            assert_eq!(texts(Lang::Da, text), [""; 0]);
        }
        check_all(&[".", "?", "...", "«", "a", "5.", "."]);
    }

    #[test]
    fn long_runs_do_not_hide_a_boundary() {
        for filler in [" ", ")", "\n ", "»"] {
            let text = format!("Han gikk.{} Hun kom.", filler.repeat(100));
            assert_eq!(texts(Lang::Nb, &text).len(), 2, "{filler:?}");
        }
        let leader = format!("Innhold {} 5", ". ".repeat(100));
        assert_eq!(texts(Lang::Nb, &leader).len(), 1);
    }

    #[test]
    fn every_line_of_the_data_is_understood() {
        for lexicon in [
            include_str!("abbreviations/sv.txt"),
            include_str!("abbreviations/nb.txt"),
            include_str!("abbreviations/da.txt"),
        ] {
            let lines = data_lines(lexicon);
            let parsed = Lexicon::parse(lexicon, "");
            let known = lines.iter().filter(|(word, class)| {
                word.ends_with('.') && parsed.spelled(word) == Class::named(class)
            });
            assert_eq!(known.count(), lines.len());
            assert!(lines.len() > 80);
        }
        for context in [
            include_str!("abbreviations/sv_context.txt"),
            include_str!("abbreviations/nb_context.txt"),
            include_str!("abbreviations/da_context.txt"),
        ] {
            for (word, roles) in data_lines(context) {
                let all_known = roles.split(' ').all(|role| Role::named(role).is_some());
                assert!(all_known && folded(word) == word, "{word}: {roles}");
            }
        }
    }

    fn data_lines(data: &str) -> Vec<(&str, &str)> {
        let lines = data
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty());
        let parted = lines.map(|line| line.split_once(' ').unwrap_or((line, "")));
        parted.map(|(word, rest)| (word, rest.trim())).collect()
    }

    #[test]
    fn texts_without_end_take_linear_time() {
        let pieces = [
            ". ", ".", "\n", " ", ".)", "a. ", "1. ", "( ", ".\u{301}", "f.eks. ", "[1",
        ];
        for piece in pieces {
            let text = format!("Han.{}", piece.repeat(300_000 / piece.len()));
            let count = sentences(Lang::Nb, &text).len();
            assert!(count > 0, "{piece:?}");
        }
    }

    const PIECES: [&str; 64] = [
        ".",
        ".",
        ".",
        "?",
        "!",
        "…",
        "...",
        "?!",
        " ",
        " ",
        " ",
        " ",
        "\n",
        "\r\n",
        "\n\n",
        "\r",
        "\t",
        "\u{A0}",
        "\u{202F}",
        "\u{2028}",
        "\u{2029}",
        "\u{85}",
        "\u{200B}",
        "\u{FEFF}",
        "\u{301}",
        "a\u{30A}",
        "A\u{30A}",
        "«",
        "»",
        "”",
        "\"",
        "'",
        "(",
        ")",
        "[",
        "]",
        "[1]",
        "–",
        "-",
        "•",
        "§",
        "Han",
        "han",
        "å",
        "Ö",
        "ær",
        "17",
        "2022",
        "1",
        "IV",
        "f.eks",
        "t. ex",
        "kr",
        "nr",
        "mai",
        "J",
        "H.C",
        "osv",
        "red",
        "東京。",
        "😀",
        "example.se/?A",
        "/",
        "%",
    ];

    #[test]
    fn random_texts_are_covered_by_rising_trimmed_ranges() {
        let mut random = Dice::new(20_240_517);
        for _ in 0..6_000 {
            let length = random.below(40);
            let text = (0..length)
                .map(|_| PIECES[random.below(PIECES.len())])
                .collect::<String>();
            for lang in [Lang::Sv, Lang::Nb, Lang::Da] {
                assert_is_partition(&text, &sentences(lang, &text));
            }
        }
    }

    fn assert_is_partition(text: &str, ranges: &[Range<usize>]) {
        let mut end = 0;
        for range in ranges {
            let gap = text.get(end..range.start);
            assert!(
                gap.is_some_and(|gap| gap.trim().is_empty()),
                "{text:?} {ranges:?}"
            );
            let sentence = text.get(range.clone()).unwrap_or_default();
            assert!(!sentence.is_empty(), "{text:?} {ranges:?}");
            assert_eq!(sentence.trim(), sentence, "{text:?} {ranges:?}");
            end = range.end;
        }
        assert!(
            slice(text, &(end..text.len())).trim().is_empty(),
            "{text:?} {ranges:?}"
        );
    }
}
