//! Patterns such as `docs/{lang}/**/*.md`.
//!
//! They are matched here and not by globset, which says whether a path matches but not what
//! `{lang}` stood for and what lies below the fixed part. A matcher of our own would be needed for
//! that after a match, and the two would have to agree on every path: in globset `[` and `\` have
//! meanings too, and a page may be called `[slug].md`.

use crate::error::{Error, ErrorKind};
use crate::lang::Lang;
use crate::span::floor_boundary;
use crate::tree::path_key::LangInPath;
use crate::tree::path_lang::{is_norwegian, is_other, lang_of_tag};
use std::borrow::Cow;

/// A pattern of paths. `{lang}` stands for a language tag (absent in a pattern of one language),
/// `*` and `?` for anything within a name, `**` for any folders, and `{md,txt}` for one of these.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    /// One for each alternative of the braces.
    choices: Vec<Vec<Token>>,
    /// The folder that all matches lie in.
    pub(super) base: String,
    /// How many tokens the fixed part has: up to the last `/` before a `*`, `?` or brace. `{lang}`
    /// may be in it.
    fixed: usize,
    /// The fixed part without `{lang}`.
    pub(super) folder: String,
    /// How exactly it says what it matches: by the folders of its fixed part, then by its letters.
    pub(super) exactness: (usize, usize),
    /// The language of all matches, if the pattern is of one.
    lang: Option<Lang>,
    /// Whether it leaves the extension open, so that it also matches files that are not documents.
    pub(super) any_ending: bool,
    /// As it was given.
    pub(super) text: String,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Char(char),
    /// `?`
    One,
    /// `*`
    Name,
    /// `**/`, or `**` at the end.
    Folders,
    /// `{lang}`
    Lang,
}

/// The most bytes in a pattern; nobody writes a longer one by hand.
const MAX_BYTES: usize = 1000;

/// The most alternatives of braces, and the most bytes of them together.
const MAX_CHOICES: usize = 256;
const MAX_CHOICE_BYTES: usize = 16 * 1024;

/// The most bytes in a tag; longer ones name no language.
const MAX_TAG: usize = 35;

/// What is wrong with `pattern` for [`TreeBuilder::pattern`](super::TreeBuilder::pattern), or with
/// a language for [`TreeBuilder::pattern_in`](super::TreeBuilder::pattern_in): for programs that
/// read patterns from a file and want to name the line of an invalid one.
///
/// ```
/// use nordalign::tree::check_pattern;
/// assert!(check_pattern("docs/{lang}/**/*.md", None).is_ok());
/// assert!(check_pattern("docs/{lang/**", None).is_err());
/// ```
///
/// # Errors
/// [`ErrorKind::Invalid`] if `{lang}` is missing, or is there although the language is given; if
/// braces are unbalanced; if the pattern is longer than 1,000 bytes, or its braces make more than
/// 256 alternatives or 16 KiB.
pub fn check_pattern(pattern: &str, lang: Option<Lang>) -> Result<(), Error> {
    Pattern::parse(pattern, lang).map(drop)
}

/// The pattern cut to `most` bytes, for a message.
fn shown(text: &str, most: usize) -> Cow<'_, str> {
    match text.get(..floor_boundary(text, most)) {
        Some(start) if start.len() < text.len() => format!("{start}…").into(),
        _ => text.into(),
    }
}

impl Pattern {
    /// Parses the pattern `text`, for documents in `lang` if that is given.
    pub(super) fn parse(text: &str, lang: Option<Lang>) -> Result<Self, Error> {
        if text.len() > MAX_BYTES {
            let (start, length) = (shown(text, 20), text.len());
            let message = format!(
                "the pattern `{start}` is too long: it has {length} bytes, and the limit is {MAX_BYTES}"
            );
            return Err(Error::new(ErrorKind::Invalid, message));
        }
        let given = text.to_owned();
        let slashes = text.replace('\\', "/");
        let text = slashes.trim_start_matches("./");
        let invalid = |what: &str| {
            let message = format!("the pattern `{}` {what}", shown(text, 60));
            Err(Error::new(ErrorKind::Invalid, message))
        };
        match (text.contains("{lang}"), lang) {
            (false, None) => {
                return invalid("has no {lang} to mark where the language stands");
            }
            (true, Some(_)) => return invalid("is for one language, so {lang} must not be in it"),
            (false, Some(_)) if text.is_empty() => return invalid("is empty"),
            _ => {}
        }
        let Some(texts) = expanded(text) else {
            return invalid("has unbalanced braces, or too many of them");
        };
        let magic = text.find(['*', '?', '{']).unwrap_or(text.len());
        let base = text.get(..magic).unwrap_or_default();
        let base = base.rfind('/').and_then(|end| text.get(..end.max(1)));
        let choices: Vec<Vec<Token>> = texts.iter().map(|text| tokens(text)).collect();
        let fixed = fixed_part(text);
        let letters = |tokens: &Vec<Token>| {
            let letters = tokens
                .iter()
                .filter(|token| matches!(token, Token::Char(_)));
            letters.count()
        };
        Ok(Pattern {
            base: base.unwrap_or(".").to_owned(),
            fixed: fixed.chars().count(),
            folder: fixed.replace('\u{1}', ""),
            exactness: (
                fixed.matches('/').count(),
                choices.iter().map(letters).max().unwrap_or_default(),
            ),
            choices,
            lang,
            any_ending: text.ends_with('*') && !text.ends_with(".*"),
            text: given,
        })
    }

    /// The language of all matches, if the pattern is of one.
    pub(super) fn lang(&self) -> Option<Lang> {
        self.lang
    }

    /// The language of `path`, which is that of the pattern or stands in the place of `{lang}`, and
    /// the path below the fixed part without it; `None` if the pattern does not match.
    pub(super) fn matches(&self, path: &str) -> Option<(LangInPath, String)> {
        let chars: Vec<char> = path.chars().collect();
        if let Some(lang) = self.lang {
            let fits = |tokens: &Vec<Token>| Search::new(tokens, &chars).fits(0, 0);
            let below = chars.iter().skip(self.fixed).collect();
            return (self.choices.iter().any(fits)).then_some((LangInPath::Lang(lang), below));
        }
        let found = |tokens: &Vec<Token>| Search::new(tokens, &chars).run(self.fixed);
        self.choices.iter().find_map(found)
    }
}

/// The start of `text` up to the last `/` before a `*`, `?` or brace, with one character for each
/// `{lang}`.
fn fixed_part(text: &str) -> String {
    let text = text.replace("{lang}", "\u{1}");
    let start = text.find(['*', '?', '{']).unwrap_or(text.len());
    let start = text.get(..start).unwrap_or_default();
    let end = start.rfind('/').map_or(0, |slash| slash + 1);
    start.get(..end).unwrap_or_default().to_owned()
}

/// Expands the braces of `text`; `{lang}` stays.
fn expanded(text: &str) -> Option<Vec<String>> {
    let mut done = Vec::new();
    let mut bytes = 0;
    let mut open = vec![text.replace("{lang}", "\u{1}")];
    while let Some(text) = open.pop() {
        // The innermost braces.
        let Some(end) = text.find('}') else {
            if text.contains('{') {
                return None;
            }
            bytes += text.len();
            done.push(text);
            if bytes > MAX_CHOICE_BYTES {
                return None;
            }
            continue;
        };
        let start = text.get(..end)?.rfind('{')?;
        let choices = text.get(start + 1..end)?.split(',').rev();
        open.extend(
            choices.map(|choice| format!("{}{choice}{}", &text[..start], &text[end + 1..])),
        );
        if open.len() + done.len() > MAX_CHOICES {
            return None;
        }
    }
    Some(done)
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let (token, length) = match next {
            '\u{1}' => (Token::Lang, 1),
            '?' => (Token::One, 1),
            '*' if rest.starts_with("**/") => (Token::Folders, 3),
            '*' if rest == "**" => (Token::Folders, 2),
            '*' => (Token::Name, 1),
            char => (Token::Char(char), char.len_utf8()),
        };
        // Several in a row are equivalent to one.
        if !matches!(token, Token::Folders | Token::Name) || tokens.last() != Some(&token) {
            tokens.push(token);
        }
        // At the end, any folders and any name.
        if length == 2 && token == Token::Folders {
            tokens.push(Token::Name);
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    tokens
}

/// Which tokens match which part of a path: a table that is filled from the end, so that no pattern
/// takes long.
struct Search<'a> {
    tokens: &'a [Token],
    chars: &'a [char],
    /// Whether the tokens from a given one on match the characters from a given one on.
    table: Vec<bool>,
}

impl<'a> Search<'a> {
    fn new(tokens: &'a [Token], chars: &'a [char]) -> Self {
        let mut search = Search {
            tokens,
            chars,
            table: vec![false; (tokens.len() + 1) * (chars.len() + 1)],
        };
        search.set(tokens.len(), chars.len(), true);
        for (t, &token) in tokens.iter().enumerate().rev() {
            // Whether the next token matches after a `/` from here on.
            let mut below = false;
            for c in (0..=chars.len()).rev() {
                let char = chars.get(c);
                below |= char == Some(&'/') && search.fits(t + 1, c + 1);
                let in_name = char.is_some_and(|&char| char != '/');
                let fits = match token {
                    Token::Char(own) => char == Some(&own) && search.fits(t + 1, c + 1),
                    Token::One => in_name && search.fits(t + 1, c + 1),
                    Token::Name => search.fits(t + 1, c) || in_name && search.fits(t, c + 1),
                    Token::Folders => search.fits(t + 1, c) || below,
                    Token::Lang => search.tag(t, c).is_some(),
                };
                search.set(t, c, fits);
            }
        }
        search
    }

    fn set(&mut self, t: usize, c: usize, fits: bool) {
        if let Some(file) = self.table.get_mut(t * (self.chars.len() + 1) + c) {
            *file = fits;
        }
    }

    /// Whether the tokens from `t` on match the characters from `c` on.
    fn fits(&self, t: usize, c: usize) -> bool {
        let file = t * (self.chars.len() + 1) + c;
        c <= self.chars.len() && self.table.get(file) == Some(&true)
    }

    /// The end of the longest tag that begins at `c` and matches the token `t`.
    fn tag(&self, t: usize, c: usize) -> Option<usize> {
        let is_part = |c: &&char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let rest = self.chars.get(c..)?.iter();
        let tag: String = rest.take_while(is_part).take(MAX_TAG).collect();
        let mut lengths = (2..=tag.len()).rev();
        let length = lengths.find(|&length| {
            self.fits(t + 1, c + length) && tag.get(..length).is_some_and(crate::tree::is_tag)
        })?;
        Some(c + length)
    }

    /// The language, and what the tokens from `fixed` on match.
    fn run(self, fixed: usize) -> Option<(LangInPath, String)> {
        if !self.fits(0, 0) {
            return None;
        }
        let mut tags = Vec::new();
        let mut rest = String::new();
        let mut c = 0;
        for (t, &token) in self.tokens.iter().enumerate() {
            let end = match token {
                Token::Lang => self.tag(t, c)?,
                Token::Char(_) | Token::One => c + 1,
                // As short as possible.
                Token::Name => (c..=self.chars.len()).find(|&end| self.fits(t + 1, end))?,
                Token::Folders => (c..=self.chars.len()).find(|&end| {
                    let is_folder = end == c || self.chars.get(end - 1) == Some(&'/');
                    is_folder && self.fits(t + 1, end)
                })?,
            };
            let part = self.chars.get(c..end)?;
            match token {
                Token::Lang => tags.push(matched(&part.iter().collect::<String>())?),
                _ if t < fixed => {}
                _ => rest.extend(part),
            }
            c = end;
        }
        let first = *tags.first()?;
        tags.iter()
            .all(|tag| *tag == first)
            .then_some((first, rest))
    }
}

/// What `tag` says; nothing if it only looks like the tag of a language, as `api` does.
fn matched(tag: &str) -> Option<LangInPath> {
    match lang_of_tag(tag) {
        Some(lang) => Some(LangInPath::Lang(lang)),
        None if is_norwegian(tag) => Some(LangInPath::Norwegian),
        None => is_other(tag).then_some(LangInPath::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, path: &str) -> Option<(LangInPath, String)> {
        Pattern::parse(pattern, None).unwrap().matches(path)
    }

    #[test]
    fn the_language_is_removed_from_the_path() {
        let nb = LangInPath::Lang(Lang::Nb);
        let cases = [
            ("docs/{lang}/**/*.md", "docs/nb/a/b.md", "a/b.md"),
            ("docs/{lang}/**/*.md", "docs/nb-NO/b.md", "b.md"),
            ("**/*.{lang}.md", "a/b/page.nb_NO.md", "a/b/page..md"),
            ("{lang}/**", "nb/a/b.txt", "a/b.txt"),
            (
                "i18n/{lang}/{docs,blog}/*.{md,mdx}",
                "i18n/nb/blog/x.mdx",
                "blog/x.mdx",
            ),
            (
                "content/{lang}/README-{lang}.md",
                "content/nb/README-nb.md",
                "README-.md",
            ),
            ("./kapitel-?.{lang}.md", "kapitel-å.nb.md", "kapitel-å..md"),
        ];
        for (pattern, path, rest) in cases {
            assert_eq!(
                matches(pattern, path),
                Some((nb, rest.to_owned())),
                "{pattern} {path}"
            );
        }
    }

    #[test]
    fn paths_that_do_not_fit_do_not_match() {
        for (pattern, path) in [
            ("docs/{lang}/*.md", "docs/nb/a/b.md"),
            ("docs/{lang}/**/*.md", "docs/handbok/b.md"),
            ("docs/{lang}/**/*.md", "docs/nb/b.txt"),
            ("{lang}/x.{lang}.md", "nb/x.da.md"),
        ] {
            assert_eq!(matches(pattern, path), None, "{pattern} {path}");
        }
        let other = |path| matches("docs/{lang}/*.md", path).map(|found| found.0);
        assert_eq!(other("docs/en/b.md"), Some(LangInPath::Other));
        assert_eq!(other("docs/no/b.md"), Some(LangInPath::Norwegian));
    }

    #[test]
    fn a_pattern_with_many_wildcards_is_matched() {
        let pattern = format!("{{lang}}/{}x", "**/*".repeat(30));
        assert_eq!(matches(&pattern, &format!("nb/{}", "a/".repeat(200))), None);
    }

    #[test]
    fn a_pattern_of_any_length_and_depth_is_matched_or_refused() {
        let stars = format!("{}{{lang}}/{}", "*".repeat(400), "**/".repeat(150));
        assert!(matches(&stars, "a/nb/").is_none());
        assert!(matches(&format!("{stars}*.md"), "nb/a/b.md").is_some());
        let path = format!("{}/x.md", "a/nb".repeat(1000));
        let pattern = format!("{{lang}}/{}", "*?".repeat(450));
        assert!(matches(&pattern, &path).is_none());
        for piece in ["*", "**/", "?", "{a,", "{a}", "{", "x", "{lang}/"] {
            for count in [10, 130, 300, 1000, 100_000] {
                let braces = piece.matches('{').count() - piece.matches('}').count();
                let text = format!(
                    "{{lang}}{}{}",
                    piece.repeat(count),
                    "}".repeat(braces * count)
                );
                if let Ok(pattern) = Pattern::parse(&text, None) {
                    assert!(text.len() <= MAX_BYTES, "{piece} {count}");
                    pattern.matches(&path);
                }
            }
        }
        let long = Pattern::parse(&format!("{{lang}}/{}", "å".repeat(50_000)), None);
        let message = long.unwrap_err().to_string();
        assert!(
            message.contains("100007 bytes") && message.len() < 200,
            "{message}"
        );
    }

    #[test]
    fn a_pattern_without_a_language_or_with_half_a_brace_is_refused() {
        for pattern in ["docs/**/*.md", "{lang}/*.{md", "{lang}/a}.md", ""] {
            assert!(Pattern::parse(pattern, None).is_err(), "{pattern}");
        }
    }

    #[test]
    fn the_walk_begins_in_the_fixed_part_of_the_pattern() {
        for (pattern, base) in [
            ("docs/{lang}/*.md", "docs"),
            ("a/b/x.{lang}.md", "a/b"),
            ("{lang}/*.md", "."),
            ("/srv/{lang}/*", "/srv"),
            ("/{lang}/*", "/"),
        ] {
            assert_eq!(
                Pattern::parse(pattern, None).unwrap().base,
                base,
                "{pattern}"
            );
        }
    }

    #[test]
    fn a_pattern_of_one_language_identifies_documents_by_the_path_below_its_folder() {
        let matches = |pattern: &str, path: &str| {
            let pattern = Pattern::parse(pattern, Some(Lang::Da)).unwrap();
            pattern.matches(path).map(|(_, rest)| rest)
        };
        assert_eq!(
            matches("tekster/**/*.md", "tekster/a/b.md").as_deref(),
            Some("a/b.md")
        );
        assert_eq!(matches("*.md", "a.md").as_deref(), Some("a.md"));
        assert_eq!(matches("tekster/*.md", "tekster/a/b.md"), None);
        assert!(Pattern::parse("{lang}/*.md", Some(Lang::Da)).is_err());
    }
}
