// Hint: Print all five first: `println!("second: {}", measure(given::second));`
//     and so on. Then run `cargo ex check which_kind`, and compare the lines.
// Hint: For each line ask two questions. How much of the wall time is waited?
//     Where that is little: how much of the CPU time is in the kernel? What the
//     function seems to do is no answer to either.
// Hint: One is bound by memory, and two by somebody who takes his time. That
//     one of them waits six times says nothing on how long it waits.

//! Exercise: five functions, and what each of them is bound by.

use crate::given::{self, Kind, measure};

/// Prints what you want to see before you answer.
pub fn look() {
    println!("first:  {}", measure(given::first));
    println!("second: {}", measure(given::second));
    println!("third:  {}", measure(given::third));
    println!("fourth: {}", measure(given::fourth));
    println!("fifth:  {}", measure(given::fifth));
}

/// What `first` to `fifth` are bound by, in this order.
pub fn answers() -> [Kind; 5] {
    [
        Kind::CpuBound,
        Kind::IoBound,
        Kind::MemoryBound,
        Kind::IoBound,
        Kind::CpuBound,
    ]
}
