//! From links to entries: terms of all languages, ranked, with what a translator should know.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::mem;

use crate::lang::Lang;

use super::gathered::Gathered;
use super::link::{Link, Links, links, probability};
use super::model::{
    Counted, DEFAULT_MIN_COUNT, Departed, Entry, Example, ExamplePlace, Note, Rival, Term, TermKind,
};
use super::preview::preview;
use super::sides::{PAIRS, place};
use super::terms::{Candidate, Terms};
use crate::language::morphology::Class;

/// Entries with a lower score are left out.
const LEAST_SCORE: f64 = 0.3;

/// Links with less evidence (log-odds) than this are ignored.
const LEAST_EVIDENCE: f64 = -1.0;

/// For another translation of a term less is enough, since the translations share the evidence.
const RIVAL_EVIDENCE: f64 = -3.5;

pub(super) fn entries(gathered: &mut Gathered) -> Vec<Entry> {
    let least = gathered.min_count.unwrap_or(DEFAULT_MIN_COUNT);
    let terms = std::array::from_fn(|at| {
        let side = &mut gathered.sides[at];
        let units = mem::take(&mut side.units);
        Terms::new(Lang::ALL[at], &units, &side.surfaces, least)
    });
    let gathered = &*gathered;
    let maker = Maker::new(gathered, terms, least);
    let terms = &maker.terms;
    let mut entries = Vec::new();
    let mut covered: BTreeSet<(usize, u32)> = BTreeSet::new();
    for (k, &hub) in gathered.langs.iter().enumerate() {
        let others = &gathered.langs[k + 1..];
        for a in 0..terms[place(hub)].candidates.len() as u32 {
            if covered.contains(&(place(hub), a)) {
                continue;
            }
            let Some((entry, used)) = maker.entry(hub, a, others) else {
                continue;
            };
            covered.extend(used);
            entries.push(entry);
        }
    }
    // What the source does not say is of use only beside what it says.
    let lacks = |entry: &Entry| {
        let source = gathered.langs.first();
        !entry.terms.iter().any(|term| Some(&term.lang) == source)
    };
    entries.sort_by(|a, b| {
        let by_score = b.score.total_cmp(&a.score).then(b.count.cmp(&a.count));
        let by_score = lacks(a).cmp(&lacks(b)).then(by_score);
        by_score.then_with(|| texts(a).cmp(&texts(b)))
    });
    entries
}

/// Whether two words may be forms of one word whose inflection is unknown.
fn is_same_stem(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let letters = a.chars().zip(b.chars());
    let common = letters.take_while(|(a, b)| a == b).count();
    let rest = a.chars().count().max(b.chars().count()) - common;
    common >= 3 && rest <= 3
}

/// Whether one of two words may be a compound with the other, as `mobilenhet` is with `enhet`.
fn is_compound_of(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    long.starts_with(&short) || long.ends_with(&short)
}

fn is_same_class(a: Option<Class>, b: Option<Class>) -> bool {
    let (Some(a), Some(b)) = (a, b) else {
        return true;
    };
    a.part_of_speech() == b.part_of_speech()
}

fn texts(entry: &Entry) -> Vec<&str> {
    entry.terms.iter().map(|term| term.text.as_str()).collect()
}

struct Maker<'a> {
    gathered: &'a Gathered,
    terms: [Terms; Lang::COUNT],
    /// For each language, the first candidate with this spelling that is not rare.
    frequent: [HashMap<Box<str>, u32>; Lang::COUNT],
    /// For each pair of languages, in both orders, the links of the terms of the first.
    links: BTreeMap<(usize, usize), Links>,
}

impl<'a> Maker<'a> {
    fn new(gathered: &'a Gathered, mut terms: [Terms; Lang::COUNT], least: usize) -> Self {
        let mut all = BTreeMap::new();
        for (pair, beads) in PAIRS.iter().zip(&gathered.beads) {
            let [a, b] = *pair;
            let found = links(
                [Lang::ALL[a], Lang::ALL[b]],
                [&terms[a], &terms[b]],
                beads,
                least,
            );
            let mut back: Links = vec![Vec::new(); terms[b].candidates.len()];
            for (from, links) in (0..).zip(&found) {
                for link in links {
                    let (to, mut link) = (link.to, *link);
                    link.to = from;
                    back[to as usize].push(link);
                }
            }
            for links in &mut back {
                links.sort_by(|a, b| b.evidence.total_cmp(&a.evidence).then(a.to.cmp(&b.to)));
            }
            all.insert((a, b), found);
            all.insert((b, a), back);
        }
        terms.iter_mut().for_each(Terms::forget_occurrences);
        let frequent = terms.each_ref().map(|terms| {
            let mut frequent = HashMap::new();
            let candidates = (0..).zip(&terms.candidates);
            for (number, candidate) in candidates.filter(|(_, candidate)| candidate.count >= 3) {
                frequent.entry(candidate.base.clone()).or_insert(number);
            }
            frequent
        });
        Maker {
            gathered,
            terms,
            frequent,
            links: all,
        }
    }

    fn links(&self, from: usize, to: usize, term: u32) -> &[Link] {
        let links = self
            .links
            .get(&(from, to))
            .and_then(|links| links.get(term as usize));
        links.map_or(&[], Vec::as_slice)
    }

    /// The link of `term` that is best, if it is good enough.
    fn best(&self, from: usize, to: usize, term: u32) -> Option<&Link> {
        self.links(from, to, term)
            .first()
            .filter(|link| link.evidence >= LEAST_EVIDENCE)
    }

    fn candidate(&self, at: usize, term: u32) -> &Candidate {
        &self.terms[at].candidates[term as usize]
    }

    /// The entry of `term` of `hub`, and the terms of other languages that it holds.
    fn entry(&self, hub: Lang, term: u32, others: &[Lang]) -> Option<(Entry, Vec<(usize, u32)>)> {
        let from = place(hub);
        let first = self.candidate(from, term);
        let mut found: Vec<(usize, &Link, f64)> = Vec::new();
        for &lang in others {
            let to = place(lang);
            if let Some(link) = self.best(from, to, term) {
                found.push((to, link, link.evidence + self.rivalry(from, to, term, link)));
            }
        }
        if let [(b, to_b, first_odds), (c, to_c, second_odds)] = found.as_mut_slice() {
            // The third language as a witness.
            let witness = match self.best(*b, *c, to_b.to) {
                Some(link) if link.to == to_c.to => 1.2,
                Some(_) => -0.8,
                None => 0.0,
            };
            *first_odds += witness;
            *second_odds += witness;
        }
        found.retain(|(.., odds)| *odds > LEAST_EVIDENCE);
        let odds = found.iter().map(|(.., odds)| *odds).reduce(f64::min)?;
        let score = probability(odds) * self.termhood(first);
        let score = (score.clamp(0.0, 1.0) * 10_000.0).round() / 10_000.0;
        if score < LEAST_SCORE {
            return None;
        }
        let base = self.gathered.base.as_ref();
        let in_base = base.map_or_else(Vec::new, |base| base.named(hub, &first.base));
        let mut terms = vec![self.term(from, term, &[])];
        let mut notes = Vec::new();
        for (to, link, _) in &found {
            let alternatives: Vec<&Link> = self
                .links(from, *to, term)
                .iter()
                .filter(|other| other.to != link.to)
                .collect();
            notes.extend(self.inconsistency(from, *to, term, link, &alternatives));
            notes.extend(self.false_friend(from, *to, term, link));
            notes.extend(self.departure(hub, Lang::ALL[*to], &in_base));
            terms.push(self.term(*to, link.to, &alternatives));
        }
        let unknown = |(to, link, _): &(usize, &Link, f64)| {
            let other = self.candidate(*to, link.to);
            other.class.is_none() && !other.general
        };
        let alike = terms.iter().all(|other| other.text == terms[0].text);
        if alike && first.kind == TermKind::Word && found.iter().any(unknown) {
            notes.push(Note::Copied);
        }
        let (to, link, _) = found.first()?;
        let entry = Entry {
            kind: first.kind,
            count: found.iter().map(|(_, link, _)| link.count).min()? as usize,
            score,
            in_base: base.map(|_| !in_base.is_empty()),
            notes,
            examples: self.examples(from, *to, link),
            terms,
        };
        let used = found.iter().map(|(to, link, _)| (*to, link.to)).collect();
        Some((entry, used))
    }

    /// How much another link of either term lowers the score.
    fn rivalry(&self, from: usize, to: usize, term: u32, link: &Link) -> f64 {
        let count = |links: &[Link]| {
            links
                .iter()
                .map(|other| other.count as usize)
                .sum::<usize>()
        };
        let forth = f64::from(link.count) / count(self.links(from, to, term)).max(1) as f64;
        let back = f64::from(link.count) / count(self.links(to, from, link.to)).max(1) as f64;
        let is_best = self
            .best(to, from, link.to)
            .is_some_and(|best| best.to == term);
        let claim = if is_best { 0.0 } else { -1.0 };
        claim - 2.0 * (1.0 - forth) * (1.0 - link.alike) - 1.5 * (1.0 - back) * (1.0 - link.alike)
    }

    /// How likely it is to be a term, up to 1.
    fn termhood(&self, candidate: &Candidate) -> f64 {
        let kind = match (candidate.kind, candidate.class) {
            (TermKind::Name, _) => 0.8,
            (TermKind::Abbreviation, _) => 0.9,
            (TermKind::Phrase, _) => 0.97,
            (_, Some(Class::Noun | Class::Neuter)) => 1.0,
            (_, Some(Class::Adjective)) => 0.93,
            (_, Some(Class::Verb)) => 0.92,
            (_, None) => 0.94,
        };
        if candidate.general { kind - 0.1 } else { kind }
    }

    fn term(&self, at: usize, number: u32, alternatives: &[&Link]) -> Term {
        let candidate = self.candidate(at, number);
        let forms = self.terms[at].forms(number, &self.gathered.sides[at].surfaces);
        let forms = forms.into_iter();
        let mut forms: Vec<Counted> = forms.map(|(text, count)| Counted { text, count }).collect();
        forms.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
        let mut alternatives: Vec<Counted> = alternatives
            .iter()
            .map(|link| Counted {
                text: self.candidate(at, link.to).base.to_string(),
                count: link.count as usize,
            })
            .collect();
        alternatives.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
        Term {
            lang: Lang::ALL[at],
            text: candidate.base.to_string(),
            part_of_speech: candidate
                .class
                .filter(|_| candidate.kind == TermKind::Word)
                .map(Class::part_of_speech),
            count: candidate.count,
            forms,
            alternatives,
        }
    }

    /// Alternatives that translate this term more than any other.
    fn inconsistency(
        &self,
        from: usize,
        to: usize,
        term: u32,
        link: &Link,
        alternatives: &[&Link],
    ) -> Option<Note> {
        let counts = alternatives.iter().map(|other| other.count as usize);
        let all = link.count as usize + counts.sum::<usize>();
        let main = self.candidate(to, link.to);
        let own = |other: &&&Link| {
            let rival = self.candidate(to, other.to);
            let best = self
                .links(to, from, other.to)
                .iter()
                .max_by_key(|back| back.count);
            other.count >= 2
                && other.count as usize * 10 >= all
                && other.count as usize * 2 >= rival.count
                && other.evidence > RIVAL_EVIDENCE
                && rival.parts.is_empty() == main.parts.is_empty()
                && is_same_class(main.class, rival.class)
                && !is_same_stem(&main.base, &rival.base)
                && !is_compound_of(&main.base, &rival.base)
                && best.is_some_and(|best| best.to == term)
        };
        let mut rivals: Vec<Rival> = alternatives
            .iter()
            .filter(own)
            .map(|other| Rival {
                text: self.candidate(to, other.to).base.to_string(),
                count: other.count as usize,
                examples: self.examples(from, to, other),
            })
            .collect();
        rivals.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
        (!rivals.is_empty()).then_some(Note::Inconsistency {
            lang: Lang::ALL[to],
            rivals,
        })
    }

    /// Where one of `terms`, as the term base has them, is translated otherwise than it says.
    fn departure(&self, source: Lang, lang: Lang, terms: &[&str]) -> Option<Note> {
        if terms.is_empty() {
            return None;
        }
        let is_of = |found: &&Departed| {
            let langs = found.example.places.iter().map(|place| place.lang);
            terms.contains(&found.departure.term.as_str()) && langs.eq([source, lang])
        };
        let found: Vec<&Departed> = self.gathered.departures.iter().filter(is_of).collect();
        let first = found.first()?;
        Some(Note::Departure {
            lang,
            wanted: first.departure.wanted.clone(),
            count: found.len(),
            examples: found.iter().take(3).map(|f| f.example.clone()).collect(),
        })
    }

    /// A word with a similar spelling that the term is not linked with.
    fn false_friend(&self, from: usize, to: usize, term: u32, link: &Link) -> Option<Note> {
        let first = self.candidate(from, term);
        let second = self.candidate(to, link.to);
        if first.base == second.base || link.alike > 0.7 || first.kind != TermKind::Word {
            return None;
        }
        let &number = self.frequent[to].get(&first.base)?;
        // It must translate something else, and never this.
        let back = self.links(to, from, number);
        if back.is_empty() || back.iter().any(|link| link.to == term) {
            return None;
        }
        Some(Note::FalseFriend {
            lang: Lang::ALL[to],
            term: first.base.to_string(),
        })
    }

    fn examples(&self, from: usize, to: usize, link: &Link) -> Vec<Example> {
        let pair = [from.min(to), from.max(to)];
        let Some(number) = PAIRS.iter().position(|known| *known == pair) else {
            return Vec::new();
        };
        let place = |at: usize, units: &[u32]| {
            let shown = &self.gathered.sides[at].shown;
            let first = *units.first()?;
            let (document, line, text) = match shown.get(&first) {
                Some(first) => {
                    let document = self.gathered.documents.get(first.document as usize)?;
                    let texts = units.iter().filter_map(|unit| shown.get(unit));
                    let texts: Vec<&str> = texts.map(|unit| unit.text.as_ref()).collect();
                    let text = preview(&texts.join(" ")).into_owned();
                    (document.clone(), first.line, text)
                }
                // Until its text is read again.
                None => (String::new(), first as usize, String::new()),
            };
            Some(ExamplePlace {
                lang: Lang::ALL[at],
                document,
                line,
                text,
            })
        };
        let beads = &self.gathered.beads[number];
        let beads = link.beads().map(|bead| beads.units(bead));
        beads
            .map(|bead| {
                let mut places: Vec<ExamplePlace> = [0, 1]
                    .into_iter()
                    .filter_map(|side| place(pair[side], &bead[side]))
                    .collect();
                if from > to {
                    places.reverse();
                }
                Example { places }
            })
            .collect()
    }
}
