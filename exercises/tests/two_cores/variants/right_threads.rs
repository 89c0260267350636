use std::thread;

use crate::tally::Tally;

pub fn tally_all(numbers: &[u64]) -> Tally {
    let part = |numbers: &[u64]| {
        let mut tally = Tally::new();
        numbers.iter().for_each(|&number| tally.add(number));
        tally
    };
    thread::scope(|scope| {
        let threads: Vec<_> = numbers
            .chunks(numbers.len().div_ceil(2).max(1))
            .map(|some| scope.spawn(move || part(some)))
            .collect();
        let mut tally = Tally::new();
        for thread in threads {
            tally.merge(thread.join().expect("no panic"));
        }
        tally
    })
}
