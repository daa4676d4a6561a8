//! Text extracted from a PDF: hard-wrapped lines, often each with a blank line after it, with page
//! furniture between.

mod blocks;
mod furniture;
mod look;
mod measure;
mod reader;
mod row;

use self::furniture::furniture;
pub(crate) use self::look::looks_extracted;
use self::reader::PdfReader;
use self::row::rows;
use crate::document::{Block, Repair, RepairKind};
use crate::lang::Lang;
use crate::read::text::columns::side_by_side;
use crate::read::text::headings;
use crate::read::text::lines::{self, Line};
use crate::read::text::list_marker::ListStack;

/// The blocks of a text extracted from a PDF, in order, and the repairs made.
pub(crate) fn blocks(lang: Lang, source: &str) -> (Vec<Block>, Vec<Repair>) {
    let lines = lines::lines(source);
    let kinds = furniture(source, &lines);
    let mut repairs = dropped(source, &lines, &kinds);
    repairs.extend(side_by_side(source, &lines));
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
    fn a_form_feed_and_divided_words_are_enough_to_know_a_text_from_a_pdf() {
        let page = "Barnen får åka gratis med kommun-\nens bussar hela som-\nmaren, och deras för-\näldrar åker billigt.\n";
        assert!(looks_extracted(&format!("{page}\u{c}{page}")));
        assert!(!looks_extracted(&format!("{page}\n{page}")));
        let whole = page.replace("-\n", "");
        assert!(!looks_extracted(&format!("{whole}\u{c}{whole}")));
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
