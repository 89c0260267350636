//! No code: its manifest names the features that any package needs from a shared
//! dependency. Cargo builds a crate again for each set of features, so without
//! it, a learner who runs ex_3_3, then ex_3_4, and then `cargo test` would wait
//! for rustls three times. (cargo-hakari creates such packages for large
//! workspaces.)
