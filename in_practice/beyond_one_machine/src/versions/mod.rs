//! The versions, one file per version.

pub mod array;
pub mod threads;
