use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::door::Door;

pub async fn serve(mut door: Door, places: usize, room: usize) {
    let inside = Arc::new(Semaphore::new(places + room));
    let places = Arc::new(Semaphore::new(places));
    let mut tasks = JoinSet::new();
    while let Some(request) = door.accept().await {
        let Ok(permit) = inside.clone().try_acquire_owned() else {
            request.refuse();
            continue;
        };
        let places = places.clone();
        tasks.spawn(async move {
            let _place = places.acquire().await.expect("it is open");
            request.respond().await;
            drop(permit);
        });
    }
    tasks.join_all().await;
}
