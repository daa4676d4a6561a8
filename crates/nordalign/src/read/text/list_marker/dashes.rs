//! Dashes, which begin spoken lines as well as items.

use crate::read::text::lines::{Ending, starts_lower};

use super::marker::{ListMarker, Style};
use super::passage::Passage;

/// Which dashes mark items. A dash begins a spoken line as well (`– Vi er glade, sier
/// statsråden.`): it marks an item where a colon leads to it, or where its neighbours are no
/// sentences.
pub(super) fn dash_items(passages: &[Passage]) -> Vec<bool> {
    let mut items = vec![false; passages.len()];
    let mut start = 0;
    while let Some(first) = passages.get(start) {
        let run = passages.get(start..).unwrap_or_default();
        let style = first.marker.filter(ListMarker::is_dash).map(|m| m.style);
        let len = match style {
            None => 1,
            Some(style) => run
                .iter()
                .take_while(|e| e.marker.is_some_and(|m| m.style == style))
                .count(),
        };
        if let Some(style) = style {
            let group = run.get(..len).unwrap_or_default();
            let are_items = dash_group_is_list(style, group);
            items
                .iter_mut()
                .skip(start)
                .take(len)
                .for_each(|item| *item = are_items);
        }
        start += len.max(1);
    }
    items
}

fn dash_group_is_list(style: Style, group: &[Passage]) -> bool {
    let Some(first) = group.first() else {
        return false;
    };
    let spoken =
        |passage: &Passage| passage.ending == Ending::Sentence && !starts_lower(passage.text);
    let nested = first.indent > 1
        && first
            .before
            .is_some_and(|before| before != Ending::Sentence);
    let breaks_in = first.after_open && group.len() == 1;
    !breaks_in
        && (first.before == Some(Ending::Colon)
            || nested
            || (style == Style::Bullet('-') && group.len() > 1)
            || group.iter().any(|passage| !spoken(passage)))
}
