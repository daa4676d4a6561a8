//! Hashes that are the same on every machine and in every version.

#[cfg(feature = "tree")]
use std::hash::Hasher;

pub(crate) use crate::fnv::Fnv;

/// Where [`hash_bytes`] and hashes built on [`mix`] begin.
pub(crate) const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// A hash of a few bytes whose every bit depends on all of them; eight bytes a step.
pub(crate) fn hash_bytes(bytes: &[u8]) -> u64 {
    let hash = bytes
        .chunks(8)
        .fold(SEED ^ bytes.len() as u64, |hash, chunk| {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            mix(hash ^ u64::from_le_bytes(word))
        });
    hash ^ (hash >> 29)
}

/// Spreads every bit of `x` over the whole number.
pub(crate) fn mix(x: u64) -> u64 {
    finish(x.wrapping_mul(0xBF58_476D_1CE4_E5B9))
}

/// One of a family of hashes of a few bytes, each with a `seed` of its own, whose every bit depends
/// on all bytes.
#[cfg(feature = "tree")]
pub(crate) fn seeded_hash(bytes: &[u8], seed: u32) -> u64 {
    let mut hash = Fnv::default();
    hash.0 ^= u64::from(seed);
    hash.write(bytes);
    let hash = finish(hash.finish());
    hash ^ (hash >> 29)
}

fn finish(x: u64) -> u64 {
    (x ^ (x >> 32)).wrapping_mul(0x94D0_49BB_1331_11EB)
}
