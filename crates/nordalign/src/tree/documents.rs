//! The results for a tree: the documents and where they are, which of them belong together, and
//! which have no partner.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize, Serializer};

use crate::error::Error;
use crate::identify::Language;
use crate::lang::Lang;
use crate::path_text::path_text;

/// A document of a tree: its file, and what its path and front matter say about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TreeFile {
    /// Its language.
    pub lang: Lang,
    /// The file, with the root as it was given. If it is not UTF-8, it is serialized as
    /// [`path_text`] writes it.
    #[serde(serialize_with = "as_text")]
    pub path: PathBuf,
    /// The path below the root without the language and the ending, in lower case, with `/` between
    /// folders: `guide/start` for `content/nb/guide/start.md`, `guide/start.nb.md` and
    /// `nb/guide/start/index.md`. Documents with the same key belong together.
    pub key: String,
    /// The key that its front matter gives (Hugo's `translationKey`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation_key: Option<String>,
    /// The language that its text is clearly in, if that is not its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looks: Option<Language>,
    /// Whether nothing but its text says what language it is in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_text: bool,
}

/// The evidence by which documents were found to belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum FoundBy {
    /// Their paths are the same except for the language.
    Path,
    /// Their front matter gives the same key.
    Key,
    /// Their contents agree.
    Content,
}

/// Documents that belong together: two or three, in as many languages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DocumentSet {
    /// The documents: the source first, then sv, nb, da.
    #[serde(rename = "places")]
    pub files: Vec<TreeFile>,
    /// How they were found; if in several ways, the last one in the order of [`FoundBy`].
    #[serde(rename = "found")]
    pub found_by: FoundBy,
    /// How certain it is that they belong together, 0..1. By path or key it is 1, unless the texts
    /// seem to differ; otherwise it is the share of their text that aligns, the lowest over the
    /// pairs compared.
    pub score: f64,
}

impl DocumentSet {
    /// The languages, in the order of the documents.
    pub fn langs(&self) -> Vec<Lang> {
        self.files.iter().map(|file| file.lang).collect()
    }

    /// The document in `lang`.
    pub fn file(&self, lang: Lang) -> Option<&TreeFile> {
        self.files.iter().find(|file| file.lang == lang)
    }
}

/// A document without a partner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Unpaired {
    /// The file, with the root as it was given.
    #[serde(serialize_with = "as_text")]
    pub path: PathBuf,
    /// Its language, if known.
    pub lang: Option<Lang>,
    /// The [key](TreeFile::key) that no other document has, if its language is known.
    #[serde(skip)]
    pub key: Option<String>,
    /// Why.
    #[serde(flatten)]
    pub reason: Reason,
}

/// Files that two patterns of different languages match.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Overlap {
    /// The patterns without their languages, as they were given. The first one counts: it has the
    /// longer fixed part, or else more letters, or else comes first.
    pub patterns: [String; 2],
    /// How many files both match.
    pub files: usize,
    /// One of them.
    pub example: PathBuf,
}

/// Why a document has no partner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// It could not be read.
    Unreadable {
        /// What went wrong.
        message: String,
    },
    /// It is part of a [`Conflict`].
    Conflict,
    /// Nothing names its language, and it is not clear from its text.
    NoLanguage,
    /// It is a link to another document, or to a folder that contains it.
    SameFile {
        /// That document or folder.
        #[serde(rename = "same_as", serialize_with = "as_text")]
        path: PathBuf,
    },
    /// No document has its path, its key or its content.
    NoPartner {
        /// The nearest by content, if there is any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nearest: Option<Candidate>,
    },
}

/// A document that may belong to another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Candidate {
    /// The file.
    #[serde(serialize_with = "as_text")]
    pub path: PathBuf,
    /// How alike their words are, 0..1; translations mostly score above 0.2.
    pub similarity: f64,
}

/// Documents that could not be paired without guessing, or were paired despite contrary evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Conflict {
    /// What contradicts what.
    pub kind: ConflictKind,
    /// The documents involved, by language and path.
    #[serde(rename = "places")]
    pub files: Vec<TreeFile>,
}

/// What contradicts what in a [`Conflict`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ConflictKind {
    /// Several documents of a language have the same path except for the ending or an `index`: none
    /// of them is paired.
    SamePath,
    /// Several documents of a language have the same key in their front matter: their paths
    /// decided, and the rest were paired where there is one for each language.
    RepeatedKey,
    /// These have the same key in their front matter, and neither their paths nor their contents
    /// say which of them belong together: they are not paired.
    SameKey,
    /// Documents with the same path have different keys in their front matter: they are not paired.
    KeysDiffer,
    /// The key in the front matter names another partner than the path: the key was followed.
    KeyAgainstPath,
    /// Documents with the same path have different contents, and their partners by content have
    /// other paths or do not exist: they are not paired by path.
    ContentAgainstPath,
    /// Several documents of a language have the same content as one in another language: none of
    /// them is paired.
    SameContent,
}

/// Serializes a path even if it is not UTF-8.
fn as_text<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&path_text(path))
}

impl Reason {
    pub(super) fn unreadable(error: &Error) -> Self {
        Reason::Unreadable {
            message: error.to_string(),
        }
    }
}

impl TreeFile {
    /// The last part of the path that names the document, for comparing names.
    pub(super) fn name(&self) -> &str {
        self.key.rsplit('/').next().unwrap_or_default()
    }

    /// The folder of its key.
    pub(super) fn folder(&self) -> &str {
        self.key.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}
