// Fails: 16 requests came, and 8 requests were refused; all of them should be inside
use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::door::Door;

pub async fn serve(mut door: Door, places: usize, _room: usize) {
    let places = Arc::new(Semaphore::new(places));
    let mut tasks = JoinSet::new();
    while let Some(request) = door.accept().await {
        let Ok(permit) = places.clone().try_acquire_owned() else {
            request.refuse();
            continue;
        };
        tasks.spawn(async move {
            request.respond().await;
            drop(permit);
        });
    }
    tasks.join_all().await;
}
