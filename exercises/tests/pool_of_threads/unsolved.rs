//! Exercise: blocking requests on four threads.
//!
//! `fetch` asks for a URL, and keeps its thread until the answer is there. Let
//! 4 threads share the URLs, so that 4 requests wait at one time, and each URL
//! is asked for once. The answers are wanted in the order of the URLs. And where
//! `fetch` panics, the answer to that URL is None, and all the others are there,
//! however many panics there are.
//!
//! `std::panic::catch_unwind` gives an Err for a panic, and its thread goes on;
//! put `AssertUnwindSafe(…)` around the closure.
//!
//! The page: book/src/blocking.md. Stuck? `cargo ex hint`

/// Returns what `fetch` returns for each URL, or None where it panics.
pub fn fetch_all(
    urls: &[String],
    fetch: &(dyn Fn(&str) -> usize + Sync),
) -> Vec<Option<usize>> {
    // TODO: this thread makes all requests, and the first panic ends it.
    urls.iter().map(|url| Some(fetch(url))).collect()
}
