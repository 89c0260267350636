//! What is left where there is no Unix: nothing is told.

use std::process::{Command, ExitStatus};

use super::usage::Usage;

pub(crate) fn usage() -> Option<Usage> {
    None
}

pub(crate) fn in_a_group_of_its_own(_command: &mut Command) {}

pub(crate) fn end_group(_leader: u32) {}

/// No limit is known.
pub fn raise_open_files() -> Option<u64> {
    None
}

pub(crate) fn describe(status: ExitStatus) -> String {
    status.to_string()
}
