//! Works out and checks what `nordalign align` is to do, before anything is read.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use nordalign::Lang;
use nordalign::write::{self, Date, MemoryOptions};

use crate::args::{AlignArgs, OutputFormat, TreeArgs};
use crate::failure::Failure;
use crate::input::{Input, check_reading};
use crate::output::{Guard, Target, format_of};

/// What to do, from arguments that fit together.
pub(super) struct Plan<'a> {
    pub(super) args: &'a AlignArgs,
    pub(super) inputs: Vec<Input>,
    pub(super) format: OutputFormat,
    pub(super) options: MemoryOptions,
    pub(super) outputs: Vec<Output>,
}

/// A result to write.
pub(super) struct Output {
    pub(super) target: Target,
    /// Its pair of languages; all languages if `None`.
    pub(super) pair: Option<[Lang; 2]>,
}

impl<'a> Plan<'a> {
    /// The plan for `args`, if they fit together.
    pub(super) fn new(args: &'a AlignArgs) -> Result<Self, Failure> {
        check_reading(&args.reading)?;
        check_no_tree(&args.tree)?;
        let inputs = inputs(&args.files, args.source)?;
        let mut guard = Guard::default();
        for input in &inputs {
            input.guard(&mut guard)?;
        }
        let output = args.output.as_deref().unwrap_or(Path::new("-"));
        let format = match args.format {
            Some(format) => format,
            None if output == Path::new("-") => OutputFormat::Text,
            None => format_of(output)?,
        };
        check_options(args, format, inputs.len())?;
        let outputs = outputs(args, output, &inputs, &mut guard)?;
        let options = options(args, format)?;
        Ok(Plan {
            args,
            inputs,
            format,
            options,
            outputs,
        })
    }
}

/// The inputs in the arguments, if they are two or three in different languages.
pub(super) fn inputs(files: &[OsString], source: Option<Lang>) -> Result<Vec<Input>, Failure> {
    let inputs = files.iter().map(|file| Input::parse(file, None));
    let inputs: Vec<Input> = inputs.collect::<Result<_, _>>()?;
    for (i, input) in inputs.iter().enumerate() {
        for earlier in &inputs[..i] {
            let names = format!("{} and {}", earlier.name(), input.name());
            if input.is_same_input(earlier) {
                return Err(Failure::usage(format!("{names} are the same input")));
            }
            if input.lang == earlier.lang {
                let lang = input.lang;
                let message = format!("{names} are both in {} ({lang})", lang.name());
                let hint = "name the language of a file with LANG=FILE";
                return Err(Failure::usage(message).with_hint(hint));
            }
        }
    }
    if !(2..=3).contains(&inputs.len()) {
        let message = format!("two or three files can be aligned, not {}", inputs.len());
        return Err(Failure::usage(message));
    }
    if let Some(source) = source.filter(|&source| inputs.iter().all(|i| i.lang != source)) {
        let message = format!(
            "no file is in the source language, {} ({source})",
            source.name()
        );
        return Err(Failure::usage(message));
    }
    Ok(inputs)
}

/// Refuses options that are only for trees.
pub(super) fn check_no_tree(tree: &TreeArgs) -> Result<(), Failure> {
    let checks = [
        (tree.no_content, "--no-content"),
        (tree.report.is_some(), "--report"),
        (tree.verbose, "--verbose"),
    ];
    match checks.into_iter().find(|(set, _)| *set) {
        Some((_, option)) => Err(Failure::usage(format!(
            "{option} needs --tree or --pattern"
        ))),
        None => Ok(()),
    }
}

/// Refuses options that would have no effect, because the user expects one.
pub(super) fn check_options(
    args: &AlignArgs,
    format: OutputFormat,
    inputs: usize,
) -> Result<(), Failure> {
    use OutputFormat::{Json, Jsonl, Text, Tmx, Tsv};
    let least = args.min_confidence != write::DEFAULT_MIN_CONFIDENCE;
    let checks: [(bool, &str, &[OutputFormat]); 7] = [
        (args.pairs, "--pairs", &[Tmx, Tsv]),
        (args.partial, "--partial", &[Tmx, Tsv]),
        (least, "--min-confidence", &[Tmx, Tsv, Text]),
        (!args.lang_map.is_empty(), "--lang-map", &[Tmx, Tsv]),
        (args.no_doctype, "--no-doctype", &[Tmx]),
        (args.date.is_some(), "--date", &[Tmx]),
        (args.reasons, "--reasons", &[Text, Json, Jsonl]),
    ];
    for (set, option, formats) in checks {
        if set && !formats.contains(&format) {
            let message = format!("{option} cannot be used with the format {}", name(format));
            let names: Vec<_> = formats.iter().map(|&format| name(format)).collect();
            let hint = format!(
                "it works with {}; choose one of these with -o FILE or --format",
                names.join(", ")
            );
            return Err(Failure::usage(message).with_hint(hint));
        }
    }
    for (set, option) in [(args.pairs, "--pairs"), (args.partial, "--partial")] {
        if set && inputs < 3 {
            let message =
                format!("{option} needs three files; with two, the memory is of that pair");
            return Err(Failure::usage(message));
        }
    }
    Ok(())
}

pub(super) fn name(format: OutputFormat) -> &'static str {
    match format {
        OutputFormat::Text => "text",
        OutputFormat::Tmx => "tmx",
        OutputFormat::Json => "json",
        OutputFormat::Jsonl => "jsonl",
        OutputFormat::Tsv => "tsv",
    }
}

/// All results to write.
fn outputs(
    args: &AlignArgs,
    output: &Path,
    inputs: &[Input],
    guard: &mut Guard,
) -> Result<Vec<Output>, Failure> {
    let target = guard.writes("the result", output)?;
    let mut outputs = vec![Output { target, pair: None }];
    if args.pairs {
        if output == Path::new("-") {
            let message = "--pairs writes several files, so it needs -o FILE";
            return Err(Failure::usage(message));
        }
        for pair in pairs(args, inputs) {
            let target = guard.writes(&memory_of(pair), &pair_path(output, pair))?;
            outputs.push(Output {
                target,
                pair: Some(pair),
            });
        }
    }
    Ok(outputs)
}

/// The name of the memory of a pair in a message about a conflict of outputs.
pub(super) fn memory_of([first, second]: [Lang; 2]) -> String {
    format!("the memory of {first} and {second}")
}

/// The pairs of languages in the order of the alignment: the source first, then sv, nb, da.
fn pairs(args: &AlignArgs, inputs: &[Input]) -> Vec<[Lang; 2]> {
    let source = args.source.or(inputs.first().map(|input| input.lang));
    let mut langs: Vec<Lang> = inputs.iter().map(|input| input.lang).collect();
    langs.sort_by_key(|&lang| (Some(lang) != source, lang));
    pairs_of(&langs)
}

/// All pairs of `langs`, in their order.
pub(super) fn pairs_of(langs: &[Lang]) -> Vec<[Lang; 2]> {
    let later = |i: usize| langs.iter().skip(i + 1);
    let pairs = langs.iter().enumerate();
    pairs
        .flat_map(|(i, &first)| later(i).map(move |&second| [first, second]))
        .collect()
}

/// `rapport.sv-nb.tmx` for `rapport.tmx`.
pub(super) fn pair_path(path: &Path, [first, second]: [Lang; 2]) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!(".{first}-{second}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

pub(super) fn options(args: &AlignArgs, format: OutputFormat) -> Result<MemoryOptions, Failure> {
    let mut options = MemoryOptions::new()
        .min_confidence(args.min_confidence)
        .partial(args.partial)
        .doctype(!args.no_doctype);
    for (lang, tag) in &args.lang_map {
        options = options.lang_tag(*lang, tag)?;
    }
    if format == OutputFormat::Tmx
        && let Some(date) = args.date.map_or_else(source_date, |date| Ok(Some(date)))?
    {
        options = options.date(date);
    }
    Ok(options)
}

/// The date that reproducible builds set.
fn source_date() -> Result<Option<Date>, Failure> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty())
    else {
        return Ok(None);
    };
    let seconds = value.to_str().and_then(|value| value.parse().ok());
    let seconds = seconds.ok_or_else(|| {
        let message = format!(
            "SOURCE_DATE_EPOCH is {}, which is not a number of seconds",
            value.display()
        );
        Failure::usage(message)
    })?;
    Ok(Some(Date::from_unix(seconds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pair_is_put_before_the_ending() {
        let pair = [Lang::Sv, Lang::Nb];
        assert_eq!(
            pair_path(Path::new("ut/rapport.tmx"), pair),
            Path::new("ut/rapport.sv-nb.tmx")
        );
        assert_eq!(
            pair_path(Path::new("rapport"), pair),
            Path::new("rapport.sv-nb")
        );
        assert_eq!(
            pair_path(Path::new("a.b.tmx"), pair),
            Path::new("a.b.sv-nb.tmx")
        );
    }
}
