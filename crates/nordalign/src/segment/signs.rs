//! The characters around the end of a sentence.

/// Whether `c` may end a sentence.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '‼' | '⁇' | '⁈' | '⁉')
}

/// Whether `c`, straight after a stop, belongs to the sentence before. Any quote may open or close:
/// Danish closes with `«`, Norwegian with `»`, Swedish with `”` or `»`.
pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | '"'
            | '\''
            | '«'
            | '»'
            | '‹'
            | '›'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '*'
            | '_'
    ) || is_superscript(c)
        || is_invisible(c)
}

fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '†' | '‡')
}

pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'
    )
}

/// Whether `c` may stand before the first word of a sentence.
pub(super) fn is_opener(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '"' | '\''
                | '«'
                | '»'
                | '‹'
                | '›'
                | '“'
                | '”'
                | '„'
                | '‘'
                | '’'
                | '‚'
                | '('
                | '['
                | '{'
                | '-'
                | '–'
                | '—'
                | '―'
                | '•'
                | '·'
                | '*'
                | '_'
                | '¿'
                | '¡'
                | '#'
                | '+'
                | '±'
                | '€'
                | '$'
                | '£'
        )
        || is_invisible(c)
}
