//! Competition: the best pairs are linked first, and every occurrence explains one.

use super::evidence::{TermFacts, evidence, kinship};
use super::links::{Link, Links};
use super::scenes::{Counts, Scene, Scenes};
use crate::glossary::terms::{Occurrence, Terms};

/// Links occurrences in each bead, the pairs with the best evidence first; every word explains one.
pub(super) fn compete(partners: &Links, scenes: &Scenes) -> Links {
    let mut links: Links = vec![Vec::new(); scenes.terms[0].candidates.len()];
    let look = |scene: Scene| {
        let mut pairs: Vec<(f64, u32, usize, usize)> = Vec::new();
        let counts = [0, 1].map(|side| {
            scene.sides[side]
                .iter()
                .map(|o| o.to + 1)
                .max()
                .unwrap_or(0)
        });
        for (i, occurrence) in scene.sides[0].iter().enumerate() {
            let Some(partners) = partners.get(occurrence.term as usize) else {
                continue;
            };
            for partner in partners {
                let start = scene.sides[1].partition_point(|o| o.term < partner.to);
                let others = scene.sides[1].iter().enumerate().skip(start);
                for (j, other) in others.take_while(|(_, o)| o.term == partner.to) {
                    // How far apart they stand, in thousandths of the bead.
                    let place = |o: &Occurrence, side: usize| {
                        i64::from(o.from) * 1000 / i64::from(counts[side].max(1))
                    };
                    let apart = (place(occurrence, 0) - place(other, 1)).unsigned_abs() as u32;
                    pairs.push((partner.evidence, apart, i, j));
                }
            }
        }
        pairs.sort_by(|a, b| {
            b.0.total_cmp(&a.0)
                .then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3)))
        });
        let mut taken = [0, 1].map(|side| vec![false; counts[side] as usize]);
        let mut linked: Vec<(u32, u32)> = Vec::new();
        for (_, _, i, j) in pairs {
            let both = [scene.sides[0][i], scene.sides[1][j]];
            let free = (0..2).all(|side| words(&mut taken[side], both[side]).all(|taken| !*taken));
            if free {
                for side in 0..2 {
                    words(&mut taken[side], both[side]).for_each(|taken| *taken = true);
                }
                linked.push((both[0].term, both[1].term));
            }
        }
        linked
    };
    scenes.each(look, |number, linked| {
        for (a, b) in linked {
            let Some(here) = links.get_mut(a as usize) else {
                continue;
            };
            let known = here.iter().position(|link| link.to == b);
            let partner = partners[a as usize].iter().find(|partner| partner.to == b);
            let place = known.unwrap_or_else(|| {
                let evidence = partner.map_or(0.0, |partner| partner.evidence);
                let alike = partner.map_or(0.0, |partner| partner.alike);
                here.push(Link::new(b, 0, evidence, alike));
                here.len() - 1
            });
            here[place].add(number);
        }
    });
    links
}

pub(super) fn words(taken: &mut [bool], occurrence: Occurrence) -> impl Iterator<Item = &mut bool> {
    let length = (occurrence.to - occurrence.from) as usize + 1;
    taken.iter_mut().skip(occurrence.from as usize).take(length)
}

/// The evidence of links from what was linked.
pub(super) fn judge(
    links: &mut Links,
    terms: [&Terms; 2],
    counts: &[Counts; 2],
    facts: &[Vec<TermFacts>; 2],
) {
    for (a, links) in links.iter_mut().enumerate() {
        for link in links {
            let b = link.to as usize;
            let all = counts[0].tokens[a] as usize + counts[1].tokens[b] as usize;
            let dice = 2.0 * f64::from(link.count) / all as f64;
            let (first, second) = (&terms[0].candidates[a], &terms[1].candidates[b]);
            link.evidence = evidence(link.count as usize, dice, link.alike)
                + kinship(first, second, &facts[0][a], &facts[1][b]);
        }
    }
}
