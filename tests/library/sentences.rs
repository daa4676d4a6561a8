//! Where tricky sentences end: `sentences/<language>.txt`, in which a bar stands at each end.

use std::fmt::Write;

use nordalign::{Format, Lang, Segmentation, segments};

use crate::{file, parsed};

/// The least F1 of the ends that are found, in each language.
const LEAST: f64 = 0.98;

/// Where the sentences of a paragraph end, the last apart, in letters other than white space.
fn ends<'a>(sentences: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let letters = |sentence: &str| sentence.chars().filter(|c| !c.is_whitespace()).count();
    let mut ends: Vec<usize> = sentences
        .map(letters)
        .scan(0, |sum, letters| {
            *sum += letters;
            Some(*sum)
        })
        .collect();
    ends.pop();
    ends
}

#[test]
fn nearly_all_of_two_hundred_tricky_sentences_of_a_language_end_where_they_should() {
    let mut report = String::new();
    let mut is_good = true;
    for &lang in Lang::ALL {
        let path = file(&format!("tests/library/sentences/{lang}.txt"));
        let text = std::fs::read_to_string(path).unwrap();
        let paragraphs = text.lines();
        let paragraphs = paragraphs.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (mut right, mut found, mut all) = (0, 0, 0);
        let mut wrong = String::new();
        for paragraph in paragraphs {
            let document = parsed(lang, &paragraph.replace(" | ", " "), Format::Plain);
            let cut = segments(&document, Segmentation::Sentence);
            // The mark of a list item stands beside its text.
            let marker = cut.first().and_then(|segment| segment.marker.as_deref());
            let marked = paragraph.strip_prefix(marker.unwrap_or_default());
            let expected = ends(marked.unwrap_or(paragraph).split(" | "));
            let cut: Vec<&str> = cut.iter().map(|segment| segment.text.as_str()).collect();
            let ours = ends(cut.iter().copied());
            right += ours.iter().filter(|end| expected.contains(end)).count();
            (found, all) = (found + ours.len(), all + expected.len());
            if ours != expected {
                writeln!(wrong, "  {paragraph}\n    {}", cut.join(" | ")).unwrap();
            }
        }
        assert!(all >= 200, "{lang} {all}");
        let f1 = 2.0 * f64::from(right as u32) / f64::from((found + all) as u32);
        is_good &= f1 >= LEAST;
        writeln!(report, "{lang}: F1 {f1:.3} of {all}\n{wrong}").unwrap();
    }
    assert!(is_good, "{report}");
}
