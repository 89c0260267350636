//! Copy-on-write: a forked child pays for the pages that it writes, and for no
//! others.
//!
//! In Python, even reading costs: using an object writes its reference count,
//! and that copies the page. In Rust, reading writes nothing.
//!
//! Run it with `cargo run -p fork_vs_spawn -- memory`.

use std::{
    hint,
    io::{self, PipeWriter, Read},
};

use anyhow::{Context, Result};
use nix::unistd;

use crate::{
    ballast::{self, Block},
    child, smaps,
};

/// Memory that the parent holds, in MiB: far more than the program itself.
const HELD: usize = 256;

/// Labels of the child's reports: its last step before each of them.
const STEPS: [&str; 3] = [
    "child, after fork",
    "child, after reading all of it",
    "child, after writing half of it",
];

/// Prints the memory of a parent, and of its child after each step.
pub fn run() -> Result<()> {
    println!("memory: copy-on-write, the parent holds {HELD} MiB");
    println!("{:<32}{:>10}{:>16}{:>10}", "MiB", "all", "its own", "ratio");
    let mut blocks = ballast::fill(HELD)?;
    let parent = smaps::usage().context("could not read smaps_rollup")?;
    row("parent, before fork", parent, parent);

    let reports = child_reports(&mut blocks)?;
    let (figures, _) = reports.as_chunks::<8>();
    let (pairs, _) = figures.as_chunks::<2>();
    for (step, pair) in STEPS.iter().zip(pairs) {
        row(step, pair.map(u64::from_ne_bytes), parent);
    }
    println!(
        "\"All\" counts a shared page in every process that has it; \"its own\" \
         are the pages\nthat only this process has, because it has written them."
    );
    Ok(())
}

/// Forks the child and returns the bytes that it sent: two `u64` per report.
#[allow(unsafe_code, reason = "it forks")]
fn child_reports(held: &mut [Block]) -> Result<Vec<u8>> {
    let (mut reader, writer) = io::pipe().context("could not make a pipe")?;
    // `move` hands over the writer, so the parent drops its own copy of it and
    // reads until the child's is closed, too. The blocks are only lent: pages
    // that the parent freed would no longer be shared.
    // SAFETY: the child computes, and opens, reads and writes files through
    // buffers on its stack.
    let pid = unsafe { child::fork(move || use_memory(held, &writer)) }?;
    let mut reports = Vec::new();
    reader.read_to_end(&mut reports).context("lost the child")?;
    child::wait(pid)?;
    Ok(reports)
}

/// Runs in the child: reports, reads all, reports, writes half, reports.
fn use_memory(blocks: &mut [Block], parent: &PipeWriter) -> nix::Result<()> {
    report(parent)?;

    for block in &*blocks {
        let sum: u64 = block.0.iter().copied().map(u64::from).sum();
        // The sum is not used, so the compiler would remove the reading.
        hint::black_box(sum);
    }
    report(parent)?;

    let half = blocks.len() / 2;
    for block in &mut blocks[..half] {
        block.0.fill(2);
        hint::black_box(block);
    }
    report(parent)
}

/// Sends the two figures of this process to the parent.
fn report(parent: &PipeWriter) -> nix::Result<()> {
    for kib in smaps::usage()? {
        unistd::write(parent, &kib.to_ne_bytes())?;
    }
    Ok(())
}

/// Prints a row of the table, from figures in KiB. The baseline of the ratio is
/// the parent's own pages.
fn row(label: &str, figures: [u64; 2], parent: [u64; 2]) {
    let ratio = figures[1] as f64 / parent[1] as f64;
    let [all, own] = figures.map(|kib| kib as f64 / 1024.0);
    println!("{label:<32}{all:>10.1}{own:>16.1}{ratio:>9.2}x");
}
