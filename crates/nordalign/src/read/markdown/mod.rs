//! Markdown with front matter, shortcodes, HTML and what the programs that make sites of it add:
//! boxes and tabs, components, tags of templates, attributes.

mod attributes;
mod boxes;
mod brackets;
mod docfx;
mod front_matter;
mod inline;
mod layout;
mod liquid;
mod mdx;
mod nesting;
mod pipes;
mod reader;
mod shortcode;
#[cfg(test)]
mod tests;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use crate::document::{Block, Repair};
use crate::read::FrontMatterField;
use crate::read::html;
use crate::read::markup::view::View;
use crate::span::Span;

pub(super) use front_matter::metadata;
use inline::Origin;
use reader::{MarkdownReader, options};

/// The blocks of a Markdown text, and what of its front matter was not read; `fields` tells what of
/// that is text.
pub(crate) fn blocks(source: &str, fields: &[FrontMatterField]) -> (Vec<Block>, Vec<Repair>) {
    let front = front_matter::read(source, fields);
    let (body, mut blocks, repairs) = match front {
        Some(front) => (front.end, front.blocks, front.repairs),
        None => (0, Vec::new(), Vec::new()),
    };
    let layout = lay_out(source, body);
    let view = View::new(source, body, layout.edits);
    let origin = Origin {
        source,
        view: &view,
    };
    blocks.extend(MarkdownReader::new(origin).read());
    blocks.extend(layout.blocks);
    // Stable: a paragraph comes before the image that it begins with.
    blocks.sort_by_key(|block| block.span().start);
    (blocks, repairs)
}

/// What to hide from the parser, and what was found in it.
fn lay_out(source: &str, body: usize) -> layout::Layout {
    let boxes = boxes::find(source, body);
    let mut edits = boxes.edits;
    edits.extend(nesting::limit(source, body));
    let text = source.get(body..).unwrap_or_default();
    let mut layout = layout::Layout::default();
    if layout::is_needed(text) {
        let view = View::new(source, body, edits.clone());
        let origin = Origin {
            source,
            view: &view,
        };
        let mut skip = without_prose(origin);
        skip.extend(boxes.markers);
        skip.sort_unstable_by_key(|span| span.start);
        layout = layout::layout(source, body, &skip);
    }
    layout.edits.splice(0..0, edits);
    layout.blocks.extend(boxes.blocks);
    layout
}

/// Where fenced code and comments stand.
fn without_prose(origin: Origin<'_>) -> Vec<Span> {
    let text = origin.view.text();
    let mut hidden = Vec::new();
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => hidden.push(range),
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                let html = origin.view.slice(range.clone());
                let inside = html::without_prose(html);
                hidden.extend(inside.map(|part| part.start + range.start..part.end + range.start));
            }
            _ => {}
        }
    }
    hidden.into_iter().map(|range| origin.span(range)).collect()
}
