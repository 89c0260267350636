use std::sync::Mutex;

use rayon::prelude::ParallelIterator;
use rayon::slice::ParallelSlice;

use crate::tally::Tally;

// The lock is taken per part rather than per number, so the threads hardly
// wait.
pub fn tally_all(numbers: &[u64]) -> Tally {
    let all = Mutex::new(Tally::new());
    numbers.par_chunks(250).for_each(|some| {
        let mut tally = Tally::new();
        some.iter().for_each(|&number| tally.add(number));
        all.lock().expect("no panic").merge(tally);
    });
    all.into_inner().expect("no panic")
}
