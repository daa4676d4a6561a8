//! Plain text: paragraphs by blank lines, line breaks, lists and headings by their look.

mod wrap;

use crate::document::{Block, BlockKind};
use crate::read::text::headings::{self, Outline, OutlineKind};
use crate::read::text::hyphen;
use crate::read::text::lines::{self, Ending, Line, ending};
use crate::read::text::list_marker::{
    ListMarker, ListStack, MAX_NESTING, Passage, Verdict, verdicts,
};
use crate::span::Span;
use crate::text::MappedText;
use wrap::Widths;

/// The blocks of a plain text, in order.
pub(crate) fn blocks(source: &str) -> Vec<Block> {
    let mut rows = rows(source);
    let widths = Widths::of(source, &rows);
    judge_markers(source, &mut rows, &widths);
    let mut parts = parts(source, &rows, &widths);
    mark_headings(source, &rows, &mut parts);
    let mut lists = ListStack::default();
    parts
        .iter()
        .map(|part| block(source, &rows, part, &mut lists))
        .collect()
}

/// What a line is, by its look alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowKind {
    Text,
    /// A line of signs that parts what stands before and after, or underlines it; the sign.
    Rule(char),
}

/// A line, and what stands before its text.
#[derive(Debug, Clone, Copy)]
struct Row {
    line: Line,
    kind: RowKind,
    /// How many quote marks (`>`) begin it.
    quote: usize,
    /// Its text, without quote marks.
    body: Span,
    marker: Option<ListMarker>,
    verdict: Verdict,
}

impl Row {
    fn text(self, source: &str) -> &str {
        self.body.text(source).unwrap_or_default()
    }

    /// Its text without the marker.
    fn item_text(self, source: &str) -> &str {
        let from = self.marker.map_or(0, |marker| marker.text_at);
        self.text(source).get(from..).unwrap_or_default()
    }

    fn is_text(self) -> bool {
        self.kind == RowKind::Text
    }
}

fn rows(source: &str) -> Vec<Row> {
    lines::lines(source)
        .into_iter()
        .map(|line| row(source, line))
        .collect()
}

fn row(source: &str, line: Line) -> Row {
    let (quote, skipped) = quote_marks(line.text(source));
    let body = Span::new(line.span.start + skipped, line.span.end);
    let text = body.text(source).unwrap_or_default();
    let kind = rule(text).map_or(RowKind::Text, RowKind::Rule);
    let marker = (quote == 0 && kind == RowKind::Text)
        .then(|| ListMarker::parse(text))
        .flatten();
    Row {
        line,
        kind,
        quote,
        body,
        marker,
        verdict: Verdict::default(),
    }
}

/// How many quote marks begin `text`, and how many bytes they and the white space after them take.
fn quote_marks(text: &str) -> (usize, usize) {
    let body = text.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
    let skipped = text.len() - body.len();
    let marks = text.get(..skipped).unwrap_or_default();
    // `>18 år` is no quotation.
    let spaced = body.is_empty() || marks.ends_with(char::is_whitespace);
    if !text.starts_with('>') || !spaced {
        return (0, 0);
    }
    (marks.matches('>').count().min(MAX_NESTING), skipped)
}

/// The sign that `text` repeats, if it is a rule: `---`, `* * *`, `____`; a space if there is
/// nothing.
fn rule(text: &str) -> Option<char> {
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    let Some(sign) = signs.next() else {
        return Some(' ');
    };
    let is_rule_sign = matches!(
        sign,
        '-' | '=' | '*' | '_' | '~' | '#' | '·' | '•' | '–' | '—' | '─'
    );
    let mut count = 1;
    for other in signs {
        if other != sign {
            return None;
        }
        count += 1;
    }
    (is_rule_sign && count > 1).then_some(sign)
}

/// Decides which markers are markers where they stand.
fn judge_markers(source: &str, rows: &mut [Row], widths: &Widths) {
    let mut starts = Vec::new();
    let mut entries: Vec<Passage> = Vec::new();
    let mut before: Option<&Row> = None;
    for (i, row) in rows.iter().enumerate() {
        let same_run = before.is_some_and(|before| continues_run(before, row));
        match entries.last_mut() {
            Some(entry) if same_run && row.marker.is_none() => {
                entry.ending = row_ending(source, row)
            }
            _ => {
                starts.push(i);
                let after_open =
                    same_run && before.is_some_and(|before| widths.breaks_off(source, before, row));
                entries.push(Passage {
                    marker: row.marker,
                    text: row.item_text(source),
                    indent: row.line.indent,
                    ending: row_ending(source, row),
                    parts_lists: row.marker.is_none() && row.line.indent < 2,
                    after_open,
                    before: before.map(|before| row_ending(source, before)),
                });
            }
        }
        before = Some(row);
    }
    let verdicts = verdicts(&mut entries);
    let settled: Vec<_> = entries.iter().map(|entry| entry.marker).collect();
    for ((start, verdict), marker) in starts.into_iter().zip(verdicts).zip(settled) {
        if let Some(row) = rows.get_mut(start) {
            row.verdict = verdict;
            row.marker = marker.filter(|_| verdict.item || verdict.heading);
        }
    }
}

fn row_ending(source: &str, row: &Row) -> Ending {
    ending(row.text(source))
}

/// Whether two lines stand together, with no blank line or rule between.
fn continues_run(before: &Row, row: &Row) -> bool {
    row.line.gap == 0 && before.quote == row.quote && before.is_text() && row.is_text()
}

/// What a [`Part`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PartKind {
    Paragraph,
    /// With a marker, or what its first line has before it.
    Item,
    Quote,
    Rule,
    /// With its level.
    Heading(usize),
}

/// Some lines that make a block.
#[derive(Debug, Clone, Copy)]
struct Part {
    kind: PartKind,
    /// The first line, and the one after the last.
    first: usize,
    end: usize,
    /// The sign it is underlined with, by its last line.
    underline: Option<char>,
}

impl Part {
    /// Its lines of text.
    fn rows<'a>(&self, rows: &'a [Row]) -> &'a [Row] {
        let end = self.end - usize::from(self.underline.is_some());
        rows.get(self.first..end).unwrap_or_default()
    }
}

fn parts(source: &str, rows: &[Row], widths: &Widths) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut before: Option<&Row> = None;
    for (i, row) in rows.iter().enumerate() {
        let joins = before.is_some_and(|before| {
            continues_run(before, row)
                && !row.verdict.item
                && (before.item_text(source).is_empty() || widths.wraps(source, before, row))
        });
        let underlined = row.line.gap == 0
            && parts
                .last()
                .is_some_and(|part| underlines(source, rows, part, row));
        match parts.last_mut() {
            Some(part) if joins => part.end = i + 1,
            Some(part) if underlined => {
                part.end = i + 1;
                part.underline = underline(row);
            }
            _ => parts.push(Part {
                kind: part_kind(row),
                first: i,
                end: i + 1,
                underline: None,
            }),
        }
        before = Some(row);
    }
    parts
}

fn part_kind(row: &Row) -> PartKind {
    if !row.is_text() {
        PartKind::Rule
    } else if row.quote > 0 {
        PartKind::Quote
    } else if row.verdict.item {
        PartKind::Item
    } else {
        PartKind::Paragraph
    }
}

fn underline(row: &Row) -> Option<char> {
    match row.kind {
        RowKind::Rule(sign @ ('=' | '-' | '~' | '–' | '—' | '─' | '_')) => Some(sign),
        _ => None,
    }
}

/// Whether `row` is the underline of `part`, a single line of about its length.
fn underlines(source: &str, rows: &[Row], part: &Part, row: &Row) -> bool {
    let &[title] = part.rows(rows) else {
        return false;
    };
    let len = row.line.chars;
    part.kind == PartKind::Paragraph
        && part.underline.is_none()
        && underline(row).is_some()
        && len * 2 >= title.line.chars
        && (len <= title.line.chars + 4 || len <= title.line.chars * 2)
        && !matches!(row_ending(source, &title), Ending::Sentence | Ending::Pause)
}

/// A line that is longer than this is a paragraph, whatever it ends with.
const LONG_LINE: usize = 100;

fn mark_headings(source: &str, rows: &[Row], parts: &mut [Part]) {
    let outlines: Vec<_> = (0..parts.len())
        .map(|i| outline(source, rows, parts, i))
        .collect();
    for (part, level) in parts.iter_mut().zip(headings::levels(&outlines)) {
        if let Some(level) = level {
            part.kind = PartKind::Heading(level);
        }
    }
}

fn outline<'a>(source: &'a str, rows: &[Row], parts: &[Part], i: usize) -> Outline<'a> {
    let part_rows = parts.get(i).map_or(&[][..], |part| part.rows(rows));
    let ends_paragraph = |row: &Row| row.line.gap > 0 || !row.is_text();
    let row_of = |i: usize| parts.get(i).and_then(|part| rows.get(part.first));
    let after_break = i == 0
        || row_of(i).is_some_and(ends_paragraph)
        || row_of(i - 1).is_some_and(|row| !row.is_text());
    let numbered = part_rows
        .first()
        .and_then(|row| row.marker.filter(|_| row.verdict.heading));
    let text = part_rows.last().map_or("", |row| match numbered {
        Some(_) => row.item_text(source),
        None => row.text(source),
    });
    let ends_text = matches!(ending(text), Ending::Sentence | Ending::Colon);
    Outline {
        text: text.into(),
        numbered: numbered.map(|marker| marker.number_depth()),
        underline: parts.get(i).and_then(|part| part.underline),
        kind: match parts.get(i).map(|part| part.kind) {
            Some(PartKind::Item) => OutlineKind::Item,
            Some(PartKind::Quote) => OutlineKind::Quote,
            Some(PartKind::Rule) => OutlineKind::Rule,
            _ => OutlineKind::Text,
        },
        short: part_rows.len() == 1,
        apart: after_break && row_of(i + 1).is_none_or(ends_paragraph),
        runs_on: ends_text
            || part_rows.len() > 1
            || text.chars().take(LONG_LINE + 1).count() > LONG_LINE,
    }
}

fn block(source: &str, rows: &[Row], part: &Part, lists: &mut ListStack) -> Block {
    let all = rows.get(part.first..part.end).unwrap_or_default();
    let span = all
        .iter()
        .map(|row| row.line.span)
        .reduce(Span::cover)
        .unwrap_or(Span::new(0, 0));
    let part_rows = part.rows(rows);
    let content = content(source, part_rows, part.kind);
    let Some(first) = part_rows.first().filter(|_| !content.is_blank()) else {
        return Block::other(BlockKind::Comment, source, span);
    };
    let (kind, level) = kind_and_level(part.kind, first, lists);
    if kind == BlockKind::Comment {
        return Block::other(kind, source, span);
    }
    let marker = marker(first, part.kind)
        .and_then(|marker| first.text(source).get(..marker.len))
        .map(str::to_owned);
    Block::unit(kind, span, content)
        .with_level(level)
        .with_marker(marker)
}

/// The marker that is left out of the text of a part of `kind`.
fn marker(first: &Row, kind: PartKind) -> Option<ListMarker> {
    let marked = matches!(kind, PartKind::Item | PartKind::Heading(_));
    first.marker.filter(|_| marked)
}

fn kind_and_level(kind: PartKind, first: &Row, lists: &mut ListStack) -> (BlockKind, usize) {
    match (kind, first.marker) {
        (PartKind::Item, Some(marker)) => {
            (BlockKind::ListItem, lists.item(&marker, first.line.indent))
        }
        (PartKind::Heading(level), _) => {
            lists.clear();
            (BlockKind::Heading, level)
        }
        (PartKind::Quote, _) => {
            lists.clear();
            (BlockKind::Quote, first.quote)
        }
        (PartKind::Rule, _) => (BlockKind::Comment, 0),
        (PartKind::Item | PartKind::Paragraph, _) => {
            let level = match first.line.indent {
                0 | 1 => None,
                indent => lists.continuation(indent),
            };
            if level.is_none() {
                lists.clear();
            }
            level.map_or((BlockKind::Paragraph, 0), |level| {
                (BlockKind::ListItem, level)
            })
        }
    }
}

/// The text of some lines, put together.
fn content(source: &str, rows: &[Row], kind: PartKind) -> MappedText {
    let bodies: Vec<Span> = rows
        .iter()
        .enumerate()
        .map(|(i, row)| {
            let skipped = marker(row, kind)
                .filter(|_| i == 0)
                .map_or(0, |marker| marker.text_at);
            Span::new(row.body.start + skipped, row.body.end)
        })
        .collect();
    hyphen::put_together(source, &bodies, |_, line, next| hyphen::written(line, next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::text::tricky_texts::{self, shown};

    /// The blocks of `source` as lines: kind, level, marker, text.
    fn seen(source: &str) -> Vec<String> {
        blocks(source).iter().map(shown).collect()
    }

    #[test]
    fn a_wrapped_notice_is_read_as_its_author_meant_it() {
        let source = "\
SOMMERFEST I BORETTSLAGET

Lørdag 14. juni inviterer styret alle beboere til sommerfest i bakgården, og
vi håper at så mange som mulig har lyst til å være med. Det blir grilling på
ettermiddagen.

Ta med:
  1. noe å grille, gjerne også til naboen som nettopp har flyttet inn i tredje
     etasje
  2. drikke
     - saft
     - kaffe på termos
  3. godt humør

Styret
Toppen borettslag
Tlf. 22 33 44 55
";
        assert_eq!(
            seen(source),
            [
                "h1 SOMMERFEST I BORETTSLAGET",
                "p0 Lørdag 14. juni inviterer styret alle beboere til sommerfest i bakgården, og vi håper at så \
                 mange som mulig har lyst til å være med. Det blir grilling på ettermiddagen.",
                "p0 Ta med:",
                "li1 [1.] noe å grille, gjerne også til naboen som nettopp har flyttet inn i tredje etasje",
                "li1 [2.] drikke",
                "li2 [-] saft",
                "li2 [-] kaffe på termos",
                "li1 [3.] godt humør",
                "p0 Styret",
                "p0 Toppen borettslag",
                "p0 Tlf. 22 33 44 55",
            ]
        );
    }

    #[test]
    fn lines_without_blank_lines_between_are_paragraphs_if_they_are_long_or_unlike() {
        let source = "\
Foreningen har i år fået 40 nye medlemmer, og bestyrelsen glæder sig over, at så mange har fundet vej til os igennem vinteren.
Det er koldt.
Til generalforsamlingen i marts vælges der ny kasserer, og alle medlemmer, der har betalt kontingent, kan stemme på mødet i salen.
";
        assert_eq!(seen(source).len(), 3);
    }

    #[test]
    fn one_wrapped_paragraph_among_short_lines_is_put_together() {
        let source = "\
Kassereren la fram regnskapet. Det viser et overskudd på 12 000 kroner, som er
mer enn i fjor.

Til stede: Kari
og Ola
";
        assert_eq!(seen(source).len(), 3);
    }

    #[test]
    fn verse_is_kept_line_by_line() {
        let source = "Det var en gång\nen liten älg\nsom gick och gick\noch aldrig kom fram\ntill skogens slut\n";
        assert_eq!(seen(source).len(), 5);
    }

    #[test]
    fn the_number_of_a_heading_and_the_numbers_of_a_list_are_told_apart() {
        let source = "\
1. Inledning

Kommunen har ansvar för skolan.

2. Mål

2.1 Kortsiktiga mål

Alla ska kunna läsa:

1. Barn
2. Vuxna

2.2 Långsiktiga mål

Alla ska vilja läsa.
";
        assert_eq!(
            seen(source),
            [
                "h1 [1.] Inledning",
                "p0 Kommunen har ansvar för skolan.",
                "h1 [2.] Mål",
                "h2 [2.1] Kortsiktiga mål",
                "p0 Alla ska kunna läsa:",
                "li1 [1.] Barn",
                "li1 [2.] Vuxna",
                "h2 [2.2] Långsiktiga mål",
                "p0 Alla ska vilja läsa.",
            ]
        );
    }

    #[test]
    fn numbers_that_begin_a_sentence_are_no_markers() {
        for source in [
            "17. mai feires over hele landet.",
            "2. verdenskrig sluttede i 1945.",
            "14 tiltak for mindre støy.",
            "1990-tallet var et godt tiår.",
            "-5 grader i natt.",
            "*) gjelder ikke barn.",
            "25-04-2017",
            "1.000 kroner er for mye.",
            "+ 47 22 33 44 55",
            "A. Hansen taler.",
            "(se side 4) er feil.",
            "– Vi er glade for dette, sier statsråden.",
        ] {
            assert_eq!(seen(source), [format!("p0 {source}")]);
        }
    }

    #[test]
    fn a_date_at_a_line_start_does_not_break_its_paragraph() {
        let source = "\
Vi ønsker alle naboer velkommen til den store feiringen som skal finne sted
17. mai klokken elleve, og etterpå serverer korpset kaffe og hjemmelagde
kaker i grendehuset.
";
        assert_eq!(seen(source).len(), 1);
    }

    #[test]
    fn items_may_have_blank_lines_between_and_paragraphs_of_their_own() {
        let source = "\
Sådan gør du:

a) Åbn døren.

   Den kan binde lidt.

b) Luk den igen.

i) Ring til os.
";
        assert_eq!(
            seen(source),
            [
                "p0 Sådan gør du:",
                "li1 [a)] Åbn døren.",
                "li1 Den kan binde lidt.",
                "li1 [b)] Luk den igen.",
                "li2 [i)] Ring til os.",
            ]
        );
    }

    #[test]
    fn right_aligned_numbers_are_one_list() {
        let source = " 8. Åtte\n 9. Ni\n10. Ti\n";
        assert_eq!(
            seen(source),
            ["li1 [8.] Åtte", "li1 [9.] Ni", "li1 [10.] Ti"]
        );
    }

    #[test]
    fn dashes_mark_items_after_a_colon_and_spoken_lines_elsewhere() {
        assert_eq!(
            seen("Vi ska:\n– Lyssna.\n– Svara.\n"),
            ["p0 Vi ska:", "li1 [–] Lyssna.", "li1 [–] Svara."]
        );
        assert_eq!(
            seen("– Kommer du?\n– Ja, straks.\n"),
            ["p0 – Kommer du?", "p0 – Ja, straks."]
        );
    }

    #[test]
    fn underlined_lines_sections_and_capitals_are_headings() {
        let source = "\
Årsberetning
============

Året var godt.

Økonomi
-------
Pengene rakk.

§ 4 Avgifter
Avgiften er 200 kroner.

* * *

REGNSKAP

> Dette er et sitat
> > og dette et svar
";
        assert_eq!(
            seen(source),
            [
                "h1 Årsberetning",
                "p0 Året var godt.",
                "h0 Økonomi",
                "p0 Pengene rakk.",
                "h0 § 4 Avgifter",
                "p0 Avgiften er 200 kroner.",
                "-0 * * *",
                "h0 REGNSKAP",
                "q1 Dette er et sitat",
                "q2 og dette et svar",
            ]
        );
    }

    #[test]
    fn a_span_covers_marker_and_underline() {
        let source = "Titel\n=====\n\n  • Ett\n    och två\n";
        let spans: Vec<_> = blocks(source)
            .iter()
            .map(|block| block.span().text(source).unwrap_or_default())
            .collect();
        assert_eq!(spans, ["Titel\n=====", "• Ett\n    och två"]);
    }

    #[test]
    fn a_marker_alone_on_its_line_belongs_to_the_next() {
        assert_eq!(seen("•\nKaffe\n•\nTe\n"), ["li1 [•] Kaffe", "li1 [•] Te"]);
    }

    #[test]
    fn hyphens_at_line_ends_stay_as_written() {
        let source = "\
Sommaren 2023 antog riksdagen en lag om hur myndigheter ska följa den nya EU-
förordningen om data, och därefter har regeringen gett flera in- och utrikes-
och handelspolitiska uppdrag.
";
        assert_eq!(
            seen(source),
            [
                "p0 Sommaren 2023 antog riksdagen en lag om hur myndigheter ska följa den nya EU-förordningen om \
              data, och därefter har regeringen gett flera in- och utrikes- och handelspolitiska uppdrag."
            ]
        );
    }

    #[test]
    fn white_space_of_any_kind_parts_paragraphs() {
        assert_eq!(
            seen("Først.\n\u{a0}\nSå.\r\n\t\r\nTil sist."),
            ["p0 Først.", "p0 Så.", "p0 Til sist."]
        );
    }

    #[test]
    fn nesting_has_a_limit() {
        let marks = "> ".repeat(5000) + "dybt";
        assert_eq!(blocks(&marks).first().map(Block::level), Some(MAX_NESTING));
        let list: String = (0..200)
            .map(|i| format!("{}* punkt\n", "  ".repeat(i)))
            .collect();
        assert_eq!(
            blocks(&list).iter().map(Block::level).max(),
            Some(MAX_NESTING)
        );
    }

    #[test]
    fn every_character_of_any_text_lies_in_a_block() {
        tricky_texts::for_each(|source| tricky_texts::assert_sound(source, &blocks(source), &[]));
    }

    #[test]
    fn long_texts_take_no_longer_per_line() {
        let long = "ord ".repeat(500_000);
        assert_eq!(blocks(&long).len(), 1);
        let alike = "- Samma rad igen och igen\n".repeat(100_000);
        assert_eq!(blocks(&alike).len(), 100_000);
        let deep = "(".repeat(500_000) + &"1.1.".repeat(100_000);
        assert_eq!(blocks(&deep).len(), 1);
    }
}
