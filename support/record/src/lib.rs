//! Runs the examples and records their outputs, pictures and machine for the
//! book. The book's tests use the same modules to find pages that no longer
//! match.

pub mod archive;
pub mod claims;
pub mod figures;
pub mod machine;
pub mod masked;
pub mod one_recording;
pub mod pictures;
pub mod recordings;
pub mod run;
pub mod spread;
pub mod threads;
pub mod what_if;
pub mod workspace;

/// The pages of the book, included only for their Rust blocks.
#[cfg(doctest)]
pub mod pages {
    include!(concat!(env!("OUT_DIR"), "/pages.rs"));
}
