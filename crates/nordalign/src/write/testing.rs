//! Alignments made by hand, for the tests of this module.

use crate::alignment::{Alignment, Bead, PairBead, Side};
use crate::document::Document;
use crate::lang::Lang;
use crate::segment::{Segmentation, segments};

pub(super) fn alignment(sides: &[(Lang, &[&str])], beads: Vec<Bead>) -> Alignment {
    alignment_of(Segmentation::Paragraph, sides, beads)
}

pub(super) fn alignment_of(
    segmentation: Segmentation,
    sides: &[(Lang, &[&str])],
    beads: Vec<Bead>,
) -> Alignment {
    let side = |&(lang, texts): &(Lang, &[&str])| Side {
        lang,
        name: String::new(),
        units: segments(&Document::from_units(lang, texts), Segmentation::Paragraph),
    };
    Alignment::new(segmentation, sides.iter().map(side).collect(), beads)
}

/// The same alignment, of documents named `test.sv.md` and the like.
pub(super) fn named(alignment: Alignment) -> Alignment {
    let mut sides = alignment.sides().to_vec();
    for side in &mut sides {
        side.name = format!("test.{}.md", side.lang);
    }
    Alignment::new(alignment.segmentation(), sides, alignment.beads().to_vec())
}

pub(super) fn bead(units: &[&[usize]], confidence: f64, pairs: Vec<PairBead>) -> Bead {
    Bead {
        units: units.iter().map(|units| units.to_vec()).collect(),
        confidence,
        moved: false,
        pairs,
    }
}

pub(super) fn pair_bead(langs: [Lang; 2], units: [&[usize]; 2], confidence: f64) -> PairBead {
    PairBead {
        langs,
        units: units.map(<[usize]>::to_vec),
        confidence,
        moved: false,
        reasons: None,
    }
}
