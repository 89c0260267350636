//! The claims of the page `creation_cost.md`.

use super::Claim;

pub const CLAIMS: &[Claim] = &[];
