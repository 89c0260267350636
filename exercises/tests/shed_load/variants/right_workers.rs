use std::sync::Arc;

use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinSet;

use crate::door::Door;

pub async fn serve(mut door: Door, places: usize, room: usize) {
    let (queue, requests) = mpsc::channel(room);
    let requests = Arc::new(Mutex::new(requests));
    let mut workers = JoinSet::new();
    for _ in 0..places {
        let requests = requests.clone();
        workers.spawn(async move {
            loop {
                // The lock is released before the work begins.
                let next = requests.lock().await.recv().await;
                let Some(request) = next else { break };
                let request: crate::door::Request = request;
                request.respond().await;
            }
        });
    }
    while let Some(request) = door.accept().await {
        match queue.try_reserve() {
            Ok(permit) => permit.send(request),
            Err(_) => request.refuse(),
        }
    }
    drop(queue);
    workers.join_all().await;
}
