//! Units of memories: what becomes of their elements and texts.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart};

use super::variant_lang::{VariantLang, lang_of};
use crate::error::{Error, ErrorKind};
use crate::lang::Lang;

/// A unit of a memory: what it says in each of sv, nb and da that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TmxUnit {
    /// The line that it begins on, 1-based.
    pub line: usize,
    /// The texts, without inline codes, one a language and none of them empty; maybe none at all.
    pub texts: Vec<(Lang, String)>,
}

/// How long the texts of a unit may be together, in bytes, and how many it may have.
const LONGEST_UNIT: usize = 32 << 20;
const MOST_VARIANTS: usize = 1000;

/// A unit while it is read.
#[derive(Debug)]
pub(super) struct UnitBuilder {
    line: usize,
    /// The language of the variant that is read.
    lang: VariantLang,
    in_segment: bool,
    /// Whether a segment did not end.
    broken: bool,
    /// How many elements deep in one whose text is code.
    hidden: usize,
    text: String,
    /// The texts in our languages, and those that do not say theirs.
    variants: Vec<(VariantLang, String)>,
    /// How long the texts are together, and whether that is too long.
    length: usize,
    too_long: bool,
}

impl UnitBuilder {
    pub(super) fn new(line: usize) -> Self {
        UnitBuilder {
            line,
            lang: VariantLang::Missing,
            in_segment: false,
            broken: false,
            hidden: 0,
            text: String::new(),
            variants: Vec::new(),
            length: 0,
            too_long: false,
        }
    }

    /// Begins a variant, in the language that its element gives.
    pub(super) fn begin_variant(&mut self, element: &BytesStart<'_>) {
        self.lang = lang_of(element);
    }

    /// The text that came last was longer than what is read at once.
    pub(super) fn cut(&mut self) {
        self.too_long |= self.in_segment;
    }

    pub(super) fn start(&mut self, name: &str, element: &BytesStart<'_>) {
        // A `<` that is no markup hides the end of a segment.
        self.broken |= self.in_segment && matches!(name, "tuv" | "seg");
        match name {
            "tuv" => self.begin_variant(element),
            "seg" => {
                self.in_segment = true;
                self.hidden = 0;
                self.text.clear();
            }
            // What is inside is code of another format; nothing in it is for readers.
            "bpt" | "ept" | "it" | "ph" | "ut" if self.in_segment => self.hidden += 1,
            _ if self.hidden > 0 => self.hidden += 1,
            _ => {}
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        if name == "seg" {
            self.in_segment = false;
            if self.lang != VariantLang::Other && self.variants.len() <= MOST_VARIANTS {
                let text = std::mem::take(&mut self.text);
                self.variants.push((self.lang, text));
            }
        } else if self.in_segment {
            self.hidden = self.hidden.saturating_sub(1);
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if !self.in_segment || self.hidden > 0 || self.lang == VariantLang::Other {
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

    /// The unit, and whether one of its texts was in `no`.
    pub(super) fn finish(self) -> Result<(TmxUnit, bool), Error> {
        let line = self.line;
        let bad = |message: &str| Err(Error::new(ErrorKind::Invalid, message).at_line(line));
        if self.in_segment || self.broken {
            return bad("this unit is left out: a <seg> of it does not end");
        }
        if self.too_long {
            return bad(
                "this unit is left out: a text of more than 16 MiB, or texts of more than 32 MiB",
            );
        }
        if self.variants.len() > MOST_VARIANTS {
            return bad("this unit is left out: it has more than 1,000 texts");
        }
        let mut texts: Vec<(Lang, String)> = Vec::new();
        let mut said_norwegian = false;
        for (lang, text) in self.variants {
            let lang = match lang {
                VariantLang::Ours(lang) => lang,
                VariantLang::Norwegian => {
                    said_norwegian = true;
                    Lang::Nb
                }
                VariantLang::Other => continue,
                VariantLang::Missing => {
                    return bad(
                        "this unit is left out: a text of it does not say its language (xml:lang)",
                    );
                }
            };
            if text.contains(char::REPLACEMENT_CHARACTER) {
                return bad("this unit is left out: it is not in UTF-8");
            }
            if text.trim().is_empty() {
                continue;
            }
            if texts.iter().any(|(known, _)| *known == lang) {
                return bad("this unit is left out: it has one language twice");
            }
            texts.push((lang, text));
        }
        Ok((TmxUnit { line, texts }, said_norwegian))
    }
}
