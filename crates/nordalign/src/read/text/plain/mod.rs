//! Plain text: blank lines between paragraphs, line breaks, and lists and headings as people type
//! them.

mod block;
mod heading;
mod markers;
mod part;
mod row;
mod wrap;

use self::block::block;
use self::heading::mark_headings;
use self::markers::judge_markers;
use self::part::parts;
use self::row::rows;
use self::wrap::Widths;
use crate::document::{Block, Repair};
use crate::read::text::columns::side_by_side;
use crate::read::text::lines;
use crate::read::text::list_marker::ListStack;

/// The blocks of a plain text, in order, and what was not read as it should be.
pub(crate) fn blocks(source: &str) -> (Vec<Block>, Vec<Repair>) {
    let lines = lines::lines(source);
    let columns = side_by_side(source, &lines);
    let mut rows = rows(source, lines);
    let widths = Widths::of(source, &rows);
    judge_markers(source, &mut rows, &widths);
    let mut parts = parts(source, &rows, &widths);
    mark_headings(source, &rows, &mut parts);
    let mut lists = ListStack::default();
    let blocks = parts
        .iter()
        .map(|part| block(source, &rows, part, &mut lists));
    (blocks.collect(), columns.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::text::list_marker::MAX_NESTING;
    use crate::read::text::tricky_texts::{self, shown};

    fn blocks(source: &str) -> Vec<Block> {
        super::blocks(source).0
    }

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
