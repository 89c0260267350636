//! A server that knows nothing of SIGTERM, which ends it on the spot.

use anyhow::Result;
use tokio::net::TcpListener;
use tokio::task;
use tokio_util::sync::CancellationToken;

use crate::work::{Answer, Work};
use crate::{server, supervisor};

/// Ends this server while requests are in flight.
pub fn run(work: &Work) -> Result<Answer> {
    supervisor::end(work, "no_handler")
}

/// Serves until the process ends.
pub async fn serve(listener: TcpListener) -> Result<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        task::spawn(server::handle(stream, CancellationToken::new()));
    }
}
