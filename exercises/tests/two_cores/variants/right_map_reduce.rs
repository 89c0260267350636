use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::tally::Tally;

// There is one tally per number: many tallies, but none of them is shared.
pub fn tally_all(numbers: &[u64]) -> Tally {
    let one = |&number: &u64| {
        let mut tally = Tally::new();
        tally.add(number);
        tally
    };
    let both = |mut left: Tally, right| {
        left.merge(right);
        left
    };
    numbers.par_iter().map(one).reduce(Tally::new, both)
}
