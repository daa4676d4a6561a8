//! The states and findings of small texts.

use super::*;
use crate::format::Format;
use crate::{Aligner, Document, Lang};

pub(super) const SV: &str = "# Hyr en kanot\n\nVi hyr ut kanoter från den 1 maj till den 30 september.\n\nPriset är 350 kronor om dagen, flytvästar ingår.\n\nBoka på [vår sida](boka.md) eller ring oss.\n\nLämna tillbaka kanoten senast klockan 18.\n";
pub(super) const NB: &str = "# Lei en kano\n\nVi leier ut kanoer fra 1. mai til 30. september.\n\nPrisen er 350 kroner per dag, flytevester er inkludert.\n\nBestill på [siden vår](boka.md) eller ring oss.\n\nLever kanoen tilbake senest klokken 18.\n";

pub(super) fn check(sv: &str, nb: &str) -> Checked {
    let document = |lang, text: &str| {
        let mut document = Document::parse(lang, text, Format::Plain).unwrap();
        document.set_name(format!("{lang}/kanot.txt"));
        document
    };
    let [sv, nb] = [document(Lang::Sv, sv), document(Lang::Nb, nb)];
    let alignment = Aligner::new().align(&[sv.clone(), nb.clone()]).unwrap();
    Checker::new().check(&sv, &nb, &alignment)
}

pub(super) fn rules(checked: &Checked) -> Vec<Rule> {
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
            .contains("the source has 350, the translation has 530")
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

/// As [`check`], of Markdown, where links, levels and tables are known.
#[cfg(feature = "markdown")]
fn check_markdown(sv: &str, nb: &str) -> Checked {
    let document = |lang, text: &str| Document::parse(lang, text, Format::Markdown).unwrap();
    let [sv, nb] = [document(Lang::Sv, sv), document(Lang::Nb, nb)];
    let alignment = Aligner::new().align(&[sv.clone(), nb.clone()]).unwrap();
    Checker::new().check(&sv, &nb, &alignment)
}

fn messages(checked: &Checked) -> Vec<(Rule, &str)> {
    let findings = checked.findings.iter();
    findings
        .map(|finding| (finding.rule, finding.message.as_str()))
        .collect()
}

#[test]
fn a_translation_that_is_far_too_short_is_told_of() {
    let sv = SV.replace(
        "Priset är 350 kronor om dagen, flytvästar ingår.",
        "Priset är 350 kronor om dagen, och då ingår flytvästar i alla storlekar, paddlar och en karta över sjön med rastplatser.",
    );
    let checked = check(
        &sv,
        &NB.replace("per dag, flytevester er inkludert", "per dag med flytevest"),
    );
    assert_eq!(rules(&checked), [Rule::Length], "{:?}", checked.findings);
    assert_eq!(
        checked.findings[0].message,
        "much shorter than its source: 36 characters for 100"
    );
}

#[test]
fn a_question_without_its_mark_and_a_doubled_full_stop_are_told_of() {
    let (sv, nb) = (
        SV.replace("senast klockan 18.", "senast klockan 18, går det?"),
        NB.replace("senest klokken 18.", "senest klokken 18, går det.")
            .replace("inkludert.", "inkludert.."),
    );
    assert_eq!(
        messages(&check(&sv, &nb)),
        [
            (Rule::Punctuation, "doubled mark: .."),
            (
                Rule::Punctuation,
                "no question mark at the end, although the source has one"
            )
        ]
    );
}

#[cfg(feature = "markdown")]
#[test]
fn a_heading_of_another_level_is_told_of_but_not_a_shift_of_all() {
    let sv = "# Hyr en kanot\n\nVi hyr ut kanoter hela sommaren.\n\n## Priser och tider\n\nPriset är 350 kronor om dagen.\n\n## Hitta till oss\n\nVi finns vid bron i byn.\n";
    let nb = "# Lei en kano\n\nVi leier ut kanoer hele sommeren.\n\n## Priser og tider\n\nPrisen er 350 kroner per dag.\n\n## Finn veien til oss\n\nVi holder til ved broen i bygda.\n";
    let checked = check_markdown(sv, &nb.replace("## Finn", "### Finn"));
    assert_eq!(
        messages(&checked),
        [(
            Rule::Structure,
            "a heading of level 3; in the source it has level 2"
        )]
    );
    assert_eq!(check_markdown(sv, &nb.replace("# ", "## ")).findings, []);
}

#[cfg(feature = "markdown")]
#[test]
fn a_list_with_fewer_items_is_one_finding_and_none_where_an_item_is_missing() {
    let sv = "Ta med dig det här:\n\n- varma kläder och regnjacka\n- matsäck för hela dagen\n- vattenflaska\n- solkräm och solglasögon\n\nVi ses vid bryggan på morgonen.\n";
    let nb = "Ta med deg dette:\n\n- varme klær og regnjakke\n- matpakke for hele dagen, vannflaske\n- solkrem og solbriller\n\nVi ses ved bryggen om morgenen.\n";
    let checked = check_markdown(sv, nb);
    assert_eq!(
        messages(&checked),
        [(Rule::Structure, "a list of 3 items; in the source it has 4")]
    );
    let nb = nb.replace(", vannflaske", "");
    let found = rules(&check_markdown(sv, &nb));
    assert_eq!(found, [Rule::Missing]);
}

#[cfg(feature = "markdown")]
#[test]
fn the_text_of_a_link_left_in_the_source_language_is_copied() {
    let sv = "Innan du bokar en tur bör du läsa [våra villkor för uthyrning](villkor.md) noga.\n\nInstallera [Windows Server](server.md) först.\n";
    let nb = "Før du bestiller en tur, bør du lese [våra villkor för uthyrning](villkor.md) nøye.\n\nInstaller [Windows Server](server.md) først.\n";
    assert_eq!(
        messages(&check_markdown(sv, nb)),
        [(
            Rule::Copied,
            "the text of a link left in Swedish: “våra villkor för uthyrning”"
        )]
    );
}

#[cfg(feature = "markdown")]
#[test]
fn words_in_bold_left_in_the_source_language_are_copied() {
    let sv = "Välj **Lägg till användare** och skriv ett namn.\n\nVälj **Nord Data** och **Gem** i menyn.\n";
    let nb = "Velg **Lägg till användare** og skriv et navn.\n\nVelg **Nord Data** og **Gem** i menyen.\n";
    assert_eq!(
        messages(&check_markdown(sv, nb)),
        [(
            Rule::Copied,
            "words in bold left in Swedish: “Lägg till användare”"
        )]
    );
}

#[test]
fn danish_forms_in_a_bokmal_text_are_the_wrong_language() {
    let nb = NB.replace(
        "Lever kanoen tilbake senest klokken 18.",
        "Lever kanoen tilbage senest klokken 18, ellers må dere betale for en hel dag til, hvis vi ikke har avtalt noget annet.",
    );
    let sv = SV.replace(
        "klockan 18.",
        "klockan 18, annars måste ni betala för en hel dag till, om vi inte har kommit överens om något annat.",
    );
    assert_eq!(
        messages(&check(&sv, &nb)),
        [(
            Rule::WrongLanguage,
            "Danish forms in Norwegian Bokmål: tilbage (tilbake), noget (noe)"
        )]
    );
}

#[cfg(feature = "markdown")]
#[test]
fn a_link_in_an_added_line_beside_is_not_missing() {
    let sv = "## Se även\n\n[Hantera lagerkostnader](lager.md)\n[Designdetaljer om lagerkostnader](design.md)\n";
    let nb = "## Se også\n\n[Administrere lagerkostnader](lager.md)    \n[Utformingsdetaljer om lagerkostnader](design.md)\n";
    let found = rules(&check_markdown(sv, nb));
    assert!(!found.contains(&Rule::Urls), "{found:?}");
}

#[test]
fn a_term_is_asked_for_where_the_source_has_it() {
    let terms = TermBase::from_rows([
        (1, ["sv", "nb", "nb-forbidden"]),
        (2, ["kanot", "kajakk", ""]),
        (3, ["flytväst", "flytevest", "redningsvest"]),
    ])
    .unwrap();
    let document = |lang, text: &str| Document::parse(lang, text, Format::Plain).unwrap();
    let nb = NB.replace("flytevester", "redningsvester");
    let [sv, nb] = [document(Lang::Sv, SV), document(Lang::Nb, &nb)];
    let alignment = Aligner::new().align(&[sv.clone(), nb.clone()]).unwrap();
    let checked = Checker::new().terms(terms).check(&sv, &nb, &alignment);
    let found = messages(&checked);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found.contains(&(Rule::Terms, "“kanot” should be kajakk")));
    assert!(found.contains(&(
        Rule::Terms,
        "“flytväst” should be flytevest, not redningsvest"
    )));
}

#[test]
fn more_than_can_be_counted_is_as_much_as_can_be() {
    let most = Counts {
        segments: usize::MAX,
        words: usize::MAX,
    };
    let coverage = Coverage {
        translated: most,
        missing: most,
        ..Coverage::default()
    };
    assert_eq!(coverage.total(), most);
    assert_eq!(coverage.percent(), [100.0, 100.0]);
}

const ENGLISH: &str = "# Rent a canoe\n\nWe rent out canoes from the first of May until the end of September.\n\nThe price is 350 crowns a day, including life jackets.\n\nBook on our page or give us a call.\n\nPlease return the canoe no later than 6 p.m.\n";

#[test]
fn a_whole_page_in_english_is_one_finding_and_counts_as_not_translated() {
    let checked = check(SV, ENGLISH);
    let expected = [(
        Rule::WrongLanguage,
        "the whole page is in English, not Norwegian Bokmål",
    )];
    assert_eq!(messages(&checked), expected);
    assert_eq!(checked.coverage.done().segments, 0);
}

#[test]
fn a_source_in_english_is_one_finding_at_the_source() {
    let checked = check(ENGLISH, NB);
    assert_eq!(rules(&checked), [Rule::WrongLanguage]);
    let finding = &checked.findings[0];
    assert_eq!(
        (finding.lang, finding.path.as_str()),
        (Lang::Sv, "sv/kanot.txt")
    );
}

#[test]
fn a_page_left_in_the_source_language_is_one_finding() {
    let sv = SV.replace("[vår sida](boka.md)", "vår sida");
    let checked = check(&sv, &sv);
    assert_eq!(
        messages(&checked),
        [(
            Rule::Copied,
            "the whole page is in Swedish, not Norwegian Bokmål"
        )]
    );
}

#[test]
fn a_sentence_in_another_language_is_named_and_its_paragraph_is_translated() {
    let sv = "# Bokning\n\nDu väljer en dag i kalendern. Priset beror på hur många som åker med och på vilken hamn ni väljer.\n\nBekräftelsen kommer med e-post.\n";
    for (nb, language) in [
        (
            "The price depends on how many people are going and on the harbour you choose.",
            "English",
        ),
        (
            "Priset beror på hur många som åker med och på vilken hamn ni väljer.",
            "Swedish",
        ),
        (
            "Prisen afhænger af, hvor mange der tager med, og hvilken havn I vælger.",
            "Danish",
        ),
    ] {
        let nb = format!(
            "# Bestilling\n\nDu velger en dag i kalenderen. {nb}\n\nBekreftelsen kommer med e-post.\n"
        );
        let checked = check(sv, &nb);
        let message = format!("a sentence in {language}, not Norwegian Bokmål: ");
        assert_eq!(rules(&checked), [Rule::WrongLanguage], "{language}");
        assert!(
            checked.findings[0].message.starts_with(&message),
            "{language}"
        );
        assert_eq!(checked.findings[0].column, Some(32), "{language}");
    }
}

#[test]
fn headings_left_in_another_language_are_found() {
    let page = |heading: &str| {
        format!(
            "# {heading}\n\nVi leier ut kanoer fra 1. mai til 30. september.\n\nPrisen er 350 kroner per dag.\n"
        )
    };
    let sv = "# Hantera bokningar själv\n\nVi hyr ut kanoter från den 1 maj till den 30 september.\n\nPriset är 350 kronor om dagen.\n";
    for (heading, expected) in [
        ("Hantera bokningar själv", vec![Rule::Copied]),
        ("Administrere bestillinger selv", vec![]),
        ("Håndtere bookinger med app-en", vec![]),
    ] {
        assert_eq!(rules(&check(sv, &page(heading))), expected, "{heading}");
    }
}

#[cfg(feature = "markdown")]
#[test]
fn what_fills_the_place_of_a_cell_or_an_item_is_not_missing() {
    let sv = "# Register\n\nHär finns alla poster som systemet sparar.\n\n- Leverantörsskulder\n- Kundposter\n- Lagerposter\n\nVälj en av dem för att fortsätta.\n";
    let nb = "# Register\n\nHer er alle poster som systemet lagrer.\n\n- Gjeld\n- Kundeposter\n- Vareposter\n\nVelg en av dem for å fortsette.\n";
    let found = rules(&check_markdown(sv, nb));
    assert!(
        !found.contains(&Rule::Missing) && !found.contains(&Rule::Extra),
        "{found:?}"
    );
}

#[cfg(feature = "markdown")]
#[test]
fn a_comment_that_names_no_rule_is_an_error_at_its_line() {
    let comment = "<!-- nordalign-ignore numers, urls: avrundat -->\n";
    let sv = |comment: &str| format!("# Priser\n\n{comment}En biljett kostar 90 kronor.\n");
    let nb = |comment: &str| format!("# Priser\n\n{comment}En billett koster 90 kroner.\n");
    for (checked, lang) in [
        (check_markdown(&sv(""), &nb(comment)), Lang::Nb),
        (check_markdown(&sv(comment), &nb("")), Lang::Sv),
    ] {
        assert_eq!(rules(&checked), [Rule::UnknownRule]);
        let finding = &checked.findings[0];
        assert_eq!((finding.line, finding.lang), (3, lang));
        assert!(finding.message.contains("`numers`"), "{}", finding.message);
    }
}
