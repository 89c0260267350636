//! Odd numbers in segments that fit the first-level cache: each segment is
//! crossed out completely before the next one, in the same memory.

use anyhow::Result;

use crate::versions::plain;
use crate::work::{Answer, Work};

/// Flags per segment: 16 KiB, half of a usual first-level cache.
const SEGMENT: usize = 16 * 1024;

/// Lists the primes up to `work.size`.
pub fn run(work: &Work) -> Result<Answer> {
    let limit = work.size as usize;
    let flags = limit.div_ceil(2);
    let small = plain::up_to(limit.isqrt());
    // Each odd prime, and the index of its next multiple to cross out.
    let odd = small.iter().skip(1).map(|prime| *prime as usize);
    let mut next: Vec<_> = odd.map(|it| (it, it * it / 2)).collect();
    let mut primes = vec![2];
    let mut segment = [true; SEGMENT];
    for start in (0..flags).step_by(SEGMENT) {
        segment.fill(true);
        for (prime, multiple) in &mut next {
            let mut index = *multiple - start;
            while index < SEGMENT {
                segment[index] = false;
                index += *prime;
            }
            *multiple = start + index;
        }
        // The flag at an index stands for 2 × (start + index) + 1, and the
        // first one for 1, which is no prime.
        segment[0] &= start > 0;
        let end = SEGMENT.min(flags - start);
        let numbers = (start..).zip(&segment[..end]);
        let odd = numbers.filter(|(_, prime)| **prime);
        primes.extend(odd.map(|(half, _)| 2 * half as u32 + 1));
    }
    Ok(Answer::Primes(primes))
}
