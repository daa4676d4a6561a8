//! Random choices.

/// Numbers that look random and are the same for the same seed.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % bound.max(1) as u64) as usize
    }
}

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
