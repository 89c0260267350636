//! No code: the tests build the book and read each of its pages in Chromium,
//! in all five themes. `cargo test -p book_in_browser` runs them. They need
//! mdBook and Chromium. If one is missing, they say how to install it, and pass.
