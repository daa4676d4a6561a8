//! `nordalign glossary`: the terms of documents and their translations.

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;
use nordalign::glossary::{Examples, Glossary, GlossaryBuilder};
use nordalign::read::{TmxReader, TmxUnit, path_text};
use nordalign::write::{self, TableFormat, TbxVersion};
use nordalign::{Aligner, Error, ErrorKind, Lang};

use crate::args::{GlossaryArgs, GlossaryFormat, ReadingArgs};
use crate::commands::align::{plural, read};
use crate::commands::plan::{check_no_tree, inputs, pair_path, pairs_of};
use crate::commands::tree::{Report, check_all_read, find, guard_documents};
use crate::failure::Failure;
use crate::input::check_reading;
use crate::message;
use crate::output::{Guard, Target, write_all};
use crate::progress;
#[cfg(feature = "xlsx")]
use crate::report::spreadsheet;
use crate::report::{pairing, term_pages};
use crate::terms::{self, Pairs};

pub(crate) fn run(args: &GlossaryArgs) -> Result<(), Failure> {
    check_reading(&args.reading)?;
    let mut guard = Guard::default();
    if let Some(terms) = &args.terms {
        guard.reads(terms)?;
    }
    let output = Output::new(args, &mut guard)?;
    if args.tree.is_set() {
        of_tree(args, &output, &mut guard)
    } else if args.files.iter().any(is_memory) {
        of_memories(args, &output, &mut guard)
    } else {
        of_files(args, &output, &mut guard)
    }
}

fn of_files(args: &GlossaryArgs, output: &Output, guard: &mut Guard) -> Result<(), Failure> {
    check_no_tree(&args.tree)?;
    let inputs = inputs(&args.files, args.source)?;
    for input in &inputs {
        input.guard(guard)?;
    }
    let documents = read(&inputs, &args.reading)?;
    let aligner = aligner(args, args.source.or(inputs.first().map(|input| input.lang)));
    let alignment = progress::during("aligning", || aligner.align(&documents))?;
    let (mut builder, pairs) = builder(args)?;
    builder.add(&alignment);
    output.write(builder, pairs.as_ref())
}

fn of_tree(args: &GlossaryArgs, output: &Output, guard: &mut Guard) -> Result<(), Failure> {
    let report = Report::new(&args.tree, guard)?;
    let find = || find(&args.files, &args.tree, args.source, &args.reading);
    let tree = progress::during("reading the documents", find)?;
    guard_documents(&tree, guard)?;
    report.write(&tree)?;
    pairing::report(&tree, args.tree.verbose);
    let aligner = aligner(args, args.source);
    let (mut builder, pairs) = builder(args)?;
    let unread = progress::counting("aligning", |count| {
        let mut unread = 0;
        for (number, aligned) in tree.align(&aligner).enumerate() {
            unread += aligned.errors.len();
            let errors = aligned.errors.iter();
            errors.for_each(|error| message::warning(&error.to_string()));
            aligned
                .alignment
                .iter()
                .for_each(|alignment| builder.add(alignment));
            count(number + 1, tree.sets().len());
        }
        Ok::<usize, Failure>(unread)
    })?;
    output.write(builder, pairs.as_ref())?;
    check_all_read(&tree, unread)
}

/// Whether the file is a translation memory, by its name.
fn is_memory(file: &OsString) -> bool {
    let ending = Path::new(file).extension();
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("tmx"))
}

/// The terms of translation memories.
fn of_memories(args: &GlossaryArgs, output: &Output, guard: &mut Guard) -> Result<(), Failure> {
    check_no_tree(&args.tree)?;
    if let Some(other) = args.files.iter().find(|file| !is_memory(file)) {
        let message = format!("{} is not a translation memory (.tmx)", other.display());
        let hint = "make a separate glossary of the memories and of the documents";
        return Err(Failure::usage(message).with_hint(hint));
    }
    let (mut builder, pairs) = builder(args)?;
    if let Some(source) = args.source {
        builder = builder.source(source);
    }
    let encoding = encoding(&args.reading)?;
    let paths: Vec<PathBuf> = args.files.iter().map(PathBuf::from).collect();
    paths.iter().try_for_each(|path| guard.reads(path))?;
    let mut bad = 0;
    for path in &paths {
        bad += progress::during("reading", || memory(path, encoding, &mut builder))?;
    }
    let glossary = progress::during("looking for terms", || {
        builder.finish_again(|examples| {
            let mut paths = paths.iter().filter(|path| is_read_again(path));
            paths.try_for_each(|path| show(path, encoding, examples))
        })
    })?;
    output.write_glossary(&glossary, pairs.as_ref())?;
    if bad > 0 {
        let units = plural(bad, "unit", " could not be read");
        return Err(Failure::runtime(format!("{units}; all others were")));
    }
    Ok(())
}

/// This many bad units of a memory are named; the others are counted.
const MOST_NAMED: usize = 10;

/// Whether the texts of examples are read from the file again. A pipe can be read only once.
fn is_read_again(path: &Path) -> bool {
    path.is_file()
}

/// The encoding that all memories are in, whatever they declare, if one is set.
fn encoding(how: &ReadingArgs) -> Result<Option<&'static Encoding>, Failure> {
    if how.encoding.iter().any(|(lang, _)| lang.is_some()) {
        let message = "a memory is in one encoding for all its languages";
        return Err(Failure::usage(message).with_hint("write --encoding LABEL"));
    }
    Ok(how.encoding.last().map(|&(_, encoding)| encoding))
}

fn reader(
    path: &Path,
    encoding: Option<&'static Encoding>,
) -> Result<TmxReader<BufReader<File>>, Failure> {
    let file = File::open(path).map_err(|error| Failure::io(path, error))?;
    let file = BufReader::new(file);
    let reader = match encoding {
        Some(encoding) => TmxReader::in_encoding(file, encoding.name()),
        None => TmxReader::new(file),
    };
    reader.map_err(|error| Failure::from(error.with_path(path)))
}

fn texts(unit: &TmxUnit) -> Vec<(Lang, &str)> {
    let texts = unit.texts.iter();
    texts.map(|(lang, text)| (*lang, text.as_str())).collect()
}

/// Adds the units of a memory; returns how many could not be read.
fn memory(
    path: &Path,
    encoding: Option<&'static Encoding>,
    builder: &mut GlossaryBuilder,
) -> Result<usize, Failure> {
    let mut reader = reader(path, encoding)?;
    let name = path_text(path);
    let again = is_read_again(path);
    let (mut units, mut taken, mut bad) = (0_usize, 0_usize, 0);
    let mut is_in_other_encoding = false;
    for unit in &mut reader {
        match unit {
            Ok(unit) => {
                let texts = texts(&unit);
                units += 1;
                taken += usize::from(texts.len() > 1);
                if again {
                    builder.count_texts(&name, unit.line, &texts);
                } else {
                    builder.add_texts(&name, unit.line, &texts);
                }
            }
            Err(error) => {
                bad += 1;
                is_in_other_encoding |= error.kind() == ErrorKind::Encoding;
                if bad <= MOST_NAMED {
                    message::warning(&error.with_path(path).to_string());
                }
            }
        }
    }
    if bad > MOST_NAMED {
        message::warning(&format!(
            "{}: {} more like these",
            path.display(),
            bad - MOST_NAMED
        ));
    }
    if is_in_other_encoding {
        message::note(&format!(
            "{}: if it is in an older encoding, name that: --encoding windows-1252",
            path.display()
        ));
    }
    let codes: Vec<&str> = reader.lang_codes().collect();
    let codes = codes.join(", ");
    if reader.with_language_twice() > 0 {
        let units = plural(reader.with_language_twice(), "unit", "");
        message::warning(&format!(
            "{}: {units} with a language twice (the memory has {codes}): the header's source \
             language was taken, or else nb before no, or else the first",
            path.display()
        ));
    }
    if reader.said_norwegian() {
        message::warning(&format!(
            "{}: `no` is taken for Bokmål (nb)",
            path.display()
        ));
    }
    if taken < units {
        let without = plural(units - taken, "unit", "");
        let codes = match codes.as_str() {
            "" => "no text with a language".to_owned(),
            codes => codes.to_owned(),
        };
        message::warning(&format!(
            "{}: {without} without at least two of sv, nb and da (the memory has {codes})",
            path.display()
        ));
    }
    Ok(bad)
}

/// Reads a memory again for the texts of examples. Problems were reported the first time.
fn show(
    path: &Path,
    encoding: Option<&'static Encoding>,
    examples: &mut Examples<'_>,
) -> Result<(), Failure> {
    let name = path_text(path);
    for unit in reader(path, encoding)?.flatten() {
        examples.show(&name, unit.line, &texts(&unit));
    }
    Ok(())
}

/// A builder with the user's own terms, and the pairs of languages that these are about.
fn builder(args: &GlossaryArgs) -> Result<(GlossaryBuilder, Option<Pairs>), Failure> {
    let builder = GlossaryBuilder::new().min_count(args.min_count);
    let Some(path) = &args.terms else {
        return Ok((builder, None));
    };
    let (base, pairs) = terms::read(path, &args.reading)?;
    Ok((builder.terms(base), Some(pairs)))
}

fn aligner(args: &GlossaryArgs, source: Option<Lang>) -> Aligner {
    let aligner = Aligner::builder().segmentation(args.reading.segmentation());
    match source {
        Some(source) => aligner.source(source).build(),
        None => aligner.build(),
    }
}

/// The destination and format of a glossary.
struct Output {
    target: Target,
    /// The files of a glossary with a file for each pair.
    of_pairs: Vec<([Lang; 2], Target)>,
    format: GlossaryFormat,
    tbx: TbxVersion,
    /// Whether a table begins with a byte-order mark.
    bom: bool,
    departures: Option<Departures>,
}

/// The destination and format of departures from the term base.
struct Departures {
    target: Target,
    format: DepartureFormat,
}

#[derive(Clone, Copy)]
enum DepartureFormat {
    Table(TableFormat),
    Jsonl,
}

impl Departures {
    fn new(path: &Path, guard: &mut Guard) -> Result<Self, Failure> {
        let ending = path.extension().and_then(|ending| ending.to_str());
        let format = match ending.unwrap_or_default().to_ascii_lowercase().as_str() {
            _ if path == Path::new("-") => DepartureFormat::Table(TableFormat::Tsv),
            "csv" => DepartureFormat::Table(TableFormat::Csv),
            "tsv" => DepartureFormat::Table(TableFormat::Tsv),
            "jsonl" | "ndjson" => DepartureFormat::Jsonl,
            _ => {
                let message = format!(
                    "the ending of {} does not say in which format to write departures",
                    path.display()
                );
                return Err(Failure::usage(message)
                    .with_hint("use a name that ends in .csv, .tsv or .jsonl"));
            }
        };
        let target = guard.writes("the departures", path)?;
        Ok(Departures { target, format })
    }

    fn write(&self, glossary: &Glossary, out: &mut dyn Write) -> Result<(), Error> {
        match self.format {
            DepartureFormat::Table(format) => write::departures_table(glossary, format, out),
            DepartureFormat::Jsonl => write::departures_jsonl(glossary, out),
        }
    }
}

/// The part of a glossary that is written to a target.
enum Part<'a> {
    /// All of it, or a pair in a format for pairs.
    Entries(Option<[Lang; 2]>),
    Departures(&'a Departures),
}

impl Output {
    fn new(args: &GlossaryArgs, guard: &mut Guard) -> Result<Self, Failure> {
        let format = format(args)?;
        if args.tbx.is_some() && format != GlossaryFormat::Tbx {
            let message = "--tbx is only for the format tbx";
            return Err(Failure::usage(message).with_hint("use an output name that ends in .tbx"));
        }
        if args.bom && !matches!(format, GlossaryFormat::Csv | GlossaryFormat::Tsv) {
            let message = "--bom is only for the formats csv and tsv";
            return Err(
                Failure::usage(message).with_hint("use an output name that ends in .csv or .tsv")
            );
        }
        let path = args.output.clone().unwrap_or_else(|| PathBuf::from("-"));
        let target = guard.writes("the glossary", &path)?;
        let departures = args.departures.as_deref();
        let departures = departures.map(|path| Departures::new(path, guard));
        let mut of_pairs = Vec::new();
        if format == GlossaryFormat::Utf8 && !matches!(target, Target::Stdout) {
            // Only the documents say which language of a pair comes first.
            let pairs = Lang::ALL
                .iter()
                .flat_map(|&a| Lang::ALL.iter().map(move |&b| [a, b]));
            for pair in pairs.filter(|[a, b]| a != b) {
                let what = format!("the glossary of {} and {}", pair[0], pair[1]);
                of_pairs.push((pair, guard.writes(&what, &pair_path(&path, pair))?));
            }
        }
        Ok(Output {
            target,
            of_pairs,
            format,
            tbx: if args.tbx == Some(3) {
                TbxVersion::V3
            } else {
                TbxVersion::V2
            },
            bom: args.bom,
            departures: departures.transpose()?,
        })
    }

    /// Makes the glossary and writes it.
    fn write(&self, builder: GlossaryBuilder, pairs: Option<&Pairs>) -> Result<(), Failure> {
        let glossary = progress::during("looking for terms", || {
            Ok::<Glossary, Failure>(builder.finish())
        })?;
        self.write_glossary(&glossary, pairs)
    }

    /// Writes it. `pairs` are those that the user's own terms are about.
    fn write_glossary(&self, glossary: &Glossary, pairs: Option<&Pairs>) -> Result<(), Failure> {
        if let (Some(pairs), [source, targets @ ..]) = (pairs, glossary.langs()) {
            pairs.warn_of_others(*source, targets);
        }
        write_all(&self.parts(glossary)?, |_, part, out| {
            self.write_part(glossary, part, out)
        })?;
        let count = glossary.entries().len();
        if count == 0 {
            let message =
                "no terms found: terms must translate each other at least --min-count times";
            message::warning(message);
        } else if !matches!(self.target, Target::Stdout) {
            let entries = plural(count, "entry", "").replace("entrys", "entries");
            message::summary(&format!("{entries} written"));
        }
        let departures = glossary.departures().len();
        if departures > 0 {
            let depart = if departures == 1 { "departs" } else { "depart" };
            let translations = plural(departures, "translation", "");
            message::summary(&format!("{translations} {depart} from the term base"));
        }
        Ok(())
    }

    /// What to write, and where.
    fn parts(&self, glossary: &Glossary) -> Result<Vec<(&Target, Part<'_>)>, Failure> {
        let pairs = pairs_of(glossary.langs());
        let whole = |pair| vec![(&self.target, Part::Entries(pair))];
        let mut parts = match (self.format, pairs.as_slice()) {
            (GlossaryFormat::Utf8, [pair]) => whole(Some(*pair)),
            (GlossaryFormat::Utf8, [_, ..]) if matches!(self.target, Target::Stdout) => {
                let message = "an OmegaT glossary has two languages, not three";
                let hint = "name a file with -o: each pair gets a file of its own";
                return Err(Failure::usage(message).with_hint(hint));
            }
            (GlossaryFormat::Utf8, [_, ..]) => {
                let of_pairs = self
                    .of_pairs
                    .iter()
                    .filter(|(pair, _)| pairs.contains(pair));
                let of_pairs = of_pairs.map(|(pair, target)| (target, Part::Entries(Some(*pair))));
                of_pairs.collect()
            }
            _ => whole(None),
        };
        let departures = self.departures.iter();
        parts.extend(departures.map(|it| (&it.target, Part::Departures(it))));
        Ok(parts)
    }

    fn write_part(
        &self,
        glossary: &Glossary,
        part: &Part,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        match part {
            Part::Entries(pair) => self.entries(glossary, *pair, out),
            Part::Departures(departures) => departures.write(glossary, out),
        }
    }

    fn entries(
        &self,
        glossary: &Glossary,
        pair: Option<[Lang; 2]>,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        if self.bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        match self.format {
            GlossaryFormat::Tbx => write::glossary_tbx(glossary, self.tbx, out),
            #[cfg(feature = "xlsx")]
            GlossaryFormat::Xlsx => spreadsheet::write(glossary, out),
            GlossaryFormat::Csv => write::glossary_table(glossary, TableFormat::Csv, out),
            GlossaryFormat::Tsv => write::glossary_table(glossary, TableFormat::Tsv, out),
            GlossaryFormat::Utf8 => match pair {
                Some(pair) => write::glossary_omegat(glossary, pair, out),
                None => Ok(()),
            },
            GlossaryFormat::Jsonl => write::glossary_jsonl(glossary, out),
            GlossaryFormat::Json => write::glossary_json(glossary, out),
            GlossaryFormat::Markdown => term_pages::markdown(glossary, out),
            GlossaryFormat::Html => term_pages::html(glossary, out),
        }
    }
}

/// The given format, or that of the ending of the output.
fn format(args: &GlossaryArgs) -> Result<GlossaryFormat, Failure> {
    let output = args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    let (None, Some(path)) = (args.format, output) else {
        return Ok(args.format.unwrap_or(GlossaryFormat::Tsv));
    };
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "tbx" => Ok(GlossaryFormat::Tbx),
        #[cfg(feature = "xlsx")]
        "xlsx" => Ok(GlossaryFormat::Xlsx),
        #[cfg(not(feature = "xlsx"))]
        "xlsx" => {
            let message = format!("{}: this build cannot write XLSX", path.display());
            Err(Failure::usage(message).with_hint("build nordalign-cli with the feature `xlsx`"))
        }
        "csv" => Ok(GlossaryFormat::Csv),
        "tsv" => Ok(GlossaryFormat::Tsv),
        "utf8" => Ok(GlossaryFormat::Utf8),
        "jsonl" | "ndjson" => Ok(GlossaryFormat::Jsonl),
        "json" => Ok(GlossaryFormat::Json),
        "md" => Ok(GlossaryFormat::Markdown),
        "html" | "htm" => Ok(GlossaryFormat::Html),
        _ => {
            let message = format!(
                "the ending of {} does not say which format to write",
                path.display()
            );
            let hint = "use --format, or a name that ends in .tbx, .xlsx, .csv, .tsv, .utf8, .jsonl, .json, .md or .html";
            Err(Failure::usage(message).with_hint(hint))
        }
    }
}
