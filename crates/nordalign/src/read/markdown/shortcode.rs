//! Hugo shortcodes: `{{< figure src="a.jpg" alt="En båt" >}}`, `{{% note %}} … {{% /note %}}`.

use crate::read::markup::args::{self, Arg, Syntax};
use crate::read::markup::view;
use crate::span::Span;

/// The arguments that a reader of the page gets to see.
const PROSE: [&str; 4] = ["title", "text", "alt", "caption"];

/// The same of components, besides those.
const COMPONENT_PROSE: [&str; 10] = [
    "aria-label",
    "description",
    "heading",
    "label",
    "message",
    "placeholder",
    "subtitle",
    "summary",
    "tagline",
    "tooltip",
];

/// Shortcodes and tags that hold code or nothing that is shown.
const CODE: [&str; 4] = ["highlight", "code", "mermaid", "comment"];

/// Something in the source that isn't Markdown but mustn't be read as text either.
#[derive(Debug, Clone)]
pub(super) struct Tag {
    pub(super) kind: TagKind,
    pub(super) span: Span,
    pub(super) name: Span,
    pub(super) args: Vec<Arg>,
}

/// What kind of [`Tag`] it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagKind {
    /// A shortcode whose content, if any, is handed to its template (`{{< x >}}`).
    Open,
    /// A shortcode whose content is read as Markdown where it stands (`{{% x %}}`).
    OpenMarkdown,
    /// The end of a shortcode's content.
    Close,
    /// A shortcode that says it has no content (`{{< x />}}`).
    Empty,
    /// A shortcode that is shown, not called (`{{</* x */>}}`), or one that holds code, with its
    /// content.
    Code,
    /// An image of Microsoft Learn (`:::image … :::`).
    Image,
    /// Another directive, a line of its own (`::: zone-end`, `::: tip Title`).
    Directive,
    /// A comment.
    Comment,
    /// Attributes of what stands before them; nothing of them is kept.
    Attributes,
    /// A text fetched from another file (`[!INCLUDE[x](x.md)]`).
    Include,
}

impl Tag {
    /// One without a name and arguments.
    pub(super) fn bare(kind: TagKind, start: usize, end: usize) -> Self {
        Tag {
            kind,
            span: Span::new(start, end),
            name: Span::new(start, start),
            args: Vec::new(),
        }
    }

    pub(super) fn opens(&self) -> bool {
        matches!(self.kind, TagKind::Open | TagKind::OpenMarkdown)
    }

    /// Whether what it encloses is code.
    pub(super) fn holds_code(&self, source: &str) -> bool {
        let name = self.name.text(source).unwrap_or_default();
        self.opens() && CODE.contains(&name)
    }
}

/// The key of argument `number` of a shortcode, and whether it is prose: `figure.alt`, `ref.0`.
pub(super) fn key(source: &str, tag: &Tag, number: usize, arg: &Arg) -> (String, bool) {
    let shortcode = tag.name.text(source).unwrap_or_default();
    let Some(name) = arg.name.and_then(|name| name.text(source)) else {
        return (format!("{shortcode}.{number}"), false);
    };
    let component = tag
        .span
        .text(source)
        .is_some_and(|text| text.starts_with('<'));
    let prose = PROSE.contains(&name) || component && COMPONENT_PROSE.contains(&name);
    (format!("{shortcode}.{name}"), prose)
}

/// The shortcode that begins at byte `at`; `None` if none does.
///
/// An error is the byte at which it turned out to be none.
pub(super) fn read(source: &str, at: usize) -> Option<Result<Tag, usize>> {
    let rest = source.get(at..)?;
    let (kind, closers): (_, &'static [&'static str]) = if rest.starts_with("{{<") {
        (TagKind::Open, &["/>}}", ">}}"])
    } else if rest.starts_with("{{%") {
        (TagKind::OpenMarkdown, &["/%}}", "%}}"])
    } else {
        return None;
    };
    let syntax = Syntax {
        closers,
        escapes: true,
    };
    if rest.get(3..).is_some_and(|rest| rest.starts_with("/*")) {
        return Some(commented(source, at, closers));
    }
    Some(called(source, at, kind, syntax))
}

/// A shortcode as documentation shows it; its end has to stand on the same line.
fn commented(source: &str, at: usize, closers: &[&str]) -> Result<Tag, usize> {
    let rest = source.get(at..).unwrap_or_default();
    // Up to the first end or line break only: a line may hold many thousands of these.
    let stop = rest.find(['*', '\n']).and_then(|_| {
        let mut from = 0;
        loop {
            let next = from + rest.get(from..)?.find(['*', '\n'])?;
            let here = rest.get(next..)?;
            if here.starts_with('\n') {
                return Some(Err(next));
            }
            let closer = closers.last()?;
            if here
                .strip_prefix("*/")
                .is_some_and(|after| after.starts_with(closer))
            {
                return Some(Ok(next + 2 + closer.len()));
            }
            from = next + 1;
        }
    });
    let end = stop
        .unwrap_or(Err(rest.len()))
        .map_err(|end| at + end.max(1))?;
    Ok(Tag {
        kind: TagKind::Code,
        span: Span::new(at, at + end),
        name: Span::new(at, at),
        args: Vec::new(),
    })
}

fn called(source: &str, at: usize, kind: TagKind, syntax: Syntax) -> Result<Tag, usize> {
    let mut from = skip_blank(source, at + 3);
    let closes = source.as_bytes().get(from) == Some(&b'/');
    if closes {
        from = skip_blank(source, from + 1);
    }
    let name = name(source, from, syntax.closers);
    if name.is_empty() {
        return Err(from);
    }
    let (args, closer) = args::read(source, name.end, syntax)?;
    let kind = match closer.text(source) {
        _ if closes => TagKind::Close,
        Some(closer) if closer.starts_with('/') => TagKind::Empty,
        _ => kind,
    };
    Ok(Tag {
        kind,
        span: Span::new(at, closer.end),
        name,
        args,
    })
}

fn skip_blank(source: &str, at: usize) -> usize {
    at + view::leading_blank(source.get(at..).unwrap_or_default())
}

/// The name that begins at byte `from`, empty where there is none.
fn name(source: &str, from: usize, closers: &[&str]) -> Span {
    let rest = source.get(from..).unwrap_or_default();
    let end = rest.char_indices().find(|&(i, c)| {
        let part = c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
        let closed = || {
            rest.get(i..)
                .is_some_and(|rest| starts_with_any(rest, closers))
        };
        !part || closed()
    });
    let len = end.map_or(rest.len(), |(i, _)| i);
    let follows = rest.get(len..).unwrap_or_default();
    let ends = follows.starts_with(char::is_whitespace) || starts_with_any(follows, closers);
    Span::new(from, from + if ends { len } else { 0 })
}

fn starts_with_any(text: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| text.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(source: &str) -> Vec<(Option<&str>, String)> {
        let tag = read(source, 0).unwrap().unwrap();
        assert_eq!(tag.span, Span::new(0, source.len()));
        let arg = |arg: &Arg| {
            let name = arg.name.and_then(|name| name.text(source));
            (name, arg.text(source).as_str().to_owned())
        };
        tag.args.iter().map(arg).collect()
    }

    #[test]
    fn arguments_are_named_or_not_and_quoted_in_three_ways() {
        let tag = "{{< bilde src=\"/b/ø.jpg\" 'rolig sjø' alt=`Båt \"Ask\"` bredde=40 />}}";
        let expected = [
            (Some("src"), "/b/ø.jpg".to_owned()),
            (None, "rolig sjø".to_owned()),
            (Some("alt"), "Båt \"Ask\"".to_owned()),
            (Some("bredde"), "40".to_owned()),
        ];
        assert_eq!(args(tag), expected);
    }

    #[test]
    fn escaped_quotation_marks_belong_to_the_value() {
        let tag = r#"{{% ruta title="Säg \"hej\" åt alla" %}}"#;
        assert_eq!(
            args(tag),
            [(Some("title"), "Säg \"hej\" åt alla".to_owned())]
        );
    }

    #[test]
    fn a_shortcode_may_go_over_several_lines() {
        let tag = "{{< figure\n  src=\"a.png\"\n  alt=\"Et får\n  på fjellet\"\n>}}";
        let alt = args(tag).remove(1);
        assert_eq!(alt, (Some("alt"), "Et får på fjellet".to_owned()));
    }

    #[test]
    fn the_kind_follows_from_slashes_and_signs() {
        let kind = |source| read(source, 0).unwrap().unwrap().kind;
        assert_eq!(kind("{{<br>}}"), TagKind::Open);
        assert_eq!(kind("{{< /note >}}"), TagKind::Close);
        assert_eq!(kind("{{% br /%}}"), TagKind::Empty);
        assert_eq!(kind("{{</* ref \"x\" */>}}"), TagKind::Code);
    }

    #[test]
    fn text_that_only_begins_like_a_shortcode_stays_text() {
        for source in [
            "{{<",
            "{{< \"x\" >}}",
            "{{< x",
            "{{< x alt=\"å\n\n\" >}}",
            "{{< x `a >}}",
            "{{</* x",
        ] {
            let read = read(source, 0).unwrap();
            assert!(read.is_err(), "{source}");
            assert!(read.unwrap_err() > 0, "{source}");
        }
    }
}
