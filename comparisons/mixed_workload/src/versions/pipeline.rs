//! Tasks fetch, a thread pool computes, and a bounded channel connects them:
//! while it is full, a task with a response has to wait, and starts nothing
//! new.
//!
//! In Python: `asyncio.Queue(maxsize=2)` between fetchers and computers.

use std::iter;

use anyhow::Result;
use futures_util::stream::{self, TryStreamExt};
use rayon::ThreadPoolBuilder;
use rayon::iter::{ParallelBridge, ParallelIterator};
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::task;

use crate::done::Done;
use crate::versions::fetch;
use crate::work::{Response, Work};

/// Fetches and computes all items.
#[tokio::main(flavor = "current_thread")]
pub async fn run(work: &Work) -> Result<Done> {
    // The channel holds one response per core, so no core has to wait for one.
    let (sender, responses) = mpsc::channel(work.workers);
    let (workers, rounds) = (work.workers, work.rounds);
    let computing =
        task::spawn_blocking(move || compute_all(responses, workers, rounds));
    fetch_all(work, sender).await?;
    computing.await?
}

/// Fetches all items, `at_once` at a time, and sends each response to the pool.
async fn fetch_all(work: &Work, sender: Sender<Response>) -> Result<()> {
    let client = fetch::client()?;
    let (client, sender) = (&client, &sender);
    stream::iter((0..work.items).map(Ok))
        .try_for_each_concurrent(work.at_once, |number| async move {
            let response = fetch::get_async(client, work, number).await?;
            Ok(sender.send(response).await?)
        })
        .await
}

/// Computes responses until all senders are gone.
fn compute_all(
    mut responses: Receiver<Response>,
    workers: usize,
    rounds: u64,
) -> Result<Done> {
    let pool = ThreadPoolBuilder::new().num_threads(workers).build()?;
    Ok(pool.install(|| {
        iter::from_fn(|| responses.blocking_recv())
            // One thread of the pool waits for the next response, and idle
            // threads wait for that one. A pool that is shared with other work
            // should not be blocked like this.
            .par_bridge()
            .map(|response| response.compute(rounds))
            .sum()
    }))
}
