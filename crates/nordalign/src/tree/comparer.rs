//! Measures whether two documents are translations of each other, by how much of them aligns.

use std::sync::{Mutex, PoisonError};

use crate::aligner::Aligner;
use crate::alignment::Alignment;
use crate::error::{Error, ErrorKind};
use crate::tree::documents::TreeFile;
use crate::tree::panics::catching_panics;
use crate::tree::scan::DocumentReader;

/// Only this many bytes from the start of a document are aligned to see whether two belong
/// together.
const HEAD_BYTES: usize = 24_000;

/// How much of two documents aligns.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct AlignedShare {
    /// The share of both texts, 0..1.
    pub(super) of_both: f64,
    /// The share of the text that aligns better: a page may be only partly translated.
    pub(super) of_one: f64,
}

/// Aligns the starts of documents.
#[derive(Debug)]
pub(super) struct Comparer {
    pub(super) reader: DocumentReader,
    /// The errors of pairs on which the library panicked.
    faults: Mutex<Vec<Error>>,
}

impl Comparer {
    pub(super) fn new(reader: DocumentReader) -> Self {
        Comparer {
            reader,
            faults: Mutex::default(),
        }
    }

    /// How much of two documents aligns; nothing if one cannot be read.
    pub(super) fn alike(&self, first: &TreeFile, second: &TreeFile) -> AlignedShare {
        let compare = || self.compare(first, second);
        catching_panics(&[first.path(), second.path()], compare).unwrap_or_else(|error| {
            if error.kind() == ErrorKind::Fault {
                let mut faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
                faults.push(error);
            }
            AlignedShare::default()
        })
    }

    fn compare(&self, first: &TreeFile, second: &TreeFile) -> Result<AlignedShare, Error> {
        let heads = [
            self.reader.head(first, HEAD_BYTES)?,
            self.reader.head(second, HEAD_BYTES)?,
        ];
        let lexicon = self.reader.lexicon.clone();
        let alignment = Aligner::builder().lexicon(lexicon).build().align(&heads)?;
        Ok(shares(&alignment))
    }

    /// The errors, each pair once, whatever the order of comparison.
    pub(super) fn into_faults(self) -> Vec<Error> {
        let faults = self.faults.into_inner();
        let mut faults = faults.unwrap_or_else(PoisonError::into_inner);
        faults.sort_by_cached_key(ToString::to_string);
        faults.dedup_by_key(|error| error.to_string());
        faults
    }
}

fn shares(alignment: &Alignment) -> AlignedShare {
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
    AlignedShare {
        of_both: share(aligned[0] + aligned[1], all[0] + all[1]),
        of_one: share(aligned[0], all[0]).max(share(aligned[1], all[1])),
    }
}

/// Rounds to steps of 0.01, so that smaller differences decide no pair.
fn rounded(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}
