//! rayon, told to cut no range below one thread's share.

use anyhow::Result;

use crate::versions::rayon;
use crate::work::{Answer, Work};

/// Computes all pieces.
pub fn run(work: &Work) -> Result<Answer> {
    rayon::in_ranges_of(work.pieces as usize / work.threads, work)
}
