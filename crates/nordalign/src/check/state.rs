//! The states of the units of a source, and how much of it is translated.

use std::ops::{Add, AddAssign};

use serde::{Deserialize, Serialize};

/// The state of a unit of the source in a translation. The states are disjoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum State {
    /// It is translated.
    Translated,
    /// It is translated, and its translation is in another place.
    Moved,
    /// There is text in its place, which may not say the same.
    Doubtful,
    /// It was left in the source language, word for word.
    Copied,
    /// The text in its place is in a third language, or in that of the source.
    WrongLanguage,
    /// It is translated, but the source has changed since.
    Stale,
    /// It has no translation.
    Missing,
    /// It has no words, so there is nothing to translate; or it is
    /// [ignored](super#what-is-ignored).
    Ignored,
}

/// An amount of text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Units: paragraphs, headings, list items, table cells …
    pub segments: usize,
    /// Words in them (Unicode word boundaries; numbers do not count).
    pub words: usize,
}

impl Add for Counts {
    type Output = Counts;

    /// Saturates, because counts from a file may be too large.
    fn add(self, other: Counts) -> Counts {
        Counts {
            segments: self.segments.saturating_add(other.segments),
            words: self.words.saturating_add(other.words),
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        *self = *self + other;
    }
}

/// How much of a source is in each [`State`], counted on the source side, and what a translation
/// has in addition.
///
/// If a unit is translated except for one sentence, the words of the sentence are missing, but the
/// unit is translated. Likewise the words of an extra sentence are extra.
///
/// ```
/// use nordalign::check::{Counts, Coverage};
/// let mut coverage = Coverage::default();
/// coverage.translated = Counts { segments: 19, words: 240 };
/// coverage.missing = Counts { segments: 1, words: 60 };
/// assert_eq!(coverage.total().words, 300);
/// assert_eq!(coverage.percent(), [95.0, 80.0]);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Coverage {
    /// Translated, in its place.
    pub translated: Counts,
    /// Translated, in another place.
    pub moved: Counts,
    /// Perhaps translated; never counted as such.
    pub doubtful: Counts,
    /// Left in the source language.
    pub copied: Counts,
    /// In a wrong language.
    pub wrong_language: Counts,
    /// Translated from an earlier version of the source.
    pub stale: Counts,
    /// Missing.
    pub missing: Counts,
    /// Nothing to translate; not part of the total.
    pub ignored: Counts,
    /// Units of the translation that have no source; not part of the total.
    pub extra: Counts,
}

impl Coverage {
    pub(super) fn add(&mut self, state: State, words: usize) {
        let counts = match state {
            State::Translated => &mut self.translated,
            State::Moved => &mut self.moved,
            State::Doubtful => &mut self.doubtful,
            State::Copied => &mut self.copied,
            State::WrongLanguage => &mut self.wrong_language,
            State::Stale => &mut self.stale,
            State::Missing => &mut self.missing,
            State::Ignored => &mut self.ignored,
        };
        *counts += Counts { segments: 1, words };
    }

    /// Everything in the source that can be translated.
    pub fn total(&self) -> Counts {
        self.done() + self.doubtful + self.copied + self.wrong_language + self.stale + self.missing
    }

    /// Everything that counts as translated: in its place or moved.
    pub fn done(&self) -> Counts {
        self.translated + self.moved
    }

    /// The share that counts as translated in per cent, 0 to 100, of segments and of words; 100 if
    /// there is nothing to translate.
    pub fn percent(&self) -> [f64; 2] {
        let (done, total) = (self.done(), self.total());
        [(done.segments, total.segments), (done.words, total.words)].map(
            |(done, total)| match total {
                0 => 100.0,
                total => 100.0 * done as f64 / total as f64,
            },
        )
    }

    /// The same with one decimal, rounded down: 99.96 is not all.
    pub fn percent_rounded_down(&self) -> [f64; 2] {
        // A value that is whole except for the last bits of the calculation is whole: 41.4 is a
        // little less in binary.
        self.percent()
            .map(|percent| (percent * 10.0 + 1e-9).floor() / 10.0)
    }
}

impl AddAssign for Coverage {
    fn add_assign(&mut self, other: Coverage) {
        self.translated += other.translated;
        self.moved += other.moved;
        self.doubtful += other.doubtful;
        self.copied += other.copied;
        self.wrong_language += other.wrong_language;
        self.stale += other.stale;
        self.missing += other.missing;
        self.ignored += other.ignored;
        self.extra += other.extra;
    }
}
