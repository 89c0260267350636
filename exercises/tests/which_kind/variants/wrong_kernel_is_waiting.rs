// Fails: You say that `third` is I/O-bound. But it waited for only
use crate::given::Kind;

pub fn look() {}

pub fn answers() -> [Kind; 5] {
    [
        Kind::CpuBound,
        Kind::IoBound,
        Kind::IoBound,
        Kind::IoBound,
        Kind::CpuBound,
    ]
}
