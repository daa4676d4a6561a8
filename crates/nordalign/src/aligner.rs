//! The entry point: two or three documents in, an alignment out.

use std::borrow::Borrow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::align::{Deadline, Expired, Given, Similarity};
use crate::alignment::{Alignment, Bead, PairBead, Side};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::lang::Lang;
use crate::merge::{Closed, Freedom, PairPath, Paragraphs, closure, numbered_pairs, paths};
use crate::normalize::Lexicon;
use crate::score::{Profiles, Weights, reasons};
use crate::segment::{Segment, Segmentation, segments};

/// Aligns two or three documents in as many languages.
///
/// ```
/// use nordalign::{Aligner, Document, Lang};
///
/// let sv = Document::from_units(Lang::Sv, ["Biblioteket är stängt.", "Vi öppnar igen den 2 maj."]);
/// let da = Document::from_units(Lang::Da, ["Biblioteket er lukket.", "Vi åbner igen 2. maj."]);
/// let alignment = Aligner::new().align(&[sv, da])?;
/// assert_eq!(alignment.beads().len(), 2);
/// # Ok::<(), nordalign::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Aligner {
    segmentation: Segmentation,
    lexicon: Lexicon,
    weights: Weights,
    similarity: Option<Arc<dyn Similarity>>,
    source: Option<Lang>,
    reasons: bool,
    moves: bool,
    max_units: usize,
    max_bytes: usize,
    deadline: Option<Duration>,
}

impl Default for Aligner {
    fn default() -> Self {
        Aligner {
            segmentation: Segmentation::default(),
            lexicon: Lexicon::standard(),
            weights: Weights::standard(),
            similarity: None,
            source: None,
            reasons: false,
            moves: true,
            max_units: Aligner::MAX_UNITS,
            max_bytes: Aligner::MAX_BYTES,
            deadline: None,
        }
    }
}

impl Aligner {
    /// The most units that a document may have, unless [`AlignerBuilder::max_units`] sets another
    /// limit.
    pub const MAX_UNITS: usize = 200_000;

    /// The most bytes of text, in UTF-8, that the units of a document may have together, unless
    /// [`AlignerBuilder::max_bytes`] sets another limit: 256 MiB.
    pub const MAX_BYTES: usize = 256 << 20;

    /// An aligner with every setting at its default: paragraphs, the first document as the source,
    /// no reasons.
    pub fn new() -> Self {
        Aligner::default()
    }

    /// The same with `source` as the source language.
    #[cfg(feature = "tree")]
    pub(crate) fn with_source(&self, source: Lang) -> Self {
        Aligner {
            source: Some(source),
            ..self.clone()
        }
    }

    /// Starts from the defaults; set what should differ.
    ///
    /// ```
    /// use nordalign::{Aligner, Lang, Segmentation};
    /// let aligner = Aligner::builder()
    ///     .segmentation(Segmentation::Sentence)
    ///     .source(Lang::Da)
    ///     .reasons(true)
    ///     .build();
    /// ```
    pub fn builder() -> AlignerBuilder {
        AlignerBuilder::default()
    }

    /// Aligns `documents`: two or three, each in a language of its own, in any order. If the
    /// builder sets no source, the first document is the source; otherwise the order makes no
    /// difference.
    ///
    /// # Errors
    /// [`ErrorKind::Documents`] unless there are two or three documents in different languages, one
    /// of them in the source language; [`ErrorKind::Limit`] if a document has more units or bytes
    /// than allowed; [`ErrorKind::Deadline`] if a [deadline](AlignerBuilder::deadline) is set and
    /// passes.
    pub fn align<D: Borrow<Document>>(&self, documents: &[D]) -> Result<Alignment, Error> {
        self.align_anchored(documents, &[])
    }

    /// Aligns `documents` as [`Aligner::align`] does, given units that are known to belong
    /// together: a bead that holds one of them holds the other. If there are any,
    /// [moves](AlignerBuilder::moves) are not looked for.
    ///
    /// ```
    /// use nordalign::{Aligner, Document, FixedAnchor, Lang};
    /// let sv = Document::from_units(Lang::Sv, ["Ja", "Nej", "Ja"]);
    /// let da = Document::from_units(Lang::Da, ["Ja"]);
    /// let anchor = FixedAnchor::new([Lang::Sv, Lang::Da], [2, 0]);
    /// let alignment = Aligner::new().align_anchored(&[sv, da], &[anchor])?;
    /// let bead = alignment.beads().iter().find(|bead| bead.units[1] == [0]);
    /// assert!(bead.is_some_and(|bead| bead.units[0].contains(&2)));
    /// # Ok::<(), nordalign::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Aligner::align`]; and [`ErrorKind::Invalid`] if an anchor's language or unit does not
    /// exist, a unit is in two anchors of a pair, or two anchors of a pair cross.
    pub fn align_anchored<D: Borrow<Document>>(
        &self,
        documents: &[D],
        anchors: &[FixedAnchor],
    ) -> Result<Alignment, Error> {
        let time = self
            .deadline
            .and_then(|time| Instant::now().checked_add(time));
        let documents: Vec<&Document> = documents.iter().map(Borrow::borrow).collect();
        let sides = self.sides(&documents)?;
        let partners = partners(&sides, anchors)?;
        let aligned = self.beads(sides, &partners, Deadline::at(time));
        aligned.map_err(|Expired| {
            let took = self.deadline.unwrap_or_default();
            let message = format!("the alignment was not done within the deadline of {took:?}");
            Error::new(ErrorKind::Deadline, message)
        })
    }

    /// Aligns `documents` as [`Aligner::align`] does; if none is in the source language, the first
    /// is the source.
    #[cfg(feature = "tree")]
    pub(crate) fn align_from_any(&self, documents: &[Document]) -> Result<Alignment, Error> {
        if documents.iter().any(|d| Some(d.lang()) == self.source) {
            return self.align(documents);
        }
        let aligner = Aligner {
            source: None,
            ..self.clone()
        };
        aligner.align(documents)
    }

    /// Aligns the sides in the order of their languages, so that the order of the arguments cannot
    /// matter, and then puts the source first.
    fn beads(
        &self,
        sides: Vec<Side>,
        partners: &[Partners],
        deadline: Deadline,
    ) -> Result<Alignment, Expired> {
        let mut order: Vec<usize> = (0..sides.len()).collect();
        order.sort_by_key(|&side| sides[side].lang);
        let units: Vec<&[Segment]> = order
            .iter()
            .map(|&side| sides[side].units.as_slice())
            .collect();
        let langs: Vec<Lang> = order.iter().map(|&side| sides[side].lang).collect();
        let paths = self.paths(&langs, &units, partners, deadline)?;
        let counts: Vec<usize> = units.iter().map(|units| units.len()).collect();
        let beads = closure(&counts, &paths)
            .into_iter()
            .map(|closed| self.bead(closed, &paths, &order, &sides))
            .collect();
        Ok(Alignment::new(self.segmentation, sides, beads))
    }

    /// The paths of all pairs of `sides`. Sentences are aligned with the alignment of their
    /// paragraphs as evidence.
    fn paths(
        &self,
        langs: &[Lang],
        sides: &[&[Segment]],
        partners: &[Partners],
        deadline: Deadline,
    ) -> Result<Vec<PairPath>, Expired> {
        let profiles = |sides: &[&[Segment]]| {
            let sides: Vec<_> = langs.iter().copied().zip(sides.iter().copied()).collect();
            Profiles::new(&sides, &self.lexicon)
        };
        let given = self.given(sides, partners);
        let anchored = partners.iter().any(|partners| !partners[0].is_empty());
        let freedom = if self.moves && !anchored {
            Freedom::Blocks
        } else {
            Freedom::None
        };
        if self.segmentation != Segmentation::Sentence {
            return paths(&profiles(sides), &self.weights, freedom, &given, deadline);
        }
        let joined: Vec<Vec<Segment>> = sides.iter().map(|side| joined_paragraphs(side)).collect();
        let borrowed: Vec<&[Segment]> = joined.iter().map(Vec::as_slice).collect();
        let of: Vec<Vec<usize>> = sides.iter().map(|side| paragraph_numbers(side)).collect();
        let of_paragraphs = self.given(&borrowed, &[]);
        let profiles_of_paragraphs = profiles(&borrowed);
        let paragraphs = paths(
            &profiles_of_paragraphs,
            &self.weights,
            freedom,
            &of_paragraphs,
            deadline,
        )?;
        let freedom = Freedom::Paragraphs(Paragraphs::new(&of, paragraphs));
        paths(&profiles(sides), &self.weights, freedom, &given, deadline)
    }

    /// The evidence for each pair of `sides`.
    fn given<'a>(&'a self, sides: &[&'a [Segment]], partners: &[Partners]) -> Vec<Given<'a>> {
        numbered_pairs(sides.len())
            .into_iter()
            .enumerate()
            .map(|(k, pair)| Given {
                similarity: self
                    .similarity
                    .as_deref()
                    .map(|similarity| (similarity, pair.map(|side| sides[side]))),
                partners: partners.get(k).cloned().unwrap_or_default(),
            })
            .collect()
    }

    /// A bead with its sides in the order of `sides`; the `k`th side of `closed` and `paths` is
    /// `sides[order[k]]`.
    fn bead(&self, closed: Closed, paths: &[PairPath], order: &[usize], sides: &[Side]) -> Bead {
        let mut units = vec![Vec::new(); sides.len()];
        for (k, of_side) in closed.units.into_iter().enumerate() {
            units[order[k]] = of_side;
        }
        let pair_bead = |&(pair, bead): &(usize, usize)| {
            let path = &paths[pair];
            let bead = path.beads[bead];
            let mut ends = [0, 1].map(|end| {
                let units: Vec<usize> = bead.group.range(end).collect();
                (order[path.sides[end]], units)
            });
            ends.sort_by_key(|(side, _)| *side);
            let [(a, first), (b, second)] = ends;
            let full = !first.is_empty() && !second.is_empty();
            let reasons = (self.reasons && full).then(|| {
                let texts = [(a, &first), (b, &second)].map(|(side, units)| {
                    units
                        .iter()
                        .map(|&unit| &sides[side].units[unit])
                        .collect::<Vec<_>>()
                });
                reasons(&texts[0], &texts[1])
            });
            let bead = PairBead {
                langs: [sides[a].lang, sides[b].lang],
                units: [first, second],
                confidence: rounded(bead.confidence),
                moved: bead.moved,
                reasons,
            };
            ((a, b), bead)
        };
        let mut pairs: Vec<_> = closed.beads.iter().map(pair_bead).collect();
        pairs.sort_by_key(|(sides, bead)| {
            (
                *sides,
                bead.units.clone().map(|units| units.first().copied()),
            )
        });
        let pairs: Vec<PairBead> = pairs.into_iter().map(|(_, bead)| bead).collect();
        Bead {
            units,
            confidence: pairs.iter().map(|bead| bead.confidence).fold(1.0, f64::min),
            moved: pairs.iter().any(|bead| bead.moved),
            pairs,
        }
    }

    /// The documents' units: the source first, then sv, nb, da.
    fn sides(&self, documents: &[&Document]) -> Result<Vec<Side>, Error> {
        let mut langs: Vec<Lang> = documents.iter().map(|document| document.lang()).collect();
        let source = self.source.or(langs.first().copied());
        langs.sort_unstable();
        if !(2..=3).contains(&langs.len()) {
            let message = format!("two or three documents can be aligned, not {}", langs.len());
            return Err(Error::new(ErrorKind::Documents, message));
        }
        if let Some(twice) = langs.windows(2).find(|pair| pair[0] == pair[1]) {
            let message = format!(
                "two documents are in {}; each must be in a different language",
                twice[0]
            );
            return Err(Error::new(ErrorKind::Documents, message));
        }
        if let Some(source) = source.filter(|source| !langs.contains(source)) {
            let message = format!("no document is in the source language ({source})");
            return Err(Error::new(ErrorKind::Documents, message));
        }
        langs.sort_by_key(|&lang| (Some(lang) != source, lang));
        let side = |lang| {
            let document = documents.iter().find(|document| document.lang() == lang)?;
            Some(Side {
                lang,
                name: document.name().to_owned(),
                units: segments(document, self.segmentation),
            })
        };
        let sides: Vec<Side> = langs.into_iter().filter_map(side).collect();
        for side in &sides {
            let bytes = side.units.iter().map(|unit| unit.text.len()).sum();
            within(side, side.units.len(), self.max_units, "units")?;
            within(side, bytes, self.max_bytes, "bytes of text")?;
        }
        Ok(sides)
    }
}

/// Two units that are known to belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct FixedAnchor {
    /// Their languages.
    pub langs: [Lang; 2],
    /// Their numbers in their documents, 0-based, as [segmented](AlignerBuilder::segmentation).
    pub units: [usize; 2],
}

impl FixedAnchor {
    /// Unit `units[0]` of the document in `langs[0]`, and unit `units[1]` of the one in `langs[1]`;
    /// 0-based.
    pub fn new(langs: [Lang; 2], units: [usize; 2]) -> Self {
        FixedAnchor { langs, units }
    }
}

/// For each side of a pair, the fixed partner of each unit; empty if no unit has one.
type Partners = [Vec<Option<usize>>; 2];

/// The partners that `anchors` fix, for each pair of `sides` in the order of their languages.
fn partners(sides: &[Side], anchors: &[FixedAnchor]) -> Result<Vec<Partners>, Error> {
    let mut sides: Vec<&Side> = sides.iter().collect();
    sides.sort_by_key(|side| side.lang);
    let invalid = |message: String| Error::new(ErrorKind::Invalid, message);
    let mut partners = vec![Partners::default(); numbered_pairs(sides.len()).len()];
    for anchor in anchors {
        let [(a, i), (b, j)] = {
            let mut ends = [0, 1].map(|end| (anchor.langs[end], anchor.units[end]));
            ends.sort_unstable();
            ends
        };
        let pair = numbered_pairs(sides.len())
            .into_iter()
            .position(|pair| pair.map(|side| sides[side].lang) == [a, b]);
        let counts = [a, b].map(|lang| {
            let side = sides.iter().find(|side| side.lang == lang);
            side.map_or(0, |side| side.units.len())
        });
        let Some(pair) = pair.filter(|_| i < counts[0] && j < counts[1]) else {
            let message = format!(
                "an anchor names unit {i} of {a} and unit {j} of {b}; these documents have no such units"
            );
            return Err(invalid(message));
        };
        for (partners, (count, (unit, partner))) in partners[pair]
            .iter_mut()
            .zip(counts.into_iter().zip([(i, j), (j, i)]))
        {
            partners.resize(count, None);
            if partners[unit].is_some_and(|other| other != partner) {
                return Err(invalid(format!(
                    "unit {i} of {a} or unit {j} of {b} is in two anchors"
                )));
            }
            partners[unit] = Some(partner);
        }
    }
    for (partners, pair) in partners.iter().zip(numbered_pairs(sides.len())) {
        let [a, b] = pair.map(|side| sides[side].lang);
        let mut reached = 0;
        for (i, &partner) in partners[0].iter().enumerate() {
            let Some(j) = partner else { continue };
            if j < reached {
                return Err(invalid(format!(
                    "the anchor of unit {i} of {a} and unit {j} of {b} crosses another"
                )));
            }
            reached = j;
        }
    }
    Ok(partners)
}

/// Sets up an [`Aligner`].
#[derive(Debug, Clone, Default)]
pub struct AlignerBuilder {
    aligner: Aligner,
}

impl AlignerBuilder {
    /// What counts as one unit; [`Segmentation::Paragraph`] by default.
    #[must_use]
    pub fn segmentation(mut self, segmentation: Segmentation) -> Self {
        self.aligner.segmentation = segmentation;
        self
    }

    /// The source language, whose order the beads follow; that of the first document by default.
    #[must_use]
    pub fn source(mut self, source: Lang) -> Self {
        self.aligner.source = Some(source);
        self
    }

    /// Whether beads carry their [reasons](crate::Reasons); off by default.
    #[must_use]
    pub fn reasons(mut self, reasons: bool) -> Self {
        self.aligner.reasons = reasons;
        self
    }

    /// The words known to mean the same; [`Lexicon::standard`] by default.
    #[must_use]
    pub fn lexicon(mut self, lexicon: Lexicon) -> Self {
        self.aligner.lexicon = lexicon;
        self
    }

    /// How much each feature counts; [`Weights::standard`] by default.
    #[must_use]
    pub fn weights(mut self, weights: Weights) -> Self {
        self.aligner.weights = weights;
        self
    }

    /// Whether blocks that have moved in one of the documents are [followed](PairBead::moved); on
    /// by default. If off, beads have the same order in all languages.
    #[must_use]
    pub fn moves(mut self, moves: bool) -> Self {
        self.aligner.moves = moves;
        self
    }

    /// The most units that a document may have; [`Aligner::MAX_UNITS`] by default.
    ///
    /// ```
    /// use nordalign::{Aligner, Document, ErrorKind, Lang};
    /// let aligner = Aligner::builder().max_units(1).max_bytes(1000).build();
    /// let sv = Document::from_units(Lang::Sv, ["Hej!", "Välkommen!"]);
    /// let da = Document::from_units(Lang::Da, ["Hej!"]);
    /// assert_eq!(aligner.align(&[sv, da]).unwrap_err().kind(), ErrorKind::Limit);
    /// ```
    #[must_use]
    pub fn max_units(mut self, units: usize) -> Self {
        self.aligner.max_units = units;
        self
    }

    /// The most bytes of text, in UTF-8, that the units of a document may have together;
    /// [`Aligner::MAX_BYTES`] by default.
    #[must_use]
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.aligner.max_bytes = bytes;
        self
    }

    /// How long an alignment may take from the call; unlimited by default. It stops soon after, at
    /// the next point where the search looks at the clock. So the same documents may be aligned on
    /// one machine and fail on another; if the result must not depend on the machine, limit units
    /// and bytes instead.
    ///
    /// ```
    /// use std::time::Duration;
    /// use nordalign::{Aligner, Document, ErrorKind, Lang};
    /// let aligner = Aligner::builder().deadline(Duration::ZERO).build();
    /// let sv = Document::from_units(Lang::Sv, ["Hej!"]);
    /// let da = Document::from_units(Lang::Da, ["Hej!"]);
    /// assert_eq!(aligner.align(&[sv, da]).unwrap_err().kind(), ErrorKind::Deadline);
    /// ```
    #[must_use]
    pub fn deadline(mut self, time: Duration) -> Self {
        self.aligner.deadline = Some(time);
        self
    }

    /// How alike two units are; the cosine of their spellings by default.
    #[must_use]
    pub fn similarity(mut self, similarity: impl Similarity + 'static) -> Self {
        self.aligner.similarity = Some(Arc::new(similarity));
        self
    }

    /// Makes the aligner.
    pub fn build(self) -> Aligner {
        self.aligner
    }
}

/// The paragraphs that consist of `sentences`.
fn joined_paragraphs(sentences: &[Segment]) -> Vec<Segment> {
    sentences
        .chunk_by(|a, b| a.paragraph == b.paragraph)
        .filter_map(|sentences| {
            let mut paragraph = sentences.first()?.clone();
            let texts: Vec<&str> = sentences.iter().map(|s| s.text.as_str()).collect();
            paragraph.text = texts.join(" ");
            Some(paragraph)
        })
        .collect()
}

/// For each sentence, which of [`joined_paragraphs`] it belongs to.
fn paragraph_numbers(sentences: &[Segment]) -> Vec<usize> {
    let paragraphs = sentences.chunk_by(|a, b| a.paragraph == b.paragraph);
    paragraphs
        .enumerate()
        .flat_map(|(number, sentences)| std::iter::repeat_n(number, sentences.len()))
        .collect()
}

/// An error if a document has more of something than allowed.
fn within(side: &Side, count: usize, most: usize, what: &str) -> Result<(), Error> {
    if count <= most {
        return Ok(());
    }
    let message = format!(
        "the {} document has {count} {what}, but the limit is {most}: split it into parts",
        side.lang.name(),
    );
    let error = Error::new(ErrorKind::Limit, message);
    if side.name.is_empty() {
        Err(error)
    } else {
        Err(error.with_path(&side.name))
    }
}

/// Rounds to steps of 0.0001, which keeps the last bits of the arithmetic out of the output.
fn rounded(probability: f64) -> f64 {
    (probability.clamp(0.0, 1.0) * 10_000.0).round() / 10_000.0
}
