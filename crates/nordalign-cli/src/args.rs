//! The command line: every flag, its help and its checks.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use encoding_rs::Encoding;
use nordalign::check::Rule;
use nordalign::glossary::DEFAULT_MIN_COUNT;
use nordalign::read::FrontMatterField;
use nordalign::{Format, Lang, Segmentation, write::DEFAULT_MIN_CONFIDENCE, write::Date};
use serde::Deserialize;

const EXIT_CODES: &str = "\
Exit codes:
  0  all went well
  1  a file could not be read or written, or is not text
  2  `check` found errors, or less is translated than required
  3  the command line, the configuration or the baseline is wrong";

const ALIGN_EXAMPLES: &str = "\
Examples:
  nordalign align rapport.sv.md rapport.nb.md
      shows the two side by side
  nordalign align rapport.sv.md rapport.nb.md rapport.da.md -o rapport.tmx
      writes a memory of the units that exist in all three
  nordalign align rapport.*.md --source sv -o rapport.tmx --pairs
      adds a memory for each pair: rapport.sv-nb.tmx, rapport.sv-da.tmx, rapport.nb-da.tmx
  nordalign align sv=text.txt nb=tekst.txt --segment sentence --format json
      names the languages, aligns sentences, writes JSON to stdout
  nordalign align --tree docs/sv docs/nb docs/da
      shows which documents of three folders belong together, and writes nothing
  nordalign align --tree docs/sv docs/nb docs/da -o all.tmx
      aligns them and writes one memory for all; -o out/ writes one for each document
  nordalign align --tree content --source sv -o all.tmx
      a site with index.md (Swedish), index.nb.md and index.da.md
  nordalign align --pattern 'docs/{lang}/**/*.md' -o all.tmx
      the files that match the pattern

The work runs on all processors; RAYON_NUM_THREADS=N limits it. The result is always the same.";

const SEGMENT_EXAMPLES: &str = "\
Examples:
  nordalign segment rapport.sv.md
  nordalign segment sv=text.txt --segment sentence --format jsonl";

const CHECK_EXAMPLES: &str = "\
Examples:
  nordalign check docs/sv docs/nb docs/da
      checks the pages of two folders against those of the first
  nordalign check rapport.sv.md rapport.nb.md
      checks one page
  nordalign check docs/sv docs/nb docs/da --min nb=95 --min da=70
      also fails if less than 95 % of the words are translated into Bokmål, or 70 % into Danish
  nordalign check docs/sv docs/nb --format github --format sarif=nordalign.sarif
      writes annotations for GitHub and its step summary, and a file for its code scanning
  nordalign check
      checks what nordalign.toml names, here or in the nearest folder above:
          source = \"sv\"
          patterns = [\"docs/{lang}/**\"]
  nordalign check --changed-since origin/main
      only text that was changed since then can fail";

const BASELINE_EXAMPLES: &str = "\
Examples:
  nordalign baseline write
      records everything that `nordalign check` reports now as known
  nordalign baseline prune
      removes what has been fixed since

The baseline is nordalign-baseline.json beside nordalign.toml, or in the current folder; check it
in. Floors count what is translated, known or not: a baseline does not change them.";

const LOCK_EXAMPLES: &str = "\
Examples:
  nordalign lock
      records which source text each translation is up to date with; run it after translating
  nordalign lock --accept
      accepts all translations as up to date with the source as it is now

The lock is nordalign-lock.json beside nordalign.toml, or in the current folder; check it in. If
there is one, `nordalign check` reports every paragraph that was changed in the source and not in
the translation.";

const GLOSSARY_EXAMPLES: &str = "\
Examples:
  nordalign glossary rapport.sv.md rapport.nb.md
      shows the terms that translate each other, best first
  nordalign glossary rapport.sv.md rapport.nb.md rapport.da.md -o termer.tbx
      writes a term base for a translation tool
  nordalign glossary --tree docs/sv docs/nb docs/da --min-count 3 -o termer.xlsx
      writes a spreadsheet of the terms of all documents of three folders
  nordalign glossary minne.tmx -o termer.utf8
      writes the terms of a translation memory as a glossary for OmegaT
  nordalign glossary minne.tmx --terms firmaets-termer.csv -o termer.xlsx --departures avvik.csv
      also reports where translations depart from your own terms";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  nordalign completions bash > ~/.local/share/bash-completion/completions/nordalign
  nordalign completions zsh > \"${fpath[1]}/_nordalign\"
  nordalign completions fish > ~/.config/fish/completions/nordalign.fish
  nordalign completions powershell >> $PROFILE";

const MAN_EXAMPLES: &str = "\
Examples:
  nordalign man > nordalign.1
  nordalign man align | man -l -";

/// Aligns documents in Swedish (sv), Norwegian Bokmål (nb) and Danish (da), and writes translation
/// memories.
#[derive(Debug, Parser)]
#[command(name = "nordalign", version, max_term_width = 100, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Aligns two or three documents and shows or writes the result.
    #[command(after_help = format!("{ALIGN_EXAMPLES}\n\n{EXIT_CODES}"))]
    Align(AlignArgs),
    /// Checks translations against their source: what is missing, left in another language, or
    /// differs.
    #[command(after_help = format!("{CHECK_EXAMPLES}\n\n{EXIT_CODES}"))]
    Check(CheckArgs),
    /// Manages the list of known findings, which `check` neither shows nor fails on.
    #[command(after_help = format!("{BASELINE_EXAMPLES}\n\n{EXIT_CODES}"))]
    Baseline(BaselineArgs),
    /// Shows the configuration in effect, in the form of nordalign.toml, and where each line comes
    /// from.
    Config(ConfigArgs),
    /// Explains a rule of `check`; lists all rules if none is given.
    Explain(ExplainArgs),
    /// Records which source text each translation is up to date with, so that `check` can report
    /// stale translations.
    ///
    /// A stale translation stays stale until it is changed, however often this is run.
    #[command(after_help = format!("{LOCK_EXAMPLES}\n\n{EXIT_CODES}"))]
    Lock(LockArgs),
    /// Aligns documents and shows or writes the terms that translate each other.
    #[command(after_help = format!("{GLOSSARY_EXAMPLES}\n\n{EXIT_CODES}"))]
    Glossary(GlossaryArgs),
    /// Shows how a document is read: its units, with kind, line and text.
    #[command(after_help = format!("{SEGMENT_EXAMPLES}\n\n{EXIT_CODES}"))]
    Segment(SegmentArgs),
    /// Prints a script that completes commands and options in a shell.
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions(CompletionsArgs),
    /// Prints the manual page of the program, or of one of its commands.
    #[command(after_help = MAN_EXAMPLES)]
    Man(ManArgs),
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    pub(crate) shell: Shell,
}

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// The command, such as `align`.
    pub(crate) command: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct AlignArgs {
    /// Two or three documents, one for each language; `-` is stdin.
    ///
    /// The language is taken from `sv=FILE`, or else from the name (`rapport.sv.md`, `sv.txt`), or
    /// else from a folder (`sv/rapport.md`), or else from the end of the name (`rapport-sv.md`), or
    /// else from the text, which is said. `no` is Bokmål. With --tree, folders.
    #[arg(required_unless_present = "patterns", value_name = "[LANG=]FILE")]
    pub(crate) files: Vec<OsString>,

    /// Writes to FILE in the format of its ending (.tmx .json .jsonl .tsv .txt); `-` is stdout.
    ///
    /// An existing file is replaced in one step, once the new one is complete. With --tree, a
    /// folder (`out/`) gets a file for each document, named after its path; a file (.tmx .tsv) gets
    /// all of them.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The format to write, whatever the name of the output. By default the ending decides, or else
    /// it is text.
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<OutputFormat>,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,

    /// The source language, which comes first and whose order is followed. By default that of the
    /// first file.
    ///
    /// With --tree also the language of documents whose paths name none.
    #[arg(long, value_name = "LANG")]
    pub(crate) source: Option<Lang>,

    /// Keeps strictly to the order of the documents: a block that has moved in one of them is left
    /// without a partner.
    #[arg(long)]
    pub(crate) no_moves: bool,

    /// Refuses documents with more units than this.
    #[arg(long, value_name = "N", help_heading = "Limits")]
    pub(crate) max_units: Option<usize>,

    /// Refuses documents with more bytes of text than this.
    #[arg(long, value_name = "N", help_heading = "Limits")]
    pub(crate) max_bytes: Option<usize>,

    /// Gives up on a set of documents that is not aligned within this many seconds (exit code 1).
    /// The result can then differ from one machine to another.
    #[arg(long, value_name = "SECONDS", help_heading = "Limits", value_parser = seconds)]
    pub(crate) deadline: Option<Duration>,

    /// Also writes a memory for each pair of three languages, beside the one for all (tmx, tsv).
    #[arg(long)]
    pub(crate) pairs: bool,

    /// Also puts units that exist in only two of the three languages into the memory for all (tmx,
    /// tsv).
    #[arg(long)]
    pub(crate) partial: bool,

    /// The lowest confidence, 0 to 1, of a unit in a memory (tmx, tsv). The text view marks beads
    /// below it.
    #[arg(long, value_name = "F", default_value_t = DEFAULT_MIN_CONFIDENCE, value_parser = confidence)]
    pub(crate) min_confidence: f64,

    /// Writes a language with a region, for example nb=nb-NO (tmx, tsv). May be repeated.
    #[arg(long, value_name = "LANG=TAG", value_parser = lang_tag)]
    pub(crate) lang_map: Vec<(Lang, String)>,

    /// Leaves out the DOCTYPE (tmx).
    #[arg(long)]
    pub(crate) no_doctype: bool,

    /// Writes when the memory was made: `now`, or a date in UTC such as 2026-05-17 or
    /// 2026-05-17T08:00:00Z (tmx).
    ///
    /// Without it a memory has no date, unless SOURCE_DATE_EPOCH is set.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) date: Option<Date>,

    /// Adds the evidence for each bead: cognates, numbers, length, structure (text, json, jsonl).
    #[arg(long)]
    pub(crate) reasons: bool,

    // Last, because its heading covers what follows.
    #[command(flatten)]
    pub(crate) tree: TreeArgs,
}

/// Whole trees of documents.
#[derive(Debug, Args)]
#[command(next_help_heading = "Trees")]
pub(crate) struct TreeArgs {
    /// Aligns all documents of the given folders that belong together by their paths (`sv/a.md` and
    /// `nb/a.md`, `a.sv.md` and `a.nb.md`), by `translationKey`, or by their content.
    ///
    /// Hidden files and those listed in .gitignore or .ignore are left out. Without -o and
    /// --format, shows which documents belong together and aligns nothing.
    #[arg(long)]
    pub(crate) tree: bool,

    /// Aligns all documents whose paths match PATTERN, for example 'docs/{lang}/**/*.md'. May be
    /// repeated.
    ///
    /// {lang} is the language, * and ? match anything within a name, ** any folders, {md,txt} one
    /// of the alternatives. A pattern without {lang} is for one language, for example
    /// 'nb=tekster/**/*.md'.
    #[arg(long = "pattern", value_name = "[LANG=]PATTERN")]
    pub(crate) patterns: Vec<String>,

    /// Pairs documents by path and key alone, never by content.
    #[arg(long)]
    pub(crate) no_content: bool,

    /// Writes to FILE, as JSON lines, which documents belong together, which have no partner, and
    /// why.
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,

    /// Lists every document without a partner, not only the first ones.
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

impl TreeArgs {
    /// Whether trees are to be aligned.
    pub(crate) fn is_set(&self) -> bool {
        self.tree || !self.patterns.is_empty()
    }
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) policy: PolicyArgs,

    /// The report to write: text, json, jsonl, github, sarif, junit, gitlab, markdown or badge.
    /// FORMAT=FILE writes it to a file.
    ///
    /// text: a page to read; json: everything in one document; jsonl: one finding a line; github:
    /// annotations for GitHub Actions, and a step summary; sarif: SARIF 2.1.0 for code scanning;
    /// junit: JUnit XML; gitlab: GitLab Code Quality; markdown: a comment on a pull request; badge:
    /// a badge for shields.io. May be repeated, but only one report can go to stdout. A file
    /// appears complete or not at all.
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "text", value_parser = report)]
    pub(crate) format: Vec<Report>,

    /// Reports only findings on lines that changed since REF, a git commit or branch.
    ///
    /// The comparison is with the last commit that REF and the current branch share, as in a pull
    /// request; uncommitted changes count too.
    #[arg(long, value_name = "REF")]
    pub(crate) changed_since: Option<String>,

    /// Exits with 0 even if the check fails; the message stays the same.
    #[arg(long)]
    pub(crate) exit_zero: bool,

    /// Shows every finding and file, not only the first ones (text).
    #[arg(long, short)]
    pub(crate) verbose: bool,

    /// Shows the page only if the check fails (text).
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// What is checked, and how strictly.
#[derive(Debug, Clone, Args)]
pub(crate) struct PolicyArgs {
    /// Folders, or two or three documents, one for each language; the source first. By default
    /// those in nordalign.toml.
    ///
    /// Pages belong together if their front matter gives the same key (`translationKey`), or if
    /// their paths are the same except for the language: `sv/a.md` and `nb/a.md`, `a.sv.md` and
    /// `a.nb.md`, `docs/a.md` and `i18n/nb/docusaurus-plugin-content-docs/current/a.md`. If a
    /// language has several folders, its first belongs to the first of the source, its second to
    /// the second. Other pages find their partner by what they say, if there is no doubt.
    #[arg(value_name = "[LANG=]PATH")]
    pub(crate) paths: Vec<OsString>,

    /// Checks all documents whose paths match PATTERN, for example 'docs/{lang}/**/*.md'. May be
    /// repeated. Use it with --source.
    ///
    /// A pattern without {lang} is for one language, for example 'nb=tekster/**/*.md'. What * or **
    /// holds is the name of the page. If two patterns match a file, the more exact one counts.
    #[arg(long = "pattern", value_name = "[LANG=]PATTERN")]
    pub(crate) patterns: Vec<String>,

    /// Pairs pages by path and key alone. By default pages that have no partner by path are also
    /// paired by what they say, and named.
    #[arg(long)]
    pub(crate) no_content: bool,

    /// The source language. By default that of the first path.
    #[arg(long, value_name = "LANG")]
    pub(crate) source: Option<Lang>,

    /// The configuration. By default nordalign.toml in the current folder or the nearest folder
    /// above.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// The list of known findings. By default nordalign-baseline.json beside the configuration.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Fails if less than PERCENT of the source's words are translated into LANG, for example
    /// nb=95. May be repeated.
    #[arg(long, value_name = "LANG=PERCENT", value_parser = floor)]
    pub(crate) min: Vec<(Lang, f64)>,

    /// The confidence, 0 to 1, below which a translation is doubtful. By default 0.5.
    #[arg(long, value_name = "F", value_parser = confidence)]
    pub(crate) min_confidence: Option<f64>,

    /// The terms that translations must use: a table (.csv .tsv), a spreadsheet (.xlsx) or a term
    /// base (.tbx).
    ///
    /// The first row of a table or spreadsheet names the columns: sv, nb, da, and optionally
    /// nb-forbidden and compounds. They may also be called Svenska, Norsk bokmål, Dansk, and a
    /// title may stand above. A table in an old encoding is read with --encoding.
    #[arg(long, value_name = "FILE")]
    pub(crate) terms: Option<PathBuf>,

    /// How stale translations are found. By default with nordalign-lock.json if it exists,
    /// otherwise not at all.
    #[arg(long, value_name = "MEMORY")]
    pub(crate) stale: Option<StaleBy>,

    /// A file that keeps results, so that unchanged pages need not be checked again.
    #[arg(long, value_name = "FILE")]
    pub(crate) cache: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// How stale translations are found, as written on the command line and in the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum StaleBy {
    /// The git history: the source as it was when the translation was last changed.
    Git,
    /// The file that `nordalign lock` writes.
    Lock,
}

#[derive(Debug, Args)]
pub(crate) struct LockArgs {
    #[command(flatten)]
    pub(crate) policy: PolicyArgs,

    /// Also accepts stale translations as up to date.
    #[arg(long)]
    pub(crate) accept: bool,
}

#[derive(Debug, Args)]
pub(crate) struct BaselineArgs {
    #[command(subcommand)]
    pub(crate) command: BaselineCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BaselineCommand {
    /// Records all current findings as known.
    Write(PolicyArgs),
    /// Removes findings that no longer exist; adds none.
    Prune(PolicyArgs),
}

#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    #[command(flatten)]
    pub(crate) policy: PolicyArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The rule, for example `numbers`.
    pub(crate) rule: Option<Rule>,
}

/// The format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// A page to read: how much is translated, the worst files, what is missing.
    Text,
    /// Everything in one document.
    Json,
    /// One finding a line, as JSON.
    Jsonl,
    /// Annotations for GitHub Actions, and a step summary.
    Github,
    /// SARIF 2.1.0.
    Sarif,
    /// JUnit XML.
    Junit,
    /// GitLab Code Quality.
    Gitlab,
    /// A page for a comment on a pull request.
    Markdown,
    /// A badge, for shields.io.
    Badge,
}

impl CheckFormat {
    /// Its name on the command line.
    pub(crate) fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or(String::new(), |value| value.get_name().to_owned())
    }
}

/// A report, and the file that it goes to, unless it goes to stdout.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    pub(crate) format: CheckFormat,
    pub(crate) file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct GlossaryArgs {
    /// Two or three documents, one for each language; `-` is stdin. Or translation memories (.tmx).
    /// With --tree, folders.
    ///
    /// The language is taken from `sv=FILE`, or else from the name (`rapport.sv.md`, `sv.txt`), or
    /// else from a folder (`sv/rapport.md`). A memory itself names the languages of its units.
    #[arg(required_unless_present = "patterns", value_name = "[LANG=]FILE")]
    pub(crate) files: Vec<OsString>,

    /// Writes to FILE in the format of its ending (.tbx .xlsx .csv .tsv .utf8 .jsonl .json .md
    /// .html); `-` is stdout.
    ///
    /// An existing file is replaced in one step, once the new one is complete. With three
    /// languages, .utf8 gets a file for each pair (`termer.sv-nb.utf8`).
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The format to write, whatever the name of the output. By default the ending decides, or else
    /// it is tsv.
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<GlossaryFormat>,

    /// The version of TBX: 2, which translation tools open, or 3, which is newer (tbx).
    #[arg(long, value_name = "VERSION", value_parser = clap::value_parser!(u8).range(2..=3))]
    pub(crate) tbx: Option<u8>,

    /// Begins the table with a byte-order mark, so that Excel reads it as UTF-8 (csv, tsv).
    #[arg(long)]
    pub(crate) bom: bool,

    /// The least number of times that two terms must translate each other.
    #[arg(long, value_name = "N", default_value_t = DEFAULT_MIN_COUNT, value_parser = count)]
    pub(crate) min_count: usize,

    /// The source language, which comes first. By default that of the first file.
    ///
    /// With --tree also the language of documents whose paths name none.
    #[arg(long, value_name = "LANG")]
    pub(crate) source: Option<Lang>,

    /// Your own terms: a table (.csv .tsv), a spreadsheet (.xlsx) or a term base (.tbx). Reports
    /// where translations depart from them.
    ///
    /// The first row of a table or spreadsheet names the columns: sv, nb, da, and optionally
    /// nb-forbidden and compounds. They may also be called Svenska, Norsk bokmål, Dansk, and a
    /// title may stand above. A table in an old encoding is read with --encoding.
    #[arg(long, value_name = "FILE")]
    pub(crate) terms: Option<PathBuf>,

    /// Writes every place where a translation departs from --terms to FILE (.csv .tsv .jsonl); `-`
    /// is stdout, as tsv.
    #[arg(long, value_name = "FILE", requires = "terms")]
    pub(crate) departures: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,

    // Last, because its heading covers what follows.
    #[command(flatten)]
    pub(crate) tree: TreeArgs,
}

/// The format of a glossary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GlossaryFormat {
    /// A term base, which translation tools open.
    Tbx,
    /// A spreadsheet.
    #[cfg(feature = "xlsx")]
    Xlsx,
    /// A table with commas.
    Csv,
    /// A table with tabs.
    Tsv,
    /// An OmegaT glossary of two languages.
    Utf8,
    /// One entry a line, with everything known about it.
    Jsonl,
    /// One document, with everything known about every entry.
    Json,
    /// A table to read.
    Markdown,
    /// A page to read.
    Html,
}

#[derive(Debug, Args)]
pub(crate) struct SegmentArgs {
    /// The document; `-` is stdin.
    #[arg(value_name = "[LANG=]FILE")]
    pub(crate) file: OsString,

    /// The language of the document, if its name does not say it.
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Option<Lang>,

    /// What to write.
    ///
    /// `text` is one unit a line, written as in a memory, for tools that look up the lines there.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: SegmentFormat,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// How documents are read and segmented.
#[derive(Debug, Clone, Args)]
pub(crate) struct ReadingArgs {
    /// What counts as one unit. By default a paragraph.
    #[arg(long = "segment", value_name = "UNIT")]
    pub(crate) segmentation: Option<UnitSize>,

    /// The format of the input. By default it is detected from the ending and the content of each
    /// file.
    ///
    /// `plain` also reads files as text that are refused otherwise, such as HTML, markup and all.
    #[arg(long, value_name = "FORMAT", value_parser = input_formats())]
    pub(crate) input_format: Option<Format>,

    /// A field of Markdown front matter that is text, for example hero.text or
    /// 'features.*.details'. May be repeated.
    ///
    /// Fields whose names say that readers see them, such as titles, descriptions and taglines, are
    /// read without it. `*` stands for any part of a name or the number of a list item, `**` for
    /// any number of names. '!FIELD' leaves a field out; the last one that fits counts.
    #[arg(long, value_name = "FIELD")]
    pub(crate) front_matter: Vec<FrontMatterField>,

    /// The encoding of the input, for example windows-1252, or of the input in one language, for
    /// example nb=windows-1252. May be repeated.
    ///
    /// UTF-8, and UTF-16 with a byte-order mark, are recognised without it. One for all input also
    /// holds for a table of terms that is not in UTF-8.
    #[arg(long, value_name = "[LANG=]LABEL", value_parser = encoding)]
    pub(crate) encoding: Vec<(Option<Lang>, &'static Encoding)>,
}

/// The format of an alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// A side-by-side view to read.
    Text,
    /// A translation memory, TMX 1.4.
    Tmx,
    /// One document with settings, units and beads.
    Json,
    /// One bead a line.
    Jsonl,
    /// The units of a memory as tab-separated values.
    Tsv,
}

/// The format of a list of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SegmentFormat {
    /// Kind, lines and text, to read.
    Table,
    /// One unit a line, with everything known about it.
    Jsonl,
    /// One unit's text a line.
    Text,
}

/// [`Segmentation`], as written on the command line and in the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum UnitSize {
    /// Every non-blank line, as it stands.
    Line,
    /// A paragraph, heading, list item, table cell …
    Paragraph,
    /// A sentence of one of those.
    Sentence,
}

impl From<UnitSize> for Segmentation {
    fn from(size: UnitSize) -> Self {
        match size {
            UnitSize::Line => Segmentation::Line,
            UnitSize::Paragraph => Segmentation::Paragraph,
            UnitSize::Sentence => Segmentation::Sentence,
        }
    }
}

/// The formats of input, by their names on the command line.
fn input_formats() -> impl TypedValueParser<Value = Format> {
    let value = |format: Format| PossibleValue::new(format.name()).help(format.summary());
    PossibleValuesParser::new(Format::all().map(value)).try_map(|name| {
        let named = Format::all().find(|format| format.name() == name);
        named.ok_or("unknown format")
    })
}

fn confidence(text: &str) -> Result<f64, String> {
    let number = text.parse().ok();
    number
        .filter(|f| (0.0..=1.0).contains(f))
        .ok_or_else(|| "it must be a number from 0 to 1".to_owned())
}

fn seconds(text: &str) -> Result<Duration, String> {
    let number = text.parse().ok();
    number
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .ok_or_else(|| "it must be a number of seconds, such as 30 or 0.5".to_owned())
}

fn report(text: &str) -> Result<Report, String> {
    let (format, file) = match text.split_once('=') {
        Some((_, "")) => return Err("write a file name after the `=`".to_owned()),
        Some((format, file)) => (format, Some(PathBuf::from(file))),
        None => (text, None),
    };
    let format = CheckFormat::from_str(format, false).map_err(|_| {
        let formats = CheckFormat::value_variants()
            .iter()
            .map(|format| format.name());
        let formats: Vec<String> = formats.collect();
        format!("unknown format; the formats are {}", formats.join(", "))
    })?;
    Ok(Report { format, file })
}

fn floor(text: &str) -> Result<(Lang, f64), String> {
    let (lang, percent) = text
        .split_once('=')
        .ok_or("write LANG=PERCENT, as in nb=95")?;
    let lang = lang
        .parse()
        .map_err(|error: nordalign::Error| error.to_string())?;
    let percent = percent.trim_end_matches('%').parse().ok();
    let percent = percent
        .filter(|percent| (0.0..=100.0).contains(percent))
        .ok_or("it must be a number from 0 to 100")?;
    Ok((lang, percent))
}

fn count(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|&count| count > 0);
    number.ok_or_else(|| "it must be a whole number, 1 or more".to_owned())
}

fn lang_tag(text: &str) -> Result<(Lang, String), String> {
    let (lang, tag) = text
        .split_once('=')
        .ok_or("write LANG=TAG, as in nb=nb-NO")?;
    let lang = lang
        .parse()
        .map_err(|error: nordalign::Error| error.to_string())?;
    Ok((lang, tag.to_owned()))
}

fn date(text: &str) -> Result<Date, String> {
    if text != "now" {
        return text
            .parse()
            .map_err(|error: nordalign::Error| error.to_string());
    }
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    Ok(Date::from_unix(since.map_or(0, |since| since.as_secs())))
}

fn encoding(text: &str) -> Result<(Option<Lang>, &'static Encoding), String> {
    let (lang, label) = match text.split_once('=') {
        Some((lang, label)) => {
            let lang: Lang = lang
                .parse()
                .map_err(|error: nordalign::Error| error.to_string())?;
            (Some(lang), label)
        }
        None => (None, text),
    };
    let encoding = Encoding::for_label(label.as_bytes());
    let encoding = encoding.ok_or_else(|| {
        format!(
            "`{label}` is not a known encoding; common ones are utf-8, windows-1252 and iso-8859-1"
        )
    })?;
    Ok((lang, encoding))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_confidence_is_a_number_from_0_to_1() {
        assert_eq!(confidence("0.25"), Ok(0.25));
        for text in ["-0.1", "1.5", "NaN", "inf", "0,5", ""] {
            assert!(confidence(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_encoding_may_be_given_for_one_language() {
        assert_eq!(
            encoding("nb=latin1"),
            Ok((Some(Lang::Nb), encoding_rs::WINDOWS_1252))
        );
        assert_eq!(encoding("utf-8"), Ok((None, encoding_rs::UTF_8)));
        assert!(encoding("utf-nine").is_err());
        assert!(encoding("en=utf-8").is_err());
    }
}
