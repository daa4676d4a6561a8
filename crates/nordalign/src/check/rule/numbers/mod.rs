//! Numbers that differ, whatever their notation: `2 000` and `2.000`, `8.3.2025` and `8. mars
//! 2025`, `två` and `2`.

mod fractions;
mod grouped;
mod months;
mod names;
mod notation;
mod parts;
mod said;
mod units;
mod worded;
mod words;

use unicode_segmentation::UnicodeSegmentation;

use self::grouped::regrouped;
use self::months::of_months;
use self::notation::{in_digits, with_full_years, years};
use self::parts::{decimal, parts, parts_of, tenfold};
use self::said::{Said, is_century};
use crate::check::difference::Difference;
use crate::check::evidence::Evidence;
use crate::check::pair::Compared;
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::rule::urls;
use crate::check::severity::Severity;
use crate::language::MILES;
use crate::normalize::numbers as numbers_of;

pub(super) const RULE: Definition = Definition {
    id: "numbers",
    severity: Severity::Error,
    summary: "Numbers in the translation differ from those of the source.",
    remedy: "Correct the number on the side that is wrong. Another notation of the same number is fine.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let compare = |compared: &Compared| {
        let sides = [&compared.source, &compared.target];
        difference(
            sides.map(|side| side.prose.as_str()),
            sides.map(|side| &side.code[..]),
        )
    };
    let remarks =
        evidence.on_compared(|compared| evidence.difference(compared, compare).message("numbers"));
    remarks.collect()
}

/// The numbers that one text has, and the other has neither in digits nor in words nor in its
/// `code`; and, if the numbers are the same, the units, months and number words that differ.
fn difference(prose: [&str; 2], code: [&[&str]; 2]) -> Difference {
    let plain = prose.map(|text| in_digits(&urls::without(text)));
    let years = plain.each_ref().map(|text| years(text));
    let dated = [0, 1].map(|side: usize| with_full_years(&plain[side], &years[1 - side]));
    let [(source, own), (target, other)] = dated.each_ref().map(|text| names::apart(text));
    let names = [source, target];
    let prose = [own, other];
    let found = prose.each_ref().map(|text| numbers_of(text));
    let beside = [0, 1].map(|side: usize| {
        let code = in_digits(&code[side].join(" "));
        let names = names[side].numbers();
        names.chain(numbers_of(&code)).collect::<Vec<String>>()
    });
    let said = [0, 1].map(|side: usize| Said::new(&prose[side], &found[side], &beside[side]));
    let rules: [&dyn Fn() -> Difference; 5] = [
        &|| of_numbers(&prose, &found, &said),
        &|| names::difference([&names[0], &names[1]]),
        &|| of_months(&prose),
        &|| worded::difference([&prose[0], &prose[1]], &said),
        &|| units::difference([&dated[0], &dated[1]]),
    ];
    let mut differences = rules.iter().map(|rule| rule());
    let first = differences.find(|found| !found.is_none());
    first.unwrap_or_default()
}

/// What stands for `always`.
const ALWAYS: &str = "24/7";

fn of_numbers(prose: &[String; 2], found: &[Vec<String>; 2], said: &[Said; 2]) -> Difference {
    if parts(&found[0]) == parts(&found[1]) {
        return Difference::default();
    }
    let miles = prose.iter().any(|text| has_miles(text));
    let lacks = |has: usize| {
        let (own, other) = (&said[has], &said[1 - has]);
        let scaled = own.scaled_as(other);
        let regrouped = regrouped(&prose[has], &prose[1 - has]);
        let always = prose[has].contains(ALWAYS);
        let known = |number: &str| {
            other.decimals.contains(decimal(number))
                || parts_of(number).all(|part| other.has_part(part))
                || miles && tenfold(number).iter().any(|number| other.says(number))
                || always && ALWAYS.split('/').any(|part| part == number)
                || scaled.contains(number)
                || regrouped.contains(number)
                || other.spells_out(number)
                || other.spells(number)
                || other.has_roman(number)
                || own.has_hour_of(number, other)
                || own.has_fraction_of(number, other)
                || is_century(number, own, other)
        };
        let lacking = found[has].iter().filter(|number| !known(number));
        lacking.cloned().collect()
    };
    Difference {
        lacking: lacks(0),
        added: lacks(1),
    }
}

/// Whether `text` counts in miles of ten kilometres, which Danish does not have.
fn has_miles(text: &str) -> bool {
    text.unicode_words()
        .any(|word| MILES.words().any(|mile| mile == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        difference([a, b], [&[], &[]]) == Difference::default()
    }

    /// Texts with the same numbers.
    const SAME: [(&str, &str); 59] = [
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
    const OTHER: [(&str, &str); 23] = [
        ("Avgiften är 1 450 kronor.", "Avgiften er 1.540 kroner."),
        ("Han blev nio hundra sextiotvå år.", "Han ble 963 år."),
        ("Räntan är 3,5 procent.", "Renten er 35 prosent."),
        ("Öppet till kl. 19.", "Åpent til kl. 18."),
        ("Vi öppnar kl. 14.30.", "Vi åbner kl. 14.45."),
        ("Sista dag är 2025-03-08.", "Siste dag er 9. mars 2025."),
        ("Sista dag är den 8 mars.", "Siste dag er 8. april."),
        ("Den 12 maj 2024", "12. juni 2024"),
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
        ("1,5 miljarder", "150 millioner"),
        (
            "Du får två biljetter till 2 personer.",
            "Du får to billetter til 3 personer.",
        ),
        ("Sidorna 5–7", "Side 5-8"),
        ("Version 10.2", "Versjon 10.3"),
        ("Ring 08-123 456.", "Ring 08-123 465."),
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
            let found = difference([a, b], [&[], &[]]);
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
}
