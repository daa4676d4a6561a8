//! Which terms of two languages translate each other.
//!
//! Terms that occur together more often than by chance (Dunning's log-likelihood ratio) are
//! partners, with spelling and the lexicon as evidence besides. Then candidates compete: in each
//! bead the best pairs are linked first, and every occurrence explains one (Melamed's competitive
//! linking). What is linked, and what is not, is the evidence for a second round.

mod beads;
mod competition;
mod evidence;
mod links;
mod partners;
mod phrases;
mod scenes;

pub(super) use self::beads::Beads;
use self::competition::{compete, judge};
use self::evidence::facts;
pub(super) use self::evidence::probability;
pub(super) use self::links::{Link, Links};
use self::partners::{drop_parts, partners};
use self::phrases::phrase_partners;
use self::scenes::{Counts, Scenes};
use crate::glossary::terms::Terms;
use crate::lang::Lang;

/// Rounds of competition.
const ROUNDS: usize = 2;

pub(super) fn links(langs: [Lang; 2], terms: [&Terms; 2], beads: &Beads, least: usize) -> Links {
    let scenes = Scenes { terms, beads };
    let counts = [0, 1].map(|side| Counts::of(terms[side]));
    let counts = scenes.count(counts);
    let facts = [0, 1].map(|side| facts(langs[side], terms[side], &counts[side], least));
    let mut partners = partners(&scenes, &counts, &facts, least);
    drop_parts(&mut partners, terms);
    let mut links = Links::new();
    for _ in 0..ROUNDS {
        links = compete(&partners, &scenes);
        judge(&mut links, terms, &counts, &facts);
        for (partners, links) in partners.iter_mut().zip(&links) {
            partners.retain_mut(|partner| {
                let link = links.iter().find(|link| link.to == partner.to);
                link.is_some_and(|link| {
                    partner.evidence = link.evidence;
                    true
                })
            });
        }
    }
    drop(partners);
    let partners = phrase_partners(&scenes, &counts, &facts, &links, least);
    let phrases = compete(&partners, &scenes);
    for (links, mut phrases) in links.iter_mut().zip(phrases) {
        links.append(&mut phrases);
        links.retain(|link| link.count as usize >= least);
        links.sort_by(|a, b| b.evidence.total_cmp(&a.evidence).then(a.to.cmp(&b.to)));
        links.shrink_to_fit();
    }
    links
}
