//! Phrases whose words translate each other.

use super::evidence::{TermFacts, alike, evidence};
use super::links::{Link, Links};
use super::scenes::{Counts, Scene, Scenes};
use crate::glossary::model::TermKind;
use crate::glossary::terms::Occurrence;

/// Phrases that occur together, and whose words translate each other.
pub(super) fn phrase_partners(
    scenes: &Scenes,
    counts: &[Counts; 2],
    facts: &[Vec<TermFacts>; 2],
    links: &Links,
    least: usize,
) -> Links {
    let terms = scenes.terms;
    let candidate = |side: usize, term: u32| &terms[side].candidates[term as usize];
    let is_phrase = |side: usize, o: &&Occurrence| !candidate(side, o.term).parts.is_empty();
    // The share of the words of the first phrase that words of the second translate.
    let share = |a: u32, b: u32| {
        let (first, second) = (candidate(0, a), candidate(1, b));
        let answers = |&part: &u32| {
            let best = links.get(part as usize).and_then(|links| {
                let trusted = links.iter().filter(|link| link.evidence > 0.0);
                trusted
                    .map(|link| (link.evidence, link.to))
                    .find(|(_, to)| second.parts.contains(to))
            });
            best.is_some()
        };
        let answered = first.parts.iter().filter(|part| answers(part)).count();
        answered as f64 / first.parts.len().max(second.parts.len()) as f64
    };
    let is_name = |side: usize, term: u32| candidate(side, term).kind == TermKind::Name;
    let look = |scene: Scene| {
        let mut here: Vec<(u32, u32)> = Vec::new();
        for a in scene.sides[0].iter().filter(|o| is_phrase(0, o)) {
            let others = scene.sides[1].iter().filter(|o| is_phrase(1, o));
            here.extend(others.map(|b| (a.term, b.term)));
        }
        here.sort_unstable();
        here.dedup();
        here.retain(|&(a, b)| is_name(0, a) == is_name(1, b) && share(a, b) >= 0.5);
        here
    };
    let mut together: Vec<(u32, u32)> = Vec::new();
    scenes.each(look, |_, mut here| together.append(&mut here));
    together.sort_unstable();
    let mut partners: Links = vec![Vec::new(); terms[0].candidates.len()];
    for run in together.chunk_by(|a, b| a == b) {
        let (from, to) = run[0];
        let (a, b) = (from as usize, to as usize);
        if run.len() < least {
            continue;
        }
        let share = share(from, to);
        let all = counts[0].beads[a] as usize + counts[1].beads[b] as usize;
        let dice = 2.0 * run.len() as f64 / all as f64;
        let alike = alike(&facts[0][a], &facts[1][b]);
        if share < 1.0 && dice < 0.6 {
            continue;
        }
        let evidence = evidence(run.len(), dice, alike.min(0.8)) + 4.0 * (share - 0.6);
        partners[a].push(Link::new(to, run.len() as u32, evidence, alike));
    }
    partners
}
