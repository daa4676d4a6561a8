//! Fields of front matter, which belong together by their keys.

use std::collections::BTreeMap;

use crate::check::pair::documents::{Aligned, Pair};
use crate::check::pair::spelling::{ALIKE, units_alike};
use crate::check::pair::units::Units;
use crate::document::BlockKind;

/// The beads with fields of front matter joined by their keys, where both documents have a key once.
pub(super) fn joined_by_key(pair: &Pair, beads: Vec<Aligned>) -> Vec<Aligned> {
    let [source, target] = [&pair.source, &pair.target].map(fields);
    let same: Vec<[usize; 2]> = source
        .iter()
        .filter_map(|(key, &unit)| Some([unit?, (*target.get(key)?)?]))
        .collect();
    if same.is_empty() {
        return beads;
    }
    let answers: [BTreeMap<usize, usize>; 2] = [
        same.iter().map(|&[own, other]| (own, other)).collect(),
        same.iter().map(|&[own, other]| (other, own)).collect(),
    ];
    let mut joined: Vec<Aligned> = Vec::with_capacity(beads.len());
    let mut apart = answers[0].clone();
    for mut bead in beads {
        if let ([own], [other]) = (&bead.source[..], &bead.target[..])
            && answers[0].get(own) == Some(other)
        {
            apart.remove(own);
        } else {
            bead.source.retain(|unit| !answers[0].contains_key(unit));
            bead.target.retain(|unit| !answers[1].contains_key(unit));
        }
        if !bead.source.is_empty() || !bead.target.is_empty() {
            joined.push(bead);
        }
    }
    joined.extend(apart.into_iter().map(|(own, other)| {
        let alike = units_alike([&pair.source, &pair.target], &[own], &[other]);
        Aligned {
            source: vec![own],
            target: vec![other],
            confidence: if alike >= ALIKE { 1.0 } else { 0.0 },
            moved: false,
        }
    }));
    joined.sort_by_key(|bead| bead.source.first().copied());
    joined
}

/// The unit of each key; none where a key is there more than once, as in lists.
fn fields<'a>(side: &Units<'a>) -> BTreeMap<&'a str, Option<usize>> {
    let mut fields = BTreeMap::new();
    for (number, unit) in side.units.iter().enumerate() {
        if let (BlockKind::FrontMatter, Some(key)) = (unit.kind, unit.key.as_deref()) {
            let once = !fields.contains_key(key);
            fields.insert(key, once.then_some(number));
        }
    }
    fields
}

#[cfg(all(test, feature = "markdown"))]
mod tests {
    use crate::check::{Checker, Rule};
    use crate::format::Format;
    use crate::{Aligner, Document, Lang};

    fn rules(sv: &str, nb: &str) -> Vec<Rule> {
        let text = |own: &str, rest: &str| format!("---\n{own}---\n\n{rest}\n");
        let read = |lang, text: String| Document::parse(lang, text, Format::Markdown).unwrap();
        let sv = read(Lang::Sv, text(sv, "Vi har öppet alla dagar i sommar."));
        let nb = read(Lang::Nb, text(nb, "Vi har åpent alle dager i sommer."));
        let alignment = Aligner::new().align(&[sv.clone(), nb.clone()]).unwrap();
        let findings = Checker::new().check(&sv, &nb, &alignment).findings;
        findings.iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn a_field_in_other_words_is_doubtful_and_not_missing() {
        let sv = "title: Badkartor\ndescription: Badplatser\n";
        let nb = "title: Badekart\ndescription: Her finner du strendene i kommunen vår\n";
        assert_eq!(rules(sv, nb), [Rule::Doubtful]);
    }

    #[test]
    fn a_field_belongs_to_the_one_of_its_key_and_not_to_the_most_similar() {
        let sv = "title: Öppet\ndescription: Öppettider för badet\n";
        let nb = "title: Åpningstider for badet\ndescription: Åpningstider for badet i sommer\n";
        assert_eq!(rules(sv, nb), [Rule::Doubtful]);
    }

    #[test]
    fn a_field_that_is_not_there_is_missing() {
        let sv = "title: Badkartor\ndescription: Alla badplatser på en karta\n";
        assert_eq!(rules(sv, "title: Badekart\n"), [Rule::Missing]);
    }
}
