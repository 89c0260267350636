// Fails: 1 of 8 jobs panicked, and so did `fetch_all`
use std::thread;

pub fn fetch_all(
    urls: &[String],
    fetch: &(dyn Fn(&str) -> usize + Sync),
) -> Vec<Option<usize>> {
    let answers = |some: &[String]| -> Vec<_> {
        some.iter().map(|url| Some(fetch(url))).collect()
    };
    thread::scope(|scope| {
        let threads: Vec<_> = urls
            .chunks(urls.len().div_ceil(4))
            .map(|some| scope.spawn(move || answers(some)))
            .collect();
        let answers = threads.into_iter().map(|it| it.join());
        answers.flat_map(|it| it.expect("no panic")).collect()
    })
}
