//! What goes into a memory, and how it is written.

use std::collections::BTreeMap;

use crate::alignment::Alignment;
use crate::error::{Error, ErrorKind};
use crate::lang::Lang;
#[cfg(feature = "tmx")]
use crate::write::date::Date;

/// The default confidence from which a bead becomes a translation unit.
pub const DEFAULT_MIN_CONFIDENCE: f64 = 0.5;

/// What a translation memory should hold, and the tags of its languages.
///
/// ```
/// use nordalign::{Lang, write::MemoryOptions};
/// let options = MemoryOptions::new()
///     .min_confidence(0.7)
///     .pair([Lang::Sv, Lang::Nb])
///     .lang_tag(Lang::Nb, "nb-NO")?;
/// assert_eq!(options.tag(Lang::Nb), "nb-NO");
/// assert_eq!(options.tag(Lang::Sv), "sv");
/// # Ok::<(), nordalign::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct MemoryOptions {
    min_confidence: f64,
    partial: bool,
    pair: Option<[Lang; 2]>,
    tags: BTreeMap<Lang, String>,
    #[cfg(feature = "tmx")]
    pub(super) doctype: bool,
    #[cfg(feature = "tmx")]
    pub(super) date: Option<Date>,
}

impl Default for MemoryOptions {
    fn default() -> Self {
        MemoryOptions {
            min_confidence: DEFAULT_MIN_CONFIDENCE,
            partial: false,
            pair: None,
            tags: BTreeMap::new(),
            #[cfg(feature = "tmx")]
            doctype: true,
            #[cfg(feature = "tmx")]
            date: None,
        }
    }
}

impl MemoryOptions {
    /// Every option at its default: units that have all languages, a confidence from
    /// [`DEFAULT_MIN_CONFIDENCE`] up, languages by their bare codes, a DOCTYPE, no date.
    pub fn new() -> Self {
        MemoryOptions::default()
    }

    /// The lowest confidence of a unit, 0..1; [`DEFAULT_MIN_CONFIDENCE`] by default, or if not a
    /// number.
    #[must_use]
    pub fn min_confidence(mut self, confidence: f64) -> Self {
        self.min_confidence = if confidence.is_nan() {
            DEFAULT_MIN_CONFIDENCE
        } else {
            confidence
        };
        self
    }

    /// Whether a memory of three languages also takes units that only two of them have; off by
    /// default.
    ///
    /// Some translation tools fill in a third language if the wanted one is missing, so such a
    /// memory is only for programs that do not.
    #[must_use]
    pub fn partial(mut self, partial: bool) -> Self {
        self.partial = partial;
        self
    }

    /// Takes the units of two of three languages: every bead of that pair. All languages by
    /// default.
    #[must_use]
    pub fn pair(mut self, pair: [Lang; 2]) -> Self {
        self.pair = Some(pair);
        self
    }

    /// Sets the tag of `lang`, a BCP 47 tag of that language with a region or script; the bare code
    /// by default.
    ///
    /// ```
    /// use nordalign::{Lang, write::MemoryOptions};
    /// assert!(MemoryOptions::new().lang_tag(Lang::Sv, "sv-FI").is_ok());
    /// assert!(MemoryOptions::new().lang_tag(Lang::Nb, "no").is_err());
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Language`] if `tag` is not valid in BCP 47 or names another language.
    pub fn lang_tag(mut self, lang: Lang, tag: &str) -> Result<Self, Error> {
        check_tag(lang, tag)?;
        self.tags.insert(lang, tag.to_owned());
        Ok(self)
    }

    /// The tag of `lang` in the memory.
    pub fn tag(&self, lang: Lang) -> &str {
        self.tags.get(&lang).map_or(lang.code(), String::as_str)
    }

    /// Whether a TMX file names its DTD in a DOCTYPE; on by default.
    #[cfg(feature = "tmx")]
    #[must_use]
    pub fn doctype(mut self, doctype: bool) -> Self {
        self.doctype = doctype;
        self
    }

    /// The creation date in a TMX file; none by default, so that the same input gives the same
    /// bytes.
    #[cfg(feature = "tmx")]
    #[must_use]
    pub fn date(mut self, date: Date) -> Self {
        self.date = Some(date);
        self
    }

    pub(super) fn least(&self) -> f64 {
        self.min_confidence
    }

    pub(super) fn is_partial(&self) -> bool {
        self.partial
    }

    /// The languages that a memory of `alignment` holds, in the order of the alignment.
    ///
    /// # Errors
    /// [`ErrorKind::Documents`] if a language of the [pair](MemoryOptions::pair) is not in the
    /// alignment.
    pub(super) fn langs(&self, alignment: &Alignment) -> Result<Vec<Lang>, Error> {
        let Some(pair) = self.pair else {
            return Ok(alignment.langs());
        };
        let mut langs = alignment.langs();
        langs.retain(|lang| pair.contains(lang));
        if langs.len() == 2 {
            return Ok(langs);
        }
        let message = format!("the alignment has no pair {}-{}", pair[0], pair[1]);
        Err(Error::new(ErrorKind::Documents, message))
    }
}

fn check_tag(lang: Lang, tag: &str) -> Result<(), Error> {
    let mut subtags = tag.split('-');
    let primary = subtags.next().unwrap_or_default();
    let well_formed = subtags.all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    if well_formed && primary.eq_ignore_ascii_case(lang.code()) {
        return Ok(());
    }
    let message = format!(
        "`{tag}` is not a tag for {}: write {lang}, or {lang}-XX with a region XX",
        lang.name()
    );
    Err(Error::new(ErrorKind::Language, message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::testing::{alignment, bead};

    #[test]
    fn a_pair_that_the_alignment_lacks_is_an_error() {
        let sides: [(Lang, &[&str]); 2] = [(Lang::Sv, &["Hej"]), (Lang::Nb, &["Hei"])];
        let alignment = alignment(&sides, vec![bead(&[&[0], &[0]], 1.0, Vec::new())]);
        let options = MemoryOptions::new().pair([Lang::Sv, Lang::Da]);
        let error = options.langs(&alignment).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Documents);
    }

    #[test]
    fn a_tag_must_name_its_language_and_consist_of_letters_digits_and_hyphens() {
        for tag in ["nb", "nb-NO", "NB-no", "nb-Latn-NO"] {
            assert!(check_tag(Lang::Nb, tag).is_ok(), "{tag}");
        }
        for tag in [
            "",
            "no",
            "no-NO",
            "nb_NO",
            "nb-",
            "nb-NO ",
            "sv",
            "nb-verylongpart",
        ] {
            assert!(check_tag(Lang::Nb, tag).is_err(), "{tag}");
        }
    }
}
