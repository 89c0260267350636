//! The plain sieve on several threads, each of which crosses out in its own
//! part of the numbers.

use std::thread;

use anyhow::Result;

use crate::versions::plain;
use crate::work::{Answer, Work};

/// Lists the primes up to `work.size`.
pub fn run(work: &Work) -> Result<Answer> {
    let limit = work.size as usize;
    let small = &plain::up_to(limit.isqrt());
    let mut prime = vec![true; limit + 1];
    let part = prime.len().div_ceil(work.threads);
    let parts = thread::scope(|scope| {
        let starts = (0..).step_by(part);
        let threads: Vec<_> = starts
            .zip(prime.chunks_mut(part))
            .map(|(start, part)| {
                scope.spawn(move || primes_in(part, start, small))
            })
            .collect();
        let ended = threads.into_iter().map(|it| it.join().expect("no panic"));
        ended.collect::<Vec<_>>()
    });
    Ok(Answer::Primes(parts.concat()))
}

/// Crosses out in the flags of the numbers from `start` on, and returns the
/// primes among them.
fn primes_in(flags: &mut [bool], start: usize, small: &[u32]) -> Vec<u32> {
    for number in small.iter().map(|number| *number as usize) {
        let first = start.next_multiple_of(number).max(2 * number) - start;
        for multiple in (first..flags.len()).step_by(number) {
            flags[multiple] = false;
        }
    }
    let numbers = (start as u32..).zip(flags.iter());
    let primes = numbers.filter(|(number, prime)| **prime && *number > 1);
    primes.map(|(number, _)| number).collect()
}
