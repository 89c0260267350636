//! Waits for a name server with a timeout. The look-up stands in for
//! `getaddrinfo`, which tokio runs on the blocking pool, too.
//!
//! In Python: `asyncio.wait_for(loop.getaddrinfo(…), timeout)`.

use anyhow::Result;
use tokio::{task, time};

use crate::work::{Input, look_up};

/// Share of its time that the look-up gets.
const PATIENCE: u32 = 5;

/// Returns the number of look-ups that have failed in time: none.
pub async fn run(input: &Input) -> Result<u64> {
    let (server, silence) = (input.name_server, input.silence);
    let looking = task::spawn_blocking(move || look_up(server, silence));
    let outcome = time::timeout(silence / PATIENCE, looking).await;
    // The timeout ends the wait. The thread goes on.
    Ok(u64::from(outcome.is_ok()))
}
