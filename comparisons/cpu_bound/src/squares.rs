//! The squares of consecutive numbers, stored or added.
//!
//! In Python: `[number * number for number in numbers]`, and
//! `sum(number * number for number in numbers)`.

use std::hint;
use std::ops::Range;

/// Number of squares kept while they are added: 8 KiB, which fits into the
/// innermost cache of any core.
const BLOCK: u64 = 1024;

/// Returns the squares of `numbers`.
pub fn store(numbers: Range<u64>) -> Vec<u64> {
    numbers.map(|number| number * number).collect()
}

/// Replaces the contents of `squares` with the squares of `numbers`, and reuses
/// its memory as far as it goes.
pub fn store_in(squares: &mut Vec<u64>, numbers: Range<u64>) {
    squares.clear();
    squares.extend(numbers.map(|number| number * number));
}

/// Returns the sum of the squares of `numbers`.
///
/// The squares are stored here, too, but always in the same small block.
/// Without it, the compiler could replace the loop with a formula.
pub fn sum(numbers: Range<u64>) -> u128 {
    let mut block = [0; BLOCK as usize];
    let mut sum = 0;
    for first in numbers.clone().step_by(BLOCK as usize) {
        let last = numbers.end.min(first + BLOCK);
        let squares = &mut block[..(last - first) as usize];
        for (square, number) in squares.iter_mut().zip(first..) {
            *square = number * number;
        }
        let squares = hint::black_box(squares);
        sum += squares
            .iter()
            .map(|square| u128::from(*square))
            .sum::<u128>();
    }
    sum
}
