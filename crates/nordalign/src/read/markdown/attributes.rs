//! What Kramdown, MkDocs and MyST add that is no text: attributes (`{: .note}`,
//! `[Start](/){target=_blank}`), roles, tables of contents, abbreviations, formulas.

use super::layout::strip_marker;
use super::shortcode::{Tag, TagKind};
use crate::read::markup::args::{self, Syntax};
use crate::span::Span;

/// Longer attributes are text.
const MAX_LEN: usize = 512;

/// The attributes or the role whose brace opens at byte `at`; `first` says that it comes first on
/// its line.
pub(super) fn braces(source: &str, at: usize, first: bool) -> Option<Tag> {
    let rest = near(source, at)?;
    if let Some(inside) = rest.strip_prefix("{:") {
        let len = inside.find('}')?;
        let (inside, after) = inside.split_at_checked(len)?;
        let alone = first && after.trim_end() == "}";
        let fits = alone || inside.starts_with(['.', '#', ' ', ':', '/']) || inside.contains('=');
        let end = at + "{:".len() + len + 1;
        let toc = inside.trim() == "toc" && alone;
        let start = if toc { item_above(source, at) } else { at };
        return fits.then(|| Tag::bare(TagKind::Attributes, start, end));
    }
    role(rest, at).or_else(|| {
        let before = source.get(..at)?.ends_with([')', ']', '`', '*', '}']);
        let end = attributes(source, at)?;
        let alone = || source.get(end..).and_then(|rest| rest.lines().next());
        let alone = || alone().is_none_or(|after| after.trim().is_empty());
        (before || first && alone()).then(|| Tag::bare(TagKind::Attributes, at, end))
    })
}

/// The rest of the line from byte `at` on, as far as attributes may reach.
fn near(source: &str, at: usize) -> Option<&str> {
    let rest = source.get(at..)?;
    let end = rest
        .char_indices()
        .find(|&(i, c)| c == '\n' || i >= MAX_LEN);
    rest.get(..end.map_or(rest.len(), |(i, _)| i))
}

/// The list item on the line above byte `at`, which stands there for a table of contents.
fn item_above(source: &str, at: usize) -> usize {
    let above = source.get(..at).unwrap_or_default().trim_end();
    let start = above.rfind('\n').map_or(0, |end| end + 1);
    let line = above.get(start..).unwrap_or_default();
    let blank = line.len() - line.trim_start().len();
    match strip_marker(line.trim_start()) {
        Some(_) => start + blank,
        None => at,
    }
}

/// `{ref}` before the code that it is about.
fn role(line: &str, at: usize) -> Option<Tag> {
    let (name, after) = line.strip_prefix('{')?.split_once('}')?;
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | ':' | '_');
    let fits = !name.is_empty() && name.chars().all(part) && after.starts_with('`');
    fits.then(|| Tag::bare(TagKind::Attributes, at, at + name.len() + "{}".len()))
}

/// The end of a list of nothing but classes, names and `key=value`.
fn attributes(source: &str, at: usize) -> Option<usize> {
    let line_end = at + near(source, at)?.len();
    let syntax = Syntax {
        closers: &["}"],
        escapes: false,
    };
    let source = source.get(..line_end)?;
    let (args, closer) = args::read(source, at + 1, syntax).ok()?;
    let attribute = |span: Span| {
        span.text(source)
            .is_some_and(|t| t.len() > 1 && t.starts_with(['.', '#']))
    };
    let fits = args
        .iter()
        .all(|arg| arg.name.is_some() || attribute(arg.span));
    (fits && !args.is_empty()).then_some(closer.end)
}

/// The whole line, or formula, that begins at byte `at`, where that comes first on its line.
pub(super) fn line(source: &str, at: usize) -> Option<Tag> {
    let rest = source.get(at..)?;
    let line = rest.lines().next()?.trim_end();
    if rest.starts_with("$$") {
        return formula(source, at);
    }
    let contents = ["[toc]", "[[toc]]", "[[_toc_]]"];
    let is_contents = || contents.iter().any(|one| line.eq_ignore_ascii_case(one));
    let is_label = || line.starts_with('(') && line.ends_with(")=") && !line.contains(' ');
    let fits = is_contents() || is_abbreviation(line) || is_command(line) || is_label();
    fits.then(|| Tag::bare(TagKind::Code, at, at + line.len()))
}

/// `*[HTML]: Hyper Text Markup Language`.
fn is_abbreviation(line: &str) -> bool {
    let inside = line
        .strip_prefix("*[")
        .and_then(|line| line.split_once(']'));
    inside.is_some_and(|(word, after)| !word.is_empty() && after.starts_with(':'))
}

/// A command of TeX (`\newpage`, `\vspace{1cm}`).
fn is_command(line: &str) -> bool {
    let Some(name) = line.strip_prefix('\\') else {
        return false;
    };
    let rest = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let named = name.len() - rest.len() > 1;
    named && (rest.is_empty() || (rest.starts_with(['{', '[']) && rest.ends_with(['}', ']'])))
}

/// `$$ … $$` with nothing but a label behind it, in one paragraph.
fn formula(source: &str, at: usize) -> Option<Tag> {
    let inside = source.get(at + 2..)?;
    let len = inside.find("$$")?;
    let blank = |line: &str| line.trim().is_empty();
    if inside.get(..len)?.lines().skip(1).any(blank) {
        return None;
    }
    let after = inside.get(len + 2..)?;
    let label = after.lines().next().unwrap_or_default().trim();
    let end = source.len() - after.trim_start_matches([' ', '\t']).len() + label.len();
    let fits = label.is_empty() || label.starts_with(['(', '{']);
    fits.then(|| Tag::bare(TagKind::Code, at, end))
}
