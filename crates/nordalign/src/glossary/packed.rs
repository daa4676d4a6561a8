//! Many short lists of numbers in little room.

/// The place of every list with a number divisible by this is stored.
const STEP: usize = 16;

/// Lists of numbers, numbered as they come. A number takes a byte for every seven bits that it has,
/// so small ones should be frequent.
#[derive(Debug, Default)]
pub(super) struct Packed {
    /// Each list after its length in bytes.
    bytes: Vec<u8>,
    /// Where every [`STEP`]th list begins.
    starts: Vec<usize>,
    count: usize,
    /// The list that is packed.
    list: Vec<u8>,
}

impl Packed {
    /// The number that the list gets.
    pub(super) fn push(&mut self, numbers: impl IntoIterator<Item = u32>) -> u32 {
        if self.count.is_multiple_of(STEP) {
            self.starts.push(self.bytes.len());
        }
        self.list.clear();
        for number in numbers {
            push(&mut self.list, number);
        }
        push(&mut self.bytes, self.list.len() as u32);
        self.bytes.append(&mut self.list);
        self.count += 1;
        self.count as u32 - 1
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> u32 {
        self.count as u32
    }

    /// The numbers of a list; empty if there is no such list.
    pub(super) fn get(&self, list: u32) -> Numbers<'_> {
        let list = list as usize;
        let start = self.starts.get(list / STEP).filter(|_| list < self.count);
        let mut rest = start.and_then(|&start| self.bytes.get(start..));
        for _ in 0..list % STEP {
            rest = rest.and_then(split).map(|(_, after)| after);
        }
        let (numbers, _) = rest.and_then(split).unwrap_or_default();
        Numbers(numbers)
    }
}

fn push(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The bytes of a list, and those after it.
fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut rest = Numbers(bytes);
    let length = rest.next()?;
    rest.0.split_at_checked(length as usize)
}

/// The numbers of a list.
#[derive(Debug, Clone)]
pub(super) struct Numbers<'a>(&'a [u8]);

impl Iterator for Numbers<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_packed_list_is_restored() {
        let lists: Vec<Vec<u32>> = (0..100u32)
            .map(|n| (0..n % 7).map(|k| u32::MAX >> ((n + k) % 32)).collect())
            .chain([(0..1000).collect()])
            .collect();
        let mut packed = Packed::default();
        for (number, list) in (0..).zip(&lists) {
            assert_eq!(packed.push(list.iter().copied()), number);
        }
        for (number, list) in (0..).zip(&lists) {
            assert!(packed.get(number).eq(list.iter().copied()), "{number}");
        }
        assert_eq!(packed.get(packed.len()).next(), None);
    }
}
