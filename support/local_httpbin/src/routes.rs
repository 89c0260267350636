//! What each path answers. The paths of httpbin.org answer as they do there,
//! except that a number out of its range is a mistake, as it is on every path
//! here: httpbin.org takes the nearest one. `/barrier`, `/fault` and
//! `/in_flight` are our own.

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

/// The paths that the site answers, one per line.
pub const ROUTES: &str = "\
/get               the request, as JSON
/ip                the client's address, as JSON
/delay/{seconds}   as /get, after so many seconds: fractions allowed, at most 10
/status/{code}     an empty answer with this status, from 200 to 599
/bytes/{n}         n bytes, at most 102400, the same each time
/barrier/{n}       answers once n requests wait here together; after 5 s: 408
/in_flight         how many requests wait now, the peak, and the sum, as JSON
/fault/reset       the connection is reset
/fault/hang        no answer
/fault/truncate    the body ends too early
/fault/stall       the body begins, and does not go on
/fault/garbage     bytes that are no HTTP
/fault/redirect    a redirect to itself
";

/// The longest delay in seconds, as httpbin.org has it.
const LONGEST_DELAY: f64 = 10.0;

/// The most bytes, as httpbin.org has it.
const MOST_BYTES: u64 = 100 * 1024;

/// The most requests that a barrier can wait for.
const LARGEST_BARRIER: usize = 10_000;

/// How long a request waits at a barrier.
const BARRIER_TIMEOUT: Duration = Duration::from_secs(5);

/// How long a request is held that is never answered, or not to its end: longer
/// than any client's timeout, but not for ever.
pub(crate) const HANG: Duration = Duration::from_secs(60);

/// What a server should not do, and what ends the connection instead.
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
        write!(out, "the client asked for a fault: {self:?}")
    }
}

impl Error for Fault {}

type Answer = Response<Full<Bytes>>;

/// All that the answers to one site's requests share.
pub(crate) struct Routes {
    log: Log,
    /// For each size of barrier, those who wait there.
    barriers: Mutex<HashMap<usize, Vec<oneshot::Sender<()>>>>,
}

impl Routes {
    pub(crate) fn new(log: Log) -> Routes {
        Routes {
            log,
            barriers: Mutex::default(),
        }
    }

    /// Answers one request, and notes both in the log.
    pub(crate) async fn answer(
        &self,
        request: Request<Incoming>,
        connection: u64,
    ) -> Result<Answer, Fault> {
        let path = request.uri().path();
        if path == "/in_flight" {
            // Whoever watches does not count.
            let figures = || json(&self.log.as_json());
            return Ok(refused(request.method()).unwrap_or_else(figures));
        }
        let line = format!("{} {path}", request.method());
        let in_flight = self.log.arrive(&line, connection);
        let answer = self.route(&request).await?;
        in_flight.answered(answer.status().as_u16());
        Ok(answer)
    }

    async fn route(
        &self,
        request: &Request<Incoming>,
    ) -> Result<Answer, Fault> {
        if let Some(answer) = refused(request.method()) {
            return Ok(answer);
        }
        let path = request.uri().path();
        let mut parts = path.trim_start_matches('/').splitn(2, '/');
        let answer = match (parts.next().unwrap_or_default(), parts.next()) {
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
        Ok(answer)
    }

    /// Answers once `n` requests wait here together.
    async fn barrier(&self, n: &str) -> Answer {
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
                    "{n} requests should have waited here together, and did \
                     not within {} s.\n",
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
            // Who gave up, or whose client is gone, has closed its channel.
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
        receiver.await.expect("a barrier drops no one who waits");
    }
}

/// What every route answers to a method that is not GET or HEAD.
fn refused(method: &Method) -> Option<Answer> {
    if matches!(*method, Method::GET | Method::HEAD) {
        return None;
    }
    let mut answer = text(
        StatusCode::METHOD_NOT_ALLOWED,
        "This site answers GET and HEAD.\n",
    );
    let allow = HeaderValue::from_static("GET, HEAD");
    answer.headers_mut().insert(header::ALLOW, allow);
    Some(answer)
}

async fn delay(request: &Request<Incoming>, seconds: &str) -> Answer {
    let Some(seconds) = number(seconds, 0.0..=LONGEST_DELAY) else {
        return bad_request("/delay/{seconds} takes a number, 0 to 10");
    };
    time::sleep(Duration::from_secs_f64(seconds)).await;

    let mut answer = echo(request);
    answer["data"] = json!("");
    answer["files"] = json!({});
    answer["form"] = json!({});
    json(&answer)
}

fn status(code: &str) -> Answer {
    let Some(code) = number::<u16>(code, 200..=599) else {
        return bad_request("/status/{code} takes a number, 200 to 599");
    };
    let mut answer = Response::builder().status(code);
    if (300..400).contains(&code) {
        answer = answer.header(header::LOCATION, "/get");
    }
    answer
        .body(Full::default())
        .expect("200 to 599 are statuses")
}

fn bytes(n: &str) -> Answer {
    let Some(n) = number(n, 0..=MOST_BYTES) else {
        return bad_request("/bytes/{n} takes a whole number, 0 to 102400");
    };
    // The state of SplitMix64 (Steele, Lea, Flood 2014), one byte of each:
    // looks random, as httpbin.org's do, and is the same on each machine.
    let bytes = (1..=n).map(|index| {
        let mixed = index.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed >> 56) as u8
    });
    let body = bytes.collect::<Vec<u8>>();
    body_of(StatusCode::OK, "application/octet-stream", body)
}

async fn fault(name: &str) -> Result<Answer, Fault> {
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

fn redirect(path: &str) -> Answer {
    Response::builder()
        .status(StatusCode::FOUND)
        .header(header::LOCATION, path)
        .body(Full::default())
        .expect("a path that was parsed")
}

fn not_found(path: &str) -> Answer {
    let sentence = format!("There is no {path} here; / lists what there is.\n");
    text(StatusCode::NOT_FOUND, &sentence)
}

fn bad_request(sentence_without_dot: &str) -> Answer {
    text(
        StatusCode::BAD_REQUEST,
        &format!("{sentence_without_dot}.\n"),
    )
}

/// The number that `text` is, where it lies in `range`.
fn number<N: FromStr + PartialOrd>(
    text: &str,
    range: std::ops::RangeInclusive<N>,
) -> Option<N> {
    text.parse().ok().filter(|number| range.contains(number))
}

fn json(value: &Value) -> Answer {
    body_of(StatusCode::OK, "application/json", format!("{value:#}\n"))
}

fn text(status: StatusCode, text: &str) -> Answer {
    body_of(status, "text/plain; charset=utf-8", text.to_owned())
}

fn body_of(
    status: StatusCode,
    content_type: &'static str,
    body: impl Into<Bytes>,
) -> Answer {
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, content_type)
        .body(Full::new(body.into()))
        .expect("each part is valid")
}
