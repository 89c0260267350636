//! The squares of consecutive numbers, stored or added.
//!
//! In Python: `[number * number for number in numbers]`, and
//! `sum(number * number for number in numbers)`.

use std::hint;
use std::ops::Range;

/// How many squares are kept for as long as it takes to add them: 8 KiB, which
/// the innermost cache of any core holds.
const BLOCK: u64 = 1024;

/// Returns the squares of `numbers`.
pub fn store(numbers: Range<u64>) -> Vec<u64> {
    numbers.map(|number| number * number).collect()
}

/// Stores the squares of `numbers` instead of what `squares` holds, in its memory
/// as far as there is enough of it.
pub fn store_in(squares: &mut Vec<u64>, numbers: Range<u64>) {
    squares.clear();
    squares.extend(numbers.map(|number| number * number));
}

/// Returns the sum of the squares of `numbers`.
///
/// The squares are stored here, too, but always in the same small block.
/// Without it the compiler would put a formula in place of the loop.
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
