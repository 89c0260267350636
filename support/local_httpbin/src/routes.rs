//! The response of each path. The paths of httpbin.org respond as they do
//! there, with one exception: a number out of range is a mistake here, while
//! httpbin.org uses the nearest one. `/barrier`, `/fault` and `/in_flight` are
//! our own.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::future;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use serde_json::{Value, json};
use tokio::sync::oneshot;
use tokio::time;

use crate::echo::{ORIGIN, echo};
use crate::log::Log;

/// The server's paths, one per line.
pub const ROUTES: &str = "\
/get               the request, as JSON
/ip                the client's address, as JSON
/delay/{seconds}   like /get, after 0 to 10 seconds, such as 0.5
/status/{code}     an empty response with this status, from 200 to 599
/bytes/{n}         n bytes, at most 102400, the same each time
/barrier/{n}       200 once n requests wait here together, 408 after 5 s
/in_flight         requests in flight, their peak and total, as JSON
/fault/reset       the connection is reset
/fault/hang        no response
/fault/truncate    the body ends too early
/fault/stall       the body starts, then stalls
/fault/garbage     bytes that aren't HTTP
/fault/redirect    a redirect to itself
";

/// Maximum delay in seconds, the same as on httpbin.org.
const LONGEST_DELAY: f64 = 10.0;

/// Maximum number of bytes, the same as on httpbin.org.
const MOST_BYTES: u64 = 100 * 1024;

/// Maximum number of requests at a barrier.
const LARGEST_BARRIER: usize = 10_000;

/// Maximum wait of a request at a barrier.
const BARRIER_TIMEOUT: Duration = Duration::from_secs(5);

/// Time for which a request is held that gets no response, or only the start of
/// one: longer than any client's timeout, but not forever.
pub(crate) const HANG: Duration = Duration::from_secs(60);

/// Behaviour that no server should have. It ends the connection.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
    Reset,
    Truncate,
    Stall,
    Garbage,
    Close,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the client requested a fault: {self:?}")
    }
}

impl Error for Fault {}

type Reply = Response<Full<Bytes>>;

/// State that one server's responses share.
pub(crate) struct Routes {
    log: Log,
    /// Requests that wait at a barrier, by its size.
    barriers: Mutex<HashMap<usize, Vec<oneshot::Sender<()>>>>,
}

impl Routes {
    pub(crate) fn new(log: Log) -> Routes {
        Routes {
            log,
            barriers: Mutex::default(),
        }
    }

    /// Responds to one request, and notes both in the log.
    pub(crate) async fn respond(
        &self,
        request: Request<Incoming>,
        connection: u64,
    ) -> Result<Reply, Fault> {
        let path = request.uri().path();
        if path == "/in_flight" {
            // A request for the figures is not counted among them.
            let figures = || json(&self.log.as_json());
            return Ok(refused(request.method()).unwrap_or_else(figures));
        }
        let line = format!("{} {path}", request.method());
        let in_flight = self.log.arrive(&line, connection);
        let response = self.route(&request).await?;
        in_flight.responded(response.status().as_u16());
        Ok(response)
    }

    async fn route(&self, request: &Request<Incoming>) -> Result<Reply, Fault> {
        if let Some(response) = refused(request.method()) {
            return Ok(response);
        }
        let path = request.uri().path();
        let mut parts = path.trim_start_matches('/').splitn(2, '/');
        let response = match (parts.next().unwrap_or_default(), parts.next()) {
            ("", None) => text(StatusCode::OK, ROUTES),
            ("get", None) => json(&echo(request)),
            ("ip", None) => json(&json!({ "origin": ORIGIN })),
            ("delay", Some(seconds)) => delay(request, seconds).await,
            ("status", Some(code)) => status(code),
            ("bytes", Some(n)) => bytes(n),
            ("barrier", Some(n)) => self.barrier(n).await,
            ("fault", Some("redirect")) => redirect(path),
            ("fault", Some(name)) => fault(name).await?,
            _ => not_found(path),
        };
        Ok(response)
    }

    /// Responds once `n` requests wait here together.
    async fn barrier(&self, n: &str) -> Reply {
        let Some(n) = number(n, 1..=LARGEST_BARRIER) else {
            return bad_request(
                "/barrier/{n} takes a whole number, 1 to 10000",
            );
        };
        match time::timeout(BARRIER_TIMEOUT, self.arrive(n)).await {
            Ok(()) => text(
                StatusCode::OK,
                &format!("{n} requests waited here together.\n"),
            ),
            Err(_) => text(
                StatusCode::REQUEST_TIMEOUT,
                &format!(
                    "{n} requests should have waited here together, but \
                     didn't within {} s.\n",
                    BARRIER_TIMEOUT.as_secs()
                ),
            ),
        }
    }

    /// Waits until `n` requests are waiting, this one among them.
    async fn arrive(&self, n: usize) {
        let (sender, receiver) = oneshot::channel();
        {
            let lock = self.barriers.lock();
            let mut barriers = lock.unwrap_or_else(PoisonError::into_inner);
            // A request that timed out, or whose client is gone, has closed its
            // channel.
            barriers.retain(|_, waiting| {
                waiting.retain(|other| !other.is_closed());
                !waiting.is_empty()
            });
            let waiting = barriers.entry(n).or_default();
            waiting.push(sender);
            if waiting.len() == n {
                for other in barriers.remove(&n).unwrap_or_default() {
                    let _ = other.send(());
                }
            }
        }
        receiver.await.expect("a barrier drops no waiting request");
    }
}

/// Returns the response to a method that is not GET or HEAD.
fn refused(method: &Method) -> Option<Reply> {
    if matches!(*method, Method::GET | Method::HEAD) {
        return None;
    }
    let mut response = text(
        StatusCode::METHOD_NOT_ALLOWED,
        "This server only responds to GET and HEAD.\n",
    );
    let allow = HeaderValue::from_static("GET, HEAD");
    response.headers_mut().insert(header::ALLOW, allow);
    Some(response)
}

async fn delay(request: &Request<Incoming>, seconds: &str) -> Reply {
    let Some(seconds) = number(seconds, 0.0..=LONGEST_DELAY) else {
        return bad_request("/delay/{seconds} takes a number, 0 to 10");
    };
    time::sleep(Duration::from_secs_f64(seconds)).await;

    let mut response = echo(request);
    response["data"] = json!("");
    response["files"] = json!({});
    response["form"] = json!({});
    json(&response)
}

fn status(code: &str) -> Reply {
    let Some(code) = number::<u16>(code, 200..=599) else {
        return bad_request("/status/{code} takes a number, 200 to 599");
    };
    let mut response = Response::builder().status(code);
    if (300..400).contains(&code) {
        response = response.header(header::LOCATION, "/get");
    }
    response
        .body(Full::default())
        .expect("200 to 599 are statuses")
}

fn bytes(n: &str) -> Reply {
    let Some(n) = number(n, 0..=MOST_BYTES) else {
        return bad_request("/bytes/{n} takes a whole number, 0 to 102400");
    };
    // One byte of each state of SplitMix64 (Steele, Lea, Flood 2014): it looks
    // random, as on httpbin.org, but is the same on every machine.
    let bytes = (1..=n).map(|index| {
        let mixed = index.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed >> 56) as u8
    });
    let body = bytes.collect::<Vec<u8>>();
    body_of(StatusCode::OK, "application/octet-stream", body)
}

async fn fault(name: &str) -> Result<Reply, Fault> {
    match name {
        "reset" => Err(Fault::Reset),
        "truncate" => Err(Fault::Truncate),
        "stall" => Err(Fault::Stall),
        "garbage" => Err(Fault::Garbage),
        "hang" => {
            let _ = time::timeout(HANG, future::pending::<()>()).await;
            Err(Fault::Close)
        }
        _ => Ok(not_found(&format!("/fault/{name}"))),
    }
}

fn redirect(path: &str) -> Reply {
    Response::builder()
        .status(StatusCode::FOUND)
        .header(header::LOCATION, path)
        .body(Full::default())
        .expect("a path that was parsed")
}

fn not_found(path: &str) -> Reply {
    let sentence = format!("There is no {path} here; / lists all paths.\n");
    text(StatusCode::NOT_FOUND, &sentence)
}

fn bad_request(sentence_without_dot: &str) -> Reply {
    text(
        StatusCode::BAD_REQUEST,
        &format!("{sentence_without_dot}.\n"),
    )
}

/// Returns the number in `text`, if it is in `range`.
fn number<N: FromStr + PartialOrd>(
    text: &str,
    range: std::ops::RangeInclusive<N>,
) -> Option<N> {
    text.parse().ok().filter(|number| range.contains(number))
}

fn json(value: &Value) -> Reply {
    body_of(StatusCode::OK, "application/json", format!("{value:#}\n"))
}

fn text(status: StatusCode, text: &str) -> Reply {
    body_of(status, "text/plain; charset=utf-8", text.to_owned())
}

fn body_of(
    status: StatusCode,
    content_type: &'static str,
    body: impl Into<Bytes>,
) -> Reply {
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, content_type)
        .body(Full::new(body.into()))
        .expect("each part is valid")
}
