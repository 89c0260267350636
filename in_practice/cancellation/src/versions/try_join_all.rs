//! All requests in one future, which drops the others when one of them fails.
//!
//! In Python: `asyncio.gather`.

use anyhow::Result;
use futures_util::future;
use tokio::time;

use crate::requests::{PATIENCE, Requests};
use crate::work::{Answer, Reported, Work};

/// Sends all requests, of which the first hangs and the last fails.
#[tokio::main(flavor = "current_thread")]
pub async fn run(work: &Work) -> Result<Answer> {
    let requests = Requests::new(work.size);
    let numbers = 0..work.size;
    let all = numbers.map(|number| requests.clone().send(number));
    let mut reported = Reported {
        requests: work.size as u64,
        ..Reported::default()
    };
    match time::timeout(PATIENCE, future::try_join_all(all)).await {
        Ok(Ok(responses)) => reported.kept = responses.len() as u64,
        // Responses of other requests were dropped with the future.
        Ok(Err(_)) => reported.errors = 1,
        Err(_) => {}
    }
    reported.finished = requests.finished();
    Ok(Answer::Errors(reported))
}
