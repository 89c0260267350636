// Fails: you say that `fourth` keeps a core busy
use crate::given::Kind;

pub fn look() {}

pub fn answers() -> [Kind; 5] {
    [
        Kind::CpuBound,
        Kind::IoBound,
        Kind::MemoryBound,
        Kind::CpuBound,
        Kind::CpuBound,
    ]
}
