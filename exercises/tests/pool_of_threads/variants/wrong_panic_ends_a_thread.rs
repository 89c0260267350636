// Fails: once all have ended, no thread is left for the remaining URLs
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn fetch_all(
    urls: &[String],
    fetch: &(dyn Fn(&str) -> usize + Sync),
) -> Vec<Option<usize>> {
    let answers: Vec<_> = urls.iter().map(|_| OnceLock::new()).collect();
    let taken = AtomicUsize::new(0);
    thread::scope(|scope| {
        let worker = || {
            loop {
                let next = taken.fetch_add(1, Ordering::Relaxed);
                let Some(url) = urls.get(next) else { break };
                answers[next].get_or_init(|| fetch(url));
            }
        };
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(worker)).collect();
        for thread in threads {
            // After one panic, the other three take the rest. And after four?
            let _ = thread.join();
        }
    });
    answers.into_iter().map(OnceLock::into_inner).collect()
}
