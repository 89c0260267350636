//! The claims of the page `two_kinds_of_work.md`.

use super::Claim;

pub const CLAIMS: &[Claim] = &[];
