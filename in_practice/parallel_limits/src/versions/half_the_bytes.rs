//! The same additions with numbers of four bytes instead of eight.

use std::thread;

use anyhow::Result;

use crate::versions::triad::PASSES;
use crate::work::{Answer, Work};

/// Adds in arrays of half of `work.size` bytes in all.
pub fn run(work: &Work) -> Result<Answer> {
    let numbers = work.size as usize / 3 / size_of::<f64>();
    let first = vec![1.0_f32; numbers];
    let second = vec![2.0_f32; numbers];
    let mut sums = vec![1.0_f32; numbers];
    measure::restart_clock();
    let part = numbers.div_ceil(work.threads);
    thread::scope(|scope| {
        let inputs = first.chunks(part).zip(second.chunks(part));
        for (sums, (first, second)) in sums.chunks_mut(part).zip(inputs) {
            scope.spawn(move || {
                for pass in 0..PASSES {
                    add(sums, first, second, pass as f32);
                }
            });
        }
    });
    Ok(Answer::number(sums.iter().map(|sum| *sum as u64).sum()))
}

/// Adds two arrays, the second one multiplied by a factor.
fn add(sums: &mut [f32], first: &[f32], second: &[f32], factor: f32) {
    for ((sum, first), second) in sums.iter_mut().zip(first).zip(second) {
        *sum = first + factor * second;
    }
}
