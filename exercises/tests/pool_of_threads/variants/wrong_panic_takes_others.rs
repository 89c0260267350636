// Fails: The lengths that its thread had are lost with it
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
            .map(|some| (some, scope.spawn(move || answers(some))))
            .collect();
        let answers = threads.into_iter().flat_map(|(some, thread)| {
            // The length of its neighbour is lost as well.
            thread.join().unwrap_or_else(|_| vec![None; some.len()])
        });
        answers.collect()
    })
}
