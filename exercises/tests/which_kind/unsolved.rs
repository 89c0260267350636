//! Exercise: five functions, and what each of them is bound by.
//!
//! `first` to `fifth` are in given.rs, next to this file. Measure all of them:
//! `cargo ex` calls `look` before it checks your answers, and shows what you
//! print there. Read the figures like this:
//!  - It waited for most of the time: it is I/O-bound.
//!  - It did not wait, and its CPU time is its own: it is CPU-bound.
//!  - It did not wait, but most of its CPU time went to the kernel, which
//!    handed it new memory page by page: it is limited by new memory, which is
//!    `Kind::MemoryBound` here. (A core that waits for slow memory looks
//!    CPU-bound in these figures.)
//!
//! The page: book/src/two_kinds_of_work.md. Stuck? `cargo ex hint`

use crate::given::{self, Kind, measure};

/// Prints the figures that you want to see before you answer.
pub fn look() {
    // TODO: measure the other four, too.
    println!("first:  {}", measure(given::first));
}

/// Returns the kinds of `first` to `fifth`, in this order.
pub fn answers() -> [Kind; 5] {
    // TODO: Kind::CpuBound, Kind::IoBound or Kind::MemoryBound for each of
    // them.
    [
        Kind::NotKnown,
        Kind::NotKnown,
        Kind::NotKnown,
        Kind::NotKnown,
        Kind::NotKnown,
    ]
}
