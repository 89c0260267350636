//! The smallest piece of work: additions that the optimiser has to leave in.

/// How many additions make a piece, which takes some 20 µs. CPython looks for
/// requests far more often, at the end of each round of a loop.
pub const ADDITIONS: u32 = 20_000;

/// What is added.
pub const STEP: f64 = 2.0;

/// Adds a piece to `sum`. As each addition of floating point numbers rounds,
/// none may be left out (see `ex_3_5`); up to 2^53 the sum is exact.
#[inline(never)]
pub fn add(mut sum: f64) -> f64 {
    for _ in 0..ADDITIONS {
        sum += STEP;
    }
    sum
}

/// The sum of so many pieces.
pub fn expected(pieces: u32) -> f64 {
    STEP * f64::from(ADDITIONS) * f64::from(pieces)
}
