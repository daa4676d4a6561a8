//! Currencies that differ: beside a sum, after millions, or before it.

use crate::check::difference::Difference;
use crate::check::evidence::Evidence;
use crate::check::pair::Compared;
use crate::check::remark::Remark;
use crate::check::rule::definition::Definition;
use crate::check::rule::numbers::units::{self, differing, unit_of};
use crate::check::severity::Severity;
use crate::language::{MeasureUnit, is_sign, unit_named};

pub(super) const RULE: Definition = Definition {
    id: "currencies",
    severity: Severity::Warning,
    summary: "A sum in the translation is in another currency than in the source.",
    remedy: "Correct the currency on the side that is wrong, or convert the sum.",
    check: remarks,
};

fn remarks(evidence: &Evidence) -> Vec<Remark> {
    let compare =
        |compared: &Compared| difference([&compared.source.prose, &compared.target.prose]);
    let remarks = evidence.on_differences(compare, |_, found| found.message("currencies"));
    remarks.collect()
}

/// The currencies that differ, unless the difference is so plain that `numbers` reports it.
fn difference(prose: [&str; 2]) -> Difference {
    match units::difference(prose).is_none() {
        true => differing(prose, currency, MeasureUnit::may_be),
        false => Difference::default(),
    }
}

/// The currency before or after a number: `$ 8`, `8 dollar`, `8 miljoner dollar`.
fn currency(before: &str, after: &str) -> Option<MeasureUnit> {
    let is_part = |c: char| c.is_alphanumeric() || is_sign(c);
    let word_in_front = || {
        let before = before.trim_end_matches([' ', '\u{a0}', '\u{202f}']);
        let word = before.rsplit(|c: char| !is_part(c)).next();
        word.and_then(unit_named)
    };
    let word_behind = || {
        let (_, rest) = after.trim_start().split_once(char::is_whitespace)?;
        unit_of(after).filter(MeasureUnit::is_magnitude)?;
        unit_of(rest)
    };
    let all = [unit_of(after), word_behind(), word_in_front()];
    all.into_iter().flatten().find(MeasureUnit::is_money)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_currency_is_found_wherever_it_stands() {
        for (source, target) in [
            (
                "Bidraget är 5 miljoner kronor.",
                "Støtten er 5 millioner euro.",
            ),
            ("Nyckeln kostar €7.", "Nøkkelen koster $7."),
            ("Hyran är 900 SEK.", "Leien er 900 NOK."),
            ("Hyran är SEK 900.", "Leien er EUR 900."),
            ("Det kostar €16–$45.", "Det koster €16–€45."),
            ("Det kostar $16-$45.", "Det koster €16-$45."),
        ] {
            assert!(!difference([source, target]).is_none(), "{source} {target}");
        }
    }

    #[test]
    fn the_same_currency_in_another_notation_is_not() {
        for (source, target) in [
            ("Hyran är 900 kronor.", "Leien er NOK 900."),
            ("Hyran är 900 SEK.", "Huslejen er 900 kr."),
            ("Det kostar 7 dollar.", "Det koster $7."),
            ("Det kostar 7 miljoner €.", "Det koster EUR 7 millioner."),
            ("Det kostar 100 kronor.", "Det koster kr 100."),
            ("Det kostar 16–45 dollar.", "Det koster $16–$45."),
        ] {
            assert!(difference([source, target]).is_none(), "{source} {target}");
        }
    }
}
