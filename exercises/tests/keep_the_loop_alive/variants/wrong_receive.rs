// Fails: The loop's thread was blocked until the other one had finished
use std::sync::mpsc;

pub async fn compute<Work>(work: Work) -> u64
where
    Work: FnOnce() -> u64 + Send + 'static,
{
    let (sender, receiver) = mpsc::channel();
    rayon::spawn(move || {
        let _ = sender.send(work());
    });
    receiver.recv().expect("it does not panic")
}
