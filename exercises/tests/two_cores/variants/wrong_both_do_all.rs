// Fails: Expected 2000 additions, one per number; got 4000
use crate::tally::Tally;

pub fn tally_all(numbers: &[u64]) -> Tally {
    // Each thread does everything, in two parts, and the work of one is thrown
    // away.
    let part = |numbers: &[u64]| {
        let mut tally = Tally::new();
        numbers.iter().for_each(|&number| tally.add(number));
        tally
    };
    let all = || {
        let (left, right) = numbers.split_at(numbers.len() / 2);
        let mut tally = part(left);
        tally.merge(part(right));
        tally
    };
    rayon::join(all, all).0
}
