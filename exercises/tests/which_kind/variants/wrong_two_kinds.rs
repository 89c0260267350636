// Fails: You say that `third` is CPU-bound. But
use crate::given::Kind;

pub fn look() {}

pub fn answers() -> [Kind; 5] {
    [
        Kind::CpuBound,
        Kind::IoBound,
        Kind::CpuBound,
        Kind::IoBound,
        Kind::CpuBound,
    ]
}
