//! Which term of one language answers to which of another.
//!
//! Terms that stand together more often than chance allows (Dunning's log-likelihood ratio) are partners, with spelling and the
//! lexicon as evidence besides. Then candidates compete: in each bead the best pairs are linked first, and every occurrence
//! explains one (Melamed's competitive linking). What is linked, and what is not, is the evidence for a second round.

use crate::lang::Lang;
use crate::merge::map;
use crate::normalize::{Folder, Lexicon};
use crate::score::math::{exp, ln};

use super::TermKind;
use super::terms::{Candidate, Occurrence, Terms};

/// The units of two languages that belong together.
#[derive(Debug, Clone)]
pub(super) struct Bead {
    pub(super) units: [Vec<u32>; 2],
}

/// A term that answers to another.
#[derive(Debug, Clone)]
pub(super) struct Link {
    /// The other term.
    pub(super) to: u32,
    /// How often they are linked.
    pub(super) count: usize,
    /// The log-odds that they mean the same.
    pub(super) evidence: f64,
    /// How alike they are spelled, 0..1.
    pub(super) alike: f64,
    /// The first beads they are linked in.
    pub(super) beads: Vec<u32>,
}

/// For each term of the first language its links, best first.
pub(super) type Links = Vec<Vec<Link>>;

/// How many partners a term may have in mind.
const PARTNERS: usize = 12;

/// How many example beads are kept.
const EXAMPLES: usize = 3;

/// Of a unit only so many occurrences are looked at: beyond them is what is no prose.
const MOST_OCCURRENCES: usize = 400;

/// Rounds of competition.
const ROUNDS: usize = 2;

/// What tells of a term whatever it is linked with.
struct Look {
    folded: Vec<u8>,
    concept: Option<u32>,
}

/// A bead's occurrences of both languages.
struct Scene {
    sides: [Vec<Occurrence>; 2],
}

pub(super) fn links(langs: [Lang; 2], terms: [&Terms; 2], beads: &[Bead], least: usize) -> Links {
    let scenes = map(beads, |_, bead| scene(terms, bead));
    let counts = [0, 1].map(|side| occurrences(terms[side], &scenes, side));
    let looks = [0, 1].map(|side| looks(langs[side], terms[side]));
    let mut partners = partners(terms, &scenes, &counts, &looks, least);
    drop_parts(&mut partners, terms);
    let mut links = Links::new();
    for _ in 0..ROUNDS {
        links = compete(&partners, terms, &scenes);
        judge(&mut links, terms, &counts, &looks);
        for (partners, links) in partners.iter_mut().zip(&links) {
            partners.retain_mut(|partner| {
                let link = links.iter().find(|link| link.to == partner.to);
                link.is_some_and(|link| {
                    partner.evidence = link.evidence;
                    true
                })
            });
        }
    }
    let phrases = compete(
        &phrase_partners(terms, &scenes, &counts, &looks, &links, least),
        terms,
        &scenes,
    );
    for (links, mut phrases) in links.iter_mut().zip(phrases) {
        links.append(&mut phrases);
        links.retain(|link| link.count >= least);
        links.sort_by(|a, b| b.evidence.total_cmp(&a.evidence).then(a.to.cmp(&b.to)));
    }
    links
}

fn scene(terms: [&Terms; 2], bead: &Bead) -> Scene {
    let side = |side: usize| {
        let mut all = Vec::new();
        let mut offset = 0;
        for &unit in &bead.units[side] {
            let Some(found) = terms[side].occurrences.get(unit as usize) else {
                continue;
            };
            let mut end = offset;
            for occurrence in found {
                let moved = Occurrence {
                    from: occurrence.from + offset,
                    to: occurrence.to + offset,
                    ..*occurrence
                };
                end = end.max(moved.to + 1);
                all.push(moved);
            }
            offset = end;
        }
        all.truncate(MOST_OCCURRENCES);
        all.sort_by_key(|o| (o.term, o.from));
        all
    };
    Scene {
        sides: [side(0), side(1)],
    }
}

/// How often each term stands in beads, and in how many.
struct Counts {
    tokens: Vec<usize>,
    beads: Vec<usize>,
}

fn occurrences(terms: &Terms, scenes: &[Scene], side: usize) -> Counts {
    let mut counts = Counts {
        tokens: vec![0; terms.candidates.len()],
        beads: vec![0; terms.candidates.len()],
    };
    for scene in scenes
        .iter()
        .filter(|scene| scene.sides.iter().all(|s| !s.is_empty()))
    {
        for run in scene.sides[side].chunk_by(|a, b| a.term == b.term) {
            counts.tokens[run[0].term as usize] += run.len();
            counts.beads[run[0].term as usize] += 1;
        }
    }
    counts
}

fn looks(lang: Lang, terms: &Terms) -> Vec<Look> {
    let lexicon = Lexicon::standard();
    let mut folder = Folder::default();
    let look = |candidate: &Candidate| {
        let folded = folder.fold(&candidate.base).to_vec();
        let concept = lexicon.find(lang, &folded).map(|word| word.concept);
        Look { folded, concept }
    };
    terms.candidates.iter().map(look).collect()
}

/// For each term of the first side those of the other that stand with it more often than chance allows, best first.
fn partners(
    terms: [&Terms; 2],
    scenes: &[Scene],
    counts: &[Counts; 2],
    looks: &[Vec<Look>; 2],
    least: usize,
) -> Links {
    let total = scenes.len();
    let mut holders: Vec<Vec<u32>> = vec![Vec::new(); terms[0].candidates.len()];
    for (number, scene) in (0..).zip(scenes) {
        for run in scene.sides[0].chunk_by(|a, b| a.term == b.term) {
            holders[run[0].term as usize].push(number);
        }
    }
    map(&holders, |a, holders| {
        if counts[0].beads[a] < least {
            return Vec::new();
        }
        let mut together: Vec<u32> = Vec::new();
        for &number in holders {
            let runs = scenes[number as usize].sides[1].chunk_by(|a, b| a.term == b.term);
            together.extend(runs.map(|run| run[0].term));
        }
        together.sort_unstable();
        let first = &terms[0].candidates[a];
        let mut partners: Vec<Link> = Vec::new();
        for run in together.chunk_by(|a, b| a == b) {
            let b = run[0] as usize;
            let second = &terms[1].candidates[b];
            let phrases = !first.parts.is_empty() && !second.parts.is_empty();
            if phrases || run.len() < least || !can_answer(first, second) {
                continue;
            }
            let table = [run.len(), counts[0].beads[a], counts[1].beads[b], total];
            let chance = log_likelihood(table);
            let alike = alike(&looks[0][a], &looks[1][b]);
            let (one, other) = (looks[0][a].concept, looks[1][b].concept);
            let known = one.is_some() && one == other;
            if chance < LEAST_CHANCE && alike < 0.8 && !known {
                continue;
            }
            let dice = 2.0 * run.len() as f64 / (table[1] + table[2]) as f64;
            let evidence = evidence(run.len(), dice, alike)
                + kinship(first, second, &looks[0][a], &looks[1][b]);
            partners.push(Link {
                to: b as u32,
                count: run.len(),
                evidence,
                alike,
                beads: Vec::new(),
            });
        }
        partners.sort_by(|a, b| b.evidence.total_cmp(&a.evidence).then(a.to.cmp(&b.to)));
        partners.truncate(PARTNERS);
        partners
    })
}

/// Below this log-likelihood ratio standing together may be chance (p > 0.01 with one degree of freedom).
const LEAST_CHANCE: f64 = 6.63;

/// Whether the kinds of the two allow that one answers to the other.
fn can_answer(first: &Candidate, second: &Candidate) -> bool {
    let is_name = |candidate: &Candidate| candidate.kind == TermKind::Name;
    is_name(first) == is_name(second) || first.parts.is_empty() == second.parts.is_empty()
}

/// The log-odds that two terms mean the same, from how often they stand together or are linked, the share of their occurrences that
/// is (Dice's coefficient), and how alike they are spelled.
fn evidence(count: usize, dice: f64, alike: f64) -> f64 {
    -3.4 + 1.8 * ln(count as f64).min(3.2) + 3.0 * (dice - 0.5) + 9.0 * (alike - 0.55).max(0.0)
}

/// What the lexicon and the kinds of the terms say besides.
fn kinship(first: &Candidate, second: &Candidate, a: &Look, b: &Look) -> f64 {
    let concept = match (a.concept, b.concept) {
        (Some(a), Some(b)) if a == b => 4.0,
        (Some(_), Some(_)) => -1.0,
        _ => 0.0,
    };
    let kind = match (first.kind, second.kind) {
        (TermKind::Name, TermKind::Name) => 0.0,
        (TermKind::Name, _) | (_, TermKind::Name) => -1.5,
        _ => 0.0,
    };
    let class = match (first.class, second.class) {
        (Some(a), Some(b)) if a.is_noun() && b.is_noun() => 0.3,
        (Some(a), Some(b)) if a == b => 0.2,
        (Some(_), Some(_)) => -1.2,
        _ => 0.0,
    };
    concept + kind + class
}

/// Dunning's log-likelihood ratio of two terms that stand in `a` and `b` of `total` beads, and in `both` together; 0 where that is less
/// than chance would have it.
fn log_likelihood([both, a, b, total]: [usize; 4]) -> f64 {
    let [both, a, b, total] = [both, a, b, total].map(|count| count as f64);
    if both * total <= a * b {
        return 0.0;
    }
    let term = |observed: f64, expected: f64| {
        if observed > 0.0 && expected > 0.0 {
            observed * ln(observed / expected)
        } else {
            0.0
        }
    };
    let (not_a, not_b) = (total - a, total - b);
    2.0 * (term(both, a * b / total)
        + term(a - both, a * not_b / total)
        + term(b - both, not_a * b / total)
        + term(total - a - b + both, not_a * not_b / total))
}

/// How alike two terms are spelled, 0..1: their letters folded, the beginning counting more.
fn alike(a: &Look, b: &Look) -> f64 {
    if a.folded == b.folded {
        return 1.0;
    }
    let texts = [a, b].map(|look| String::from_utf8_lossy(&look.folded));
    let lengths = [a.folded.len(), b.folded.len()];
    // Of long words the letters must agree in order and number; few of them agree by chance.
    let edits = strsim::normalized_levenshtein(&texts[0], &texts[1]);
    if lengths[0].min(lengths[1]) < 4 {
        edits * 0.8
    } else {
        edits
    }
}

/// Drops partners of phrases that are only partners of a word in them, and the reverse.
fn drop_parts(partners: &mut Links, terms: [&Terms; 2]) {
    let dice_like = |partners: &Links, a: u32, b: u32| {
        let links = partners.get(a as usize)?;
        Some(links.iter().find(|link| link.to == b)?.evidence)
    };
    let whole = partners.clone();
    for (a, links) in partners.iter_mut().enumerate() {
        let first = &terms[0].candidates[a];
        links.retain(|link| {
            let second = &terms[1].candidates[link.to as usize];
            let part = match (first.parts.is_empty(), second.parts.is_empty()) {
                (true, true) => return true,
                (false, _) => first
                    .parts
                    .iter()
                    .filter_map(|&part| dice_like(&whole, part, link.to))
                    .reduce(f64::max),
                (_, false) => second
                    .parts
                    .iter()
                    .filter_map(|&part| dice_like(&whole, a as u32, part))
                    .reduce(f64::max),
            };
            link.count >= 3 && part.is_none_or(|part| link.evidence > part + 0.8)
        });
    }
}

/// Links occurrences in each bead, the pairs with the best evidence first; every word explains one.
fn compete(partners: &Links, terms: [&Terms; 2], scenes: &[Scene]) -> Links {
    let found = map(scenes, |_, scene| {
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
    });
    let mut links: Links = vec![Vec::new(); terms[0].candidates.len()];
    for (number, linked) in (0..).zip(found) {
        for (a, b) in linked {
            let Some(here) = links.get_mut(a as usize) else {
                continue;
            };
            let known = here.iter().position(|link| link.to == b);
            let partner = partners[a as usize].iter().find(|partner| partner.to == b);
            let place = known.unwrap_or_else(|| {
                here.push(Link {
                    to: b,
                    count: 0,
                    evidence: partner.map_or(0.0, |partner| partner.evidence),
                    alike: partner.map_or(0.0, |partner| partner.alike),
                    beads: Vec::new(),
                });
                here.len() - 1
            });
            let link = &mut here[place];
            link.count += 1;
            if link.beads.len() < EXAMPLES && link.beads.last() != Some(&number) {
                link.beads.push(number);
            }
        }
    }
    links
}

fn words(taken: &mut [bool], occurrence: Occurrence) -> impl Iterator<Item = &mut bool> {
    let length = (occurrence.to - occurrence.from) as usize + 1;
    taken.iter_mut().skip(occurrence.from as usize).take(length)
}

/// The evidence of links from what was linked.
fn judge(links: &mut Links, terms: [&Terms; 2], counts: &[Counts; 2], looks: &[Vec<Look>; 2]) {
    for (a, links) in links.iter_mut().enumerate() {
        for link in links {
            let b = link.to as usize;
            let all = counts[0].tokens[a] + counts[1].tokens[b];
            let dice = 2.0 * link.count as f64 / all as f64;
            let (first, second) = (&terms[0].candidates[a], &terms[1].candidates[b]);
            link.evidence = evidence(link.count, dice, link.alike)
                + kinship(first, second, &looks[0][a], &looks[1][b]);
        }
    }
}

/// Phrases that stand together, and whose words answer to each other.
fn phrase_partners(
    terms: [&Terms; 2],
    scenes: &[Scene],
    counts: &[Counts; 2],
    looks: &[Vec<Look>; 2],
    links: &Links,
    least: usize,
) -> Links {
    let is_phrase =
        |side: usize, o: &&Occurrence| !terms[side].candidates[o.term as usize].parts.is_empty();
    let mut together: Vec<(u32, u32)> = Vec::new();
    for scene in scenes {
        let mut here: Vec<(u32, u32)> = Vec::new();
        for a in scene.sides[0].iter().filter(|o| is_phrase(0, o)) {
            let others = scene.sides[1].iter().filter(|o| is_phrase(1, o));
            here.extend(others.map(|b| (a.term, b.term)));
        }
        here.sort_unstable();
        here.dedup();
        together.append(&mut here);
    }
    together.sort_unstable();
    let mut partners: Links = vec![Vec::new(); terms[0].candidates.len()];
    for run in together.chunk_by(|a, b| a == b) {
        let (a, b) = (run[0].0 as usize, run[0].1 as usize);
        let (first, second) = (&terms[0].candidates[a], &terms[1].candidates[b]);
        if run.len() < least || (first.kind == TermKind::Name) != (second.kind == TermKind::Name) {
            continue;
        }
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
        let share = answered as f64 / first.parts.len().max(second.parts.len()) as f64;
        let dice = 2.0 * run.len() as f64 / (counts[0].beads[a] + counts[1].beads[b]) as f64;
        let alike = alike(&looks[0][a], &looks[1][b]);
        if share < 0.5 || (share < 1.0 && dice < 0.6) {
            continue;
        }
        let evidence = evidence(run.len(), dice, alike.min(0.8)) + 4.0 * (share - 0.6);
        partners[a].push(Link {
            to: b as u32,
            count: run.len(),
            evidence,
            alike,
            beads: Vec::new(),
        });
    }
    partners
}

/// The probability that log-odds stand for.
pub(super) fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + exp(-log_odds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standing_together_by_chance_is_no_evidence() {
        assert_eq!(log_likelihood([10, 100, 100, 1000]), 0.0);
        assert!(log_likelihood([10, 10, 10, 1000]) > 100.0);
        assert!(log_likelihood([2, 2, 2, 1000]) < log_likelihood([5, 5, 5, 1000]));
    }
}
