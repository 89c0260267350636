// Fails: and kept a core busy for the rest. Measure all five in `look`
use crate::given::Kind;

pub fn look() {}

pub fn answers() -> [Kind; 5] {
    [
        Kind::IoBound,
        Kind::IoBound,
        Kind::MemoryBound,
        Kind::IoBound,
        Kind::CpuBound,
    ]
}
