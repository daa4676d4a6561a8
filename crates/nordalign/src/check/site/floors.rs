//! How much must be translated.

use std::fmt;
use std::sync::Arc;

use crate::check::outcome::{CheckedFile, Outcome};
use crate::check::state::Coverage;
use crate::lang::Lang;

/// How much of the words must be translated, in per cent: of a whole site, and of parts of it.
///
/// ```
/// use nordalign::Lang;
/// use nordalign::check::site::Floors;
///
/// let floors = Floors::new()
///     .min(Lang::Nb, 90.0)
///     .min_in("legal/", Lang::Nb, 100.0, |path| path.contains("/legal/"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Floors(Vec<Floor>);

#[derive(Clone)]
struct Floor {
    part: Option<Part>,
    lang: Lang,
    percent: f64,
}

/// Some of the translations.
#[derive(Clone)]
struct Part {
    name: String,
    contains: Arc<dyn Fn(&str) -> bool + Send + Sync>,
}

/// A floor that is not reached.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct MissedFloor {
    /// The language.
    pub lang: Lang,
    /// The part of the site, as it was named; `None` if it is the whole site.
    pub part: Option<String>,
    /// How much must be translated, 0..100.
    pub floor: f64,
    /// How much is, 0..100.
    pub percent: f64,
}

/// A floor that no document was measured by: it can never be missed, so most likely its language or
/// its part is misspelled.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnusedFloor {
    /// The language.
    pub lang: Lang,
    /// The part of the site, as it was named; `None` if it is the whole site.
    pub part: Option<String>,
}

impl Floors {
    /// None.
    pub fn new() -> Self {
        Floors::default()
    }

    /// At least `percent` per cent, 0..100, of the words must be translated into `lang`.
    #[must_use]
    pub fn min(mut self, lang: Lang, percent: f64) -> Self {
        let part = None;
        self.0.push(Floor {
            part,
            lang,
            percent,
        });
        self
    }

    /// At least `percent` per cent, 0..100, must be translated into `lang` in the translations whose
    /// paths `contains` is true of; `part` is what to call them.
    #[must_use]
    pub fn min_in<F>(
        mut self,
        part: impl Into<String>,
        lang: Lang,
        percent: f64,
        contains: F,
    ) -> Self
    where
        F: Fn(&str) -> bool + Send + Sync + 'static,
    {
        let part = Some(Part {
            name: part.into(),
            contains: Arc::new(contains),
        });
        self.0.push(Floor {
            part,
            lang,
            percent,
        });
        self
    }

    /// The floors that `outcome` does not reach, in the order in which they were set.
    pub fn missed(&self, outcome: &Outcome) -> Vec<MissedFloor> {
        let missed = self.0.iter().filter_map(|floor| {
            let [_, percent] = floor.coverage(outcome)?.percent();
            (percent < floor.percent).then(|| MissedFloor {
                lang: floor.lang,
                part: floor.name(),
                floor: floor.percent,
                percent,
            })
        });
        missed.collect()
    }

    /// The floors that nothing in `outcome` is measured by.
    pub fn unused(&self, outcome: &Outcome) -> Vec<UnusedFloor> {
        let unused = self.0.iter().filter(|floor| match &floor.part {
            None => !outcome.langs.contains_key(&floor.lang),
            Some(_) => floor.files(outcome).next().is_none(),
        });
        let unused = unused.map(|floor| UnusedFloor {
            lang: floor.lang,
            part: floor.name(),
        });
        unused.collect()
    }
}

impl Floor {
    fn name(&self) -> Option<String> {
        self.part.as_ref().map(|part| part.name.clone())
    }

    /// The translations that it is about.
    fn files<'a>(&'a self, outcome: &'a Outcome) -> impl Iterator<Item = &'a CheckedFile> {
        let contains = |path: &str| {
            let part = self.part.as_ref();
            part.is_none_or(|part| (part.contains)(path))
        };
        let files = outcome.files.iter();
        files.filter(move |file| file.lang == self.lang && contains(&file.path))
    }

    /// How much of them is translated; `None` of a language that the outcome does not have.
    fn coverage(&self, outcome: &Outcome) -> Option<Coverage> {
        if self.part.is_none() {
            return outcome.langs.get(&self.lang).copied();
        }
        let mut coverage = Coverage::default();
        for file in self.files(outcome) {
            coverage += file.coverage;
        }
        Some(coverage)
    }
}

impl fmt::Debug for Floor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Floor")
            .field("part", &self.name())
            .field("lang", &self.lang)
            .field("percent", &self.percent)
            .finish()
    }
}
