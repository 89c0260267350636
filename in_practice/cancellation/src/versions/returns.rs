//! Same as `no_handler`, except that SIGTERM ends the loop: `main` returns, and
//! the runtime drops the tasks.

use anyhow::Result;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task;
use tokio_util::sync::CancellationToken;

use crate::work::{Answer, Work};
use crate::{server, supervisor};

/// Ends this server while requests are in flight.
pub fn run(work: &Work) -> Result<Answer> {
    supervisor::end(work, "returns")
}

/// Serves until SIGTERM.
pub async fn serve(listener: TcpListener) -> Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    loop {
        tokio::select! {
            _ = terminate.recv() => break,
            accepted = listener.accept() => {
                let (stream, _) = accepted?;
                task::spawn(server::handle(stream, CancellationToken::new()));
            }
        }
    }
    server::say_that_it_ends()
}
