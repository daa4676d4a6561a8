//! The order in which the units of a document are searched.

use std::ops::Range;

use super::path::PathBead;

/// The units of the second document in the order of their content in the first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Order {
    /// The unit at each place.
    pub(crate) units: Vec<usize>,
    /// Whether the unit at each place belongs to a moved block.
    pub(crate) moved: Vec<bool>,
}

impl Order {
    pub(super) fn new(stretches: impl IntoIterator<Item = Stretch>) -> Self {
        let mut order = Order {
            units: Vec::new(),
            moved: Vec::new(),
        };
        for stretch in stretches {
            order
                .moved
                .resize(order.units.len() + stretch.units.len(), stretch.moved);
            order.units.extend(stretch.units);
        }
        order
    }

    /// The place of each unit.
    pub(crate) fn places(&self) -> Vec<usize> {
        let mut places = vec![0; self.units.len()];
        for (place, &unit) in self.units.iter().enumerate() {
            places[unit] = place;
        }
        places
    }

    /// Changes the beads of a path from places in this order to the numbers of the units.
    pub(crate) fn renumber(&self, path: &mut [PathBead]) {
        for bead in path {
            let place = bead.group.start[1];
            bead.moved = !bead.group.len.contains(&0) && self.moved[place];
            bead.group.start[1] = self.units.get(place).copied().unwrap_or(place);
        }
    }

    /// The order of sentences, given that of their paragraphs and the paragraph of each sentence.
    pub(crate) fn of_sentences(&self, paragraph_of: &[usize]) -> Order {
        let mut starts = vec![0; self.units.len() + 1];
        for &paragraph in paragraph_of {
            starts[paragraph + 1] += 1;
        }
        for k in 1..starts.len() {
            starts[k] += starts[k - 1];
        }
        let paragraphs = self.units.iter().zip(&self.moved);
        Order::new(paragraphs.map(|(&paragraph, &moved)| Stretch {
            units: starts[paragraph]..starts[paragraph + 1],
            moved,
        }))
    }
}

/// Neighbouring units of the second document.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    pub(super) units: Range<usize>,
    pub(super) moved: bool,
}
