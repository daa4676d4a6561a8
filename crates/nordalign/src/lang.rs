//! The languages, and a first guess at which of them a text is written in.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use crate::error::{Error, ErrorKind};
use crate::span::floor_boundary;

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

    /// Which of the languages `text` seems to be written in, or `None` where the text is too short or its words
    /// do not tell the three apart clearly.
    ///
    /// Counts words that only one of the languages spells so (`och`, `hva`, `hvad` …) in at most the first
    /// 50,000 bytes. It warns of a file under a wrong name; it does not identify other languages.
    ///
    /// ```
    /// use nordalign::Lang;
    /// let text = "Vi er ikke sikre på, hvad der skete efter mødet, og hvordan det blev afsluttet af bestyrelsen.";
    /// assert_eq!(Lang::guess(text), Some(Lang::Da));
    /// assert_eq!(Lang::guess("OK"), None);
    /// ```
    pub fn guess(text: &str) -> Option<Lang> {
        let end = floor_boundary(text, GUESS_BYTES);
        let mut counts = [0usize; 3];
        for word in text[..end].unicode_words() {
            let word = word.to_lowercase();
            for (count, marks) in counts.iter_mut().zip(MARK_WORDS.iter()) {
                *count += usize::from(marks.contains(word.as_str()));
            }
        }
        let best = (0..3).max_by_key(|&i| (counts[i], 3 - i))?;
        let second = (0..3).filter(|&i| i != best).map(|i| counts[i]).max()?;
        let clear = counts[best] >= 3 && counts[best] >= second * 2;
        Lang::ALL.get(best).copied().filter(|_| clear)
    }
}

/// How much of a text [`Lang::guess`] looks at.
const GUESS_BYTES: usize = 50_000;

/// The words of `lang/*.txt` that stand in one list only, in the order of [`Lang::ALL`].
static MARK_WORDS: LazyLock<[BTreeSet<&'static str>; 3]> = LazyLock::new(|| {
    let lists: [BTreeSet<&str>; 3] = [
        include_str!("lang/sv.txt"),
        include_str!("lang/nb.txt"),
        include_str!("lang/da.txt"),
    ]
    .map(|data| {
        data.lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(str::split_whitespace)
            .collect()
    });
    let holders = |word: &str| lists.iter().filter(|list| list.contains(word)).count();
    lists
        .clone()
        .map(|list| list.into_iter().filter(|word| holders(word) == 1).collect())
});

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
                Error::new(
                    ErrorKind::Language,
                    format!("`{tag}` is not one of the languages sv, nb, da{hint}"),
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
    fn the_macrolanguage_no_is_refused_with_a_hint() {
        let message = "no".parse::<Lang>().map_err(|e| e.to_string());
        assert!(message.is_err_and(|m| m.contains("write `nb`")));
    }

    #[test]
    fn plain_prose_is_told_apart() {
        let sv = "Jag vet inte vad som hände efter mötet, och vi är ännu inte säkra på om det blev någon ny plan.";
        let nb = "Jeg vet ikke hva som skjedde etter møtet, og vi er ennå ikke sikre på om det ble noen ny plan av det.";
        let da = "Jeg ved ikke, hvad der skete efter mødet, og vi er endnu ikke sikre på, om det blev til noget af.";
        assert_eq!(Lang::guess(sv), Some(Lang::Sv));
        assert_eq!(Lang::guess(nb), Some(Lang::Nb));
        assert_eq!(Lang::guess(da), Some(Lang::Da));
    }

    #[test]
    fn words_that_two_languages_share_decide_nothing() {
        assert_eq!(Lang::guess("Alle mennesker er født frie"), None);
    }
}
