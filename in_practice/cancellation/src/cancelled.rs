//! Four ways to cancel futures that wait: each drops them at an await.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, ensure};
use futures_util::future::{self, BoxFuture, FutureExt};
use tokio::runtime::Builder;
use tokio::task::{self, JoinSet};
use tokio::time;

use crate::bank::Bank;
use crate::work::{Answer, Transferred, Work};

/// Time limit of the transfers, counted from the moment when all are stopped.
const LIMIT: Duration = Duration::from_millis(1);

/// Transfers, none of which has been polled yet.
type Transfers = Vec<BoxFuture<'static, ()>>;

/// Cancels transfers in four ways and counts what became of them.
///
/// # Errors
///
/// Returns an error if a way of cancelling is none.
pub fn in_four_ways<F>(
    work: &Work,
    transfer: fn(Arc<Bank>, usize) -> F,
) -> Result<Answer>
where
    F: Future<Output = ()> + Send + 'static,
{
    let outcomes = [
        outcome(work, transfer, by_failing_sibling)?,
        outcome(work, transfer, by_timeout)?,
        outcome(work, transfer, by_dropped_set)?,
        outcome(work, transfer, by_abort)?,
    ];
    let half = outcomes.map(|[_, half, _]| Some(half));
    Ok(Answer::Transfers(Transferred {
        sibling: half[0],
        timeout: half[1],
        set: half[2],
        abort: half[3],
        done: outcomes.iter().map(|[_, _, done]| done).sum(),
        not_begun: outcomes.iter().map(|[not_begun, _, _]| not_begun).sum(),
    }))
}

/// Runs a program that cancels its transfers, awaits the tasks that it keeps
/// track of, and ends. Returns the outcome.
fn outcome<F>(
    work: &Work,
    transfer: fn(Arc<Bank>, usize) -> F,
    cancel: impl AsyncFnOnce(&Bank, Transfers) -> bool,
) -> Result<[u64; 3]>
where
    F: Future<Output = ()> + Send + 'static,
{
    let bank = Arc::new(Bank::new(work.size));
    let runtime = Builder::new_current_thread().enable_time().build()?;
    let cancelled = runtime.block_on(async {
        let numbers = 0..work.size;
        let transfers =
            numbers.map(|number| transfer(bank.clone(), number).boxed());
        let cancelled = cancel(&bank, transfers.collect()).await;
        bank.open();
        bank.tasks.close();
        bank.tasks.wait().await;
        cancelled
    });
    // The end of the program, which drops the tasks that are left.
    drop(runtime);
    ensure!(cancelled, "the transfers were not cancelled");
    Ok(bank.outcome())
}

/// Awaits them together with a future that fails.
async fn by_failing_sibling(bank: &Bank, transfers: Transfers) -> bool {
    let failing = async {
        bank.all_stopped().await;
        Err("declined")
    };
    let transfers = transfers.into_iter().map(|transfer| {
        let transfer: BoxFuture<_> = transfer.map(Ok).boxed();
        transfer
    });
    let all = transfers.chain([failing.boxed()]);
    future::try_join_all(all).await.is_err()
}

/// Awaits them for a time, which begins when all of them are stopped.
async fn by_timeout(bank: &Bank, transfers: Transfers) -> bool {
    let mut all = Box::pin(future::join_all(transfers));
    tokio::select! {
        _ = &mut all => return false,
        () = bank.all_stopped() => {}
    }
    time::timeout(LIMIT, all).await.is_err()
}

/// Spawns them in a set, and drops the set.
async fn by_dropped_set(bank: &Bank, transfers: Transfers) -> bool {
    let set: JoinSet<()> = transfers.into_iter().collect();
    bank.all_stopped().await;
    drop(set);
    true
}

/// Spawns them, aborts all tasks and waits until they have ended.
async fn by_abort(bank: &Bank, transfers: Transfers) -> bool {
    let tasks: Vec<_> = transfers.into_iter().map(task::spawn).collect();
    bank.all_stopped().await;
    tasks.iter().for_each(|task| task.abort());
    let ends = future::join_all(tasks).await;
    ends.iter().all(|end| end.is_err())
}
