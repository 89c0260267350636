// Fails: Of 8 jobs, 8 were started and 8 have ended. Nothing moves any more
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, mpsc};
use std::thread;

pub fn fetch_all(
    urls: &[String],
    fetch: &(dyn Fn(&str) -> usize + Sync),
) -> Vec<Option<usize>> {
    let (sender, receiver) = mpsc::channel();
    let jobs = Mutex::new(urls.iter().enumerate());
    let mut answers = vec![None; urls.len()];
    thread::scope(|scope| {
        for _ in 0..4 {
            let (jobs, sender) = (&jobs, sender.clone());
            scope.spawn(move || {
                loop {
                    let job = jobs.lock().expect("no panic").next();
                    let Some((index, url)) = job else { break };
                    let answer =
                        panic::catch_unwind(AssertUnwindSafe(|| fetch(url)));
                    sender.send((index, answer.ok())).expect("it is awaited");
                }
            });
        }
        // The first sender is still alive, so the channel does not end.
        for (index, answer) in receiver {
            answers[index] = answer;
        }
    });
    drop(sender);
    answers
}
