//! The claims of the page `ten_thousand.md`.

use super::Claim;

pub const CLAIMS: &[Claim] = &[];
