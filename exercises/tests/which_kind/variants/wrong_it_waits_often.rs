// Fails: you say that `fifth` waits for something
use crate::given::Kind;

pub fn look() {}

pub fn answers() -> [Kind; 5] {
    [
        Kind::CpuBound,
        Kind::IoBound,
        Kind::MemoryBound,
        Kind::IoBound,
        Kind::IoBound,
    ]
}
