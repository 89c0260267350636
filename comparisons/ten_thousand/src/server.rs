//! The test server. It serves only `/delay/{seconds}`, over HTTP/1.1 and
//! HTTP/2, and counts requests.
//!
//! local_httpbin has no HTTP/2, which would make every first build slower. And
//! it does more per request, for its log and its response, than some of these
//! clients do.

use std::convert::Infallible;
use std::io::{self, Write};
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::Result;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::json;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::{runtime, time};

/// Body of every response.
const BODY: &[u8] = b"This took as long as you asked for.\n";

/// Connections that may wait to be accepted: all that are opened at once, if
/// the system's own limit (`net.core.somaxconn`) allows it.
const BACKLOG: u32 = 20_000;

/// Start of an HTTP/2 connection.
const PREFACE: &[u8; 3] = b"PRI";

/// Prints its URL, serves until stdin ends, and prints its counts, as
/// `local_httpbin::serve_until_stdin_ends` does.
pub fn serve() -> io::Result<()> {
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let listener = runtime.block_on(async { listen() })?;
    let mut stdout = io::stdout();
    writeln!(stdout, "http://{}", listener.local_addr()?)?;
    let seen = Seen::default();
    let serve = accept(listener, seen.clone());
    thread::Builder::new().spawn(move || runtime.block_on(serve))?;
    io::copy(&mut io::stdin(), &mut io::sink())?;
    let Counts { requests, peak, .. } = *seen.counts();
    writeln!(stdout, "{}", json!({ "requests": requests, "peak": peak }))
}

fn listen() -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
    socket.listen(BACKLOG)
}

/// Spawns one task per connection.
async fn accept(listener: TcpListener, seen: Seen) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // No file is left, or the client has gone. The pause keeps a
            // lasting failure from taking a core.
            time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let seen = seen.clone();
        tokio::spawn(async move {
            // An error means that the client has gone.
            let _ = converse(stream, seen).await;
        });
    }
}

/// Speaks the client's version of HTTP.
async fn converse(stream: TcpStream, seen: Seen) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut beginning = [0; PREFACE.len()];
    stream.peek(&mut beginning).await?;
    if &beginning == PREFACE {
        http2(stream, seen).await
    } else {
        http1(stream, seen).await
    }
}

/// Serves one request after another.
async fn http1(stream: TcpStream, seen: Seen) -> Result<()> {
    let respond = service::service_fn(async |request: Request<Incoming>| {
        let mut response = Response::new(Full::new(BODY));
        *response.status_mut() = status(request.uri().path(), &seen).await;
        Ok::<_, Infallible>(response)
    });
    http1::Builder::new()
        .serve_connection(TokioIo::new(stream), respond)
        .await?;
    Ok(())
}

/// Spawns one task per request.
async fn http2(stream: TcpStream, seen: Seen) -> Result<()> {
    let mut connection = h2::server::handshake(stream).await?;
    while let Some(request) = connection.accept().await {
        let (request, mut respond) = request?;
        let seen = seen.clone();
        tokio::spawn(async move {
            let mut response = Response::new(());
            *response.status_mut() = status(request.uri().path(), &seen).await;
            let mut body = respond.send_response(response, false)?;
            body.send_data(Bytes::from_static(BODY), true)
        });
    }
    Ok(())
}

/// Waits for the number of seconds in the path. Returns the response's status.
async fn status(path: &str, seen: &Seen) -> StatusCode {
    seen.arrived();
    let seconds = path.strip_prefix("/delay/");
    let delay = seconds
        .and_then(|seconds| seconds.parse().ok())
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    time::sleep(delay.unwrap_or_default()).await;
    seen.left();
    match delay {
        Some(_) => StatusCode::OK,
        None => StatusCode::NOT_FOUND,
    }
}

/// Number of requests, and the peak of those that waited together. Clones share
/// the counts.
#[derive(Debug, Clone, Default)]
struct Seen(Arc<Mutex<Counts>>);

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    requests: usize,
    in_flight: usize,
    peak: usize,
}

impl Seen {
    fn arrived(&self) {
        let mut counts = self.counts();
        counts.requests += 1;
        counts.in_flight += 1;
        counts.peak = counts.peak.max(counts.in_flight);
    }

    fn left(&self) {
        self.counts().in_flight -= 1;
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
