// Fails: You say that `fifth` is I/O-bound. But it waited for only
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
