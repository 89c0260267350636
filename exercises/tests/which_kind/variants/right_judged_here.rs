use crate::given::{self, Kind, measure};

const FUNCTIONS: [fn(); 5] = [
    given::first,
    given::second,
    given::third,
    given::fourth,
    given::fifth,
];

pub fn look() {}

pub fn answers() -> [Kind; 5] {
    FUNCTIONS.map(|function| {
        let figures = measure(function);
        if figures.waiting() > 0.7 {
            Kind::IoBound
        } else if figures.in_kernel().unwrap_or_default() > 0.5 {
            Kind::MemoryBound
        } else {
            Kind::CpuBound
        }
    })
}
