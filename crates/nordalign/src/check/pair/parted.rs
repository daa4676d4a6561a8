//! Splits beads in which one unit is too many.

use crate::check::pair::documents::{Aligned, Pair};
use crate::check::pair::spelling::units_alike;
use crate::check::pair::units::Units;
use crate::check::text::words;

/// How many times as long as its translation a text may be, in words.
const LONG: f64 = 1.35;

/// How many times as short it may be.
const SHORT: f64 = 0.6;

/// Splits a bead in which one unit is too many: if a neighbour is missing, the aligner gives its
/// source to the next.
pub(super) fn parted(pair: &Pair, bead: &Aligned) -> Vec<Aligned> {
    let of = |source: &[usize], target: &[usize]| Aligned {
        source: source.to_vec(),
        target: target.to_vec(),
        ..bead.clone()
    };
    let lone = [&bead.source, &bead.target].map(Vec::len);
    let (many, one) = match lone {
        [1, 1] | [0, _] | [_, 0] => return vec![bead.clone()],
        [many, one] if many > one => ([&pair.source, &pair.target], [&bead.source, &bead.target]),
        [one, many] if many > one => ([&pair.target, &pair.source], [&bead.target, &bead.source]),
        _ => return vec![bead.clone()],
    };
    let (sides, [units, answer]) = (many, one);
    let Some(unit) = too_much(sides, units, answer) else {
        return vec![bead.clone()];
    };
    let rest: Vec<usize> = units
        .iter()
        .copied()
        .filter(|&other| other != unit)
        .collect();
    if lone[0] > lone[1] {
        vec![of(&rest, answer), of(&[unit], &[])]
    } else {
        vec![of(answer, &rest), of(&[], &[unit])]
    }
}

/// The one of `units` without which they are more like `answer`, which is too short for all of
/// them.
fn too_much([side, other]: [&Units; 2], units: &[usize], answer: &[usize]) -> Option<usize> {
    let length = words(&other.text(answer)).max(1) as f64;
    let ratio = |units: &[usize]| words(&side.text(units)) as f64 / length;
    if ratio(units) < LONG {
        return None;
    }
    let all = units_alike([side, other], units, answer);
    let without = units.iter().filter_map(|&unit| {
        let rest: Vec<usize> = units
            .iter()
            .copied()
            .filter(|&other| other != unit)
            .collect();
        let fits = (SHORT..LONG).contains(&ratio(&rest));
        let likeness = units_alike([side, other], &rest, answer);
        (fits && likeness > all).then_some((likeness, unit))
    });
    without
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, unit)| unit)
}
