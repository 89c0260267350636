//! The versions, one file each.

pub mod calls;
pub mod files;
pub mod find;
