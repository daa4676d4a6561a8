//! Text extracted from a PDF: hard-wrapped lines, often each with a blank line after it, with page
//! furniture between.

mod furniture;
mod measure;

use crate::document::{Block, BlockKind, Repair, RepairKind};
use crate::lang::Lang;
use crate::language::OPEN_WORDS;
use crate::read::text::headings::{self, Outline, OutlineKind};
use crate::read::text::hyphen::{self, Glue, Words};
use crate::read::text::lines::{self, Ending, Line, ending, starts_lower};
use crate::read::text::list_marker::{ListMarker, ListStack, Passage, Verdict, verdicts};
use crate::span::Span;
use crate::text::MappedText;
use furniture::furniture;
use measure::{Measure, is_sure_wrap, is_within_sentence, overflow};

/// How much of a text is looked at to tell its format.
const LOOK_BYTES: usize = 200_000;
/// How many lines, how many breaks and how many wraps among these it takes to tell.
const LOOK_LINES: usize = 20;
const LOOK_BREAKS: usize = 15;
const LOOK_WRAPS: usize = 10;

/// Whether `text` looks extracted from a PDF: lines that break off inside sentences are parted by
/// blank lines, or stand on pages with form feeds or page numbers. In doubt it does not.
pub(crate) fn looks_extracted(text: &str) -> bool {
    let end = (0..=text.len().min(LOOK_BYTES))
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0);
    let text = text.get(..end).unwrap_or_default();
    let lines = lines::lines(text);
    if lines.len() < LOOK_LINES {
        return false;
    }
    let kinds = furniture(text, &lines);
    let numbers = kinds
        .iter()
        .filter(|&&kind| kind == Some(RepairKind::PageNumberDropped));
    let paged = numbers.count() > 1 || lines.iter().any(|line| line.new_page);
    is_wrapped(text, &lines, |gap| gap > 0) || (paged && is_wrapped(text, &lines, |gap| gap == 0))
}

/// Whether many of the breaks with such a gap are surely wraps, and at a common width.
fn is_wrapped(text: &str, lines: &[Line], gap: impl Fn(usize) -> bool) -> bool {
    let breaks: Vec<(Line, Line)> = lines
        .windows(2)
        .filter_map(|pair| match *pair {
            [line, next] if gap(next.gap) => Some((line, next)),
            _ => None,
        })
        .collect();
    let wraps: Vec<_> = breaks
        .iter()
        .filter(|(line, next)| is_within_sentence(text, *line, *next))
        .collect();
    let mut lengths: Vec<usize> = wraps.iter().map(|(line, _)| line.chars).collect();
    let width = lines::percentile(&mut lengths, 0.9);
    let filled = wraps
        .iter()
        .filter(|(line, next)| overflow(text, *line, *next) * 20 >= width * 17)
        .count();
    breaks.len() >= LOOK_BREAKS
        && wraps.len() >= LOOK_WRAPS
        && wraps.len() * 4 >= breaks.len()
        && (40..=160).contains(&width)
        && filled * 5 >= wraps.len() * 4
}

/// The blocks of a text extracted from a PDF, in order, and what was mended.
pub(crate) fn blocks(lang: Lang, source: &str) -> (Vec<Block>, Vec<Repair>) {
    let lines = lines::lines(source);
    let kinds = furniture(source, &lines);
    let mut repairs = dropped(source, &lines, &kinds);
    let mut reader = PdfReader::new(lang, source, rows(&lines, &kinds));
    reader.judge_markers();
    let parts = reader.parts();
    let levels = headings::levels(&reader.outlines(&parts));
    let mut lists = ListStack::default();
    let mut blocks = Vec::with_capacity(parts.len());
    for (part, level) in parts.iter().zip(levels) {
        blocks.push(reader.block(part, level, &mut lists, &mut repairs));
    }
    repairs.sort_by_key(|repair| (repair.span.start, repair.span.end));
    (blocks, repairs)
}

fn dropped(source: &str, lines: &[Line], kinds: &[Option<RepairKind>]) -> Vec<Repair> {
    lines
        .iter()
        .zip(kinds)
        .filter_map(|(line, &kind)| Some(Repair::new(kind?, line.span, line.text(source))))
        .collect()
}

/// A line that is kept.
#[derive(Debug, Clone, Copy)]
struct Row {
    line: Line,
    /// Whether it is the first of its page, as far as can be told.
    on_new_page: bool,
    marker: Option<ListMarker>,
    verdict: Verdict,
}

/// The lines that are no furniture.
fn rows(lines: &[Line], kinds: &[Option<RepairKind>]) -> Vec<Row> {
    let mut rows = Vec::with_capacity(lines.len());
    let (mut on_new_page, mut gap) = (false, 0);
    for (&line, kind) in lines.iter().zip(kinds) {
        on_new_page |= line.new_page || kind.is_some();
        gap += line.gap;
        if kind.is_none() {
            rows.push(Row {
                line: Line { gap, ..line },
                on_new_page,
                marker: None,
                verdict: Verdict::default(),
            });
            (on_new_page, gap) = (false, 0);
        }
    }
    rows
}

/// Some lines that make a block: the first, and the one after the last.
#[derive(Debug, Clone, Copy)]
struct Part {
    first: usize,
    end: usize,
}

/// How many lines a heading can have.
const HEADING_LINES: usize = 2;

struct PdfReader<'a> {
    lang: Lang,
    source: &'a str,
    rows: Vec<Row>,
    measure: Measure,
    words: Words,
}

impl<'a> PdfReader<'a> {
    fn new(lang: Lang, source: &'a str, mut rows: Vec<Row>) -> Self {
        let measure = Measure::of(source, &rows);
        for row in &mut rows {
            // Some programs leave no blank line but a space at a page break.
            row.on_new_page |= row.line.gap < measure.gap && row.line.indent > 0;
        }
        let words = Words::new(rows.iter().map(|row| row.line.text(source)));
        PdfReader {
            lang,
            source,
            rows,
            measure,
            words,
        }
    }

    fn text(&self, row: &Row) -> &'a str {
        row.line.text(self.source)
    }

    /// The text of a row without the marker.
    fn item_text(&self, row: &Row) -> &'a str {
        let from = row.marker.map_or(0, |marker| marker.text_at);
        self.text(row).get(from..).unwrap_or_default()
    }

    /// Decides which lines begin with a marker.
    fn judge_markers(&mut self) {
        let mut starts = Vec::new();
        let mut entries: Vec<Passage> = Vec::new();
        let mut before: Option<&Row> = None;
        for (i, row) in self.rows.iter().enumerate() {
            let text = self.text(row);
            let in_list = entries.last().is_some_and(|entry| entry.marker.is_some());
            let marker = ListMarker::parse(text)
                .or_else(|| ListMarker::round_bullet(text).filter(|_| in_list));
            let lists_on = marker.is_some_and(|marker| {
                let listed = entries.last().and_then(|entry| entry.marker);
                listed.is_some_and(|listed| marker.continues(&listed))
            });
            let breaks_off = !lists_on && before.is_some_and(|before| self.breaks_off(before, row));
            let joined = before.is_some_and(|before| self.joins(before, row));
            match entries.last_mut() {
                Some(entry) if joined && (marker.is_none() || breaks_off) => {
                    entry.ending = ending(text);
                }
                _ => {
                    starts.push((i, marker));
                    let text_at = marker.map_or(0, |marker| marker.text_at);
                    entries.push(Passage {
                        marker,
                        text: text.get(text_at..).unwrap_or_default(),
                        indent: 0,
                        ending: ending(text),
                        parts_lists: marker.is_none(),
                        after_open: breaks_off,
                        before: before.map(|before| ending(self.text(before))),
                    });
                }
            }
            before = Some(row);
        }
        let verdicts = verdicts(&mut entries);
        let settled: Vec<_> = entries.iter().map(|entry| entry.marker).collect();
        for (((start, _), verdict), marker) in starts.into_iter().zip(verdicts).zip(settled) {
            if let Some(row) = self.rows.get_mut(start) {
                row.verdict = verdict;
                row.marker = marker.filter(|_| verdict.item || verdict.heading);
            }
        }
    }

    /// Whether `row` breaks off inside a sentence for want of room, so that no marker begins the
    /// next.
    fn breaks_off(&self, row: &Row, next: &Row) -> bool {
        let is_sure = ListMarker::parse(self.text(next)).is_some_and(|marker| marker.is_sure());
        let text = self.text(row);
        let open = matches!(ending(text), Ending::Word | Ending::Pause);
        let full = self
            .measure
            .is_nearly_full(self.source, row.line, next.line);
        open && !is_sure && (full || self.ends_open(text)) && !self.is_parted(row, next)
    }

    /// Whether more blank lines than usual stand between, and no page break.
    fn is_parted(&self, row: &Row, next: &Row) -> bool {
        let interrupted = is_sure_wrap(self.source, row.line, next.line)
            && self.measure.is_full(self.source, row.line, next.line);
        next.line.gap > self.measure.gap && !next.on_new_page && !interrupted
    }

    /// Whether `text` ends with a word that no paragraph ends with.
    fn ends_open(&self, text: &str) -> bool {
        text.rsplit(char::is_whitespace)
            .next()
            .is_some_and(|word| OPEN_WORDS.contains_in(self.lang, word))
    }

    /// Whether two lines belong to one paragraph, as far as their text and the room on them tell.
    fn joins(&self, row: &Row, next: &Row) -> bool {
        if self.is_parted(row, next) {
            return false;
        }
        let (line, next_line) = (self.text(row), self.text(next));
        let half_empty = self.measure.is_half_empty(self.source, row.line, next.line);
        let goes_on = match ending(line) {
            Ending::Pause => true,
            Ending::Word => self.ends_open(line),
            Ending::Sentence | Ending::Colon => false,
        };
        if starts_lower(next_line) {
            // Cells of a table, one below the other.
            return !(half_empty && !goes_on && starts_lower(line));
        }
        if goes_on {
            return !half_empty;
        }
        match ending(line) {
            Ending::Sentence | Ending::Colon => {
                !self.measure.has_end_mark(row.line)
                    && self.measure.is_full(self.source, row.line, next.line)
            }
            _ => self
                .measure
                .is_nearly_full(self.source, row.line, next.line),
        }
    }

    fn parts(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let mut before: Option<&Row> = None;
        for (i, row) in self.rows.iter().enumerate() {
            let joins = before.is_some_and(|before| {
                row.marker.is_none()
                    && (self.item_text(before).is_empty() || self.joins(before, row))
            });
            match parts.last_mut() {
                Some(part) if joins => part.end = i + 1,
                _ => parts.push(Part {
                    first: i,
                    end: i + 1,
                }),
            }
            before = Some(row);
        }
        parts
    }

    fn rows_of(&self, part: &Part) -> &[Row] {
        self.rows.get(part.first..part.end).unwrap_or_default()
    }

    fn outlines(&self, parts: &[Part]) -> Vec<Outline<'static>> {
        parts.iter().map(|part| self.outline(part)).collect()
    }

    fn outline(&self, part: &Part) -> Outline<'static> {
        let rows = self.rows_of(part);
        let short = rows.len() <= HEADING_LINES;
        let first = rows.first();
        let verdict = first.map(|row| row.verdict).unwrap_or_default();
        let marker = first.and_then(|row| row.marker);
        let ends_text = rows
            .last()
            .is_some_and(|row| matches!(ending(self.text(row)), Ending::Sentence | Ending::Colon));
        let text = if short {
            self.content(part, marker.filter(|_| verdict.heading))
                .as_str()
                .to_owned()
        } else {
            String::new()
        };
        Outline {
            text: text.into(),
            numbered: marker
                .filter(|_| verdict.heading)
                .map(|marker| marker.number_depth()),
            underline: None,
            kind: if verdict.item {
                OutlineKind::Item
            } else {
                OutlineKind::Text
            },
            short,
            apart: true,
            runs_on: ends_text || rows.len() > 1,
        }
    }

    fn block(
        &self,
        part: &Part,
        heading: Option<usize>,
        lists: &mut ListStack,
        repairs: &mut Vec<Repair>,
    ) -> Block {
        let rows = self.rows_of(part);
        let span = rows
            .iter()
            .map(|row| row.line.span)
            .reduce(Span::cover)
            .unwrap_or(Span::new(0, 0));
        let first = rows.first();
        let is_item = first.is_some_and(|row| row.verdict.item);
        let marker = first
            .and_then(|row| row.marker)
            .filter(|_| is_item || heading.is_some());
        let content = self.content(part, marker);
        if !content.as_str().contains(char::is_alphanumeric) && rows.len() == 1 {
            return Block::other(BlockKind::Comment, self.source, span);
        }
        self.note_repairs(part, span, repairs);
        let (kind, level) = match (heading, marker) {
            (Some(level), _) => (BlockKind::Heading, level),
            (None, Some(marker)) => (BlockKind::ListItem, lists.item(&marker, 0)),
            (None, None) => (BlockKind::Paragraph, 0),
        };
        if kind != BlockKind::ListItem {
            lists.clear();
        }
        let marker = marker
            .and_then(|marker| self.text(first?).get(..marker.len))
            .map(str::to_owned);
        Block::unit(kind, span, content)
            .with_level(level)
            .with_marker(marker)
    }

    /// The text of a part without `marker`.
    fn content(&self, part: &Part, marker: Option<ListMarker>) -> MappedText {
        let skipped = marker.map_or(0, |marker| marker.text_at);
        let bodies: Vec<Span> = self
            .rows_of(part)
            .iter()
            .enumerate()
            .map(|(i, row)| {
                let skipped = if i == 0 { skipped } else { 0 };
                Span::new(row.line.span.start + skipped, row.line.span.end)
            })
            .collect();
        hyphen::put_together(self.source, &bodies, |i, _, _| self.glue(part, i))
    }

    /// What comes after the line `i` of a part.
    fn glue(&self, part: &Part, i: usize) -> Glue {
        let rows = self.rows_of(part);
        let (Some(row), Some(next)) = (rows.get(i), rows.get(i + 1)) else {
            return Glue::Space;
        };
        let lead = i
            .checked_sub(1)
            .and_then(|i| rows.get(i))
            .map(|row| self.text(row));
        let full = self
            .measure
            .is_nearly_full(self.source, row.line, next.line);
        self.words
            .glue(self.lang, lead, self.text(row), self.text(next), full)
    }

    fn note_repairs(&self, part: &Part, span: Span, repairs: &mut Vec<Repair>) {
        let rows = self.rows_of(part);
        if rows.len() > 1 {
            let detail = format!("{} lines", rows.len());
            repairs.push(Repair::new(RepairKind::LinesJoined, span, detail));
        }
        for (i, pair) in rows.windows(2).enumerate() {
            let [row, next] = pair else { continue };
            if self.glue(part, i) != Glue::HyphenRemoved {
                continue;
            }
            let (line, next_line) = (self.text(row), self.text(next));
            let kept = hyphen::without_hyphen(line, row.line.span);
            let removed = Span::new(kept.end, next.line.span.start);
            let word = hyphen::joined_word(line, next_line);
            repairs.push(Repair::new(RepairKind::HyphenRemoved, removed, word));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::text::tricky_texts::{self, shown};

    const PLAN: &str = include_str!("plan.sv.txt");

    /// The blocks of `source` as lines: kind, level, marker, text.
    fn seen(source: &str) -> Vec<String> {
        let (blocks, _) = blocks(Lang::Sv, source);
        blocks.iter().map(shown).collect()
    }

    /// The same text as another program would extract it: without blank lines but between
    /// paragraphs.
    fn dense(source: &str) -> String {
        let marked = source.replace("\n\n\n", "\n@\n");
        marked.replace("\n\n", "\n").replace('@', "")
    }

    const PLAN_SEEN: [&str; 14] = [
        "h1 Skogsplan för Älvåsens kommun",
        "h1 [1.] Varför en skogsplan?",
        "p0 Kommunen äger drygt 4 000 hektar skog, och på de flesta håll har den fått växa utan någon \
         långsiktig tanke. Efter den svåra stormen i november 2019 beslutade kommunfullmäktige att skogen ska skötas \
         efter en plan som väger virkets värde mot friluftslivets och naturens behov.",
        "p0 Planen följer såväl skogsvårdslagen som andra lagar, och den tar hänsyn till EU-förordningen om \
         restaurering av natur, liksom till kommunens egen jord- och skogsbrukspolitik. Den gäller till och med 2035.",
        "h1 [2.] Mål",
        "p0 Följande mål ska vara nådda när planen löper ut:",
        "li1 [•] Minst en fjärdedel av skogen brukas utan kalhyggen, och i tätortsnära skog ska all \
         avverkning ske genom plockhuggning.",
        "li1 [•] Var femte stubbe lämnas som högstubbe.",
        "li1 [•] Friluftslivet har fått tre nya leder med rastplatser, och minst en av dem är icke-asfalterad \
         men ändå framkomlig med rullstol.",
        "h1 [3.] Så går det till",
        "h2 [3.1] Gallring och röjning",
        "p0 Varje vinter gallras omkring 120 hektar. Arbetet upphandlas i god tid, och när marken är för blöt \
         skjuts det upp. Gallringen sköts av kommunens egen personal, och gallringsvirket säljs i första hand till \
         sågverken i trakten, i andra hand som bränsle till fjärrvärmen.",
        "p0 Kommunfullmäktiges beredning följer upp planen vart tredje år.",
        "p0 Anna Åkerlund",
    ];

    #[test]
    fn a_text_with_a_blank_line_after_each_line_is_put_together() {
        assert!(looks_extracted(PLAN));
        assert_eq!(seen(PLAN), PLAN_SEEN);
    }

    #[test]
    fn every_repair_is_reported_with_its_place() {
        let (_, repairs) = blocks(Lang::Sv, PLAN);
        let seen: Vec<_> = repairs
            .iter()
            .filter(|repair| repair.kind != RepairKind::LinesJoined)
            .map(|repair| (repair.kind, repair.detail.as_str()))
            .collect();
        assert_eq!(
            seen,
            [
                (RepairKind::HyphenRemoved, "kommunfullmäktige"),
                (RepairKind::PageNumberDropped, "Sida 1 av 2"),
                (RepairKind::HyphenRemoved, "gallringsvirket"),
                (RepairKind::PageNumberDropped, "Sida 2 av 2"),
            ]
        );
        let joined = repairs.iter().find(|r| r.kind == RepairKind::LinesJoined);
        assert_eq!(joined.map(|r| r.detail.as_str()), Some("4 lines"));
        let hyphen = repairs.iter().find(|r| r.kind == RepairKind::HyphenRemoved);
        assert_eq!(hyphen.and_then(|r| r.span.text(PLAN)), Some("- \n\n"));
    }

    #[test]
    fn a_text_with_form_feeds_and_no_blank_lines_is_put_together() {
        let pages = dense(PLAN)
            .replace("Sida 1 av 2 \n", "1\n\u{c}")
            .replace("Sida 2 av 2 \n", "2\n");
        assert!(looks_extracted(&pages));
        assert_eq!(seen(&pages), PLAN_SEEN);
    }

    /// Forty lines of running text, each with a blank line after it.
    fn long_text(every_page: &str) -> String {
        let lines = [
            "Styrelsen har under året sammanträtt nio gånger och har dessutom haft två längre arbetsmöten med",
            "föreningens alla sektioner för att gå igenom vad som behöver göras på anläggningen innan säsongen",
            "börjar. Arbetet har gått bra, och de flesta av de åtgärder som medlemmarna bad om på årsmötet är",
            "redan klara. Kvar är omklädningsrummen, som målas så snart det finns pengar till det i kassan och",
        ];
        let mut text = String::new();
        for page in 1..=5 {
            for line in lines.iter().cycle().take(12) {
                text.push_str(line);
                text.push_str("\n\n");
            }
            text.push_str(&every_page.replace('#', &page.to_string()));
        }
        text
    }

    #[test]
    fn page_numbers_and_running_heads_inside_a_sentence_go() {
        for furniture in [
            "#\n\n",
            "Idrottsföreningen Älgen\n\n#\n\n",
            "Årsberättelse 2024 #\n\n",
        ] {
            let source = long_text(furniture);
            let (blocks, repairs) = blocks(Lang::Sv, &source);
            assert_eq!(blocks.len(), 1, "{furniture}");
            assert!(blocks.iter().all(|block| !block.text().contains("Älgen")));
            assert!(
                !blocks
                    .iter()
                    .any(|block| block.text().ends_with(char::is_numeric))
            );
            assert!(repairs.len() > 5);
        }
    }

    #[test]
    fn a_table_of_numbers_is_kept() {
        let source = long_text("") + "Resultat\n\n12\n\n13\n\n14\n\nSumma\n\n39\n";
        let (blocks, repairs) = blocks(Lang::Sv, &source);
        assert!(
            repairs
                .iter()
                .all(|repair| repair.kind == RepairKind::LinesJoined)
        );
        assert!(blocks.iter().any(|block| block.text().contains("13")));
    }

    #[test]
    fn a_subheading_that_recurs_is_kept() {
        let section = "Bakgrund\n\nNämnden har behandlat ärendet två gånger. Den har inte kommit fram till något \
                       beslut, trots att alla\n\nledamöter var på plats och hade läst handlingarna.\n\n";
        let text = long_text("") + "till golven.\n\n";
        let source = [section, &text, section, &text, section].concat();
        let (blocks, _) = blocks(Lang::Sv, &source);
        let count = blocks
            .iter()
            .filter(|block| block.text() == "Bakgrund")
            .count();
        assert_eq!(count, 3);
    }

    #[test]
    fn plain_text_is_never_taken_for_pdf_text() {
        let sentence = "Det var vad styrelsen kom fram till på sitt möte i går.\n\n";
        let items = "- mjölk från gården\n\n- bröd\n\n- två liter saft som är gjord på vinbär\n\n";
        let words = "mjölk\n\nbröd och smör\n\nto kilo epler fra hagen til naboen\n\nkaffe\n\n";
        let wrapped = "En rad som är bruten för hand vid sextio tecken, och som\nfortsätter på nästa rad.\n\n";
        let lines =
            "En lang linje som er et helt avsnitt i seg selv, uten linjeskift inne i avsnittet.\n";
        for text in [sentence, items, words, wrapped, lines] {
            assert!(!looks_extracted(&text.repeat(60)), "{text}");
            assert!(!looks_extracted(&text.repeat(5000)), "{text}");
        }
        assert!(!looks_extracted(""));
        assert!(!looks_extracted(&"ord ".repeat(100_000)));
    }

    #[test]
    fn every_character_of_any_text_lies_in_a_block_or_a_repair() {
        tricky_texts::for_each(|source| {
            for &lang in Lang::ALL {
                let (blocks, repairs) = blocks(lang, source);
                tricky_texts::assert_sound(source, &blocks, &repairs);
            }
            let _ = looks_extracted(source);
        });
    }

    #[test]
    fn long_texts_take_no_longer_per_line() {
        let alike = "Samma rad om kommun-\n\n".repeat(50_000);
        assert!(!blocks(Lang::Sv, &alike).0.is_empty());
        let numbers: String = (0..50_000).map(|i| format!("{}\n\n", i % 1000)).collect();
        assert!(!blocks(Lang::Sv, &numbers).0.is_empty());
        let heads = "Årsberättelse 12\n\u{c}".repeat(50_000);
        let _ = blocks(Lang::Sv, &heads);
        assert_eq!(blocks(Lang::Sv, &"ord ".repeat(500_000)).0.len(), 1);
    }
}
