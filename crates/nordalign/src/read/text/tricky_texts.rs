//! Texts put together at random from pieces that readers stumble over, and what must hold of every
//! reading.

use crate::dice::Dice;
use crate::document::{Block, BlockKind, Repair};
use crate::span::Span;

const PIECES: &[&str] = &[
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{c}",
    " ",
    "  ",
    "\t",
    "\u{a0}",
    "\u{ad}",
    "\u{feff}",
    "\u{2028}",
    "-",
    "–",
    "- ",
    "* ",
    "• ",
    "\u{f0b7} ",
    "o ",
    "+ ",
    "> ",
    ">",
    "1.",
    "2. ",
    "10. ",
    "3) ",
    "(a) ",
    "b) ",
    "i) ",
    "iv. ",
    "2.3 ",
    "1.1.1.1.1.1.1.1 ",
    "§ 4 ",
    "===",
    "---",
    "* * *",
    "____",
    "20",
    "Side 3 av 12",
    "- 4 -",
    "kommun-",
    "fullmäktige",
    "EU-",
    "säkerhets-",
    "och ",
    "og ",
    "Å",
    "ø",
    "æble ",
    "Överenskommelse. ",
    "är ",
    "mai ",
    "…",
    ":",
    ",",
    "”",
    "(",
    ")",
    "🦌",
    "e\u{301}",
    "\0",
    "Ett styckes första rad som är lång nog att brytas just här vid ",
    "orden i nästa rad är små och fortsätter meningen som om inget hade hänt efter ",
];

/// Calls `check` with many texts, the same ones each time.
pub(super) fn for_each(mut check: impl FnMut(&str)) {
    let mut dice = Dice::new(1);
    for _ in 0..4000 {
        let len = dice.below(60) + 1;
        let text: String = (0..len)
            .filter_map(|_| PIECES.get(dice.below(PIECES.len())))
            .copied()
            .collect();
        check(&text);
    }
}

/// Spans rise and do not overlap, units have text, and nothing but white space lies outside blocks
/// and repairs.
pub(super) fn assert_sound(source: &str, blocks: &[Block], repairs: &[Repair]) {
    let mut end = 0;
    for block in blocks {
        let span = block.span();
        assert!(span.start >= end, "blocks overlap in {source:?}");
        assert!(
            span.text(source)
                .is_some_and(|text| !text.trim().is_empty())
        );
        assert!(
            !block.is_unit() || !block.text().trim().is_empty(),
            "{source:?}"
        );
        assert_eq!(block.text(), block.text().trim(), "{source:?}");
        if block.is_unit() {
            let back = block.content().source_span(0, block.text().len());
            assert!(
                span.start <= back.start && back.end <= span.end,
                "{source:?}"
            );
        }
        end = span.end;
    }
    assert!(repairs.is_sorted_by_key(|repair| repair.span.start));
    assert!(
        repairs
            .iter()
            .all(|repair| repair.span.text(source).is_some())
    );
    let covered: Vec<Span> = blocks
        .iter()
        .map(Block::span)
        .chain(repairs.iter().map(|repair| repair.span))
        .collect();
    for (i, c) in source.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let within = covered.iter().any(|span| span.start <= i && i < span.end);
        assert!(within, "{c:?} at {i} is lost in {source:?}");
    }
}

/// A block as a line of text: kind, level, marker, text.
pub(super) fn shown(block: &Block) -> String {
    let kind = match block.kind() {
        BlockKind::Heading => "h",
        BlockKind::Paragraph => "p",
        BlockKind::ListItem => "li",
        BlockKind::Quote => "q",
        BlockKind::Comment => "-",
        _ => "?",
    };
    let marker = block.marker().map(|m| format!(" [{m}]"));
    format!(
        "{kind}{}{} {}",
        block.level(),
        marker.unwrap_or_default(),
        block.text()
    )
}
