//! Cancelled futures: lost bytes, half-done transfers, and an orderly shutdown.

fn main() {}
