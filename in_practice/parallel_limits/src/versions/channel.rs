//! Threads that receive each piece as a message, from a bounded channel.

use std::sync::{Mutex, mpsc};
use std::thread;

use anyhow::Result;

use crate::units::{compute, piece};
use crate::work::{Answer, Work};

/// Maximum number of pieces that wait in the channel.
const WAITING: usize = 1_000;

/// Computes all pieces.
pub fn run(work: &Work) -> Result<Answer> {
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    // A receiver of std's channel can't be cloned, so the threads take turns.
    let receiver = Mutex::new(receiver);
    // Returns a thread's sum, and the number of its pieces.
    let worker = || {
        let (mut sum, mut pieces) = (0_u64, 0);
        loop {
            let next = receiver.lock().expect("no thread panics").recv();
            let Ok(units) = next else {
                return (sum, pieces);
            };
            sum = sum.wrapping_add(compute(work, units));
            pieces += 1;
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> =
            (0..work.threads).map(|_| scope.spawn(worker)).collect();
        for next in 0..work.pieces {
            sender
                .send(piece(work, next))
                .expect("threads are receiving");
        }
        drop(sender);
        let parts = workers.into_iter().map(|it| it.join().expect("no panic"));
        Ok(Answer::of(parts))
    })
}
