//! Many requests in flight, on one thread: like `asyncio.gather`, with a pause
//! now and then.

use anyhow::Result;
use tokio::task::{self, JoinSet};

/// Number of requests between two pauses, in which started requests connect and
/// send. A server gives up on a connection that stays silent; ten thousand that
/// all connect before the first one sends would make it wait.
const BREATH: usize = 10;

/// Starts a task per request without waiting for a response, and then waits for
/// all of them, or for the first error, which aborts the others. `request` is
/// given the number of the request. Returns the statuses of the responses.
pub async fn all<Request>(
    requests: usize,
    request: impl Fn(usize) -> Request,
) -> Result<Vec<u16>>
where
    Request: Future<Output = Result<u16>> + Send + 'static,
{
    let mut tasks = JoinSet::new();
    for number in 1..=requests {
        tasks.spawn(request(number));
        if number % BREATH == 0 {
            task::yield_now().await;
        }
    }
    let mut statuses = Vec::new();
    while let Some(status) = tasks.join_next().await {
        statuses.push(status??);
    }
    Ok(statuses)
}
