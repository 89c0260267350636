//! Same as `deadline`, except that the token ends each task at whichever await
//! it has reached, instead of telling it.

use std::time::Duration;

use anyhow::{Result, bail};
use tokio::net::{TcpListener, TcpStream};
use tokio::signal::unix::{SignalKind, signal};
use tokio::time;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::work::{Answer, Work};
use crate::{server, supervisor};

/// Time for the requests in flight, which none of them needs.
const GRACE: Duration = Duration::from_secs(1);

/// Ends this server while requests are in flight.
pub fn run(work: &Work) -> Result<Answer> {
    supervisor::end(work, "impatient")
}

/// Serves until SIGTERM.
pub async fn serve(listener: TcpListener) -> Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    loop {
        tokio::select! {
            _ = terminate.recv() => break,
            accepted = listener.accept() => {
                let (stream, _) = accepted?;
                tasks.spawn(handle_until(stop.clone(), stream));
            }
        }
    }
    // The clients that come now are refused.
    drop(listener);
    server::say_that_it_ends()?;
    stop.cancel();
    tasks.close();
    if time::timeout(GRACE, tasks.wait()).await.is_err() {
        bail!("{} requests were cut off", tasks.len());
    }
    Ok(())
}

/// Handles a request, until the token is cancelled.
async fn handle_until(
    stop: CancellationToken,
    stream: TcpStream,
) -> Result<()> {
    tokio::select! {
        biased;
        () = stop.cancelled() => Ok(()),
        handled = server::handle(stream, CancellationToken::new()) => handled,
    }
}
