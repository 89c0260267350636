//! The claims of the page `two_cores.md`.

use super::Claim;

pub const CLAIMS: &[Claim] = &[];
