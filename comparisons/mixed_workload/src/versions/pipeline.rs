//! Tasks fetch, a pool of threads computes, and a bounded channel is between
//! them: while it is full, a task that has its page waits to hand it over, and
//! begins nothing new.
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
use crate::work::{Page, Work};

/// Fetches and computes all items.
#[tokio::main(flavor = "current_thread")]
pub async fn run(work: &Work) -> Result<Done> {
    // One page waits for each core, so that no core waits for a page.
    let (fetched, pages) = mpsc::channel(work.workers);
    let (workers, rounds) = (work.workers, work.rounds);
    let computing =
        task::spawn_blocking(move || compute_all(pages, workers, rounds));
    fetch_all(work, fetched).await?;
    computing.await?
}

/// Fetches all items, so many at once, and hands over each.
async fn fetch_all(work: &Work, fetched: Sender<Page>) -> Result<()> {
    let client = fetch::client()?;
    let (client, fetched) = (&client, &fetched);
    stream::iter((0..work.items).map(Ok))
        .try_for_each_concurrent(work.at_once, |number| async move {
            let page = fetch::page_async(client, work, number).await?;
            Ok(fetched.send(page).await?)
        })
        .await
}

/// Computes pages until nobody is left who could send one.
fn compute_all(
    mut pages: Receiver<Page>,
    workers: usize,
    rounds: u64,
) -> Result<Done> {
    let pool = ThreadPoolBuilder::new().num_threads(workers).build()?;
    Ok(pool.install(|| {
        iter::from_fn(|| pages.blocking_recv())
            // One thread of the pool waits for the next page, and the idle
            // others for it: fine in a pool of its own, not in a shared one.
            .par_bridge()
            .map(|page| page.compute(rounds))
            .sum()
    }))
}
