//! The features of a bead, and their weighted sum: its score.
//!
//! A score is a log-odds: the alignment is a path of beads, and its probability grows with the
//! exponential of the sum of their scores (a conditional random field over paths; see the design
//! notes).

/// Declares the features once: their order, and their names in the weights file.
macro_rules! features {
    ($($name:ident)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[derive(Clone, Copy)]
        pub(super) enum F { $($name),* }
        /// The names of the features, in order.
        pub(crate) const FEATURES: &[&str] = &[$(stringify!($name)),*];
    };
}

features! {
    // One-sided beads: how long the unit is, and how good a partner it has anywhere near.
    gap gap_length gap_wordless gap_short
    gap_best gap_best_05 gap_best_15 gap_best_30 gap_best_50 gap_mutual gap_margin
    gap_spill gap_spill_10 gap_spill_30 gap_spill_60 gap_spill_words gap_spill_word
    gap_seam gap_seam_word
    gap_linked gap_unlinked
    // The shape of beads with two sides.
    one_one one_two one_three one_four one_five two_two two_three many
    // How alike the sides are: the cosine as a piecewise linear curve, and another for short units.
    cos cos_05 cos_12 cos_25 cos_40 cos_60
    dice dice_10 dice_25 dice_45 dice_65
    short short_cos short_cos_12 short_cos_40
    same spelling spelling_45 spelling_70
    // Lengths.
    length length_square length_short sentences sentences_square
    // Numbers, endings, structure.
    number_shared number_missed wordless_one
    ending_same ending_differs sentence_open
    kind_differs level_differs marker_same marker_differs
    // Whether better partners stand outside the bead.
    inside margin margin_least margin_below
    // Whether every unit of a joined bead is needed.
    weakest weakest_05 weakest_15 gain gain_below
    covered covered_05 covered_15 covered_30 dice_gain dice_gain_below
    length_gain sentences_gain joined_letters joined_no_end
    // Whether the bead could be cut in two, and whether it is cut out of something larger.
    bond bond_05 bond_15 bond_30
    leak leak_05 leak_15 leak_30
    // Which words are found on the other side, or would be in a neighbour.
    words words_30 words_50 words_70 words_least words_least_30 words_least_60 end_open ends_open
    member member_30 member_60 needed needed_15 needed_40 needed_words needed_word inner inner_20
    spill spill_10 spill_30 spill_words spill_word seam seam_15 seam_word
    // The links through the third language.
    linked leaked unseen
    // How far the sentences' paragraphs are from being aligned.
    paragraphs_apart
}

/// The feature values of one bead.
pub(crate) type FeatureVector = [f32; FEATURES.len()];

/// Sets features to how far `value` lies above each of their knots: pieces of a piecewise linear
/// curve.
pub(super) fn hinges<const N: usize>(f: &mut FeatureVector, value: f32, knots: [(F, f32); N]) {
    for (feature, knot) in knots {
        f[feature as usize] = (value - knot).max(0.0);
    }
}
