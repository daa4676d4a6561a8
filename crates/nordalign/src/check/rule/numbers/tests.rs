use super::*;

fn same(a: &str, b: &str) -> bool {
    difference([a, b], [&[], &[]], [Lang::Sv, Lang::Nb]) == Difference::default()
}

/// Texts with the same numbers.
const SAME: [(&str, &str); 61] = [
    // Thousands and decimals.
    ("Priset är 2 000 kronor.", "Prisen er 2.000 kroner."),
    ("Priset är 12 500 kronor.", "Prisen er 12\u{a0}500 kroner."),
    ("Priset är 2 000 kr.", "Prisen er 2,000 kr."),
    ("Räntan är 3,5 %.", "Renten er 3.5%."),
    ("Det kostar 1,50 kronor.", "Det koster 1,5 krone."),
    ("Det blir 1 234 567,25 kr.", "Det blir 1.234.567,25 kr."),
    ("Priset är 200:-", "Prisen er 200 kr."),
    // Dates.
    ("Sista dag är 2025-03-08.", "Siste dag er 8. mars 2025."),
    ("Sista dag är den 8 mars 2025.", "Sidste dag er 08.03.2025."),
    ("Sista dag är 2025-03-08.", "Sidste dag er den 8/3 2025."),
    ("Sista dag är 8.3.25.", "Siste dag er 8. mars 2025."),
    ("Den 1 oktober öppnar vi.", "Vi åbner den 1. okt."),
    ("Den 12 maj 2024", "12. mai 2024"),
    ("Den 10 oktober", "10.10."),
    ("Läsåret 2023/24", "Skoleåret 2023–2024"),
    ("Läsåret 2023–2024", "Skoleåret 2023/24"),
    ("Koreakriget 1950-53", "Koreakrigen 1950–53"),
    ("På 1980-talet", "I 80'erne"),
    ("I början av 2000-talet", "I de tidlige 00'ere"),
    ("Under 1800-talet", "I det 19. århundrede"),
    ("På 1900-talet", "På 1900-tallet"),
    // Times.
    (
        "Mötet är den 12 mars 2025 kl. 15.30.",
        "Møtet er 12. mars 2025 kl. 15:30.",
    ),
    ("Vi öppnar kl. 9.", "Vi åpner kl. 09.00."),
    ("Vi öppnar kl. 14.30.", "Vi åpner klokken halv tre."),
    ("Klockan kvart över åtta", "Kl. 8.15"),
    ("Öppet 10–18", "Åbent kl. 10.00-18.00"),
    ("Vi stänger klockan fem.", "Vi stenger kl. 17."),
    ("Karl XII:s häst", "Hesten til Karl 12."),
    ("Efter 24 timmar", "Etter et døgn"),
    // Words.
    ("Du får två biljetter.", "Du får 2 billetter."),
    ("Efter 20 år", "Efter tyve år"),
    ("3-partsavtal", "tredjepartsavtale"),
    ("Det 3:e huset.", "Det 3. huset."),
    ("Han blev nio hundra sextiotvå år.", "Han ble 962 år."),
    ("Etthundrafyrtiosju dagar", "147 dage"),
    ("Tre tusen fire hundre kroner", "3 400 kronor"),
    ("Halvtreds og syvogtres", "50 och 67"),
    ("Den andra våningen", "2. etasje"),
    ("1:a pris", "Første premie"),
    ("En och en halv timme", "1,5 time"),
    ("Halvannan mil bort", "1,5 mil borte"),
    ("2½ kilo mjöl", "2,5 kg mel"),
    ("2,5 år senare", "To og et halvt år senere"),
    ("½ liter mjölk", "0,5 l melk"),
    // Percentages and units.
    ("Var femte, alltså 20 procent", "Hver 5., altså 20 %"),
    ("5 och 10 %", "5 % og 10 %"),
    ("Leden är 12 km lång.", "Løypa er 12 kilometer lang."),
    ("Den är 1,98 meter lång.", "Den er 198 cm lang."),
    ("Det väger 2,5 kg.", "Det veier 2500 gram."),
    ("Det väger 3 kg.", "Det vejer 3 kilo."),
    ("En yta på 40 m²", "Et areal på 40 m2"),
    (
        "Det räcker till 40 mils körning.",
        "Det rækker til 400 kilometers kørsel.",
    ),
    (
        "Omsättningen var 5 milj. kronor.",
        "Omsætningen var 5 mio. kr.",
    ),
    (
        "Vinsten blev 1,5 miljarder.",
        "Overskuddet ble 1 500 millioner.",
    ),
    ("2 mkr", "2 millioner kroner"),
    ("3 000 deltagare", "3 tusen deltakere"),
    // Ranges, telephones, other signs.
    ("Sidorna 5–7", "Side 5-7"),
    ("Ring 08-123 456.", "Ring +46 8 12 34 56."),
    ("Standarden ISO 4217", "ISO-standarden 4217"),
    ("CO₂", "CO2"),
    ("24-timmarsservice", "24-timers service"),
];

/// Texts with different numbers.
const OTHER: [(&str, &str); 32] = [
    ("Avgiften är 1 450 kronor.", "Avgiften er 1.540 kroner."),
    ("Han blev nio hundra sextiotvå år.", "Han ble 963 år."),
    ("Räntan är 3,5 procent.", "Renten er 35 prosent."),
    ("Öppet till kl. 19.", "Åpent til kl. 18."),
    ("Vi öppnar kl. 14.30.", "Vi åbner kl. 14.45."),
    ("Sista dag är 2025-03-08.", "Siste dag er 9. mars 2025."),
    ("Sista dag är den 8 mars.", "Siste dag er 8. april."),
    ("Den 12 maj 2024", "12. juni 2024"),
    (
        "Från den 1 juni till den 31 augusti",
        "Fra 1. januar til 31. august",
    ),
    (
        "De två portarna är HDMI 2.0.",
        "De fem portene er HDMI 2.0.",
    ),
    ("Läsåret 2023/24", "Skoleåret 2023–2025"),
    ("Under 1800-talet", "I det 18. århundrede"),
    ("Leden är 12 km lång.", "Løypa er 12 m lang."),
    ("Häll i 5 dl vatten.", "Hæld 5 cl vand i."),
    ("Det väger 3 kg.", "Det veier 3 gram."),
    ("20 procent av kunderna", "20 av kundene"),
    ("20 av kunderna", "20 % av kundene"),
    ("Vänta i 5 minuter.", "Vent i 5 timer."),
    ("Det kostar 100 kronor.", "Det koster 100 euro."),
    ("5 miljoner kronor", "5 milliarder kroner"),
    ("Nyckeln kostar 7 €.", "Nøglen koster 7 $."),
    ("Nyckeln kostar 7 pund.", "Nøglen koster 7 dollars."),
    ("Säkringen är på 6 A.", "Sikringen er på 6 mA."),
    (
        "250 mA i vila, 590 mA under belastning",
        "250 A i hvile, 590 mA under belastning",
    ),
    ("Kaminen ger 3 kW.", "Ovnen gir 3 MW."),
    ("Vandringen är 4 mil lång.", "Turen er 4 km lang."),
    ("En skärm på 15 tum", "En skærm på 15 cm"),
    ("1,5 miljarder", "150 millioner"),
    (
        "Du får två biljetter till 2 personer.",
        "Du får to billetter til 3 personer.",
    ),
    ("Sidorna 5–7", "Side 5-8"),
    ("Version 10.2", "Versjon 10.3"),
    ("Ring 08-123 456.", "Ring 08-123 465."),
];

/// Right pairs in notations that differ more.
const NOTATIONS: [(&str, &str); 65] = [
    (
        "Fyra delar: del III och IV saknas.",
        "Fire deler: del III og IV mangler.",
    ),
    ("Bussen I2C och V1", "I2C-bussen og V1"),
    // Units and currencies.
    ("Hyran är 900 kronor.", "Leien er NOK 900."),
    ("Hyran är 900 SEK.", "Huslejen er 900 kr."),
    ("Hyran är 900 SEK.", "Leien er 900 NOK."),
    ("Det kostar 7 dollar.", "Det koster $7."),
    ("Det kostar 7 miljoner €.", "Det koster EUR 7 millioner."),
    ("Kaminen ger 3 kW.", "Ovnen giver 3000 watt."),
    ("Laddaren ger 5V och 2A.", "Laderen gir 5 volt og 2 ampere."),
    ("Papper i A4", "Papir i A4"),
    ("Fyra M2.5-skruvar", "Fire M2,5-skruer"),
    ("Vandringen är 4 mil lång.", "Turen er 40 km lang."),
    // Dates.
    ("Betala senast 04-06-15.", "Betal senest 15.06.04."),
    (
        "Giltigt 98-11-30 till 99-02-01",
        "Gyldig 30-11-98 til 01-02-99",
    ),
    ("Mötet den 7/9 2021", "Mødet 7. sept. 2021"),
    ("Född 1987-05-02", "Født 2.5.87"),
    (
        "Från 12-04-09 gäller nya regler.",
        "Fra 9. april 2012 gælder nye regler.",
    ),
    ("Nyårsafton, 31 december", "Nyttårsaften, 31.12."),
    ("Den 1:a juni", "Den 1. juni"),
    // Times.
    (
        "Jobbet körs 00:00:00–23:59:59.",
        "Jobben kjøres 00.00.00–23.59.59.",
    ),
    ("Loppet tog 1:02:33.", "Løpet tok 1.02.33."),
    ("Kom halv fyra.", "Kom kl. 15.30."),
    ("Vi äter kvart i sju.", "Vi spiser 18.45."),
    ("Kaffe klockan halv 3", "Kaffe kl. 14.30"),
    ("Kl. 8–16", "Kl. 08.00–16.00"),
    // Amounts.
    ("Vinsten blev 2,4 miljoner.", "Gevinsten blev 2.400.000."),
    ("Lånet är på 750 tkr.", "Lånet er på 750 000 kr."),
    ("Ett dussin koppar", "12 kopper"),
    (
        "Filmen tar en och en halv timme.",
        "Filmen varer 90 minutter.",
    ),
    ("Kursen tar två veckor.", "Kurset tager 14 dage."),
    ("Vänta en halvtimme.", "Vent 30 minutter."),
    ("Garantin gäller i 24 månader.", "Garantien gælder i to år."),
    ("Stugan ligger en halv mil bort.", "Hytta ligger 5 km unna."),
    ("Filen är på 1,5 GB.", "Filen er på 1500 MB."),
    ("Rummet är 85 m².", "Rommet er 85 kvadratmeter."),
    // Decades and centuries.
    ("Musik från 70-talet", "Musikk fra 1970-tallet"),
    ("1600-talets Stockholm", "Stockholm i det 17. århundrede"),
    ("1998 års mässa hålls 1998", "1998s messe holdes i 1998"),
    (
        "Under 1500-, 1600- och 1700-talen",
        "I det 16., 17. og 18. århundrede",
    ),
    // Fractions.
    ("Tre fjärdedelar svarade ja.", "75 prosent svarte ja."),
    ("Hälften av rösterna", "50 % af stemmerne"),
    ("Två tredjedelar av ytan", "2/3 av arealet"),
    ("Fyll ¾ av glaset.", "Fyld 3/4 af glasset."),
    ("En fjärdedel är betald.", "25 % er betalt."),
    // Ranges.
    ("Ta 3–4 tabletter.", "Ta 3 til 4 tabletter."),
    ("Mellan 2011 och 2014", "I 2011-14"),
    ("Sidorna 12–18", "Side 12 til 18"),
    // Telephone numbers.
    (
        "Ring 040-12 34 56 före kl. 17.",
        "Ring +46 40 123456 før kl. 17.00.",
    ),
    ("Tel. 33 44 55 66", "Tlf. +45 3344 5566"),
    // Sizes.
    ("Bilden är 1280x720.", "Bildet er 1280 × 720."),
    ("Papperet är i A4-format.", "Papiret er i formatet A4."),
    // Roman numerals.
    ("Oscar II öppnade banan.", "Oscar 2. åbnede banen."),
    ("Karl X Gustav", "Karl 10. Gustav"),
    ("Kapitel IV", "Kapittel 4"),
    // Number words.
    ("Efter trettiofem år", "Etter 35 år"),
    ("Fyrhjulsdrift", "4-hjulstrekk"),
    ("En tvåårig utbildning", "En 2-årig utdanning"),
    // Names and marks.
    ("Vi är öppna dygnet runt.", "Vi har åbent 24/7."),
    ("Värdena %1 – %2", "Verdiene %1 - %2"),
    ("Styrenheten MAX7 startar.", "Enheten starter."),
    (
        "Tunneln skyddas från ände till ände.",
        "Tunnelen beskyttes med E2E.",
    ),
    ("Priset² gäller i butik.", "Prisen gjelder i butikk."),
    ("Kör xmlwf(1) på filen.", "Kør xmlwf på filen."),
    ("Provet AB-410 ges i maj.", "Prøven gives i maj."),
    ("Version 4.1 av drivrutinen", "Driveren v4.1"),
];

/// Pairs in which one number was changed, in the same notations.
const CHANGED: [(&str, &str); 53] = [
    // Dates.
    ("Betala senast 04-06-15.", "Betal senest 16.06.04."),
    (
        "Giltigt 98-11-30 till 99-02-01",
        "Gyldig 30-11-98 til 03-02-99",
    ),
    ("Mötet den 7/9 2021", "Mødet 7. sept. 2022"),
    ("Född 1987-05-02", "Født 2.5.86"),
    (
        "Från 12-04-09 gäller nya regler.",
        "Fra 9. april 2013 gælder nye regler.",
    ),
    ("Nyårsafton, 31 december", "Nyttårsaften, 30.12."),
    ("Den 1:a juni", "Den 2. juni"),
    // Times.
    (
        "Jobbet körs 00:00:00–23:59:59.",
        "Jobben kjøres 00.00.00–23.58.59.",
    ),
    ("Loppet tog 1:02:33.", "Løpet tok 1.02.34."),
    ("Kom halv fyra.", "Kom kl. 16.30."),
    ("Vi äter kvart i sju.", "Vi spiser 17.45."),
    ("Kaffe klockan halv 3", "Kaffe kl. 15.30"),
    ("Kl. 8–16", "Kl. 08.00–17.00"),
    // Amounts.
    ("Vinsten blev 2,4 miljoner.", "Gevinsten blev 2.600.000."),
    ("Lånet är på 750 tkr.", "Lånet er på 75 000 kr."),
    ("Ett dussin koppar", "14 kopper"),
    (
        "Filmen tar en och en halv timme.",
        "Filmen varer 80 minutter.",
    ),
    ("Kursen tar två veckor.", "Kurset tager 15 dage."),
    ("Vänta en halvtimme.", "Vent 20 minutter."),
    (
        "Garantin gäller i 24 månader.",
        "Garantien gælder i tre år.",
    ),
    ("Stugan ligger en halv mil bort.", "Hytta ligger 6 km unna."),
    ("Filen är på 1,5 GB.", "Filen er på 1400 MB."),
    ("Rummet är 85 m².", "Rommet er 58 kvadratmeter."),
    // Decades and centuries.
    ("Musik från 70-talet", "Musikk fra 1960-tallet"),
    ("1600-talets Stockholm", "Stockholm i det 16. århundrede"),
    (
        "Under 1500-, 1600- och 1700-talen",
        "I det 16., 18. og 18. århundrede",
    ),
    // Fractions.
    ("Tre fjärdedelar svarade ja.", "70 prosent svarte ja."),
    ("Hälften av rösterna", "60 % af stemmerne"),
    ("Två tredjedelar av ytan", "2/5 av arealet"),
    ("Fyll ¾ av glaset.", "Fyld 1/4 af glasset."),
    ("En fjärdedel är betald.", "30 % er betalt."),
    // Ranges.
    ("Ta 3–4 tabletter.", "Ta 3 til 5 tabletter."),
    ("Mellan 2011 och 2014", "I 2011-15"),
    ("Sidorna 12–18", "Side 12 til 19"),
    // Telephone numbers.
    (
        "Ring 040-12 34 56 före kl. 17.",
        "Ring +46 40 123457 før kl. 17.00.",
    ),
    ("Tel. 33 44 55 66", "Tlf. +45 3344 5567"),
    // Sizes.
    ("Bilden är 1280x720.", "Bildet er 1280 × 800."),
    ("Papperet är i A4-format.", "Papiret er i formatet A3."),
    // Roman numerals.
    ("Oscar II öppnade banan.", "Oscar 3. åbnede banen."),
    ("Kapitel IV", "Kapittel 6"),
    ("Del III av kursen", "Del II av kurset"),
    // Number words.
    ("Efter trettiofem år", "Etter 36 år"),
    ("Tre steg återstår.", "Fire trinn gjenstår."),
    ("Boka fyra platser.", "Book fem pladser."),
    ("En tvåårig utbildning", "En 3-årig utdanning"),
    // Names, marks, versions.
    ("Vi är öppna 24/7.", "Vi har åbent 24/5."),
    ("Värdena %1 – %2", "Verdiene %1 - %3"),
    ("Styrenheten MAX7 startar.", "Enheten MAX8 starter."),
    ("Kör xmlwf(1) på filen.", "Kør xmlwf(5) på filen."),
    ("Provet AB-410 ges i maj.", "Prøven AB-420 gives i maj."),
    ("Version 4.1 av drivrutinen", "Driveren v4.2"),
    ("Installera Windows 11.", "Installer Windows 10."),
    ("Hastigheten är 50 km/h.", "Farten er 60 km/t."),
];

/// The `cases` that are found to be the same, or not, in at least one direction.
fn found(
    cases: &[(&'static str, &'static str)],
    wanted: bool,
) -> Vec<(&'static str, &'static str)> {
    let both = cases.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
    both.filter(|(a, b)| same(a, b) == wanted).collect()
}

#[test]
fn numbers_in_another_notation_are_equal() {
    assert_eq!(found(&SAME, false), []);
}

#[test]
fn different_numbers_units_and_months_are_reported() {
    assert_eq!(found(&OTHER, true), []);
}

#[test]
fn differences_on_both_sides_are_named() {
    let found = |a, b| {
        let found = difference([a, b], [&[], &[]], [Lang::Sv, Lang::Nb]);
        (found.lacking.join(" "), found.added.join(" "))
    };
    let both = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let (a, b) = ("Avgiften är 1 450 kronor.", "Avgiften er 1.540 kroner.");
    assert_eq!(found(a, b), both("1450", "1540"));
    let (a, b) = ("Leden är 12 km lång.", "Løypa er 12 m lang.");
    assert_eq!(found(a, b), both("12 km", "12 m"));
    let (a, b) = ("Senast den 8 mars", "Senest 8. april");
    assert_eq!(found(a, b), both("mars", "april"));
}

#[test]
fn a_decimal_number_with_a_letter_behind_it_is_one_number() {
    assert!(same(
        "Modellen har 3,8B parametrar.",
        "Modellen har 3.8B parametre."
    ));
    assert!(!same(
        "Modellen har 3,8B parametrar.",
        "Modellen har 3.9B parametre."
    ));
}

#[test]
fn right_pairs_in_forty_notations_are_equal() {
    assert_eq!(found(&NOTATIONS, false), []);
}

#[test]
fn a_changed_number_is_found_in_every_notation() {
    assert_eq!(found(&CHANGED, true), []);
}

#[test]
fn a_number_in_the_code_of_the_other_text_is_known() {
    let code: [&[&str]; 2] = [&[], &["5.1V off"]];
    let prose = ["Lampan ”5.1V off” lyser.", "Lampen lyser."];
    assert!(difference(prose, code, [Lang::Sv, Lang::Nb]).is_none());
    let other = ["Lampan ”5.2 V” lyser.", "Lampen lyser."];
    assert!(!difference(other, code, [Lang::Sv, Lang::Nb]).is_none());
}

#[test]
fn an_identifier_that_was_added_is_found() {
    assert!(!same("Läs texterna.", "Læs teksterne. import l10n_texts"));
}

#[test]
fn a_number_that_marks_an_item_is_no_part_of_the_text() {
    for (text, rest) in [
        ("1. Åpne filen.", Some("Åpne filen.")),
        ("---> 2) Rosor är röda", Some("Rosor är röda")),
        ("6. juni er fridag", None),
        ("2024. Et år", None),
        ("3 kopper", None),
    ] {
        assert_eq!(without_number(text), rest, "{text}");
    }
}
