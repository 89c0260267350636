//! Same as `cancellation_token`, except that `main` waits for a second at
//! most, and reports what it has cut off.

use std::time::Duration;

use anyhow::{Result, bail};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::time;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::work::{Answer, Work};
use crate::{server, supervisor};

/// Time for the requests in flight, below the patience of the supervisor.
const GRACE: Duration = Duration::from_secs(1);

/// Ends this server while requests are in flight.
pub fn run(work: &Work) -> Result<Answer> {
    supervisor::end(work, "deadline")
}

/// Serves until SIGTERM, and until all requests have a response or the time is
/// up.
pub async fn serve(listener: TcpListener) -> Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    loop {
        tokio::select! {
            _ = terminate.recv() => break,
            accepted = listener.accept() => {
                let (stream, _) = accepted?;
                tasks.spawn(server::handle(stream, stop.clone()));
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
