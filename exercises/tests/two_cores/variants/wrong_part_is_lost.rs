// Fails: A part wasn't merged
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::tally::Tally;

pub fn tally_all(numbers: &[u64]) -> Tally {
    numbers
        .par_iter()
        .fold(Tally::new, |mut tally, &number| {
            tally.add(number);
            tally
        })
        // `fold` yields one tally per part, and this takes only one of them.
        .find_any(|tally| tally.numbers() > 0)
        .unwrap_or_default()
}
