//! A serial part on one thread, then the rest on several.

use std::thread;

use anyhow::Result;

use crate::units::compute;
use crate::work::{Answer, Work};

/// Computes all units: the first ones serially.
pub fn run(work: &Work) -> Result<Answer> {
    let serial = work.size * work.serial_percent / 100;
    let threads = work.threads as u64;
    let border = |part| serial + (work.size - serial) * part / threads;

    let first = compute(work, 0..serial);
    let rest = thread::scope(|scope| {
        let part = |part| {
            scope.spawn(move || compute(work, border(part)..border(part + 1)))
        };
        let parts: Vec<_> = (0..threads).map(part).collect();
        let parts = parts.into_iter().map(|it| it.join().expect("no panic"));
        parts.fold(0, u64::wrapping_add)
    });
    Ok(Answer::number(first.wrapping_add(rest)))
}
