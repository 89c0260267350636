// Fails: `fetch_all` panicked; its message is above
use std::thread;

pub fn fetch_all(
    urls: &[String],
    fetch: &(dyn Fn(&str) -> usize + Sync),
) -> Vec<Option<usize>> {
    // This runs from 0 to 4, which is one too many.
    let size = urls.len().div_ceil(4);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..=4)
            .map(|part| &urls[part * size..(part + 1) * size])
            .map(|some| scope.spawn(move || some.iter().map(|it| fetch(it))))
            .collect();
        let answers = threads.into_iter().map(|it| it.join());
        answers
            .flat_map(|it| it.expect("no panic"))
            .map(Some)
            .collect()
    })
}
