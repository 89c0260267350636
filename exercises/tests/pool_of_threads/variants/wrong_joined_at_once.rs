// Fails: one is joined before the next is started, or holds a lock
use std::thread;

pub fn fetch_all(
    urls: &[String],
    fetch: &(dyn Fn(&str) -> usize + Sync),
) -> Vec<Option<usize>> {
    thread::scope(|scope| {
        // Without a collect, each is started when its turn to be joined comes.
        urls.iter()
            .map(|url| scope.spawn(move || fetch(url)))
            .map(|thread| thread.join().ok())
            .collect()
    })
}
