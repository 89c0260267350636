//! The pictures of the book, read back.

mod bars;
mod lanes;
mod lines;
mod page;
mod pairs;
mod picture;
