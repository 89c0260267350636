// Fails: in the order of the URLs; got [
use std::sync::Mutex;
use std::thread;

pub fn fetch_all(
    urls: &[String],
    fetch: &(dyn Fn(&str) -> usize + Sync),
) -> Vec<Option<usize>> {
    let answers = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for some in urls.chunks(2) {
            let answers = &answers;
            scope.spawn(move || {
                for url in some {
                    let answer = fetch(url);
                    answers.lock().expect("no panic").push(Some(answer));
                }
            });
        }
    });
    answers.into_inner().expect("no panic")
}
