//! The hash of Fowler, Noll and Vo. Examples use this file too.

use std::hash::Hasher;

/// A hash (FNV-1a) that is the same on every machine and in every version. For short keys that
/// nobody chooses against us it is faster than the standard one.
#[derive(Debug)]
pub(crate) struct Fnv(pub(crate) u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
