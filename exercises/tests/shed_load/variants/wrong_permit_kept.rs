// Fails: When the overload was over, 16 more requests came, and 16 requests were refused
use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::door::Door;

pub async fn serve(mut door: Door, places: usize, room: usize) {
    let inside = Semaphore::new(places + room);
    let places = Arc::new(Semaphore::new(places));
    let mut tasks = JoinSet::new();
    while let Some(request) = door.accept().await {
        let Ok(permit) = inside.try_acquire() else {
            request.refuse();
            continue;
        };
        permit.forget();
        let places = places.clone();
        tasks.spawn(async move {
            let _place = places.acquire().await.expect("it is open");
            request.respond().await;
        });
    }
    tasks.join_all().await;
}
