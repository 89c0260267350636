use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use procspawn::{Pool, SpawnError};

use crate::piece::Piece;

pub fn compute_all(
    pieces: &[Piece],
    work: fn(Vec<Piece>) -> Vec<u64>,
) -> Result<Vec<u64>, SpawnError> {
    let pool = Pool::new(2)?;
    let next = AtomicUsize::new(0);
    let chunks: Vec<_> = pieces.chunks(10).collect();
    let done = Mutex::new(BTreeMap::new());
    let wait = || -> Result<(), SpawnError> {
        while let Some(index) = Some(next.fetch_add(1, Ordering::Relaxed))
            && let Some(chunk) = chunks.get(index)
        {
            let send = || pool.spawn(chunk.to_vec(), work).join();
            let some = send().or_else(|_| send())?;
            done.lock().expect("no panic").insert(index, some);
        }
        Ok(())
    };
    thread::scope(|scope| {
        let threads = [scope.spawn(wait), scope.spawn(wait)];
        threads
            .into_iter()
            .try_for_each(|thread| thread.join().expect("no panic"))
    })?;
    let done = done.into_inner().expect("no panic");
    Ok(done.into_values().flatten().collect())
}
