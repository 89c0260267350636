// Fails: some were added twice, and some not at all
use crate::tally::Tally;

pub fn tally_all(numbers: &[u64]) -> Tally {
    let tally = |numbers: &[u64]| {
        let mut tally = Tally::new();
        numbers.iter().for_each(|&number| tally.add(number));
        tally
    };
    let (left, _right) = numbers.split_at(numbers.len() / 2);
    let (mut left, right) = rayon::join(|| tally(left), || tally(left));
    left.merge(right);
    left
}
