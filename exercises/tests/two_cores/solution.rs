// Hint: `use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};` and
//     then `numbers.par_iter()` shares the numbers among rayon's threads. A
//     `Mutex` around the tally would compile, but only one thread would add at
//     a time.
// Hint: `.fold(Tally::new, |tally, number| …)` begins with an empty tally in
//     each part that rayon makes, and yields the tallies of all parts. Unlike
//     Python's `reduce`, it isn't done then.
// Hint: `.reduce(Tally::new, |left, right| …)` merges all the parts into one.

//! Exercise: one sum, computed by two threads.

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::tally::Tally;

/// Returns the tally of all numbers.
pub fn tally_all(numbers: &[u64]) -> Tally {
    numbers
        .par_iter()
        .fold(Tally::new, |mut tally, &number| {
            tally.add(number);
            tally
        })
        .reduce(Tally::new, |mut left, right| {
            left.merge(right);
            left
        })
}
