//! Where the alignments of a tree go: one file of all, or a folder with a file for each.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use nordalign::tree::{DocumentSet, Tree};
use nordalign::write::{MemoryOptions, Summary, TmxWriter, TsvWriter};
use nordalign::{Alignment, Lang};

use crate::args::{AlignArgs, OutputFormat};
use crate::commands::align::{How, count, plural, warn_of_unrelated};
use crate::commands::plan::{check_options, name, options, pair_path, pairs_of};
use crate::failure::Failure;
use crate::message;
use crate::output::{Batch, Draft, Target, format_of};

/// What to write, and where to.
pub(super) struct Destination {
    format: OutputFormat,
    place: Place,
}

enum Place {
    File(PathBuf),
    Folder(PathBuf),
}

impl Destination {
    /// Where `args` want the alignments; nothing if they don't say.
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
                place: Place::Folder(output),
            }
        } else {
            let format = match args.format {
                Some(format) => format,
                None => format_of(&output)?,
            };
            if !matches!(format, OutputFormat::Tmx | OutputFormat::Tsv) {
                let message = format!(
                    "one file of the format {} can't hold many documents: it would not say which is which",
                    name(format)
                );
                let hint = "name a folder, as in -o out/, for a file for each document";
                return Err(Failure::usage(message).with_hint(hint));
            }
            Destination {
                format,
                place: Place::File(output),
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
        matches!(&self.place, Place::File(path) if path == Path::new("-"))
    }
}

/// The outputs of a tree while its documents are aligned.
pub(super) struct Outputs<'a> {
    args: &'a AlignArgs,
    format: OutputFormat,
    options: MemoryOptions,
    langs: Vec<Lang>,
    /// The files of the documents, which are not written over.
    inputs: BTreeSet<PathBuf>,
    /// How many sets lack a language and are not in the file of all for that.
    left_out: usize,
    open: Open,
}

enum Open {
    Files(Vec<Joined>),
    Folder(Folder),
}

/// A file of all documents.
struct Joined {
    path: PathBuf,
    /// The pair it is of; all languages if none.
    pair: Option<[Lang; 2]>,
    writer: Writer,
}

enum Writer {
    Tmx(TmxWriter<Draft>),
    Tsv(TsvWriter<Draft>),
}

/// A folder of files, and what was written to it.
struct Folder {
    path: PathBuf,
    used: BTreeSet<PathBuf>,
    total: Summary,
    memories: bool,
}

impl<'a> Outputs<'a> {
    pub(super) fn new(
        tree: &Tree,
        args: &'a AlignArgs,
        destination: Destination,
    ) -> Result<Self, Failure> {
        let langs = tree.langs().to_vec();
        check_options(args, destination.format, langs.len())?;
        let documents = tree.sets().iter().flat_map(|set| &set.places);
        let inputs = documents.filter_map(|place| place.path.canonicalize().ok());
        let mut outputs = Outputs {
            args,
            format: destination.format,
            options: options(args, destination.format)?,
            langs,
            inputs: inputs.collect(),
            left_out: 0,
            open: Open::Files(Vec::new()),
        };
        outputs.open = match destination.place {
            Place::Folder(path) => Open::Folder(Folder {
                path,
                used: BTreeSet::new(),
                total: Summary::default(),
                memories: matches!(destination.format, OutputFormat::Tmx | OutputFormat::Tsv),
            }),
            Place::File(path) => {
                let mut files = vec![outputs.joined(&path, None)?];
                for pair in outputs.pairs(&outputs.langs) {
                    files.push(outputs.joined(&pair_path(&path, pair), Some(pair))?);
                }
                Open::Files(files)
            }
        };
        Ok(outputs)
    }

    /// The pairs that files of their own are asked for.
    fn pairs(&self, langs: &[Lang]) -> Vec<[Lang; 2]> {
        if !self.args.pairs {
            return Vec::new();
        }
        pairs_of(langs)
    }

    fn joined(&self, path: &Path, pair: Option<[Lang; 2]>) -> Result<Joined, Failure> {
        let draft = Draft::new(&self.target(path)?)?;
        let (options, langs) = match pair {
            Some(pair) => (self.options.clone().pair(pair), pair.to_vec()),
            None => (self.options.clone(), self.langs.clone()),
        };
        let writer = match self.format {
            OutputFormat::Tsv => Writer::Tsv(TsvWriter::new(draft, options, &langs)),
            _ => Writer::Tmx(TmxWriter::new(draft, options)),
        };
        Ok(Joined {
            path: path.to_owned(),
            pair,
            writer,
        })
    }

    /// The target at `path`, if it is none of the documents.
    fn target(&self, path: &Path) -> Result<Target, Failure> {
        let existing = path.canonicalize().ok();
        if existing.is_some_and(|existing| self.inputs.contains(&existing)) {
            let message = format!("{} is an input, so it cannot be written to", path.display());
            return Err(Failure::usage(message).with_hint("name another place with -o"));
        }
        Target::new(path)
    }

    /// Writes `alignment`, which is of `set`.
    pub(super) fn add(&mut self, set: &DocumentSet, alignment: &Alignment) -> Result<(), Failure> {
        warn_of_unrelated(alignment);
        let of_set = alignment.langs();
        let whole = of_set.len() == self.langs.len();
        let partial = self.args.partial;
        let pairs = self.pairs(&of_set);
        match &mut self.open {
            Open::Files(files) => {
                self.left_out += usize::from(!whole && !partial);
                for file in files {
                    let wanted = match file.pair {
                        Some(pair) => pair.iter().all(|lang| of_set.contains(lang)),
                        // A memory of all languages holds what all have.
                        None => whole || partial,
                    };
                    if wanted {
                        file.writer.add(alignment, &file.path)?;
                    }
                }
                Ok(())
            }
            Open::Folder(folder) => {
                let path = folder.path_for(set, self.format);
                let mut files = vec![(path.clone(), None)];
                files.extend(
                    pairs
                        .into_iter()
                        .map(|pair| (pair_path(&path, pair), Some(pair))),
                );
                self.write_files(&files, alignment)
            }
        }
    }

    /// Writes the files of one document, all or none.
    fn write_files(
        &mut self,
        files: &[(PathBuf, Option<[Lang; 2]>)],
        alignment: &Alignment,
    ) -> Result<(), Failure> {
        let mut batch = Batch::default();
        let how = How {
            args: self.args,
            format: self.format,
            options: &self.options,
        };
        let mut total = Summary::default();
        for (path, pair) in files {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(|error| Failure::io(folder, error))?;
            }
            let target = self.target(path)?;
            let summary = batch.write(&target, |out| how.write(alignment, &target, *pair, out))?;
            if let (Some(summary), None) = (summary, pair) {
                add(&mut total, &summary);
            }
        }
        batch.commit()?;
        if let Open::Folder(folder) = &mut self.open {
            add(&mut folder.total, &total);
        }
        Ok(())
    }

    /// Ends everything and says what was written.
    pub(super) fn finish(self) -> Result<(), Failure> {
        let least = self.args.min_confidence;
        match self.open {
            Open::Files(files) => {
                let mut batch = Batch::default();
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
                        ", --pairs writes files of each pair"
                    };
                    message::note(&format!(
                        "{sets} lacking a language left out of the file of all; --partial takes them in{pairs}"
                    ));
                }
            }
            Open::Folder(folder) => {
                let place = folder.path.display();
                let files = plural(folder.used.len(), "document", "");
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

impl Folder {
    /// The file for `set`: its key under the folder, with a number where another document has it.
    fn path_for(&mut self, set: &DocumentSet, format: OutputFormat) -> PathBuf {
        let key = set
            .places
            .first()
            .map_or("index", |place| place.key.as_str());
        let ending = match format {
            OutputFormat::Text => "txt",
            format => name(format),
        };
        let mut path = self.path.join(format!("{key}.{ending}"));
        let mut number = 2;
        while !self.used.insert(path.clone()) {
            path = self.path.join(format!("{key}-{number}.{ending}"));
            number += 1;
        }
        path
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
