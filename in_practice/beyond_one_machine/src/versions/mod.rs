//! The versions, one file per version.

pub mod threads;
