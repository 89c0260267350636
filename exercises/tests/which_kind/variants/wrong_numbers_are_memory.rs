// Fails: You say that `first` is memory-bound. But only
use crate::given::Kind;

pub fn look() {}

pub fn answers() -> [Kind; 5] {
    [
        Kind::MemoryBound,
        Kind::IoBound,
        Kind::MemoryBound,
        Kind::IoBound,
        Kind::CpuBound,
    ]
}
