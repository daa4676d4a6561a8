//! Where words and terms stand in units.

/// A word of a unit, as gathered: its surface, and whether it follows the one before over a space.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordPlace {
    pub(crate) surface: u32,
    pub(crate) follows: bool,
}

impl WordPlace {
    /// As a number, small if the surface is.
    pub(crate) fn pack(self) -> u32 {
        self.surface << 1 | u32::from(self.follows)
    }

    pub(super) fn unpack(number: u32) -> Self {
        WordPlace {
            surface: number >> 1,
            follows: number & 1 == 1,
        }
    }
}

/// A term in a unit: which, and from which to which word, the last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Occurrence {
    pub(crate) term: u32,
    pub(crate) from: u32,
    pub(crate) to: u32,
}

/// Of a unit only so many occurrences are kept: beyond them is what is no prose.
pub(crate) const MOST_OCCURRENCES: usize = 400;

/// Occurrences as numbers, mostly small.
pub(super) fn pack(occurrences: &[Occurrence]) -> impl Iterator<Item = u32> {
    let mut before = 0;
    occurrences.iter().flat_map(move |occurrence| {
        let forth = occurrence.from.wrapping_sub(before) as i32;
        before = occurrence.from;
        // How far it is, with the sign in the lowest bit.
        let far = (forth << 1 ^ forth >> 31) as u32;
        [
            occurrence.term,
            far << 2 | (occurrence.to - occurrence.from),
        ]
    })
}

pub(super) fn unpack(mut numbers: impl Iterator<Item = u32>) -> impl Iterator<Item = Occurrence> {
    let mut before: u32 = 0;
    std::iter::from_fn(move || {
        let (term, place) = (numbers.next()?, numbers.next()?);
        let far = place >> 2;
        let forth = (far >> 1) as i32 ^ -((far & 1) as i32);
        let from = before.wrapping_add_signed(forth);
        before = from;
        let to = from + (place & 3);
        Some(Occurrence { term, from, to })
    })
}
