//! The claims of the page `phrasebook.md`.

use super::Claim;

pub const CLAIMS: &[Claim] = &[];
