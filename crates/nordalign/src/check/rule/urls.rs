//! Web addresses, e-mail addresses and link targets that differ. The language versions of a site
//! are the same place.

use std::collections::HashSet;
use std::ops::Range;

use crate::check::difference::Difference;
use crate::check::evidence::Evidence;
use crate::check::pair::{Compared, Link};
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::rule::example::is_same_example;
use crate::check::severity::Severity;
use crate::language::{CODES_IN_ADDRESSES, HOST_ENDINGS};

pub(super) const RULE: Definition = Definition {
    id: "urls",
    severity: Severity::Error,
    summary: "Addresses or link targets in the translation differ from those of the source.",
    remedy: "Correct the address on the side that is wrong. The same page in another language is fine.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let compare = |Compared { source, target, .. }: &Compared| {
        difference(
            [&source.prose, &target.prose],
            [&source.links, &target.links],
        )
    };
    let pair = evidence.pair;
    let names = [pair.source.document.name(), pair.target.document.name()];
    let remarks = evidence.on_differences(compare, |_, found| {
        let found = evidence.counterparts.forgive(names, found);
        found.message("addresses")
    });
    remarks.collect()
}

/// Endings of hosts that name no country, beside those of the languages.
const ENDINGS: [&str; 2] = ["com", "eu"];

/// Parts of addresses that name English or a language beside ours.
const LANGUAGES: [&str; 4] = ["nn", "en", "en-us", "en-gb"];

fn is_host_ending(label: &str) -> bool {
    ENDINGS.contains(&label) || HOST_ENDINGS.words().any(|ending| ending == label)
}

fn is_language(part: &str) -> bool {
    LANGUAGES.contains(&part) || CODES_IN_ADDRESSES.words().any(|code| code == part)
}

/// The addresses that only one of two texts has, in the text or as a link target.
fn difference(prose: [&str; 2], links: [&[Link]; 2]) -> Difference {
    let all = [0, 1].map(|side| {
        let written = written(prose[side]).filter_map(|range| prose[side].get(range));
        let written = written.map(|target| Link { target, text: "" });
        let links = links[side].iter().copied().chain(written);
        let mut all: Vec<(String, Address)> = links
            .filter(|link| !link.target.starts_with('#'))
            .map(|link| (link.target.to_owned(), Address::of_link(link)))
            .collect();
        all.dedup();
        all
    });
    let places = all.each_ref().map(|all| {
        let addresses = all.iter().map(|(_, address)| address);
        addresses.flat_map(Address::places).collect::<HashSet<_>>()
    });
    let lacks = |has: usize| -> Vec<String> {
        let known = |address: &Address| {
            let mut own = address.places();
            own.any(|place| places[1 - has].contains(&place))
        };
        let lacking = all[has].iter().filter(|(_, address)| !known(address));
        lacking.map(|(url, _)| url.clone()).collect()
    };
    let mut difference = Difference {
        lacking: lacks(0),
        added: lacks(1),
    };
    difference.leave_out(|own, other| is_same_example(own, other));
    difference
}

/// `text` with every address replaced by a space.
pub(super) fn without(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut at = 0;
    for url in written(text) {
        plain.push_str(text.get(at..url.start).unwrap_or_default());
        plain.push(' ');
        at = url.end;
    }
    plain.push_str(text.get(at..).unwrap_or_default());
    plain
}

/// The places of the addresses that are written out in `text`.
fn written(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_edge = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '<' | '>' | '(' | ')' | '[' | ']' | '"' | '“' | '”' | '«' | '»'
            )
    };
    let mut next = 0;
    text.split_inclusive(is_edge).filter_map(move |piece| {
        let start = next;
        next += piece.len();
        let word = piece
            .trim_end_matches(is_edge)
            .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_']);
        is_address(word).then(|| start..start + word.len())
    })
}

fn is_address(word: &str) -> bool {
    let schemed = ["http://", "https://", "mailto:", "ftp://", "www."];
    let mail = || {
        let (name, host) = word.split_once('@')?;
        let named = name
            .chars()
            .all(|c| c.is_alphanumeric() || "._-+".contains(c))
            && !name.is_empty();
        let hosted = host.contains('.')
            && host
                .chars()
                .all(|c| c.is_alphanumeric() || ".-".contains(c));
        (named && hosted).then_some(())
    };
    schemed
        .iter()
        .any(|start| word.len() > start.len() && word.starts_with(start))
        || mail().is_some()
}

/// An address without the parts that may differ between languages.
#[derive(Debug, PartialEq, Eq)]
struct Address {
    /// The mailbox, unless it is a word, which is translated (`kundtjanst@`).
    mailbox: String,
    host: String,
    path: Vec<String>,
    /// The query, without what names the language or the campaign.
    query: Vec<String>,
    /// Whether it names a language, so that its pages may have names of their own.
    has_language: bool,
    /// Whether its last part is the text of the link, as titles become names of pages.
    is_titled: bool,
}

impl Address {
    /// Where a link leads.
    fn of_link(link: Link) -> Self {
        let mut address = Address::new(link.target);
        let name = address.path.last().map_or("", String::as_str);
        let name = name.split('.').next().unwrap_or_default();
        address.is_titled = !name.is_empty() && letters(name) == letters(link.text);
        address
    }

    fn new(url: &str) -> Self {
        let url = url.to_lowercase();
        let url = url.strip_prefix("mailto:").unwrap_or(&url);
        let (full, rest) = match url.split_once("://") {
            Some((_, rest)) => (true, rest),
            None => (
                url.starts_with("www.") || url.contains('@'),
                url.trim_start_matches("//"),
            ),
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = match full {
            true => rest.split_once('/').unwrap_or((rest, "")),
            false => ("", rest),
        };
        let (mailbox, host) = host.split_once('@').unwrap_or(("", host));
        let is_word = mailbox.chars().all(char::is_alphabetic);
        let mut has_language = false;
        let mut labels: Vec<&str> = host.split('.').filter(|label| *label != "www").collect();
        if labels.len() > 1 && labels.last().is_some_and(|last| is_host_ending(last)) {
            has_language |= labels.pop().is_some_and(|last| last.len() == 2);
        }
        let mut keep = |part: &str| {
            let language = is_language(part);
            has_language |= language;
            !language
        };
        labels.retain(|label| keep(label));
        let parts = path
            .split('/')
            .filter(|part| !part.is_empty() && *part != "." && *part != "..");
        let path = parts.filter(|part| keep(part)).collect::<Vec<_>>();
        let path = path.iter().map(|part| {
            let words: Vec<&str> = part.split('.').collect();
            let words: Vec<&str> = words.into_iter().filter(|word| keep(word)).collect();
            let words = words.into_iter().map(without_language_mark);
            words.collect::<Vec<&str>>().join(".")
        });
        let path = path.collect();
        let asks = query.split('&').filter(|asked| {
            let (key, value) = asked.split_once('=').unwrap_or((asked, ""));
            !asked.is_empty() && !key.starts_with("utm_") && keep(value)
        });
        let mut query: Vec<String> = asks.map(str::to_owned).collect();
        query.sort_unstable();
        Address {
            mailbox: if is_word { "" } else { mailbox }.to_owned(),
            host: labels.join("."),
            path,
            query,
            has_language,
            is_titled: false,
        }
    }

    /// What it has in common with every address of the same place: its path, and, if it names a
    /// language, also the depth of its path alone.
    fn places(&self) -> impl Iterator<Item = Place<'_>> {
        let place = |path| Place {
            host: &self.host,
            mailbox: &self.mailbox,
            query: &self.query,
            path,
        };
        let own_names = self.has_language.then_some(Path::Deep(self.path.len()));
        let above = self.path.split_last().map_or(&[][..], |(_, above)| above);
        let titled = self.is_titled.then_some(Path::Titled(above));
        own_names
            .into_iter()
            .chain(titled)
            .chain([Path::Is(&self.path)])
            .map(place)
    }
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Place<'a> {
    host: &'a str,
    mailbox: &'a str,
    query: &'a [String],
    path: Path<'a>,
}

#[derive(Debug, PartialEq, Eq, Hash)]
enum Path<'a> {
    Is(&'a [String]),
    /// By the number of its parts.
    Deep(usize),
    /// By all but its last part, which is the title of the page in its language.
    Titled(&'a [String]),
}

/// A file's name without a language at its end: `knapp-sv`, `karta_se`.
fn without_language_mark(name: &str) -> &str {
    match name.rsplit_once(['-', '_']) {
        Some((before, mark)) if !before.is_empty() && is_language(mark) => {
            without_language_mark(before)
        }
        _ => name,
    }
}

/// The letters and digits of a title or of a name made from it, by which the two are compared: names
/// are spelled in ASCII in several ways.
pub(super) fn letters(text: &str) -> String {
    let mut letters = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'å' | 'ä' | 'æ' => letters.push('a'),
            'ö' | 'ø' => letters.push('o'),
            'é' => letters.push('e'),
            c if c.is_alphanumeric() => letters.push(c),
            _ => {}
        }
    }
    letters
        .replace("aa", "a")
        .replace("ae", "a")
        .replace("oe", "o")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        difference([a, b], [&[], &[]]) == Difference::default()
            && of_links([(a, ""), (b, "")]) == Difference::default()
    }

    fn of_links(links: [(&str, &str); 2]) -> Difference {
        let [source, target] = links.map(|(target, text)| Link { target, text });
        difference(["", ""], [&[source], &[target]])
    }

    #[test]
    fn a_page_named_by_its_title_has_the_title_of_the_language() {
        let source = ("/guider/byta-losenord/", "Byta lösenord");
        let same = |target, text| of_links([source, (target, text)]) == Difference::default();
        assert!(same("/guider/bytte-passord/", "Bytte passord"));
        assert!(!same("/guider/bytte-pasord/", "Bytte passord"));
        assert!(!same("/priser/bytte-passord/", "Bytte passord"));
        assert!(!same("/guider/bytte-passord/", "Les mer"));
    }

    #[test]
    fn a_language_at_the_end_of_a_files_name_is_no_difference() {
        assert!(same("bilder/karta_se.png", "bilder/karta_no.png"));
        assert!(same("bilder/knapp-sv.svg", "bilder/knapp-nb.svg"));
        assert!(!same("bilder/karta_se.png", "bilder/kart_no.png"));
    }

    #[test]
    fn the_languages_of_a_site_are_the_same_place() {
        let cases = [
            (
                "https://nordbris.example/sv/stod",
                "https://nordbris.example/nb/stod",
            ),
            ("https://www.nordbris.se/", "https://nordbris.no"),
            (
                "https://nordbris.example/sv-se/priser#a",
                "https://nordbris.example/nb-no/priser#b",
            ),
            ("kundtjanst@nordbris.se", "kundeservice@nordbris.no"),
            (
                "https://nordbris.example/sok?lang=sv&nr=12",
                "https://nordbris.example/sok?nr=12&lang=nb&utm_source=brev",
            ),
            (
                "https://sv.wikipedia.org/wiki/Lund",
                "https://nb.wikipedia.org/wiki/Lund_(Sverige)",
            ),
        ];
        for (a, b) in cases {
            assert!(same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn an_address_of_another_place_is_reported() {
        assert!(!same(
            "https://nordbris.example/priser",
            "https://nordbris.example/rabatt"
        ));
        assert!(!same(
            "https://nordbris.example/vara?nr=12",
            "https://nordbris.example/vara?nr=13"
        ));
        assert!(!same("https://nordbris.se/", "https://sorbris.no/"));
        assert!(!same("kontakt@nordbris.se", "salg@sorbris.no"));
        assert!(!same("anna.lind@nordbris.se", "anna.lund@nordbris.no"));
        let found = of_links([("priser.md", ""), ("rabatt.md", "")]);
        assert_eq!(found.lacking, ["priser.md"]);
    }
}
