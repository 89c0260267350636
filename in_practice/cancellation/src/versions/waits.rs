//! Same as `returns`, except that the tasks are in a `JoinSet`, which `main`
//! awaits to the last.

use anyhow::Result;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::work::{Answer, Work};
use crate::{server, supervisor};

/// Ends this server while requests are in flight.
pub fn run(work: &Work) -> Result<Answer> {
    supervisor::end(work, "waits")
}

/// Serves until SIGTERM, and until all requests have a response.
pub async fn serve(listener: TcpListener) -> Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut tasks = JoinSet::new();
    loop {
        tokio::select! {
            _ = terminate.recv() => break,
            accepted = listener.accept() => {
                let (stream, _) = accepted?;
                tasks.spawn(server::handle(stream, CancellationToken::new()));
            }
            // Without this branch, the set would keep the result of each task.
            Some(_) = tasks.join_next() => {}
        }
    }
    // The clients that come now are refused.
    drop(listener);
    server::say_that_it_ends()?;
    while tasks.join_next().await.is_some() {}
    Ok(())
}
