//! A task for every request, as soon as it arrives.
//!
//! In Python: `asyncio.create_task` in a loop, without any limit.

use crate::request::Door;
use crate::server::Server;
use crate::work::Work;

/// Serves the requests until the last one has been accepted.
pub async fn serve(mut door: Door, server: Server, _work: &Work) {
    while let Some(request) = door.accept().await {
        let server = server.clone();
        tokio::spawn(async move { server.respond(request).await });
    }
}
