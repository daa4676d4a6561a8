//! What Microsoft Learn adds to Markdown: `[!INCLUDE[x](x.md)]`, `:::image … :::`, `::: zone-end`,
//! `> [!NOTE]`; and the boxes of Docusaurus, VitePress and Quarto, which are written alike:
//! `:::tip[Title]`, `::: tip Title`, `::: {.callout-tip title="Title"}`.

use super::shortcode::{Tag, TagKind};
use crate::read::markup::args::{self, Arg, Syntax};
use crate::span::Span;

const IMAGE: &str = ":::image";

/// The directive or include that begins at byte `at`, if one does; `first` says that it comes first
/// on its line.
///
/// An error is the byte at which it turned out to be none.
pub(super) fn read(source: &str, at: usize, first: bool) -> Option<Result<Tag, usize>> {
    let rest = source.get(at..)?;
    if rest.starts_with('[') {
        return include(source, at).map(Ok);
    }
    let image = rest.strip_prefix(IMAGE);
    if image.is_some_and(|after| after.starts_with(char::is_whitespace)) {
        let image = self::image(source, at);
        if image.is_ok() || !first {
            return Some(image);
        }
    }
    (first && rest.starts_with(":::")).then(|| Ok(directive(source, at)))
}

/// The directives that have arguments but no title.
const TITLELESS: [&str; 13] = [
    "code",
    "column",
    "columns",
    "div",
    "image",
    "include",
    "loc-scope",
    "moniker",
    "no-loc",
    "row",
    "tabs",
    "video",
    "zone",
];

/// The rest of a line.
fn directive(source: &str, at: usize) -> Tag {
    let rest = source.get(at..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default().trim_end();
    let named = line.trim_start_matches(':').trim_start();
    let start = at + line.len() - named.len();
    let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let len = named.find(|c: char| !part(c)).unwrap_or(named.len());
    let name = Span::new(start, start + len);
    let titleless = name
        .text(source)
        .is_none_or(|name| TITLELESS.contains(&name));
    let title = (!titleless || len == 0).then(|| title(source, name.end, at + line.len()));
    Tag {
        name,
        args: title.flatten().into_iter().collect(),
        ..Tag::bare(TagKind::Directive, at, at + line.len())
    }
}

/// The title between the name of a directive, which ends at byte `from`, and the end of its line.
fn title(source: &str, from: usize, end: usize) -> Option<Arg> {
    let rest = source.get(from..end)?;
    let text = rest.trim();
    let start = from + rest.len() - rest.trim_start().len();
    if text.starts_with('{') {
        let syntax = Syntax {
            closers: &["}"],
            escapes: false,
        };
        let (args, _) = args::read(source.get(..end)?, start + 1, syntax).ok()?;
        return args.into_iter().find(|arg| arg.is(source, "title"));
    }
    let text = match text.strip_prefix('[') {
        Some(inside) => inside.rsplit_once(']')?.0,
        None if rest.starts_with([' ', '\t']) => without_attributes(text),
        None => "",
    };
    let start = start + usize::from(rest.trim_start().starts_with('['));
    let prose = text.contains(char::is_alphanumeric);
    prose.then(|| Arg::unquoted(Span::new(start, start + text.len())))
}

/// A title without what follows it: attributes in braces, colons.
fn without_attributes(text: &str) -> &str {
    let text = text.trim_end_matches(':').trim_end();
    let before = text
        .strip_suffix('}')
        .and_then(|text| text.rsplit_once('{'));
    before.map_or(text, |(title, _)| title.trim_end())
}

fn image(source: &str, at: usize) -> Result<Tag, usize> {
    let syntax = Syntax {
        closers: &[":::"],
        escapes: false,
    };
    let from = at + IMAGE.len();
    // Left open, it ends with its paragraph; looking on after its name then reads nothing twice.
    let (args, closer) = args::read(source, from, syntax).map_err(|_| from)?;
    if has_blank_line(source.get(at..closer.end).unwrap_or_default()) {
        return Err(from);
    }
    Ok(Tag {
        args,
        ..Tag::bare(TagKind::Image, at, closer.end)
    })
}

fn has_blank_line(text: &str) -> bool {
    let inner = text.lines().skip(1);
    inner.into_iter().any(|line| line.trim().is_empty())
}

/// `[!INCLUDE[name](path)]`, also with white space before the name and in small letters.
fn include(source: &str, at: usize) -> Option<Tag> {
    let rest = source.get(at..)?;
    let keyword = "[!include";
    let start = rest.get(..keyword.len())?;
    if !start.eq_ignore_ascii_case(keyword) {
        return None;
    }
    let label = rest.get(keyword.len()..)?;
    let label = label.trim_start_matches([' ', '\t']).strip_prefix('[')?;
    let path = after(label, ']', '[')?.strip_prefix('(')?;
    let end = after(path, ')', '(')?.strip_prefix(']')?;
    Some(Tag::bare(TagKind::Include, at, source.len() - end.len()))
}

/// What follows `end`, unless `bad` or a line's end comes first.
fn after(text: &str, end: char, bad: char) -> Option<&str> {
    let found = text.find([end, bad, '\n'])?;
    text.get(found..)?.strip_prefix(end)
}

/// The marker that an alert begins with (`[!NOTE]`): the word in it, and the length of the marker.
pub(super) fn alert(text: &str) -> Option<(String, usize)> {
    let inside = text.strip_prefix("[!")?;
    let word = inside.split(|c: char| !c.is_ascii_alphabetic()).next()?;
    let end = inside.find(['[', ']'])?;
    let closed = inside.get(end..)?.starts_with(']');
    let fits = !word.is_empty() && closed;
    fits.then(|| (word.to_ascii_lowercase(), "[!".len() + end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn includes_are_found_with_and_without_a_space() {
        for source in [
            "[!INCLUDE[prod](includes/prod.md)]",
            "[!include [prod](../prod.md)]",
        ] {
            let tag = read(source, 0, false).unwrap().unwrap();
            assert_eq!(tag.span, Span::new(0, source.len()));
        }
        assert!(read("[!NOTE]", 0, false).is_none());
        assert!(read("[!INCLUDE[a]", 0, false).is_none());
    }

    #[test]
    fn an_alert_names_its_kind() {
        assert_eq!(alert("[!TIP] Gjør det nå"), Some(("tip".to_owned(), 6)));
        assert_eq!(alert("[!div class=\"x\"]"), Some(("div".to_owned(), 16)));
        assert_eq!(alert("[!INCLUDE[x](y)]"), None);
        assert_eq!(alert("[x]"), None);
    }
}
