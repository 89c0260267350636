// Fails: Several threads added to the same tally
use std::sync::Mutex;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::tally::Tally;

pub fn tally_all(numbers: &[u64]) -> Tally {
    // With two locks there is less waiting, but still some.
    let tallies = [const { Mutex::new(None) }; 2];
    numbers.par_iter().for_each(|&number| {
        let mut tally = tallies[number as usize % 2].lock().expect("no panic");
        tally.get_or_insert_with(Tally::new).add(number);
    });
    let mut all = Tally::new();
    for tally in tallies {
        all.merge(tally.into_inner().expect("no panic").unwrap_or_default());
    }
    all
}
