//! CPU-bound work that can be cut into pieces anywhere.

use std::ops::Range;

use calibrate::mix;

use crate::work::Work;

/// Computes some units of the work. The sum of all units does not depend on
/// who computes which of them, or when.
pub fn compute(work: &Work, units: Range<u64>) -> u64 {
    let unit = |unit| mix(unit, work.rounds_of(unit));
    units.map(unit).fold(0, u64::wrapping_add)
}

/// Returns the units of one of `work.pieces` pieces.
pub fn piece(work: &Work, piece: u64) -> Range<u64> {
    let border = |piece| work.size * piece / work.pieces;
    border(piece)..border(piece + 1)
}
