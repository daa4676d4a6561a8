//! A source and its translation.

use crate::alignment::{Alignment, PairBead};
use crate::check::pair::left_out::LeftOutSentences;
use crate::check::pair::near::is_own_spelling;
use crate::check::pair::units::Units;
use crate::document::Document;

/// A source and its translation, and the units that belong together.
#[derive(Clone)]
pub(crate) struct Pair<'a> {
    pub(crate) source: Units<'a>,
    pub(crate) target: Units<'a>,
    pub(crate) aligned: Vec<Aligned>,
    /// Whether the target has forms of the related language everywhere, as its own spelling.
    pub(crate) own_spelling: bool,
}

/// A bead, the source first.
#[derive(Debug, Clone)]
pub(crate) struct Aligned {
    pub(crate) source: Vec<usize>,
    pub(crate) target: Vec<usize>,
    pub(crate) confidence: f64,
    pub(crate) moved: bool,
}

impl<'a> Pair<'a> {
    /// `None`, unless `alignment` was made from both.
    pub(crate) fn new(
        source: &'a Document,
        target: &'a Document,
        alignment: &'a Alignment,
    ) -> Option<Self> {
        if source.lang() == target.lang() {
            return None;
        }
        let langs = [source.lang(), target.lang()];
        let one = |bead: &'a PairBead| {
            let [a, b] = &bead.units;
            let (source, target) = if bead.langs == langs { (a, b) } else { (b, a) };
            Aligned {
                source: source.clone(),
                target: target.clone(),
                confidence: bead.confidence,
                moved: bead.moved,
            }
        };
        let target = Units::new(target, alignment)?;
        let texts = target.units.iter().map(|unit| unit.text.as_str());
        Some(Pair {
            source: Units::new(source, alignment)?,
            own_spelling: is_own_spelling(target.lang, texts),
            target,
            aligned: alignment.pair_beads(langs).map(one).collect(),
        })
    }

    /// Without the sentences that one document lacks: it is enough to report once that they are
    /// missing.
    pub(super) fn without(&self, left_out: &LeftOutSentences) -> Pair<'a> {
        let mut rest = self.clone();
        for left in &left_out.missing {
            rest.source.hide(left.unit, left.range.clone());
        }
        for left in &left_out.extra {
            rest.target.hide(left.unit, left.range.clone());
        }
        rest
    }
}

#[cfg(all(test, feature = "markdown"))]
mod tests {
    use crate::check::{Checker, Rule};
    use crate::format::Format;
    use crate::{Aligner, Document, Lang, Segmentation};

    #[test]
    fn two_equal_sentences_keep_their_own_links() {
        let document = |lang, text: &str| Document::parse(lang, text, Format::Markdown).unwrap();
        let sv = document(
            Lang::Sv,
            "Läs mer [här](a.md). Du kan också ringa till oss. Läs mer [här](b.md).\n",
        );
        let nb = document(
            Lang::Nb,
            "Les mer [her](a.md). Du kan også ringe til oss. Les mer [her](c.md).\n",
        );
        let aligner = Aligner::builder()
            .segmentation(Segmentation::Sentence)
            .build();
        let alignment = aligner.align(&[sv.clone(), nb.clone()]).unwrap();
        let checked = Checker::new().check(&sv, &nb, &alignment);
        let found: Vec<_> = checked
            .findings
            .iter()
            .map(|f| (f.rule, f.column))
            .collect();
        assert_eq!(found, [(Rule::Urls, Some(49))]);
    }
}
