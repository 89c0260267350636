//! A heartbeat beside calls that block without looking like it.

fn main() {}
