//! The formats of input.

use serde::{Deserialize, Serialize};

/// A format of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Format {
    /// Plain text: paragraphs by blank lines, lists and headings by their look.
    Plain,
    /// Markdown with front matter and Hugo shortcodes.
    Markdown,
    /// Text extracted from a PDF: every hard-wrapped line stands alone, with page furniture
    /// between.
    PdfText,
}
