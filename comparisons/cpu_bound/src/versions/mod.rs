//! The versions, one file per version.

#[cfg(target_os = "linux")]
pub mod huge_pages;
pub mod message_each;
pub mod one_buffer;
pub mod processes;
pub mod rayon;
pub mod sequential;
pub mod sums;
pub mod tasks;
pub mod threads;
