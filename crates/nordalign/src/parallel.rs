//! Work on many items at once.

/// Applies `f` to each item, on the caller's threads if built so, in order.
#[cfg(feature = "parallel")]
pub(crate) fn map<'a, T: Sync, R: Send>(
    items: &'a [T],
    f: impl Fn(usize, &'a T) -> R + Sync,
) -> Vec<R> {
    use rayon::prelude::*;
    items
        .par_iter()
        .enumerate()
        .map(|(k, item)| f(k, item))
        .collect()
}

/// Applies `f` to each item, in order.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map<'a, T, R>(items: &'a [T], f: impl Fn(usize, &'a T) -> R) -> Vec<R> {
    items
        .iter()
        .enumerate()
        .map(|(k, item)| f(k, item))
        .collect()
}
