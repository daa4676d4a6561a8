//! Whole documents as snapshots: how each is read, and the rows in which they are aligned.
//!
//! In the rows `~` marks a bead that a memory leaves out by default because of its low confidence.

use std::fmt::Write as _;

use nordalign::tree::{DocumentSet, Tree};
use nordalign::write::DEFAULT_MIN_CONFIDENCE;
use nordalign::{Aligner, Alignment, BlockKind, Document, Lang, LineIndex, Segmentation};

use crate::{file, laws};

#[test]
fn the_newsletter_is_read_and_aligned_as_a_person_would() {
    check("examples/documents", "nyhetsbrev", "md");
}

#[test]
fn the_product_page_is_read_and_aligned_as_a_person_would() {
    check("examples/documents", "produkt", "md");
}

#[test]
fn the_rules_are_read_and_aligned_as_a_person_would() {
    check("examples/documents", "regler", "txt");
}

#[test]
fn the_plan_from_a_pdf_is_read_and_aligned_as_a_person_would() {
    check("tests/fixtures/pdf", "strategi", "txt");
}

#[test]
fn the_invitations_are_read_and_aligned_as_a_person_would() {
    let documents = [
        Document::read(Lang::Sv, file("tests/fixtures/text/inbjudan.sv.txt")),
        Document::read(Lang::Nb, file("tests/fixtures/text/invitasjon.nb.txt")),
        Document::read(Lang::Da, file("tests/fixtures/text/invitation.da.txt")),
    ]
    .map(Result::unwrap);
    compare("inbjudan", &documents);
}

#[test]
fn the_pages_of_a_site_find_each_other_under_translated_names() {
    let roots = ["sv", "nb", "da"].map(|lang| file(&format!("examples/site/{lang}")));
    let tree = roots
        .iter()
        .fold(Tree::builder(), |tree, root| tree.root(root));
    let tree = tree.build().unwrap();
    let names = |set: &DocumentSet| -> Vec<String> {
        let stems = set.files.iter().map(|place| place.path.file_stem());
        let stems = stems.map(|stem| stem.unwrap().to_string_lossy().into_owned());
        stems.collect()
    };
    let found: Vec<_> = tree.sets().iter().map(names).collect();
    let known = [
        ["biljetter", "billetter", "billetter"],
        ["gasthamn", "gjestehavn", "gaestehavn"],
        ["index", "index", "index"],
        ["ombord", "om-bord", "om-bord"],
        ["tidtabell", "rutetabell", "sejlplan"],
        ["villkor", "vilkar", "vilkaar"],
    ];
    assert_eq!(found, known);
    assert_eq!(tree.unpaired(), []);

    // The translators kept everything in its place, so units with the same number say the same.
    for page in tree.align(&Aligner::new()) {
        let alignment = page.alignment.unwrap();
        let name = page.set.files[0].path.display();
        for (number, bead) in alignment.beads().iter().enumerate() {
            assert_eq!(bead.units, vec![vec![number]; 3], "{name}");
        }
    }
}

#[test]
fn the_rules_are_aligned_sentence_by_sentence() {
    let documents = read("examples/documents", "regler", "txt");
    snapshot(
        "regler.sentences",
        &rows(&documents, Segmentation::Sentence),
    );
}

#[test]
fn the_newsletter_is_aligned_sentence_by_sentence() {
    let documents = read("examples/documents", "nyhetsbrev", "md");
    snapshot(
        "nyhetsbrev.sentences",
        &rows(&documents, Segmentation::Sentence),
    );
}

fn check(folder: &str, name: &str, ending: &str) {
    compare(name, &read(folder, name, ending));
}

fn read(folder: &str, name: &str, ending: &str) -> [Document; 3] {
    [Lang::Sv, Lang::Nb, Lang::Da].map(|lang| {
        let path = file(&format!("{folder}/{name}.{lang}.{ending}"));
        Document::read(lang, path).unwrap()
    })
}

fn compare(name: &str, documents: &[Document]) {
    for document in documents {
        laws::document(document);
        snapshot(&format!("{name}.{}", document.lang()), &reading(document));
    }
    snapshot(
        &format!("{name}.rows"),
        &rows(documents, Segmentation::Paragraph),
    );
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Every block on a line, in brackets if it is not a unit; then the repairs.
fn reading(document: &Document) -> String {
    let index = LineIndex::new(document.source());
    let mut out = String::new();
    for block in document.blocks() {
        let kind = format!("{:?}", block.kind());
        let level = match (block.kind(), block.level()) {
            (_, 0) => String::new(),
            (BlockKind::ListItem | BlockKind::Quote, 1) => String::new(),
            (_, level) => level.to_string(),
        };
        let label = [
            Some(kind + &level),
            block.key().map(str::to_owned),
            block.marker().map(str::to_owned),
        ];
        let label: Vec<String> = label.into_iter().flatten().collect();
        let text = block.text().replace('\n', "⏎");
        let text = if block.is_unit() {
            text
        } else {
            format!("[{text}]")
        };
        let line = index.line(block.span().start);
        writeln!(out, "{line:>3}  {}: {text}", label.join(" ")).unwrap();
    }
    for repair in document.repairs() {
        let line = index.line(repair.span.start);
        writeln!(out, "{line:>3}  {:?}: {}", repair.kind, repair.detail).unwrap();
    }
    out
}

/// Every bead: its units with their lines, and a dash for a language that lacks it.
fn rows(documents: &[Document], segmentation: Segmentation) -> String {
    let aligner = Aligner::builder().segmentation(segmentation).build();
    let alignment = aligner.align(documents).unwrap();
    laws::alignment(&alignment);
    beads(&alignment)
}

fn beads(alignment: &Alignment) -> String {
    let mut out = String::new();
    for bead in alignment.beads() {
        let doubtful = bead.languages() > 1 && bead.confidence < DEFAULT_MIN_CONFIDENCE;
        for (side, units) in alignment.sides().iter().zip(&bead.units) {
            let mark = if doubtful { '~' } else { ' ' };
            if units.is_empty() {
                writeln!(out, "{mark}{}   –", side.lang).unwrap();
            }
            for &unit in units {
                let segment = &side.units[unit];
                let line = segment.lines.first;
                writeln!(out, "{mark}{} {line:>3}  {}", side.lang, segment.text).unwrap();
            }
        }
        out.push('\n');
    }
    out
}
