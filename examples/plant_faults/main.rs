//! Measures how well checks find faults, and how often they cry wolf: plants faults in pages, one
//! at a time, and counts those found at their place; then counts what is found in the pages as they
//! are.
//!
//! ```console
//! $ cargo run --release --example plant_faults -- FOLDER... [--each N] [--only KIND] [--seed N] [--lost]
//! $ cargo run --release --example plant_faults -- FOLDER... --published [--draw N] [--seed N]
//! $ cargo run --release --example plant_faults -- FOLDER... --corrected
//! ```
//!
//! `FOLDER` holds folders with `sv.md`, `nb.md` and `da.md`, one page each, or files `page.sv.md`,
//! `page.nb.md`, `page.da.md`, or a site of folders `sv`, `nb` and `da`. Swedish is the source.
//! `--each N` plants N faults of each kind (60, if not set), `--only KIND` one kind
//! (`SentenceRemoved`), `--lost` lists those not found. `--published` plants none and lists the
//! errors in the pages as they are, `--draw N` only N of them, drawn at random. `--corrected` does
//! so for the pages of `corrections.txt`, corrected.

mod corrections;
#[path = "../../crates/nordalign/src/dice.rs"]
mod dice;
#[path = "../../crates/nordalign/src/fnv.rs"]
mod fnv;
mod lots;
mod pages;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::PathBuf;

use dice::Dice;
use lots::Lots;
use nordalign::check::{Checker, Finding, Rule, Severity};
use nordalign::{
    BlockKind, Document, Format, Lang, LineIndex, LineRange, Segment, Segmentation, Span, identify,
    segments,
};
use pages::Page;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What is planted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    ParagraphRemoved,
    LeftInSource,
    English,
    Danish,
    NumberChanged,
    UrlChanged,
    ItemRemoved,
    BlockMoved,
    SentenceRemoved,
    CodeChanged,
    CodeRemoved,
    CalloutChanged,
    WeekdayChanged,
    CurrencyChanged,
    UnitChanged,
}

const FAULTS: [Fault; 15] = [
    Fault::ParagraphRemoved,
    Fault::LeftInSource,
    Fault::English,
    Fault::Danish,
    Fault::NumberChanged,
    Fault::UrlChanged,
    Fault::ItemRemoved,
    Fault::BlockMoved,
    Fault::SentenceRemoved,
    Fault::CodeChanged,
    Fault::CodeRemoved,
    Fault::CalloutChanged,
    Fault::WeekdayChanged,
    Fault::CurrencyChanged,
    Fault::UnitChanged,
];

/// Words that are exchanged for one another: days of the week, and what stands after a number.
const WEEKDAYS: [&str; 7] = [
    "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag",
];
const CURRENCIES: [[&str; 2]; 6] = [
    [" kroner", " dollar"],
    [" kr", " euro"],
    ["€", "$"],
    ["$", "€"],
    [" SEK", " EUR"],
    [" NOK", " USD"],
];
const UNITS: [[&str; 2]; 10] = [
    ["km", "m"],
    ["cm", "mm"],
    ["GB", "MB"],
    ["MB", "kB"],
    ["minutter", "timer"],
    ["timer", "minutter"],
    ["mA", "A"],
    ["V", "mV"],
    ["W", "kW"],
    ["MHz", "kHz"],
];
const CALLOUTS: [[&str; 2]; 8] = [
    ["[!NOTE]", "[!WARNING]"],
    ["[!TIP]", "[!CAUTION]"],
    ["[!IMPORTANT]", "[!TIP]"],
    ["[!WARNING]", "[!NOTE]"],
    ["[!CAUTION]", "[!NOTE]"],
    ["!!! note", "!!! danger"],
    [":::note", ":::danger"],
    [":::tip", ":::warning"],
];

/// Text in another language than any of the pages'.
const ENGLISH: [&str; 8] = [
    "The harbour is closed to visitors while the new pier is being built.",
    "Before you begin, make sure that every member of the crew has a life jacket.",
    "Most of the timber comes from forests that are less than an hour away.",
    "You can change this setting later without losing any of your work.",
    "If the door does not open, wait a few seconds and then try again.",
    "We answer all questions within two working days, usually sooner.",
    "This article explains how the journal is posted and what happens afterwards.",
    "The fee covers the tools and the materials, but not your meals.",
];

fn main() -> Outcome<()> {
    let settings = Settings::parse()?;
    let mut pages = Vec::new();
    for folder in &settings.folders {
        pages.extend(pages::read(folder)?);
    }
    let sets = pages.iter().map(|page| page.documents.values());
    let checker = Checker::new().counterparts(sets.map(|set| set.map(Document::name)));
    let translations = [Lang::Nb, Lang::Da];
    if settings.published {
        let all = pages
            .iter()
            .flat_map(|page| translations.map(|lang| (page.clone(), lang)));
        return tell(all.collect(), &checker, &settings);
    }
    if settings.corrected {
        return tell(corrections::corrected(&pages)?, &checker, &settings);
    }
    let mut dice = Dice::new(settings.seed);
    let originals: Vec<BTreeMap<Lang, Seen>> = pages
        .iter()
        .map(|page| original(page, &checker))
        .collect::<Result<_, _>>()?;
    println!("fault\tplanted\tfound\trecall\tseen elsewhere or otherwise");
    let only = |fault: &Fault| {
        let name = format!("{fault:?}");
        settings.only.as_ref().is_none_or(|only| *only == name)
    };
    for fault in FAULTS.into_iter().filter(only) {
        let mut sites: Vec<(usize, Lang, usize)> = Vec::new();
        for (number, page) in pages.iter().enumerate() {
            for &lang in &translations {
                let sound = sites_of(page, lang, fault);
                sites.extend(sound.into_iter().map(|unit| (number, lang, unit)));
            }
        }
        let mut sites = Lots::new(sites);
        // Where places are few, each is used again, as long as another fault comes of it.
        let mut made = BTreeSet::new();
        let (mut planted, mut found, mut otherwise) = (0, 0, 0);
        while planted < settings.each {
            let Some((number, lang, unit)) = sites.draw(&mut dice) else {
                break;
            };
            let Some(page) = plant(&pages[number], lang, unit, fault, &mut dice)? else {
                continue;
            };
            if !made.insert((number, lang, page.page.documents[&lang].source().to_owned())) {
                continue;
            }
            planted += 1;
            let before = &originals[number][&lang].findings;
            let after = check(&page.page, lang, &checker)?;
            let new: Vec<&Finding> = after
                .findings
                .iter()
                .filter(|finding| !before.contains(&key(finding)))
                .collect();
            let fits = |finding: &&&Finding| {
                let holds = |lines: Option<LineRange>, line: usize| {
                    lines.is_some_and(|lines| (lines.first..=lines.last).contains(&line))
                };
                let source = finding.source.as_ref();
                let place = source.is_some_and(|source| holds(page.source_lines, source.line));
                page.rules.contains(&finding.rule) && (place || holds(page.lines, finding.line))
            };
            if new.iter().any(|finding| fits(&finding)) {
                found += 1;
                continue;
            }
            otherwise += usize::from(!new.is_empty());
            if settings.lost {
                println!(
                    "  lost: {} {lang} lines {:?}, lines of the source {:?}: {}",
                    page.page.name, page.lines, page.source_lines, page.text
                );
                for finding in new {
                    println!(
                        "    {} {}:{} {}",
                        finding.rule, finding.path, finding.line, finding.message
                    );
                }
            }
        }
        println!(
            "{fault:?}\t{planted}\t{found}\t{:.3}\t{otherwise}",
            found as f64 / planted.max(1) as f64
        );
    }
    Ok(())
}

struct Settings {
    folders: Vec<PathBuf>,
    each: usize,
    only: Option<String>,
    seed: u64,
    lost: bool,
    published: bool,
    corrected: bool,
    draw: Option<usize>,
}

impl Settings {
    fn parse() -> Outcome<Self> {
        let mut settings = Settings {
            folders: Vec::new(),
            each: 60,
            only: None,
            seed: 1,
            lost: false,
            published: false,
            corrected: false,
            draw: None,
        };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or("a value is missing");
            match argument.as_str() {
                "--each" => settings.each = value()?.parse()?,
                "--only" => settings.only = Some(value()?),
                "--seed" => settings.seed = value()?.parse()?,
                "--draw" => settings.draw = Some(value()?.parse()?),
                "--lost" => settings.lost = true,
                "--published" => settings.published = true,
                "--corrected" => settings.corrected = true,
                folder => settings.folders.push(folder.into()),
            }
        }
        if settings.folders.is_empty() {
            return Err("usage: plant_faults FOLDER... [--each N] [--only KIND] [--seed N] [--lost] [--published|--corrected] [--draw N]".into());
        }
        Ok(settings)
    }
}

/// What was found in a page as it is.
struct Seen {
    findings: Vec<(Rule, String, String)>,
}

fn key(finding: &Finding) -> (Rule, String, String) {
    (
        finding.rule,
        finding.fingerprint.clone(),
        finding.message.clone(),
    )
}

fn original(page: &Page, checker: &Checker) -> Outcome<BTreeMap<Lang, Seen>> {
    let langs = [Lang::Nb, Lang::Da];
    let seen = langs.iter().map(|&lang| {
        let findings = check(page, lang, checker)?
            .findings
            .iter()
            .map(key)
            .collect();
        Ok((lang, Seen { findings }))
    });
    seen.collect()
}

fn check(page: &Page, lang: Lang, checker: &Checker) -> Outcome<nordalign::check::Checked> {
    let [source, target] = [&page.documents[&Lang::Sv], &page.documents[&lang]];
    Ok(checker.check(source, target, &page.alignment))
}

/// Where a fault of this kind can be planted: units that are surely translated, of some words.
fn sites_of(page: &Page, lang: Lang, fault: Fault) -> Vec<usize> {
    let units = page.units(lang);
    let fits = |unit: &Segment| match fault {
        Fault::ParagraphRemoved => unit.kind == BlockKind::Paragraph,
        Fault::BlockMoved => unit.kind == BlockKind::Paragraph && words(&unit.text) >= 12,
        Fault::ItemRemoved => unit.kind == BlockKind::ListItem,
        Fault::NumberChanged => unit.text.split_whitespace().any(is_number),
        Fault::UrlChanged => true,
        Fault::Danish => lang == Lang::Nb && words(&unit.text) >= 6,
        Fault::SentenceRemoved => unit.text.matches(". ").count() >= 1 && words(&unit.text) >= 12,
        Fault::LeftInSource | Fault::English => words(&unit.text) >= 5,
        Fault::CodeChanged | Fault::CodeRemoved => code_after(page, lang, unit).is_some(),
        Fault::CalloutChanged => unit.kind == BlockKind::Quote,
        Fault::WeekdayChanged => holds_any(&unit.text.to_lowercase(), &WEEKDAYS),
        Fault::CurrencyChanged | Fault::UnitChanged => {
            unit.text.contains(|c: char| c.is_ascii_digit())
        }
    };
    let sound = |&number: &usize| {
        let unit = &units[number];
        let sure = page
            .source_of(lang, number)
            .is_some_and(|(_, confidence)| confidence >= 0.7);
        let kind = !matches!(
            unit.kind,
            BlockKind::FrontMatter | BlockKind::AltText | BlockKind::ShortcodeArgument
        );
        let own = identify(&unit.text)
            .language
            .lang()
            .is_none_or(|found| found == lang);
        let enough =
            words(&unit.text) >= 3 || fault == Fault::NumberChanged || fault == Fault::UrlChanged;
        sure && kind && own && enough && fits(unit)
    };
    (0..units.len()).filter(sound).collect()
}

fn holds_any(text: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| text.contains(part))
}

/// The code block that follows `unit`, with nothing but blank lines between.
fn code_after(page: &Page, lang: Lang, unit: &Segment) -> Option<Span> {
    let document = page.documents.get(&lang)?;
    let blocks = document.blocks().iter();
    let code = blocks
        .filter(|block| block.kind() == BlockKind::Code && block.text().starts_with("```"))
        .find(|block| block.span().start >= unit.span.end)?;
    let between = &document.source()[unit.span.end..code.span().start];
    (between.trim().is_empty() && code.text().trim_end().ends_with("```")).then(|| code.span())
}

/// `text` with one of `from` exchanged for its partner, where a number is beside it.
fn exchanged(text: &str, pairs: &[[&str; 2]]) -> Option<String> {
    pairs.iter().find_map(|[from, to]| {
        let mut found = text.match_indices(from);
        found.find_map(|(at, _)| {
            let (before, after) = (&text[..at], &text[at + from.len()..]);
            let behind = before
                .trim_end_matches([' ', '\u{a0}'])
                .ends_with(|c: char| c.is_ascii_digit());
            let in_front = from.len() <= 3 && after.starts_with(|c: char| c.is_ascii_digit());
            let ends = !after.starts_with(char::is_alphanumeric);
            (behind && ends || in_front && !from.contains(char::is_alphabetic))
                .then(|| format!("{before}{to}{after}"))
        })
    })
}

fn words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic))
        .count()
}

fn is_number(word: &str) -> bool {
    let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
    digits.parse::<u32>().is_ok_and(|number| number > 1)
}

/// A page with a fault, and how it should be told of.
struct Planted {
    page: Page,
    rules: Vec<Rule>,
    lines: Option<LineRange>,
    source_lines: Option<LineRange>,
    text: String,
}

fn plant(
    page: &Page,
    lang: Lang,
    number: usize,
    fault: Fault,
    dice: &mut Dice,
) -> Outcome<Option<Planted>> {
    let document = &page.documents[&lang];
    let text = document.source();
    let unit = &page.units(lang)[number];
    let Some((source, _)) = page.source_of(lang, number) else {
        return Ok(None);
    };
    let source_unit = &page.units(Lang::Sv)[source];
    let source_text = &page.documents[&Lang::Sv].source()[source_unit.span.range()];
    let own = &text[unit.span.range()];
    let own_lines = Some(unit.lines);
    let lines = whole_lines(text, unit.span);
    let replaced = |with: &str| {
        format!(
            "{}{with}{}",
            &text[..unit.span.start],
            &text[unit.span.end..]
        )
    };
    let (made, rules, place) = match fault {
        Fault::ParagraphRemoved | Fault::ItemRemoved => (
            format!("{}{}", &text[..lines.start], &text[lines.end..]),
            vec![Rule::Missing],
            None,
        ),
        Fault::LeftInSource => (replaced(source_text), vec![Rule::Copied], own_lines),
        Fault::English => {
            let count = (words(&unit.text) / 13).clamp(1, 3);
            let first = dice.below(ENGLISH.len());
            let sentences: Vec<&str> = (0..count)
                .map(|i| ENGLISH[(first + i) % ENGLISH.len()])
                .collect();
            (
                replaced(&sentences.join(" ")),
                vec![Rule::WrongLanguage],
                own_lines,
            )
        }
        Fault::Danish => {
            let Some((danish, _)) = page.partner([Lang::Da, Lang::Nb], number) else {
                return Ok(None);
            };
            let danish = &page.units(Lang::Da)[danish];
            let own = page.documents[&Lang::Da].source();
            if danish.text == unit.text || identify(&danish.text).language.lang() != Some(Lang::Da)
            {
                return Ok(None);
            }
            (
                replaced(&own[danish.span.range()]),
                vec![Rule::WrongLanguage],
                own_lines,
            )
        }
        Fault::NumberChanged => {
            let numbers: Vec<&str> = unit
                .text
                .split_whitespace()
                .filter(|word| is_number(word))
                .collect();
            let word =
                numbers[dice.below(numbers.len())].trim_matches(|c: char| !c.is_ascii_digit());
            let Ok(value) = word.parse::<u32>() else {
                return Ok(None);
            };
            if own.matches(word).count() != 1 || own.contains("://") {
                return Ok(None);
            }
            let other = (value + 1 + dice.below(8) as u32).to_string();
            // In code it is the code that differs.
            (
                replaced(&own.replacen(word, &other, 1)),
                vec![Rule::Numbers, Rule::Placeholders],
                own_lines,
            )
        }
        Fault::UrlChanged => {
            let start = own
                .find("](")
                .map(|at| at + 2)
                .or_else(|| own.find("https://"));
            let Some(start) = start else {
                return Ok(None);
            };
            let end = own[start..]
                .find([')', '#', ' ', '\n'])
                .map_or(own.len(), |end| start + end);
            if end < start + 4 || own[..start].ends_with("INCLUDE[prod_short](") {
                return Ok(None);
            }
            let changed = format!("{}arkiv/hamn.md{}", &own[..start], &own[end..]);
            (
                replaced(&changed),
                vec![Rule::Urls, Rule::Placeholders],
                own_lines,
            )
        }
        Fault::BlockMoved => {
            let block = &text[lines.range()];
            let rest = format!("{}{}", &text[..lines.start], &text[lines.end..]);
            let paragraphs: Vec<usize> = page
                .units(lang)
                .iter()
                .filter(|other| other.kind == BlockKind::Paragraph && other.span.start > lines.end)
                .map(|other| whole_lines(text, other.span).start - lines.len())
                .collect();
            if paragraphs.len() < 5 {
                return Ok(None);
            }
            let at = paragraphs[4 + dice.below(paragraphs.len() - 4)];
            (
                format!("{}{block}\n{}", &rest[..at], &rest[at..]),
                vec![Rule::Moved],
                None,
            )
        }
        Fault::SentenceRemoved => {
            let sentences: Vec<Span> = segments(document, Segmentation::Sentence)
                .into_iter()
                .filter(|sentence| sentence.paragraph == unit.paragraph)
                .filter(|sentence| words(&sentence.text) >= 4)
                .map(|sentence| sentence.span)
                .collect();
            let Some(cut) = sentences.get(dice.below(sentences.len())) else {
                return Ok(None);
            };
            if cut.len() + 4 > own.len() {
                return Ok(None);
            }
            let mut changed = own.to_owned();
            changed.replace_range(cut.start - unit.span.start..cut.end - unit.span.start, "");
            (
                replaced(changed.trim()),
                vec![Rule::Missing, Rule::Doubtful],
                own_lines,
            )
        }
        Fault::CodeChanged => {
            let Some(span) = code_after(page, lang, unit) else {
                return Ok(None);
            };
            let Some(code) = other_code(&text[span.range()], dice) else {
                return Ok(None);
            };
            let made = format!("{}{code}{}", &text[..span.start], &text[span.end..]);
            (made, vec![Rule::Code], None)
        }
        Fault::CodeRemoved => {
            let Some(span) = code_after(page, lang, unit) else {
                return Ok(None);
            };
            let made = format!("{}{}", &text[..span.start], &text[span.end..]);
            let place = lines_of(text, Span::new(unit.span.start, span.end));
            (made, vec![Rule::Code], Some(place))
        }
        Fault::CalloutChanged => {
            let pair = CALLOUTS.iter().find_map(|[from, to]| {
                let at = text[..unit.span.start].rfind(from)?;
                (unit.span.start - at < from.len() + 6).then_some((at, from, to))
            });
            let Some((at, from, to)) = pair else {
                return Ok(None);
            };
            let made = format!("{}{to}{}", &text[..at], &text[at + from.len()..]);
            (made, vec![Rule::Callouts], own_lines)
        }
        Fault::WeekdayChanged => {
            let day = WEEKDAYS
                .iter()
                .enumerate()
                .find(|(_, day)| own.contains(*day));
            let Some((number, day)) = day else {
                return Ok(None);
            };
            let other = WEEKDAYS[(number + 1 + dice.below(6)) % WEEKDAYS.len()];
            (
                replaced(&own.replacen(day, other, 1)),
                vec![Rule::Days],
                own_lines,
            )
        }
        Fault::CurrencyChanged | Fault::UnitChanged => {
            let pairs = match fault {
                Fault::UnitChanged => &UNITS[..],
                _ => &CURRENCIES[..],
            };
            let Some(changed) = exchanged(own, pairs) else {
                return Ok(None);
            };
            let rules = vec![Rule::Numbers, Rule::Currencies];
            (replaced(&changed), rules, own_lines)
        }
    };
    let format = document.format().unwrap_or(Format::Markdown);
    let place = match fault {
        Fault::CodeChanged => code_after(page, lang, unit).map(|span| lines_of(text, span)),
        _ => place,
    };
    let mut changed = Document::parse(lang, made, format)?;
    changed.set_name(document.name());
    let mut documents = page.documents.clone();
    documents.insert(lang, changed);
    Ok(Some(Planted {
        page: Page::new(&page.name, documents)?,
        rules,
        lines: place,
        source_lines: Some(source_unit.lines),
        text: unit.text.clone(),
    }))
}

fn lines_of(text: &str, span: Span) -> LineRange {
    LineIndex::new(text).lines(span)
}

/// A code block with a number that is another, or a word left out.
fn other_code(code: &str, dice: &mut Dice) -> Option<String> {
    let lines: Vec<&str> = code.lines().collect();
    let inner = lines.len().checked_sub(2).filter(|count| *count > 0)?;
    let at = 1 + dice.below(inner);
    let line = lines[at];
    let words: Vec<&str> = line.split_whitespace().collect();
    if line.trim_start().starts_with(['#', '/', '-', ';', '%']) || line.contains(['"', '\'', '`']) {
        return None;
    }
    let digit = line.find(|c: char| c.is_ascii_digit() && c != '9');
    let changed = match digit {
        Some(digit) => format!("{}9{}", &line[..digit], &line[digit + 1..]),
        None if words.len() > 1 => line.replacen(words[dice.below(words.len())], "stop", 1),
        None => return None,
    };
    let mut lines: Vec<&str> = lines;
    lines[at] = &changed;
    Some(lines.join("\n"))
}

/// The lines that `span` stands on, with the blank lines after it.
fn whole_lines(text: &str, span: Span) -> Span {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let mut end = text[span.end..]
        .find('\n')
        .map_or(text.len(), |at| span.end + at + 1);
    while let Some(length) = text[end..].find('\n').map(|at| at + 1) {
        if !text[end..end + length].trim().is_empty() {
            break;
        }
        end += length;
    }
    Span::new(start, end)
}

/// Lists the errors found in `pages`, and counts what else is.
fn tell(pages: Vec<(Page, Lang)>, checker: &Checker, settings: &Settings) -> Outcome<()> {
    let (mut units, mut errors) = (0, Vec::new());
    let mut rules: BTreeMap<Rule, usize> = BTreeMap::new();
    for (page, lang) in pages {
        let checked = check(&page, lang, checker)?;
        units += checked.coverage.total().segments;
        for finding in checked.findings {
            *rules.entry(finding.rule).or_default() += 1;
            if finding.severity == Severity::Error {
                errors.push(finding);
            }
        }
    }
    let mut dice = Dice::new(settings.seed);
    let draw = settings.draw.unwrap_or(errors.len());
    let count = errors.len();
    for _ in 0..draw.min(count) {
        let at = if settings.draw.is_some() {
            dice.below(errors.len())
        } else {
            0
        };
        let finding = errors.remove(at);
        let source = finding.source.map_or(0, |source| source.line);
        println!(
            "{}\t{}:{} ({source})\t{}",
            finding.rule, finding.path, finding.line, finding.message
        );
    }
    for (rule, count) in rules {
        println!("# {rule}\t{count}");
    }
    println!(
        "# {units} units, {count} errors: {:.2} per 1,000",
        1000.0 * count as f64 / units.max(1) as f64
    );
    Ok(())
}
