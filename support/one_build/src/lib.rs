//! No code: its manifest names the features that one package or another asks
//! of a shared dependency. Cargo builds a crate anew for each set of features,
//! so without it whoever goes on from `cargo run -p ex_3_3` to ex_3_4, and then
//! to `cargo test`, would wait for rustls three times. (cargo-hakari makes such
//! packages for large workspaces.)
