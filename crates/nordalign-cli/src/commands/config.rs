//! `nordalign config`: what is in force, and where it comes from.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use nordalign::check::Rule;
use nordalign::{Lang, Segmentation};

use nordalign::read::path_from;

use crate::args::{ConfigArgs, PolicyArgs};
use crate::config::{Config, File, Settings, StaleBy};
use crate::failure::Failure;
use crate::output::{Target, to_stdout};
use crate::report;
use nordalign::write::harmless;

pub(crate) fn run(args: &ConfigArgs) -> Result<(), Failure> {
    let config = Config::find(args.policy.config.as_deref())?;
    let settings = Settings::with(&args.policy, config.clone())?;
    let page = Page {
        settings: &settings,
        args: &args.policy,
        name: config.as_ref().map(|config| path(&config.path)),
        file: config.map(|config| config.file).unwrap_or_default(),
    };
    let text = page.text();
    to_stdout(|out| {
        let mut lines = report::lines(out, &Target::Stdout);
        Ok(lines.write_all(text.as_bytes())?)
    })
}

/// What is in force, with what it was made of.
struct Page<'a> {
    settings: &'a Settings,
    args: &'a PolicyArgs,
    /// The configuration, as it is called from here.
    name: Option<String>,
    file: File,
}

impl Page<'_> {
    fn text(&self) -> String {
        let settings = self.settings;
        let mut out = String::new();
        let folder = path(&settings.folder);
        match &self.name {
            Some(name) => out.push_str(&format!("# {name}; paths are relative to {folder}\n")),
            None => out.push_str("# no nordalign.toml here or above\n"),
        }
        let baseline = path(&settings.baseline);
        let found = if settings.baseline.exists() {
            ""
        } else {
            ", which is not there"
        };
        out.push_str(&format!("# baseline: {baseline}{found}\n\n"));
        if let Some(source) = settings.source {
            let from = self.from(self.args.source.is_some(), self.file.source.is_some());
            line(&mut out, "source", &string(source.code()), &from);
        }
        self.pages(&mut out);
        let globs = &settings.ignore.globs;
        let ignore = list(globs.iter().map(|glob| glob.text.as_str()));
        line(
            &mut out,
            "ignore",
            &ignore,
            &self.from(false, !globs.is_empty()),
        );
        let exempt = list(settings.exempt.iter().map(String::as_str));
        let from = self.from(false, !settings.exempt.is_empty());
        line(&mut out, "exempt", &exempt, &from);
        let from = self.from(
            self.args.min_confidence.is_some(),
            self.file.min_confidence.is_some(),
        );
        let confidence = format!("{:?}", settings.min_confidence);
        line(&mut out, "min-confidence", &confidence, &from);
        self.reading(&mut out);
        if let Some(terms) = &settings.terms {
            let from = self.from(self.args.terms.is_some(), self.file.terms.is_some());
            let terms = path_from(&settings.folder, terms);
            line(&mut out, "terms", &string(&terms), &from);
        }
        if let Some(cache) = &settings.cache {
            let from = self.from(self.args.cache.is_some(), self.file.cache.is_some());
            let cache = path_from(&settings.folder, cache);
            line(&mut out, "cache", &string(&cache), &from);
        }
        let from = self.from(self.args.no_content, self.file.content.is_some());
        line(&mut out, "content", &settings.content.to_string(), &from);
        if let Some(stale) = settings.stale {
            let by = match stale {
                StaleBy::Git => "git",
                StaleBy::Lock => "lock",
            };
            let from = self.from(self.args.stale.is_some(), self.file.stale.is_some());
            line(&mut out, "stale", &string(by), &from);
        }
        self.tables(&mut out);
        out
    }

    /// Where a value comes from.
    fn from(&self, said: bool, written: bool) -> String {
        match (&self.name, said, written) {
            (_, true, _) => "command line".to_owned(),
            (Some(name), _, true) => name.clone(),
            _ => "default".to_owned(),
        }
    }

    fn pages(&self, out: &mut String) {
        let settings = self.settings;
        let (paths, patterns): (Vec<String>, Vec<String>) = if settings.is_all {
            let patterns = self.file.patterns.iter();
            let patterns = patterns.map(|pattern| pattern.0.clone());
            (self.file.paths.clone(), patterns.collect())
        } else {
            let named = |lang: Option<Lang>, path: &str| {
                let lang = lang.map_or(String::new(), |lang| format!("{lang}="));
                format!("{lang}{}", path_from(&settings.folder, Path::new(path)))
            };
            let split = |path: &std::ffi::OsString| match crate::input::split_lang(path) {
                Ok((lang, path)) => named(lang, &path.to_string_lossy()),
                Err(_) => path.to_string_lossy().into_owned(),
            };
            let patterns = settings.patterns.iter();
            (
                settings.paths.iter().map(split).collect(),
                patterns.map(|(lang, text)| named(*lang, text)).collect(),
            )
        };
        for (key, values) in [("paths", paths), ("patterns", patterns)] {
            let from = self.from(
                !settings.is_all && !values.is_empty(),
                settings.is_all && !values.is_empty(),
            );
            line(out, key, &list(values.iter().map(String::as_str)), &from);
        }
    }

    fn reading(&self, out: &mut String) {
        let (reading, said) = (&self.settings.reading, &self.args.reading);
        let segment = match reading.segmentation() {
            Segmentation::Line => "line",
            Segmentation::Sentence => "sentence",
            _ => "paragraph",
        };
        let from = self.from(said.segmentation.is_some(), self.file.segment.is_some());
        line(out, "segment", &string(segment), &from);
        if let Some(format) = reading.input_format {
            let from = self.from(said.input_format.is_some(), true);
            line(out, "input-format", &string(format.name()), &from);
        }
        let fields: Vec<String> = reading
            .front_matter
            .iter()
            .map(ToString::to_string)
            .collect();
        let from = self.from(!said.front_matter.is_empty(), !fields.is_empty());
        line(
            out,
            "front-matter",
            &list(fields.iter().map(String::as_str)),
            &from,
        );
    }

    fn tables(&self, out: &mut String) {
        let settings = self.settings;
        let mut encodings: Vec<(Lang, &str, bool)> = Vec::new();
        for lang in Lang::ALL {
            let all = settings.reading.encoding.iter().rev();
            let mut of_lang = all.filter(|(of, _)| *of == Some(*lang));
            if let Some((_, encoding)) = of_lang.next() {
                let mut said = self.args.reading.encoding.iter();
                let said = said.any(|(of, _)| *of == Some(*lang));
                encodings.push((*lang, encoding.name(), said));
            }
        }
        if !encodings.is_empty() {
            out.push_str("\n[encoding]\n");
            for (lang, name, said) in encodings {
                line(out, lang.code(), &string(name), &self.from(said, true));
            }
        }
        if !settings.floors.is_empty() {
            out.push_str("\n[floors]\n");
        }
        for (lang, floor) in &settings.floors {
            let from = self.from(settings.floors_said.contains(lang), true);
            line(out, lang.code(), &floor.to_string(), &from);
        }
        out.push_str("\n[rules]\n");
        for rule in Rule::ALL {
            if let Some(level) = settings.rules.get(rule) {
                let from = self.from(false, self.file.rules.contains_key(rule));
                line(out, rule.id(), &string(level.name()), &from);
            }
        }
        for entry in &settings.overrides {
            out.push_str("\n[[overrides]]\n");
            let from = self.from(false, true);
            let globs = list(entry.globs.globs.iter().map(|glob| glob.text.as_str()));
            line(out, "paths", &globs, &from);
            let floors = entry.floors.iter();
            let floors: Vec<String> = floors
                .map(|(lang, floor)| format!("{lang} = {floor}"))
                .collect();
            let rules = entry.rules.iter();
            let rules = rules.map(|(rule, level)| format!("{rule} = {}", string(level.name())));
            let rules: Vec<String> = rules.collect();
            for (key, table) in [("floors", floors), ("rules", rules)] {
                if !table.is_empty() {
                    line(out, key, &format!("{{ {} }}", table.join(", ")), &from);
                }
            }
        }
    }
}

fn line(out: &mut String, key: &str, value: &str, from: &str) {
    // A string takes all.
    let _ = writeln!(out, "{key} = {value} # {from}");
}

fn string(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let texts: Vec<String> = texts.map(string).collect();
    format!("[{}]", texts.join(", "))
}

/// A path as it is shown.
fn path(path: &Path) -> String {
    harmless(&path_from(Path::new(""), path))
}
