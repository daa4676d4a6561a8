//! Which term of one language answers to which of another.
//!
//! Terms that stand together more often than chance allows (Dunning's log-likelihood ratio) are
//! partners, with spelling and the lexicon as evidence besides. Then candidates compete: in each
//! bead the best pairs are linked first, and every occurrence explains one (Melamed's competitive
//! linking). What is linked, and what is not, is the evidence for a second round.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use crate::hash::Fnv;
use crate::lang::Lang;
use crate::normalize::{Folder, Lexicon};
use crate::parallel::map;
use crate::score::math::{exp, ln};

use super::model::TermKind;
use super::packed::Packed;
use super::terms::{Candidate, MOST_OCCURRENCES, Occurrence, RARE, Terms};

/// Which units of two languages belong together, bead by bead.
#[derive(Debug, Default)]
pub(super) struct Beads(Packed);

impl Beads {
    pub(super) fn push(&mut self, [first, second]: [&[u32]; 2]) {
        let units = first.iter().chain(second).copied();
        self.0
            .push(std::iter::once(first.len() as u32).chain(units));
    }

    fn len(&self) -> u32 {
        self.0.len()
    }

    /// The units of a bead.
    pub(super) fn units(&self, bead: u32) -> [Vec<u32>; 2] {
        let mut numbers = self.0.get(bead);
        let first = numbers.next().unwrap_or(0) as usize;
        let first = numbers.by_ref().take(first).collect();
        [first, numbers.collect()]
    }
}

/// A term that answers to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    /// The other term.
    pub(super) to: u32,
    /// How often they are linked.
    pub(super) count: u32,
    /// The log-odds that they mean the same.
    pub(super) evidence: f64,
    /// How alike they are spelled, 0..1.
    pub(super) alike: f64,
    /// The first beads they are linked in, and then [`NONE`].
    beads: [u32; EXAMPLES],
}

impl Link {
    /// The first beads they are linked in.
    pub(super) fn beads(&self) -> impl Iterator<Item = u32> {
        self.beads.into_iter().filter(|&bead| bead != NONE)
    }

    fn add(&mut self, bead: u32) {
        self.count += 1;
        let free = self
            .beads
            .iter()
            .position(|&known| known == NONE || known == bead);
        if let Some(place) = free.and_then(|free| self.beads.get_mut(free)) {
            *place = bead;
        }
    }
}

/// No bead.
const NONE: u32 = u32::MAX;

/// For each term of the first language its links, best first.
pub(super) type Links = Vec<Vec<Link>>;

/// How many partners a term may have in mind.
const PARTNERS: usize = 12;

/// How many example beads are kept.
const EXAMPLES: usize = 3;

/// So many beads are looked at on all threads before what was found in them is put together.
const BEADS_AT_ONCE: u32 = 4096;

/// So many places of terms are looked at together.
const PLACES_AT_ONCE: usize = 1 << 24;

/// Rounds of competition.
const ROUNDS: usize = 2;

/// What is known of a term, whatever it is linked with.
#[derive(Default)]
struct Look {
    folded: Box<[u8]>,
    concept: Option<u32>,
}

/// A bead's occurrences of both languages.
struct Scene {
    sides: [Vec<Occurrence>; 2],
}

pub(super) fn links(langs: [Lang; 2], terms: [&Terms; 2], beads: &Beads, least: usize) -> Links {
    let scenes = Scenes { terms, beads };
    let counts = [0, 1].map(|side| Counts::of(terms[side]));
    let counts = scenes.count(counts);
    let looks = [0, 1].map(|side| looks(langs[side], terms[side], &counts[side], least));
    let mut partners = partners(&scenes, &counts, &looks, least);
    drop_parts(&mut partners, terms);
    let mut links = Links::new();
    for _ in 0..ROUNDS {
        links = compete(&partners, &scenes);
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
    drop(partners);
    let partners = phrase_partners(&scenes, &counts, &looks, &links, least);
    let phrases = compete(&partners, &scenes);
    for (links, mut phrases) in links.iter_mut().zip(phrases) {
        links.append(&mut phrases);
        links.retain(|link| link.count as usize >= least);
        links.sort_by(|a, b| b.evidence.total_cmp(&a.evidence).then(a.to.cmp(&b.to)));
        links.shrink_to_fit();
    }
    links
}

/// The scenes of two languages, made one by one: all together take more room than all else.
struct Scenes<'a> {
    terms: [&'a Terms; 2],
    beads: &'a Beads,
}

impl Scenes<'_> {
    fn len(&self) -> u32 {
        self.beads.len()
    }

    fn scene(&self, bead: u32) -> Scene {
        let units = self.beads.units(bead);
        let sides = [0, 1].map(|side| occurrences(self.terms[side], &units[side]));
        Scene { sides }
    }

    /// Gives what `look` makes of each scene to `take`, in order.
    fn each<T: Send>(&self, look: impl Fn(Scene) -> T + Sync, mut take: impl FnMut(u32, T)) {
        for start in (0..self.len()).step_by(BEADS_AT_ONCE as usize) {
            let end = self.len().min(start + BEADS_AT_ONCE);
            let numbers: Vec<u32> = (start..end).collect();
            let found = map(&numbers, |_, &number| look(self.scene(number)));
            numbers
                .into_iter()
                .zip(found)
                .for_each(|(number, found)| take(number, found));
        }
    }

    /// How often each term stands in beads in which both languages say something.
    fn count(&self, mut counts: [Counts; 2]) -> [Counts; 2] {
        let runs = |side: &Vec<Occurrence>| {
            let runs = side.chunk_by(|a, b| a.term == b.term);
            let runs = runs.filter_map(|run| Some((run.first()?.term, run.len() as u32)));
            runs.collect::<Vec<_>>()
        };
        self.each(
            |scene| scene.sides.each_ref().map(runs),
            |_, runs| {
                if runs.iter().any(Vec::is_empty) {
                    return;
                }
                for (counts, runs) in counts.iter_mut().zip(runs) {
                    for (term, length) in runs {
                        counts.tokens[term as usize] += length;
                        counts.beads[term as usize] += 1;
                    }
                }
            },
        );
        for counts in &mut counts {
            counts.tokens[RARE as usize] = 0;
            counts.beads[RARE as usize] = 0;
        }
        counts
    }
}

/// Where terms stand in units that are read as one, sorted by term.
fn occurrences(terms: &Terms, units: &[u32]) -> Vec<Occurrence> {
    let mut all = Vec::new();
    let mut offset = 0;
    for &unit in units {
        let mut end = offset;
        for occurrence in terms.occurrences(unit) {
            let moved = Occurrence {
                from: occurrence.from + offset,
                to: occurrence.to + offset,
                ..occurrence
            };
            end = end.max(moved.to + 1);
            all.push(moved);
        }
        offset = end;
    }
    all.truncate(MOST_OCCURRENCES);
    all.sort_by_key(|o| (o.term, o.from));
    all
}

/// How often each term stands in beads, and in how many.
struct Counts {
    tokens: Vec<u32>,
    beads: Vec<u32>,
}

impl Counts {
    fn of(terms: &Terms) -> Self {
        Counts {
            tokens: vec![0; terms.candidates.len()],
            beads: vec![0; terms.candidates.len()],
        }
    }
}

/// The looks of the terms that stand in `least` beads; no others are linked.
fn looks(lang: Lang, terms: &Terms, counts: &Counts, least: usize) -> Vec<Look> {
    let lexicon = Lexicon::standard();
    let mut folder = Folder::default();
    let look = |(candidate, &beads): (&Candidate, &u32)| {
        if (beads as usize) < least {
            return Look::default();
        }
        let folded: Box<[u8]> = folder.fold(&candidate.base).into();
        let concept = lexicon.find(lang, &folded).map(|word| word.concept);
        Look { folded, concept }
    };
    terms
        .candidates
        .iter()
        .zip(&counts.beads)
        .map(look)
        .collect()
}

/// For each term of the first side those of the other that stand with it more often than chance
/// allows, best first.
fn partners(scenes: &Scenes, counts: &[Counts; 2], looks: &[Vec<Look>; 2], least: usize) -> Links {
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
                partners_of(start + at, holders, &answers, scenes, counts, looks, least);
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
    looks: &[Vec<Look>; 2],
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
        let alike = alike(&looks[0][a], &looks[1][b]);
        let (one, other) = (looks[0][a].concept, looks[1][b].concept);
        let known = one.is_some() && one == other;
        if chance < LEAST_CHANCE && alike < 0.8 && !known {
            continue;
        }
        let dice = 2.0 * f64::from(count) / (table[1] + table[2]) as f64;
        let evidence = evidence(count as usize, dice, alike)
            + kinship(first, second, &looks[0][a], &looks[1][b]);
        partners.push(Link {
            to,
            count,
            evidence,
            alike,
            beads: [NONE; EXAMPLES],
        });
    }
    partners
}

/// Below this log-likelihood ratio standing together may be chance (p > 0.01 with one degree of
/// freedom).
const LEAST_CHANCE: f64 = 6.63;

/// Whether the kinds of the two allow that one answers to the other.
fn can_answer(first: &Candidate, second: &Candidate) -> bool {
    let is_name = |candidate: &Candidate| candidate.kind == TermKind::Name;
    is_name(first) == is_name(second) || first.parts.is_empty() == second.parts.is_empty()
}

/// The log-odds that two terms mean the same, from how often they stand together or are linked, the
/// share of their occurrences that is (Dice's coefficient), and how alike they are spelled.
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

/// Dunning's log-likelihood ratio of two terms that stand in `a` and `b` of `total` beads, and in
/// `both` together; 0 where that is less than chance would have it.
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

/// Links occurrences in each bead, the pairs with the best evidence first; every word explains one.
fn compete(partners: &Links, scenes: &Scenes) -> Links {
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
                here.push(Link {
                    to: b,
                    count: 0,
                    evidence: partner.map_or(0.0, |partner| partner.evidence),
                    alike: partner.map_or(0.0, |partner| partner.alike),
                    beads: [NONE; EXAMPLES],
                });
                here.len() - 1
            });
            here[place].add(number);
        }
    });
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
            let all = counts[0].tokens[a] as usize + counts[1].tokens[b] as usize;
            let dice = 2.0 * f64::from(link.count) / all as f64;
            let (first, second) = (&terms[0].candidates[a], &terms[1].candidates[b]);
            link.evidence = evidence(link.count as usize, dice, link.alike)
                + kinship(first, second, &looks[0][a], &looks[1][b]);
        }
    }
}

/// Phrases that stand together, and whose words answer to each other.
fn phrase_partners(
    scenes: &Scenes,
    counts: &[Counts; 2],
    looks: &[Vec<Look>; 2],
    links: &Links,
    least: usize,
) -> Links {
    let terms = scenes.terms;
    let candidate = |side: usize, term: u32| &terms[side].candidates[term as usize];
    let is_phrase = |side: usize, o: &&Occurrence| !candidate(side, o.term).parts.is_empty();
    // The share of the words of the first that those of the second answer to.
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
        let alike = alike(&looks[0][a], &looks[1][b]);
        if share < 1.0 && dice < 0.6 {
            continue;
        }
        let evidence = evidence(run.len(), dice, alike.min(0.8)) + 4.0 * (share - 0.6);
        partners[a].push(Link {
            to,
            count: run.len() as u32,
            evidence,
            alike,
            beads: [NONE; EXAMPLES],
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
