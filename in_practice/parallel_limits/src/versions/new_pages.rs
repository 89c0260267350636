//! Memory that is new: the kernel has to find and zero each page at its first
//! use.

use std::{hint, thread};

use anyhow::Result;

use crate::work::{Answer, Work};

/// Bytes between two writes: one page.
pub const PAGE: usize = 4096;

/// Writes to each page of `work.size` bytes.
pub fn run(work: &Work) -> Result<Answer> {
    let share = work.size as usize / work.threads;
    let pages = in_threads(work.threads, || write(&mut vec![0; share]));
    Ok(Answer::number(pages))
}

/// Writes to each page. Returns the number of pages.
pub fn write(bytes: &mut [u8]) -> u64 {
    let pages = bytes.chunks_mut(PAGE);
    let count = pages.len() as u64;
    for page in pages {
        page[0] = 1;
    }
    hint::black_box(bytes);
    count
}

/// Has each thread count, and returns the sum.
pub fn in_threads(threads: usize, count: impl Fn() -> u64 + Sync) -> u64 {
    thread::scope(|scope| {
        let threads: Vec<_> =
            (0..threads).map(|_| scope.spawn(&count)).collect();
        let counts = threads.into_iter().map(|it| it.join().expect("no panic"));
        counts.sum()
    })
}
