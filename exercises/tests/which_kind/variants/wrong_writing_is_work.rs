// Fails: You say that `fourth` is CPU-bound. But it waited for
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
