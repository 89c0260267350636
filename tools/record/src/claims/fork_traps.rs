//! The claims of the page `fork_traps.md`.

use super::Claim;

pub const CLAIMS: &[Claim] = &[];
