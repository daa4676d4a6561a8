//! The terms that occur with others more often than by chance.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use super::evidence::{TermFacts, alike, evidence, kinship, log_likelihood};
use super::links::{Link, Links};
use super::scenes::{Counts, Scene, Scenes};
use crate::glossary::model::TermKind;
use crate::glossary::packed::Packed;
use crate::glossary::terms::{Candidate, RARE, Terms};
use crate::hash::Fnv;
use crate::parallel::map;

/// The most partners that are stored for a term.
const PARTNERS: usize = 12;

/// How many places of terms are processed together.
const PLACES_AT_ONCE: usize = 1 << 24;

/// For each term of the first side those of the other that stand with it more often than chance
/// allows, best first.
pub(super) fn partners(
    scenes: &Scenes,
    counts: &[Counts; 2],
    facts: &[Vec<TermFacts>; 2],
    least: usize,
) -> Links {
    let terms = scenes.terms;
    // The terms of the second side in each bead: the first, and how far it is from each to the
    // next.
    let mut answers = Packed::default();
    let distinct = |scene: Scene| {
        let terms = scene.sides[1].iter().map(|o| o.term);
        let mut terms: Vec<u32> = terms.filter(|&term| term != RARE).collect();
        terms.dedup();
        terms
    };
    scenes.each(distinct, |_, terms| {
        let before = std::iter::once(0).chain(terms.iter().copied());
        answers.push(terms.iter().zip(before).map(|(term, before)| term - before));
    });
    let mut partners = Links::new();
    while partners.len() < terms[0].candidates.len() {
        let start = partners.len();
        let mut room = PLACES_AT_ONCE;
        let beads = counts[0].beads.iter().skip(start);
        let here = beads.take_while(|&&beads| {
            let fits = room >= beads as usize;
            room = room.saturating_sub(beads as usize);
            fits
        });
        // One at least, however often it stands.
        let range = start..start + here.count().max(1);
        let holders = holders(scenes, &counts[0], range.clone(), least);
        partners.extend(map(&holders, |at, holders| {
            let mut partners =
                partners_of(start + at, holders, &answers, scenes, counts, facts, least);
            partners.sort_by(|a, b| b.evidence.total_cmp(&a.evidence).then(a.to.cmp(&b.to)));
            partners.truncate(PARTNERS);
            partners.shrink_to_fit();
            partners
        }));
    }
    partners
}

/// In which beads each term of a range stands, of those that stand in `least`.
fn holders(scenes: &Scenes, counts: &Counts, range: Range<usize>, least: usize) -> Vec<Vec<u32>> {
    let beads = counts.beads.get(range.clone()).unwrap_or_default();
    let room = |&beads: &u32| {
        let beads = beads as usize;
        Vec::with_capacity(if beads < least { 0 } else { beads })
    };
    let mut holders: Vec<Vec<u32>> = beads.iter().map(room).collect();
    let is_here = |term: u32| {
        let beads = counts.beads.get(term as usize);
        range.contains(&(term as usize)) && beads.is_some_and(|&beads| beads as usize >= least)
    };
    let distinct = |scene: Scene| {
        let terms = scene.sides[0].iter().map(|o| o.term);
        let mut terms: Vec<u32> = terms.filter(|&term| is_here(term)).collect();
        terms.dedup();
        terms
    };
    scenes.each(distinct, |number, terms| {
        for term in terms {
            holders[term as usize - range.start].push(number);
        }
    });
    holders
}

/// The terms that stand in the same beads as the term `a`, which stands in `holders`.
fn partners_of(
    a: usize,
    holders: &[u32],
    answers: &Packed,
    scenes: &Scenes,
    counts: &[Counts; 2],
    facts: &[Vec<TermFacts>; 2],
    least: usize,
) -> Vec<Link> {
    let (terms, total) = (scenes.terms, scenes.len() as usize);
    if (counts[0].beads[a] as usize) < least {
        return Vec::new();
    }
    let mut together: HashMap<u32, u32, BuildHasherDefault<Fnv>> = HashMap::default();
    for &number in holders {
        let mut term = 0;
        for further in answers.get(number) {
            term += further;
            *together.entry(term).or_default() += 1;
        }
    }
    let mut together: Vec<(u32, u32)> = together.into_iter().collect();
    together.retain(|&(_, count)| count as usize >= least);
    together.sort_unstable();
    let first = &terms[0].candidates[a];
    let mut partners: Vec<Link> = Vec::new();
    for (to, count) in together {
        let b = to as usize;
        let second = &terms[1].candidates[b];
        let phrases = !first.parts.is_empty() && !second.parts.is_empty();
        if phrases || !can_answer(first, second) {
            continue;
        }
        let table = [
            count as usize,
            counts[0].beads[a] as usize,
            counts[1].beads[b] as usize,
            total,
        ];
        let chance = log_likelihood(table);
        let alike = alike(&facts[0][a], &facts[1][b]);
        let (one, other) = (facts[0][a].concept, facts[1][b].concept);
        let known = one.is_some() && one == other;
        if chance < LEAST_CHANCE && alike < 0.8 && !known {
            continue;
        }
        let dice = 2.0 * f64::from(count) / (table[1] + table[2]) as f64;
        let evidence = evidence(count as usize, dice, alike)
            + kinship(first, second, &facts[0][a], &facts[1][b]);
        partners.push(Link::new(to, count, evidence, alike));
    }
    partners
}

/// Below this log-likelihood ratio standing together may be chance (p > 0.01 with one degree of
/// freedom).
const LEAST_CHANCE: f64 = 6.63;

/// Whether terms of these two kinds can translate each other.
fn can_answer(first: &Candidate, second: &Candidate) -> bool {
    let is_name = |candidate: &Candidate| candidate.kind == TermKind::Name;
    is_name(first) == is_name(second) || first.parts.is_empty() == second.parts.is_empty()
}

/// Drops partners of phrases that are only partners of a word in them, and the reverse.
pub(super) fn drop_parts(partners: &mut Links, terms: [&Terms; 2]) {
    // Those of two words all stay, and no others are asked for.
    let evidence = |partners: &Links, a: u32, b: u32| {
        let links = partners.get(a as usize)?;
        Some(links.iter().find(|link| link.to == b)?.evidence)
    };
    for a in 0..partners.len() {
        let first = &terms[0].candidates[a];
        let is_kept = |link: &Link| {
            let second = &terms[1].candidates[link.to as usize];
            let part = match (first.parts.is_empty(), second.parts.is_empty()) {
                (true, true) => return true,
                (false, _) => first
                    .parts
                    .iter()
                    .filter_map(|&part| evidence(partners, part, link.to))
                    .reduce(f64::max),
                (_, false) => second
                    .parts
                    .iter()
                    .filter_map(|&part| evidence(partners, a as u32, part))
                    .reduce(f64::max),
            };
            link.count >= 3 && part.is_none_or(|part| link.evidence > part + 0.8)
        };
        let kept: Vec<Link> = partners[a].iter().copied().filter(is_kept).collect();
        if kept.len() < partners[a].len() {
            partners[a] = kept;
        }
    }
}
