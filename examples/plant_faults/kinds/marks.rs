//! Links, images, code, placeholders, callouts and headings that are others.

use nordalign::{BlockKind, Lang, LineIndex, Span};

use crate::dice::Dice;
use crate::place::{Change, Place};
use crate::words::{between, links};

/// The target of a link, up to its anchor.
pub fn link(place: &Place, dice: &mut Dice) -> Option<Change> {
    let own = place.own();
    let links: Vec<_> = links(own)
        .into_iter()
        .filter(|link| !link.is_image)
        .collect();
    let mut target = links.get(dice.below(links.len()))?.target.clone();
    let end = own[target.clone()].find('#');
    target.end = end.map_or(target.end, |end| target.start + end);
    (target.len() >= 4).then(|| place.replace_part(target, "arkiv/hamn.md"))
}

/// The file of an image, in a unit or after the unit that is its text.
pub fn image(place: &Place, _: &mut Dice) -> Option<Change> {
    let text = place.text();
    if place.unit.kind == BlockKind::AltText {
        let start = place.unit.span.end + 2;
        let rest = text[place.unit.span.end..].strip_prefix("](")?;
        let end = start + rest.find([')', ' ', '\n'])?;
        return Some(place.edit(Span::new(start, end), &other_file(&text[start..end])?));
    }
    let image = links(place.own()).into_iter().find(|link| link.is_image)?;
    let other = other_file(&place.own()[image.target.clone()])?;
    Some(place.replace_part(image.target, &other))
}

fn other_file(path: &str) -> Option<String> {
    let (stem, ending) = path.rsplit_once('.')?;
    let folder = stem.rfind('/').map_or("", |at| &stem[..=at]);
    Some(format!("{folder}fyrtorn.{ending}"))
}

/// Code in a sentence: a digit, or else a word of it, is another.
pub fn code_span(place: &Place, dice: &mut Dice) -> Option<Change> {
    let own = place.own();
    let spans = between(own, "`", "`");
    let range = spans.get(dice.below(spans.len()))?.clone();
    let code = &own[range.clone()];
    let digit = code.find(|c: char| c.is_ascii_digit() && c != '9');
    let other = match digit {
        Some(at) => format!("{}9{}", &code[..at], &code[at + 1..]),
        None if code.contains(' ') => code.rsplit_once(' ')?.0.to_owned(),
        None => format!("{code}2"),
    };
    (!own.contains("``")).then(|| place.replace_part(range, &other))
}

/// The name of a placeholder in the text: what readers replace in code has a name of its own in each
/// language.
pub fn placeholder(place: &Place, _: &mut Dice) -> Option<Change> {
    let own = place.own();
    for (open, close) in [
        ("[!INCLUDE[", "]"),
        ("[!INCLUDE [", "]"),
        ("${", "}"),
        ("{", "}"),
    ] {
        let found = between(own, open, close).into_iter().find(|range| {
            own[range.clone()]
                .chars()
                .all(|c| c.is_alphanumeric() || c == '_')
        });
        let is_text = |range: &std::ops::Range<usize>| {
            own[..range.start].matches('`').count().is_multiple_of(2)
        };
        if let Some(range) = found.filter(is_text) {
            return Some(place.replace_part(range, "antal_rader"));
        }
    }
    None
}

/// The code block after a unit, with nothing but blank lines between.
fn code_after(place: &Place) -> Option<Span> {
    let document = &place.page.documents[&place.lang];
    let mut blocks = document.blocks().iter();
    let code = blocks.find(|block| {
        let fenced = block.text().starts_with("```") && block.text().contains('\n');
        block.kind() == BlockKind::Code && fenced && block.span().start >= place.unit.span.end
    })?;
    let between = &place.text()[place.unit.span.end..code.span().start];
    let whole = between.trim().is_empty() && code.text().trim_end().ends_with("```");
    whole.then(|| code.span())
}

/// A line of a code block that is the same in the source: a digit or a word is another, or the line
/// is gone. Other lines are text that was translated.
pub fn code(place: &Place, dice: &mut Dice) -> Option<Change> {
    let span = code_after(place)?;
    let code = &place.text()[span.range()];
    let mut lines: Vec<String> = code.lines().map(str::to_owned).collect();
    let inner = lines.len().checked_sub(2).filter(|inner| *inner > 0)?;
    let at = 1 + dice.below(inner);
    let line = lines.get_mut(at)?;
    let source = place.page.documents[&Lang::Sv].source();
    source.lines().find(|other| other == line)?;
    let is_comment = line
        .trim_start()
        .starts_with(['#', '/', '-', ';', '%', '*', '<']);
    if is_comment || line.contains(['"', '\'', '`']) || line.trim().len() < 4 {
        return None;
    }
    let digit = line.find(|c: char| c.is_ascii_digit() && c != '9');
    match (digit, line.rsplit_once(' ')) {
        (Some(digit), _) => line.replace_range(digit..=digit, "9"),
        (None, Some((rest, _))) if !rest.trim().is_empty() => *line = rest.to_owned(),
        _ if inner > 1 => drop(lines.remove(at)),
        _ => return None,
    }
    let mut change = place.edit(span, &lines.join("\n"));
    change.shown = lines.join(" ⏎ ");
    Some(change)
}

/// A code block that is gone.
pub fn code_removed(place: &Place, _: &mut Dice) -> Option<Change> {
    let span = code_after(place)?;
    Some(place.edit(Span::new(place.unit.span.end, span.end), ""))
}

const CALLOUTS: [[&str; 2]; 10] = [
    ["[!NOTE]", "[!WARNING]"],
    ["[!TIP]", "[!CAUTION]"],
    ["[!IMPORTANT]", "[!TIP]"],
    ["[!WARNING]", "[!NOTE]"],
    ["[!CAUTION]", "[!NOTE]"],
    ["!!! note", "!!! danger"],
    ["!!! warning", "!!! tip"],
    ["!!! tip", "!!! warning"],
    [":::note", ":::danger"],
    [":::tip", ":::warning"],
];

/// The kind of the callout that a unit begins.
pub fn callout(place: &Place, _: &mut Dice) -> Option<Change> {
    let before = &place.text()[..place.unit.span.start];
    let opened = before.trim_end_matches([' ', '>', '\n']);
    let line = opened.lines().next_back()?;
    let mut kinds = CALLOUTS.iter();
    let [from, to] = kinds.find(|[from, _]| line.contains(from))?;
    let start = opened.rfind(from)?;
    let mut change = place.edit(Span::new(start, start + from.len()), to);
    // It is reported at the text of the callout.
    change.lines.last = LineIndex::new(&change.text).lines(place.unit.span).last + 1;
    Some(change)
}

/// A heading that is one level lower.
pub fn heading_level(place: &Place, _: &mut Dice) -> Option<Change> {
    let start = place.whole_lines().start;
    let marks = place.text()[start..]
        .bytes()
        .take_while(|byte| *byte == b'#')
        .count();
    (1..=4).contains(&marks).then_some(())?;
    let mut change = place.edit(Span::new(start, start), "#");
    change.shown = place.own().to_owned();
    Some(change)
}

/// The anchor of a link.
pub fn anchor(place: &Place, dice: &mut Dice) -> Option<Change> {
    let own = place.own();
    let anchors = links(own).into_iter().filter_map(|link| {
        let at = own[link.target.clone()].find('#')?;
        (link.target.len() > at + 2).then(|| link.target.start + at + 1..link.target.end)
    });
    let anchors: Vec<_> = anchors.collect();
    let range = anchors.get(dice.below(anchors.len()))?.clone();
    Some(place.replace_part(range, "retur"))
}
