//! Right translations, in other notations and words than their sources, of which nothing is said.

use nordalign::check::Checker;
use nordalign::{Aligner, Document, Format};

const PAIRS: &str = include_str!("right_pairs.txt");

/// How many of a hundred right pairs may be reported.
const MOST: usize = 1;

#[test]
fn of_a_hundred_right_pairs_at_most_one_is_reported() {
    let mut count = 0;
    let mut reported = Vec::new();
    for line in PAIRS.lines() {
        let fields: Vec<&str> = line.split(" | ").collect();
        let [source, lang, target] = fields[..] else {
            continue;
        };
        let document = |lang: &str, text: &str| {
            let lang = lang.parse().unwrap();
            Document::parse(lang, format!("{text}\n"), Format::Markdown).unwrap()
        };
        let [source, target] = [document("sv", source), document(lang, target)];
        let alignment = Aligner::new()
            .align(&[source.clone(), target.clone()])
            .unwrap();
        let findings = Checker::new().check(&source, &target, &alignment).findings;
        count += 1;
        let found = findings.first();
        reported.extend(found.map(|found| format!("{line}: {} {}", found.rule, found.message)));
    }
    assert!(count > 300, "{count} pairs were read");
    assert!(
        100 * reported.len() <= MOST * count,
        "{} of {count}:\n{}",
        reported.len(),
        reported.join("\n")
    );
}
