//! The smallest unit of work: additions that the optimiser has to leave in.

/// Number of additions in a chunk, which takes some 20 µs. CPython checks for
/// requests far more often, at the end of each round of a loop.
pub const ADDITIONS: u32 = 20_000;

/// Summand of each addition.
pub const STEP: f64 = 2.0;

/// Adds a chunk to `sum`. As each addition of floating point numbers rounds,
/// none may be left out (see `ex_3_5`); up to 2^53 the sum is exact.
#[inline(never)]
pub fn add(mut sum: f64) -> f64 {
    for _ in 0..ADDITIONS {
        sum += STEP;
    }
    sum
}

/// Returns the sum of `chunks` chunks.
pub fn expected(chunks: u32) -> f64 {
    STEP * f64::from(ADDITIONS) * f64::from(chunks)
}
