//! The claims of the page `fork_vs_spawn.md`.

use super::Claim;

pub const CLAIMS: &[Claim] = &[];
