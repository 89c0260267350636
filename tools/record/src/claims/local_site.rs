//! The claims of the page `local_site.md`.

use super::Claim;

pub const CLAIMS: &[Claim] = &[];
