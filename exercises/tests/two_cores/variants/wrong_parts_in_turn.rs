// Fails: 1 thread added all the numbers
use crate::tally::Tally;

pub fn tally_all(numbers: &[u64]) -> Tally {
    // This is `chunks`, not `par_chunks`.
    let parts = numbers.chunks(500).map(|some| {
        let mut tally = Tally::new();
        some.iter().for_each(|&number| tally.add(number));
        tally
    });
    let mut all = Tally::new();
    parts.for_each(|part| all.merge(part));
    all
}
