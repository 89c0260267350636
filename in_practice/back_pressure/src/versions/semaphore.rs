//! Same as unbounded, except that the service accepts a request only when it has
//! a permit for it. Until then, the request waits at the door.
//!
//! In Python: `asyncio.Semaphore`, acquired before the task is created.

use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::request::Door;
use crate::server::Server;
use crate::work::Work;

/// Serves the requests until the last one has been accepted.
pub async fn serve(mut door: Door, server: Server, work: &Work) {
    let permits = Arc::new(Semaphore::new(work.limit));
    loop {
        let permit = permits.clone().acquire_owned().await;
        let permit = permit.expect("it is never closed");
        let Some(request) = door.accept().await else {
            break;
        };
        let server = server.clone();
        tokio::spawn(async move {
            server.respond(request).await;
            drop(permit);
        });
    }
}
