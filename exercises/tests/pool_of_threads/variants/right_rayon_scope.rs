use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;

use rayon::ThreadPoolBuilder;

// One task per URL, and four threads that take them.
pub fn fetch_all(
    urls: &[String],
    fetch: &(dyn Fn(&str) -> usize + Sync),
) -> Vec<Option<usize>> {
    let pool = ThreadPoolBuilder::new().num_threads(4).build();
    let answers = Mutex::new(vec![None; urls.len()]);
    pool.expect("four threads").scope(|scope| {
        for (index, url) in urls.iter().enumerate() {
            let answers = &answers;
            scope.spawn(move |_| {
                let answer =
                    panic::catch_unwind(AssertUnwindSafe(|| fetch(url)));
                answers.lock().expect("no panic")[index] = answer.ok();
            });
        }
    });
    answers.into_inner().expect("no panic")
}
