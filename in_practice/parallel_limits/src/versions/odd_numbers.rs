//! Odd numbers only: half the memory, and no even multiples to cross out.

use anyhow::Result;

use crate::work::{Answer, Work};

/// Lists the primes up to `work.size`.
pub fn run(work: &Work) -> Result<Answer> {
    let limit = work.size as usize;
    // The flag at an index stands for 2 × index + 1.
    let mut prime = vec![true; limit.div_ceil(2)];
    prime[0] = false;
    for number in (3..=limit.isqrt()).step_by(2) {
        if prime[number / 2] {
            // The next odd multiple is 2 × number away, so `number` indexes.
            let square = number * number / 2;
            for multiple in (square..prime.len()).step_by(number) {
                prime[multiple] = false;
            }
        }
    }
    let odd = (0..).zip(prime);
    let odd = odd.filter_map(|(half, prime)| prime.then_some(2 * half + 1));
    Ok(Answer::Primes([2].into_iter().chain(odd).collect()))
}
