// Fails: The loop's thread was blocked until the other one had finished
use std::thread;

pub async fn compute<Work>(work: Work) -> u64
where
    Work: FnOnce() -> u64 + Send + 'static,
{
    thread::spawn(work).join().expect("it does not panic")
}
