//! The claims of the page `copy_on_write.md`.

use super::Claim;

pub const CLAIMS: &[Claim] = &[];
