//! The version in Rust. The others are in `python/`.

pub mod rust_alone;
