//! What the pictures of the book hold.

mod bars;
mod lanes;
mod lines;
mod page;
mod pairs;
mod picture;
