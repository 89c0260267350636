// Hint: Print all five first:
//     `println!("second: {}", measure(given::second));` and so on. Then run
//     `cargo ex check which_kind`, and compare the lines.
// Hint: Ask two questions about each line. How much of the wall time did it
//     wait? If that's little: how much of its CPU time was in the kernel? What
//     the function seems to do answers neither.
// Hint: One is memory-bound, and two wait for someone else. That one of them
//     waits six times doesn't say how long it waits.

//! Exercise: five functions, and what each of them is bound by.

use crate::given::{self, Kind, measure};

/// Prints the figures that you want to see before you answer.
pub fn look() {
    println!("first:  {}", measure(given::first));
    println!("second: {}", measure(given::second));
    println!("third:  {}", measure(given::third));
    println!("fourth: {}", measure(given::fourth));
    println!("fifth:  {}", measure(given::fifth));
}

/// Returns the kinds of `first` to `fifth`, in this order.
pub fn answers() -> [Kind; 5] {
    [
        Kind::CpuBound,
        Kind::IoBound,
        Kind::MemoryBound,
        Kind::IoBound,
        Kind::CpuBound,
    ]
}
