//! The result: beads over the units of two or three documents.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::lang::Lang;
use crate::segment::{Segment, Segmentation};

/// One side of an alignment: the units of one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Side {
    /// Its language.
    pub lang: Lang,
    /// The name of the document; empty if it has none.
    pub name: String,
    /// Its units, in the order of the document; beads refer to them by index, 0-based.
    pub units: Vec<Segment>,
}

/// A bead between two languages: the units of one that correspond to the units of the other.
///
/// If one side is empty, the other has no counterpart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PairBead {
    /// The two languages, in the order of [`Alignment::langs`].
    pub langs: [Lang; 2],
    /// The unit numbers of each, 0-based, in rising order; not both empty.
    pub units: [Vec<usize>; 2],
    /// How sure the aligner is that this bead is exactly right, 0..1, in steps of 0.0001.
    pub confidence: f64,
    /// Whether the units belong to a block that is in another place in the other document: other
    /// beads of the two languages cross it. Of two blocks that have swapped places only one is
    /// moved, the one that a strictly ordered alignment would give up. Always false with
    /// [`AlignerBuilder::moves`](crate::AlignerBuilder::moves) off.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub moved: bool,
    /// Why, if [`AlignerBuilder::reasons`](crate::AlignerBuilder::reasons) asked for it and both
    /// sides have units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reasons: Option<Reasons>,
}

impl PairBead {
    /// Whether both languages have units in the bead.
    pub fn is_full(&self) -> bool {
        self.units.iter().all(|units| !units.is_empty())
    }
}

/// The evidence for a pair bead, for people to read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reasons {
    /// How alike the two sides are spelled, 0..1: the share of letter trigrams they have in common,
    /// with related letters folded together (Dice's coefficient).
    pub similarity: f64,
    /// Word pairs spelled alike, in the order of the first side, at most twelve. Alike is a
    /// Jaro-Winkler similarity of 0.88 or more between folded words of four letters or more.
    pub cognates: Vec<(String, String)>,
    /// Numbers that occur on both sides, in one notation (`2000`, `3.5`).
    pub numbers: Vec<String>,
    /// The length of the second side divided by that of the first, in letters and digits.
    pub length: f64,
    /// Whether the sides are the same kind of block, at the same level, with the same list number
    /// if any.
    pub structure: bool,
}

/// A bead over all languages of an alignment: units that belong together.
///
/// With three languages it is the smallest set of units closed under the three pair alignments, of
/// any length.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Bead {
    /// The unit numbers of each language, 0-based, in rising order; the languages in the order of
    /// [`Alignment::langs`]. Not all are empty.
    pub units: Vec<Vec<usize>>,
    /// How sure the aligner is that the bead is exactly right, 0..1, in steps of 0.0001; with three
    /// languages the lowest confidence of its pair beads.
    pub confidence: f64,
    /// Whether any of its pair beads is moved.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub moved: bool,
    /// The pair beads inside it, by pair in the order of [`Alignment::langs`] and then by unit;
    /// with two languages only the bead itself.
    pub pairs: Vec<PairBead>,
}

impl Bead {
    /// How many languages have units in it.
    pub fn languages(&self) -> usize {
        self.units.iter().filter(|units| !units.is_empty()).count()
    }
}

/// An alignment of two or three documents: every unit of every language is in exactly one bead.
///
/// ```
/// use nordalign::{Aligner, Document, Lang};
///
/// let sv = Document::from_units(Lang::Sv, ["Biblioteket är öppet.", "Välkommen!"]);
/// let nb = Document::from_units(Lang::Nb, ["Biblioteket er åpent.", "Velkommen!"]);
/// let alignment = Aligner::new().align(&[sv, nb])?;
/// let bead = &alignment.beads()[1];
/// assert_eq!(bead.units, [[1], [1]]);
/// assert_eq!(alignment.text(Lang::Nb, &bead.units[1]), "Velkommen!");
/// # Ok::<(), nordalign::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Alignment {
    segmentation: Segmentation,
    sides: Vec<Side>,
    beads: Vec<Bead>,
}

impl Alignment {
    /// Beads must cover every unit exactly once; they are sorted by the first side.
    pub(crate) fn new(segmentation: Segmentation, sides: Vec<Side>, beads: Vec<Bead>) -> Self {
        let beads = in_source_order(beads, &sides);
        Alignment {
            segmentation,
            sides,
            beads,
        }
    }

    /// What counted as one unit.
    pub fn segmentation(&self) -> Segmentation {
        self.segmentation
    }

    /// The languages: the source first, then sv, nb, da.
    pub fn langs(&self) -> Vec<Lang> {
        self.sides.iter().map(|side| side.lang).collect()
    }

    /// The documents' units, in the order of [`Alignment::langs`].
    pub fn sides(&self) -> &[Side] {
        &self.sides
    }

    /// The side in `lang`.
    pub fn side(&self, lang: Lang) -> Option<&Side> {
        self.sides.iter().find(|side| side.lang == lang)
    }

    /// The beads, in the source's order; a bead without source units follows the bead of the unit
    /// before it.
    pub fn beads(&self) -> &[Bead] {
        &self.beads
    }

    /// The pairs of languages: each with every later one of [`Alignment::langs`].
    pub fn pairs(&self) -> Vec<[Lang; 2]> {
        let langs = self.langs();
        (0..langs.len())
            .flat_map(|i| (i + 1..langs.len()).map(move |j| (i, j)))
            .map(|(i, j)| [langs[i], langs[j]])
            .collect()
    }

    /// The beads of one pair, in the order of the beads that hold them: together they cover every
    /// unit of both languages exactly once. The order of the two languages does not matter. Empty
    /// unless both are languages of the alignment.
    ///
    /// ```
    /// use nordalign::{Aligner, Document, Lang};
    /// let sv = Document::from_units(Lang::Sv, ["Hej, världen!"]);
    /// let nb = Document::from_units(Lang::Nb, ["Hei, verden!"]);
    /// let da = Document::from_units(Lang::Da, ["Hej, verden!"]);
    /// let alignment = Aligner::new().align(&[sv, nb, da])?;
    /// assert_eq!(alignment.pair_beads([Lang::Nb, Lang::Da]).count(), 1);
    /// # Ok::<(), nordalign::Error>(())
    /// ```
    pub fn pair_beads(&self, pair: [Lang; 2]) -> impl Iterator<Item = &PairBead> {
        self.beads
            .iter()
            .flat_map(|bead| &bead.pairs)
            .filter(move |bead| bead.langs == pair || bead.langs == [pair[1], pair[0]])
    }

    /// How much two of the languages have in common, 0..1: the share of the shorter document's
    /// units that have a partner, each weighted by the confidence of its bead. It is 0 unless both
    /// are languages of the alignment and have units.
    ///
    /// Translations reach 0.4 or more, unless most of the text is left out. Below
    /// [`Alignment::HARDLY_SHARED`] the documents are hardly the same text in the same order: one
    /// of them may be the wrong file.
    ///
    /// ```
    /// use nordalign::{Aligner, Alignment, Document, Lang};
    /// let sv = Document::from_units(Lang::Sv, ["Biblioteket är öppet.", "Välkommen!"]);
    /// let nb = Document::from_units(Lang::Nb, ["Biblioteket er åpent.", "Velkommen!"]);
    /// let alignment = Aligner::new().align(&[sv, nb])?;
    /// assert!(alignment.shared([Lang::Sv, Lang::Nb]) > Alignment::HARDLY_SHARED);
    /// # Ok::<(), nordalign::Error>(())
    /// ```
    pub fn shared(&self, pair: [Lang; 2]) -> f64 {
        let counts = pair.map(|lang| self.side(lang).map_or(0, |side| side.units.len()));
        let partnered = |bead: &PairBead| {
            let [first, second] = &bead.units;
            bead.confidence * first.len().min(second.len()) as f64
        };
        let shared: f64 = self.pair_beads(pair).map(partnered).sum();
        shared / counts[0].min(counts[1]).max(1) as f64
    }

    /// The most that two documents [share](Alignment::shared) if they are not translations of each
    /// other.
    pub const HARDLY_SHARED: f64 = 0.2;

    /// The texts of `units` of `lang`, joined by spaces; unknown units are left out.
    pub fn text(&self, lang: Lang, units: &[usize]) -> String {
        let Some(side) = self.side(lang) else {
            return String::new();
        };
        let texts: Vec<&str> = units
            .iter()
            .filter_map(|&unit| side.units.get(unit))
            .map(|unit| unit.text.as_str())
            .collect();
        texts.join(" ")
    }
}

/// Puts `beads` in the order of the first side. A bead without units there follows the bead that
/// holds the unit before its first one, in the first language it has units in; if there is none, it
/// comes first.
fn in_source_order(beads: Vec<Bead>, sides: &[Side]) -> Vec<Bead> {
    let place = |bead: &Bead| {
        let side = bead.units.iter().position(|units| !units.is_empty())?;
        Some((side, *bead.units.get(side)?.first()?))
    };
    let mut order: Vec<(Option<(usize, usize)>, usize)> =
        beads.iter().map(place).zip(0..).collect();
    order.sort_unstable();
    let mut holder: Vec<Vec<usize>> = sides.iter().map(|s| vec![0; s.units.len()]).collect();
    for (i, bead) in beads.iter().enumerate() {
        for (holder, units) in holder.iter_mut().zip(&bead.units) {
            for &unit in units {
                if let Some(slot) = holder.get_mut(unit) {
                    *slot = i;
                }
            }
        }
    }
    // The followers of each bead, and finally those of the start of the document. The first to come
    // must be pushed last.
    let start = beads.len();
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); beads.len() + 1];
    for &(place, i) in order.iter().rev() {
        let before = match place {
            Some((side, unit)) if side > 0 && unit > 0 => holder[side][unit - 1],
            _ => start,
        };
        followers[before].push(i);
    }
    // Beads with source units are in order whatever precedes them; beads without any at the start
    // come before.
    followers[start].sort_by_key(|&i| {
        let place = place(&beads[i]);
        std::cmp::Reverse((place.is_some_and(|(side, _)| side == 0), place, i))
    });
    let mut beads: Vec<Option<Bead>> = beads.into_iter().map(Some).collect();
    let mut ordered = Vec::with_capacity(beads.len());
    let mut stack = followers[start].clone();
    while let Some(i) = stack.pop() {
        ordered.extend(beads[i].take());
        stack.extend(&followers[i]);
    }
    debug_assert!(beads.iter().all(Option::is_none), "every bead has a place");
    ordered
}

/// How an alignment is serialised; checked on the way back.
#[derive(Serialize, Deserialize)]
struct Parts {
    segmentation: Segmentation,
    sides: Vec<Side>,
    beads: Vec<Bead>,
}

impl From<Alignment> for Parts {
    fn from(alignment: Alignment) -> Self {
        Parts {
            segmentation: alignment.segmentation,
            sides: alignment.sides,
            beads: alignment.beads,
        }
    }
}

impl TryFrom<Parts> for Alignment {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self, Error> {
        let langs: Vec<Lang> = parts.sides.iter().map(|side| side.lang).collect();
        let counts: Vec<usize> = parts.sides.iter().map(|side| side.units.len()).collect();
        check_beads(&langs, &counts, &parts.beads)
            .map_err(|message| Error::new(ErrorKind::Invalid, message))?;
        Ok(Alignment::new(parts.segmentation, parts.sides, parts.beads))
    }
}

/// Whether an alignment of `counts` units in `langs` can have these beads.
fn check_beads(langs: &[Lang], counts: &[usize], beads: &[Bead]) -> Result<(), &'static str> {
    let distinct = langs
        .iter()
        .all(|lang| langs.iter().filter(|l| *l == lang).count() == 1);
    if !(2..=3).contains(&langs.len()) || !distinct {
        return Err("an alignment must have two or three sides in different languages");
    }
    let sound = |confidence: f64| (0.0..=1.0).contains(&confidence);
    for bead in beads {
        if bead.units.len() != langs.len() || bead.languages() == 0 || !sound(bead.confidence) {
            return Err(
                "a bead must have units of at least one side, and a confidence from 0 to 1",
            );
        }
        for pair in &bead.pairs {
            let places = pair.langs.map(|lang| langs.iter().position(|l| *l == lang));
            let [Some(a), Some(b)] = places else {
                return Err("a pair bead must be in two languages of the alignment");
            };
            let inside = [a, b]
                .into_iter()
                .zip(&pair.units)
                .all(|(side, units)| units.iter().all(|unit| bead.units[side].contains(unit)));
            if a >= b || !inside || !sound(pair.confidence) {
                return Err("a pair bead must have units of its bead, and its languages in order");
            }
        }
    }
    let covered = |side: usize, units: &mut dyn Iterator<Item = &Vec<usize>>| {
        let units: Vec<&Vec<usize>> = units.collect();
        let rising = units
            .iter()
            .all(|units| units.windows(2).all(|pair| pair[0] < pair[1]));
        let mut all: Vec<usize> = units.into_iter().flatten().copied().collect();
        all.sort_unstable();
        rising && all.into_iter().eq(0..counts[side])
    };
    for side in 0..langs.len() {
        if !covered(side, &mut beads.iter().map(|bead| &bead.units[side])) {
            return Err(
                "the beads must hold every unit exactly once, those of each side in rising order",
            );
        }
        for other in (0..langs.len()).filter(|&other| other != side) {
            let place = usize::from(side > other);
            let pair = [langs[side.min(other)], langs[side.max(other)]];
            let pairs = beads.iter().flat_map(|bead| &bead.pairs);
            let mut units = pairs
                .filter(|bead| bead.langs == pair)
                .map(|bead| &bead.units[place]);
            if !covered(side, &mut units) {
                return Err("the pair beads of two languages must hold every unit exactly once");
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bead(units: [&[usize]; 3]) -> Bead {
        Bead {
            units: units.map(<[usize]>::to_vec).to_vec(),
            confidence: 1.0,
            moved: false,
            pairs: Vec::new(),
        }
    }

    fn side(lang: Lang, units: usize) -> Side {
        let document = crate::Document::from_units(lang, vec!["x"; units]);
        Side {
            lang,
            name: String::new(),
            units: crate::segments(&document, Segmentation::Paragraph),
        }
    }

    #[test]
    fn a_bead_without_source_units_follows_the_bead_of_the_unit_before_it() {
        let sides = vec![side(Lang::Sv, 2), side(Lang::Nb, 4), side(Lang::Da, 4)];
        let beads = vec![
            bead([&[1], &[2], &[3]]),
            bead([&[], &[], &[0]]),
            bead([&[], &[1], &[]]),
            bead([&[], &[3], &[2]]),
            bead([&[0], &[0], &[1]]),
        ];
        let alignment = Alignment::new(Segmentation::Paragraph, sides, beads);
        let first: Vec<_> = alignment
            .beads()
            .iter()
            .map(|b| (b.units[0].clone(), b.units[1].clone(), b.units[2].clone()))
            .collect();
        let expected = [
            (vec![], vec![], vec![0]),
            (vec![0], vec![0], vec![1]),
            (vec![], vec![1], vec![]),
            (vec![1], vec![2], vec![3]),
            (vec![], vec![3], vec![2]),
        ];
        assert_eq!(first, expected);
    }
}
