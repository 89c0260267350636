//! Exercise: five functions, and what each of them is bound by.
//!
//! `first` to `fifth` are in given.rs, beside this file. Measure all of them:
//! `cargo ex` calls `look` before it checks your answers, and shows what you
//! print there. Read the figures so:
//!  - It waited for most of the time: I/O-bound.
//!  - It did not wait, and its CPU time is its own: CPU-bound.
//!  - It did not wait, and most of its CPU time went to the kernel, which
//!    handed it new memory page by page: bound by new memory, which is
//!    `Kind::MemoryBound` here. (A core that waits for slow memory looks
//!    CPU-bound in these figures.)
//!
//! The page: book/src/two_kinds_of_work.md. Stuck? `cargo ex hint`

use crate::given::{self, Kind, measure};

/// Prints what you want to see before you answer.
pub fn look() {
    // TODO: measure the other four, too.
    println!("first:  {}", measure(given::first));
}

/// What `first` to `fifth` are bound by, in this order.
pub fn answers() -> [Kind; 5] {
    // TODO: Kind::CpuBound, Kind::IoBound or Kind::MemoryBound, for each.
    [
        Kind::NotKnown,
        Kind::NotKnown,
        Kind::NotKnown,
        Kind::NotKnown,
        Kind::NotKnown,
    ]
}
