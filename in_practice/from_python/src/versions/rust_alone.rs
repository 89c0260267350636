//! The same function in a Rust program.

use anyhow::Result;

use crate::slow;
use crate::work::{Answer, Kind, Work};

/// Calls the function once.
pub fn run(work: &Work) -> Result<Answer> {
    let number = match work.kind {
        Kind::Additions => slow::additions(work.size) as u64,
        _ => slow::primes(work.size as usize).len() as u64,
    };
    Ok(Answer {
        number,
        ..Answer::default()
    })
}
