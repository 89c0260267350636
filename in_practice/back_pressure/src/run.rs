//! Runs a version against its load.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use futures_util::stream::{self, StreamExt};
use tokio::runtime::Builder;
use tokio::sync::mpsc;

use crate::arrivals;
use crate::log::Log;
use crate::outcome::Outcome;
use crate::request::{Door, Request};
use crate::server::{Failed, Server};
use crate::work::Work;

/// Time to start everything before the first request.
const AHEAD: Duration = Duration::from_millis(10);

/// Runs a service that accepts requests at its door.
///
/// # Errors
///
/// Returns an error if the runtime cannot start.
pub fn service(
    work: &Work,
    serve: impl AsyncFnOnce(Door, Server, &Work),
) -> Result<Outcome> {
    on_one_thread(work, async |log, server, start| {
        let (door, arrivals) = mpsc::unbounded_channel();
        let clients = arrivals::send(work, start, log, door);
        serve(Door::new(arrivals), server, work).await;
        clients.join().expect("it does not panic");
    })
}

/// Runs clients that each send one request, until it succeeds or they give up.
///
/// # Errors
///
/// Returns an error if the runtime cannot start.
pub fn clients(
    work: &Work,
    send: impl AsyncFn(&Server, &Request) -> Result<(), Failed>,
) -> Result<Outcome> {
    fastrand::seed(work.seed);
    on_one_thread(work, async |log, server, start| {
        let (sender, mut requests) = mpsc::unbounded_channel();
        let arrivals = arrivals::send(work, start, log, sender);
        let requests = stream::poll_fn(|context| requests.poll_recv(context));
        let each = async |request| match send(&server, &request).await {
            Ok(()) => request.serve(),
            Err(Failed) => request.fail(),
        };
        requests.for_each_concurrent(None, each).await;
        arrivals.join().expect("it does not panic");
    })
}

/// Runs clients that send their next request after the response.
///
/// # Errors
///
/// Returns an error if the runtime cannot start.
pub fn closed_loop(
    work: &Work,
    client: impl AsyncFn(&Server, &dyn Fn() -> Option<Request>),
) -> Result<Outcome> {
    on_one_thread(work, async |log, server, start| {
        tokio::time::sleep_until(start.into()).await;
        // On a busy machine, this may be later than the start.
        let end = Instant::now() + Duration::from_secs_f64(work.duration);
        let next = || {
            let now = Instant::now();
            (now < end).then(|| Request::new(0, now, work.body, log))
        };
        stream::iter(0..work.clients)
            .for_each_concurrent(None, async |_| client(&server, &next).await)
            .await;
    })
}

/// Runs `all` on an event loop, and waits until no request is in flight.
fn on_one_thread(
    work: &Work,
    all: impl AsyncFnOnce(&Arc<Log>, Server, Instant),
) -> Result<Outcome> {
    let runtime = Builder::new_current_thread().enable_time().build()?;
    runtime.block_on(async {
        let log = Arc::new(Log::default());
        let start = Instant::now() + AHEAD;
        all(&log, Server::new(work, start), start).await;
        log.idle().await;
        Ok(log.outcome(work))
    })
}
