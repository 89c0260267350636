// Fails: however many URLs there are; got 5 for 10 URLs
use std::panic::{self, AssertUnwindSafe};
use std::thread;

pub fn fetch_all(
    urls: &[String],
    fetch: &(dyn Fn(&str) -> usize + Sync),
) -> Vec<Option<usize>> {
    let answer = |url: &String| {
        panic::catch_unwind(AssertUnwindSafe(|| fetch(url))).ok()
    };
    let answers = |some: &[String]| some.iter().map(answer).collect::<Vec<_>>();
    thread::scope(|scope| {
        // This makes four parts, but only of eight URLs.
        let threads: Vec<_> = urls
            .chunks(2)
            .map(|some| scope.spawn(move || answers(some)))
            .collect();
        let answers = threads.into_iter().map(|it| it.join());
        answers.flat_map(|it| it.expect("it is caught")).collect()
    })
}
