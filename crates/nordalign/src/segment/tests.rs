//! Where sentences end, language by language.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::abbreviations::{Abbreviations, Class, Role, folded, without_full_stop};
use super::sentences;
use super::stops::slice;
use crate::dice::Dice;
use crate::lang::Lang;
use crate::language::Files;

/// Checks rows in which ` | ` stands for the white space where a sentence ends.
fn check(lang: Lang, rows: &[&str]) {
    for row in rows {
        let text = row.replace(" | ", " ");
        let found = texts(lang, &text);
        let expected = row.split(" | ").collect::<Vec<_>>();
        assert_eq!(found, expected, "{lang:?}: {row}");
    }
}

fn check_all(rows: &[&str]) {
    for lang in [Lang::Sv, Lang::Nb, Lang::Da] {
        check(lang, rows);
    }
}

fn texts(lang: Lang, text: &str) -> Vec<&str> {
    let ranges = sentences(lang, text);
    ranges
        .into_iter()
        .map(|range| slice(text, &range))
        .collect()
}

#[test]
fn ordinary_sentences_end_at_full_stops_questions_and_exclamations() {
    check(
        Lang::Sv,
        &[
            "Regnet upphörde. | Älven steg ändå hela natten. | Åarna svämmade över.",
            "Vart ska du? | Hem! | Är du säker?! | Ja!! | Öppna dörren.",
            "Är det sant? | Ö efter ö försvann i diset.",
            "Kommunen höjer skatten; det drabbar alla. | Svaret blev: Nej.",
        ],
    );
    check(
        Lang::Nb,
        &[
            "Regnet ga seg. | Elva steg likevel hele natta. | Åkrene sto under vann.",
            "Hvor skal du? | Hjem! | Er du sikker?! | Ja!! | Åpne døra.",
            "Er det sant? | Øy etter øy ble borte i disen.",
            "Kommunen øker skatten; det rammer alle. | Svaret ble: Nei.",
        ],
    );
    check(
        Lang::Da,
        &[
            "Regnen holdt op. | Åen steg alligevel hele natten. | Ænderne var glade.",
            "Hvor skal du hen? | Hjem! | Er du sikker?! | Ja!! | Åbn døren.",
            "Er det sandt? | Ø efter ø forsvandt i disen.",
            "Kommunen hæver skatten; det rammer alle. | Svaret blev: Nej.",
        ],
    );
}

#[test]
fn an_abbreviation_that_needs_a_continuation_never_ends_a_sentence() {
    check(
        Lang::Sv,
        &[
            "Han gillar t.ex. Göteborg. | Hon gillar t. ex. Malmö.",
            "Bl.a. Volvo och Ericsson var där. | D.v.s. Sverige vann.",
            "Fr.o.m. Umeå går tåget norrut. | Fr. o. m. Umeå är det spår.",
            "Det gäller t.o.m. Gotland. | Det gäller t. o. m. Öland.",
            "P.g.a. Vättern är klimatet milt. | De s.k. Ådalshändelserna minns man.",
            "Den f.d. Jugoslaviska ligan lades ned. | Ring tel. 08-12 34 56.",
            "Priset inkl. Moms och frakt anges. | Exkl. Åland är siffran lägre.",
            "Jfr. Högsta domstolens dom. | Resp. Län svarar för vården.",
            "Ev. Ändringar meddelas. | Ang. Brevet från mars har vi inget nytt.",
            "NJA 1999 s. 5. | Domen ändrades. | SOU 2020:5 s. 12. | Ändå gick det.",
            "Mötet börjar kl. 14.00. | Kom ca. 10 minuter före.",
        ],
    );
    check(
        Lang::Nb,
        &[
            "Han liker f.eks. Bergen. | Hun liker f. eks. Tromsø.",
            "Bl.a. Equinor og Telenor var der. | Dvs. Norge vant.",
            "Vedtaket gjelder f.o.m. Påsken. | Det varer t.o.m. Pinsen.",
            "Pga. Golfstrømmen er det mildt. | Det s.k. Ålesund-brevet er borte.",
            "Ring tlf. 22 33 44 55. | Vedr. Brevet fra mars har vi ikke noe nytt.",
            "Prisen inkl. Moms er høy. | Ekskl. Svalbard er tallet lavere.",
            "Jf. Grunnloven § 2. | Mht. Østfold er saken avgjort.",
            "Evt. Endringer meldes. | Hhv. Oslo og Ås fikk støtte.",
            "Rt. 1999 s. 5. | Dommen ble endret. | Ph.d. Åse Moe kom. | Mvh. Ola",
            "Møtet begynner kl. 14.00. | Kom ca. 10 minutter før.",
            "Iht. Avtalen skal vi betale. | Ifm. Øvelsen stenges veien.",
        ],
    );
    check(
        Lang::Da,
        &[
            "Han kan f.eks. Odense godt. | Hun kan f. eks. Århus bedre.",
            "Bl.a. Novo og Lego var der. | Dvs. Danmark vandt.",
            "Det gælder f.o.m. Påsken. | Det varer t.o.m. Pinsen.",
            "Pga. Øresund er det mildt. | Det s.k. Ærø-brev er væk.",
            "Ring tlf. 33 44 55 66. | Vedr. Brevet fra marts er der intet nyt.",
            "Prisen inkl. Moms er høj. | Ekskl. Færøerne er tallet lavere.",
            "Jf. Grundlovens § 2. | Mht. Ålborg er sagen afgjort.",
            "Evt. Ændringer meldes. | Hhv. København og Køge fik støtte.",
            "Mødet begynder kl. 14.00. | Kom ca. 10 minutter før.",
            "Novo A/S. | Det er dansk. | En øl til 50kr. | Så gik vi.",
            "U 1999 s. 5. | Højesteret stadfæstede. | Jf. kap. V. | Det følger der.",
            "Iht. Aftalen skal vi betale. | Jvf. Østre Landsrets dom.",
        ],
    );
}

#[test]
fn an_abbreviation_that_closes_a_list_ends_a_sentence_before_a_capital() {
    check(
        Lang::Sv,
        &[
            "De sålde bröd, ost m.m. | Ägaren var nöjd.",
            "Vi såg älgar, rådjur osv. i skogen. | Sedan åkte vi hem.",
            "Där var Åsa, Örjan m.fl. | Även barnen kom.",
            "Han tog med tält o.l. | ”Bra”, sa hon.",
            "Hyllor, bord o. dyl. | Allt såldes.",
            "Bröd, ost m. m. och mjölk fanns. | Ägg fanns inte.",
            "Det kostade 50 kr. | Alla betalade.",
            "Bolaget gick back 5 mkr. | Året var svårt.",
            "År 500 f.Kr. fanns inget. | Det var 44 f.Kr. | Cæsar dog.",
            "År 500 f. Kr. fanns inget. | Det var 44 f. Kr. | Cæsar dog.",
        ],
    );
    check(
        Lang::Nb,
        &[
            "De solgte brød, ost m.m. | Eieren var fornøyd.",
            "Vi så elg, rådyr osv. i skogen. | Så dro vi hjem.",
            "Der var Åse, Øystein m.fl. | Også barna kom.",
            "Hyller, bord o.l. | Alt ble solgt.",
            "Hyller, bord o. l. ble solgt. | Ærlig talt!",
            "Brød, ost mv. | Egg fantes ikke.",
            "Det kostet 50 kr. | Alle betalte.",
            "Prisen var 5 mill. | Året var vanskelig.",
            "År 500 f.Kr. fantes ikke byen. | Det var 44 f.Kr. | Cæsar døde.",
            "År 500 f. Kr. fantes ikke byen. | Det var 44 f. Kr. | Cæsar døde.",
        ],
    );
    check(
        Lang::Da,
        &[
            "De solgte brød, ost m.m. | Ejeren var glad.",
            "Vi så rådyr, ræve osv. i skoven. | Så tog vi hjem.",
            "Der var Åse, Øjvind m.fl. | Også børnene kom.",
            "Hylder, borde o.l. | Alt blev solgt.",
            "Hylder, borde o. lign. blev solgt. | Ærligt talt!",
            "Brød, ost mv. | Æg fandtes ikke.",
            "Det kostede 50 kr. | Alle betalte.",
            "Prisen var 5 mio. | Året var svært.",
            "År 500 f.Kr. fandtes byen ikke. | Det var 44 f.Kr. | Cæsar døde.",
            "År 500 f. Kr. fandtes byen ikke. | Det var 44 f. Kr. | Cæsar døde.",
        ],
    );
}

#[test]
fn an_amount_continues_before_a_number_or_a_currency() {
    check(
        Lang::Sv,
        &[
            "Det blev 3 mrd. SEK. | Allt gick åt.",
            "Välj 5 st. 12 mm skruvar. | Borra sedan.",
        ],
    );
    check(
        Lang::Nb,
        &[
            "Det ble 3 mrd. NOK. | Alt gikk med.",
            "Det kostet 5 mio. kr. og tok et år. | Velg 5 stk. 12 mm skruer.",
            "Det ga 20 mill. Kr. 14 per stykk.",
        ],
    );
    check(
        Lang::Da,
        &[
            "Det blev 3 mia. DKK. | Alt gik med.",
            "Det kostede 5 mio. kr. og tog et år. | Vælg 5 stk. 12 mm skruer.",
            "Renten er 3 pct. 4 banker hævede den. | Ålborg venter.",
        ],
    );
}

#[test]
fn an_ordinary_word_that_looks_like_an_abbreviation_ends_a_sentence() {
    check(
        Lang::Sv,
        &[
            "Flaskan var tom. | Han gick.",
            "Hon är ung. | Åren går fort.",
            "Det har jag inget emot. | Allt det hon red. | Ön låg tyst.",
            "Boken är min. | Ta den inte.",
            "Han gjorde ett ex. | Det var bra.",
        ],
    );
    check(
        Lang::Nb,
        &[
            "Flasken var tom. | Han gikk.",
            "De fant en ny art. | Den er blå.",
            "Boka er min. | Ikke ta den.",
            "Det skjedde i jul. | Året etter var vi syke.",
            "De fant et nytt gen. | Økningen stoppet.",
        ],
    );
    check(
        Lang::Da,
        &[
            "Flasken var tom. | Han gik.",
            "De fandt en ny art. | Den er blå.",
            "Bogen er min. | Tag den ikke.",
            "Han red. | Øen lå stille. | Det skete i jul. | Året efter var vi syge.",
            "Sådan gør man. | Ellers går det galt.",
        ],
    );
}

#[test]
fn a_word_like_an_abbreviation_is_one_before_a_number_or_alone_in_brackets() {
    check(
        Lang::Sv,
        &[
            "Enligt kap. 4 gäller annat. | Se art. 5 och kap. IV Om rätten.",
            "Åsa Öst (red.) Nordens historia. | Läs den.",
        ],
    );
    check(
        Lang::Nb,
        &[
            "Etter kap. 4 gjelder annet. | Se art. 5 og kap. IV Om retten.",
            "Åse Øst (red.) Nordens historie. | Les den.",
        ],
    );
    check(
        Lang::Da,
        &[
            "Efter kap. 4 gælder andet. | Se art. 5 og kap. IV Om retten.",
            "Åse Øst (red.) Nordens historie. | Læs den.",
        ],
    );
}

#[test]
fn a_danish_ordinal_before_a_month_does_not_end_the_sentence() {
    check(
        Lang::Da,
        &[
            "Vi ses den 3. maj. | Det er en tirsdag.",
            "Den 1. Januar 1900 begyndte noget nyt. | Året før var værre.",
            "Kontoret er lukket 24.-26. december. | Vi holder jul.",
            "Mødet er 3. 4. 2020 i Århus. | Ærgerligt.",
        ],
    );
}

#[test]
fn a_norwegian_ordinal_before_a_month_does_not_end_the_sentence() {
    check(
        Lang::Nb,
        &[
            "Vi feirer 17. mai. | Det er en tirsdag.",
            "Den 17. Mai 1814 var en stor dag. | Året før var verre.",
            "Kontoret er stengt 24.–26. desember. | Vi holder jul.",
            "Møtet er 3. 4. 2020 på Ås. | Ærlig talt.",
        ],
    );
}

#[test]
fn an_ordinal_before_its_noun_does_not_end_the_sentence() {
    check(
        Lang::Nb,
        &[
            "Hun bor i 2. etasje. | Heisen er ny.",
            "I det 21. århundre er alt annerledes. | Omsetningen falt i 2. halvår.",
            "Etter 2. Verdenskrig ble byen bygd opp. | Laget spiller i 3. Divisjon.",
            "Fra 1. til 3. klasse har de lekser. | Øving gjør mester.",
        ],
    );
    check(
        Lang::Da,
        &[
            "Hun bor på 2. sal. | Elevatoren er ny.",
            "I det 21. århundrede er alt anderledes. | Salget faldt i 2. halvår.",
            "Efter 2. Verdenskrig blev byen genopbygget. | Holdet spiller i 3. Division.",
            "Fra 1. til 3. klasse har de lektier. | Øvelse gør mester.",
        ],
    );
}

#[test]
fn the_number_of_a_king_ends_a_sentence_only_before_a_capital() {
    check(
        Lang::Nb,
        &[
            "Kong Harald 5. åpnet Stortinget. | Folket hilste Harald 5. | Han vinket.",
            "Olav 5. døde i 1991. | Da ble Harald konge.",
            "Carl XVI Gustaf kom. | Christian IV grunnla byen.",
        ],
    );
    check(
        Lang::Da,
        &[
            "Christian 4. byggede Rundetårn. | Byen hyldede Christian 4. | Han smilede.",
            "Frederik 10. og dronning Mary kom. | Ærkebispen ventede.",
            "Carl XVI Gustaf kom. | Margrethe 2. abdicerede i 2024. | Året gik.",
        ],
    );
    check(
        Lang::Sv,
        &["Karl XII. | Carl XVI Gustaf invigde bron. | Älven glittrade."],
    );
}

#[test]
fn a_sentence_may_end_in_a_number() {
    check(
        Lang::Sv,
        &[
            "Det hände 2022. | Året efter kom Åsa.",
            "Laget vann med 3–0. | Målen kom sent.",
            "Priset är 3.5. | Hon fick 2.000. | Öl kostade 14.50. | Vi gick.",
            "Vi ses den 17 maj. | Då är det fest.",
            "Ön hade 14 invånare år 2010. | 12 av dem var barn.",
        ],
    );
    check(
        Lang::Nb,
        &[
            "Det skjedde i 2022. | Året etter kom Åse.",
            "Laget vant 3–0. | Målene kom sent. | Renta er 5 %. | 14 banker økte den.",
            "Prisen er 3.5. | Hun fikk 2.000. | Øl kostet 14.50. | Vi gikk.",
            "Det står i kap. 4.2. | Les det.",
            "Øya hadde 14 innbyggere i 2010. | 12 av dem var barn.",
            "Det var i 1814. | Mai var kald.",
        ],
    );
    check(
        Lang::Da,
        &[
            "Det skete i 2022. | Året efter kom Åse.",
            "Holdet vandt 3-0. | Målene kom sent.",
            "Prisen er 3.5. | Hun fik 2.000. | Øl kostede 14.50. | Vi gik.",
            "Det står i kap. 4.2. | Læs det.",
            "Øen havde 14 beboere i 2010. | 12 af dem var børn.",
            "Det var i 1849. | Juni var kold.",
        ],
    );
}

#[test]
fn a_sentence_may_start_with_a_number() {
    check(
        Lang::Sv,
        &["Nu är det slut. | 14 personer kom. | 5 av dem åt ärtsoppa."],
    );
    check(
        Lang::Nb,
        &["Nå er det slutt. | 14 personer kom. | 5 av dem spiste fårikål."],
    );
    check(
        Lang::Da,
        &["Nu er det slut. | 14 personer kom. | 5 af dem spiste grød."],
    );
}

#[test]
fn an_enumeration_mark_stays_with_its_text() {
    check(
        Lang::Sv,
        &[
            "1. Vi måste spara. | 2. Det är bråttom.",
            "a) Vi åker. | b) Vi stannar. | A. Inledning följer här.",
            "§ 12. Lagen gäller alla. | Artikel 5. | Åtgärder vidtas.",
            "4.2. Ärenden avgörs här. | IV. Övriga frågor tas upp.",
            "Kap. 3. | Avtalet börjar gälla. | Det står i § 5. | Läs det.",
        ],
    );
    check(
        Lang::Nb,
        &[
            "1. Vi må spare. | 2. Det haster.",
            "a) Vi drar. | b) Vi blir. | A. Innledning følger her.",
            "§ 12. Loven gjelder alle. | Artikkel 5. | Åtgjerder settes i verk.",
            "4.2. Ærend avgjøres her. | IV. Øvrige saker tas opp.",
            "§ 12 a. Avtalen trer i kraft. | Jf. § 5. | Les den.",
        ],
    );
    check(
        Lang::Da,
        &[
            "1. Vi må spare. | 2. Det haster.",
            "a) Vi tager af sted. | b) Vi bliver. | A. Indledning følger her.",
            "§ 12. Loven gælder alle. | Stk. 2. Ministeren kan fastsætte regler.",
            "4.2. Ærinder afgøres her. | IV. Øvrige sager tages op.",
            "§ 5, stk. 2, nr. 3. | Artikel 5. | Åbningstiden er kort.",
        ],
    );
}

#[test]
fn initials_do_not_end_a_sentence() {
    check(
        Lang::Sv,
        &[
            "J. K. Rowling skrev boken. | Den lästes av Å. Berg.",
            "C.-H. Hermansson talade. | P. O. Ö. Ek och J.R.R. Tolkien lyssnade.",
            "Hon mötte J. | Han var glad.",
        ],
    );
    check(
        Lang::Nb,
        &[
            "J. K. Rowling skrev boka. | Den ble lest av Å. Berg.",
            "Th. Kittelsen tegnet. | O. I. Hansen og J.R.R. Tolkien så på.",
            "Hun møtte J. | Han var glad.",
        ],
    );
    check(
        Lang::Da,
        &[
            "H.C. Andersen skrev eventyr. | A.P. Møller købte skibe.",
            "Th. Stauning talte. | N.F.S. Grundtvig og Å. Berg lyttede.",
            "Hun mødte J. | Han var glad.",
        ],
    );
}

#[test]
fn a_letter_that_names_a_thing_may_end_a_sentence() {
    check(
        Lang::Sv,
        &[
            "Apelsiner har vitamin C. | Järn finns i spenat.",
            "Vi har en plan B. | Örebro är målet. | Laget är i grupp D. | 14 lag är kvar.",
        ],
    );
    check(
        Lang::Nb,
        &[
            "Appelsiner har vitamin C. | Jern finnes i spinat.",
            "Vi har en plan B. | Årdal er målet. | Se § 5 a. | Loven gjelder.",
        ],
    );
    check(
        Lang::Da,
        &[
            "Appelsiner har vitamin C. | Jern findes i spinat.",
            "Vi har en plan B. | Ærø er målet. | Se litra d. | Loven gælder.",
        ],
    );
}

#[test]
fn titles_do_not_end_a_sentence() {
    check(
        Lang::Sv,
        &[
            "Vi talade med prof. Östlund och dr. Åberg. | St. Mellösa är litet.",
            "Fil. dr. Anna Ek disputerade. | Civ.ing. Bo Öman ritade bron.",
            "Martin Luther King jr. talade. | Där var Alf Ek sr. | Även Åke kom.",
        ],
    );
    check(
        Lang::Nb,
        &[
            "Vi snakket med prof. Østby og dr. Ås. | St. Olav falt på Stiklestad.",
            "Hr. Hansen og fru Å. Moe kom. | Adm. dir. Kari Nes gikk av.",
            "Martin Luther King jr. talte. | Der var Alf Moe sr. | Også Åge kom.",
        ],
    );
    check(
        Lang::Da,
        &[
            "Vi talte med prof. Østergaard og dr. Ågård. | Gl. Estrup er et slot.",
            "Hr. Hansen og frk. Nielsen kom. | Cand. mag. Kaj Bæk gik af.",
            "Martin Luther King jr. talte. | Der var Alf Bæk sr. | Også Åge kom.",
        ],
    );
}

#[test]
fn a_closing_quote_or_bracket_belongs_to_the_sentence_before() {
    check(
        Lang::Sv,
        &[
            "”Kom hit.” | Han gick. | ”Är du där?” | Ingen svarade.",
            "»Kom hit.» | Han gick. | (Det var kallt.) | Ändå gick de.",
            "Hon sa: ”Jag åker.” | ’Bra.’ | Så åkte hon.",
        ],
    );
    check(
        Lang::Nb,
        &[
            "«Kom hit.» | Han gikk. | «Er du der?» | Ingen svarte.",
            "\"Kom hit.\" | Han gikk. | (Det var kaldt.) | Likevel gikk de.",
            "Hun sa: «Jeg drar.» | «Bra!» | Så dro hun.",
        ],
    );
    check(
        Lang::Da,
        &[
            "»Kom her.« | Han gik. | »Er du der?« | Ingen svarede.",
            "\"Kom her.\" | Han gik. | (Det var koldt.) | Alligevel gik de.",
            "Hun sagde: »Jeg rejser.« | ›Godt!‹ | „Ja.“ | Så rejste hun.",
        ],
    );
}

#[test]
fn speech_continues_in_lower_case_after_its_mark() {
    check(
        Lang::Sv,
        &[
            "”Kommer du?” frågade hon. | ”Nej!” ropade Åke.",
            "– Kommer du? frågade hon. | – Nej, sa Örjan. | – Varför det? | – Jag är trött.",
            "Är det sant? – undrade hon. | En billig (!) Volvo såldes i Älvsbyn (?) Väst.",
        ],
    );
    check(
        Lang::Nb,
        &[
            "\"Kommer du?\" spurte hun. | «Nei!» ropte Åge.",
            "– Kommer du? spurte hun. | – Nei, sa Øystein. | – Hvorfor det? | – Jeg er trøtt.",
            "Er det sant? – undret hun. | En billig (!) Volvo ble solgt.",
        ],
    );
    check(
        Lang::Da,
        &[
            "»Kommer du?« spurgte hun. | »Nej!« råbte Åge.",
            "- Kommer du? spurgte hun. | - Nej, sagde Øjvind. | - Hvorfor? | - Jeg er træt.",
            "Er det sandt? – undrede hun sig. | En billig (!) Volvo blev solgt.",
        ],
    );
}

#[test]
fn an_ellipsis_ends_a_sentence_only_before_a_capital() {
    check(
        Lang::Sv,
        &[
            "Jag vet inte … men vi får se. | Han tystnade… | Älgen stod still.",
            "Vänta ... 5 minuter till. | Och så ... | Ingenting. (...) | Slut.",
        ],
    );
    check(
        Lang::Nb,
        &[
            "Jeg vet ikke … men vi får se. | Han tidde… | Elgen sto stille.",
            "Vent ... 5 minutter til. | Og så ... | Ingenting. | …Og så kom hun.",
        ],
    );
    check(
        Lang::Da,
        &[
            "Jeg ved ikke … men lad os se. | Han tav… | Rådyret stod stille.",
            "Vent ... 5 minutter endnu. | Og så ... | Ingenting. [...] | Slut.",
        ],
    );
}

#[test]
fn addresses_file_names_and_versions_are_never_split() {
    check_all(&[
        "Se https://www.example.se/?Query=Ja&B=1!C eller example.no. | Där.",
        "Skriv til anna.Berg@example.dk. | Tak.",
        "Filen heter Rapport.Final.PDF. | Version v2.1.3 kom ut. | Den heter v2.1.4. | Ja.",
        "Vi bruker .NET og Node.js. | .NET er godt. | Node.js også.",
    ]);
}

#[test]
fn footnote_marks_belong_to_the_sentence_before() {
    check_all(&[
        "Byen ligger her.[1] | Den er gammel.[2][b] | Slut.",
        "Byen ligger her.² | Den er gammel.”¹ | Slut.",
        "**Byen ligger her.** | _Den er gammel._ | Slut.",
    ]);
}

#[test]
fn a_line_break_is_white_space_and_a_blank_line_ends_a_sentence() {
    let text =
        "Første linje\nog andre. Ny\r\nlinje  \r\n \t\r\nOverskrift\n\nTekst nr.\n\n5 er her.";
    let expected = [
        "Første linje\nog andre.",
        "Ny\r\nlinje",
        "Overskrift",
        "Tekst nr.",
        "5 er her.",
    ];
    assert_eq!(texts(Lang::Nb, text), expected);
    let separated = "Ett\u{2028}stycke\u{85}här\u{2029}Två.\nTre.";
    let expected = ["Ett\u{2028}stycke\u{85}här", "Två.", "Tre."];
    assert_eq!(texts(Lang::Sv, separated), expected);
}

#[test]
fn a_line_that_is_the_next_item_of_a_list_ends_the_sentence_before() {
    let text = "Forslag:\n 1. Vi må spare\n 2. Vi må\nselge 5. Mai\n6. Alt\n3) Øl\n• Så\n• Sånn";
    let expected = [
        "Forslag:",
        "1. Vi må spare",
        "2. Vi må\nselge 5. Mai\n6.",
        "Alt",
        "3) Øl",
        "• Så",
        "• Sånn",
    ];
    assert_eq!(texts(Lang::Nb, text), expected);
}

#[test]
fn a_wrapped_line_that_begins_with_a_number_does_not_start_an_item() {
    let text = "Det var den\n17. Mai og kl.\n6. Han kom i\n2. etasje og gikk til nr.\n4) Ås.";
    let expected = [
        "Det var den\n17. Mai og kl.\n6.",
        "Han kom i\n2. etasje og gikk til nr.\n4) Ås.",
    ];
    assert_eq!(texts(Lang::Nb, text), expected);
}

#[test]
fn no_break_spaces_are_white_space_after_a_stop() {
    let text = "Den 17.\u{A0}mai kom.\u{202F}Så gikk f.\u{A0}eks.\u{A0}Ola.\u{A0}\u{A0}Slutt.";
    let expected = [
        "Den 17.\u{A0}mai kom.",
        "Så gikk f.\u{A0}eks.\u{A0}Ola.",
        "Slutt.",
    ];
    assert_eq!(texts(Lang::Nb, text), expected);
}

#[test]
fn decomposed_letters_are_equal_to_composed_ones() {
    let rows = [
        "Här är den. | Övers. Åke Ek. | Åren gick. | Å. Öberg såg på. | Äntligen!",
        "Det var sommar, 5 mån. | Ängen blommade.",
    ];
    for row in rows {
        let row = row.nfd().collect::<String>();
        check(Lang::Sv, &[&row]);
    }
}

#[test]
fn text_in_capitals_is_segmented_in_the_same_way() {
    check(
        Lang::Sv,
        &["FLASKAN ÄR TOM. | HAN GÅR. | SE NR. 5 OCH T.EX. ÅRE."],
    );
    check(
        Lang::Nb,
        &["FLASKEN ER TOM. | HAN GÅR. | SE NR. 5 OG F.EKS. ÅS."],
    );
    check(
        Lang::Da,
        &["FLASKEN ER TOM. | HAN GÅR. | SE NR. 5 OG F.EKS. ÆRØ."],
    );
}

#[test]
fn marks_of_other_scripts_are_left_to_unicode() {
    check_all(&["Det hedder 東京。 | Så er det sagt."]);
    assert_eq!(texts(Lang::Da, "東京。大阪。"), ["東京。", "大阪。"]);
    check_all(&["Bra! | 😀 Takk. | € 500 er nok."]);
}

#[test]
fn empty_and_blank_texts_have_no_sentences() {
    for text in ["", " ", "\n", "\n\n", " \u{A0}\u{202F}\r\n\t\u{2029}"] {
        assert_eq!(texts(Lang::Da, text), [""; 0]);
    }
    check_all(&[".", "?", "...", "«", "a", "5.", "."]);
}

#[test]
fn long_runs_do_not_hide_a_boundary() {
    for filler in [" ", ")", "\n ", "»"] {
        let text = format!("Han gikk.{} Hun kom.", filler.repeat(100));
        assert_eq!(texts(Lang::Nb, &text).len(), 2, "{filler:?}");
    }
    let leader = format!("Innhold {} 5", ". ".repeat(100));
    assert_eq!(texts(Lang::Nb, &leader).len(), 1);
}

#[test]
fn every_line_of_the_data_is_understood() {
    for abbreviations in Lang::ALL.iter().map(|&lang| Files::of(lang).abbreviations) {
        let lines = data_lines(abbreviations);
        let parsed = Abbreviations::parse(abbreviations, "");
        let class_of = |word: &str| match word.strip_prefix('-') {
            Some(ending) => parsed.by_ending(without_full_stop(&format!("Ny{ending}"))),
            None => parsed.spelled(word),
        };
        let known = lines
            .iter()
            .filter(|(word, class)| word.ends_with('.') && class_of(word) == Class::named(class));
        assert_eq!(known.count(), lines.len());
        assert!(lines.len() > 80);
    }
    for context in Lang::ALL.iter().map(|&lang| Files::of(lang).full_stops) {
        for (word, roles) in data_lines(context) {
            let all_known = roles.split(' ').all(|role| Role::named(role).is_some());
            assert!(all_known && folded(word) == word, "{word}: {roles}");
        }
    }
}

fn data_lines(data: &str) -> Vec<(&str, &str)> {
    let lines = data
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    let parted = lines.map(|line| line.split_once(' ').unwrap_or((line, "")));
    parted.map(|(word, rest)| (word, rest.trim())).collect()
}

#[test]
fn long_runs_of_signs_are_segmented() {
    let pieces = [
        ". ", ".", "\n", " ", ".)", "a. ", "1. ", "( ", ".\u{301}", "f.eks. ", "[1",
    ];
    for piece in pieces {
        let text = format!("Han.{}", piece.repeat(300_000 / piece.len()));
        let count = sentences(Lang::Nb, &text).len();
        assert!(count > 0, "{piece:?}");
    }
}

const PIECES: [&str; 64] = [
    ".",
    ".",
    ".",
    "?",
    "!",
    "…",
    "...",
    "?!",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\r\n",
    "\n\n",
    "\r",
    "\t",
    "\u{A0}",
    "\u{202F}",
    "\u{2028}",
    "\u{2029}",
    "\u{85}",
    "\u{200B}",
    "\u{FEFF}",
    "\u{301}",
    "a\u{30A}",
    "A\u{30A}",
    "«",
    "»",
    "”",
    "\"",
    "'",
    "(",
    ")",
    "[",
    "]",
    "[1]",
    "–",
    "-",
    "•",
    "§",
    "Han",
    "han",
    "å",
    "Ö",
    "ær",
    "17",
    "2022",
    "1",
    "IV",
    "f.eks",
    "t. ex",
    "kr",
    "nr",
    "mai",
    "J",
    "H.C",
    "osv",
    "red",
    "東京。",
    "😀",
    "example.se/?A",
    "/",
    "%",
];

#[test]
fn random_texts_are_covered_by_rising_trimmed_ranges() {
    let mut random = Dice::new(20_240_517);
    for _ in 0..6_000 {
        let length = random.below(40);
        let text = (0..length)
            .map(|_| PIECES[random.below(PIECES.len())])
            .collect::<String>();
        for lang in [Lang::Sv, Lang::Nb, Lang::Da] {
            assert_is_partition(&text, &sentences(lang, &text));
        }
    }
}

fn assert_is_partition(text: &str, ranges: &[Range<usize>]) {
    let mut end = 0;
    for range in ranges {
        let gap = text.get(end..range.start);
        assert!(
            gap.is_some_and(|gap| gap.trim().is_empty()),
            "{text:?} {ranges:?}"
        );
        let sentence = text.get(range.clone()).unwrap_or_default();
        assert!(!sentence.is_empty(), "{text:?} {ranges:?}");
        assert_eq!(sentence.trim(), sentence, "{text:?} {ranges:?}");
        end = range.end;
    }
    assert!(
        slice(text, &(end..text.len())).trim().is_empty(),
        "{text:?} {ranges:?}"
    );
}
