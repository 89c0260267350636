//! All requests at once, on one thread, over a few connections: HTTP/2 has many
//! requests in flight on each, and their responses come in any order.
//!
//! In Python: `httpx.AsyncClient(http2=True)`.

use std::net::SocketAddr;

use anyhow::{Context, Result};

use futures_util::future;
use h2::client::{self, SendRequest};
use hyper::body::Bytes;
use hyper::{Request, Uri};
use tokio::net::TcpStream;
use tokio::time;

use crate::versions::at_once;
use crate::versions::fetch::TIMEOUT;
use crate::work::Work;

/// Number of connections that carry all requests. This server allows any number
/// of requests on one; many servers allow 100, and would need more connections.
pub const CONNECTIONS: usize = 4;

/// Sends all requests, and returns the statuses of the responses.
#[tokio::main(flavor = "current_thread")]
pub async fn run(work: &Work) -> Result<Vec<u16>> {
    let url: Uri = work.url.parse()?;
    let connections = (0..CONNECTIONS.min(work.requests)).map(|_| open(&url));
    let connections = future::try_join_all(connections).await?;
    let statuses = at_once::all(work.requests, |number| {
        get(connections[number % connections.len()].clone(), url.clone())
    });
    time::timeout(TIMEOUT, statuses).await?
}

/// Opens a connection to the server, which is known to speak HTTP/2.
async fn open(url: &Uri) -> Result<SendRequest<Bytes>> {
    let host = url.authority().context("a URL without a host")?.as_str();
    let stream = TcpStream::connect(host.parse::<SocketAddr>()?).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = client::handshake(stream).await?;
    // The connection reads and writes as long as any request is waiting.
    tokio::spawn(connection);
    Ok(sender)
}

/// Sends a request for `url`, reads the whole response, and returns its status.
async fn get(connection: SendRequest<Bytes>, url: Uri) -> Result<u16> {
    let request = Request::get(url).body(())?;
    let mut connection = connection.ready().await?;
    let (response, _) = connection.send_request(request, true)?;
    let mut response = response.await?;
    while let Some(part) = response.body_mut().data().await {
        // The server may send as many bytes more as were read.
        let bytes = part?.len();
        response.body_mut().flow_control().release_capacity(bytes)?;
    }
    Ok(response.status().as_u16())
}
