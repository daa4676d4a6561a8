//! Inputs on which work could grow with the square of their length, at sizes at which quadratic
//! work would not end. The findings must still be right.

use nordalign::check::{Basis, Checked, Checker, Rule, State, TermBase};
use nordalign::glossary::GlossaryBuilder;
use nordalign::{Aligner, Document, Format, Lang, Segmentation, segments};

use crate::hostile;
use crate::parsed;

fn check(checker: &Checker, texts: [&str; 2]) -> Checked {
    let [sv, nb] = [(Lang::Sv, texts[0]), (Lang::Nb, texts[1])];
    let [sv, nb] = [sv, nb].map(|(lang, text)| parsed(lang, text, Format::Markdown));
    let alignment = Aligner::new().align(&[sv.clone(), nb.clone()]).unwrap();
    checker.check(&sv, &nb, &alignment)
}

/// A number of pieces, of which only the middle one differs; the translation has them in reverse
/// order.
fn but_one(count: usize, piece: impl Fn(usize) -> String) -> [String; 2] {
    let text = |middle: usize| (0..count).map(move |i| if i == count / 2 { middle } else { i });
    let source: Vec<String> = text(count + 7).map(&piece).collect();
    let target: Vec<String> = text(count + 9).map(&piece).rev().collect();
    [source, target].map(|pieces| pieces.join(" "))
}

#[test]
fn the_one_difference_among_fifty_thousand_pieces_is_found() {
    const COUNT: usize = 50_000;
    type Piece = fn(usize) -> String;
    let kinds: [(Rule, Piece); 6] = [
        (Rule::Numbers, |i| format!("{}", 1_000_000 + i)),
        (Rule::Numbers, |i| format!("{}.{}", 1_000_000 + i, 1)),
        (Rule::Placeholders, |i| format!("{{a{}}}", letters(i))),
        (Rule::Placeholders, |i| format!("`x{i}`")),
        (Rule::Urls, |i| format!("https://a.example/{}", letters(i))),
        (Rule::Urls, |i| format!("[a]({}.md)", letters(i))),
    ];
    for (rule, piece) in kinds {
        let [sv, nb] = but_one(COUNT, piece);
        let checked = check(&Checker::new(), [&sv, &nb]);
        let mut found = checked.findings.iter();
        let found = found.find(|finding| finding.rule == rule).unwrap();
        let [was, is] = [COUNT + 7, COUNT + 9].map(|i| {
            let piece = piece(i);
            let link = piece
                .strip_prefix("[a](")
                .and_then(|link| link.strip_suffix(')'));
            link.unwrap_or(&piece).trim_matches('`').to_owned()
        });
        let said = format!("the source has {was}, the translation has {is}");
        assert!(found.message.ends_with(&said), "{}", found.message);
    }
}

#[test]
fn thousands_of_code_spans_that_all_differ_are_reported() {
    let text = |name: &str| -> String {
        let spans = (0..20_000).map(|i| format!("`{name}_{}`", letters(i)));
        spans.collect::<Vec<String>>().join(" ")
    };
    let checked = check(&Checker::new(), [&text("mapp"), &text("fil")]);
    let rules = checked.findings.iter().map(|finding| finding.rule);
    assert_eq!(rules.collect::<Vec<Rule>>(), [Rule::Placeholders]);
}

/// A word for a number.
fn letters(i: usize) -> String {
    i.to_string()
        .bytes()
        .map(|digit| char::from(digit - b'0' + b'a'))
        .collect()
}

#[test]
fn a_number_that_occurs_very_often_counts_once() {
    let sv = format!("Det kostar {}kronor.", "1 000 eller ".repeat(50_000));
    let nb = format!("Det koster {}kroner.", "1 001 eller ".repeat(50_000));
    let checked = check(&Checker::new(), [&sv, &nb]);
    let numbers = |finding: &&nordalign::check::Finding| finding.rule == Rule::Numbers;
    assert_eq!(checked.findings.iter().filter(numbers).count(), 1);
    let message = &checked.findings.iter().find(numbers).unwrap().message;
    assert_eq!(
        message,
        "numbers differ: the source has 1000, the translation has 1001"
    );
}

#[test]
fn numbers_of_any_length_are_compared() {
    for [a, b] in [
        ["50000000", "49999999"],
        ["4294967295", "1"],
        ["99999999999999999999", "2"],
    ] {
        let checked = check(
            &Checker::new(),
            [&format!("Ring {a}."), &format!("Ring {b}.")],
        );
        let rules: Vec<Rule> = checked
            .findings
            .iter()
            .map(|finding| finding.rule)
            .collect();
        assert_eq!(rules, [Rule::Numbers], "{a} {b}");
    }
}

#[test]
fn each_ignore_comment_applies_to_its_own_unit_however_many_there_are() {
    const COUNT: usize = 4_000;
    let page = |number: usize| -> String {
        (0..COUNT)
            .map(|i| {
                let comment = if i == number {
                    ""
                } else {
                    "<!-- nordalign-ignore -->"
                };
                format!("{comment}\n\nBåten har plats för {i} personer om bord.\n\n")
            })
            .collect()
    };
    let checked = check(&Checker::new(), [&page(7), &page(7)]);
    let compared = checked.states.iter().enumerate();
    let compared: Vec<usize> = compared
        .filter(|(_, state)| **state != State::Ignored)
        .map(|(unit, _)| unit)
        .collect();
    assert_eq!(compared, [7]);
    let [sv, nb] = ["Båten går klockan 12 i dag.", "Båten går klokken 13 i dag."];
    let comments = "<!-- nordalign-ignore numbers -->\n".repeat(50_000);
    let checked = check(&Checker::new(), [&format!("{comments}\n{sv}\n"), nb]);
    assert_eq!(checked.findings, []);
}

#[test]
fn each_finding_on_thousands_of_changed_paragraphs_says_what_changed() {
    const COUNT: usize = 3_000;
    let page = |word: &str| -> Vec<String> {
        (0..COUNT)
            .map(|i| format!("Färjan {} går {word} till ön på sommaren.", letters(i)))
            .collect()
    };
    let before = Document::from_units(Lang::Sv, page("ofta"));
    let now = Document::from_units(Lang::Sv, page("sällan"));
    let nb = (0..COUNT).map(|i| format!("Ferja {} går ofte til øya om sommeren.", letters(i)));
    let nb = Document::from_units(Lang::Nb, nb);
    let alignment = Aligner::new().align(&[now.clone(), nb.clone()]).unwrap();
    let checked = Checker::new().check_since(&now, &nb, &alignment, &Basis::source(&before));
    let stale = checked
        .findings
        .iter()
        .filter(|finding| finding.rule == Rule::Stale);
    let told = stale.filter(|finding| {
        finding
            .message
            .contains("“går sällan till”, before “går ofta till”")
    });
    assert!(
        told.count() >= COUNT * 9 / 10,
        "{:?}",
        checked.findings.first()
    );
}

#[test]
fn only_the_first_terms_of_a_text_full_of_terms_are_checked() {
    let word = |i: usize| format!("faktura{}", letters(i));
    let rows = (0..20_000).map(|i| (i + 2, [word(i), format!("x{}", letters(i))]));
    let header = (1, ["sv".to_owned(), "nb".to_owned()]);
    let base = TermBase::from_rows([header].into_iter().chain(rows)).unwrap();
    let source: Vec<String> = (0..20_000).map(word).collect();
    let target: Vec<String> = (0..20_000)
        .map(|i| format!("regning{}", letters(i)))
        .collect();
    let found = base.departures((Lang::Sv, &source.join(" ")), (Lang::Nb, &target.join(" ")));
    assert_eq!(found.len(), 256);
    assert_eq!(found[255].term, word(255));
    let cell: Vec<String> = (0..50_000).map(word).collect();
    let rows = [(1, ["sv", "nb"]), (2, [&cell.join(";"), "regning"])];
    assert_eq!(TermBase::from_rows(rows).unwrap().len(), 1);
}

#[test]
fn there_may_be_many_exempt_words() {
    let phrases = (0..100_000).map(|i| format!("vår båt {}", letters(i)));
    let checker = Checker::new().exempt(phrases);
    let text = format!("Vår båt {}, vår båt {}", letters(99_999), letters(3));
    let checked = check(&checker, [&text, &text]);
    assert_eq!(checked.states, [State::Translated]);
}

#[test]
fn hostile_texts_are_read_aligned_checked_and_searched_for_terms() {
    for text in hostile::texts(1_000) {
        let format = Format::detect(format!("a.{}", text.ending), &text.texts[0]).unwrap();
        let [sv, nb] = &text.texts;
        let [sv, nb] = [(Lang::Sv, sv), (Lang::Nb, nb)]
            .map(|(lang, source)| Document::parse(lang, source.as_str(), format).unwrap());
        let units = segments(&sv, Segmentation::Paragraph).len();
        segments(&sv, Segmentation::Sentence);
        let alignment = Aligner::new().align(&[sv.clone(), nb.clone()]).unwrap();
        let checked = Checker::new().check(&sv, &nb, &alignment);
        assert_eq!(checked.states.len(), units, "{}", text.name);
        let mut glossary = GlossaryBuilder::new();
        glossary.add(&alignment);
        glossary.finish();
    }
}
