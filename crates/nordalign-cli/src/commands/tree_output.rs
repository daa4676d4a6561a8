//! Writes the alignments of a tree: to one file for all, or to a folder with a file for each set.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use nordalign::tree::{DocumentSet, Tree};
use nordalign::write::{MemoryOptions, Summary, TmxWriter, TsvWriter};
use nordalign::{Alignment, Lang};

use crate::args::{AlignArgs, OutputFormat};
use crate::commands::align::{How, count, plural, warn_of_unrelated};
use crate::commands::plan::{check_options, memory_of, name, options, pair_path, pairs_of};
use crate::failure::Failure;
use crate::message;
use crate::output::{Batch, Draft, Guard, Target, format_of};

/// What to write, and where.
pub(super) struct Destination {
    format: OutputFormat,
    location: Location,
}

enum Location {
    File(PathBuf),
    Folder(PathBuf),
}

impl Destination {
    /// The destination in `args`; `None` if there is none.
    pub(super) fn new(args: &AlignArgs) -> Result<Option<Self>, Failure> {
        let output = match (&args.output, args.format) {
            (Some(output), _) => output.clone(),
            (None, Some(_)) => PathBuf::from("-"),
            (None, None) => return Ok(None),
        };
        let ends_like_folder = output
            .to_string_lossy()
            .ends_with(['/', std::path::MAIN_SEPARATOR]);
        let destination = if ends_like_folder || output.is_dir() {
            Destination {
                format: args.format.unwrap_or(OutputFormat::Tmx),
                location: Location::Folder(output),
            }
        } else {
            let format = match args.format {
                Some(format) => format,
                None => format_of(&output)?,
            };
            if !matches!(format, OutputFormat::Tmx | OutputFormat::Tsv) {
                let message = format!(
                    "one file in the format {} cannot hold many documents: it would not say which is which",
                    name(format)
                );
                let hint = "for a file for each document, name a folder, for example -o out/";
                return Err(Failure::usage(message).with_hint(hint));
            }
            Destination {
                format,
                location: Location::File(output),
            }
        };
        check_options(args, destination.format, Lang::ALL.len())?;
        if args.pairs && destination.is_stdout() {
            let message = "--pairs writes several files, so it needs -o FILE";
            return Err(Failure::usage(message));
        }
        Ok(Some(destination))
    }

    fn is_stdout(&self) -> bool {
        matches!(&self.location, Location::File(path) if path == Path::new("-"))
    }
}

/// The outputs of a tree while its documents are aligned.
pub(super) struct Outputs<'a> {
    args: &'a AlignArgs,
    format: OutputFormat,
    options: MemoryOptions,
    langs: Vec<Lang>,
    /// The drafts, until all are complete.
    batch: Batch,
    /// How many sets are not in the file for all because they lack a language.
    left_out: usize,
    open: Open,
}

enum Open {
    Files(Vec<Joined>),
    Folder(Folder),
}

/// A file for all documents.
struct Joined {
    path: PathBuf,
    /// Its pair of languages; all languages if `None`.
    pair: Option<[Lang; 2]>,
    writer: Writer,
}

enum Writer {
    Tmx(TmxWriter<Draft>),
    Tsv(TsvWriter<Draft>),
}

/// A folder of files, and the counts of what was written to it.
struct Folder {
    path: PathBuf,
    /// Of each set.
    files: Vec<Vec<SetFile>>,
    written: usize,
    total: Summary,
    memories: bool,
}

/// A file for one set.
struct SetFile {
    target: Target,
    /// Its pair of languages; all languages if `None`.
    pair: Option<[Lang; 2]>,
}

impl<'a> Outputs<'a> {
    pub(super) fn new(
        tree: &Tree,
        args: &'a AlignArgs,
        destination: Destination,
        guard: &mut Guard,
    ) -> Result<Self, Failure> {
        let langs = tree.langs().to_vec();
        check_options(args, destination.format, langs.len())?;
        let mut outputs = Outputs {
            args,
            format: destination.format,
            options: options(args, destination.format)?,
            langs,
            batch: Batch::default(),
            left_out: 0,
            open: Open::Files(Vec::new()),
        };
        outputs.open = match destination.location {
            Location::Folder(path) => {
                let files = outputs.files_of(tree.sets(), &path, guard)?;
                outputs.batch = Batch::below(&path)?;
                Open::Folder(Folder {
                    path,
                    files,
                    written: 0,
                    total: Summary::default(),
                    memories: matches!(destination.format, OutputFormat::Tmx | OutputFormat::Tsv),
                })
            }
            Location::File(path) => {
                let mut targets = vec![(guard.writes("the result", &path)?, None)];
                for pair in outputs.pairs(&outputs.langs) {
                    let path = pair_path(&path, pair);
                    targets.push((guard.writes(&memory_of(pair), &path)?, Some(pair)));
                }
                let files = targets
                    .iter()
                    .map(|(target, pair)| outputs.joined(target, *pair));
                Open::Files(files.collect::<Result<_, _>>()?)
            }
        };
        Ok(outputs)
    }

    /// The pairs that get files of their own.
    fn pairs(&self, langs: &[Lang]) -> Vec<[Lang; 2]> {
        if !self.args.pairs {
            return Vec::new();
        }
        pairs_of(langs)
    }

    /// The files for each of `sets` under `folder`, named after the key of the set, with a number
    /// if the name is taken.
    fn files_of(
        &self,
        sets: &[DocumentSet],
        folder: &Path,
        guard: &mut Guard,
    ) -> Result<Vec<Vec<SetFile>>, Failure> {
        let mut used = BTreeSet::new();
        let files = sets.iter().map(|set| {
            let pairs = self.pairs(&set.langs());
            let files = paths_for(set, folder, self.format, &pairs, &mut used);
            let files = files.into_iter().map(|(path, pair)| {
                let target = guard.writes_below(folder, &path)?;
                Ok(SetFile { target, pair })
            });
            files.collect()
        });
        files.collect()
    }

    fn joined(&mut self, target: &Target, pair: Option<[Lang; 2]>) -> Result<Joined, Failure> {
        let draft = self.batch.draft(target)?;
        let (options, langs) = match pair {
            Some(pair) => (self.options.clone().pair(pair), pair.to_vec()),
            None => (self.options.clone(), self.langs.clone()),
        };
        let writer = match self.format {
            OutputFormat::Tsv => Writer::Tsv(TsvWriter::new(draft, options, &langs)),
            _ => Writer::Tmx(TmxWriter::new(draft, options)),
        };
        Ok(Joined {
            path: target.path().to_owned(),
            pair,
            writer,
        })
    }

    /// Writes `alignment`, that of set `number`.
    pub(super) fn add(&mut self, number: usize, alignment: &Alignment) -> Result<(), Failure> {
        warn_of_unrelated(alignment);
        let of_set = alignment.langs();
        let whole = of_set.len() == self.langs.len();
        let partial = self.args.partial;
        let has = |pair: [Lang; 2]| pair.iter().all(|lang| of_set.contains(lang));
        match &mut self.open {
            Open::Files(files) => {
                self.left_out += usize::from(!whole && !partial);
                for file in files {
                    let wanted = match file.pair {
                        Some(pair) => has(pair),
                        // A memory of all languages holds only units that all have.
                        None => whole || partial,
                    };
                    if wanted {
                        file.writer.add(alignment, &file.path)?;
                    }
                }
                Ok(())
            }
            Open::Folder(folder) => {
                let how = How {
                    args: self.args,
                    format: self.format,
                    options: &self.options,
                };
                folder.written += 1;
                let files = folder.files.get(number).into_iter().flatten();
                for SetFile { target, pair } in files.filter(|file| file.pair.is_none_or(has)) {
                    let write = |out: &mut dyn Write| how.write(alignment, target, *pair, out);
                    let summary = self.batch.write(target, write)?;
                    if let (Some(summary), None) = (summary, pair) {
                        add(&mut folder.total, &summary);
                    }
                }
                Ok(())
            }
        }
    }

    /// Finishes all files and says what was written.
    pub(super) fn finish(self) -> Result<(), Failure> {
        let least = self.args.min_confidence;
        let mut batch = self.batch;
        match self.open {
            Open::Files(files) => {
                let several = files.len() > 1;
                let mut counts = Vec::new();
                for file in files {
                    let (draft, summary) = file.writer.finish(&file.path)?;
                    batch.add(draft)?;
                    let text = count(&summary, least);
                    counts.push(if several {
                        format!("{}: {text}", file.path.display())
                    } else {
                        text
                    });
                }
                batch.commit()?;
                counts.iter().for_each(|text| message::summary(text));
                if self.left_out > 0 {
                    let sets = plural(self.left_out, "set", "");
                    let pairs = if self.args.pairs {
                        ""
                    } else {
                        ", and --pairs writes files for each pair"
                    };
                    message::note(&format!(
                        "{sets} lacking a language left out of the file for all; --partial includes them{pairs}"
                    ));
                }
            }
            Open::Folder(folder) => {
                batch.commit()?;
                let place = folder.path.display();
                let files = plural(folder.written, "document", "");
                let what = if folder.memories {
                    format!(": {}", count(&folder.total, least))
                } else {
                    " written".to_owned()
                };
                message::summary(&format!("{place}: {files}{what}"));
            }
        }
        Ok(())
    }
}

impl Writer {
    fn add(&mut self, alignment: &Alignment, path: &Path) -> Result<(), Failure> {
        let added = match self {
            Writer::Tmx(writer) => writer.add(alignment),
            Writer::Tsv(writer) => writer.add(alignment),
        };
        Ok(added.map_err(|error| error.with_path(path))?)
    }

    fn finish(self, path: &Path) -> Result<(Draft, Summary), Failure> {
        let finished = match self {
            Writer::Tmx(writer) => writer.finish(),
            Writer::Tsv(writer) => writer.finish(),
        };
        Ok(finished.map_err(|error| error.with_path(path))?)
    }
}

/// A file under a folder, and its pair of languages; all languages if `None`.
type SetPath = (PathBuf, Option<[Lang; 2]>);

/// The files for `set` under `folder`, none of which is `used`.
fn paths_for(
    set: &DocumentSet,
    folder: &Path,
    format: OutputFormat,
    pairs: &[[Lang; 2]],
    used: &mut BTreeSet<PathBuf>,
) -> Vec<SetPath> {
    let key = set
        .files
        .first()
        .map_or("index", |place| place.key.as_str());
    let ending = match format {
        OutputFormat::Text => "txt",
        format => name(format),
    };
    let mut number = 1;
    loop {
        let path = match number {
            1 => folder.join(format!("{key}.{ending}")),
            number => folder.join(format!("{key}-{number}.{ending}")),
        };
        let of_pairs = pairs
            .iter()
            .map(|&pair| (pair_path(&path, pair), Some(pair)));
        let files: Vec<SetPath> = std::iter::once((path.clone(), None))
            .chain(of_pairs)
            .collect();
        if files.iter().all(|(path, _)| !used.contains(path)) {
            used.extend(files.iter().map(|(path, _)| path.clone()));
            return files;
        }
        number += 1;
    }
}

/// Adds one count to another.
fn add(total: &mut Summary, other: &Summary) {
    total.written += other.written;
    total.below += other.below;
    total.without_partner += other.without_partner;
    total.without_words += other.without_words;
    total.repeated += other.repeated;
    total.characters_removed += other.characters_removed;
}
