//! Units of memories: how their elements and texts are read.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::BytesRef;

use super::variant_lang::{Variant, VariantLang};
use crate::error::{Error, ErrorKind};
use crate::lang::Lang;

/// A unit of a memory: its texts in those of sv, nb and da that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TmxUnit {
    /// The line that it begins on, 1-based.
    pub line: usize,
    /// The texts, without inline codes, one for each language and none of them empty. There may be
    /// none.
    pub texts: Vec<(Lang, String)>,
}

/// How long the texts of a unit may be together, in bytes, and how many it may have.
const LONGEST_UNIT: usize = 32 << 20;
const MOST_VARIANTS: usize = 1000;

/// A unit while it is read.
#[derive(Debug)]
pub(super) struct UnitBuilder {
    line: usize,
    /// The variant that is read.
    variant: Variant,
    /// How many elements deep in it, apart from its segment; `None` outside of a variant.
    depth: Option<usize>,
    in_segment: bool,
    /// Whether a variant has text outside of a segment.
    outside: bool,
    /// Whether a segment did not end.
    broken: bool,
    /// How many elements deep in one whose text is code.
    hidden: usize,
    text: String,
    /// The texts in our languages, and those that do not say theirs.
    variants: Vec<(Variant, String)>,
    /// How long the texts are together, and whether that is too long.
    length: usize,
    too_long: bool,
}

impl UnitBuilder {
    pub(super) fn new(line: usize) -> Self {
        UnitBuilder {
            line,
            variant: Variant::MISSING,
            depth: None,
            in_segment: false,
            outside: false,
            broken: false,
            hidden: 0,
            text: String::new(),
            variants: Vec::new(),
            length: 0,
            too_long: false,
        }
    }

    /// Begins a variant.
    pub(super) fn begin_variant(&mut self, variant: Variant) {
        self.broken |= self.in_segment;
        self.variant = variant;
        self.depth = Some(0);
    }

    /// The text that came last was longer than what is read at once.
    pub(super) fn cut(&mut self) {
        self.too_long |= self.in_segment;
    }

    /// Begins an element other than a variant.
    pub(super) fn start(&mut self, name: &str) {
        // A `<` that is no markup hides the end of a segment.
        self.broken |= self.in_segment && name == "seg";
        match name {
            "seg" => {
                self.in_segment = true;
                self.hidden = 0;
                self.text.clear();
            }
            // What is inside is code of another format; nothing in it is for readers.
            "bpt" | "ept" | "it" | "ph" | "ut" if self.in_segment => self.hidden += 1,
            _ if self.hidden > 0 => self.hidden += 1,
            _ if !self.in_segment => self.depth = self.depth.map(|depth| depth + 1),
            _ => {}
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        if name == "seg" {
            self.in_segment = false;
            let is_other = self.variant.lang == VariantLang::Other;
            if !is_other && self.variants.len() <= MOST_VARIANTS {
                let text = std::mem::take(&mut self.text);
                self.variants.push((self.variant, text));
            }
        } else if self.in_segment {
            self.hidden = self.hidden.saturating_sub(1);
        } else if name == "tuv" {
            self.depth = None;
        } else {
            self.depth = self.depth.map(|depth| depth.saturating_sub(1));
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.variant.lang == VariantLang::Other {
            return;
        }
        if !self.in_segment {
            self.outside |= self.depth == Some(0) && !text.trim().is_empty();
            return;
        }
        if self.hidden > 0 {
            return;
        }
        self.length += text.len();
        self.too_long |= self.length > LONGEST_UNIT;
        if !self.too_long {
            self.text.push_str(text);
        }
    }

    pub(super) fn reference(&mut self, reference: &BytesRef<'_>) {
        let numbered = reference.resolve_char_ref().ok().flatten();
        let named = || match &**reference {
            // Not XML's own, but memories have it.
            "nbsp" => Some('\u{a0}'),
            name => resolve_xml_entity(name)?.chars().next(),
        };
        let c = numbered.or_else(named).unwrap_or(' ');
        self.text(c.encode_utf8(&mut [0; 4]));
    }

    /// The unit, of a memory in `encoding`.
    pub(super) fn finish(self, encoding: &str) -> Result<Finished, Error> {
        let line = self.line;
        let bad = |message: &str| Err(Error::new(ErrorKind::Invalid, message).at_line(line));
        if self.in_segment || self.broken {
            return bad("this unit is left out: a <seg> of it does not end");
        }
        if self.outside {
            return bad("this unit is left out: a text of it is in no <seg>");
        }
        if self.too_long {
            return bad(
                "this unit is left out: a text of more than 16 MiB, or texts of more than 32 MiB",
            );
        }
        if self.variants.len() > MOST_VARIANTS {
            return bad("this unit is left out: it has more than 1,000 texts");
        }
        let mut taken: Vec<Taken> = Vec::new();
        let mut has_language_twice = false;
        for (variant, text) in self.variants {
            let Some((lang, rank)) = variant.rank() else {
                return bad(
                    "this unit is left out: a text of it does not say its language (xml:lang)",
                );
            };
            if text.contains(char::REPLACEMENT_CHARACTER) {
                let message = format!("this unit is left out: it is not in {encoding}");
                return Err(Error::new(ErrorKind::Encoding, message).at_line(line));
            }
            if text.trim().is_empty() {
                continue;
            }
            let own = Taken {
                lang,
                rank,
                said_norwegian: variant.lang == VariantLang::Norwegian,
                text,
            };
            match taken.iter_mut().find(|known| known.lang == lang) {
                Some(known) => {
                    has_language_twice = true;
                    if own.rank < known.rank {
                        *known = own;
                    }
                }
                None => taken.push(own),
            }
        }
        Ok(Finished {
            said_norwegian: taken.iter().any(|own| own.said_norwegian),
            has_language_twice,
            unit: TmxUnit {
                line,
                texts: taken.into_iter().map(|own| (own.lang, own.text)).collect(),
            },
        })
    }
}

/// A unit that was read, and what a user should know about it.
pub(super) struct Finished {
    pub(super) unit: TmxUnit,
    /// Whether one of its texts was in `no`.
    pub(super) said_norwegian: bool,
    /// Whether a text was left out for another one of its language.
    pub(super) has_language_twice: bool,
}

/// The text of a language, as long as none of a lower rank is found.
struct Taken {
    lang: Lang,
    rank: usize,
    said_norwegian: bool,
    text: String,
}
