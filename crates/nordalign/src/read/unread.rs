//! Formats that are not read: how such files are recognised, and what can be done with them.

use std::path::Path;

use crate::error::{Error, ErrorKind};

/// A format that is not read. Its markup would otherwise be taken for text.
struct Unread {
    /// What users call it.
    name: &'static str,
    /// The endings of its files, in small letters.
    endings: &'static [&'static str],
    /// What only its files begin with, in any case of letters.
    begins: &'static [&'static [u8]],
    /// Whether its files are text, which may be read as such by whoever wants that.
    is_text: bool,
    /// What can be done with such a file.
    remedy: &'static str,
}

const SAVE: &str = "save it as text or Markdown first";

const UNREAD: &[Unread] = &[
    Unread {
        name: "HTML",
        endings: &["html", "htm", "xhtml"],
        begins: &[b"<!doctype html", b"<html"],
        is_text: true,
        remedy: "convert it to Markdown first (for example with `pandoc -f html -t gfm`)",
    },
    Unread {
        name: "a PO file",
        endings: &["po", "pot"],
        begins: &[],
        is_text: true,
        remedy: "extract its texts first (for example with `po2txt`)",
    },
    Unread {
        name: "XLIFF",
        endings: &["xliff", "xlf", "sdlxliff", "mqxliff", "mxliff"],
        begins: &[],
        is_text: true,
        remedy: "extract its texts first (for example with `xliff2po` and `po2txt`)",
    },
    Unread {
        name: "a translation memory (TMX)",
        endings: &["tmx"],
        begins: &[],
        is_text: true,
        remedy: "its texts are aligned already; glossaries are made from it as it is",
    },
    Unread {
        name: "reStructuredText",
        endings: &["rst", "rest"],
        begins: &[],
        is_text: true,
        remedy: "convert it to Markdown first (for example with `pandoc -f rst -t gfm`)",
    },
    Unread {
        name: "AsciiDoc",
        endings: &["adoc", "asciidoc"],
        begins: &[],
        is_text: true,
        remedy: "convert it to Markdown first (for example with `asciidoctor -b docbook` and \
                 `pandoc -f docbook -t gfm`)",
    },
    Unread {
        name: "LaTeX",
        endings: &["tex", "latex"],
        begins: &[b"\\documentclass"],
        is_text: true,
        remedy: "convert it to Markdown first (for example with `pandoc -f latex -t gfm`)",
    },
    Unread {
        name: "JSON",
        endings: &["json", "jsonc", "json5", "jsonl", "arb"],
        begins: &[],
        is_text: true,
        remedy: "extract its texts first (for example with `jq -r '.. | strings'`)",
    },
    Unread {
        name: "YAML",
        endings: &["yaml", "yml"],
        begins: &[],
        is_text: true,
        remedy: "extract its texts first",
    },
    Unread {
        name: "XML",
        endings: &["xml", "dita", "ditamap", "dbk", "resx"],
        begins: &[b"<?xml"],
        is_text: true,
        remedy: "extract its texts first, or convert it to Markdown",
    },
    Unread {
        name: "a list of strings",
        endings: &["properties", "strings", "stringsdict", "ini"],
        begins: &[],
        is_text: true,
        remedy: "extract its texts first",
    },
    Unread {
        name: "a file of subtitles",
        endings: &["srt", "vtt"],
        begins: &[b"WEBVTT"],
        is_text: true,
        remedy: "extract its texts first",
    },
    Unread {
        name: "a PDF",
        endings: &["pdf"],
        begins: &[b"%PDF-"],
        is_text: false,
        remedy: "extract its text first (for example with `pdftotext`) and give that",
    },
    Unread {
        name: "a document for word processors",
        endings: &["docx", "docm", "odt", "epub"],
        begins: &[],
        is_text: false,
        remedy: "convert it to Markdown first (for example with `pandoc -t gfm`)",
    },
    Unread {
        name: "a zip archive or an office document",
        endings: &["zip", "pptx", "xlsx", "odp", "ods"],
        begins: &[b"PK\x03\x04"],
        is_text: false,
        remedy: SAVE,
    },
    Unread {
        name: "an old office document",
        endings: &["doc", "xls", "ppt"],
        begins: &[b"\xD0\xCF\x11\xE0"],
        is_text: false,
        remedy: SAVE,
    },
    Unread {
        name: "RTF",
        endings: &["rtf"],
        begins: &[b"{\\rtf"],
        is_text: false,
        remedy: SAVE,
    },
    Unread {
        name: "a compressed file",
        endings: &["gz", "tgz"],
        begins: &[b"\x1F\x8B"],
        is_text: false,
        remedy: "unpack it first",
    },
];

impl Unread {
    fn begins(&self, bytes: &[u8]) -> bool {
        self.begins.iter().any(|start| {
            let own = bytes.get(..start.len());
            own.is_some_and(|own| own.eq_ignore_ascii_case(start))
        })
    }

    fn error(&self, kind: ErrorKind) -> Error {
        let Unread { name, remedy, .. } = self;
        Error::new(kind, format!("this is {name}, which is not read: {remedy}"))
    }
}

/// Refuses files whose ending says that they are in a format that is not read.
pub(crate) fn check_ending(path: &Path) -> Result<(), Error> {
    let Some(ending) = path.extension().and_then(|ending| ending.to_str()) else {
        return Ok(());
    };
    let has = |own: &&str| own.eq_ignore_ascii_case(ending);
    refuse(|unread| unread.endings.iter().any(has), ErrorKind::Format)
}

/// Refuses text whose beginning shows that it is in a format that is not read.
pub(super) fn check_beginning(text: &str) -> Result<(), Error> {
    let start = text.trim_start().as_bytes();
    refuse(|unread| unread.begins(start), ErrorKind::Format)
}

/// Refuses bytes that are not text.
pub(super) fn check_bytes(bytes: &[u8]) -> Result<(), Error> {
    let is_it = |unread: &Unread| !unread.is_text && unread.begins(bytes);
    refuse(is_it, ErrorKind::Binary)
}

fn refuse(is_it: impl Fn(&Unread) -> bool, kind: ErrorKind) -> Result<(), Error> {
    match UNREAD.iter().find(|unread| is_it(unread)) {
        Some(unread) => Err(unread.error(kind)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;

    #[test]
    fn no_format_that_is_read_is_refused() {
        for ending in [
            "md", "markdown", "mdx", "txt", "text", "TXT", "sv", "nb", "csv", "3",
        ] {
            assert!(check_ending(Path::new(&format!("a.{ending}"))).is_ok());
        }
        assert!(check_ending(Path::new("html")).is_ok());
    }

    #[test]
    fn a_file_is_refused_by_its_ending_or_by_an_unmistakable_beginning() {
        let refused = |path: &str, text: &str| {
            let error = Format::detect(path, text).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Format);
            error.to_string()
        };
        assert!(refused("side.HTML", "Hei").contains("HTML, which is not read"));
        assert!(refused("side.txt", "\n<!DOCTYPE html>\n<p>Hei").contains("pandoc"));
        assert!(refused("side", "<?xml version=\"1.0\"?>").contains("XML"));
        assert!(refused("side.nb", "<HTML lang=nb>").contains("HTML"));
        assert!(refused("side.txt", "%PDF-1.4").contains("pdftotext"));
        for text in ["< html", "Om <?xml", "<p>Hei</p>", "PK 3", "{\"a\": 1}"] {
            assert_eq!(Format::detect("side.txt", text).unwrap(), Format::Plain);
        }
        let markdown = Format::detect("side.md", "<!DOCTYPE html>\n\nHei");
        assert_eq!(markdown.unwrap(), Format::Markdown);
    }
}
