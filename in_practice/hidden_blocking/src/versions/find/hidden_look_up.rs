//! The reporter waits for its look-up on the loop's thread.

use anyhow::Result;

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
    // The server never answers, so this is an error in the end.
    let _ = look_up(input.name_server, input.silence);
    Ok(())
}
