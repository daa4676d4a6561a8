//! What a heading looks like in a text without markup.

use crate::language::month;

/// The longest heading, in characters and in words.
const MAX_CHARS: usize = 100;
const MAX_WORDS: usize = 14;

/// Whether `text`, a line or two standing alone, can be a heading: short, begun like a sentence,
/// not ended like one.
pub(super) fn has_heading_shape(text: &str) -> bool {
    text.chars().take(MAX_CHARS + 1).count() <= MAX_CHARS
        && text.split_whitespace().count() <= MAX_WORDS
        && starts_like_heading(text)
        && !ends_like_text(text)
        && text.matches(',').count() < 3
        && !is_address_line(text)
        && !has_full_date(text)
}

/// Whether `text` can be the title after a number, which may be longer than other headings.
pub(super) fn is_short_title(text: &str) -> bool {
    text.chars().take(MAX_CHARS * 2).count() < MAX_CHARS * 2
        && text.split_whitespace().count() <= MAX_WORDS * 2
        && starts_like_heading(text)
        && !ends_like_text(text)
}

fn starts_like_heading(text: &str) -> bool {
    let opening = ['"', '”', '“', '»', '«', '’', '‘', '\'', '(', '¿'];
    let first = text.trim_start_matches(opening).chars().next();
    let has_letter = text.chars().any(char::is_alphabetic);
    has_letter && first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || c == '§')
}

fn ends_like_text(text: &str) -> bool {
    text.trim_end()
        .ends_with(['.', '!', ',', ';', ':', '…', '-', '–', '—', '/', '\\', '|'])
}

/// Whether it is a line of contact data: a telephone number, an address on the net.
fn is_address_line(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits > 8 || text.contains(['@', '=']) || text.contains("://") || text.contains("www.")
}

/// Whether it holds a full date (`Tärnholm, den 3. september 2025`): a date line or a note, not a
/// heading.
fn has_full_date(text: &str) -> bool {
    let is_number = |word: &str, digits: &[usize]| {
        digits.contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
    };
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_end_matches(['.', ',']))
        .collect();
    words.windows(3).any(|words| match words {
        [day, name, year] => {
            is_number(day, &[1, 2]) && month(name).is_some() && is_number(year, &[4])
        }
        _ => false,
    })
}

/// Whether `text` is a section sign, a number and a short title: `§ 4 Avgifter`, `§ 12 a Övriga
/// frågor`.
pub(super) fn is_section_heading(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('§') else {
        return false;
    };
    let mut words = rest.split_whitespace();
    let number = words.next().unwrap_or_default();
    let title =
        words.find(|word| !(word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase())));
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.len() <= 6
        && !title.is_some_and(|title| title.starts_with(char::is_lowercase))
        && has_heading_shape(text)
}

/// Whether `text` is a heading in capitals: `INNLEDNING`, not an abbreviation.
pub(super) fn is_in_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() >= 5
        && letters.clone().all(char::is_uppercase)
        && has_heading_shape(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_short_and_end_without_a_full_stop() {
        for heading in [
            "Styrkelse af samarbejdet om grænseoverskridende digitale tjenester i den offentlige sektor",
            "§ 4 Avgifter",
            "Hva koster det?",
            "14 tiltak for økt samhandling",
            "Program for 17. mai",
            "”Havet mellan oss” öppnar",
        ] {
            assert!(has_heading_shape(heading), "{heading}");
        }
    }

    #[test]
    fn sentences_dates_lists_of_words_and_addresses_are_no_headings() {
        for text in [
            "Les hele brevet her.",
            "Ministeren udtaler:",
            "25-04-2017",
            "Vedtatt av årsmøtet 17. mars 2024, sak 8",
            "Bærekraft, Cybersikkerhet, Kompetanse, Skatter",
            "Tfn: 08-465 00 412",
            "och så vidare",
            "Bli medlem!",
        ] {
            assert!(!has_heading_shape(text), "{text}");
        }
    }

    #[test]
    fn a_section_sign_needs_a_number_and_a_title() {
        assert!(is_section_heading("§ 12 a Övriga frågor"));
        assert!(!is_section_heading("§ 4 gäller inte"));
        assert!(!is_section_heading("§ Avgifter"));
    }

    #[test]
    fn an_abbreviation_is_not_a_heading_in_capitals() {
        assert!(is_in_capitals("ORDENSREGLER FOR HAVEFORENINGEN"));
        assert!(!is_in_capitals("OSSE"));
    }
}
