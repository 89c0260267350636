//! Memory in which each cache line holds the number of the next one to visit,
//! in an order that no core can guess.

/// A cache line.
#[derive(Clone, Copy)]
#[repr(align(64))]
pub struct Line(pub usize);

/// Returns as many lines as fit into `bytes`, rounded down to a power of two.
/// Following them from any line on visits all.
pub fn lines(bytes: u64) -> Vec<Line> {
    let count = (bytes as usize / size_of::<Line>()).max(8);
    let count = 1 << count.ilog2();
    // A linear congruential generator visits all numbers below a power of two
    // if its factor is 1 more than a multiple of 4, and its addend is odd (Hull
    // and Dobell, 1962).
    let factor = 0x9e37_79b9_7f4a_7c15_usize & !3 | 1;
    let next = |line: usize| {
        line.wrapping_mul(factor).wrapping_add(0x7f4a_7c15) % count
    };
    (0..count).map(|line| Line(next(line))).collect()
}
