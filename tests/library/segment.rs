//! Where a unit ends.

use nordalign::{BlockKind, Format, Lang, LineRange, Segmentation, segments};

use crate::parsed;

fn sentences(lang: Lang, text: &str) -> Vec<String> {
    let document = parsed(lang, text, Format::Plain);
    let segments = segments(&document, Segmentation::Sentence);
    segments.into_iter().map(|segment| segment.text).collect()
}

#[test]
fn abbreviations_dates_and_times_do_not_end_a_sentence() {
    let sv = "Kl. 14.00 börjar t.ex. kursen, dvs. på torsdag. Fr.o.m. den 3 maj gäller bl.a. nya priser.";
    let cut = sentences(Lang::Sv, sv);
    assert_eq!(cut.len(), 2, "{cut:?}");
    let nb = "Vi feirer 17. mai kl. 10.00, jf. planen. Harald 5. kommer f.eks. hit, og det koster 3 mio. kr. i år.";
    let cut = sentences(Lang::Nb, nb);
    assert_eq!(cut.len(), 2, "{cut:?}");
    let da = "Den 5. juni holder vi fri. Bl.a. nr. 12 er lukket, jf. § 4.";
    let cut = sentences(Lang::Da, da);
    assert_eq!(cut.len(), 2, "{cut:?}");
}

#[test]
fn initials_do_not_end_a_sentence() {
    let cut = sentences(
        Lang::Sv,
        "Boken är skriven av A. B. Lindqvist. Den är tjock.",
    );
    assert_eq!(
        cut,
        ["Boken är skriven av A. B. Lindqvist.", "Den är tjock."]
    );
}

#[test]
fn a_closing_quote_belongs_to_its_sentence() {
    let cut = sentences(Lang::Nb, "«Nå går vi.» Hun lukket døra.");
    assert_eq!(cut, ["«Nå går vi.»", "Hun lukket døra."]);
    let cut = sentences(Lang::Sv, "”Nu går vi.” Hon stängde dörren.");
    assert_eq!(cut, ["”Nu går vi.”", "Hon stängde dörren."]);
    let cut = sentences(Lang::Da, "»Nu går vi.« Hun lukkede døren.");
    assert_eq!(cut, ["»Nu går vi.«", "Hun lukkede døren."]);
}

#[test]
fn a_question_and_an_exclamation_end_a_sentence() {
    let cut = sentences(Lang::Da, "Er du klar? Så går vi! Farvel.");
    assert_eq!(cut, ["Er du klar?", "Så går vi!", "Farvel."]);
}

#[test]
fn sentences_of_a_paragraph_are_marked_as_belonging_together() {
    let document = parsed(Lang::Sv, "Ett hus. Två hus.\n\nTre hus.\n", Format::Plain);
    let segments = segments(&document, Segmentation::Sentence);
    let paragraphs: Vec<usize> = segments.iter().map(|s| s.paragraph).collect();
    assert_eq!(paragraphs, [0, 0, 1]);
    assert_eq!(segments[2].lines, LineRange::from((3, 3)));
}

#[test]
fn only_the_first_sentence_of_an_item_has_its_marker() {
    let document = parsed(
        Lang::Nb,
        "1. Slå av strømmen. Vent litt.\n2. Ring oss.\n",
        Format::Plain,
    );
    let segments = segments(&document, Segmentation::Sentence);
    let markers: Vec<Option<&str>> = segments.iter().map(|s| s.marker.as_deref()).collect();
    assert_eq!(markers, [Some("1."), None, Some("2.")]);
}

#[test]
fn the_place_of_a_sentence_in_the_source_skips_its_markup() {
    let text = "Vi **åpner** kl. 9. Kom *tidlig*!\n";
    let document = parsed(Lang::Nb, text, Format::Markdown);
    let segments = segments(&document, Segmentation::Sentence);
    assert_eq!(segments[1].text, "Kom tidlig!");
    let source = segments[1].span.text(document.source()).unwrap();
    assert!(source.starts_with("Kom *tidlig"), "{source}");
}

#[test]
fn line_by_line_the_text_is_not_interpreted() {
    let text = "---\ntitle: Hej\n---\n\n# Rubrik\n  - *punkt*  \n\n\t12\n| a | b |\n";
    for format in [Format::Plain, Format::Markdown, Format::PdfText] {
        let document = parsed(Lang::Sv, text, format);
        let lines = segments(&document, Segmentation::Line);
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        let expected = [
            "---",
            "title: Hej",
            "---",
            "# Rubrik",
            "- *punkt*",
            "12",
            "| a | b |",
        ];
        assert_eq!(texts, expected);
        assert_eq!(lines[4].lines, LineRange::from((6, 6)));
        assert!(lines.iter().all(|line| line.kind == BlockKind::Line));
    }
}
