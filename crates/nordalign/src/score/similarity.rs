//! Cosines of unit pairs, for the pairs that lie in a band.

use super::band::Band;
use super::profile::Profiles;

/// The cosine of every pair of units that some bead inside the band can hold.
pub(crate) struct Similarities {
    band: Band,
    /// Dot products, laid out as `band`.
    dots: Vec<f32>,
    /// For each unit, the highest cosine with any unit of the other side in the band, the other's
    /// number, and the second highest.
    pub(crate) best: [Vec<Best>; 2],
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Best {
    pub(crate) cosine: f32,
    pub(crate) partner: u32,
    pub(crate) second: f32,
}

impl Best {
    fn meet(&mut self, cosine: f32, partner: usize) {
        if cosine > self.cosine {
            self.second = self.cosine;
            self.cosine = cosine;
            self.partner = partner as u32;
        } else if cosine > self.second {
            self.second = cosine;
        }
    }
}

impl Similarities {
    /// `nodes` is the band of the path; the units between two nodes are those of the rows and
    /// columns it spans. Where `given` tells a cosine, that one holds.
    pub(crate) fn new(
        profiles: &Profiles,
        a: usize,
        b: usize,
        nodes: &Band,
        given: impl Fn(usize, usize) -> Option<f32>,
    ) -> Self {
        let (first, second) = (&profiles.sides[a], &profiles.sides[b]);
        let (n, m) = (first.units.len(), second.units.len());
        let band = nodes.units(m, 0);
        let mut dots = vec![0.0; band.cells()];
        let mut postings = second.postings.walk();
        for i in 0..n {
            let (from, to) = band.columns(i);
            let row = &mut dots[band.row(i)];
            for &(feature, weight) in first.features(i) {
                for &(unit, other) in postings.within(feature, from, to) {
                    row[unit as usize - from] += weight * other;
                }
            }
        }
        let mut best = [vec![Best::default(); n], vec![Best::default(); m]];
        for i in 0..n {
            let (from, _) = band.columns(i);
            let row = &mut dots[band.row(i)];
            for (k, dot) in row.iter_mut().enumerate() {
                let j = from + k;
                if let Some(cosine) = given(i, j) {
                    *dot = cosine * first.units[i].norm * second.units[j].norm;
                }
                let cosine = *dot / (first.units[i].norm * second.units[j].norm);
                best[0][i].meet(cosine, j);
                best[1][j].meet(cosine, i);
            }
        }
        Similarities { band, dots, best }
    }

    /// The dot product of two units' features; 0 outside the band.
    pub(crate) fn dot(&self, i: usize, j: usize) -> f32 {
        self.band.index(i, j).map_or(0.0, |index| self.dots[index])
    }
}
