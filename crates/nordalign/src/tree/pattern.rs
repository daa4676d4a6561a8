//! Patterns such as `docs/{lang}/**/*.md`.

use crate::error::{Error, ErrorKind};
use crate::lang::Lang;
use crate::tree::path_lang::{is_norwegian, lang_of_tag};

/// A pattern of paths. `{lang}` stands for a language tag (there is none in a pattern of one language), `*` and `?` for anything within a name, `**` for any folders, and `{md,txt}`
/// for one of these.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    /// One for each choice of the braces.
    choices: Vec<Vec<Token>>,
    /// The folder that all matches lie in.
    pub(super) base: String,
    /// The language of all matches, where the pattern is of one.
    lang: Option<Lang>,
    /// Whether it leaves the ending open, so that files come under it that are no documents.
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

/// What a path has in the place of `{lang}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Matched {
    Lang(Lang),
    /// `no`.
    Norwegian,
    /// A tag of another language.
    Other,
}

/// More choices of braces than this are no pattern anyone writes.
const MAX_CHOICES: usize = 256;

impl Pattern {
    /// The pattern `text`; of documents in `lang`, if that is set.
    pub(super) fn parse(text: &str, lang: Option<Lang>) -> Result<Self, Error> {
        let given = text.to_owned();
        let slashes = text.replace('\\', "/");
        let text = slashes.trim_start_matches("./");
        let invalid = |what: &str| {
            let message = format!("the pattern `{text}` {what}");
            Err(Error::new(ErrorKind::Invalid, message))
        };
        match (text.contains("{lang}"), lang) {
            (false, None) => {
                return invalid("has no {lang}, which says where the language stands");
            }
            (true, Some(_)) => return invalid("is of one language, and has {lang} all the same"),
            (false, Some(_)) if text.is_empty() => return invalid("is empty"),
            _ => {}
        }
        let Some(texts) = expanded(text) else {
            return invalid("has braces that don't match, or too many of them");
        };
        let magic = text.find(['*', '?', '{']).unwrap_or(text.len());
        let base = text.get(..magic).unwrap_or_default();
        let base = base.rfind('/').and_then(|end| text.get(..end.max(1)));
        Ok(Pattern {
            choices: texts.iter().map(|text| tokens(text)).collect(),
            base: base.unwrap_or(".").to_owned(),
            lang,
            any_ending: text.ends_with('*') && !text.ends_with(".*"),
            text: given,
        })
    }

    /// Whether documents are known by their whole paths, and not by those below the folder of their language.
    pub(super) fn is_of_all(&self) -> bool {
        self.lang.is_none()
    }

    /// What `path` has in the place of `{lang}`, and the path without it; `None` where the pattern does not match. In a pattern of one
    /// language, that language, and the path below the folder of all matches.
    pub(super) fn matches(&self, path: &str) -> Option<(Matched, String)> {
        let chars: Vec<char> = path.chars().collect();
        if let Some(lang) = self.lang {
            let fits = |tokens: &Vec<Token>| Search::new(tokens, &chars).at(0, 0);
            let below = path.strip_prefix(&self.base).unwrap_or(path);
            let below = format!("/{}", below.trim_start_matches('/'));
            return (self.choices.iter().any(fits)).then_some((Matched::Lang(lang), below));
        }
        let found = |tokens: &Vec<Token>| Search::new(tokens, &chars).run();
        self.choices.iter().find_map(found)
    }
}

/// The texts that the braces of `text` stand for; `{lang}` stays.
fn expanded(text: &str) -> Option<Vec<String>> {
    let mut done = Vec::new();
    let mut open = vec![text.replace("{lang}", "\u{1}")];
    while let Some(text) = open.pop() {
        // The innermost.
        let Some(end) = text.find('}') else {
            if text.contains('{') {
                return None;
            }
            done.push(text);
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
        if token == Token::Folders && length == 2 {
            tokens.push(token);
        }
        // At the end, any folders and any name.
        tokens.push(if length == 2 && token == Token::Folders {
            Token::Name
        } else {
            token
        });
        rest = rest.get(length..).unwrap_or_default();
    }
    tokens
}

/// Tries the ways to match, and remembers which places failed: no pattern takes long.
struct Search<'a> {
    tokens: &'a [Token],
    chars: &'a [char],
    failed: Vec<bool>,
    /// Where the tags stand.
    tags: Vec<(usize, usize)>,
}

impl<'a> Search<'a> {
    fn new(tokens: &'a [Token], chars: &'a [char]) -> Self {
        Search {
            tokens,
            chars,
            failed: vec![false; (tokens.len() + 1) * (chars.len() + 1)],
            tags: Vec::new(),
        }
    }

    fn run(mut self) -> Option<(Matched, String)> {
        if !self.at(0, 0) {
            return None;
        }
        let tag = |&(from, to): &(usize, usize)| self.chars[from..to].iter().collect::<String>();
        let mut found = self.tags.iter().map(|range| matched(&tag(range)));
        let first = found.next()?;
        if found.any(|other| other != first) {
            return None;
        }
        let mut rest = String::new();
        let mut from = 0;
        for &(start, end) in &self.tags {
            rest.extend(&self.chars[from..start]);
            from = end;
        }
        rest.extend(&self.chars[from..]);
        Some((first, rest))
    }

    /// Whether the tokens from `t` on match the characters from `c` on.
    fn at(&mut self, t: usize, c: usize) -> bool {
        let place = t * (self.chars.len() + 1) + c;
        if self.failed[place] {
            return false;
        }
        let rest = &self.chars[c..];
        let found = match self.tokens.get(t) {
            None => rest.is_empty(),
            Some(Token::Char(char)) => rest.first() == Some(char) && self.at(t + 1, c + 1),
            Some(Token::One) => rest.first().is_some_and(|&c| c != '/') && self.at(t + 1, c + 1),
            Some(Token::Name) => {
                let most = rest.iter().take_while(|&&c| c != '/').count();
                (0..=most).any(|n| self.at(t + 1, c + n))
            }
            Some(Token::Folders) => {
                let ends = rest.iter().enumerate().filter(|(_, c)| **c == '/');
                let ends: Vec<usize> = ends.map(|(i, _)| c + i + 1).collect();
                self.at(t + 1, c) || ends.into_iter().any(|end| self.at(t + 1, end))
            }
            Some(Token::Lang) => {
                let tag = |c: &&char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
                let most = rest.iter().take_while(tag).count();
                (2..=most).rev().any(|n| {
                    let tag: String = self.chars[c..c + n].iter().collect();
                    if !crate::tree::is_tag(&tag) {
                        return false;
                    }
                    self.tags.push((c, c + n));
                    let found = self.at(t + 1, c + n);
                    if !found {
                        self.tags.pop();
                    }
                    found
                })
            }
        };
        self.failed[place] = !found;
        found
    }
}

fn matched(tag: &str) -> Matched {
    match lang_of_tag(tag) {
        Some(lang) => Matched::Lang(lang),
        None if is_norwegian(tag) => Matched::Norwegian,
        None => Matched::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, path: &str) -> Option<(Matched, String)> {
        Pattern::parse(pattern, None).unwrap().matches(path)
    }

    #[test]
    fn the_language_is_taken_out_of_the_path() {
        let nb = Matched::Lang(Lang::Nb);
        let cases = [
            ("docs/{lang}/**/*.md", "docs/nb/a/b.md", "docs//a/b.md"),
            ("docs/{lang}/**/*.md", "docs/nb-NO/b.md", "docs//b.md"),
            ("**/*.{lang}.md", "a/b/page.nb_NO.md", "a/b/page..md"),
            ("{lang}/**", "nb/a/b.txt", "/a/b.txt"),
            (
                "i18n/{lang}/{docs,blog}/*.{md,mdx}",
                "i18n/nb/blog/x.mdx",
                "i18n//blog/x.mdx",
            ),
            (
                "content/{lang}/README-{lang}.md",
                "content/nb/README-nb.md",
                "content//README-.md",
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
    fn what_does_not_fit_does_not_match() {
        for (pattern, path) in [
            ("docs/{lang}/*.md", "docs/nb/a/b.md"),
            ("docs/{lang}/**/*.md", "docs/handbok/b.md"),
            ("docs/{lang}/**/*.md", "docs/nb/b.txt"),
            ("{lang}/x.{lang}.md", "nb/x.da.md"),
        ] {
            assert_eq!(matches(pattern, path), None, "{pattern} {path}");
        }
        let other = |path| matches("docs/{lang}/*.md", path).map(|found| found.0);
        assert_eq!(other("docs/en/b.md"), Some(Matched::Other));
        assert_eq!(other("docs/no/b.md"), Some(Matched::Norwegian));
    }

    #[test]
    fn a_pattern_that_would_take_for_ever_does_not() {
        let pattern = format!("{{lang}}/{}x", "**/*".repeat(30));
        assert_eq!(matches(&pattern, &format!("nb/{}", "a/".repeat(200))), None);
    }

    #[test]
    fn a_pattern_without_a_language_or_with_half_a_brace_is_refused() {
        for pattern in ["docs/**/*.md", "{lang}/*.{md", "{lang}/a}.md", ""] {
            assert!(Pattern::parse(pattern, None).is_err(), "{pattern}");
        }
    }

    #[test]
    fn the_walk_begins_where_the_pattern_is_certain() {
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
    fn a_pattern_of_one_language_knows_documents_by_what_lies_below_its_folder() {
        let matches = |pattern: &str, path: &str| {
            let pattern = Pattern::parse(pattern, Some(Lang::Da)).unwrap();
            pattern.matches(path).map(|(_, rest)| rest)
        };
        assert_eq!(
            matches("tekster/**/*.md", "tekster/a/b.md").as_deref(),
            Some("/a/b.md")
        );
        assert_eq!(matches("*.md", "a.md").as_deref(), Some("/a.md"));
        assert_eq!(matches("tekster/*.md", "tekster/a/b.md"), None);
        assert!(Pattern::parse("{lang}/*.md", Some(Lang::Da)).is_err());
    }
}
