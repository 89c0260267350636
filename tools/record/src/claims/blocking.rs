//! The claims of the page `blocking.md`.

use super::Claim;

pub const CLAIMS: &[Claim] = &[];
