// Fails: 84 should be refused, as there is room for 16; 0 requests were refused
use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::door::Door;

pub async fn serve(mut door: Door, places: usize, _room: usize) {
    let places = Arc::new(Semaphore::new(places));
    let mut tasks = JoinSet::new();
    while let Some(request) = door.accept().await {
        let places = places.clone();
        tasks.spawn(async move {
            let _place = places.acquire().await.expect("it is open");
            request.respond().await;
        });
    }
    tasks.join_all().await;
}
