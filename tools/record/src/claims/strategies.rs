//! The claims of the page `strategies.md`.

use super::Claim;

pub const CLAIMS: &[Claim] = &[];
