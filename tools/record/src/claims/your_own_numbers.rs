//! The claims of the page `your_own_numbers.md`.

use super::Claim;

pub const CLAIMS: &[Claim] = &[];
