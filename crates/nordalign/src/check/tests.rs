//! The states and findings of small texts.

use super::*;
use crate::read::Format;
use crate::{Aligner, Lang};

const SV: &str = "# Hyr en kanot\n\nVi hyr ut kanoter från den 1 maj till den 30 september.\n\nPriset är 350 kronor om dagen, flytvästar ingår.\n\nBoka på [vår sida](boka.md) eller ring oss.\n\nLämna tillbaka kanoten senast klockan 18.\n";
const NB: &str = "# Lei en kano\n\nVi leier ut kanoer fra 1. mai til 30. september.\n\nPrisen er 350 kroner per dag, flytevester er inkludert.\n\nBestill på [siden vår](boka.md) eller ring oss.\n\nLever kanoen tilbake senest klokken 18.\n";

fn check(sv: &str, nb: &str) -> Checked {
    let document = |lang, text: &str| {
        let mut document = Document::parse(lang, text, Format::Plain).unwrap();
        document.set_name(format!("{lang}/kanot.txt"));
        document
    };
    let [sv, nb] = [document(Lang::Sv, sv), document(Lang::Nb, nb)];
    let alignment = Aligner::new().align(&[sv.clone(), nb.clone()]).unwrap();
    Checker::new().check(&sv, &nb, &alignment)
}

fn rules(checked: &Checked) -> Vec<Rule> {
    checked
        .findings
        .iter()
        .map(|finding| finding.rule)
        .collect()
}

#[test]
fn a_good_translation_gives_no_finding_and_is_all_translated() {
    let checked = check(SV, NB);
    assert_eq!(checked.findings, []);
    assert_eq!(checked.coverage.percent(), [100.0, 100.0]);
    assert_eq!(checked.coverage.total().segments, 5);
}

#[test]
fn a_missing_paragraph_is_told_of_where_it_should_be() {
    let nb = NB.replace(
        "Prisen er 350 kroner per dag, flytevester er inkludert.\n\n",
        "",
    );
    let checked = check(SV, &nb);
    assert_eq!(rules(&checked), [Rule::Missing]);
    let finding = &checked.findings[0];
    assert_eq!((finding.path.as_str(), finding.line), ("nb/kanot.txt", 4));
    let source = finding.source.as_ref().unwrap();
    assert_eq!((source.path.as_str(), source.line), ("sv/kanot.txt", 5));
    assert_eq!(checked.states[2], State::Missing);
}

#[test]
fn a_paragraph_left_in_the_source_language_is_copied() {
    let left = "Priset är 350 kronor om dagen, flytvästar ingår.";
    let nb = NB.replace(
        "Prisen er 350 kroner per dag, flytevester er inkludert.",
        left,
    );
    let checked = check(SV, &nb);
    assert_eq!(rules(&checked), [Rule::Copied]);
    assert_eq!(checked.coverage.copied.segments, 1);
}

#[test]
fn a_paragraph_in_a_third_language_is_one_finding() {
    for (text, language) in [
        (
            "You pay 350 crowns for each day, and you may borrow life jackets from us.",
            "English",
        ),
        (
            "Prisen er 350 kroner om dagen, og vi låner jer redningsveste, så længe I bruger dem.",
            "Danish",
        ),
    ] {
        let nb = NB.replace(
            "Prisen er 350 kroner per dag, flytevester er inkludert.",
            text,
        );
        let checked = check(SV, &nb);
        assert_eq!(rules(&checked), [Rule::WrongLanguage], "{text}");
        let message = &checked.findings[0].message;
        assert!(
            message.starts_with(&format!("in {language}, not Norwegian Bokmål")),
            "{message}"
        );
        assert_eq!(checked.findings[0].line, 5);
    }
}

#[test]
fn words_that_are_the_same_in_both_languages_are_translated() {
    let sv = "# Data\n\nSupport\n\nWindows Server 2022\n\nKontakta oss om du behöver hjälp.\n";
    let nb = "# Data\n\nSupport\n\nWindows Server 2022\n\nKontakt oss hvis du trenger hjelp.\n";
    assert_eq!(check(sv, nb).findings, []);
}

#[test]
fn a_number_that_differs_is_told_of_and_its_notation_is_not() {
    let checked = check(SV, &NB.replace("350", "530"));
    assert_eq!(rules(&checked), [Rule::Numbers]);
    assert!(
        checked.findings[0]
            .message
            .contains("the source has 350, the translation 530")
    );
    let sv = SV.replace("350", "1 350");
    assert_eq!(check(&sv, &NB.replace("350", "1.350")).findings, []);
}

#[test]
fn the_states_add_up_to_the_units_of_the_source() {
    let nb = NB.replace("Bestill på [siden vår](boka.md) eller ring oss.\n\n", "");
    let checked = check(SV, &nb);
    let coverage = checked.coverage;
    assert_eq!(
        coverage.total().segments + coverage.ignored.segments,
        checked.states.len()
    );
}

#[test]
fn a_document_without_translation_is_missing_as_a_whole() {
    let sv = Document::from_units(Lang::Sv, ["Vi hyr ut kanoter.", "1987"]);
    let checked = Checker::new().missing_file(&sv, Lang::Nb, Some("nb/kanot.md"));
    assert_eq!(rules(&checked), [Rule::MissingFile]);
    assert_eq!(checked.states, [State::Missing, State::Ignored]);
    assert_eq!(checked.coverage.percent(), [0.0, 0.0]);
}
