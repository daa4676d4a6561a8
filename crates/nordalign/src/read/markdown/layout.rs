//! Which shortcodes and directives are between blocks and which in running text, and what the
//! parser sees of them.

use std::collections::HashMap;

use super::brackets::Brackets;
use super::inline::Origin;
use super::reader::read_running;
use super::shortcode::{self, Tag, TagKind};
use super::{attributes, docfx, liquid, mdx};
use crate::document::{Block, BlockKind};
use crate::read::markup::args::Arg;
use crate::read::markup::view::{Edit, Replacement, leading_blank};
use crate::span::Span;
use crate::text::MappedText;

/// What is hidden from the Markdown parser, and the blocks made from it.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) edits: Vec<Edit>,
    pub(super) blocks: Vec<Block>,
}

/// Whether there may be anything to lay out in `text` at all.
pub(super) fn is_needed(text: &str) -> bool {
    let starts = [
        "{", ":::", "[!", "[toc", "[TOC", "[[", "*[", "$$", ")=", "\n\\", "import ", "export ",
    ];
    let component = |(at, _)| {
        let name = text.get(at + 1..).unwrap_or_default();
        name.trim_start_matches('/')
            .starts_with(|c: char| c.is_ascii_uppercase())
    };
    starts.iter().any(|start| text.contains(start)) || text.match_indices('<').any(component)
}

/// Lays out the body of `source`, from byte `from` on; nothing in `skip` (code, comments; in rising
/// order) is touched.
pub(super) fn layout(source: &str, from: usize, skip: &[Span]) -> Layout {
    let found = find(source, from, skip);
    let tags = with_code_whole(source, found);
    let mut places = place(source, from, tags);
    let pairs = pairs(source, &places);
    choose(&mut places, &pairs);
    let dedents = dedents(source, from, &places, &pairs);
    let mut layout = Layout::default();
    for place in &places {
        let cut = dedents.binary_search_by_key(&place.line.start, |edit| edit.span.start);
        let cut = cut.ok().and_then(|i| dedents.get(i));
        layout.add(source, place, cut.map_or(0, |edit| edit.span.len()));
    }
    layout.edits.extend(dedents);
    layout
}

/// The line that a tag begins on.
#[derive(Debug, Clone, Copy)]
struct Line {
    start: usize,
    /// Where its text begins: after white space, quote signs and list markers.
    text: usize,
    /// Whether a list marker comes right before.
    marker: bool,
}

impl Line {
    fn new(source: &str, start: usize) -> Self {
        let rest = source.get(start..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let mut left = line;
        let mut marker = false;
        loop {
            left = left.trim_start_matches([' ', '\t']);
            let Some(next) = strip_marker(left) else {
                let text = start + line.len() - left.len();
                return Line {
                    start,
                    text,
                    marker,
                };
            };
            marker = !left.starts_with('>');
            left = next;
        }
    }

    /// What a line has to begin with to belong to the same quotes and list items.
    fn continuation(&self, source: &str) -> String {
        let prefix = source.get(self.start..self.text).unwrap_or_default();
        let keep = |c| if matches!(c, '>' | '\t') { c } else { ' ' };
        prefix.chars().map(keep).collect()
    }
}

/// `text` without the quote sign or list marker it begins with.
pub(super) fn strip_marker(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix('>') {
        return Some(rest);
    }
    let bullet = text.strip_prefix(['-', '*', '+']);
    let number = || {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = text.len() - rest.len();
        let rest = rest.strip_prefix(['.', ')'])?;
        (1..=9).contains(&digits).then_some(rest)
    };
    let rest = bullet.or_else(number)?;
    rest.starts_with([' ', '\t']).then_some(rest)
}

/// Walks over the lines of a text, forwards.
struct Lines<'a> {
    source: &'a str,
    seen: usize,
    line: Line,
}

impl<'a> Lines<'a> {
    fn new(source: &'a str, from: usize) -> Self {
        Lines {
            source,
            seen: from,
            line: Line::new(source, from),
        }
    }

    /// The line that byte `at` stands on.
    fn at(&mut self, at: usize) -> Line {
        let passed = self.source.get(self.seen..at).unwrap_or_default();
        if let Some(end) = passed.rfind('\n') {
            self.line = Line::new(self.source, self.seen + end + 1);
        }
        self.seen = self.seen.max(at);
        self.line
    }
}

/// Every tag, in order.
fn find(source: &str, from: usize, skip: &[Span]) -> Vec<Tag> {
    let brackets = Brackets::new(source, from, skip);
    let mut lines = Lines::new(source, from);
    let mut skip = skip.iter().peekable();
    let mut tags: Vec<Tag> = Vec::new();
    let mut at = from;
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        while skip.next_if(|span| span.end <= at).is_some() {}
        if let Some(span) = skip.peek().filter(|span| span.start <= at) {
            at = span.end;
            continue;
        }
        let line = lines.at(at);
        let tag = read_tag(source, at, line, &brackets);
        match tag {
            Some(Ok(tag)) => {
                at = tag.span.end;
                // A list item goes with what turns it into a table of contents.
                while tags
                    .pop_if(|before| before.span.end > tag.span.start)
                    .is_some()
                {}
                tags.push(tag);
            }
            Some(Err(end)) => at = end.max(at + 1),
            None => {
                let text = line.text.checked_sub(at).filter(|&len| len > 0);
                at += text.map_or(to_next(rest), |text| text.min(to_next(rest)));
            }
        }
    }
    tags
}

/// How far it is to where the next tag may begin.
fn to_next(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    let next = match rest.starts_with('\n') {
        true => chars.next(),
        false => chars.find(|&(_, c)| matches!(c, '{' | '[' | ':' | '<' | '\n')),
    };
    next.map_or(rest.len(), |(at, _)| at)
}

/// The tag that begins at byte `at` of `line`, if one does.
///
/// An error is the byte at which it turned out not to be a tag.
fn read_tag(
    source: &str,
    at: usize,
    line: Line,
    brackets: &Brackets,
) -> Option<Result<Tag, usize>> {
    let first = line.text == at;
    let read = shortcode::read(source, at);
    if read.is_some() {
        return read;
    }
    let tag = match source.as_bytes().get(at)? {
        b'{' => liquid::read(source, at)
            .or_else(|| mdx::braces(source, at, first, brackets))
            .or_else(|| attributes::braces(source, at, first)),
        b'<' => mdx::component(source, at, brackets),
        _ if first => attributes::line(source, at),
        _ => None,
    };
    let script = || mdx::script(source, at, brackets).filter(|_| line.start == at);
    let tag = tag.or_else(script).map(Ok);
    tag.or_else(|| docfx::read(source, at, first))
}

/// The same with shortcodes that hold code, and all in them, as one.
fn with_code_whole(source: &str, tags: Vec<Tag>) -> Vec<Tag> {
    let mut whole: Vec<Tag> = Vec::with_capacity(tags.len());
    let mut open: HashMap<String, usize> = HashMap::new();
    for tag in tags {
        let name = tag.name.text(source).unwrap_or_default();
        if tag.holds_code(source) {
            open.insert(name.to_owned(), whole.len());
        } else if let (TagKind::Close, Some(first)) = (tag.kind, open.remove(name)) {
            whole.truncate(first + 1);
            open.retain(|_, &mut at| at < first);
            if let Some(last) = whole.last_mut() {
                last.kind = TagKind::Code;
                last.span.end = tag.span.end;
                last.args.clear();
                continue;
            }
        }
        whole.push(tag);
    }
    whole
}

/// A tag and where it stands on its line.
#[derive(Debug)]
struct PlacedTag {
    tag: Tag,
    line: Line,
    /// Nothing but tags comes before it on its line.
    first: bool,
    /// Nothing but tags follows it on its line.
    last: bool,
    /// Whether it stands between blocks rather than in running text.
    between: bool,
}

impl PlacedTag {
    /// An include is read as a word.
    fn is_text(&self) -> bool {
        self.tag.kind == TagKind::Include
    }
}

fn place(source: &str, from: usize, tags: Vec<Tag>) -> Vec<PlacedTag> {
    let mut lines = Lines::new(source, from);
    let mut places: Vec<PlacedTag> = Vec::with_capacity(tags.len());
    for tag in tags {
        let line = lines.at(tag.span.start);
        let before = places
            .last()
            .filter(|before| before.tag.span.end > line.start);
        let first = match before {
            Some(before) => {
                let gap = source.get(before.tag.span.end..tag.span.start);
                before.first && gap.is_some_and(|gap| gap.trim().is_empty())
            }
            None => line.text == tag.span.start,
        };
        places.push(PlacedTag {
            first: first && tag.kind != TagKind::Include,
            last: false,
            between: false,
            line,
            tag,
        });
    }
    find_last(source, &mut places);
    places
}

fn find_last(source: &str, places: &mut [PlacedTag]) {
    let mut next: Option<(usize, bool)> = None;
    for place in places.iter_mut().rev() {
        let end = place.tag.span.end;
        let rest = source.get(end..).unwrap_or_default();
        let after = rest.trim_start_matches([' ', '\t', '\r']);
        let at = end + rest.len() - after.len();
        let ends = after.is_empty() || after.starts_with('\n');
        let followed = next.is_some_and(|(start, last)| start == at && last);
        place.last = !place.is_text() && (ends || followed);
        next = Some((place.tag.span.start, place.last));
    }
}

/// The shortcodes that are closed again: the numbers of both tags.
fn pairs(source: &str, places: &[PlacedTag]) -> Vec<(usize, usize)> {
    let mut open: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut pairs = Vec::new();
    for (i, place) in places.iter().enumerate() {
        let name = place.tag.name.text(source).unwrap_or_default();
        if place.tag.opens() {
            open.entry(name).or_default().push(i);
        } else if place.tag.kind == TagKind::Close {
            let partner = open.get_mut(name).and_then(Vec::pop);
            pairs.extend(partner.map(|partner| (partner, i)));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Decides which tags stand between blocks.
fn choose(places: &mut [PlacedTag], pairs: &[(usize, usize)]) {
    for place in places.iter_mut() {
        place.between = place.first && place.last;
    }
    for &(open, close) in pairs {
        let (Some(a), Some(b)) = (places.get(open), places.get(close)) else {
            continue;
        };
        let same_line = b.line.start <= a.tag.span.end;
        let around = a.first && b.last;
        let (opens, closes) = if same_line {
            (around, around)
        } else {
            (a.first || a.last, b.first || b.last)
        };
        for (i, between) in [(open, opens), (close, closes)] {
            if let Some(place) = places.get_mut(i) {
                place.between = between;
            }
        }
    }
}

impl Layout {
    /// Lays out a tag whose line loses `dedent` bytes of indentation.
    fn add(&mut self, source: &str, place: &PlacedTag, dedent: usize) {
        let tag = &place.tag;
        if place.between {
            self.edits.push(hidden(source, place, dedent));
            self.blocks.extend(blocks(source, tag));
        } else if tag.kind == TagKind::Image {
            // An HTML tag: it is left out of the text, and what stands around it stays together.
            let with = Replacement::Text("<a>".to_owned());
            let span = tag.span;
            self.edits.push(Edit { span, with });
            self.blocks.extend(alt_text(source, tag));
        } else {
            let with = match tag.kind {
                // What is shown, and what stands for words.
                TagKind::Code | TagKind::Include => Replacement::Placeholder,
                _ => Replacement::Tag(blocks(source, tag)),
            };
            let span = tag.span;
            self.edits.push(Edit { span, with });
        }
    }
}

/// Leaves a tag out, such that text before and after it on its line ends up in different blocks.
fn hidden(source: &str, place: &PlacedTag, dedent: usize) -> Edit {
    let span = place.tag.span;
    let mut text = String::new();
    if !place.first {
        text.push('\n');
    }
    let after_marker = place.first && place.line.marker;
    if !place.last && !after_marker {
        text.push('\n');
        // As long as what it continues; a long one is not even made, or many tags on a line would
        // make it many times.
        if text.len() + place.line.text - place.line.start <= span.len() {
            let continuation = place.line.continuation(source);
            text.push_str(continuation.get(dedent..).unwrap_or_default());
        }
    }
    if is_among_html(source, place) {
        text.push_str("<wbr>");
    }
    let rest = source.get(span.end..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    Edit {
        span: Span::new(span.start, span.end + blank),
        with: Replacement::Text(text),
    }
}

/// Whether the lines before and after a tag are HTML: an empty line in its place would end the HTML
/// block, and the rest of that, which is often indented, would be taken for code.
fn is_among_html(source: &str, place: &PlacedTag) -> bool {
    let is_html = |line: &str| {
        let name = line.trim().strip_prefix('<').unwrap_or_default();
        name.trim_start_matches('/')
            .starts_with(|c: char| c.is_ascii_lowercase())
    };
    let before = || {
        let end = place.line.start.checked_sub(1)?;
        source.get(..end)?.lines().next_back()
    };
    let after = || {
        let rest = source.get(place.tag.span.end..)?;
        rest.split_inclusive('\n').nth(1)
    };
    // Only the first of many tags on a line looks around: what it leaves is enough for all.
    let stands_first = place.line.text == place.tag.span.start;
    stands_first && place.last && before().is_some_and(is_html) && after().is_some_and(is_html)
}

fn blocks(source: &str, tag: &Tag) -> Vec<Block> {
    let code = || Block::other(BlockKind::Code, source, tag.span);
    match tag.kind {
        TagKind::Code => vec![code()],
        TagKind::Comment => vec![Block::other(BlockKind::Comment, source, tag.span)],
        TagKind::Directive => directive(source, tag),
        TagKind::Image => vec![alt_text(source, tag).unwrap_or_else(code)],
        TagKind::Include | TagKind::Attributes => Vec::new(),
        TagKind::Open | TagKind::OpenMarkdown | TagKind::Close | TagKind::Empty => {
            arguments(source, tag)
        }
    }
}

/// What opens a box, and its title.
fn directive(source: &str, tag: &Tag) -> Vec<Block> {
    let title = tag.args.first();
    let end = title.map_or(tag.span.end, |title| title.span.start);
    let opening = Span::new(tag.span.start, end)
        .text(source)
        .unwrap_or_default();
    let len = opening.trim_end_matches([' ', '\t', '[']).len();
    let span = Span::new(tag.span.start, tag.span.start + len);
    let name = tag.name.text(source).unwrap_or_default();
    let key = format!("{name}.title");
    let title = title.map(|title| read_argument(source, key, title));
    let opening = Block::other(BlockKind::Code, source, span);
    std::iter::once(opening)
        .chain(title.into_iter().flatten())
        .collect()
}

fn arguments(source: &str, tag: &Tag) -> Vec<Block> {
    let args = tag.args.iter().enumerate();
    args.flat_map(|(number, arg)| argument(source, tag, number, arg))
        .collect()
}

/// What may be inline markup.
const MARKUP: [char; 8] = ['*', '_', '`', '[', '<', '&', '~', '\\'];

/// An argument, and what stands in it and is a block of its own.
fn argument(source: &str, tag: &Tag, number: usize, arg: &Arg) -> Vec<Block> {
    let (key, prose) = shortcode::key(source, tag, number, arg);
    if prose {
        return read_argument(source, key, arg);
    }
    let other = Block::other(BlockKind::ShortcodeArgument, source, arg.span);
    vec![other.with_key(key)]
}

/// The same of an argument that is prose.
pub(super) fn read_argument(source: &str, key: String, arg: &Arg) -> Vec<Block> {
    let kind = BlockKind::ShortcodeArgument;
    let text = arg.text(source);
    let other = || Block::other(kind, source, arg.span);
    if text.is_blank() {
        return vec![other().with_key(key)];
    }
    if !text.as_str().contains(MARKUP) {
        return vec![Block::unit(kind, arg.span, text).with_key(key)];
    }
    let view = arg.view(source);
    let origin = Origin {
        source,
        view: &view,
    };
    let read = read_running(origin, 0..view.text().len(), (kind, 0));
    let (own, inside): (Vec<_>, Vec<_>) = read.into_iter().partition(|b| b.kind() == kind);
    let own = own.first().map_or_else(other, |own| {
        let text = own.content().clone();
        Block::unit(kind, arg.span, text).with_markup(own.markup().to_vec())
    });
    std::iter::once(own.with_key(key)).chain(inside).collect()
}

fn alt_text(source: &str, tag: &Tag) -> Option<Block> {
    let alt = tag.args.iter().find(|arg| arg.is(source, "alt-text"))?;
    let text: MappedText = alt.text(source);
    (!text.is_blank()).then(|| Block::unit(BlockKind::AltText, tag.span, text))
}

/// Takes off the indentation that the content of a shortcode has from its layout:
/// four blanks more and Markdown would take it for code.
fn dedents(source: &str, from: usize, places: &[PlacedTag], pairs: &[(usize, usize)]) -> Vec<Edit> {
    let mut regions = pairs.iter().filter_map(|&(open, close)| {
        let (open, close) = (places.get(open)?, places.get(close)?);
        let indented = open.tag.kind == TagKind::Open && open.between && close.between;
        let region = || Region::new(source, open, close.tag.span.start);
        indented.then(region)
    });
    let mut next = regions.next();
    let mut stack: Vec<Region> = Vec::new();
    let mut edits = Vec::new();
    let mut start = from;
    for line in source.get(from..).unwrap_or_default().split_inclusive('\n') {
        while stack.pop_if(|region| region.end <= start).is_some() {}
        while let Some(mut region) = next.take_if(|region| region.start <= start) {
            region.shift += stack.last().map_or(0, |outer| outer.shift);
            stack.push(region);
            next = regions.next();
        }
        let shift = stack.last().map_or(0, |region| region.shift);
        edits.extend(dedent(line, start, shift));
        start += line.len();
    }
    edits
}

fn dedent(line: &str, start: usize, shift: usize) -> Option<Edit> {
    let own = line.len() - line.trim_start_matches([' ', '\t']).len();
    let cut = own.min(shift);
    (cut > 0).then(|| Edit {
        span: Span::new(start, start + cut),
        with: Replacement::Text(String::new()),
    })
}

/// The content of a shortcode, whose lines are indented by `shift` more than the shortcode.
#[derive(Debug)]
struct Region {
    start: usize,
    end: usize,
    shift: usize,
}

impl Region {
    fn new(source: &str, open: &PlacedTag, end: usize) -> Self {
        let start = open.tag.span.end;
        let content = source.get(start..end).unwrap_or_default();
        let blank = content.get(..leading_blank(content)).unwrap_or_default();
        // Only if the content begins on a line of its own.
        let indent = blank.rfind('\n').map_or(0, |end| blank.len() - end - 1);
        let column = open.tag.span.start - open.line.start;
        Region {
            start,
            end,
            shift: indent.saturating_sub(column),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::markup::view::View;

    fn seen(source: &str) -> String {
        let layout = layout(source, 0, &[]);
        View::new(source, 0, layout.edits).text().to_owned()
    }

    #[test]
    fn a_shortcode_alone_on_its_line_leaves_a_blank_line() {
        assert_eq!(seen("Før\n{{< pause >}}\nEtter\n"), "Før\n\nEtter\n");
        assert_eq!(seen("> Før\n> {{< pause >}}\n"), "> Før\n> \n");
    }

    #[test]
    fn a_shortcode_in_running_text_counts_as_a_word() {
        assert_eq!(seen("Se {{< ref >}} her"), "Se xxxxxxxxxxx her");
        assert_eq!(seen("{{< ref >}} er her"), "xxxxxxxxxxx er her");
        assert_eq!(
            seen("{{< b >}}Husk{{< /b >}} det"),
            "xxxxxxxxxHuskxxxxxxxxxx det"
        );
    }

    #[test]
    fn content_on_the_line_of_its_shortcode_gets_a_line_of_its_own() {
        assert_eq!(seen("a\n{{< x >}} Hei {{< /x >}}\nb"), "a\n\nHei \n\nb");
        assert_eq!(seen("- {{< x >}} Hei{{< /x >}}\n- to"), "- Hei\n\n- to");
        assert_eq!(
            seen("  {{< x >}}Hei\nog hopp{{< /x >}}"),
            "  \n  Hei\nog hopp\n"
        );
        assert_eq!(
            seen("> {{< x >}}Hei\n> hopp\n> {{< /x >}}"),
            "> \n> Hei\n> hopp\n> "
        );
    }

    #[test]
    fn the_indentation_of_nested_content_is_removed() {
        let source = "{{< tabs >}}\n    {{< tab >}}\n        - Én\n            - To\n    {{< /tab >}}\n{{< /tabs >}}\n";
        assert_eq!(seen(source), "\n\n- Én\n    - To\n\n\n");
        let item = "- a\n  {{< x >}}\n      b\n  {{< /x >}}\n";
        assert_eq!(seen(item), "- a\n  \n  b\n\n");
        let markdown = "{{% x %}}\n    kode\n{{% /x %}}\n";
        assert_eq!(seen(markdown), "\n    kode\n\n");
    }

    #[test]
    fn code_in_a_shortcode_is_hidden_with_everything_in_it() {
        let source = "{{< highlight go >}}\n{{< x >}}\n{{< /highlight >}}\nTekst";
        assert_eq!(seen(source), "\nTekst");
    }
}
