//! Odd numbers with one bit each: an eighth of the memory, but crossing out
//! has to read a byte and write it back.

use anyhow::Result;

use crate::work::{Answer, Work};

/// Lists the primes up to `work.size`.
pub fn run(work: &Work) -> Result<Answer> {
    let limit = work.size as usize;
    // Bit `index % 64` of word `index / 64` stands for 2 × index + 1.
    let flags = limit.div_ceil(2);
    let mut words = vec![u64::MAX; flags.div_ceil(64)];
    words[0] &= !1;
    for number in (3..=limit.isqrt()).step_by(2) {
        if words[number / 2 / 64] >> (number / 2 % 64) & 1 == 1 {
            let square = number * number / 2;
            for multiple in (square..flags).step_by(number) {
                words[multiple / 64] &= !(1 << (multiple % 64));
            }
        }
    }
    let mut primes = vec![2];
    for (index, word) in words.into_iter().enumerate() {
        let mut left = word;
        // Visits the bits that are set, from the lowest one on.
        while left != 0 {
            let half = 64 * index + left.trailing_zeros() as usize;
            if half < flags {
                primes.push(2 * half as u32 + 1);
            }
            left &= left - 1;
        }
    }
    Ok(Answer::Primes(primes))
}
