// Fails: Expected 8 requests, one per URL; the server received 32
use std::thread;

pub fn fetch_all(
    urls: &[String],
    fetch: &(dyn Fn(&str) -> usize + Sync),
) -> Vec<Option<usize>> {
    let all = || urls.iter().map(|url| Some(fetch(url))).collect::<Vec<_>>();
    thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(all)).collect();
        let answers = threads.into_iter().map(|it| it.join());
        answers.last().expect("four threads").expect("no panic")
    })
}
