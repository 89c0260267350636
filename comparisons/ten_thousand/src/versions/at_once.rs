//! Many requests in flight at once, on one thread: `asyncio.gather`, with a
//! breath now and then.

use anyhow::Result;
use tokio::task::{self, JoinSet};

/// After how many requests those that were started may go on: connect, and say
/// what they want. A site gives up on a connection that says nothing for long;
/// ten thousand that connect first and speak afterwards let it wait.
const BREATH: usize = 10;

/// Starts a task per request without waiting for a response, and then waits for
/// all of them, or for the first error, which aborts the others. `page` is given
/// the number of the request. Returns the statuses of the responses.
pub async fn all<Page>(
    requests: usize,
    page: impl Fn(usize) -> Page,
) -> Result<Vec<u16>>
where
    Page: Future<Output = Result<u16>> + Send + 'static,
{
    let mut tasks = JoinSet::new();
    for number in 1..=requests {
        tasks.spawn(page(number));
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
