//! Learning the weights that the library ships, from documents whose alignment is known.
//!
//! Maximises the probability of the known paths (conditional log-likelihood of the random field
//! over paths) with Adam (Kingma and Ba 2014), steps that shorten to nothing, and a pull towards
//! zero. Same cases in the same order, same weights. `examples/learn_weights.rs` is the program
//! that does it for a folder of cases.

use std::collections::BTreeSet;
use std::fmt::Write as _;

pub use crate::identify::learn as identifier;

use crate::align::{Deadline, Lattice, Links, PairModel, PathBead, SHAPES};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::lang::Lang;
use crate::merge::{Freedom, PairPath, numbered_pairs, paths, witnesses};
use crate::normalize::Lexicon;
use crate::parallel::map;
use crate::score::{
    CLASSES, Calibration, EVIDENCE, FEATURES, Group, Profiles, Scorer, Table, Weights, class,
    fitted,
};
use crate::segment::{Segment, Segmentation, segments};

/// Documents whose alignment is known.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Case {
    /// What its text is called: cases of one text have one name.
    name: String,
    /// Two or three documents of ready-made units, in the order of their languages.
    documents: Vec<Document>,
    /// For each pair of documents (0-1, or 0-1, 0-2, 1-2) its beads: the unit numbers of both
    /// sides, 0-based.
    pairs: Vec<Vec<[Vec<usize>; 2]>>,
}

impl Case {
    /// A case of two or three `documents` and the beads of each of their `pairs`. Cases of one text
    /// (with more or less left out, say) have one `name`: confidence is fitted on texts that the
    /// weights were not learned from.
    ///
    /// ```
    /// use nordalign::{Document, Lang, learn::Case};
    /// let sv = Document::from_units(Lang::Sv, ["Hej!", "Välkommen in."]);
    /// let nb = Document::from_units(Lang::Nb, ["Hei og velkommen inn."]);
    /// let case = Case::new("hej", vec![sv, nb], vec![vec![[vec![0, 1], vec![0]]]])?;
    /// # Ok::<(), nordalign::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] unless there are two documents and one pair or three and three, and
    /// the beads of each pair hold every unit of both documents exactly once.
    pub fn new(
        name: &str,
        documents: Vec<Document>,
        pairs: Vec<Vec<[Vec<usize>; 2]>>,
    ) -> Result<Self, Error> {
        let counts: Vec<usize> = documents
            .iter()
            .map(|document| document.units().count())
            .collect();
        let sides = numbered_pairs(documents.len());
        let whole = (2..=3).contains(&documents.len())
            && pairs.len() == sides.len()
            && pairs.iter().zip(sides).all(|(beads, sides)| {
                (0..2).all(|side| {
                    let mut units: Vec<usize> =
                        beads.iter().flat_map(|bead| &bead[side]).copied().collect();
                    units.sort_unstable();
                    units.into_iter().eq(0..counts[sides[side]])
                })
            });
        if whole {
            Ok(Case {
                name: name.to_owned(),
                documents,
                pairs,
            })
        } else {
            let message = "a case has two or three documents, and beads that hold every unit of each pair once";
            Err(Error::new(ErrorKind::Invalid, message))
        }
    }
}

/// How to learn.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct WeightSettings {
    /// How often to go through all cases.
    pub epochs: usize,
    /// The length of the first steps, in weight; later ones are shorter.
    pub rate: f64,
    /// How strongly weights are pulled towards zero, relative to one case.
    pub pull: f64,
}

impl Default for WeightSettings {
    fn default() -> Self {
        WeightSettings {
            epochs: 12,
            rate: 0.15,
            pull: 0.002,
        }
    }
}

/// Features that do not occur where all units of a case are of one size, and so keep what they
/// start with.
const STARTS: [(&str, f64); 1] = [("paragraphs_apart", -4.0)];

/// Cases between two steps.
const BATCH: usize = 16;

/// Learns weights from `cases`, and gives them as the text that [`Weights::parse`] reads; `report`
/// is called after each epoch: its name and the mean log-likelihood of a path.
pub fn learn(
    cases: &[Case],
    settings: WeightSettings,
    mut report: impl FnMut(&str, f64),
) -> String {
    let prepared = map(cases, |_, case| Prepared::new(case));
    let mut names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let fold = |case: &Case| names.binary_search(&case.name.as_str()).unwrap_or(0) % FOLDS;
    let mut samples = [Vec::new(), Vec::new()];
    for held_out in 0..FOLDS {
        let part = |within: bool| -> Vec<&Prepared> {
            let part = prepared.iter().zip(cases);
            let part = part.filter(|(_, case)| (fold(case) == held_out) == within);
            part.map(|(prepared, _)| prepared).collect()
        };
        let weights = learned(&part(false), settings, |epoch, mean| {
            report(&format!("all but part {held_out}, {epoch}"), mean);
        });
        let weights = Weights::parse(&weights).unwrap_or_default();
        for judged in map(&part(true), |_, case| case.judged(&weights)) {
            for (samples, judged) in samples.iter_mut().zip(judged) {
                samples.extend(judged);
            }
        }
    }
    let mut text = learned(&prepared.iter().collect::<Vec<_>>(), settings, &mut report);
    let fitted = samples.map(|samples| fitted(&samples));
    let _ = writeln!(text, "\n[confidence]");
    for (k, name) in EVIDENCE.iter().enumerate() {
        let _ = writeln!(text, "{name} {:.4} {:.4}", fitted[0][k], fitted[1][k]);
    }
    text
}

/// Confidence is fitted on each of so many parts with the weights that were learned from the
/// others.
const FOLDS: usize = 2;

/// The weights learned from `cases`, as text.
fn learned(
    cases: &[&Prepared],
    settings: WeightSettings,
    mut report: impl FnMut(&str, f64),
) -> String {
    let mut run = |name: &str, search: &Search, cases: &[&Prepared], start: Vec<f64>| {
        let mut learner = Learner::new(start);
        learner.run(cases, search, settings, |epoch, mean| {
            report(&format!("{name} {epoch}"), mean);
        });
        learner.weights
    };
    let sketch = run("sketch", &Search::Sketch, cases, starting_weights());
    let narrow = Table::of(&sketch);
    let alone = run("alone", &Search::Alone(&narrow), cases, starting_weights());
    let with_three = cases.iter().copied().filter(|case| case.golds.len() == 3);
    let with_three: Vec<&Prepared> = with_three.collect();
    let table = Table::of(&alone);
    let witnesses = map(&with_three, |_, case| case.witnesses(&narrow, &table));
    let search = Search::Joint(&narrow, &witnesses);
    let joint = run("joint", &search, &with_three, alone.clone());
    let sections = [("sketch", sketch), ("alone", alone), ("joint", joint)];
    sections
        .map(|(name, weights)| format!("\n[{name}]\n{}", text(&weights)))
        .concat()
}

/// Which search weights are learned for, and what it rests on.
enum Search<'a> {
    Sketch,
    /// With the weights of the sketch.
    Alone(&'a Table),
    /// With the weights of the sketch, and for each case what the other two pairs say of each.
    Joint(&'a Table, &'a [[Links; 3]]),
}

fn text(weights: &[f64]) -> String {
    let mut text = String::new();
    for (k, name) in FEATURES.iter().enumerate() {
        let of_classes = || weights.iter().skip(k).step_by(FEATURES.len());
        if of_classes().all(|weight| *weight == 0.0) {
            continue;
        }
        let _ = write!(text, "{name}");
        for weight in of_classes() {
            let _ = write!(text, " {weight:.4}");
        }
        let _ = writeln!(text);
    }
    text
}

fn starting_weights() -> Vec<f64> {
    let start = |name: &&str| STARTS.iter().find(|(n, _)| n == name).map_or(0.0, |s| s.1);
    (0..CLASSES)
        .flat_map(|_| FEATURES.iter().map(start))
        .collect()
}

/// A case with its profiles.
struct Prepared<'a> {
    case: &'a Case,
    profiles: Profiles,
    /// The gold path of each pair, with beads of shapes that the search knows; `None` where there
    /// is none such.
    golds: Vec<Option<Vec<Group>>>,
}

impl<'a> Prepared<'a> {
    fn new(case: &'a Case) -> Self {
        let documents: Vec<&Document> = case.documents.iter().collect();
        Prepared {
            case,
            profiles: profiles(&documents),
            golds: case.pairs.iter().map(|beads| gold_path(beads)).collect(),
        }
    }

    /// For the beads of pairs alone, and of pairs inside three, the evidence and whether they are
    /// right.
    fn judged(&self, weights: &Weights) -> [Vec<(Calibration, bool)>; 2] {
        let documents = &self.case.documents;
        let pairs = numbered_pairs(documents.len());
        let alone = pairs
            .iter()
            .zip(&self.case.pairs)
            .flat_map(|(&[a, b], gold)| {
                let profiles = profiles(&[&documents[a], &documents[b]]);
                judged(&all_paths(&profiles, weights), &[gold])
            });
        let alone = alone.collect();
        if documents.len() < 3 {
            return [alone, Vec::new()];
        }
        let golds: Vec<_> = self.case.pairs.iter().collect();
        let inside = judged(&all_paths(&self.profiles, weights), &golds);
        [alone, inside]
    }

    fn witnesses(&self, sketch: &Table, weights: &Table) -> [Links; 3] {
        let links = |a, b| {
            let model = PairModel::new(&self.profiles, a, b).narrowed(sketch);
            let scorer = model.scorer(weights, None, None);
            // Without a deadline it is always there.
            let lattice = model.lattice(&scorer, Deadline::NEVER).ok();
            lattice.map_or_else(
                || Links::new(0, 0, Vec::new()),
                |lattice| model.links(&lattice),
            )
        };
        witnesses(&links(0, 1), &links(0, 2), &links(1, 2))
    }
}

/// The paths of all pairs; without a deadline they are always found.
fn all_paths(profiles: &Profiles, weights: &Weights) -> Vec<PairPath> {
    let paths = paths(profiles, weights, Freedom::Blocks, &[], Deadline::NEVER);
    paths.unwrap_or_default()
}

fn profiles(documents: &[&Document]) -> Profiles {
    let units = documents
        .iter()
        .map(|document| (document.lang(), segments(document, Segmentation::Paragraph)));
    let units: Vec<(Lang, Vec<Segment>)> = units.collect();
    let sides: Vec<(Lang, &[Segment])> = units
        .iter()
        .map(|(lang, units)| (*lang, units.as_slice()))
        .collect();
    Profiles::new(&sides, &Lexicon::standard())
}

/// For each bead of `paths` the evidence, and whether it is one of `golds`.
fn judged(paths: &[PairPath], golds: &[&Vec<[Vec<usize>; 2]>]) -> Vec<(Calibration, bool)> {
    let of_pair = |(path, gold): (&PairPath, &&Vec<[Vec<usize>; 2]>)| {
        let gold: BTreeSet<&[Vec<usize>; 2]> = gold.iter().collect();
        let right = |bead: &PathBead| {
            let units = [0, 1].map(|side| bead.group.range(side).collect::<Vec<_>>());
            gold.contains(&units)
        };
        let right = path.beads.iter().map(right);
        path.evidence().into_iter().zip(right).collect::<Vec<_>>()
    };
    paths.iter().zip(golds).flat_map(of_pair).collect()
}

/// The beads as a monotone path, or `None` if they are none or hold shapes that the search does not
/// know.
fn gold_path(beads: &[[Vec<usize>; 2]]) -> Option<Vec<Group>> {
    let first = |bead: &&[Vec<usize>; 2], side: usize| bead[side].first().copied();
    let mut full: Vec<&[Vec<usize>; 2]> = beads
        .iter()
        .filter(|bead| bead.iter().all(|units| !units.is_empty()))
        .collect();
    full.sort_by_key(|bead| first(bead, 0));
    let alone = |side: usize| {
        let alone = beads.iter().filter(move |bead| bead[1 - side].is_empty());
        alone
            .flat_map(move |bead| &bead[side])
            .copied()
            .collect::<BTreeSet<usize>>()
    };
    let alone = [alone(0), alone(1)];
    let mut at = [0, 0];
    let mut path = Vec::new();
    // One-sided beads stand anywhere in the list: each comes as soon as the path stands before it.
    let skip = |at: &mut [usize; 2], path: &mut Vec<Group>| {
        for side in [0, 1] {
            while alone[side].contains(&at[side]) {
                let len = [usize::from(side == 0), usize::from(side == 1)];
                path.push(Group { start: *at, len });
                at[side] += 1;
            }
        }
    };
    for bead in full {
        skip(&mut at, &mut path);
        let len = bead.each_ref().map(Vec::len);
        let straight = [0, 1].into_iter().all(|side| {
            bead[side]
                .iter()
                .copied()
                .eq(at[side]..at[side] + len[side])
        });
        if !straight || !SHAPES.contains(&len) {
            return None;
        }
        path.push(Group { start: at, len });
        at = [at[0] + len[0], at[1] + len[1]];
    }
    skip(&mut at, &mut path);
    Some(path)
}

/// How much of the running means each step keeps.
const MEAN_DECAY: f64 = 0.9;
const SQUARE_DECAY: f64 = 0.99;

struct Learner {
    weights: Vec<f64>,
    /// Running means of the gradient and of its square.
    means: Vec<f64>,
    squares: Vec<f64>,
    /// What the running means still hold of their start, zero.
    kept: [f64; 2],
}

impl Learner {
    fn new(weights: Vec<f64>) -> Self {
        let zeros = vec![0.0; weights.len()];
        Learner {
            means: zeros.clone(),
            squares: zeros,
            kept: [1.0; 2],
            weights,
        }
    }

    /// Goes through all cases as often as asked; steps shorten evenly.
    fn run(
        &mut self,
        cases: &[&Prepared],
        search: &Search,
        settings: WeightSettings,
        mut report: impl FnMut(usize, f64),
    ) {
        for epoch in 0..settings.epochs {
            let left = (settings.epochs - epoch) as f64 / settings.epochs as f64;
            let mean = self.epoch(cases, search, settings.rate * left, settings.pull);
            report(epoch, mean);
        }
    }

    /// Goes once through all cases in a fixed shuffled order; the mean log-likelihood of a path.
    fn epoch(&mut self, cases: &[&Prepared], search: &Search, rate: f64, pull: f64) -> f64 {
        let mut order: Vec<usize> = (0..cases.len()).collect();
        order.sort_by_key(|&k| (k as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let (mut sum, mut paths) = (0.0, 0usize);
        for batch in order.chunks(BATCH) {
            let weights = Table::of(&self.weights);
            let results = map(batch, |_, &k| gradient(cases[k], k, &weights, search));
            let mut gradient = vec![0.0; CLASSES * FEATURES.len()];
            for result in results {
                for (total, part) in gradient.iter_mut().zip(result.gradient) {
                    *total += part;
                }
                sum += result.likelihood;
                paths += result.paths;
            }
            self.step(&gradient, rate, pull);
        }
        sum / paths.max(1) as f64
    }

    fn step(&mut self, gradient: &[f64], rate: f64, pull: f64) {
        self.kept = [self.kept[0] * MEAN_DECAY, self.kept[1] * SQUARE_DECAY];
        let [first, second] = self.kept.map(|kept| 1.0 - kept);
        for (k, slope) in gradient.iter().enumerate() {
            if *slope == 0.0 {
                continue;
            }
            let slope = slope - pull * BATCH as f64 * self.weights[k];
            self.means[k] += (1.0 - MEAN_DECAY) * (slope - self.means[k]);
            self.squares[k] += (1.0 - SQUARE_DECAY) * (slope * slope - self.squares[k]);
            let scale = (self.squares[k] / second).sqrt() + 1e-8;
            self.weights[k] += rate * self.means[k] / first / scale;
        }
    }
}

struct Slope {
    gradient: Vec<f64>,
    likelihood: f64,
    paths: usize,
}

/// How the log-likelihood of a case's paths changes with the weights: the features of the gold
/// paths less those expected.
fn gradient(case: &Prepared, number: usize, weights: &Table, search: &Search) -> Slope {
    let mut slope = Slope {
        gradient: vec![0.0; CLASSES * FEATURES.len()],
        likelihood: 0.0,
        paths: 0,
    };
    let pairs = numbered_pairs(case.profiles.sides.len());
    for (k, ([a, b], gold)) in pairs.into_iter().zip(&case.golds).enumerate() {
        let Some(gold) = gold else { continue };
        let mut model = PairModel::new(&case.profiles, a, b);
        if let Search::Alone(sketch) | Search::Joint(sketch, _) = search {
            model = model.narrowed(sketch);
        }
        let scorer = match search {
            Search::Sketch => model.quick_scorer(weights),
            Search::Alone(_) => model.scorer(weights, None, None),
            Search::Joint(_, witnesses) => {
                let witness = witnesses.get(number).map(|links| &links[k]);
                model.scorer(weights, witness, None)
            }
        };
        // Without a deadline it is always there.
        let Ok(lattice) = model.lattice(&scorer, Deadline::NEVER) else {
            continue;
        };
        slope.add(gold, &scorer, &lattice);
    }
    slope
}

impl Slope {
    fn add(&mut self, gold: &[Group], scorer: &Scorer, lattice: &Lattice) {
        let mut likelihood = -lattice.total();
        let mut add = |group: Group, factor: f64| {
            let of_class = &mut self.gradient[class(group) * FEATURES.len()..];
            for (total, feature) in of_class.iter_mut().zip(scorer.features(group)) {
                *total += factor * f64::from(feature);
            }
        };
        for &group in gold {
            add(group, 1.0);
            likelihood += scorer.score(group);
        }
        lattice.posteriors(1e-4, |group, probability| {
            add(group, -probability);
        });
        self.likelihood += likelihood;
        self.paths += 1;
    }
}
