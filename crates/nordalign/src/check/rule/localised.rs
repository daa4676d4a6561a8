//! Code whose words are translated with the text: `{{sökväg/till/fil}}` and `{{sti/til/fil}}`.

use std::collections::HashSet;

use crate::identify::{Language, log_odds};
use crate::lang::Lang;
use crate::language::CODES_IN_ADDRESSES;

/// Whether two pieces of code differ in words alone, and these are words of Scandinavian languages
/// on both sides: what a reader is to put there, a name that he may choose, a comment. English
/// words are mostly the program's own, but for a text that is in the source's language there. The
/// codes of languages (`docs/sv/index.md`) may differ too.
pub(super) fn is_localised(source: &str, target: &str) -> bool {
    let own = own_words([source, target]);
    let [words, others] = [source, target].map(without_codes);
    let is_text = || is_scandinavian(&own[0]) && !is_of_program(source);
    signs(source) == signs(target)
        && (words == others || are_scandinavian(&own) || is_text())
        && ![source, target].iter().any(|code| has_inner_capital(code))
}

/// Whether `code` has what only calls, settings and paths have.
fn is_of_program(code: &str) -> bool {
    code.contains("--")
        || code.contains(['(', '{', '[', '=', '\\', '_'])
        || code.starts_with(['/', '~', '-', '.', '$'])
}

/// The words that only one of two pieces of code has.
pub(super) fn own_words(code: [&str; 2]) -> [String; 2] {
    let all = code.map(words);
    let known = all
        .each_ref()
        .map(|all| all.iter().collect::<HashSet<&String>>());
    [0, 1].map(|side: usize| {
        let own = all[side].iter();
        let own: Vec<&str> = own
            .filter(|word| !known[1 - side].contains(word))
            .map(String::as_str)
            .collect();
        own.join(" ")
    })
}

/// Whether a word has capitals inside, as names in programs have: `maxAntal`.
fn has_inner_capital(code: &str) -> bool {
    let mut words = code.split(|c: char| !c.is_alphabetic());
    words.any(|word| {
        let mut letters = word.chars();
        letters.any(char::is_lowercase) && letters.any(char::is_uppercase)
    })
}

/// The words of a piece of code, but for the codes of our languages.
fn without_codes(code: &str) -> Vec<String> {
    let mut words = words(code);
    words.retain(|word| !CODES_IN_ADDRESSES.contains(word));
    words
}

fn words(code: &str) -> Vec<String> {
    let words = code.split(|c: char| !c.is_alphabetic());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// What joins words to a phrase or a path, which may have other lengths in other languages.
const JOINTS: [char; 2] = [' ', '/'];

/// The code with one letter for words that are joined.
fn signs(code: &str) -> String {
    let mut signs = String::new();
    for c in code.chars() {
        if !c.is_alphabetic() {
            signs.push(c);
            continue;
        }
        let before = signs.trim_end_matches('w');
        let joined = before.len() == signs.len()
            && before
                .strip_suffix(JOINTS)
                .is_some_and(|before| before.ends_with('w'));
        if joined {
            signs.pop();
        } else if before.len() == signs.len() {
            signs.push('w');
        }
    }
    signs
}

/// Words of fewer letters tell nothing: `en` and `da` are codes of languages.
const FEWEST_LETTERS: usize = 3;

/// The odds, in nats, from which on words are of our languages rather than English: `stop`, `status`
/// and `test` are both.
const CLEARLY: f64 = 2.0;

/// Whether words are clearly likelier in one of our languages than in English.
pub(super) fn is_scandinavian(words: &str) -> bool {
    odds(words) > CLEARLY
}

/// Whether the words of both sides are, taken together.
fn are_scandinavian(sides: &[String; 2]) -> bool {
    let [own, other] = sides.each_ref().map(|words| odds(words));
    own > 0.0 && other > 0.0 && own + other > CLEARLY
}

/// The odds of words; none of so few letters that they tell nothing.
fn odds(words: &str) -> f64 {
    match words.chars().filter(|c| c.is_alphabetic()).count() < FEWEST_LETTERS {
        true => 0.0,
        false => odds_against_english(words),
    }
}

/// The odds, in nats, of a text in the likeliest of our languages against English, 0 or more.
pub(super) fn odds_against_english(text: &str) -> f64 {
    let ours = Lang::ALL.iter().map(|&lang| Language::of(lang));
    let odds = ours.map(|ours| log_odds(text, ours, Language::En));
    odds.fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_reader_is_to_replace_are_translated() {
        for (source, target) in [
            (
                "cp {{källa/fil}} {{mål/mapp}}",
                "cp {{kilde/fil}} {{mål/mappe}}",
            ),
            ("flytta {{sökväg/till/en/mapp}}", "flytt {{sti/til/mappe}}"),
            ("# Vänta tills knappen trycks", "# Vent til knappen trykkes"),
            ("bilder/kartnamn.png", "bilder/kortnavn.png"),
            ("[kapitel].[avsnitt].md", "[kapittel].[avsnitt].md"),
            ("mitt_lösenord", "min_adgangskode"),
            ("taggar", "merkelapper"),
            ("docs/sv/index.md", "docs/da/index.md"),
        ] {
            assert!(is_localised(source, target), "{source} {target}");
            assert!(is_localised(target, source), "{target} {source}");
        }
    }

    #[test]
    fn a_text_that_the_source_has_in_its_own_language_may_be_in_english() {
        for (source, target) in [
            ("boka nu", "book now"),
            ("sh -c <skriptnamn>", "sh -c <script>"),
            ("kundens webbplats", "customer site"),
        ] {
            assert!(is_localised(source, target), "{source} {target}");
            assert!(!is_localised(target, source), "{target} {source}");
        }
        for (source, target) in [
            ("/källor/tillägg", "/sources/addons"),
            ("verktyg loggar --följ", "verktyg logs --follow"),
        ] {
            assert!(!is_localised(source, target), "{source} {target}");
        }
    }

    #[test]
    fn what_the_program_is_called_with_is_not() {
        for (source, target) in [
            ("npm test", "npm install"),
            ("server status", "server stop"),
            ("--verbose", "--utförlig"),
            ("settings.description", "settings.beskrivelse"),
            ("\"function\"", "\"funktion\""),
            ("user_level", "brugerniveau"),
            ("maxAntal", "maksAntall"),
            ("cd ..", "cd"),
            ("terms_en", "terms_da"),
            ("1.2.3", "1.2.4"),
            ("källa.txt", "källa.md"),
            ("", "x"),
        ] {
            assert!(!is_localised(source, target), "{source} {target}");
        }
    }
}
