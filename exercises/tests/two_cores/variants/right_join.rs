use crate::tally::Tally;

pub fn tally_all(numbers: &[u64]) -> Tally {
    if numbers.len() < 100 {
        let mut tally = Tally::new();
        numbers.iter().for_each(|&number| tally.add(number));
        return tally;
    }
    let (left, right) = numbers.split_at(numbers.len() / 2);
    let (mut left, right) =
        rayon::join(|| tally_all(left), || tally_all(right));
    left.merge(right);
    left
}
