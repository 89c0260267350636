//! Eight chains on one thread: the core waits for eight reads at a time.

use std::hint;

use anyhow::Result;

use crate::circle::lines;
use crate::work::{Answer, Work};

const CHAINS: usize = 8;

/// Follows all lines of `work.size` bytes once.
pub fn run(work: &Work) -> Result<Answer> {
    let lines = lines(work.size);
    measure::restart_clock();
    let steps = lines.len() / CHAINS;
    let mut chains: [usize; CHAINS] = std::array::from_fn(|it| it * steps);
    for _ in 0..steps {
        for line in &mut chains {
            *line = lines[*line].0;
        }
    }
    hint::black_box(chains);
    Ok(Answer::number((steps * CHAINS) as u64))
}
