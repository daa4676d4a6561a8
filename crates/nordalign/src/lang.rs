//! The languages.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};

/// A language that nordalign aligns.
///
/// The order (sv, nb, da) is the order languages are written in, after the source.
///
/// ```
/// use nordalign::Lang;
/// let lang: Lang = "nb".parse()?;
/// assert_eq!(lang, Lang::Nb);
/// assert_eq!(lang.to_string(), "nb");
/// # Ok::<(), nordalign::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Lang {
    /// Swedish.
    Sv,
    /// Norwegian Bokmål.
    Nb,
    /// Danish.
    Da,
}

impl Lang {
    /// Every language, in the order they are written in.
    ///
    /// ```
    /// use nordalign::Lang;
    /// assert_eq!(Lang::ALL, [Lang::Sv, Lang::Nb, Lang::Da]);
    /// ```
    pub const ALL: &'static [Lang] = &[Lang::Sv, Lang::Nb, Lang::Da];

    /// How many languages there are.
    pub(crate) const COUNT: usize = Lang::ALL.len();

    /// Its place in [`Lang::ALL`].
    pub(crate) fn index(self) -> usize {
        self as usize
    }

    /// The BCP 47 tag: `sv`, `nb` or `da`.
    ///
    /// ```
    /// assert_eq!(nordalign::Lang::Da.code(), "da");
    /// ```
    pub fn code(self) -> &'static str {
        match self {
            Lang::Sv => "sv",
            Lang::Nb => "nb",
            Lang::Da => "da",
        }
    }

    /// The language's English name.
    ///
    /// ```
    /// assert_eq!(nordalign::Lang::Nb.name(), "Norwegian Bokmål");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Lang::Sv => "Swedish",
            Lang::Nb => "Norwegian Bokmål",
            Lang::Da => "Danish",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Lang {
    type Err = Error;

    /// Reads `sv`, `nb` or `da`, in any case, with or without a region (`sv-SE`, `nb_NO`).
    fn from_str(tag: &str) -> Result<Self, Error> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Lang::ALL
            .iter()
            .copied()
            .find(|lang| lang.code().eq_ignore_ascii_case(primary))
            .ok_or_else(|| {
                let hint = if primary.eq_ignore_ascii_case("no") {
                    " (`no` is Bokmål or Nynorsk: write `nb` for Bokmål)"
                } else {
                    ""
                };
                let known: Vec<&str> = Lang::ALL.iter().map(|lang| lang.code()).collect();
                let known = known.join(", ");
                Error::new(
                    ErrorKind::Language,
                    format!("`{tag}` is not one of the languages {known}{hint}"),
                )
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_with_a_region_names_its_language() {
        assert_eq!("sv-SE".parse::<Lang>().ok(), Some(Lang::Sv));
        assert_eq!("NB_no".parse::<Lang>().ok(), Some(Lang::Nb));
    }

    #[test]
    fn every_language_is_at_its_index() {
        for (index, lang) in Lang::ALL.iter().enumerate() {
            assert_eq!(lang.index(), index);
        }
    }

    #[test]
    fn the_macrolanguage_no_is_refused_with_a_hint() {
        let message = "no".parse::<Lang>().map_err(|e| e.to_string());
        assert!(message.is_err_and(|m| m.contains("write `nb`")));
    }
}
