//! Measures how well documents of a tree are paired: makes three trees of pages whose partners are
//! known, with other names for some, and pairs them.
//!
//! ```console
//! $ cargo run --release --example pair_tree -- PAGES OUT [--seed N] [--seeds N] [--strangers SHARE] [--from FOLDER] [--kind md] [--show]
//! $ cargo run --release --example pair_tree -- PAGES OUT --copies 3000
//! ```
//!
//! `PAGES` holds folders with `sv.md`, `nb.md` and `da.md`, one page each. The trees are `OUT/sv`,
//! `OUT/nb` and `OUT/da`. A third of the pages have other names in two of the languages, translated
//! or numbered (in every language for itself, so that numbers of different pages meet); a tenth is
//! left out of each language; and as many strangers as a tenth of the pages (or SHARE of them) are
//! added to each: pages of which nothing else is used, or those in FOLDER. A pair is any two
//! documents of a page, found if they stand in one set. With `--copies N`, N pages with their names
//! are written instead, to take times on.

#[path = "../tests/library/generator/random.rs"]
mod random;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use nordalign::Lang;
use nordalign::tree::{FoundBy, Tree};
use random::Random;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let settings = Settings::parse()?;
    let pages = pages(&settings.pages, &settings.kind)?;
    if let Some(copies) = settings.copies {
        return copy(&pages, copies, &settings);
    }
    let (mut all, mut found, mut wrong) = (0, 0, 0);
    for seed in settings.seed..settings.seed + settings.seeds {
        let result = measure(&pages, seed, &settings)?;
        println!(
            "seed {seed}: {} of {} pairs found ({:.2} %), {} wrong ({:.2} %); by path {}, by content {}; {} unpaired, {} conflicts",
            result.found,
            result.all,
            percent(result.found, result.all),
            result.wrong,
            percent(result.wrong, result.found + result.wrong),
            result.by_path,
            result.by_content,
            result.unpaired,
            result.conflicts
        );
        all += result.all;
        found += result.found;
        wrong += result.wrong;
    }
    println!(
        "all: {found} of {all} pairs found ({:.2} %), {wrong} wrong ({:.2} %)",
        percent(found, all),
        percent(wrong, found + wrong)
    );
    Ok(())
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

struct Settings {
    pages: PathBuf,
    out: PathBuf,
    seed: u64,
    seeds: u64,
    strangers: f64,
    from: Option<PathBuf>,
    kind: String,
    copies: Option<usize>,
    show: bool,
}

impl Settings {
    fn parse() -> Outcome<Self> {
        let mut places = Vec::new();
        let mut settings = Settings {
            pages: PathBuf::new(),
            out: PathBuf::new(),
            seed: 1,
            seeds: 5,
            strangers: 0.1,
            from: None,
            kind: "md".to_owned(),
            copies: None,
            show: false,
        };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or("a value is missing");
            match argument.as_str() {
                "--seed" => settings.seed = value()?.parse()?,
                "--seeds" => settings.seeds = value()?.parse()?,
                "--strangers" => settings.strangers = value()?.parse()?,
                "--from" => settings.from = Some(value()?.into()),
                "--kind" => settings.kind = value()?,
                "--copies" => settings.copies = Some(value()?.parse()?),
                "--show" => settings.show = true,
                _ => places.push(PathBuf::from(argument)),
            }
        }
        let [pages, out] = places.as_slice() else {
            return Err("usage: pair_tree PAGES OUT [--seed N] [--seeds N] …".into());
        };
        (settings.pages, settings.out) = (pages.clone(), out.clone());
        Ok(settings)
    }
}

/// A page: its name, and its text in each of [`Lang::ALL`], empty where there is none.
struct Page {
    name: String,
    texts: Vec<String>,
}

fn pages(folder: &Path, kind: &str) -> Outcome<Vec<Page>> {
    let mut pages = Vec::new();
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let text = |lang: &Lang| fs::read_to_string(path.join(format!("{lang}.{kind}")));
        let texts: Vec<String> = Lang::ALL
            .iter()
            .map(|lang| text(lang).unwrap_or_default())
            .collect();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        pages.push(Page {
            name: name.into_owned(),
            texts,
        });
    }
    pages.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(pages)
}

struct Measured {
    all: usize,
    found: usize,
    wrong: usize,
    by_path: usize,
    by_content: usize,
    unpaired: usize,
    conflicts: usize,
}

fn measure(pages: &[Page], seed: u64, settings: &Settings) -> Outcome<Measured> {
    let pages_of = make(pages, seed, settings)?;
    let mut builder = Tree::builder();
    for &lang in Lang::ALL {
        builder = builder.root_in(lang, settings.out.join(lang.code()));
    }
    let tree = builder.build()?;
    let page = |path: &Path| pages_of.get(path).copied();
    // The pairs that there are: of every page, of the languages that have it.
    let mut langs: BTreeMap<usize, usize> = BTreeMap::new();
    for page in pages_of.values().filter(|&&page| page < pages.len()) {
        *langs.entry(*page).or_default() += 1;
    }
    let all = langs.values().map(|&n| n * (n - 1) / 2).sum();
    let (mut found, mut wrong, mut by_path, mut by_content) = (0, 0, 0, 0);
    for set in tree.sets() {
        match set.found_by {
            FoundBy::Content => by_content += 1,
            _ => by_path += 1,
        }
        for (i, a) in set.files.iter().enumerate() {
            for b in &set.files[i + 1..] {
                let right = page(&a.path) == page(&b.path);
                found += usize::from(right);
                wrong += usize::from(!right);
                if settings.show && !right {
                    let (a, b) = (a.path.display(), b.path.display());
                    println!("wrong: {a} {b} {:?} {:.2}", set.found_by, set.score);
                }
            }
        }
    }
    if settings.show {
        for unpaired in tree.unpaired() {
            let page = page(&unpaired.path);
            let partners = page.and_then(|page| langs.get(&page)).copied().unwrap_or(0);
            if partners > 1 {
                println!("missed: {} {:?}", unpaired.path.display(), unpaired.reason);
            }
        }
    }
    Ok(Measured {
        all,
        found,
        wrong,
        by_path,
        by_content,
        unpaired: tree.unpaired().len(),
        conflicts: tree.conflicts().len(),
    })
}

/// Makes the trees; which file is of which page, strangers being of pages of their own.
fn make(pages: &[Page], seed: u64, settings: &Settings) -> Outcome<BTreeMap<PathBuf, usize>> {
    let mut random = Random::new(seed);
    let strangers = match &settings.from {
        Some(folder) => self::pages(folder, &settings.kind)?,
        None => Vec::new(),
    };
    let mut files = BTreeMap::new();
    let mut pages_of = Vec::new();
    let count = (settings.strangers * pages.len() as f64).round() as usize;
    // Without a folder of their own, strangers are pages that are used in one language alone.
    let mut order: Vec<usize> = (0..pages.len()).collect();
    for i in (1..order.len()).rev() {
        order.swap(i, random.below(i + 1));
    }
    let apart = if strangers.is_empty() {
        (3 * count).min(pages.len() / 2)
    } else {
        0
    };
    let (alone, used) = order.split_at(apart);
    for &number in used {
        let page = &pages[number];
        // One language keeps the name, the other two have names of their own.
        let renamed = random.once_in(3);
        let keeps = *random.pick(Lang::ALL);
        for (k, &lang) in Lang::ALL.iter().enumerate() {
            if page.texts[k].is_empty() || random.once_in(10) {
                continue;
            }
            let name = if !renamed || lang == keeps {
                page.name.clone()
            } else if random.once_in(2) {
                title(&page.texts[k])
            } else {
                format!("{:02}", random.below(pages.len()))
            };
            pages_of.push((lang, name, number, page.texts[k].clone()));
        }
    }
    if strangers.is_empty() {
        for (n, &number) in alone.iter().enumerate() {
            let page = &pages[number];
            pages_of.push((
                Lang::ALL[n % 3],
                page.name.clone(),
                number,
                page.texts[n % 3].clone(),
            ));
        }
    } else {
        // Every stranger is of a page of its own, in one language.
        let mut order: Vec<usize> = (0..strangers.len()).collect();
        for i in (1..order.len()).rev() {
            order.swap(i, random.below(i + 1));
        }
        for (n, &number) in order.iter().take(3 * count).enumerate() {
            let text = strangers[number].texts[n % 3].clone();
            if !text.is_empty() {
                let name = format!("ny-{}", random.below(1000));
                pages_of.push((Lang::ALL[n % 3], name, pages.len() + number, text));
            }
        }
    }
    let _ = fs::remove_dir_all(&settings.out);
    for (lang, name, number, text) in pages_of {
        let folder = settings.out.join(lang.code());
        fs::create_dir_all(&folder)?;
        let mut path = folder.join(format!("{name}.{}", settings.kind));
        for more in 1.. {
            if !path.exists() {
                break;
            }
            path = folder.join(format!("{name}-{more}.{}", settings.kind));
        }
        fs::write(&path, text)?;
        files.insert(path, number);
    }
    Ok(files)
}

/// A file name made of the first heading or line.
fn title(text: &str) -> String {
    let titled = text.lines().find(|line| line.starts_with("title:"));
    let line = titled.or_else(|| text.lines().find(|line| !line.trim().is_empty()));
    let line = line.unwrap_or_default().trim_start_matches("title:");
    let kept = line
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' });
    let words: String = kept.collect::<String>().to_lowercase();
    let words: Vec<&str> = words.split_whitespace().take(6).collect();
    words.join("-")
}

/// Writes `copies` pages under names of their own, the same in all languages.
fn copy(pages: &[Page], copies: usize, settings: &Settings) -> Outcome<()> {
    let _ = fs::remove_dir_all(&settings.out);
    for number in 0..copies {
        let page = &pages[number % pages.len()];
        for (k, lang) in Lang::ALL.iter().enumerate() {
            let folder = settings
                .out
                .join(lang.code())
                .join(format!("{:02}", number % 50));
            fs::create_dir_all(&folder)?;
            let name = format!("{number:05}-{}.{}", page.name, settings.kind);
            fs::write(folder.join(name), &page.texts[k])?;
        }
    }
    println!("{copies} pages in {}", settings.out.display());
    Ok(())
}
