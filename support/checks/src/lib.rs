//! What the tests of several packages do and ask. Whatever is not so panics.

#[cfg(target_os = "linux")]
pub mod processes;
mod program;
#[cfg(feature = "requests")]
pub mod requests;

pub use crate::program::{Program, notes, rows, text};
