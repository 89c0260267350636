//! Exercise: blocking requests on four threads.
//!
//! `fetch` requests a URL, and blocks its thread until the response arrives.
//! Let 4 threads share the URLs, so 4 requests wait at a time, and each URL is
//! requested once. Return the lengths of the responses in the order of the
//! URLs. If `fetch` panics, the entry of that URL should be None, and all the
//! others should still be there, however many panics there are.
//!
//! `std::panic::catch_unwind` turns a panic into an Err, and its thread goes
//! on; put `AssertUnwindSafe(…)` around the closure.
//!
//! The page: book/src/blocking.md. Stuck? `cargo ex hint`

/// Returns the result of `fetch` for each URL, or None if it panics.
pub fn fetch_all(
    urls: &[String],
    fetch: &(dyn Fn(&str) -> usize + Sync),
) -> Vec<Option<usize>> {
    // TODO: this thread sends all requests, and the first panic ends it.
    urls.iter().map(|url| Some(fetch(url))).collect()
}
