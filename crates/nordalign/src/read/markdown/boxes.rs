//! Boxes and tabs that a line of their own opens: those of MkDocs, whose text is indented
//! (`!!! note "Title"`, `??? tip`, `=== "Tab"`), and those whose text stands in a fence: of MyST
//! (```` ```{note} Title ````) and of PyMdown (`/// note | Title`).

use super::layout::{read_argument, strip_marker};
use crate::document::{Block, BlockKind};
use crate::read::markup::args::Arg;
use crate::read::markup::view::{Edit, Replacement, trimmed};
use crate::span::Span;

/// Boxes within boxes deeper than this are text.
const MAX_DEPTH: usize = 32;

/// How far the text of a MkDocs box is indented.
const INDENT: usize = 4;

/// What opens a MkDocs box. A tab (`===`) needs a title, or it would underline a heading.
const MARKERS: [(&str, &str); 6] = [
    ("!!!", ""),
    ("???+", ""),
    ("???", ""),
    ("===!", "tab"),
    ("===+", "tab"),
    ("===", "tab"),
];

/// The MyST directives that hold Markdown, apart from those in [`TITLELESS`].
const PROSE: &str = "admonition attention caution danger error hint important note seealso tip todo \
    warning abstract aside card card-carousel definition details dropdown epigraph example \
    exercise exercise-end exercise-start glossary grid-item-card highlights list-table margin \
    pull-quote question quote sidebar solution solution-end solution-start summary tab tab-item \
    table theorem topic axiom conjecture corollary lemma proof property proposition";

/// Those among them whose argument is no title but a path, a width, a class.
const TITLELESS: &str = "button-link button-ref card-body card-footer card-header compound container \
    div figure figure-md grid grid-item image only rst-class rubric-class tab-set tabs";

/// Those whose argument begins with a version.
const VERSIONED: &str = "deprecated versionadded versionchanged versionremoved";

/// The directives that hold something else even in a fence of colons.
const CODE: &str = "code code-block code-cell csv-table embed eval-rst graphviz highlight include \
    literalinclude math mermaid plantuml raw sourcecode toctree tableofcontents contents bibliography";

/// The options of a directive that a reader gets to see.
const OPTIONS: [&str; 3] = ["alt", "caption", "title"];

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Boxes {
    /// What to hide from the parser for it to read the boxes' text.
    pub(super) edits: Vec<Edit>,
    /// The markers and titles.
    pub(super) blocks: Vec<Block>,
    /// The lines of the markers, in order.
    pub(super) markers: Vec<Span>,
}

/// The boxes in `source`, from byte `from` on.
pub(super) fn find(source: &str, from: usize) -> Boxes {
    let text = source.get(from..).unwrap_or_default();
    let starts = [
        "!!!", "???", "=== \"", "===! \"", "===+ \"", "```{", "~~~{", ":::{", "///",
    ];
    if !starts.iter().any(|start| text.contains(start)) {
        return Boxes::default();
    }
    let mut scanner = Scanner {
        source,
        at: from,
        found: Boxes::default(),
        open: Vec::new(),
        code: None,
        in_comment: false,
        in_list: false,
        after_blank: true,
    };
    while let Some(line) = scanner.next_line() {
        scanner.line(line);
    }
    scanner.found
}

/// A line without its line end.
#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    start: usize,
    /// All of it.
    whole: &'a str,
    /// Without the indentation and the white space at its end.
    text: &'a str,
    /// How far it is indented, in columns.
    indent: usize,
}

impl<'a> Line<'a> {
    fn new(start: usize, whole: &'a str) -> Self {
        let blank = whole.trim_start_matches([' ', '\t']);
        let spaces = whole.get(..whole.len() - blank.len()).unwrap_or_default();
        Line {
            start,
            whole,
            text: blank.trim_end(),
            indent: spaces.bytes().fold(0, column_after),
        }
    }

    /// What follows the list markers that it begins with.
    fn after_markers(self) -> Self {
        let mut line = self;
        let definition =
            |text: &'a str| text.strip_prefix(':').filter(|rest| rest.starts_with(' '));
        while let Some(rest) = definition(line.text).or_else(|| strip_marker(line.text)) {
            if line.text.starts_with('>') {
                break;
            }
            let text = rest.trim_start_matches([' ', '\t']);
            line.indent += line.text.len() - text.len();
            line.text = text;
        }
        line
    }

    fn span(&self) -> Span {
        Span::new(self.start, self.start + self.whole.len())
    }

    /// Where its text begins.
    fn at(&self) -> usize {
        self.start + self.whole.trim_end().len() - self.text.len()
    }

    /// The white space that makes up its first `columns` columns.
    fn indentation(&self, columns: usize) -> Span {
        let mut column = 0;
        let blank = self.whole.bytes().take_while(|byte| {
            let inside = matches!(byte, b' ' | b'\t') && column < columns;
            column = column_after(column, *byte);
            inside
        });
        Span::new(self.start, self.start + blank.count())
    }
}

fn column_after(column: usize, byte: u8) -> usize {
    match byte {
        b'\t' => column / INDENT * INDENT + INDENT,
        _ => column + 1,
    }
}

/// A box whose end hasn't come yet.
#[derive(Debug)]
struct OpenBox {
    /// The columns that its text is indented by; 0 if a fence ends it.
    indent: usize,
    fence: Option<Fence>,
    /// What was to be taken off the lines around it.
    outer: usize,
    /// Whether it stands in a list.
    in_list: bool,
}

/// Code whose end hasn't come yet.
#[derive(Debug, Clone, Copy)]
struct OpenCode {
    start: usize,
    fence: Fence,
    /// How many boxes it stands in.
    boxes: usize,
}

/// A fence: its sign and how often it comes.
#[derive(Debug, Clone, Copy)]
struct Fence {
    sign: char,
    len: usize,
}

impl Fence {
    /// The fence that `text` begins with, and what follows it.
    fn new(text: &str) -> Option<(Fence, &str)> {
        let sign = text
            .chars()
            .next()
            .filter(|c| matches!(c, '`' | '~' | ':' | '/'))?;
        let info = text.trim_start_matches(sign);
        let len = text.len() - info.len();
        let fits = len >= 3 && !(sign == '`' && info.contains('`'));
        fits.then_some((Fence { sign, len }, info))
    }

    /// Whether code stands in a fence with this info.
    fn is_of_code(self, info: &str) -> bool {
        match self.sign {
            ':' => directive(info).is_some_and(|(name, _)| among(CODE, name)),
            sign => sign != '/',
        }
    }

    fn is_closed_by(self, text: &str) -> bool {
        let closes = |(fence, info): (Fence, &str)| {
            fence.sign == self.sign && fence.len >= self.len && info.is_empty()
        };
        Fence::new(text).is_some_and(closes)
    }
}

/// What opens a box.
#[derive(Debug)]
struct Marker {
    name: String,
    title: Option<Span>,
    fence: Option<Fence>,
}

struct Scanner<'a> {
    source: &'a str,
    at: usize,
    found: Boxes,
    open: Vec<OpenBox>,
    code: Option<OpenCode>,
    in_comment: bool,
    in_list: bool,
    after_blank: bool,
}

impl<'a> Scanner<'a> {
    fn next_line(&mut self) -> Option<Line<'a>> {
        let line = self.peek(self.at)?;
        self.at = next(self.source, line);
        Some(line)
    }

    fn peek(&self, at: usize) -> Option<Line<'a>> {
        let rest = self.source.get(at..).filter(|rest| !rest.is_empty())?;
        let line = rest.split('\n').next()?;
        Some(Line::new(at, line.strip_suffix('\r').unwrap_or(line)))
    }

    fn line(&mut self, line: Line<'a>) {
        if line.text.is_empty() {
            self.after_blank = true;
            return;
        }
        self.leave_boxes(line);
        let outer = self.shift();
        let relative = line.indent.saturating_sub(outer);
        if !self.is_code(line, relative) {
            if self.ends_fence(line) {
                return;
            }
            let inner = line.after_markers();
            if let Some(marker) = self.marker(inner) {
                self.in_list |= inner.text.len() < line.text.len();
                self.enter(inner, marker, outer);
                return;
            }
            self.pass(line, relative);
        }
        self.dedent(line, outer);
        self.after_blank = false;
    }

    /// What is to be taken off every line here, in columns.
    fn shift(&self) -> usize {
        self.open
            .last()
            .map_or(0, |open| open.outer + INDENT * usize::from(open.indent > 0))
    }

    /// Ends the boxes that `line` isn't indented enough for.
    fn leave_boxes(&mut self, line: Line<'a>) {
        let ends = |open: &OpenBox| line.indent < open.indent;
        let Some(first) = self.open.iter().position(ends) else {
            return;
        };
        self.in_list = self.open.get(first).is_some_and(|open| open.in_list);
        self.open.truncate(first);
        self.code = self.code.filter(|code| code.boxes <= first);
        if !self.after_blank && line.start > 0 {
            // What stands right below a box is no part of its last paragraph.
            let end = self.source.get(..line.start).unwrap_or_default();
            self.found.edits.push(Edit {
                span: Span::new(end.len() - 1, end.len()),
                with: Replacement::BlankLine,
            });
        }
    }

    /// Whether `line` is code or part of a comment.
    fn is_code(&mut self, line: Line<'a>, relative: usize) -> bool {
        if let Some(code) = self.code {
            if code.fence.is_closed_by(line.text) {
                self.end_code(code, line);
            }
            return true;
        }
        if self.in_comment {
            self.in_comment = !line.text.contains("-->");
            return true;
        }
        relative >= INDENT && !self.in_list
    }

    /// The code ends on `line`. That in colons is no code to the parser.
    fn end_code(&mut self, code: OpenCode, line: Line<'a>) {
        self.code = None;
        if code.fence.sign == ':' {
            let span = Span::new(code.start, line.at() + line.text.len());
            let block = Block::other(BlockKind::Code, self.source, span);
            self.found.blocks.push(block);
            self.hide(span);
        }
    }

    /// Whether `line` ends a box, which it does no more than that.
    fn ends_fence(&mut self, line: Line<'a>) -> bool {
        let fence = self.open.last().and_then(|open| open.fence);
        if !fence.is_some_and(|fence| fence.is_closed_by(line.text)) {
            return false;
        }
        self.in_list = self.open.pop().is_some_and(|open| open.in_list);
        self.hide(line.span());
        true
    }

    /// Looks at a line of text for what the lines below depend on.
    fn pass(&mut self, line: Line<'a>, relative: usize) {
        match Fence::new(line.text) {
            Some((fence, info)) if fence.is_of_code(info) => {
                self.code = Some(OpenCode {
                    start: line.at(),
                    fence,
                    boxes: self.open.len(),
                });
            }
            _ => {}
        }
        if let Some((_, comment)) = line.text.split_once("<!--") {
            self.in_comment = line.text.starts_with("<!--") && !comment.contains("-->");
        }
        if strip_marker(line.text).is_some() {
            self.in_list = true;
        } else if relative == 0 && self.after_blank {
            self.in_list = false;
        }
    }

    fn marker(&self, line: Line<'a>) -> Option<Marker> {
        if self.open.len() >= MAX_DEPTH {
            return None;
        }
        fence_marker(line).or_else(|| {
            let marker = indented_marker(line)?;
            let holds_text = || self.text_after(line).indent >= line.indent + INDENT;
            (marker.title.is_some() || holds_text()).then_some(marker)
        })
    }

    /// The first line below `line` that isn't blank.
    fn text_after(&self, line: Line<'a>) -> Line<'a> {
        let mut below = line;
        while let Some(next) = self.peek(next(self.source, below)) {
            if !next.text.is_empty() {
                return next;
            }
            below = next;
        }
        Line::new(self.source.len(), "")
    }

    fn enter(&mut self, line: Line<'a>, marker: Marker, outer: usize) {
        let mut blocks = vec![self.opening(line, &marker)];
        if let Some(title) = marker.title {
            let key = format!("{}.title", marker.name);
            blocks.extend(read_argument(self.source, key, &Arg::unquoted(title)));
        }
        self.hide_marker(line, blocks, outer);
        let fenced = marker.fence.is_some();
        // The layout hides the fence of colons that ends a box.
        if marker.fence.is_none_or(|fence| fence.sign != ':') {
            self.open.push(OpenBox {
                indent: if fenced { 0 } else { line.indent + INDENT },
                fence: marker.fence,
                outer,
                in_list: self.in_list,
            });
        }
        match marker.fence {
            Some(Fence { sign: '/', .. }) => self.indented_options(line),
            Some(_) => self.options(&marker.name),
            None => self.in_list = false,
        }
    }

    /// The sign and the name that open a box.
    fn opening(&self, line: Line<'a>, marker: &Marker) -> Block {
        let end = marker.title.map_or(line.span().end, |title| title.start);
        let text = Span::new(line.at(), end)
            .text(self.source)
            .unwrap_or_default();
        let text = text.trim_end_matches([' ', '\t', '"', '|']);
        let span = Span::new(line.at(), line.at() + text.len());
        Block::other(BlockKind::Code, self.source, span)
    }

    /// Leaves a line blank, apart from the list marker it begins with.
    fn hide_marker(&mut self, line: Line<'a>, blocks: Vec<Block>, outer: usize) {
        let indented = line.whole.trim_start_matches([' ', '\t']).len();
        if line.at() == line.span().end - indented {
            self.found.blocks.extend(blocks);
            self.hide(line.span());
            return;
        }
        let span = Span::new(line.at(), line.at() + line.text.len());
        self.found.markers.push(span);
        self.dedent(line, outer);
        let with = Replacement::Tag(blocks);
        self.found.edits.push(Edit { span, with });
        self.after_blank = false;
    }

    /// Takes the options of a directive: lines `:key: value`, or all between two lines `---`.
    fn options(&mut self, name: &str) {
        let mut rule = false;
        let mut first = true;
        while let Some(line) = self.peek(self.at) {
            let is_rule = line.text == "---" && (first || rule);
            let option = line.text.trim_start_matches(':').split_once(':');
            let colon = line.text.starts_with(':') && !line.text.starts_with("::");
            let Some((key, value)) = option
                .filter(|_| colon || rule)
                .or(is_rule.then_some(("", "")))
            else {
                return;
            };
            if OPTIONS.contains(&key.trim()) && !value.trim().is_empty() {
                let end = line.at() + line.text.len();
                let span = trimmed(self.source, Span::new(end - value.len(), end));
                self.argument(format!("{name}.{}", key.trim()), span);
            }
            self.hide(line.span());
            self.at = next(self.source, line);
            if is_rule && rule {
                return;
            }
            (rule, first) = (rule || is_rule, false);
        }
    }

    /// Takes the options of a block of PyMdown: indented lines `key: value` right below it.
    fn indented_options(&mut self, marker: Line<'a>) {
        while let Some(line) = self.peek(self.at) {
            let indented = line.indent >= marker.indent + INDENT;
            if !indented || !line.text.contains(':') {
                return;
            }
            self.hide(line.span());
            self.at = next(self.source, line);
        }
    }

    fn argument(&mut self, key: String, value: Span) {
        let blocks = read_argument(self.source, key, &Arg::unquoted(value));
        self.found.blocks.extend(blocks);
    }

    /// Leaves a line blank.
    fn hide(&mut self, span: Span) {
        self.found.markers.push(span);
        let with = Replacement::Text(String::new());
        self.found.edits.push(Edit { span, with });
        self.after_blank = true;
    }

    fn dedent(&mut self, line: Line<'a>, columns: usize) {
        let span = line.indentation(columns);
        let with = Replacement::Text(String::new());
        self.found.edits.push(Edit { span, with });
    }
}

/// Where the line after `line` begins.
fn next(source: &str, line: Line<'_>) -> usize {
    let rest = source.get(line.span().end..).unwrap_or_default();
    line.span().end + rest.find('\n').map_or(rest.len(), |end| end + 1)
}

/// `!!! note "Title"`: a word or more, and a title in quotation marks.
fn indented_marker(line: Line<'_>) -> Option<Marker> {
    let (rest, kind) = MARKERS.iter().find_map(|(sign, kind)| {
        let rest = line.text.strip_prefix(sign)?;
        Some((rest, *kind))
    })?;
    let (words, title) = match rest.split_once('"') {
        Some((words, rest)) => (words, Some(rest.strip_suffix('"')?)),
        None => (rest, None),
    };
    let word = |word: &str| {
        word.chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    let fits = match kind {
        "tab" => words.trim().is_empty() && title.is_some(),
        _ => words.split_whitespace().all(word) && !(words.trim().is_empty() && title.is_none()),
    };
    if !fits || !words.is_empty() && !words.starts_with([' ', '\t']) {
        return None;
    }
    let end = line.at() + line.text.len();
    let title = title.filter(|title| !title.trim().is_empty());
    Some(Marker {
        name: words.split_whitespace().next().unwrap_or("tab").to_owned(),
        title: title.map(|title| Span::new(end - 1 - title.len(), end - 1)),
        fence: None,
    })
}

/// The name of a directive (`{note} Title`), and its argument.
fn directive(info: &str) -> Option<(&str, &str)> {
    let (name, argument) = info.trim_start().strip_prefix('{')?.split_once('}')?;
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    let fits = !name.is_empty() && name.chars().all(part) && !name.starts_with('.');
    fits.then_some((name, argument.trim()))
}

fn among(names: &str, name: &str) -> bool {
    names.split_whitespace().any(|one| one == name)
}

/// ```` ```{note} Title ```` or `/// note | Title`.
fn fence_marker(line: Line<'_>) -> Option<Marker> {
    let (fence, info) = Fence::new(line.text)?;
    let (name, title) = match fence.sign {
        '/' => pymdown(info)?,
        sign => myst(info, sign == ':')?,
    };
    let end = line.at() + line.text.len();
    Some(Marker {
        name: name.to_owned(),
        title: (!title.is_empty()).then(|| Span::new(end - title.len(), end)),
        fence: Some(fence),
    })
}

/// The name and the title of a directive that holds Markdown.
fn myst(info: &str, in_colons: bool) -> Option<(&str, &str)> {
    let (name, argument) = directive(info)?;
    let titled = among(PROSE, name.rsplit(':').next().unwrap_or(name));
    if titled {
        return Some((name, argument));
    }
    if among(VERSIONED, name) {
        let text = argument.split_once(' ').map_or("", |(_, text)| text.trim());
        return Some((name, text));
    }
    let known = among(TITLELESS, name) || (in_colons && !among(CODE, name));
    known.then_some((name, ""))
}

/// The name and the title of a block of PyMdown.
fn pymdown(info: &str) -> Option<(&str, &str)> {
    let (name, title) = info.split_once('|').unwrap_or((info, ""));
    let name = name.trim();
    let fits = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-');
    let titled = name != "html";
    fits.then_some((name, if titled { title.trim() } else { "" }))
}
