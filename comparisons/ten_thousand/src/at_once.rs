//! Many requests in flight at once, on one thread: `asyncio.gather`, with a
//! breath now and then.

use anyhow::Result;
use tokio::task;

/// After how many requests those that were started may go on: connect, and say
/// what they want. A site gives up on a connection that says nothing for long;
/// ten thousand that connect first and speak afterwards let it wait.
const BREATH: usize = 10;

/// Starts a task for each request without waiting for an answer, and then
/// waits for all of them. `page` is given the number of the request. Returns the statuses of the answers.
pub async fn all<Page>(
    requests: usize,
    page: impl Fn(usize) -> Page,
) -> Result<Vec<u16>>
where
    Page: Future<Output = Result<u16>> + Send + 'static,
{
    let mut tasks = Vec::new();
    for number in 1..=requests {
        tasks.push(task::spawn(page(number)));
        if number % BREATH == 0 {
            task::yield_now().await;
        }
    }
    let mut statuses = Vec::new();
    for task in tasks {
        statuses.push(task.await??);
    }
    Ok(statuses)
}
