//! Fields of front matter that are to be read as text, or not to be.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};

/// A field of front matter that is text, whatever it is called, or with `!` one that is not.
///
/// Its names are separated by dots, and the numbers of list items count as names. `*` stands for
/// any part of a name, `**` for any number of names. If several fit a field, the last one counts.
///
/// ```
/// # #[cfg(feature = "markdown")] {
/// use nordalign::read::FrontMatterField;
/// use nordalign::{Document, Format, Lang};
/// let source = "---\ntitle: Kart\nlegend:\n  - note: Blå er vann\n---\n";
/// let fields: Vec<FrontMatterField> = vec!["legend.*.note".parse()?, "!title".parse()?];
/// let document = Document::parse_with_fields(Lang::Nb, source, Format::Markdown, &fields)?;
/// let texts: Vec<_> = document.units().map(|unit| unit.text()).collect();
/// assert_eq!(texts, ["Blå er vann"]);
/// # }
/// # Ok::<(), nordalign::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FrontMatterField {
    is_text: bool,
    names: Vec<String>,
}

/// A longer one is refused.
const MAX_BYTES: usize = 200;

impl FromStr for FrontMatterField {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let refuse = |why: &str| {
            let message = format!("`{text}` is not a field of front matter: {why}");
            Err(Error::new(ErrorKind::Invalid, message))
        };
        if text.len() > MAX_BYTES {
            let message = format!("a field of front matter is longer than {MAX_BYTES} bytes");
            return Err(Error::new(ErrorKind::Invalid, message));
        }
        let (is_text, path) = match text.strip_prefix('!') {
            Some(path) => (false, path),
            None => (true, text),
        };
        let names: Vec<String> = path.split('.').map(str::to_owned).collect();
        if names.iter().any(|name| name.trim().is_empty()) {
            return refuse("write names with dots between, as in hero.text");
        }
        Ok(FrontMatterField { is_text, names })
    }
}

impl fmt::Display for FrontMatterField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = if self.is_text { "" } else { "!" };
        write!(f, "{not}{}", self.names.join("."))
    }
}

impl TryFrom<String> for FrontMatterField {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

impl From<FrontMatterField> for String {
    fn from(field: FrontMatterField) -> Self {
        field.to_string()
    }
}

/// Whether `fields` say that the field with these names is text; `None` if none of them fits.
#[cfg(feature = "markdown")]
pub(super) fn said(fields: &[FrontMatterField], names: &[&str]) -> Option<bool> {
    let mut fitting = fields.iter().rev().filter(|field| field.fits(names));
    fitting.next().map(|field| field.is_text)
}

#[cfg(feature = "markdown")]
impl FrontMatterField {
    fn fits(&self, names: &[&str]) -> bool {
        let is_any = |own: &String| own == "**";
        fits(&self.names, names, is_any, |own, name| {
            let (own, name): (Vec<char>, Vec<char>) =
                (own.chars().collect(), name.chars().collect());
            fits(&own, &name, |c| *c == '*', char::eq_ignore_ascii_case)
        })
    }
}

/// Whether `pattern` fits all `items`. A part for which `is_any` is true fits any number of items.
#[cfg(feature = "markdown")]
fn fits<P, T>(
    pattern: &[P],
    items: &[T],
    is_any: impl Fn(&P) -> bool,
    is_same: impl Fn(&P, &T) -> bool,
) -> bool {
    let (mut at, mut item) = (0, 0);
    // Where to go on after the last `is_any`, if it takes one item more.
    let mut retry: Option<(usize, usize)> = None;
    while let Some(next) = items.get(item) {
        match pattern.get(at) {
            Some(part) if is_any(part) => {
                at += 1;
                retry = Some((at, item));
            }
            Some(part) if is_same(part, next) => {
                (at, item) = (at + 1, item + 1);
            }
            _ => match &mut retry {
                Some((after, taken)) => {
                    *taken += 1;
                    (at, item) = (*after, *taken);
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(at).all(is_any)
}

#[cfg(all(test, feature = "markdown"))]
mod tests {
    use super::*;

    fn is_said(fields: &[&str], path: &str) -> Option<bool> {
        let fields: Vec<FrontMatterField> = fields.iter().map(|f| f.parse().unwrap()).collect();
        said(&fields, &path.split('.').collect::<Vec<_>>())
    }

    #[test]
    fn stars_stand_for_parts_of_a_name_and_for_any_names() {
        for (field, path) in [
            ("hero.text", "hero.text"),
            ("features.*.details", "features.12.details"),
            ("*_note", "side_note"),
            ("Hero.Text", "hero.text"),
            ("**.note", "note"),
            ("**.note", "a.0.b.note"),
            ("a.**", "a.b.0.c"),
            ("a.**.b.*c*", "a.b.x.b.abcd"),
        ] {
            assert_eq!(is_said(&[field], path), Some(true), "{field} {path}");
        }
        for (field, path) in [
            ("hero.text", "hero"),
            ("hero", "hero.text"),
            ("features.*.details", "features.details"),
            ("*_note", "side_notes"),
            ("**.note", "a.note.b"),
            ("a.**.b.*c*", "a.b.x.b.abd"),
        ] {
            assert_eq!(is_said(&[field], path), None, "{field} {path}");
        }
    }

    #[test]
    fn of_several_the_last_that_fits_counts() {
        assert_eq!(is_said(&["**", "!menu.**"], "menu.main"), Some(false));
        assert_eq!(is_said(&["!menu.**", "menu.main"], "menu.main"), Some(true));
    }

    #[test]
    fn what_names_no_field_is_refused() {
        for text in ["", "!", "a..b", ".a", "a.", "a. .b", &"a".repeat(300)] {
            let error = text.parse::<FrontMatterField>().unwrap_err();
            assert!(error.to_string().contains("field of front matter"));
        }
        let field: FrontMatterField = "!a.*.b".parse().unwrap();
        assert_eq!(field.to_string(), "!a.*.b");
    }
}
