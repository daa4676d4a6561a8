//! Whether two documents are translations of each other: how much of them aligns.

use crate::aligner::Aligner;
use crate::alignment::Alignment;
use crate::tree::place::Place;
use crate::tree::scan::Reader;

/// Of longer documents only the start is aligned to see whether they belong together, in bytes.
const HEAD_BYTES: usize = 24_000;

/// How much of two documents aligns.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Alike {
    /// The share of both texts, 0..1.
    pub(super) of_both: f64,
    /// The share of that text of which more does: a page may be translated in part only.
    pub(super) of_one: f64,
}

/// Aligns the starts of two documents. Nothing of a document that can't be read aligns.
pub(super) fn alike(first: &Place, second: &Place, reader: &Reader) -> Alike {
    let heads = [first, second].map(|place| reader.head(place, HEAD_BYTES));
    let [Ok(first), Ok(second)] = heads else {
        return Alike::default();
    };
    let aligner = Aligner::builder().lexicon(reader.lexicon.clone()).build();
    aligner
        .align(&[first, second])
        .map(|alignment| shares(&alignment))
        .unwrap_or_default()
}

fn shares(alignment: &Alignment) -> Alike {
    let mut all = [0.0; 2];
    let mut aligned = [0.0; 2];
    for bead in alignment.beads() {
        let full = bead.languages() > 1;
        for (side, (units, of)) in bead.units.iter().zip(alignment.sides()).enumerate() {
            let lengths = units.iter().filter_map(|&unit| of.units.get(unit));
            let length = lengths.map(|unit| unit.text.len()).sum::<usize>() as f64;
            let (Some(all), Some(aligned)) = (all.get_mut(side), aligned.get_mut(side)) else {
                continue;
            };
            *all += length;
            if full {
                *aligned += length * bead.confidence;
            }
        }
    }
    let share = |aligned: f64, all: f64| {
        if all > 0.0 {
            rounded(aligned / all)
        } else {
            0.0
        }
    };
    Alike {
        of_both: share(aligned[0] + aligned[1], all[0] + all[1]),
        of_one: share(aligned[0], all[0]).max(share(aligned[1], all[1])),
    }
}

/// To steps of 0.01: a pair does not hang on less.
fn rounded(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}
