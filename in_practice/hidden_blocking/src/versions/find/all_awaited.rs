//! Nothing is hidden: the reporter waits for its look-up with an await.

use anyhow::Result;
use tokio::task;

use super::loader::load;
use crate::timed::Polls;
use crate::work::{Input, look_up};

/// Returns the number of bytes in all files.
pub async fn run(input: &Input, polls: &Polls) -> Result<u64> {
    let (bytes, ()) = tokio::try_join!(
        polls.time("loader", load(input)),
        polls.time("reporter", report(input))
    )?;
    Ok(bytes)
}

async fn report(input: &Input) -> Result<()> {
    let (server, silence) = (input.name_server, input.silence);
    // The server never answers, so this is an error in the end.
    let _ = task::spawn_blocking(move || look_up(server, silence)).await?;
    Ok(())
}
