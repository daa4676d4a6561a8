//! Addresses and code with a part that every reader replaces by his own, and that is translated
//! therefore: `your-org/repo` and `din-org/repo`.

use crate::language::{ExampleWord, HOST_ENDINGS, example_word};

/// Whether two addresses, or two pieces of code, differ only in parts that are examples. Where the
/// name of a host is one, the rest of its address is invented too.
pub(super) fn is_same_example(source: &str, target: &str) -> bool {
    let sides = [source, target].map(|code| without_descriptions(&code.to_lowercase()));
    let [source, target] = sides.each_ref().map(String::as_str);
    let is_whole = |host: &&str| !host.contains('<');
    if let [Some(own), Some(other)] = [source, target].map(|code| host(code).filter(is_whole))
        && own != other
    {
        let mut words = host_words(own).filter(|word| word.always || !own.contains('.'));
        let are_invented = || [own, other].iter().all(|host| is_invented(host));
        return are_invented() || words.any(|word| host_words(other).any(|also| also == word));
    }
    let [source, target] = [source, target].map(parts);
    source.len() == target.len()
        && source.iter().zip(&target).all(|(own, other)| {
            own.before == other.before && (own.text == other.text || own.is_example_of(other))
        })
}

/// `code` with one letter for each description in angle brackets: `<IP address or name>`.
fn without_descriptions(code: &str) -> String {
    let mut rest = code;
    let mut plain = String::new();
    while let Some((before, after)) = rest.split_once('<') {
        let Some((_, after)) = after.split_once('>') else {
            break;
        };
        plain.push_str(before);
        plain.push_str("<x>");
        rest = after;
    }
    plain + rest
}

/// The host of an address, or one that stands alone.
fn host(address: &str) -> Option<&str> {
    let first = |rest: &'_ str| rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    if let Some((_, rest)) = address.split_once("://") {
        return rest.get(..first(rest));
    }
    let host = address.get(..first(address))?;
    let ending = host.rsplit_once('.').map(|(_, ending)| ending);
    let ends_as_host = ending.is_some_and(|end| end == "com" || HOST_ENDINGS.contains(end));
    (host.starts_with("www.") || ends_as_host).then_some(host)
}

/// Whether a host is a name without an ending, as no host has that all can reach: `file-server`.
fn is_invented(host: &str) -> bool {
    host != "localhost" && host.contains(char::is_alphabetic) && !host.contains('.')
}

/// The example words of a host, but for its ending: `.example` ends any address in a manual.
fn host_words(host: &str) -> impl Iterator<Item = ExampleWord> {
    example_words(host.rsplit_once('.').map_or(host, |(name, _)| name))
}

fn example_words(text: &str) -> impl Iterator<Item = ExampleWord> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter_map(example_word)
}

/// A part of an address or of code: letters, digits and what joins words to names.
struct Part<'a> {
    /// The signs before it.
    before: &'a str,
    text: &'a str,
    /// Whether it stands right beside another part: `user:password`, but not `user.name`.
    is_beside: bool,
}

impl Part<'_> {
    /// Whether it is an example, and `other` the same one.
    fn is_example_of(&self, other: &Part) -> bool {
        let is_option = self.text.starts_with('-') || other.text.starts_with('-');
        let mut own = example_words(self.text).filter(|word| word.always || self.is_beside);
        !is_option
            && (self.before.ends_with('<')
                || own.any(|word| example_words(other.text).any(|also| also == word)))
    }
}

/// The parts of `code`, with the signs before them; the last one may be empty.
fn parts(code: &str) -> Vec<Part<'_>> {
    let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let mut parts: Vec<Part> = Vec::new();
    let mut rest = code;
    while !rest.is_empty() {
        let (before, from) = rest.split_at(rest.find(is_name).unwrap_or(rest.len()));
        let (text, after) = from.split_at(from.find(|c| !is_name(c)).unwrap_or(from.len()));
        let is_beside = |signs: &str| matches!(signs, ":" | "@" | "/");
        let next = after.split(is_name).next().unwrap_or_default();
        parts.push(Part {
            before,
            text,
            is_beside: is_beside(before) || is_beside(next) && next.len() < after.len(),
        });
        rest = after;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_reader_replaces_is_translated() {
        for (source, target) in [
            ("ssh deploy@your-server", "ssh deploy@din-tjener"),
            ("YOUR_API_KEY", "DIN_API_NØKKEL"),
            (
                "git clone git@host:your-org/site.git",
                "git clone git@host:din-org/site.git",
            ),
            (
                "https://your-shop.example/cart",
                "https://din-butik.example/cart",
            ),
            ("www.mittföretag.se/om", "www.mitfirma.dk/om-os"),
            ("https://min-skola.se/", "https://min-skola.no/"),
            (
                "https://api.nordbris.io?key=MIN_NYCKEL",
                "https://api.nordbris.io?key=MIN_NØGLE",
            ),
            ("user:password", "bruger:adgangskode"),
            ("post.mittbolag.se", "post.ditfirma.dk"),
            ("tar -xf <fil>", "tar -xf <arkiv>"),
            ("ping <IP address or name>", "ping <IP-adresse eller navn>"),
            ("www.<server>", "www.<tjener>"),
            (
                "smb://datorns-adress/delad-mapp",
                "smb://computer-address/shared",
            ),
            ("dinbutik.se/kassa", "yourshop.com/checkout"),
            ("http://www.exempel.se", "http://www.example.com"),
        ] {
            assert!(is_same_example(source, target), "{source} {target}");
            assert!(is_same_example(target, source), "{target} {source}");
        }
    }

    #[test]
    fn what_the_program_or_the_place_is_called_is_not() {
        for (source, target) in [
            ("username", "brugernavn"),
            ("user.name", "bruger.navn"),
            ("--password", "--adgangskode"),
            ("https://nordbris.se/", "https://sorbris.se/"),
            ("https://kanot.example/boka", "https://kano.example/bestil"),
            ("https://example.com/v1", "https://example.com/v2"),
            ("your-org/site", "din-org/blog"),
            ("minut", "mindre"),
            ("http://localhost/start", "http://vert/start"),
            ("npm test", "npm install"),
            ("", "x"),
        ] {
            assert!(!is_same_example(source, target), "{source} {target}");
        }
    }
}
