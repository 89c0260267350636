use futures_util::stream::{FuturesUnordered, StreamExt};

use std::collections::VecDeque;

use crate::door::Door;

pub async fn serve(mut door: Door, places: usize, room: usize) {
    let mut waiting = VecDeque::new();
    let mut working = FuturesUnordered::new();
    let mut is_open = true;
    while is_open || !working.is_empty() {
        tokio::select! {
            next = door.accept(), if is_open => match next {
                Some(request) if working.len() < places => {
                    working.push(request.respond());
                }
                Some(request) if waiting.len() < room => {
                    waiting.push_back(request);
                }
                Some(request) => request.refuse(),
                None => is_open = false,
            },
            Some(()) = working.next() => {
                working.extend(waiting.pop_front().map(|it: crate::door::Request| it.respond()));
            }
        }
    }
}
