// Fails: One thread is joined before the next one starts, or holds a lock
use std::thread;

pub fn fetch_all(
    urls: &[String],
    fetch: &(dyn Fn(&str) -> usize + Sync),
) -> Vec<Option<usize>> {
    thread::scope(|scope| {
        // Without a collect, each thread starts only when it is its turn to be
        // joined.
        urls.iter()
            .map(|url| scope.spawn(move || fetch(url)))
            .map(|thread| thread.join().ok())
            .collect()
    })
}
