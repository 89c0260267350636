// Fails: The loop's thread stood still until the other one was done
use std::thread;

pub async fn compute<Work>(work: Work) -> u64
where
    Work: FnOnce() -> u64 + Send + 'static,
{
    thread::spawn(work).join().expect("it does not panic")
}
