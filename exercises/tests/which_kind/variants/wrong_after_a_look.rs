// Fails: and kept a core busy for the rest. In all: wall
use crate::given::{self, Kind, measure};

pub fn look() {
    println!("first: {}", measure(given::first));
    println!("second: {}", measure(given::second));
    println!("third: {}", measure(given::third));
    println!("fourth: {}", measure(given::fourth));
    println!("fifth: {}", measure(given::fifth));
}

pub fn answers() -> [Kind; 5] {
    [
        Kind::IoBound,
        Kind::IoBound,
        Kind::MemoryBound,
        Kind::IoBound,
        Kind::CpuBound,
    ]
}
