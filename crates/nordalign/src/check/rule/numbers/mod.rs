//! Numbers that differ, whatever their notation: `2 000` and `2.000`, `8.3.2025` and `8. mars
//! 2025`, `två` and `2`.

mod units;

use std::collections::HashSet;

use unicode_segmentation::UnicodeSegmentation;

use self::units::Scaled;
use crate::check::difference::Difference;
use crate::check::evidence::Evidence;
use crate::check::pair::Compared;
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::rule::urls;
use crate::check::severity::Severity;
use crate::language::{
    AFTER_CENTURIES, AFTER_DECADES, CENTURIES, HALVES, MILES, NUMBER_WORDS, PHONE_CODES, WordList,
    month,
};
use crate::normalize::{each_number, numbers as numbers_of};

pub(super) const RULE: Definition = Definition {
    id: "numbers",
    severity: Severity::Error,
    summary: "Numbers in the translation differ from those of the source.",
    remedy: "Correct the number on the side that is wrong. Another notation of the same number is no difference.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let compare =
        |compared: &Compared| difference([&compared.source.prose, &compared.target.prose]);
    let remarks =
        evidence.on_compared(|compared| evidence.difference(compared, compare).message("numbers"));
    remarks.collect()
}

/// The numbers that one text has, and the other has neither in digits nor in words; and where the
/// numbers are the same, the units and months beside them that differ.
fn difference(prose: [&str; 2]) -> Difference {
    let prose = prose.map(|text| in_digits(&urls::without(text)));
    let numbers = of_numbers(&prose);
    if numbers != Difference::default() {
        return numbers;
    }
    let months = of_months(&prose);
    if months != Difference::default() {
        return months;
    }
    units::difference([&prose[0], &prose[1]])
}

fn of_numbers(prose: &[String; 2]) -> Difference {
    let found = prose.each_ref().map(|text| numbers_of(text));
    // Digits in other groups: `08-123 456` and `+46 8 12 34 56`.
    let digits = found.each_ref().map(|numbers| numbers.concat());
    if digits[0].trim_start_matches('0') == digits[1].trim_start_matches('0') {
        return Difference::default();
    }
    let parts = [parts(&found[0]), parts(&found[1])];
    if parts[0] == parts[1] {
        return Difference::default();
    }
    let miles = prose.iter().any(|text| has_miles(text));
    let sides = [0, 1].map(|side: usize| Said::new(&prose[side], &found[side]));
    let lacks = |has: usize| {
        let (own, other) = (&sides[has], &sides[1 - has]);
        let scaled = own.scaled_as(other);
        let known = |number: &str| {
            other.decimals.contains(decimal(number))
                || miles && tenfold(number).any(|number| other.has(&number))
                || parts_of(number).all(|part| other.has_part(part))
                || scaled.contains(number)
                || other.spells_out(number)
                || other.spells(number)
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

/// The numbers of a text and what may stand for them, prepared so that each look-up takes the same
/// short time, however many they are.
struct Said<'a> {
    numbers: HashSet<&'a str>,
    /// The numbers without zeros at the end of decimals.
    decimals: HashSet<&'a str>,
    parts: HashSet<&'a str>,
    /// What its words may stand for.
    spelled: HashSet<&'static str>,
    /// What its words are, or have in them: `åtta` of `sjuttioåtta`.
    named: HashSet<&'static str>,
    scaled: Vec<Scaled>,
    /// The numbers before `-tal`, of a century, and before that or `-er`, of a decade.
    centuries: HashSet<String>,
    decades: HashSet<String>,
    /// Whether it says `halv` or `kvart`.
    halves: bool,
    /// Whether it counts centuries: `19. århundrede`.
    counted: bool,
}

impl<'a> Said<'a> {
    fn new(text: &str, numbers: &'a [String]) -> Self {
        let mut centuries = HashSet::new();
        let mut decades = HashSet::new();
        for (number, after) in each_number(text) {
            if begins_after(after, &[' ', '-', '–'], &AFTER_CENTURIES) {
                centuries.insert(number.clone());
            }
            if begins_after(after, &['-', '–', '\'', '’'], &AFTER_DECADES) {
                decades.insert(number);
            }
        }
        let lower = text.to_lowercase();
        let mut words: Vec<&str> = lower
            .unicode_words()
            .filter(|word| word.contains(char::is_alphabetic))
            .collect();
        words.sort_unstable();
        words.dedup();
        Said {
            numbers: numbers.iter().map(String::as_str).collect(),
            decimals: numbers.iter().map(|number| decimal(number)).collect(),
            parts: numbers.iter().flat_map(|number| parts_of(number)).collect(),
            spelled: words.iter().flat_map(|word| spelled(word)).collect(),
            named: words.iter().flat_map(|word| named(word)).collect(),
            scaled: units::scaled(text),
            centuries,
            decades,
            halves: words
                .iter()
                .any(|word| HALVES.words().any(|half| word.starts_with(half))),
            counted: CENTURIES.words().any(|century| lower.contains(century)),
        }
    }

    fn has(&self, number: &str) -> bool {
        self.numbers.contains(number)
    }

    fn has_part(&self, part: &str) -> bool {
        self.parts.contains(part) || self.spelled.contains(part)
    }

    /// The numbers that are as much as one of `other` with the unit that stands there: `1,98 m` and
    /// `198 cm`.
    fn scaled_as<'s>(&'s self, other: &Said) -> HashSet<&'s str> {
        let amounts: HashSet<_> = other.scaled.iter().map(Scaled::amount).collect();
        let own = self.scaled.iter();
        own.filter(|own| amounts.contains(&own.amount()))
            .map(|own| own.number.as_str())
            .collect()
    }

    /// Whether it has words for all that `number` is put together from: `åtta hundra sju`,
    /// `sextionio`, `niogtres`.
    fn spells_out(&self, number: &str) -> bool {
        let value = number.parse().ok().filter(|value: &u32| *value > 20);
        let parts = value.and_then(below_million);
        parts.is_some_and(|parts| {
            let mut parts = parts.iter().map(u32::to_string);
            parts.all(|part| self.named.contains(part.as_str()))
        })
    }

    /// Whether it spells out the half or the quarter of `number`: `halvannan`, `halv tre`, `kvart
    /// över två`.
    fn spells(&self, number: &str) -> bool {
        let Some((whole, part)) = number.split_once('.') else {
            return false;
        };
        match part {
            "5" => self.halves && (matches!(whole, "0" | "1") || self.spelled.contains(whole)),
            "15" | "30" | "45" => self.halves,
            _ => false,
        }
    }
}

/// Whether `text` begins with one of `words`, after any of `between`.
fn begins_after(text: &str, between: &[char], words: &WordList) -> bool {
    let text = text.trim_start_matches(between);
    words.words().any(|word| text.starts_with(word))
}

/// `text` with all digits as `0` to `9`, fractions as decimals, years with four digits, and
/// telephone numbers without their country.
fn in_digits(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        let digit = match c {
            '²' | '₂' => "2",
            '³' | '₃' => "3",
            '½' | '¼' | '¾' => {
                plain.push_str(if plain.ends_with(|c: char| c.is_ascii_digit()) {
                    "."
                } else {
                    "0."
                });
                match c {
                    '½' => "5",
                    '¼' => "25",
                    _ => "75",
                }
            }
            c => {
                plain.push(c);
                continue;
            }
        };
        plain.push_str(digit);
    }
    for code in PHONE_CODES.words() {
        plain = plain.replace(code, " ");
    }
    with_full_years(&plain)
}

/// `text` with `2023/24` as `2023/2024`, and `8.3.25` as `8.3.2025`.
fn with_full_years(text: &str) -> String {
    let mut full = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let (digits, after) = from.split_at(digits(from));
        full.push_str(before);
        if let Some(century) = century(&full, digits, after) {
            full.push_str(&century);
        }
        full.push_str(digits);
        rest = after;
    }
    full.push_str(rest);
    full
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The first two digits of the year of which `digits` are the last two, if they are, between
/// `before` and `after`.
fn century(before: &str, digits: &str, after: &str) -> Option<String> {
    let goes_on = after.starts_with(['.', ',', ':', '-', '/', '–'])
        && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    if digits.len() != 2 || goes_on || after.starts_with('%') {
        return None;
    }
    let separator = before.chars().next_back()?;
    let head = before.strip_suffix(separator)?;
    // No date or year before is longer than this.
    let start = head.char_indices().rev().nth(5).map_or(0, |(at, _)| at);
    let parts: Vec<&str> = head
        .get(start..)?
        .rsplit(|c: char| !c.is_ascii_digit() && c != separator)
        .next()?
        .split(separator)
        .collect();
    match (separator, &parts[..]) {
        ('.' | '/', [day, month])
            if (1..=2).contains(&day.len()) && (1..=2).contains(&month.len()) =>
        {
            Some("20".to_owned())
        }
        ('/' | '–' | '-', [year]) if year.len() == 4 => {
            let (century, year) = year.split_at_checked(2)?;
            let (year, next): (u8, u8) = (year.parse().ok()?, digits.parse().ok()?);
            // `2025-03` is a month.
            let later = match separator {
                '-' => next == year + 1 || next > year && next > 12,
                _ => next > year,
            };
            later.then(|| century.to_owned())
        }
        _ => None,
    }
}

/// `number` without zeros at its end, if it is a decimal.
fn decimal(number: &str) -> &str {
    match number.matches('.').count() {
        1 => number.trim_end_matches('0').trim_end_matches('.'),
        _ => number,
    }
}

/// The numbers that the words for `value` are put together from, but for a one before a hundred or
/// a thousand.
fn below_million(value: u32) -> Option<Vec<u32>> {
    let below_thousand = |value: u32| {
        let (hundreds, rest) = (value / 100, value % 100);
        let hundred = if hundreds > 0 { 100 } else { 0 };
        let tens = if rest > 20 {
            [rest / 10 * 10, rest % 10]
        } else {
            [rest, 0]
        };
        let hundreds = if hundreds == 1 { 0 } else { hundreds };
        [hundreds, hundred, tens[0], tens[1]]
    };
    let (thousands, rest) = (value / 1000, value % 1000);
    let mut parts = match thousands {
        0 => Vec::new(),
        1 => vec![1000],
        2..1000 => below_thousand(thousands)
            .into_iter()
            .chain([1000])
            .collect(),
        _ => return None,
    };
    parts.extend(below_thousand(rest));
    parts.retain(|&part| part > 0);
    Some(parts)
}

/// Whether `number` is a century or a decade, the other way: `1800-talet` and `19. århundrede`,
/// `1980-talet` and `80'erne`.
fn is_century(number: &str, own: &Said, other: &Said) -> bool {
    let Ok(value) = number.parse::<u64>() else {
        return false;
    };
    if own.decades.contains(number) {
        let is_decade = |short: &str, long: &Said| {
            let mut full = ["19", "20"]
                .iter()
                .map(|century| format!("{century}{short}"));
            short.ends_with('0') && full.any(|full| long.decades.contains(&full))
        };
        let short = number.get(2..).unwrap_or_default();
        match number.len() {
            2 if is_decade(number, other) => return true,
            4 if other.decades.contains(short) && is_decade(short, own) => return true,
            _ => {}
        }
    }
    if value % 100 == 0 && value >= 1000 {
        let nth = (value / 100 + 1).to_string();
        return own.centuries.contains(number) && other.counted && other.has(&nth);
    }
    let first = value.saturating_sub(1).saturating_mul(100).to_string();
    own.counted && other.centuries.contains(&first)
}

/// The months beside a number that the other text does not have at all, in words or as a number.
fn of_months(prose: &[String; 2]) -> Difference {
    let months = prose.each_ref().map(|text| months_of(text));
    let numbers = prose.each_ref().map(|text| numbers_of(text));
    let said = [0, 1].map(|side: usize| -> HashSet<&str> {
        let months = months[side].iter().map(|month| month.number);
        let parts = numbers[side].iter().flat_map(|number| parts_of(number));
        months.chain(parts).collect()
    });
    let lacks = |has: usize| {
        let dated = months[has].iter().filter(|month| month.dated);
        let lacking = dated.filter(|month| !said[1 - has].contains(month.number));
        lacking.map(|month| month.word.clone()).collect()
    };
    let (lacking, added): (Vec<String>, Vec<String>) = (lacks(0), lacks(1));
    // A month on one side alone may be said in other words.
    match lacking.is_empty() || added.is_empty() {
        true => Difference::default(),
        false => Difference { lacking, added },
    }
}

struct Month {
    number: &'static str,
    word: String,
    /// Whether it stands beside a number.
    dated: bool,
}

fn months_of(text: &str) -> Vec<Month> {
    let words: Vec<&str> = text.unicode_words().collect();
    let is_number = |word: Option<&&str>| {
        word.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    };
    let months = words.iter().enumerate().filter_map(|(at, word)| {
        let number = month(word)?;
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        Some(Month {
            number,
            word: (*word).to_owned(),
            dated: is_number(before) || is_number(words.get(at + 1)),
        })
    });
    months.collect()
}

/// The parts of all `numbers`, rising: a date is the same in any order, and with any character
/// between.
fn parts(numbers: &[String]) -> Vec<&str> {
    let mut parts: Vec<&str> = numbers.iter().flat_map(|number| parts_of(number)).collect();
    parts.sort_unstable();
    parts
}

/// `8` and `3` of `08.3`; zeros at the end (`15.00`) are left out.
fn parts_of(number: &str) -> impl Iterator<Item = &str> {
    let parts = number.split('.').enumerate();
    parts
        .map(|(i, part)| (i, part.trim_start_matches('0')))
        .filter(|(i, part)| *i == 0 || !part.is_empty())
        .map(|(_, part)| if part.is_empty() { "0" } else { part })
}

/// Whether `text` counts in miles of ten kilometres, which Danish does not have.
fn has_miles(text: &str) -> bool {
    text.unicode_words()
        .any(|word| MILES.words().any(|mile| mile == word))
}

/// Ten times `number`, and a tenth of it.
fn tenfold(number: &str) -> impl Iterator<Item = String> {
    let tenth = number.strip_suffix('0').map(str::to_owned);
    std::iter::once(format!("{number}0")).chain(tenth)
}

/// The numbers that `word` may stand for.
fn spelled(word: &str) -> impl Iterator<Item = &'static str> {
    let compound = NUMBER_WORDS
        .iter()
        .filter(|(part, _)| begins_compound(part, word));
    let compound = compound.map(|(_, number)| *number);
    NUMBER_WORDS.get(word).copied().into_iter().chain(compound)
}

/// The numbers whose names `word` is, or has in it.
fn named(word: &str) -> impl Iterator<Item = &'static str> {
    let names = NUMBER_WORDS.iter().filter(move |(name, _)| {
        let inside = name.chars().count() >= 3;
        word == **name || inside && word.contains(**name)
    });
    names.map(|(_, number)| *number)
}

/// Whether `part` may be the number in a compound: `trekant` may stand for `3-kant`.
fn begins_compound(part: &str, word: &str) -> bool {
    part.len() >= 3 && word.len() > part.len() + 2 && word.starts_with(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        difference([a, b]) == Difference::default()
    }

    /// Texts that say the same numbers.
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
        // Shares and units.
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

    /// Texts that do not.
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

    /// Those of `cases` that are found to be the same, or not, one way or the other.
    fn found(
        cases: &[(&'static str, &'static str)],
        wanted: bool,
    ) -> Vec<(&'static str, &'static str)> {
        let both = cases.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
        both.filter(|(a, b)| same(a, b) == wanted).collect()
    }

    #[test]
    fn notations_are_no_difference() {
        assert_eq!(found(&SAME, false), []);
    }

    #[test]
    fn other_numbers_units_and_months_are() {
        assert_eq!(found(&OTHER, true), []);
    }

    #[test]
    fn what_differs_is_named_on_both_sides() {
        let found = |a, b| {
            let found = difference([a, b]);
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
