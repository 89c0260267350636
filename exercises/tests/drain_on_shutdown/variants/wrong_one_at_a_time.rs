// Fails: 1 of 8 requests are in flight, and no other one is handled
use std::time::Duration;

use crate::requests::{Requests, Stop};

pub async fn serve(
    mut requests: Requests,
    mut stop: Stop,
    _grace: Duration,
) -> usize {
    loop {
        tokio::select! {
            () = stop.called() => return 0,
            // The branch is chosen, so the signal isn't looked at meanwhile.
            request = requests.next() => request.handle().await,
        }
    }
}
