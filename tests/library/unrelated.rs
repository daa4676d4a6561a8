//! Documents that an aligner is not made for: unrelated, in another order, repeated, one of them
//! nearly empty.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use nordalign::{Aligner, Alignment, Document, Lang, Segment, Similarity};
use rayon::prelude::*;

use crate::generator::Random;
use crate::laws;
use crate::relations::{KINDS, Kind, Sides, digits, shuffle, translated, words};

const LANGS: [Lang; 3] = [Lang::Sv, Lang::Nb, Lang::Da];

fn documents(sides: &Sides) -> Vec<Document> {
    let document = |(&lang, side): (&Lang, &Vec<String>)| Document::from_units(lang, side);
    LANGS.iter().zip(sides).map(document).collect()
}

fn align(sides: &Sides, langs: usize) -> Alignment {
    Aligner::new().align(&documents(sides)[..langs]).unwrap()
}

#[test]
fn every_unit_is_in_one_bead_even_if_the_texts_are_unrelated() {
    // On all threads: it takes longer than any other test.
    KINDS.par_iter().for_each(|(name, kind)| {
        for (count, langs) in [(500, 3), (2000, 2)] {
            println!("{name}, {count} units, {langs} languages");
            let sides = kind(&mut Random::new(1), count);
            laws::alignment(&align(&sides, langs));
        }
    });
}

#[test]
fn twenty_thousand_unrelated_units_are_covered() {
    laws::coverage(&align(&words(&mut Random::new(3), 20_000), 2));
}

#[test]
fn unrelated_texts_are_mostly_left_without_partners_and_confidence_is_low() {
    for (name, kind) in [("words", words as Kind), ("digits", digits)] {
        for count in [500, 3000] {
            let alignment = align(&kind(&mut Random::new(4), count), 2);
            let one_sided = alignment
                .beads()
                .iter()
                .filter(|bead| bead.languages() == 1);
            assert!(
                2 * one_sided.count() > alignment.beads().len(),
                "{name}, {count}: most units have no partner"
            );
            let sure = alignment
                .beads()
                .iter()
                .filter(|bead| bead.confidence >= 0.5);
            let (sure, beads) = (sure.count(), alignment.beads().len());
            assert_eq!(sure, 0, "{name}, {count}: {sure} of {beads} beads are sure");
            let shared = alignment.shared([Lang::Sv, Lang::Nb]);
            assert!(
                shared < Alignment::HARDLY_SHARED,
                "{name}, {count}: {shared}"
            );
        }
    }
}

#[test]
fn sections_in_another_order_are_found_and_marked_as_moved() {
    const SECTIONS: usize = 40;
    for count in [1000, 20_000] {
        let mut random = Random::new(5);
        let [sv, nb, _] = translated(&mut random, count);
        let mut sections: Vec<&[String]> = nb.chunks(count / SECTIONS).collect();
        shuffle(&mut random, &mut sections);
        let alignment = align(&[sv, sections.concat(), Vec::new()], 2);
        laws::coverage(&alignment);
        // No line occurs twice.
        let places: HashMap<&String, usize> = nb.iter().zip(0..).collect();
        let [_, moved] = alignment.sides() else {
            panic!("two languages");
        };
        let right = alignment.beads().iter().filter(|bead| {
            let [[unit], [place]] = [&bead.units[0][..], &bead.units[1][..]] else {
                return false;
            };
            places[&moved.units[*place].text] == *unit
        });
        let right: Vec<_> = right.collect();
        assert!(
            right.len() * 100 >= count * 95,
            "{} of {count}",
            right.len()
        );
        let marked = right.iter().filter(|bead| bead.moved).count();
        assert!(
            marked * 100 >= count * 70,
            "{marked} of {count} are marked as moved"
        );
        assert!(alignment.shared([Lang::Sv, Lang::Nb]) > 0.9);
    }
}

#[test]
fn a_text_that_is_one_third_translated_is_still_aligned() {
    let mut random = Random::new(6);
    let sides = translated(&mut random, 3000);
    let kept: Vec<usize> = (0..3000).filter(|_| random.once_in(3)).collect();
    let third = kept.iter().map(|&unit| sides[1][unit].clone()).collect();
    let alignment = align(&[sides[0].clone(), third, Vec::new()], 2);
    let right = kept.iter().enumerate().filter(|&(place, &unit)| {
        let bead = alignment
            .beads()
            .iter()
            .find(|bead| bead.units[1] == [place]);
        bead.is_some_and(|bead| bead.units[0] == [unit])
    });
    let (right, all) = (right.count(), kept.len());
    assert!(right * 100 >= all * 97, "{right} of {all}");
}

/// Counts its calls: one for each pair of units that the search looks at.
#[derive(Debug, Default)]
struct Counting(Arc<AtomicUsize>);

impl Similarity for Counting {
    fn similarity(&self, _: &Segment, _: &Segment) -> f64 {
        self.0.fetch_add(1, Relaxed);
        0.0
    }
}

#[test]
fn the_search_looks_at_as_few_pairs_per_unit_in_long_documents_as_in_short_ones() {
    for (name, kind) in KINDS {
        for count in [500, 4000] {
            let counting = Counting::default();
            let looks = Arc::clone(&counting.0);
            let sides = kind(&mut Random::new(7), count);
            let aligner = Aligner::builder().similarity(counting).moves(false).build();
            aligner.align(&documents(&sides)[..2]).unwrap();
            let looks = looks.load(Relaxed);
            assert!(looks <= 160 * count, "{name}: {looks} for {count} units");
        }
    }
}
