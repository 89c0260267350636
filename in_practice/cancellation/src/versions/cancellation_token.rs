//! Same as `waits`, except that the tasks look at a `CancellationToken`: those
//! that wait for news stop waiting, and respond.

use anyhow::Result;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::work::{Answer, Work};
use crate::{server, supervisor};

/// Ends this server while requests are in flight.
pub fn run(work: &Work) -> Result<Answer> {
    supervisor::end(work, "cancellation_token")
}

/// Serves until SIGTERM, and until all requests have a response.
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
    tasks.wait().await;
    Ok(())
}
