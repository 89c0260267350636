//! The sieve as it is usually written: cross out all multiples of each prime.

use anyhow::Result;

use crate::work::{Answer, Work};

/// Lists the primes up to `work.size`.
pub fn run(work: &Work) -> Result<Answer> {
    Ok(Answer::Primes(up_to(work.size as usize)))
}

/// Returns the primes from 2 to `limit`.
pub fn up_to(limit: usize) -> Vec<u32> {
    let mut prime = vec![true; limit + 1];
    prime[..2].fill(false);
    for number in 2..=limit.isqrt() {
        if prime[number] {
            for multiple in (2 * number..=limit).step_by(number) {
                prime[multiple] = false;
            }
        }
    }
    let numbers = (0..).zip(prime);
    numbers
        .filter_map(|(number, prime)| prime.then_some(number))
        .collect()
}
