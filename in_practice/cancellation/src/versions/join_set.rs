//! One task per request: each result comes as soon as it is there.
//!
//! In Python: `asyncio.wait`.

use anyhow::Result;
use tokio::task::JoinSet;
use tokio::time;

use crate::requests::{PATIENCE, Requests};
use crate::work::{Answer, Reported, Work};

/// Sends all requests, of which the first hangs and the last fails.
#[tokio::main(flavor = "current_thread")]
pub async fn run(work: &Work) -> Result<Answer> {
    let requests = Requests::new(work.size);
    let numbers = 0..work.size;
    let mut all: JoinSet<_> = numbers
        .map(|number| requests.clone().send(number))
        .collect();
    let mut reported = Reported {
        requests: work.size as u64,
        ..Reported::default()
    };
    while let Ok(Some(end)) = time::timeout(PATIENCE, all.join_next()).await {
        match end {
            Ok(Ok(_)) => reported.kept += 1,
            Ok(Err(_)) => {
                reported.errors = 1;
                // Only the tasks that still wait end here. The results of the
                // others stay in the set.
                all.abort_all();
            }
            // An aborted task.
            Err(_) => {}
        }
    }
    reported.finished = requests.finished();
    Ok(Answer::Errors(reported))
}
