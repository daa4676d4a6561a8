//! Units of measurement.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A unit of measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct MeasureUnit {
    /// What it measures.
    pub(crate) measures: &'static str,
    /// How many of the smallest unit of its kind it is; none where that is not fixed.
    pub(crate) factor: Option<u64>,
    pub(crate) name: &'static str,
}

static UNITS: LazyLock<BTreeMap<&str, MeasureUnit>> = LazyLock::new(|| {
    let lines = include_str!("data/units.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    let words = lines.filter_map(|line| {
        let mut words = line.split_whitespace();
        let (measures, factor) = (words.next()?, words.next()?);
        let unit = MeasureUnit {
            measures,
            factor: factor.parse().ok(),
            name: words.clone().next()?,
        };
        Some(words.map(move |word| (word, unit)))
    });
    words.flatten().collect()
});

/// How many characters the longest word for a unit has.
static LONGEST: LazyLock<usize> = LazyLock::new(|| {
    let lengths = UNITS.keys().map(|word| word.chars().count());
    lengths.max().unwrap_or_default()
});

/// The unit that a word or sign stands for, in any language. Case matters only where the file has
/// capitals: `mW` and `MW` are two units.
pub(crate) fn unit_named(word: &str) -> Option<MeasureUnit> {
    let exact = UNITS.get(word);
    exact
        .or_else(|| UNITS.get(word.to_lowercase().as_str()))
        .copied()
}

/// The krone of whichever country.
const CROWNS: &str = "kr";

impl MeasureUnit {
    /// Whether both may mean the same: `kronor` are `SEK` or `NOK`, which are not each other.
    pub(crate) fn may_be(&self, other: &MeasureUnit) -> bool {
        let is_general = self.name == CROWNS || other.name == CROWNS;
        self == other || is_general && self.is_krone() && other.is_krone()
    }

    /// Whether it is the krone of a country, or of any.
    pub(crate) fn is_krone(&self) -> bool {
        unit_named(CROWNS)
            .is_some_and(|krone| (self.measures, self.factor) == (krone.measures, krone.factor))
    }

    /// Whether it is a currency.
    pub(crate) fn is_money(&self) -> bool {
        self.measures == "money"
    }

    /// Whether it multiplies the number before it: `miljoner`.
    pub(crate) fn is_magnitude(&self) -> bool {
        self.measures == "magnitude"
    }
}

/// The unit whose word or sign `text` begins with.
pub(crate) fn unit_at_start(text: &str) -> Option<MeasureUnit> {
    let sign = text.chars().next().filter(|&c| is_sign(c));
    let length = sign.map_or_else(
        || {
            let mut beyond = text.char_indices().skip(*LONGEST);
            let most = beyond
                .next()
                .map_or(text.len(), |(at, c)| at + c.len_utf8());
            let most = text.get(..most).unwrap_or_default();
            most.find(|c: char| !c.is_alphanumeric())
                .unwrap_or(most.len())
        },
        char::len_utf8,
    );
    unit_named(text.get(..length)?)
}

/// Whether `c` stands for a unit by itself.
pub(crate) fn is_sign(c: char) -> bool {
    "%‰€$£".contains(c)
}
