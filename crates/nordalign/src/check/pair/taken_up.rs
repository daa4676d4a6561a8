//! Units that have no partner of their own, because a unit beside theirs says what they say: a list
//! became one paragraph, a heading the first words of its text.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::pair::classified::Joined;
use crate::check::pair::documents::Pair;
use crate::check::pair::sentences::stems;
use crate::check::state::State;
use crate::document::BlockKind;
use crate::score::letters;

/// The least share of what a run of missing units has, in letters, by which the translation of the
/// units beside must be longer than these: 2 of 3.
const LONGER: (usize, usize) = (2, 3);

/// One in so many of the long words of missing units must stand there, and one of each unit.
const WORDS: usize = 4;

/// Joins missing units with those beside them whose translation says both, and takes them from
/// `missing`.
pub(super) fn join_taken_up(pair: &Pair, missing: &mut BTreeSet<usize>, joined: &mut [Joined]) {
    let mut beads: BTreeMap<usize, usize> = BTreeMap::new();
    for (number, joined) in joined.iter().enumerate() {
        if matches!(joined.state, State::Translated | State::Doubtful) {
            beads.extend(joined.source.iter().map(|&unit| (unit, number)));
        }
    }
    for run in runs(missing) {
        let before = run.first().and_then(|first| first.checked_sub(1));
        let after = run.last().map(|last| last + 1);
        let beside = before.into_iter().chain(after);
        let mut beads = beside.filter_map(|unit| beads.get(&unit).copied());
        let Some(bead) = beads.find(|&bead| has_taken_up(pair, &joined[bead], &run)) else {
            continue;
        };
        run.iter().for_each(|unit| {
            missing.remove(unit);
        });
        let joined = &mut joined[bead];
        joined.source.extend(run);
        joined.source.sort_unstable();
        joined.state = State::Translated;
    }
}

/// Units that follow one another.
fn runs(units: &BTreeSet<usize>) -> Vec<Vec<usize>> {
    let units: Vec<usize> = units.iter().copied().collect();
    let runs = units.chunk_by(|unit, next| unit + 1 == *next);
    runs.map(<[usize]>::to_vec).collect()
}

/// Whether the target of `bead` says what its source and the missing units of `run` say.
fn has_taken_up(pair: &Pair, bead: &Joined, run: &[usize]) -> bool {
    let text = pair.target.text(&bead.target);
    let own = pair.source.text(&bead.source);
    let is_cell = run.iter().any(|&unit| {
        let unit = pair.source.units.get(unit);
        unit.is_none_or(|unit| unit.kind == BlockKind::TableCell)
    });
    let beyond = letters(&text).saturating_sub(letters(&own));
    let lost = letters(&pair.source.text(run));
    if is_cell || LONGER.1 * beyond < LONGER.0 * lost {
        return false;
    }
    let [own, text] = [own, text].map(|text| {
        let mut found = BTreeSet::new();
        stems(&text, &mut found);
        found
    });
    let (mut there, mut all) = (0, 0);
    for &unit in run {
        let mut lost = BTreeSet::new();
        stems(&pair.source.text(&[unit]), &mut lost);
        let lost: Vec<&Vec<u8>> = lost.difference(&own).collect();
        let found = lost.iter().filter(|stem| text.contains(**stem)).count();
        if found == 0 {
            return false;
        }
        (there, all) = (there + found, all + lost.len());
    }
    WORDS * there >= all
}

#[cfg(all(test, feature = "markdown"))]
mod tests {
    use crate::check::{Checker, Rule};
    use crate::{Aligner, Document, Lang, format::Format};

    fn rules(sv: &str, da: &str) -> Vec<Rule> {
        let read = |lang, text: &str| Document::parse(lang, text, Format::Markdown).unwrap();
        let [sv, da] = [read(Lang::Sv, sv), read(Lang::Da, da)];
        let alignment = Aligner::new().align(&[sv.clone(), da.clone()]).unwrap();
        let checked = Checker::new().check(&sv, &da, &alignment);
        checked
            .findings
            .iter()
            .map(|finding| finding.rule)
            .collect()
    }

    const SV: [&str; 7] = [
        "Ny knapp för att skriva ut alla fakturor från en och samma sida.",
        "Sökningen hittar nu också kunder vars namn är felstavade.",
        "Kalendern visar helgdagar i Danmark och Norge.",
        "Rapporten om försäljning kan sparas som kalkylblad.",
        "Meddelanden om försenade leveranser skickas varje morgon.",
        "Bilder på artiklar laddas först när de syns på skärmen.",
        "Programmet startar dubbelt så snabbt på äldre datorer.",
    ];
    const DA: [&str; 7] = [
        "Ny knap til at udskrive alle fakturaer fra én og samme side.",
        "Søgningen finder nu også kunder, hvis navne er stavet forkert.",
        "Kalenderen viser helligdage i Danmark og Norge.",
        "Rapporten om salget kan gemmes som regneark.",
        "Meddelelser om forsinkede leverancer sendes hver morgen.",
        "Billeder af artikler indlæses først, når de ses på skærmen.",
        "Programmet starter dobbelt så hurtigt på ældre computere.",
    ];

    fn list(items: &[&str]) -> String {
        let items = items.iter().map(|item| format!("- {item}\n"));
        format!("# Version 4\n\nHej!\n\n{}", items.collect::<String>())
    }

    #[test]
    fn a_list_that_became_one_paragraph_is_not_missing() {
        let da = format!("# Version 4\n\nHej!\n\n{}\n", DA.join("\n"));
        assert!(!rules(&list(&SV), &da).contains(&Rule::Missing));
    }

    #[test]
    fn an_item_that_such_a_paragraph_leaves_out_is_reported() {
        let da = format!(
            "# Version 4\n\nHej!\n\n{}\n",
            [&DA[..3], &DA[4..]].concat().join("\n")
        );
        assert!(
            rules(&list(&SV), &da)
                .iter()
                .any(|rule| matches!(rule, Rule::Missing | Rule::Doubtful))
        );
    }
}
