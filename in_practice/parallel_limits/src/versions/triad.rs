//! Three long arrays, read and written once per pass, so that the bytes have to
//! come from memory each time.

use std::thread;

use anyhow::Result;

use crate::work::{Answer, Work};

/// Number of passes over the arrays.
pub const PASSES: usize = 8;

/// Adds in arrays of `work.size` bytes in all.
pub fn run(work: &Work) -> Result<Answer> {
    let numbers = work.size as usize / 3 / size_of::<f64>();
    let first = vec![1.0; numbers];
    let second = vec![2.0; numbers];
    let mut sums = vec![1.0; numbers];
    // All pages have been written, so none of them is new.
    measure::restart_clock();
    let part = numbers.div_ceil(work.threads);
    thread::scope(|scope| {
        let inputs = first.chunks(part).zip(second.chunks(part));
        for (sums, (first, second)) in sums.chunks_mut(part).zip(inputs) {
            scope.spawn(move || {
                for pass in 0..PASSES {
                    add(sums, first, second, pass as f64);
                }
            });
        }
    });
    Ok(Answer::number(sums.iter().map(|sum| *sum as u64).sum()))
}

/// Adds two arrays, the second one multiplied by a factor.
fn add(sums: &mut [f64], first: &[f64], second: &[f64], factor: f64) {
    for ((sum, first), second) in sums.iter_mut().zip(first).zip(second) {
        *sum = first + factor * second;
    }
}
