//! Drawing lots.

use crate::dice::Dice;

/// Things drawn one after the other: when all have been, all are put back, a few times.
pub struct Lots<T> {
    all: Vec<T>,
    left: Vec<T>,
    rounds: usize,
}

impl<T: Clone> Lots<T> {
    pub fn new(all: Vec<T>) -> Self {
        let left = Vec::new();
        Lots {
            all,
            left,
            rounds: 3,
        }
    }

    pub fn draw(&mut self, dice: &mut Dice) -> Option<T> {
        if self.left.is_empty() && self.rounds > 0 {
            self.rounds -= 1;
            self.left.clone_from(&self.all);
        }
        (!self.left.is_empty()).then(|| self.left.swap_remove(dice.below(self.left.len())))
    }
}
