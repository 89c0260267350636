//! Runs the examples and records what the book shows: their outputs, pictures
//! of them, and the machine that they ran on. The book's tests use the same
//! parts to find out what no longer fits.

pub mod archive;
pub mod claims;
pub mod figures;
pub mod machine;
pub mod one_recording;
pub mod pictures;
pub mod recordings;
pub mod run;
pub mod shape;
pub mod spread;
pub mod threads;
pub mod what_if;
pub mod workspace;

/// The pages of the book, for their Rust blocks alone.
#[cfg(doctest)]
pub mod pages {
    include!(concat!(env!("OUT_DIR"), "/pages.rs"));
}
