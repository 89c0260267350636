// Fails: or holds a lock that the others need while its request waits
use std::sync::Mutex;
use std::thread;

pub fn fetch_all(
    urls: &[String],
    fetch: &(dyn Fn(&str) -> usize + Sync),
) -> Vec<Option<usize>> {
    let jobs = Mutex::new(urls.iter().enumerate());
    let answers = Mutex::new(vec![None; urls.len()]);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                // The guard lives until the end of the loop's body.
                while let Some((index, url)) =
                    jobs.lock().expect("no panic").next()
                {
                    let answer = fetch(url);
                    answers.lock().expect("no panic")[index] = Some(answer);
                }
            });
        }
    });
    answers.into_inner().expect("no panic")
}
