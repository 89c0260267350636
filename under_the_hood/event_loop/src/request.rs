//! One HTTP/1.1 request and its response, on a connection of its own.

use std::net::SocketAddr;
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, ensure};
use futures_util::future::{self, Either};
use httparse::{EMPTY_HEADER, Response, Status};

use crate::socket::Socket;
use crate::waiting::Handle;

/// Time limit of a whole request. httpx allows 5 s for each step.
const TIMEOUT: Duration = Duration::from_secs(5);

/// Maximum number of headers in a response.
const HEADERS: usize = 32;

/// Sends a request, and reads the whole response. Returns its status and the
/// length of its body in bytes.
///
/// # Errors
///
/// Returns an error if there is no response in time, or it is not HTTP.
pub async fn get(
    handle: &Rc<Handle>,
    address: SocketAddr,
    path: &str,
) -> Result<(u16, usize)> {
    let request = pin!(exchange(handle, address, path));
    let timeout = pin!(handle.sleep(TIMEOUT));
    // The one that is done second is dropped, which cancels it.
    let response = match future::select(request, timeout).await {
        Either::Left((response, _)) => response,
        Either::Right(_) => Err(anyhow!("no response within the time limit")),
    };
    response.with_context(|| format!("GET http://{address}{path} failed"))
}

async fn exchange(
    handle: &Rc<Handle>,
    address: SocketAddr,
    path: &str,
) -> Result<(u16, usize)> {
    let mut socket = Socket::connect(handle, address).await?;
    let head = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n");
    socket.write_all(head.as_bytes()).await?;

    let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        let read = socket.read(&mut buffer).await?;
        ensure!(
            read > 0,
            "the connection was closed in the middle of the response"
        );
        bytes.extend_from_slice(&buffer[..read]);
        if let Some(response) = whole(&bytes)? {
            return Ok(response);
        }
    }
}

/// Returns the status and the length of the body, once all bytes are there.
fn whole(bytes: &[u8]) -> Result<Option<(u16, usize)>> {
    let mut headers = [EMPTY_HEADER; HEADERS];
    let mut response = Response::new(&mut headers);
    let Status::Complete(head) = response.parse(bytes)? else {
        return Ok(None);
    };
    let status = response.code.context("the response has no status")?;
    let header = response
        .headers
        .iter()
        .find(|it| it.name.eq_ignore_ascii_case("Content-Length"))
        .context("the response does not state its length")?;
    let length: usize = str::from_utf8(header.value)?.parse()?;
    Ok((bytes.len() - head >= length).then_some((status, length)))
}
