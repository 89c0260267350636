//! A server with more load than it can serve, one remedy after another.

fn main() {}
