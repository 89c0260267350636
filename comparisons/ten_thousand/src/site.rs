//! The site that is asked: local_httpbin for HTTP/1.1, and a small one of its
//! own for HTTP/2, which answers `/delay/{seconds}` alone.
//!
//! local_httpbin does not speak HTTP/2 because every first build would wait for
//! that.

use std::io::{self, Write};
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use h2::server::{self, SendResponse};
use hyper::body::Bytes;
use hyper::{Request, Response, StatusCode};
use local_httpbin::Site;
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};
use tokio::{runtime, time};

/// What is answered.
const BODY: &[u8] = b"This took as long as you have asked for.\n";

/// Serves as `local_httpbin::serve_until_stdin_ends`, except that the first
/// line has two URLs: the one for HTTP/1.1, and the one for HTTP/2.
pub fn serve() -> io::Result<()> {
    let http1 = Site::start()?;
    let seen = Seen::default();
    let http2 = start(seen.clone())?;
    let mut stdout = io::stdout();
    writeln!(stdout, "{} {http2}", http1.url())?;
    io::copy(&mut io::stdin(), &mut io::sink())?;
    // Each run asks one of them.
    let (log, counts) = (http1.log(), *seen.counts());
    let requests = log.requests() + counts.requests;
    let peak = log.peak().max(counts.peak);
    writeln!(stdout, "{}", json!({ "requests": requests, "peak": peak }))
}

/// Starts to serve HTTP/2 from a thread of its own, and returns the URL.
fn start(seen: Seen) -> io::Result<String> {
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let bind = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let listener = runtime.block_on(bind)?;
    let url = format!("http://{}", listener.local_addr()?);
    thread::Builder::new()
        .spawn(move || runtime.block_on(accept(listener, seen)))?;
    Ok(url)
}

/// Gives each connection a task of its own.
async fn accept(listener: TcpListener, seen: Seen) {
    // A listener fails where no file is left to be opened: nobody here opens
    // so many.
    while let Ok((stream, _)) = listener.accept().await {
        let seen = seen.clone();
        tokio::spawn(async move {
            // A client that is gone has been answered, or wants no answer.
            let _ = converse(stream, seen).await;
        });
    }
}

/// Gives each request of a connection a task of its own.
async fn converse(stream: TcpStream, seen: Seen) -> anyhow::Result<()> {
    stream.set_nodelay(true)?;
    let mut connection = server::handshake(stream).await?;
    while let Some(request) = connection.accept().await {
        let (request, respond) = request?;
        tokio::spawn(answer(request, respond, seen.clone()));
    }
    Ok(())
}

/// Answers a request after as many seconds as it asks for.
async fn answer<B>(
    request: Request<B>,
    mut respond: SendResponse<Bytes>,
    seen: Seen,
) -> Result<(), h2::Error> {
    seen.arrived();
    let delay = delay(request.uri().path());
    time::sleep(delay.unwrap_or_default()).await;
    seen.left();
    let mut response = Response::new(());
    if delay.is_none() {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    let mut body = respond.send_response(response, false)?;
    body.send_data(Bytes::from_static(BODY), true)
}

/// The seconds in `/delay/{seconds}`.
fn delay(path: &str) -> Option<Duration> {
    let seconds = path.strip_prefix("/delay/")?.parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}

/// How many requests came, and were there at one time. A clone is the same.
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
