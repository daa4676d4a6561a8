//! Reads every document once: its front matter, and a short sketch of its text.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use crate::document::Document;
use crate::error::Error;
use crate::format::Format;
use crate::identify::{Language, identify};
use crate::lang::Lang;
use crate::normalize::Lexicon;
use crate::path_text::path_text;
use crate::read::{self, FrontMatterField};
use crate::span::floor_boundary;
use crate::tree::documents::{Reason, TreeFile};
use crate::tree::path_key::LangInPath;
use crate::tree::sketch::{FULL, Frequencies, SHORT, Sketch};
use crate::tree::walk::FoundFile;

/// Reads the decoded text of a document in a language.
pub(super) type ReadText = dyn Fn(Lang, &Path) -> Result<String, Error> + Send + Sync;

/// How documents are read: anew each time, since none is kept in memory.
#[derive(Clone)]
pub(super) struct DocumentReader {
    pub(super) text: Arc<ReadText>,
    pub(super) format: Option<Format>,
    /// What of the front matter is text besides what its names say.
    pub(super) fields: Vec<FrontMatterField>,
    pub(super) lexicon: Lexicon,
}

impl Default for DocumentReader {
    fn default() -> Self {
        DocumentReader {
            text: Arc::new(|_, path| {
                let text = read::file(path).and_then(|bytes| read::decode(&bytes));
                text.map_err(|error| error.with_path(path))
            }),
            format: None,
            fields: Vec::new(),
            lexicon: Lexicon::standard(),
        }
    }
}

impl fmt::Debug for DocumentReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DocumentReader")
            .field("format", &self.format)
            .finish_non_exhaustive()
    }
}

/// Only this many bytes from the start of a text are used to find its partner.
const SKETCH_BYTES: usize = 200_000;

impl DocumentReader {
    /// The text of a document, and the format it is in.
    fn text(&self, lang: Lang, path: &Path) -> Result<(String, Format), Error> {
        let read = || {
            let text = (self.text)(lang, path)?;
            let format = match self.format {
                Some(format) => format,
                None => Format::detect(path, &text)?,
            };
            Ok((text, format))
        };
        read().map_err(|error: Error| error.with_path(path))
    }

    pub(super) fn document(&self, lang: Lang, path: &Path) -> Result<Document, Error> {
        let (text, format) = self.text(lang, path)?;
        let mut document = self.parse(lang, path, text, format)?;
        document.set_name(path_text(path));
        Ok(document)
    }

    /// The first `bytes` of the document.
    pub(super) fn head(&self, file: &TreeFile, bytes: usize) -> Result<Document, Error> {
        let (mut text, format) = self.text(file.lang, file.path())?;
        let end = floor_boundary(&text, bytes);
        let line = text.get(..end).and_then(|head| head.rfind('\n'));
        if let Some(line) = line.filter(|_| end < text.len()) {
            text.truncate(line);
        }
        self.parse(file.lang, file.path(), text, format)
    }

    fn parse(
        &self,
        lang: Lang,
        path: &Path,
        text: String,
        format: Format,
    ) -> Result<Document, Error> {
        Document::parse_with_fields(lang, text, format, &self.fields)
            .map_err(|error| error.with_path(path))
    }

    /// A sketch to find a partner by; empty if the document cannot be read.
    pub(super) fn sketch(&self, file: &TreeFile) -> Sketch {
        let text = self.text(file.lang, file.path());
        let text = text.map(|(text, _)| text).unwrap_or_default();
        self.sketch_of(file.lang, &text)
    }

    fn sketch_of(&self, lang: Lang, text: &str) -> Sketch {
        let start = text
            .get(..floor_boundary(text, SKETCH_BYTES))
            .unwrap_or_default();
        Sketch::new(lang, start, &self.lexicon, FULL)
    }
}

/// What is known of a document before it is aligned.
#[derive(Debug)]
pub(super) struct Doc {
    pub(super) file: TreeFile,
    /// The key that distinguishes `about.md` from `about/index.md`.
    pub(super) strict: String,
    /// A few of its features, to see whether a partner by path can be right.
    pub(super) sketch: Sketch,
    /// Why it cannot be read.
    pub(super) unreadable: Option<Error>,
    /// The fields of its front matter that hold sentences but are not read.
    pub(super) passed_over: Vec<String>,
}

/// What a file turns out to be.
#[derive(Debug)]
pub(super) enum Scanned {
    Doc(Box<Doc>),
    /// In a language that is not one of ours.
    OtherLanguage,
    Unusable(Reason),
}

/// Reads `file`; `source` is the language of documents that name none.
pub(super) fn scan(
    file: &FoundFile,
    source: Option<Lang>,
    reader: &DocumentReader,
    frequencies: &Frequencies,
) -> Scanned {
    let source = file.root_lang.or(source);
    // The encoding may be set by language; if the language is unknown, the text itself decides.
    let supposed = match file.lang {
        LangInPath::Lang(lang) | LangInPath::AtEnd(lang) => lang,
        LangInPath::Norwegian => Lang::Nb,
        LangInPath::Other | LangInPath::None => source.unwrap_or(Lang::Sv),
    };
    let (text, format, unreadable) = match reader.text(supposed, &file.path) {
        Ok((text, format)) => (text, format, None),
        Err(error) => (String::new(), Format::Plain, Some(error)),
    };
    let front = Front::read(format, &text, &reader.fields);
    let identified = identify(&text);
    let clearly = identified.clearly();
    let of_text = clearly.and_then(Language::lang);
    if front.lang.is_none() && file.may_be_other() && clearly.is_some() && of_text.is_none() {
        return Scanned::OtherLanguage;
    }
    let named = match file.lang {
        LangInPath::Lang(lang) => Some(lang),
        LangInPath::Norwegian => Some(Lang::Nb),
        // A word, if the text is in another of our languages.
        LangInPath::AtEnd(lang) => {
            let at_end = Some(lang).filter(|_| of_text.is_none_or(|of_text| of_text == lang));
            front.lang.or(at_end).or(source)
        }
        LangInPath::Other | LangInPath::None => front.lang.or(source),
    };
    let Some(lang) = named.or(of_text) else {
        return Scanned::Unusable(match unreadable {
            Some(error) => Reason::unreadable(&error),
            None => Reason::NoLanguage,
        });
    };
    let sketch = reader.sketch_of(lang, &text);
    frequencies.count(&sketch);
    let (key, strict) = file.keys(lang);
    Scanned::Doc(Box::new(Doc {
        file: TreeFile {
            lang,
            path: file.path.clone(),
            key,
            translation_key: front.key,
            looks: identified.other_than(lang),
            by_text: named.is_none(),
        },
        strict,
        sketch: sketch.shortened(SHORT),
        unreadable,
        passed_over: front.passed_over,
    }))
}

/// What the front matter says about a document's language and key.
#[derive(Debug, Default)]
struct Front {
    lang: Option<Lang>,
    key: Option<String>,
    passed_over: Vec<String>,
}

impl Front {
    fn read(format: Format, text: &str, said: &[FrontMatterField]) -> Self {
        let metadata = read::metadata(format, text, said);
        let fields = &metadata.fields;
        let field = |names: &[&str]| {
            let named = |field: &&(String, String)| {
                names.iter().any(|name| name.eq_ignore_ascii_case(&field.0))
            };
            fields
                .iter()
                .find(named)
                .map(|(_, value)| value.trim().to_owned())
        };
        let lang = field(&["lang", "language", "locale"]);
        // Hugo's key, or else those that multilingual Jekyll sites use together with `lang`.
        // Without it they mean other things.
        let key = field(&["translationKey"]).or_else(|| {
            lang.as_ref()?;
            field(&["ref", "lang-ref", "page_id"])
        });
        Front {
            lang: lang.and_then(|lang| lang.parse().ok()),
            key: key.filter(|key| !key.is_empty()),
            passed_over: metadata.passed_over,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "markdown")]
    #[test]
    fn keys_of_common_site_builders_are_read() {
        let read = |text: &str| {
            let front = Front::read(Format::Markdown, text, &[]);
            (front.lang, front.key)
        };
        let cases = [
            (
                "---\ntitle: Om\ntranslationKey: om\n---\n",
                (None, Some("om")),
            ),
            ("---\ntranslationkey: \"om\"\n---\n", (None, Some("om"))),
            (
                "---\nlang: nb\nref: om\n---\n",
                (Some(Lang::Nb), Some("om")),
            ),
            ("---\nref: main\n---\n", (None, None)),
            ("---\nlang: en\n---\n", (None, None)),
            (
                "+++\nlang = \"nb\"\ntranslationKey = 'om'\n+++\n",
                (Some(Lang::Nb), Some("om")),
            ),
            ("{\n  \"translationKey\": \"om\"\n}\n", (None, Some("om"))),
            ("# Om\n", (None, None)),
            ("---\nbroken: [\n---\n", (None, None)),
        ];
        for (text, (lang, key)) in cases {
            assert_eq!(read(text), (lang, key.map(str::to_owned)), "{text}");
        }
    }
}
