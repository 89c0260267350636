//! The claims of the page `tasks.md`.

use super::Claim;

pub const CLAIMS: &[Claim] = &[];
