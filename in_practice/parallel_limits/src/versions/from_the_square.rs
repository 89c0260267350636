//! Start crossing out at the square: smaller multiples of a prime have a
//! smaller prime factor, so they are crossed out already.

use anyhow::Result;

use crate::work::{Answer, Work};

/// Lists the primes up to `work.size`.
pub fn run(work: &Work) -> Result<Answer> {
    let limit = work.size as usize;
    let mut prime = vec![true; limit + 1];
    prime[..2].fill(false);
    for number in 2..=limit.isqrt() {
        if prime[number] {
            for multiple in (number * number..=limit).step_by(number) {
                prime[multiple] = false;
            }
        }
    }
    let numbers = (0..).zip(prime);
    let primes = numbers.filter_map(|(number, prime)| prime.then_some(number));
    Ok(Answer::Primes(primes.collect()))
}
