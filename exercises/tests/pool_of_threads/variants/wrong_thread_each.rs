// Fails: got 8 threads for 8 requests, and at most 8 in flight
use std::thread;

pub fn fetch_all(
    urls: &[String],
    fetch: &(dyn Fn(&str) -> usize + Sync),
) -> Vec<Option<usize>> {
    thread::scope(|scope| {
        let threads: Vec<_> = urls
            .iter()
            .map(|url| scope.spawn(move || fetch(url)))
            .collect();
        threads.into_iter().map(|it| it.join().ok()).collect()
    })
}
