//! What the caller has given: units that belong together, and a similarity of units.

use std::fmt::Debug;

use crate::score::Group;
use crate::segment::Segment;

/// How alike two units are, in the caller's own judgement, in place of the library's cosine of
/// spellings.
///
/// It is asked for the units that stand near enough to be partners, some dozens for each. The other
/// features of a bead (lengths, numbers, which words are found on the other side) still count.
///
/// ```
/// use nordalign::{Aligner, Segment, Similarity};
///
/// /// Units are alike if they have equally many words.
/// #[derive(Debug)]
/// struct Words;
///
/// impl Similarity for Words {
///     fn similarity(&self, first: &Segment, second: &Segment) -> f64 {
///         let [a, b] = [first, second].map(|unit| unit.text.split_whitespace().count() as f64);
///         a.min(b) / a.max(b).max(1.0)
///     }
/// }
///
/// let aligner = Aligner::builder().similarity(Words).build();
/// ```
pub trait Similarity: Debug + Send + Sync {
    /// How alike two units in different languages are, 0..1; values outside count as the nearest of
    /// these. The language that comes first of sv, nb, da is the first. The result must depend on
    /// the two units alone.
    fn similarity(&self, first: &Segment, second: &Segment) -> f64;
}

/// What is given for a pair of sides.
#[derive(Debug, Clone, Default)]
pub(crate) struct Given<'a> {
    /// The units of both sides, and how alike they are, if the caller says.
    pub(crate) similarity: Option<(&'a dyn Similarity, [&'a [Segment]; 2])>,
    /// For each side the partner of each unit that has a fixed one.
    pub(crate) partners: [Vec<Option<usize>>; 2],
}

impl Given<'_> {
    /// How alike units `i` and `j` are, if the caller says.
    pub(super) fn cosine(&self, i: usize, j: usize) -> Option<f32> {
        let (similarity, [first, second]) = &self.similarity?;
        let cosine = similarity.similarity(first.get(i)?, second.get(j)?);
        Some(if cosine.is_nan() {
            0.0
        } else {
            cosine.clamp(0.0, 1.0) as f32
        })
    }

    /// The pairs of units that must belong together, in order.
    pub(super) fn fixed(&self) -> impl Iterator<Item = [usize; 2]> {
        let partners = self.partners[0].iter().enumerate();
        partners.filter_map(|(i, partner)| Some([i, (*partner)?]))
    }

    /// Whether the bead separates no units that must belong together.
    pub(crate) fn allows(&self, group: Group) -> bool {
        [0, 1].into_iter().all(|side| {
            let other = group.range(1 - side);
            let partners = self.partners[side]
                .get(group.range(side))
                .unwrap_or_default();
            partners
                .iter()
                .flatten()
                .all(|partner| other.contains(partner))
        })
    }
}
