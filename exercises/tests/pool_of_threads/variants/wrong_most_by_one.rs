// Fails: 4 threads sent the 8 requests, but one of them sent 5
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
    // Three threads get one URL each, and the last one gets the rest.
    let (first, rest) = urls.split_at(3);
    thread::scope(|scope| {
        let threads: Vec<_> = first
            .chunks(1)
            .chain([rest])
            .map(|some| scope.spawn(move || answers(some)))
            .collect();
        let answers = threads.into_iter().map(|it| it.join());
        answers.flat_map(|it| it.expect("it is caught")).collect()
    })
}
