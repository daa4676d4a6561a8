//! How right the aligner is on a folder of cases with known alignment, and how well it knows that.
//!
//! ```console
//! $ cargo bench --bench accuracy -- CASES [--half] [--weights FILE] [--write OUT]
//! ```
//!
//! `CASES` holds cases as `examples/cases/mod.rs` tells; `examples/learn_weights.rs` learns from
//! the same. With `--half` only the documents count that `learn_weights --half` does not learn
//! from. Without a folder nothing is measured.
//!
//! Each pair of a case is aligned alone, and all three languages together. Markdown tables come
//! out:
//!
//! 1. Strict F1 of pairs alone, of the pairs inside three, and of whole trilingual beads: a row for
//!    each noise, a column for each source. A bead is right if it is exactly a bead of gold.
//!    Precision is over all beads found, one-sided ones too; recall is over the beads of gold with
//!    both sides. Trilingual beads count if they have two or three languages. Within a cell counts
//!    are summed over documents and pairs; the mean is over sources. Sources of one document stand
//!    after the mean and are not in it.
//! 2. Confidence, for all sources and, where these differ, for those of the mean: how many beads
//!    are sure (0.9 or more), and how many of these are right; and the expected calibration error,
//!    which is how far confidence is from the share that is right, in the mean over beads, in 15
//!    bins of equally many beads. One-sided beads are right as others are.
//! 3. Those bins for pairs alone, for the hard noises.
//!
//! With `--write OUT` the answers are written as well, for other programs to score: for the case
//! `<source>/<noise>/<document>` the pairs alone as `OUT/<source>/<noise>/<document>/sv-nb.jsonl`
//! and so on (`{"a":[0],"b":[0,1]}` a line), beside them `triple.jsonl`
//! (`{"sv":[0],"nb":[0,1],"da":[]}` a line), and the pairs inside three as
//! `OUT/inside/<source>/…/sv-nb.jsonl`.

#[path = "../examples/cases/mod.rs"]
mod cases;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::{self, Display, Write as _};
use std::fs;
use std::path::{Path, PathBuf};

use nordalign::{Aligner, Alignment, Lang, Weights};
use rayon::prelude::*;

use cases::{CaseFolder, KnownCase, cases};

/// The noises in the order of their rows; others follow by name.
const NOISES: [&str; 6] = ["clean", "drop10", "merge15", "mixed", "heavy", "move"];

/// The noises whose bins are shown.
const HARD: [&str; 3] = ["mixed", "heavy", "move"];

/// The confidence from which a bead is called sure.
const SURE: f64 = 0.9;

const BINS: usize = 15;

fn main() -> Result<(), Box<dyn Error>> {
    let Some(options) = Options::read(std::env::args().skip(1))? else {
        println!("accuracy: give a folder of cases: cargo bench --bench accuracy -- CASES");
        return Ok(());
    };
    let weights = match &options.weights {
        Some(file) => Weights::parse(&fs::read_to_string(file)?)?,
        None => Weights::standard(),
    };
    let aligner = Aligner::builder().weights(weights).build();
    let mut folders = cases(&options.cases)?;
    let apart = single_documents(&folders);
    folders.retain(|folder| !options.half || folder.held_out);
    let cases = folders
        .into_par_iter()
        .map(|folder| {
            measure(folder, &aligner, options.out.as_deref()).map_err(|error| error.to_string())
        })
        .collect::<Result<Vec<_>, _>>()?;
    print!("{}", Report { cases, apart }.text()?);
    Ok(())
}

struct Options {
    cases: PathBuf,
    half: bool,
    weights: Option<PathBuf>,
    out: Option<PathBuf>,
}

impl Options {
    /// `None` without a folder: other options are then meant for the tests and benches that cargo
    /// runs beside this one.
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Option<Self>, &'static str> {
        let (mut folders, mut half, mut unknown) = (Vec::new(), false, false);
        let (mut weights, mut out) = (None, None);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                // Cargo adds it.
                "--bench" => {}
                "--half" => half = true,
                "--weights" => {
                    weights = Some(arguments.next().ok_or("--weights needs a file")?.into())
                }
                "--write" => out = Some(arguments.next().ok_or("--write needs a folder")?.into()),
                option if option.starts_with('-') => unknown = true,
                folder => folders.push(PathBuf::from(folder)),
            }
        }
        let Some(cases) = folders.pop() else {
            return Ok(None);
        };
        if unknown || !folders.is_empty() {
            return Err(
                "usage: cargo bench --bench accuracy -- CASES [--half] [--weights FILE] [--write OUT]",
            );
        }
        Ok(Some(Options {
            cases,
            half,
            weights,
            out,
        }))
    }
}

/// The sources that are one document.
fn single_documents(folders: &[CaseFolder]) -> BTreeSet<String> {
    let mut documents: BTreeMap<&str, BTreeSet<_>> = BTreeMap::new();
    for folder in folders {
        let names = documents.entry(&folder.source).or_default();
        names.insert(folder.document());
    }
    let single = documents.iter().filter(|(_, names)| names.len() == 1);
    single.map(|(source, _)| (*source).to_owned()).collect()
}

/// One case, judged.
struct Judged {
    source: String,
    noise: String,
    alone: Score,
    inside: Score,
    triples: Score,
}

fn measure(
    folder: CaseFolder,
    aligner: &Aligner,
    out: Option<&Path>,
) -> Result<Judged, Box<dyn Error>> {
    let known = folder.read()?;
    let pairs = known.pairs();
    let pairs = pairs.iter().map(|pair| aligner.align(pair));
    let pairs = pairs.collect::<Result<Vec<_>, _>>()?;
    let three = match known.documents.len() {
        3 => Some(aligner.align(&known.documents)?),
        _ => None,
    };
    if let Some(out) = out {
        write_answers(out, &folder, &pairs, three.as_ref())?;
    }
    let [mut alone, mut inside, mut triples] = <[Score; 3]>::default();
    for alignment in &pairs {
        alone.add_pairs(&known, alignment);
    }
    if let Some(three) = &three {
        inside.add_pairs(&known, three);
        triples.add_triples(&known, three);
    }
    Ok(Judged {
        source: folder.source,
        noise: folder.noise,
        alone,
        inside,
        triples,
    })
}

fn write_answers(
    out: &Path,
    folder: &CaseFolder,
    pairs: &[Alignment],
    three: Option<&Alignment>,
) -> Result<(), Box<dyn Error>> {
    let document = folder.path.file_name().unwrap_or_default();
    let case = Path::new(&folder.source).join(&folder.noise).join(document);
    for alignment in pairs {
        write_pairs(&out.join(&case), alignment)?;
    }
    if let Some(three) = three {
        write_pairs(&out.join("inside").join(&case), three)?;
        let langs = three.langs();
        let beads = three.beads().iter();
        let lines: String = beads.map(|bead| json_line(&langs, &bead.units)).collect();
        fs::write(out.join(&case).join("triple.jsonl"), lines)?;
    }
    Ok(())
}

fn write_pairs(folder: &Path, alignment: &Alignment) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    for [a, b] in alignment.pairs() {
        let beads = alignment.pair_beads([a, b]);
        let lines: String = beads
            .map(|bead| json_line(&["a", "b"], &bead.units))
            .collect();
        fs::write(folder.join(format!("{a}-{b}.jsonl")), lines)?;
    }
    Ok(())
}

fn json_line(names: &[impl Display], sides: &[Vec<usize>]) -> String {
    let sides = names.iter().zip(sides);
    let sides: Vec<String> = sides
        .map(|(name, units)| format!(r#""{name}":{units:?}"#))
        .collect();
    format!("{{{}}}\n", sides.join(","))
}

/// A bead as the unit numbers of each language.
type Units = [Vec<usize>];

/// Whether a bead has units in two languages or more.
fn is_shared(units: &Units) -> bool {
    units.iter().filter(|units| !units.is_empty()).count() >= 2
}

/// A bead found.
#[derive(Clone, Copy)]
struct Found {
    confidence: f64,
    right: bool,
    shared: bool,
}

/// Beads found, and how many there were to find.
#[derive(Default)]
struct Score {
    found: Vec<Found>,
    /// The beads of gold that two languages share, or more.
    gold: usize,
}

impl Score {
    fn add_pairs(&mut self, known: &KnownCase, alignment: &Alignment) {
        for pair in alignment.pairs() {
            let beads = alignment.pair_beads(pair);
            let found = beads.map(|bead| (&bead.units[..], bead.confidence));
            self.add(&known.pair_beads(pair), found);
        }
    }

    fn add_triples(&mut self, known: &KnownCase, three: &Alignment) {
        let beads = three.beads().iter().filter(|bead| bead.languages() >= 2);
        let found = beads.map(|bead| (&bead.units[..], bead.confidence));
        self.add(&known.beads([Lang::Sv, Lang::Nb, Lang::Da]), found);
    }

    fn add<'a, const N: usize>(
        &mut self,
        gold: &[[Vec<usize>; N]],
        found: impl Iterator<Item = (&'a Units, f64)>,
    ) {
        let gold: BTreeSet<&Units> = gold.iter().map(|bead| &bead[..]).collect();
        self.gold += gold.iter().filter(|bead| is_shared(bead)).count();
        self.found.extend(found.map(|(units, confidence)| Found {
            confidence,
            right: gold.contains(units),
            shared: is_shared(units),
        }));
    }
}

/// F1 over all of `scores`; none without beads.
fn f1<'a>(scores: impl Iterator<Item = &'a Score>) -> Option<f64> {
    let [mut found, mut found_right, mut gold, mut gold_right] = [0; 4];
    for score in scores {
        found += score.found.len();
        found_right += right(&score.found);
        gold += score.gold;
        let shared = score.found.iter().filter(|bead| bead.shared);
        gold_right += shared.filter(|bead| bead.right).count();
    }
    let (precision, recall) = (share(found_right, found), share(gold_right, gold));
    let f1 = 2.0 * precision * recall / (precision + recall);
    (found + gold > 0).then_some(if f1.is_nan() { 0.0 } else { f1 })
}

fn right(beads: &[Found]) -> usize {
    beads.iter().filter(|bead| bead.right).count()
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Beads of like confidence.
struct Bin {
    count: usize,
    confidence: f64,
    right: f64,
}

impl Bin {
    fn new(beads: &[Found]) -> Self {
        let confidence: f64 = beads.iter().map(|bead| bead.confidence).sum();
        Bin {
            count: beads.len(),
            confidence: confidence / beads.len() as f64,
            right: share(right(beads), beads.len()),
        }
    }
}

/// As many beads in each bin, from the least sure to the surest; among equals in the order of the
/// cases.
fn bins(mut beads: Vec<Found>) -> Vec<Bin> {
    beads.sort_by(|a, b| a.confidence.total_cmp(&b.confidence));
    let bounds = |k: usize| beads.len() * k / BINS..beads.len() * (k + 1) / BINS;
    let ranges = (0..BINS).map(bounds).filter(|range| !range.is_empty());
    ranges.map(|range| Bin::new(&beads[range])).collect()
}

/// How far confidence is from the share that is right, in the mean over beads.
fn calibration_error(beads: Vec<Found>) -> f64 {
    let count = beads.len().max(1) as f64;
    let off = |bin: Bin| bin.count as f64 * (bin.confidence - bin.right).abs();
    let total = bins(beads).into_iter().fold(0.0, |sum, bin| sum + off(bin));
    total / count
}

/// Which of a case's scores a table is about.
type View = fn(&Judged) -> &Score;

const ALONE: View = |case| &case.alone;
const INSIDE: View = |case| &case.inside;
const TRIPLES: View = |case| &case.triples;

struct Report {
    cases: Vec<Judged>,
    /// The sources that do not count in means.
    apart: BTreeSet<String>,
}

impl Report {
    fn text(&self) -> Result<String, fmt::Error> {
        let mut text = format!("{} cases\n", self.cases.len());
        for (name, view) in [
            ("Pairs alone", ALONE),
            ("Pairs inside three", INSIDE),
            ("Trilingual beads", TRIPLES),
        ] {
            write!(text, "\n## {name}: strict F1\n\n{}", self.accuracy(view))?;
        }
        let (counted, apart) = self.sources();
        let all = [&counted[..], &apart].concat();
        self.write_confidence(&mut text, "all sources", &all)?;
        if !apart.is_empty() {
            self.write_confidence(&mut text, "sources of the mean", &counted)?;
        }
        Ok(text)
    }

    fn write_confidence(&self, text: &mut String, name: &str, sources: &[&str]) -> fmt::Result {
        let table = self.confidence(sources);
        write!(text, "\n## Confidence, {name}\n\n{table}")?;
        let noises = self.noises();
        for noise in HARD.iter().filter(|noise| noises.contains(noise)) {
            let table = self.reliability(noise, sources);
            write!(text, "\n### Pairs alone, {noise}, {name}\n\n{table}")?;
        }
        Ok(())
    }

    fn noises(&self) -> Vec<&str> {
        let noises: BTreeSet<&str> = self.cases.iter().map(|case| case.noise.as_str()).collect();
        let (known, others): (Vec<_>, Vec<_>) =
            noises.iter().partition(|noise| NOISES.contains(noise));
        let known = NOISES.into_iter().filter(|noise| known.contains(noise));
        known.chain(others).collect()
    }

    /// The sources that count in means, and the others.
    fn sources(&self) -> (Vec<&str>, Vec<&str>) {
        let sources: BTreeSet<&str> = self.cases.iter().map(|case| case.source.as_str()).collect();
        let counts = |source: &&str| !self.apart.contains(*source);
        sources.into_iter().partition(counts)
    }

    fn scores(&self, view: View, noise: &str, sources: &[&str]) -> impl Iterator<Item = &Score> {
        let cases = self.cases.iter();
        cases
            .filter(move |case| case.noise == noise && sources.contains(&case.source.as_str()))
            .map(view)
    }

    fn found(&self, view: View, noise: &str, sources: &[&str]) -> Vec<Found> {
        let scores = self.scores(view, noise, sources);
        scores.flat_map(|score| &score.found).copied().collect()
    }

    fn accuracy(&self, view: View) -> String {
        let (counted, apart) = self.sources();
        let rows = self.noises().into_iter().map(|noise| {
            let cell = |source: &&str| f1(self.scores(view, noise, &[source]));
            let means: Vec<_> = counted.iter().map(cell).collect();
            let apart: Vec<_> = apart.iter().map(cell).collect();
            let cells = [&means[..], &[mean(&means)], &apart].concat();
            let cells = cells
                .into_iter()
                .map(|cell| cell.map_or("–".to_owned(), decimal));
            [noise.to_owned()].into_iter().chain(cells).collect()
        });
        let head = [&["noise"], &counted[..], &["mean"], &apart].concat();
        table(&head, rows)
    }

    fn confidence(&self, sources: &[&str]) -> String {
        let rows = self.noises().into_iter().map(|noise| {
            let [alone, inside] = [ALONE, INSIDE].map(|view| self.found(view, noise, sources));
            let mut sure = alone.clone();
            sure.retain(|bead| bead.confidence >= SURE);
            vec![
                noise.to_owned(),
                alone.len().to_string(),
                decimal(share(sure.len(), alone.len())),
                decimal(share(right(&sure), sure.len())),
                decimal(calibration_error(alone)),
                inside.len().to_string(),
                decimal(calibration_error(inside)),
            ]
        });
        let alone = ["noise", "beads alone", "sure", "right of these", "error"];
        let inside = ["beads inside three", "error"];
        table(&[&alone[..], &inside].concat(), rows)
    }

    fn reliability(&self, noise: &str, sources: &[&str]) -> String {
        let bins = bins(self.found(ALONE, noise, sources)).into_iter();
        let rows = bins.zip(1..).map(|(bin, number): (Bin, usize)| {
            vec![
                number.to_string(),
                bin.count.to_string(),
                decimal(bin.confidence),
                decimal(bin.right),
            ]
        });
        table(&["bin", "beads", "mean confidence", "right"], rows)
    }
}

fn mean(scores: &[Option<f64>]) -> Option<f64> {
    let scores: Vec<f64> = scores.iter().copied().flatten().collect();
    (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64)
}

fn decimal(number: f64) -> String {
    format!("{number:.4}")
}

/// A Markdown table: names in the first column, numbers in the others.
fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let numbers = "--:|".repeat(head.len() - 1);
    let mut text = format!("| {} |\n|---|{numbers}\n", head.join(" | "));
    for row in rows {
        text += &format!("| {} |\n", row.join(" | "));
    }
    text
}
