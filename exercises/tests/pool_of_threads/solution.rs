// Hint: `thread::scope(|scope| …)` waits for all threads that `scope.spawn`
//     starts in it, so they may borrow the URLs. Give each of 4 threads a chunk
//     of them: `urls.len().div_ceil(4)` is the size of a chunk, and
//     `urls.chunks(size)` makes the chunks. Start all threads before you join
//     the first.
// Hint: A panic ends its thread, and all the lengths that the thread has so far
//     are lost. `std::panic::catch_unwind` calls a closure, and returns an
//     `Err` if it panics; `.ok()` turns that into `None`.
// Hint: `panic::catch_unwind(AssertUnwindSafe(|| fetch(url))).ok()`

//! Exercise: blocking requests on four threads.

use std::panic::{self, AssertUnwindSafe};
use std::thread;

/// Returns the result of `fetch` for each URL, or None if it panics.
pub fn fetch_all(
    urls: &[String],
    fetch: &(dyn Fn(&str) -> usize + Sync),
) -> Vec<Option<usize>> {
    let length = |url: &String| {
        panic::catch_unwind(AssertUnwindSafe(|| fetch(url))).ok()
    };
    let size = urls.len().div_ceil(4).max(1);
    thread::scope(|scope| {
        let threads: Vec<_> = urls
            .chunks(size)
            .map(|some| {
                scope.spawn(move || some.iter().map(length).collect::<Vec<_>>())
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().expect("panics are caught"))
            .collect()
    })
}
