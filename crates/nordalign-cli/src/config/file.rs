//! `nordalign.toml`: its keys, and what is said of what is wrong in it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::PathBuf;

use encoding_rs::Encoding;
use globset::{GlobBuilder, GlobSet};
use nordalign::check::{Rule, Severity};
use nordalign::read::FrontMatterField;
use nordalign::tree::check_pattern;
use nordalign::{Format, Lang};
use serde::{Deserialize, Deserializer, de};

use crate::args::{StaleBy, UnitSize};
use crate::input::split_lang;

/// The configuration as it is written. Paths are relative to its folder.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct File {
    /// The source language.
    pub(crate) source: Option<Lang>,
    /// Folders or documents, `docs/sv` or `nb=docs/norsk`.
    pub(crate) paths: Vec<String>,
    /// `docs/{lang}/**`, or `nb=tekster/**` of one language.
    pub(crate) patterns: Vec<Pattern>,
    /// Whether pages without a partner by path are paired by content.
    pub(crate) content: Option<bool>,
    /// Pages that are not checked, and not missed.
    pub(crate) ignore: Vec<Glob>,
    /// Words and names that may stand untranslated.
    pub(crate) exempt: Vec<String>,
    pub(crate) min_confidence: Option<Share>,
    pub(crate) input_format: Option<Format>,
    pub(crate) segment: Option<UnitSize>,
    /// What of the front matter of pages is text, besides what its names say.
    pub(crate) front_matter: Vec<FrontMatterField>,
    pub(crate) encoding: BTreeMap<Lang, Label>,
    /// A table of terms.
    pub(crate) terms: Option<PathBuf>,
    /// A file to keep what was found in.
    pub(crate) cache: Option<PathBuf>,
    /// What tells which translations are stale.
    pub(crate) stale: Option<StaleBy>,
    /// The least share of the source's words, in per cent, that must be translated.
    pub(crate) floors: BTreeMap<Lang, Percent>,
    /// How serious findings are.
    pub(crate) rules: BTreeMap<Rule, Level>,
    /// What holds for some pages instead.
    pub(crate) overrides: Vec<OverrideEntry>,
}

/// `[[overrides]]`: what holds for the translations at some paths.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct OverrideEntry {
    pub(crate) paths: Vec<Glob>,
    #[serde(default)]
    pub(crate) floors: BTreeMap<Lang, Percent>,
    #[serde(default)]
    pub(crate) rules: BTreeMap<Rule, Level>,
}

/// How serious the findings of a rule are, or that there are to be none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    Error,
    Warning,
    Note,
    Off,
}

impl Level {
    pub(crate) fn severity(self) -> Option<Severity> {
        match self {
            Level::Error => Some(Severity::Error),
            Level::Warning => Some(Severity::Warning),
            Level::Note => Some(Severity::Note),
            Level::Off => None,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        self.severity().map_or("off", Severity::name)
    }
}

/// From 0 to 100.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Percent(pub(crate) f64);

/// From 0 to 1.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Share(pub(crate) f64);

/// The name of an encoding.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Label(pub(crate) &'static Encoding);

/// `docs/{lang}/**`, or `nb=tekster/**` of one language: as written, with nothing wrong in it.
#[derive(Debug, Clone)]
pub(crate) struct Pattern(pub(crate) String);

/// A pattern of paths: `*` and `?` are anything within a name, `**` any folders, `{a,b}` one of these.
#[derive(Debug, Clone)]
pub(crate) struct Glob {
    pub(crate) text: String,
    /// Of this one alone.
    set: GlobSet,
}

/// A pattern of more bytes is none that anyone writes, and may take as long as it likes to be read.
const MAX_BYTES: usize = 1000;

/// Nor is one whose braces stand deeper in each other.
const MAX_NESTING: usize = 10;

impl Glob {
    /// Whether it fits a path with `/` between folders.
    pub(crate) fn is_match(&self, path: &str) -> bool {
        self.set.is_match(path)
    }
}

fn number<'de, D: Deserializer<'de>>(from: D, most: f64) -> Result<f64, D::Error> {
    let number = f64::deserialize(from)?;
    if (0.0..=most).contains(&number) {
        return Ok(number);
    }
    let message = format!("{number} is not a number from 0 to {most}");
    Err(de::Error::custom(message))
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        number(from, 100.0).map(Percent)
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        number(from, 1.0).map(Share)
    }
}

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let label = String::deserialize(from)?;
        let encoding = Encoding::for_label(label.as_bytes());
        let message = || de::Error::custom(format!("`{label}` is not a known encoding"));
        encoding.map(Label).ok_or_else(message)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let (lang, pattern) =
            split_lang(OsStr::new(&text)).map_err(|failure| de::Error::custom(failure.message))?;
        check_pattern(&pattern.to_string_lossy(), lang).map_err(de::Error::custom)?;
        Ok(Pattern(text))
    }
}

impl<'de> Deserialize<'de> for Glob {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let set = glob_set(text.trim_start_matches("./")).map_err(|what| {
            let start: String = text.chars().take(60).collect();
            let dots = if start.len() < text.len() { "…" } else { "" };
            de::Error::custom(format!("`{start}{dots}` is not a path pattern: {what}"))
        })?;
        Ok(Glob { text, set })
    }
}

/// What fits `glob`, or what is wrong with it.
fn glob_set(glob: &str) -> Result<GlobSet, String> {
    if glob.len() > MAX_BYTES {
        return Err(format!(
            "it is {} bytes long, and can be {MAX_BYTES}",
            glob.len()
        ));
    }
    if nesting(glob) > MAX_NESTING {
        return Err(format!(
            "its braces are nested more than {MAX_NESTING} deep"
        ));
    }
    let built = GlobBuilder::new(glob).literal_separator(true).build();
    let built = built.map_err(|error| error.kind().to_string())?;
    let set = GlobSet::builder().add(built).build();
    set.map_err(|_| "it is too large".to_owned())
}

/// How many braces are open at once in `glob`, at most.
fn nesting(glob: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    for byte in glob.bytes() {
        match byte {
            b'{' => open += 1,
            b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

/// What is wrong in a configuration.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) line: Option<usize>,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

impl File {
    pub(super) fn parse(text: &str) -> Result<Self, Wrong> {
        toml::from_str(text).map_err(|error| Wrong::of(&error, text))
    }
}

impl Wrong {
    fn of(error: &toml::de::Error, text: &str) -> Self {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map(|before| before.matches('\n').count() + 1);
        let (message, hint) = match Unknown::read(error.message()) {
            Some(unknown) => (unknown.message(), Some(unknown.hint())),
            None => (plain(error.message()), None),
        };
        Wrong {
            line,
            message,
            hint,
        }
    }
}

/// What the parser says, in the words of someone who writes TOML.
fn plain(message: &str) -> String {
    message
        .trim_end()
        .replace('\n', ", ")
        .replace("wanted string or table", "a string is expected here")
        .replace("a sequence", "a list")
        .replace("a map", "a table")
}

/// A name that is not known, and those that are.
struct Unknown<'a> {
    is_key: bool,
    name: &'a str,
    known: Vec<&'a str>,
}

impl<'a> Unknown<'a> {
    /// Reads what serde says: "unknown field `a`, expected one of `b`, `c`".
    fn read(message: &'a str) -> Option<Self> {
        let is_key = message.starts_with("unknown field");
        if !is_key && !message.starts_with("unknown variant") {
            return None;
        }
        // What stands between backticks is every second piece.
        let mut names = message.split('`').skip(1).step_by(2);
        Some(Unknown {
            is_key,
            name: names.next()?,
            known: names.collect(),
        })
    }

    fn message(&self) -> String {
        match self.is_key {
            true => format!("unknown key `{}`", self.name),
            false => format!("unknown value `{}`", self.name),
        }
    }

    fn hint(&self) -> String {
        let like = |known: &&&str| strsim::jaro_winkler(known, self.name);
        let nearest = self
            .known
            .iter()
            .max_by(|a, b| like(a).total_cmp(&like(b)))
            .filter(|known| like(known) >= 0.75);
        match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("it can be {}", self.known.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> Wrong {
        File::parse(text).unwrap_err()
    }

    #[test]
    fn an_unknown_key_is_told_of_with_its_line_and_the_nearest_one() {
        let cases = [
            ("source = \"sv\"\n\nflors = 3\n", 3, "`flors`", "`floors`"),
            ("[rules]\nnumber = \"off\"\n", 2, "`number`", "`numbers`"),
            ("[rules]\nnumbers = \"warn\"\n", 2, "`warn`", "`warning`"),
            ("[[overrides]]\npath = [\"a\"]\n", 2, "`path`", "`paths`"),
            ("source = \"sw\"\n", 1, "`sw`", "sv, nb, da"),
            ("[floors]\nno = 5\n", 2, "`no`", "sv, nb, da"),
        ];
        for (text, line, name, nearest) in cases {
            let wrong = wrong(text);
            assert_eq!(wrong.line, Some(line), "{text}{wrong:?}");
            assert!(wrong.message.contains(name), "{wrong:?}");
            let hint = wrong.hint.unwrap();
            assert!(hint.contains(nearest), "{text}{hint}");
        }
    }

    #[test]
    fn wrong_types_and_values_are_told_of_with_their_line() {
        for (text, said) in [
            ("\nsource = 3\n", "a string is expected"),
            ("\npaths = \"docs/sv\"\n", "a list"),
            ("\nfloors = { nb = 101 }\n", "0 to 100"),
            ("\nmin-confidence = 1.5\n", "0 to 1"),
            ("\nignore = [\"a[\"]\n", "`a[`"),
            ("\nfront-matter = [\"hero..text\"]\n", "`hero..text`"),
            ("\nfront-matter = \"hero\"\n", "a list"),
            ("\nencoding = { nb = \"latin\" }\n", "`latin`"),
            ("\nsource = \"sv\"\"\n", ""),
            ("\npatterns = [\"docs/**\"]\n", "no {lang}"),
            ("\npatterns = [\"nb={lang}/*\"]\n", "for one language"),
            ("\npatterns = [\"xx=docs/*\"]\n", "xx"),
        ] {
            let wrong = wrong(text);
            assert_eq!(wrong.line, Some(2), "{text}{wrong:?}");
            assert!(wrong.message.contains(said), "{wrong:?}");
            assert!(!wrong.message.contains('\n'), "{wrong:?}");
        }
    }

    #[test]
    fn patterns_that_are_too_long_or_too_deep_are_told_of_with_their_line() {
        let braces = |n| format!("{}x{}", "{a,".repeat(n), "}".repeat(n));
        let stars = format!("{}{{lang}}.md", "*".repeat(100_000));
        for (key, pattern, said) in [
            ("ignore", braces(130), "`{a,{a,"),
            ("ignore", braces(11), "more than 10"),
            ("ignore", "?".repeat(100_000), "100000 bytes"),
            ("patterns", stars, "100009 bytes"),
            ("patterns", format!("{{lang}}/{}", braces(130)), "braces"),
        ] {
            let text = format!("source = \"sv\"\n\n{key} = [\n\"{pattern}\"]");
            let entry = text.replace("ignore = ", "[[overrides]]\npaths = ");
            // The line of the key; the message quotes the pattern.
            for (text, line) in [(text.as_str(), 3), (entry.as_str(), 4)] {
                let line = if key == "ignore" { line } else { 3 };
                let wrong = wrong(text);
                assert_eq!(wrong.line, Some(line), "{key} {wrong:?}");
                assert!(wrong.message.contains(said), "{wrong:?}");
                assert!(wrong.message.len() < 400, "{wrong:?}");
            }
        }
    }

    #[test]
    fn every_pattern_within_the_limits_is_taken_or_refused() {
        for piece in [
            "*", "**/", "?", "[!a]", "[a-z]", "{a,b}", "{*,?}", "{a,{b,", "å", "\\\\a",
        ] {
            let open = piece.matches('{').count() - piece.matches('}').count();
            for count in [1, 4, 100, 1000 / piece.len()] {
                let glob = format!("{}{}", piece.repeat(count), "}".repeat(open * count));
                if let Ok(file) = File::parse(&format!("ignore = [\"{glob}\"]")) {
                    file.ignore[0].is_match(&"a/b".repeat(1000));
                }
            }
        }
    }

    #[test]
    fn a_star_stays_within_a_folder() {
        let file = File::parse("ignore = [\"docs/*/legal/**\", \"*.md\"]").unwrap();
        let is_match = |path: &str| file.ignore.iter().any(|glob| glob.is_match(path));
        assert!(is_match("docs/nb/legal/a/b.md"));
        assert!(is_match("a.md"));
        assert!(!is_match("docs/nb/a/legal/b.md"));
        assert!(!is_match("docs/a.md"));
    }
}
