// Fails: or a part didn't begin with an empty tally
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::tally::Tally;

pub fn tally_all(numbers: &[u64]) -> Tally {
    let mut first = Tally::new();
    first.add(numbers[0]);
    // This is right for an iterator on one thread, which begins only once.
    numbers[1..]
        .par_iter()
        .fold(
            || first.clone(),
            |mut tally, &number| {
                tally.add(number);
                tally
            },
        )
        .reduce(Tally::new, |mut left, right| {
            left.merge(right);
            left
        })
}
