// Fails: `serve` returned when 0 requests had a response and 84 a refusal, which makes 84 of 100
use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::door::Door;

pub async fn serve(mut door: Door, places: usize, room: usize) {
    let inside = Arc::new(Semaphore::new(places + room));
    let places = Arc::new(Semaphore::new(places));
    while let Some(request) = door.accept().await {
        let Ok(permit) = inside.clone().try_acquire_owned() else {
            request.refuse();
            continue;
        };
        let places = places.clone();
        tokio::spawn(async move {
            let _place = places.acquire().await.expect("it is open");
            request.respond().await;
            drop(permit);
        });
    }
}
