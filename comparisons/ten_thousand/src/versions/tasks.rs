//! All requests at once, on one thread, with hyper, on which reqwest is built.
//!
//! In reqwest 0.13, a waiting request holds 8 KiB to read into, 8 KiB to write
//! from, nearly as much for a channel between the request and its connection,
//! and the state of a pool, redirects, timeouts and TLS. Here it gets only what
//! this server needs: a connection, and 1 KiB to read into.
//!
//! In Python: `asyncio.open_connection`, and HTTP on top of it.

use std::net::SocketAddr;

use anyhow::{Context, Result};

use http_body_util::{BodyExt, Empty};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::{Request, Uri, header};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time;

use crate::versions::at_once;
use crate::versions::fetch::TIMEOUT;
use crate::work::Work;

/// Bytes to read into per connection; no response head may be longer. hyper's
/// own 8 KiB would be empty most of the time.
const BUFFER: usize = 1 << 10;

/// Sends all requests, and returns the statuses of the responses.
#[tokio::main(flavor = "current_thread")]
pub async fn run(work: &Work) -> Result<Vec<u16>> {
    let url: Uri = work.url.parse()?;
    let statuses = at_once::all(work.requests, |_| get(url.clone()));
    // One timer covers all requests; reqwest has one per request.
    time::timeout(TIMEOUT, statuses).await?
}

/// Sends a request for `url` on its own connection, reads the whole response,
/// and returns its status.
async fn get(url: Uri) -> Result<u16> {
    let host = url.authority().context("a URL without a host")?.as_str();
    let stream = TcpStream::connect(host.parse::<SocketAddr>()?).await?;
    let (mut sender, connection) = http1::Builder::new()
        .read_buf_exact_size(Some(BUFFER))
        .handshake(TokioIo::new(stream))
        .await?;
    // The connection reads and writes while this task waits for the response.
    tokio::spawn(connection);
    let request = Request::get(url.path())
        .header(header::HOST, host)
        .body(Empty::<Bytes>::new())?;
    let mut response = sender.send_request(request).await?;
    while let Some(part) = response.frame().await {
        part?;
    }
    Ok(response.status().as_u16())
}
