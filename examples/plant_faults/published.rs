//! What is found in pages as they are.

use std::collections::BTreeMap;

use nordalign::Lang;
use nordalign::check::{Checker, Rule, Severity};

use crate::dice::Dice;
use crate::pages::Page;
use crate::settings::Settings;
use crate::{Outcome, check};

/// Lists the errors found in `pages`, and counts what else is.
pub fn list(pages: Vec<(Page, Lang)>, checker: &Checker, settings: &Settings) -> Outcome<()> {
    let (mut units, mut errors) = (0, Vec::new());
    let mut rules: BTreeMap<Rule, usize> = BTreeMap::new();
    for (page, lang) in pages {
        let checked = check(&page, lang, checker);
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
