//! What is in force: the command line, else the configuration, else the defaults.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use nordalign::Lang;
use nordalign::check::site::Floors;
use nordalign::check::{DEFAULT_FLOOR, Rule, Severity};
use nordalign::read::path_from;

use super::Config;
use super::file::{Glob, Level, Percent, Share};
use crate::args::{PolicyArgs, ReadingArgs, StaleBy};
use crate::failure::Failure;
use crate::input::{check_reading, split_lang};
use crate::output::Guard;
use crate::side_file::{BASELINE, LOCK};

/// What a check is to do.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The configuration, if there is one.
    pub(crate) config: Option<PathBuf>,
    /// What globs are relative to.
    pub(crate) folder: PathBuf,
    pub(crate) source: Option<Lang>,
    /// Folders or documents as the command line names them: `docs/sv`, `nb=docs/norsk`.
    pub(crate) paths: Vec<OsString>,
    pub(crate) patterns: Vec<(Option<Lang>, String)>,
    /// Whether all pages are checked that the configuration names, and not some that the command line does.
    pub(crate) is_all: bool,
    /// Whether pages without a partner by path are paired by content.
    pub(crate) content: bool,
    pub(crate) floors: BTreeMap<Lang, f64>,
    /// The languages whose floors the command line sets.
    pub(crate) floors_said: Vec<Lang>,
    pub(crate) rules: BTreeMap<Rule, Level>,
    pub(crate) ignore: Globs,
    pub(crate) overrides: Vec<Override>,
    pub(crate) exempt: Vec<String>,
    pub(crate) min_confidence: f64,
    pub(crate) reading: ReadingArgs,
    /// Where the baseline is or would be, and whether it must be there.
    pub(crate) baseline: PathBuf,
    pub(crate) baseline_said: bool,
    /// The table of terms.
    pub(crate) terms: Option<PathBuf>,
    pub(crate) stale: Option<StaleBy>,
    /// Where what was found is kept.
    pub(crate) cache: Option<PathBuf>,
    /// Whether the command line says so.
    pub(crate) cache_said: bool,
    /// Where the lock is or would be.
    pub(crate) lock: PathBuf,
}

/// What holds for the translations at some paths.
#[derive(Debug)]
pub(crate) struct Override {
    pub(crate) globs: Globs,
    pub(crate) floors: BTreeMap<Lang, f64>,
    pub(crate) rules: BTreeMap<Rule, Level>,
}

/// Patterns of paths, relative to a folder.
#[derive(Debug, Clone)]
pub(crate) struct Globs {
    folder: PathBuf,
    pub(crate) globs: Vec<Glob>,
}

impl Globs {
    /// As they are written.
    fn names(&self) -> String {
        let globs = self.globs.iter();
        let globs: Vec<&str> = globs.map(|glob| glob.text.as_str()).collect();
        globs.join(", ")
    }

    /// Whether one of them fits `path`, as seen from the current folder.
    pub(crate) fn is_match(&self, path: &str) -> bool {
        if self.globs.is_empty() {
            return false;
        }
        let path = path_from(&self.folder, Path::new(path));
        self.globs.iter().any(|glob| glob.is_match(&path))
    }
}

impl Settings {
    /// What is in force with `args`.
    ///
    /// # Errors
    /// Where the configuration is not right, or contradicts the command line.
    pub(crate) fn new(args: &PolicyArgs) -> Result<Self, Failure> {
        Settings::with(args, Config::find(args.config.as_deref())?)
    }

    /// What is in force with `args` and the configuration that was found.
    ///
    /// # Errors
    /// Where they contradict each other.
    pub(crate) fn with(args: &PolicyArgs, config: Option<Config>) -> Result<Self, Failure> {
        let folder = config
            .as_ref()
            .map_or(PathBuf::new(), |config| config.folder.clone());
        let (config, file) = match config {
            Some(config) => (Some(config.path), config.file),
            None => (None, super::File::default()),
        };
        let is_said = !args.paths.is_empty() || !args.patterns.is_empty();
        let (paths, patterns) = if is_said {
            (args.paths.clone(), args.patterns.clone())
        } else {
            let paths = file.paths.iter().map(|path| below(&folder, path));
            let patterns = file
                .patterns
                .iter()
                .map(|pattern| below(&folder, &pattern.0).to_string_lossy().into_owned());
            (paths.collect(), patterns.collect())
        };
        let patterns = patterns.iter().map(|pattern| {
            let (lang, rest) = split_lang(OsStr::new(pattern))?;
            Ok((lang, rest.to_string_lossy().into_owned()))
        });
        let mut floors = percents(&file.floors);
        floors.extend(args.min.iter().copied());
        let mut rules: BTreeMap<Rule, Level> = Rule::ALL
            .iter()
            .map(|&rule| (rule, level(rule.severity())))
            .collect();
        rules.extend(file.rules);
        let globs = |globs| Globs {
            folder: folder.clone(),
            globs,
        };
        let overrides = file.overrides.into_iter().map(|entry| Override {
            globs: globs(entry.paths),
            floors: percents(&entry.floors),
            rules: entry.rules,
        });
        let mut reading = args.reading.clone();
        reading.segmentation = reading.segmentation.or(file.segment);
        reading.input_format = reading.input_format.or(file.input_format);
        let encodings = file.encoding.iter();
        let encodings = encodings.map(|(&lang, label)| (Some(lang), label.0));
        // The last one said counts.
        reading.encoding.splice(0..0, encodings);
        reading.front_matter.splice(0..0, file.front_matter);
        check_reading(&reading)?;
        let min_confidence = file.min_confidence.map(|Share(share)| share);
        Ok(Settings {
            source: args.source.or(file.source),
            patterns: patterns.collect::<Result<Vec<_>, Failure>>()?,
            paths,
            is_all: !is_said,
            content: !args.no_content && file.content.unwrap_or(true),
            floors,
            floors_said: args.min.iter().map(|(lang, _)| *lang).collect(),
            rules,
            ignore: globs(file.ignore),
            overrides: overrides.collect(),
            exempt: file.exempt,
            min_confidence: args
                .min_confidence
                .or(min_confidence)
                .unwrap_or(DEFAULT_FLOOR),
            reading,
            baseline: args
                .baseline
                .clone()
                .unwrap_or_else(|| folder.join(BASELINE)),
            baseline_said: args.baseline.is_some(),
            terms: args
                .terms
                .clone()
                .or_else(|| file.terms.map(|terms| folder.join(terms))),
            stale: args.stale.or(file.stale),
            cache: args
                .cache
                .clone()
                .or_else(|| file.cache.map(|cache| folder.join(cache))),
            cache_said: args.cache.is_some(),
            lock: folder.join(LOCK),
            config,
            folder,
        })
    }

    /// A guard that knows of the files that say what to check for. The baseline and the lock are read or written.
    pub(crate) fn guard(&self) -> Result<Guard, Failure> {
        let mut guard = Guard::default();
        let files = self.config.iter().chain(&self.terms);
        files.into_iter().try_for_each(|path| guard.reads(path))?;
        Ok(guard)
    }

    /// How much must be translated: of all, then of the pages that overrides are about.
    pub(crate) fn floors(&self) -> Floors {
        let all = self.floors.iter();
        let floors = all.fold(Floors::new(), |floors, (&lang, &percent)| {
            floors.min(lang, percent)
        });
        let overrides = self.overrides.iter();
        let overrides = overrides.flat_map(|entry| {
            let floors = entry.floors.iter();
            floors.map(move |(&lang, &percent)| (&entry.globs, lang, percent))
        });
        overrides.fold(floors, |floors, (globs, lang, percent)| {
            let these = globs.clone();
            floors.min_in(globs.names(), lang, percent, move |path| {
                these.is_match(path)
            })
        })
    }

    /// How serious findings of `rule` are at `path`; the last override that says so counts.
    pub(crate) fn level(&self, rule: Rule, path: &str) -> Level {
        let overrides = self.overrides.iter().rev();
        let mut said = overrides
            .filter(|entry| entry.rules.contains_key(&rule) && entry.globs.is_match(path))
            .filter_map(|entry| entry.rules.get(&rule));
        let of_all = self.rules.get(&rule);
        let level_by_default = level(rule.severity());
        said.next().or(of_all).copied().unwrap_or(level_by_default)
    }
}

fn level(severity: Severity) -> Level {
    match severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        _ => Level::Note,
    }
}

fn percents(floors: &BTreeMap<Lang, Percent>) -> BTreeMap<Lang, f64> {
    let floors = floors.iter();
    floors
        .map(|(&lang, &Percent(floor))| (lang, floor))
        .collect()
}

/// `[LANG=]PATH` with the path below `folder`.
fn below(folder: &Path, argument: &str) -> OsString {
    let (lang, path) = match split_lang(OsStr::new(argument)) {
        Ok((Some(lang), path)) => (format!("{lang}="), path),
        _ => (String::new(), OsStr::new(argument)),
    };
    let mut whole = OsString::from(lang);
    whole.push(folder.join(path));
    whole
}
