//! The claims of the page `one_request.md`.

use super::Claim;

pub const CLAIMS: &[Claim] = &[];
